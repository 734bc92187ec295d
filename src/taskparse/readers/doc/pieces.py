"""The piece table ([MS-DOC] Clx, 2.8.35 PlcPcd): which stretches of the file, in which order, are the text.

A file that was saved fast (changes written behind the old text) differs from others in having many pieces.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from taskparse.readers.doc.file import DocFile, Part, damaged
from taskparse.readers.doc.plc import read_ranges

_PROPERTIES: Final = 1
_TABLE: Final = 2
_COMPRESSED: Final = 1 << 30

_SHORT: Final = {0x05: 0x2461, 0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x5C: 0x083C}
"""Changes of one byte that a piece may name by a short code ([MS-DOC] 2.9.215 Prm0): those that are of use here."""


class Piece(NamedTuple):
    """A stretch of text: its characters [start, end), where the first is in the file, bytes of each; `changes` to its properties."""

    start: int
    end: int
    offset: int
    width: int
    changes: bytes = b""


class Stretch(NamedTuple):
    """A part of one piece: its characters [start, end), where they are in the file."""

    start: int
    end: int
    offset: int
    piece: Piece


@dataclass(frozen=True)
class Pieces:
    """The pieces in the order of the text, and the text: one character for each position, halves of a pair apart."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    text: str

    def stretches(self, start: int, end: int) -> Iterator[Stretch]:
        """The parts of pieces that make up the characters [start, end)."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        for piece in self.pieces[index:]:
            if piece.start >= end:
                return
            first, last = max(start, piece.start), min(end, piece.end)
            if first < last:
                yield Stretch(first, last, piece.offset + (first - piece.start) * piece.width, piece)


def read_pieces(file: DocFile) -> Pieces:
    """The text of a file with its piece table.

    Errors: UnreadableInput where there is no table, or it points outside the file or often to the same place.
    """
    prepared, table = _split(file.part(Part.PIECES))
    ranges = read_ranges(table, 8)
    if not ranges.records:
        raise damaged("its table of pieces is missing")
    if ranges.positions[-1] > len(file.word) or any(a >= b for a, b in pairwise(ranges.positions)):
        raise damaged("its table of pieces is wrong")
    pieces = tuple(
        _piece(start, end, record, prepared)
        for (start, end), record in zip(pairwise(ranges.positions), ranges.records, strict=True)
    )
    text = "".join([_characters(piece, file.word) for piece in pieces])
    return Pieces(pieces, tuple(piece.start for piece in pieces), text)


def _split(clx: bytes) -> tuple[list[bytes], bytes]:
    """The property lists at the beginning, which pieces refer to by number, and the table behind them."""
    prepared: list[bytes] = []
    at = 0
    while at + 3 <= len(clx) and clx[at] == _PROPERTIES:
        size: int = struct.unpack_from("<H", clx, at + 1)[0]
        prepared.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at + 5 > len(clx) or clx[at] != _TABLE:
        return prepared, b""
    return prepared, clx[at + 5 : at + 5 + struct.unpack_from("<I", clx, at + 1)[0]]


def _piece(start: int, end: int, record: bytes, prepared: list[bytes]) -> Piece:
    place, change = struct.unpack_from("<IH", record, 2)
    if change & 1:
        changes = prepared[change >> 1] if change >> 1 < len(prepared) else b""
    else:
        code = _SHORT.get(change >> 1 & 0x7F)
        changes = b"" if code is None else struct.pack("<HB", code, change >> 8)
    if place & _COMPRESSED:
        return Piece(start, end, (place & _COMPRESSED - 1) // 2, 1, changes)
    return Piece(start, end, place & _COMPRESSED - 1, 2, changes)


def _characters(piece: Piece, word: bytes) -> str:
    count = piece.end - piece.start
    data = word[piece.offset : piece.offset + count * piece.width]
    if len(data) < count * piece.width:
        raise damaged("it is cut short")
    if piece.width == 1:
        return data.decode("latin-1").translate(_WINDOWS)
    return "".join(map(chr, struct.unpack(f"<{count}H", data)))


def join_pairs(text: str) -> str:
    r"""Text whose characters beyond U+FFFF stand in two halves, as it is printed.

    >>> join_pairs("\ud842\udfb7区"), join_pairs("\ud842")
    ('𠮷区', '\ufffd')
    """
    if text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_WINDOWS: Final = {
    code: character for code in range(0x80, 0xA0) if (character := bytes([code]).decode("cp1252", "ignore"))
}
"""What the bytes of a compressed piece mean where that is not their code point ([MS-DOC] FcCompressed)."""
