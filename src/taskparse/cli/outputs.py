"""Where data goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

import typer

from taskparse.cli.reporting import Code

STANDARD_OUTPUT: Final = "standard output"

_unfinished: set[Path] = set()
"""Files beside the places where they will be moved to."""


@contextmanager
def open_output(path: str | None) -> Iterator[Callable[[str | bytes], None]]:
    """A function that writes bytes, or text in UTF-8 whatever the locale says.

    A file is written beside its place and moved there at the end, if anything was written; it is opened at once, so that a place that
    cannot be written is known before the work begins.
    """
    if path is None or path == "-":
        yield _writer(sys.stdout.buffer, STANDARD_OUTPUT)
        return
    # What a link points to is replaced, not the link; a device or a pipe is no file to replace.
    target = Path(os.path.realpath(path))
    with telling(path):
        if target.is_dir():
            raise IsADirectoryError(None, "this is a directory")
        is_file = not target.exists() or target.is_file()
        beside = target.with_name(f".taskparse-{os.urandom(4).hex()}.tmp") if is_file else target
        stream = beside.open("xb" if is_file else "wb")
    if is_file:
        _unfinished.add(beside)
    try:
        yield _writer(stream, path)
        if is_file and stream.tell():
            with suppress(FileNotFoundError):
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
            with telling(path):
                stream.close()
                beside.replace(target)
    finally:
        with suppress(OSError):  # written and flushed, or told already
            stream.close()
        if is_file:
            beside.unlink(missing_ok=True)
            _unfinished.discard(beside)


def abandon() -> None:
    """Leave nothing behind of files that are not complete, before the program ends at once."""
    for path in _unfinished:
        with suppress(OSError):
            path.unlink(missing_ok=True)


@contextmanager
def telling(place: str) -> Iterator[None]:
    """End the command with one line when a place cannot be written."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if place == STANDARD_OUTPUT:
            stop_writing()
        raise typer.Exit(refused(place, error)) from error


def refused(place: str, error: OSError) -> Code:
    """Say in one line that a place cannot be written; the exit code."""
    print(f"taskparse: cannot write {place}: {error.strerror}", file=sys.stderr)
    return Code.USAGE


def stop_writing() -> None:
    """Keep the interpreter from writing the rest into a closed pipe or a full disk when it ends."""
    with suppress(OSError), open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _writer(stream: BinaryIO, place: str) -> Callable[[str | bytes], None]:
    def write(content: str | bytes) -> None:
        with telling(place):
            # A file name that is no text can be in a message; half a surrogate pair cannot be written otherwise.
            stream.write(content if isinstance(content, bytes) else content.encode(errors="backslashreplace"))
            stream.flush()

    return write
