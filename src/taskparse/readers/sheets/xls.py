"""XLS and ET (MS-XLS, in an OLE container): the sheets of a workbook from its records."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from taskparse.errors import EncryptedInput, UnreadableInput
from taskparse.readers.compound import read_streams
from taskparse.readers.sheets.cells import Cells
from taskparse.readers.sheets.grid import Area, Sheet
from taskparse.readers.sheets.printed import FORMATS, Style
from taskparse.readers.sheets.strings import read_text, shared_texts

_MEND: Final = "open it in Excel or WPS and save it as XLSX"
_STREAMS: Final = ("Workbook", "Book")

# Types of records (MS-XLS 2.3.1).
_FORMULA: Final = (0x06, 0x206, 0x406)
_EOF: Final = 0x0A
_DATEMODE: Final = 0x22
_FILEPASS: Final = 0x2F
_CONTINUE: Final = 0x3C
_CODEPAGE: Final = 0x42
_COLINFO: Final = 0x7D
_BOUNDSHEET: Final = 0x85
_MULRK: Final = 0xBD
_LABEL: Final = (0x204, 0xD6)
_XF: Final = 0xE0
_MERGED: Final = 0xE5
_SST: Final = 0xFC
_LABELSST: Final = 0xFD
_NUMBER: Final = 0x203
_BOOLERR: Final = 0x205
_STRING: Final = 0x207
_ROW: Final = 0x208
_RK: Final = 0x27E
_FORMAT: Final = (0x41E, 0x1E)
_BEGINNINGS: Final = (0x09, 0x209, 0x409, 0x809)

_EXCEL_97: Final = 0x600
_UNICODE: Final = 1200
_ROW_HIDDEN: Final = 0x20
_MOST_SHEETS: Final = 1000


class _Listed(NamedTuple):
    """A sheet in the list of sheets: where it begins, and whether it is shown and holds cells."""

    start: int
    name: str
    shown: bool
    has_cells: bool


class _Book(NamedTuple):
    """What holds for the whole workbook. `encoding`: that of texts before Excel 97."""

    sheets: list[_Listed]
    styles: dict[int, Style]
    texts: list[str]
    encoding: str | None


def read_tables(data: bytes) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets that are shown, and the hidden ones.

    Errors: UnreadableInput where the container or its records are broken, or hold more than any table; EncryptedInput for an encrypted one.
    """
    stream = _stream(data)
    found: tuple[list[Sheet], list[Sheet]] = ([], [])
    try:
        book = _read_book(stream)
        starts = {sheet.start for sheet in book.sheets}
        if len(book.sheets) > _MOST_SHEETS or len(starts) < len(book.sheets):
            raise UnreadableInput("the workbook is damaged: its list of sheets is wrong", hint=_MEND)
        ends = dict(pairwise(sorted([*starts, len(stream)])))
        cells = Cells(book.styles)
        for listed in book.sheets:
            if listed.has_cells:
                sheet = _read_sheet(
                    stream[listed.start : ends.get(listed.start)], listed.name, book, cells.next_sheet()
                )
                found[not listed.shown].append(sheet)
    except (struct.error, IndexError) as exc:
        raise UnreadableInput("the workbook is damaged or cut short", hint=_MEND) from exc
    return found


def _stream(data: bytes) -> memoryview:
    """The stream that the records are in."""
    streams = read_streams(data, _STREAMS, _MEND)
    if not streams:
        raise UnreadableInput("the old Office file holds no workbook", hint=_MEND)
    return memoryview(next(iter(streams.values())))


def _records(stream: memoryview) -> Iterator[tuple[int, memoryview]]:
    """The types of a stream's records and what is in them."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _read_book(stream: memoryview) -> _Book:
    sheets: list[_Listed] = []
    numbers: list[int] = []
    codes = dict(FORMATS)
    shared: list[memoryview] = []
    encoding: str | None = "gb18030"
    since_1904 = is_shared = False
    for kind, data in _records(stream):
        is_shared = kind == _SST or (is_shared and kind == _CONTINUE)
        if is_shared:
            shared.append(data)
        elif kind in _BEGINNINGS and len(data) >= 2:
            encoding = None if struct.unpack_from("<H", data)[0] >= _EXCEL_97 else encoding
        elif kind == _FILEPASS:
            raise EncryptedInput("the workbook is encrypted", hint="save it without a password")
        elif kind == _CODEPAGE and encoding is not None:
            page = struct.unpack_from("<H", data)[0]
            encoding = "latin-1" if page not in (936, 54936, _UNICODE) else encoding
        elif kind == _DATEMODE:
            since_1904 = struct.unpack_from("<H", data)[0] == 1
        elif kind == _BOUNDSHEET:
            start, state, what = struct.unpack_from("<IBB", data)
            sheets.append(_Listed(start, read_text(data, 6, encoding, short=True), state & 3 == 0, what == 0))
        elif kind in _FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = read_text(data, 2, encoding, short=encoding is not None)
        elif kind == _XF:
            numbers.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _EOF:
            break
    styles = {i: Style(codes.get(number, "General"), since_1904) for i, number in enumerate(numbers)}
    return _Book(sheets, styles, shared_texts(shared), encoding)


def _read_sheet(stream: memoryview, name: str, book: _Book, cells: Cells) -> Sheet:
    merged: list[Area] = []
    rows: list[int] = []  # hidden ones
    columns: list[tuple[int, int]] = []
    depth = 0
    formula = (0, 0)
    for kind, data in _records(stream):
        if kind in _BEGINNINGS:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth > 1:  # a chart on the sheet
            continue
        elif kind == _ROW:
            if struct.unpack_from("<I", data, 12)[0] & _ROW_HIDDEN:
                rows.append(struct.unpack_from("<H", data)[0])
        elif kind == _COLINFO:
            if struct.unpack_from("<H", data, 8)[0] & 1:
                columns.append(struct.unpack_from("<HH", data))
        elif kind == _MERGED:
            for i in range(struct.unpack_from("<H", data)[0]):
                top, bottom, left, right = struct.unpack_from("<HHHH", data, 2 + 8 * i)
                merged.append(Area(top, left, bottom - top + 1, right - left + 1))
        elif kind == _STRING:
            cells.add(*formula, read_text(data, 0, book.encoding))
        else:
            formula = _read_cell(kind, data, book, cells) or formula
    else:
        raise UnreadableInput("the workbook is damaged or cut short: a sheet has no end", hint=_MEND)
    return Sheet(name, cells.texts, merged, cells.count_rows(rows), cells.count_columns(columns))


def _read_cell(kind: int, data: memoryview, book: _Book, cells: Cells) -> tuple[int, int] | None:
    """Add the cells of a record; the place of a formula, whose text may stand in a later record."""
    if kind not in (_LABELSST, _NUMBER, _RK, _MULRK, _BOOLERR, *_LABEL, *_FORMULA):
        return None
    row, column, style = struct.unpack_from("<HHH", data)
    if kind == _LABELSST:
        cells.add(row, column, book.texts[struct.unpack_from("<I", data, 6)[0]])
    elif kind == _NUMBER:
        cells.add(row, column, struct.unpack_from("<d", data, 6)[0], style)
    elif kind == _RK:
        cells.add(row, column, _packed(struct.unpack_from("<I", data, 6)[0]), style)
    elif kind == _MULRK:
        for i in range((len(data) - 6) // 6):
            style, number = struct.unpack_from("<HI", data, 4 + 6 * i)
            cells.add(row, column + i, _packed(number), style)
    elif kind == _BOOLERR:
        value, is_error = data[6], data[7]
        cells.add(row, column, "" if is_error else bool(value))
    elif kind in _LABEL:
        cells.add(row, column, read_text(data, 6, book.encoding))
    else:
        if bytes(data[12:14]) != b"\xff\xff":
            cells.add(row, column, struct.unpack_from("<d", data, 6)[0], style)
        elif data[6] == 1:
            cells.add(row, column, bool(data[8]))
        return row, column
    return None


def _packed(number: int) -> float:
    """A number in four bytes (MS-XLS 2.5.217): an integer or the upper half of a float, perhaps times a hundred.

    >>> _packed(0x3FF00000), _packed(22), _packed(123 << 2 | 3)
    (1.0, 5.0, 1.23)
    """
    if number & 2:
        value = float((number >> 2) - (1 << 30 if number & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (number & 0xFFFFFFFC) << 32))[0]
    return value / 100 if number & 1 else value
