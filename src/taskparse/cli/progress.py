"""A line in the terminal that is kept up to date while pages are recognised, which takes a second each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_LOG: Final = "taskparse.readers.ocr"
_CLEAR: Final = "\r\x1b[K"


@contextmanager
def showing_progress(file: str, *, quiet: bool) -> Iterator[None]:
    """Show what the library logs of each page, where somebody can see it; the line is gone at the end."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    import logging

    class Line(logging.Handler):
        shown = False

        def emit(self, record: logging.LogRecord) -> None:
            self.shown = True
            print(f"{_CLEAR}{file}: recognised {record.getMessage()}", end="", file=sys.stderr, flush=True)

    log, line = logging.getLogger(_LOG), Line()
    before = log.level
    log.addHandler(line)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(line)
        log.setLevel(before)
        if line.shown:
            print(_CLEAR, end="", file=sys.stderr, flush=True)
