"""Tables in text files: values parted by commas, semicolons or tabs (RFC 4180)."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from taskparse.errors import TaskparseError, UnreadableInput
from taskparse.readers.sheets.grid import Sheet, check_size
from taskparse.readers.sheets.layout import is_header, lay_out
from taskparse.readers.text import decode
from taskparse.source import ReadResult

MEDIA_TYPE: Final = "text/csv"

_HEAD: Final = 65536
"""Characters that show what parts the values."""

_DELIMITERS: Final = ",;\t"
_FEWEST: Final = 2
"""Delimiters in a row."""

_HEADER_ROWS: Final = 10
"""The header is among the first so many rows."""

_SHARE: Final = 0.6
"""Share of the rows, the header and those below it, that have as many values as the header."""


def is_task_table(data: bytes) -> bool:
    """Whether the beginning of a text, up to the end of a line, is clearly a task table."""
    try:
        return _delimiter(decode(data)) is not None
    except TaskparseError:
        return False


def read_csv(data: bytes) -> ReadResult:
    """Blocks of a table in a text file, in the encodings of text files.

    Errors: UnreadableInput for damaged text, UnsupportedFormat for bytes that are none.
    """
    text = decode(data)
    rows = _rows(text, _delimiter(text[:_HEAD]) or ",")
    cells = {
        (r, c): value.replace("\r\n", "\n")
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value.strip()
    }
    check_size(len(cells), len(text))
    return ReadResult(tuple(lay_out([Sheet("", cells)])), MEDIA_TYPE)


def _delimiter(text: str) -> str | None:
    """What parts the values of a table, None where the text is no task table."""
    for delimiter in _DELIMITERS:
        try:
            rows = _rows(text, delimiter)
        except UnreadableInput:
            continue
        for index, row in enumerate(rows[:_HEADER_ROWS]):
            if len(row) > _FEWEST and is_header(row):
                below = [r for r in rows[index + 1 :] if any(value.strip() for value in r)]
                alike = sum(len(r) == len(row) for r in below)
                if below and alike >= _SHARE * len(below):
                    return delimiter
                break
    return None


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as exc:
        raise UnreadableInput(f"the table cannot be read: {exc}", hint="check its quotation marks") from exc
