"""What one file may cost. A hostile file can keep a library busy for years, inside of a single call that nothing in Python interrupts.

A thread looks on while a file is read and ends the whole program when it takes too much: what else is left to it is not its state but its message.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

from taskparse.cli.outputs import abandon
from taskparse.cli.reporting import Code

SECONDS_VARIABLE: Final = "TASKPARSE_SECONDS"
_SECONDS: Final = 300.0
"""Of processor time; 300 pages take three. Recognising text happens in other processes and does not count."""

_MEMORY: Final = 4 * 2**30
_EVERY: Final = 0.2


@contextmanager
def limited(file: str) -> Iterator[None]:
    """End the program with one line and the code of a file that cannot be read, when reading this one takes too long or too much memory."""
    most, ended = _seconds(), threading.Event()
    began = time.process_time()

    def watch() -> None:
        while not ended.wait(_EVERY):
            if time.process_time() - began > most:
                _give_up(
                    file,
                    f"takes more than {most:g} s to read (a damaged or hostile file; {SECONDS_VARIABLE} sets the limit)",
                )
            if _memory() > _MEMORY:
                _give_up(file, f"takes more than {_MEMORY // 2**30} GB of memory to read: a damaged or hostile file")

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _seconds() -> float:
    said = os.environ.get(SECONDS_VARIABLE)
    if not said:
        return _SECONDS
    try:
        seconds = float(said)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        print(f"taskparse: {SECONDS_VARIABLE} is no number of seconds: {said}", file=sys.stderr)
        raise typer.Exit(Code.USAGE)
    return seconds


def _memory() -> int:
    """Bytes of memory that the process has now; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as counts:
            return int(counts.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def _give_up(file: str, why: str) -> None:
    print(f"taskparse: {file}: {why}", file=sys.stderr, flush=True)
    abandon()
    os._exit(Code.UNREADABLE)
