"""OLE containers (MS-CFB) for tests, written by hand."""

import struct
from collections.abc import Mapping

_NONE = 0xFFFFFFFF
_END = 0xFFFFFFFE
_TABLE = 0xFFFFFFFD


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A container with these streams at its root."""
    padded = {name: data.ljust(max(4096, -(-len(data) // 512) * 512), b"\0") for name, data in streams.items()}
    lengths = [len(data) // 512 for data in padded.values()]
    folder = -(-(1 + len(padded)) // 4)
    tables = 1
    while tables * 128 < tables + folder + sum(lengths):
        tables += 1
    chain = [_TABLE] * tables
    for length in (folder, *lengths):
        chain += [*range(len(chain) + 1, len(chain) + length), _END]
    entries = _entry("Root Entry", 5, _END, 0, child=1)
    at = tables + folder
    for index, (name, data) in enumerate(padded.items(), 1):
        entries += _entry(name, 2, at, len(data), following=index + 1 if index < len(padded) else _NONE)
        at += len(data) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, 4096, _END, 0, _END, 0)
    header += struct.pack(f"<{tables}I", *range(tables))
    table = b"".join(struct.pack("<I", sector) for sector in chain).ljust(512 * tables, b"\xff")
    return header.ljust(512, b"\xff") + table + entries.ljust(512 * folder, b"\0") + b"".join(padded.values())


def _entry(name: str, kind: int, start: int, size: int, child: int = _NONE, following: int = _NONE) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    head = struct.pack("<HBBIII", len(words), kind, 1, _NONE, following, child)
    return words.ljust(64, b"\0") + head + bytes(36) + struct.pack("<IQ", start, size)
