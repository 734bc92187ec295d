"""What a list of changes says about characters and about a paragraph, as far as the text depends on it ([MS-DOC] 2.6)."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import Final, NamedTuple

from taskparse.readers.doc.sprms import TABLE, group, read_sprms
from taskparse.readers.docx.styles import NumberRef

_CHARACTER_STYLE: Final = 0x4A30
_HIDDEN: Final = 0x083C
_DELETED: Final = 0x0800
_INSERTED: Final = 0x0801
_SYMBOL: Final = 0x6A09
_FONT: Final = 0x4A4F

_STYLE: Final = 0x4600
_ALIGN: Final = (0x2461, 0x2403)
_LEVEL: Final = 0x260A
_LIST: Final = 0x460B
_IN_TABLE: Final = 0x2416
_ROW_END: Final = 0x2417
_DEPTH: Final = 0x6649
_DEEPER: Final = 0x664A
_INNER_CELL_END: Final = 0x244B
_INNER_ROW_END: Final = 0x244C
_ELSEWHERE: Final = (0x6646, 0x6645, 0x646B)
"""The list itself is in the data stream (sprmPHugePapx, its older code, sprmPTableProps)."""

_TIMES: Final = 4
"""How often the whole data stream may be taken."""

_ALIGNMENTS: Final = ("left", "center", "right", "both")


class Look(NamedTuple):
    """How characters are set: hidden (0, 1, 0x80: as the style says, 0x81: as it does not), a tracked change, a symbol and its font."""

    hidden: int | None = None
    deleted: bool = False
    inserted: bool = False
    style: str | None = None
    symbol: tuple[int, int] | None = None
    font: int | None = None


class Format(NamedTuple):
    """How a paragraph is set: style, list, how many tables it stands in, whether it ends a cell or row of an inner table.

    `table`: the changes that are for the row of a table, which this paragraph ends.
    """

    style: str | None = None
    align: str | None = None
    number: NumberRef | None = None
    depth: int = 0
    ends_row: bool = False
    ends_inner_cell: bool = False
    table: tuple[tuple[int, bytes], ...] = ()


@lru_cache(maxsize=1024)
def read_look(changes: bytes) -> Look:
    """What the changes say about characters."""
    found: dict[int, bytes] = dict(read_sprms(changes))
    symbol = found.get(_SYMBOL)
    return Look(
        hidden=found[_HIDDEN][0] if _HIDDEN in found else None,
        deleted=found.get(_DELETED, b"\0") != b"\0",
        inserted=found.get(_INSERTED, b"\0") != b"\0",
        style=str(_number(found[_CHARACTER_STYLE])) if _CHARACTER_STYLE in found else None,
        symbol=struct.unpack("<HH", symbol) if symbol else None,
        font=_number(found[_FONT]) if _FONT in found else None,
    )


def read_format(changes: bytes) -> Format:
    """What the changes say about a paragraph; its style is not among them."""
    style: str | None = None
    align: str | None = None
    num_id: str | None = None
    level: int | None = None
    depth = 0
    in_table = ends_row = ends_inner_cell = False
    table: list[tuple[int, bytes]] = []
    for code, operand in read_sprms(changes):
        if group(code) == TABLE:
            table.append((code, operand))
        elif code == _STYLE:
            style = str(_number(operand))
        elif code in _ALIGN:
            align = _ALIGNMENTS[operand[0]] if operand[0] < len(_ALIGNMENTS) else "both"
        elif code == _LIST:
            num_id = str(_number(operand))
        elif code == _LEVEL:
            level = operand[0]
        elif code == _IN_TABLE:
            in_table = operand != b"\0"
        elif code == _DEPTH:
            depth = _number(operand)
        elif code == _DEEPER:
            depth += _number(operand)
        elif code in (_ROW_END, _INNER_ROW_END):
            ends_row = operand != b"\0"
        elif code == _INNER_CELL_END:
            ends_inner_cell = operand != b"\0"
    number = NumberRef(num_id, level) if num_id is not None or level is not None else None
    depth = max(depth, int(in_table))
    return Format(style, align, number, depth, ends_row, ends_inner_cell, tuple(table))


class Formats:
    """Paragraph formats by their changes; long lists of changes are kept in the data stream, and looked up there.

    Lists that overlap could make the stream as long as one likes: what is taken from it has a limit.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = _TIMES * len(data)
        self._known: dict[tuple[bytes, bytes], Format] = {}

    def find(self, changes: bytes, more: bytes) -> Format:
        """What a paragraph's own changes and then those of its piece say."""
        key = (changes, more)
        if key not in self._known:
            self._known[key] = read_format(changes + self._stored(changes) + more)
        return self._known[key]

    def _stored(self, changes: bytes) -> bytes:
        """The list in the data stream that the changes point at ([MS-DOC] 2.6.2 sprmPHugePapx)."""
        for code, operand in read_sprms(changes):
            at = _number(operand)
            if code in _ELSEWHERE and at + 2 <= len(self._data):
                size: int = struct.unpack_from("<H", self._data, at)[0]
                self._left -= size
                return self._data[at + 2 : at + 2 + size] if self._left >= 0 else b""
        return b""


def _number(operand: bytes) -> int:
    return int.from_bytes(operand, "little")
