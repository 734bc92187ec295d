"""XLS and ET (MS-XLS, in an OLE container): what its records say beyond the values, and whether they are as many as a table has."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Final, NamedTuple

import olefile

from taskparse.errors import EncryptedInput, UnreadableInput
from taskparse.readers.sheets.facts import Facts
from taskparse.readers.sheets.grid import check_size
from taskparse.readers.sheets.printed import BUILT_IN
from taskparse.readers.sheets.strings import string_lengths

_MEND: Final = "open it in Excel or WPS and save it as XLSX"
_STREAMS: Final = ("Workbook", "Book", "WORKBOOK", "BOOK")

# Types of records (MS-XLS 2.3.1).
_EOF: Final = 0x0A
_FILEPASS: Final = 0x2F
_CONTINUE: Final = 0x3C
_COLINFO: Final = 0x7D
_BOUNDSHEET: Final = 0x85
_MULRK: Final = 0xBD
_XF: Final = 0xE0
_SST: Final = 0xFC
_LABELSST: Final = 0xFD
_DIMENSIONS: Final = 0x200
_ROW: Final = 0x208
_FORMAT: Final = 0x41E
_BEGINNINGS: Final = (0x9, 0x209, 0x409, 0x809)
_CELLS: Final = (0x6, 0x203, 0x204, 0x205, 0x27E, _LABELSST, 0xD6, 0x206, 0x406)
"""A formula, number, label, truth value, packed number, shared label, label with fonts; each with row, column, style."""

_ROW_HIDDEN: Final = 0x20
_LARGEST: Final = 2**24
"""Cells of a sheet: 65,536 rows of 256."""

_MOST_SHEETS: Final = 1000


class _Record(NamedTuple):
    kind: int
    data: memoryview


class _Globals(NamedTuple):
    """What holds for the whole workbook: where its sheets begin, the formats of its styles, how long its shared texts are."""

    sheets: list[int]
    formats: dict[int, str]
    lengths: list[int]


def read_facts(data: bytes) -> list[Facts]:
    """What is known of each sheet, in order.

    Errors: UnreadableInput where the container or the records in it are broken or larger than any table; EncryptedInput for an encrypted one.
    """
    stream = _stream(data)
    try:
        book = _read_globals(stream)
        if len(book.sheets) > _MOST_SHEETS or len(set(book.sheets)) < len(book.sheets):
            raise UnreadableInput("the workbook is damaged: its list of sheets is wrong", hint=_MEND)
        bounds = sorted([*book.sheets, len(stream)])
        ends = dict(pairwise(bounds))
        found: list[Facts] = []
        cells = characters = 0
        for start in book.sheets:
            facts, count, length = _read_sheet(stream[start : ends[start]], book)
            cells, characters = cells + count, characters + length
            check_size(0, 0, cells, characters)
            found.append(facts)
    except (struct.error, IndexError, KeyError) as exc:
        raise UnreadableInput("the workbook is damaged or cut short", hint=_MEND) from exc
    return found


def _stream(data: bytes) -> memoryview:
    """The stream that the records are in."""
    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            name = next((name for name in _STREAMS if container.exists(name)), None)
            if name is None:
                raise UnreadableInput("the old Office file holds no workbook", hint=_MEND)
            return memoryview(container.openstream(name).read())
    except UnreadableInput:
        raise
    except Exception as exc:  # olefile checks little: a damaged file ends in errors of many kinds
        raise UnreadableInput("the old Office file is damaged or cut short", hint=_MEND) from exc


def _records(stream: memoryview) -> Iterator[_Record]:
    """The records of a stream."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield _Record(kind, stream[at + 4 : at + 4 + size])
        at += 4 + size


def _read_globals(stream: memoryview) -> _Globals:
    sheets: list[int] = []
    styles: list[int] = []
    codes = dict(BUILT_IN)
    strings: list[memoryview] = []
    is_open = False  # whether records that go on belong to the shared texts
    for kind, data in _records(stream):
        is_open = kind == _SST or (is_open and kind == _CONTINUE)
        if is_open:
            strings.append(data)
        elif kind == _FILEPASS:
            raise EncryptedInput("the workbook is encrypted", hint="save it without a password")
        elif kind == _BOUNDSHEET:
            sheets.append(struct.unpack_from("<I", data)[0])
        elif kind == _FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = _text(data[2:])
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _EOF:
            break
    formats = {i: codes[number] for i, number in enumerate(styles) if number in codes}
    return _Globals(sheets, formats, string_lengths(strings))


def _read_sheet(stream: memoryview, book: _Globals) -> tuple[Facts, int, int]:
    """The facts of a sheet, how many of its cells have a value, and how many characters are in them."""
    formats: dict[tuple[int, int], str] = {}
    rows: list[int] = []
    columns: list[int] = []
    hidden: list[tuple[int, int]] = []
    hidden_rows = characters = depth = 0
    for kind, data in _records(stream):
        if kind in _BEGINNINGS:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif kind == _DIMENSIONS and len(data) >= 12:
            top, bottom, left, right = struct.unpack_from("<IIHH", data)
            if (bottom - top) * (right - left) > _LARGEST:
                raise UnreadableInput("the workbook is damaged: a sheet has more cells than there can be", hint=_MEND)
        elif kind in _CELLS or kind == _MULRK:
            row, column = struct.unpack_from("<HH", data)
            count = (len(data) - 6) // 6 if kind == _MULRK else 1
            for i in range(count):
                code = book.formats.get(struct.unpack_from("<H", data, 4 + 6 * i)[0])
                if code and depth == 1:  # deeper is a chart
                    formats[row, column + i] = code
            rows.append(row)
            columns += [column, column + count - 1]
            characters += len(data)
            if kind == _LABELSST:
                characters += book.lengths[struct.unpack_from("<I", data, 6)[0]]
        elif kind == _ROW:
            hidden_rows += bool(struct.unpack_from("<I", data, 12)[0] & _ROW_HIDDEN)
        elif kind == _COLINFO and struct.unpack_from("<H", data, 8)[0] & 1:
            hidden.append(struct.unpack_from("<HH", data))
    else:
        raise UnreadableInput("the workbook is damaged or cut short: a sheet has no end", hint=_MEND)
    if rows:
        check_size(max(rows) - min(rows) + 1, max(columns) - min(columns) + 1, len(columns), characters)
    last = max(columns, default=-1)
    hidden_columns = sum(max(min(end, last) - start + 1, 0) for start, end in hidden)
    return Facts(formats, hidden_rows, hidden_columns), len(rows), characters


def _text(data: memoryview) -> str:
    """A short text with its length before it, as a format is written; one of Excel 95 has one byte of length."""
    count, wide = struct.unpack_from("<HB", data)
    if wide > 1 or len(data) < 3 + count * (1 + wide):
        return bytes(data[1 : 1 + data[0]]).decode("gb18030", "replace")
    return bytes(data[3 : 3 + count * (1 + wide)]).decode("utf-16-le" if wide else "latin-1", "replace")
