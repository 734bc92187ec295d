"""Where data goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import typer


@contextmanager
def open_output(path: str | None) -> Iterator[Callable[[str], None]]:
    """A function that writes text, in UTF-8 whatever the locale says.

    A file is written beside its place and moved there at the end, if anything was written; it is opened at once, so that a place that
    cannot be written is known before the work begins.
    """
    if path is None or path == "-":
        yield _writer(sys.stdout.buffer)
        return
    # What a link points to is replaced, not the link; a device or a pipe is no file to replace.
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode) and not target.is_dir():
            with target.open("wb") as stream:
                yield _writer(stream)
            return
        if target.is_dir():
            raise IsADirectoryError(None, "this is a directory")
        beside = target.with_name(f".taskparse-{secrets.token_hex(4)}.tmp")
        stream = beside.open("xb")
    except OSError as error:
        raise typer.BadParameter(f"cannot write {path}: {error.strerror}", param_hint="'--output'") from error
    try:
        with stream:
            yield _writer(stream)
            size = stream.tell()
        if size:
            with suppress(FileNotFoundError):
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
            beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _writer(stream: BinaryIO) -> Callable[[str], None]:
    def write(text: str) -> None:
        # A file name that is no text can be in a message; half a surrogate pair cannot be written otherwise.
        stream.write(text.encode(errors="backslashreplace"))
        stream.flush()

    return write
