"""Lists of property changes ([MS-DOC] 2.2.5.1 Sprm): what differs from the style, or from plain text."""

import struct
from collections.abc import Iterator
from typing import Final

PARAGRAPH: Final = 1
CHARACTER: Final = 2
TABLE: Final = 5
"""Values of sgc, the kind of content that a change is for."""

_SIZES: Final = (1, 1, 2, 4, 2, 2, None, 3)
"""Bytes of the operand by spra, the upper three bits; None: its first byte says it."""

_DEFINE_TABLE: Final = 0xD608
_CHANGE_TABS: Final = 0xC615


def group(code: int) -> int:
    """The kind of content that a change is for (sgc)."""
    return code >> 10 & 7


def read_sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    r"""The codes of the changes and their operands (without the byte that counts them); ends at the first that is cut off.

    >>> list(read_sprms(b"\x0b\x46\x01\x00" + b"\x0a\x26"))
    [(17931, b'\x01\x00')]
    """
    at = 0
    while at + 2 < len(data):
        code: int = struct.unpack_from("<H", data, at)[0]
        start = at + 2
        size = _SIZES[code >> 13]
        if size is None:
            start, size = _variable(code, data, start)
        if start + size > len(data):
            return
        yield code, data[start : start + size]
        at = start + size


def _variable(code: int, data: bytes, start: int) -> tuple[int, int]:
    """Where an operand begins whose size is written before it, and its size (2.6.3 and 2.6.2 have the two that differ)."""
    if code == _DEFINE_TABLE:
        size: int = struct.unpack_from("<H", data, start)[0] if start + 2 <= len(data) else 1
        return start + 2, max(size - 1, 0)
    if code == _CHANGE_TABS and data[start] == 0xFF:
        deleted = data[start + 1] if start + 1 < len(data) else 0
        added_at = start + 2 + 4 * deleted
        added = data[added_at] if added_at < len(data) else 0
        return start + 1, 2 + 4 * deleted + 3 * added
    return start + 1, data[start]
