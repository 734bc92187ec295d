"""How long the shared texts of an XLS file are: a text of 65,535 characters may stand in every cell."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final

_WIDE: Final = 1
_EXTENDED: Final = 4
_RICH: Final = 8


def string_lengths(records: Sequence[memoryview]) -> list[int]:
    """The lengths of the texts in a record of shared texts and the records that go on with it (MS-XLS 2.4.265, 2.5.293).

    A record may end within a text; then the next begins with a byte that says again how broad its characters are.
    Errors: struct.error and IndexError where a text is longer than the records are.
    """
    lengths: list[int] = []
    if not records:
        return lengths
    record, at = 0, 8
    while True:
        while record < len(records) and at >= len(records[record]):
            record, at = record + 1, at - len(records[record])
        if record == len(records):
            return lengths
        count, flags = struct.unpack_from("<HB", records[record], at)
        at += 3
        rest = 0
        if flags & _RICH:
            rest += 4 * struct.unpack_from("<H", records[record], at)[0]
            at += 2
        if flags & _EXTENDED:
            rest += struct.unpack_from("<I", records[record], at)[0]
            at += 4
        lengths.append(count)
        width = 1 + (flags & _WIDE)
        while count * width > len(records[record]) - at:
            count -= (len(records[record]) - at) // width
            record, at = record + 1, 1
            width = 1 + (records[record][0] & _WIDE)
        at += count * width + rest
