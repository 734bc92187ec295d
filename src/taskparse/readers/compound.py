"""Old Office files (OLE containers, [MS-CFB]): opened within limits, their streams by name."""

from __future__ import annotations

import struct
from collections.abc import Collection
from io import BytesIO
from typing import Any, Final

from olefile import STGTY_STREAM, OleFileIO

from taskparse.errors import UnreadableInput

_COUNTS: Final = (44, 64, 72)
"""Where the header says how many sectors its tables have ([MS-CFB] 2.2)."""

_SECTOR: Final = 512


def open_compound(data: bytes) -> OleFileIO[str]:
    """Open a container; its chains of sectors may be rings, so what it promises must fit into the file.

    Errors: many kinds where it is damaged, since olefile checks little.
    """
    if any(struct.unpack_from("<I", data, at)[0] * _SECTOR > len(data) for at in _COUNTS):
        raise ValueError("its tables are longer than the file")
    container = OleFileIO(BytesIO(data))
    root: Any = container.root
    if root is None or root.size > len(data):
        raise ValueError("its small streams are longer than the file")
    return container


def read_streams(data: bytes, names: Collection[str], mend: str) -> dict[str, bytes]:
    """The streams of these names at the root of a container, without those that it has not; `mend`: the hint of the error.

    Errors: UnreadableInput for a container that is damaged or promises more than the file holds.
    """
    try:
        with open_compound(data) as container:
            there = [name for name in names if container.get_type(name) == STGTY_STREAM]
            if sum(container.get_size(name) for name in there) > len(data):
                raise ValueError("its streams are longer than the file")
            return {name: container.openstream(name).read() for name in there}
    except Exception as exc:  # olefile checks little: a damaged file ends in errors of many kinds
        raise UnreadableInput("the old Office file is damaged or cut short", hint=mend) from exc
