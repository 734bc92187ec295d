"""The texts in an XLS file: short ones with their length before them, and those that all cells share, which run over records."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

_WIDE: Final = 1
_EXTENDED: Final = 4
_RICH: Final = 8


def read_text(data: memoryview, start: int, encoding: str | None, short: bool = False) -> str:
    r"""A text in a record (MS-XLS 2.5.293); `encoding`: that of files before Excel 97, None from then on; `short`: its length is one byte.

    >>> read_text(memoryview(b"\x02\x00\x00ab"), 0, None)
    'ab'
    """
    count = struct.unpack_from("<B" if short else "<H", data, start)[0]
    at = start + (1 if short else 2)
    if encoding is not None:
        return bytes(data[at : at + count]).decode(encoding, "replace")
    wide = data[at] & _WIDE
    return _decode(data[at + 1 : at + 1 + count * (1 + wide)], wide)


def shared_texts(records: Sequence[memoryview]) -> list[str]:
    """The texts in the record of shared texts and the records that go on with it (MS-XLS 2.4.265).

    A record may end within a text; then the next begins with a byte that says again how broad its characters are.
    Errors: struct.error and IndexError where a text is longer than the records are.
    """
    texts: list[str] = []
    if not records:
        return texts
    record, at = 0, 8
    while True:
        while record < len(records) and at >= len(records[record]):
            record, at = record + 1, at - len(records[record])
        if record == len(records):
            return texts
        count, flags = struct.unpack_from("<HB", records[record], at)
        at += 3
        rest = 0
        if flags & _RICH:
            rest += 4 * struct.unpack_from("<H", records[record], at)[0]
            at += 2
        if flags & _EXTENDED:
            rest += struct.unpack_from("<I", records[record], at)[0]
            at += 4
        pieces: list[str] = []
        wide = flags & _WIDE
        while count * (1 + wide) > len(records[record]) - at:
            piece = records[record][at:]
            pieces.append(_decode(piece, wide))
            count -= len(piece) // (1 + wide)
            record, at = record + 1, 1
            wide = records[record][0] & _WIDE
        size = count * (1 + wide)
        texts.append("".join([*pieces, _decode(records[record][at : at + size], wide)]))
        at += size + rest


def _decode(data: memoryview, wide: int) -> str:
    return bytes(data).decode("utf-16-le" if wide else "latin-1", "replace")
