"""An installed LibreOffice for the files that are not read here (Word 6 and 95): they become a DOCX, in a folder that goes away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from taskparse.errors import UnreadableInput
from taskparse.readers.doc.file import MEND

_PROGRAMS: Final = ("soffice", "libreoffice")
_SECONDS: Final = 120


def find_office() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def convert(data: bytes, program: str) -> bytes:
    """The DOCX that LibreOffice makes of a file, with settings of its own that are nobody's.

    Errors: UnreadableInput where it gives up, or does not end in two minutes.
    """
    with TemporaryDirectory(prefix="taskparse-") as name:
        folder = Path(name)
        source = folder / "notice.doc"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", "docx", "--outdir", name]
        try:
            _run([program, profile, *options, str(source)])
            return source.with_suffix(".docx").read_bytes()
        except (OSError, subprocess.TimeoutExpired) as exc:
            raise UnreadableInput("LibreOffice cannot read the Word file (DOC)", hint=MEND) from exc


def _run(command: list[str]) -> None:
    """Run a program to its end; what it has started ends with it."""
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True) as process:
        try:
            process.wait(_SECONDS)
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)  # LibreOffice is a script that starts the program
    else:
        process.kill()
