"""The style sheet ([MS-DOC] 2.9.271 STSH) and the fonts (2.9.286 SttbfFfn) of a file."""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

from taskparse.readers.doc.formats import read_format, read_look
from taskparse.readers.docx.styles import Style, Styles

_PARAGRAPH: Final = 1
_CHARACTER: Final = 2
_NO_STYLE: Final = 0xFFF
_CONTENTS: Final = range(19, 28)
"""The built-in styles toc 1 … toc 9, whose names may be in any language ([MS-DOC] 2.9.260 StdfBase)."""

_FONT_NAME: Final = 40
"""Where a font's name begins in its record, after the byte that counts it ([MS-DOC] 2.9.82 FFN)."""


class _Lists(NamedTuple):
    """The lists of changes of a style: for its paragraphs (after two bytes of its number), for its characters."""

    paragraph: bytes = b""
    character: bytes = b""


def read_styles(data: bytes) -> Styles:
    """The styles by their number; the first is that of a paragraph which names none."""
    if len(data) < 6:
        return Styles()
    size, count, base = struct.unpack_from("<HHH", data)
    at = 2 + size
    by_id: dict[str, Style] = {}
    for index in range(count):
        if at + 2 > len(data):
            break
        length: int = struct.unpack_from("<H", data, at)[0]
        record = data[at + 2 : at + 2 + length]
        if len(record) >= base + 2 and base >= 6:
            by_id[str(index)] = _style(record, base)
        at += 2 + length + length % 2
    return Styles(by_id, default="0")


def _style(record: bytes, base: int) -> Style:
    built_in, kind, lists_count = struct.unpack_from("<HHH", record)
    length: int = struct.unpack_from("<H", record, base)[0]
    name = record[base + 2 : base + 2 + 2 * length].decode("utf-16-le", "replace")
    if built_in & 0xFFF in _CONTENTS:
        name = f"toc {(built_in & 0xFFF) - _CONTENTS.start + 1}"
    lists = _lists(record, base + 4 + 2 * length, kind & 0xF, lists_count & 0xF)
    format_ = read_format(lists.paragraph[2:])
    look = read_look(lists.character)
    return Style(
        name=name,
        based_on=None if kind >> 4 == _NO_STYLE else str(kind >> 4),
        number=format_.number,
        align=format_.align,
        hidden=None if look.hidden is None else look.hidden in (1, 0x81),
    )


def _lists(record: bytes, at: int, kind: int, count: int) -> _Lists:
    found: list[bytes] = []
    for _ in range(count):
        at += at % 2
        size: int = struct.unpack_from("<H", record, at)[0] if at + 2 <= len(record) else 0
        found.append(record[at + 2 : at + 2 + size])
        at += 2 + size
    if kind == _PARAGRAPH and found:
        return _Lists(found[0], found[1] if len(found) > 1 else b"")
    return _Lists(character=found[0]) if kind == _CHARACTER and found else _Lists()


def read_fonts(data: bytes) -> list[str]:
    """The names of the fonts by their number."""
    names: list[str] = []
    at = 4
    while at < len(data) and data[at]:
        name = data[at + _FONT_NAME : at + 1 + data[at]]
        names.append(name[: len(name) & ~1].decode("utf-16-le", "replace").partition("\0")[0])
        at += 1 + data[at]
    return names
