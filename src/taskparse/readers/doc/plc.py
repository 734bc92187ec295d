"""Lists of ranges ([MS-DOC] 2.2.2 PLC): n + 1 positions, then what holds for each of the n ranges between them."""

import struct
from typing import NamedTuple


class Ranges(NamedTuple):
    """The positions as written, and one record for each range."""

    positions: tuple[int, ...] = ()
    records: tuple[bytes, ...] = ()


def read_ranges(data: bytes, size: int) -> Ranges:
    r"""The ranges of a PLC whose records have `size` bytes; none where the bytes are too few for one.

    >>> read_ranges(b"\x00\x00\x00\x00\x05\x00\x00\x00ab", 2)
    Ranges(positions=(0, 5), records=(b'ab',))
    """
    count = (len(data) - 4) // (4 + size)
    if count < 1:
        return Ranges()
    first = 4 * (count + 1)
    records = tuple(data[at : at + size] for at in range(first, first + size * count, size)) if size else (b"",) * count
    return Ranges(struct.unpack_from(f"<{count + 1}I", data), records)
