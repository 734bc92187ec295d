"""Automatic numbering: the lists of a file ([MS-DOC] PlfLst) and their uses (2.9.200 PlfLfo), as levels of a DOCX."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from taskparse.readers.doc.file import DocFile, Part
from taskparse.readers.doc.formats import read_look
from taskparse.readers.doc.pieces import join_pairs
from taskparse.readers.docx.numbering import Level, List
from taskparse.readers.docx.symbols import to_bullet

_LIST: Final = 28
_LEVEL: Final = 28
_USE: Final = 16
_LEVELS: Final = 9
_SIMPLE: Final = 1
_LEGAL: Final = 4
_NO_RESTART: Final = 8
_STARTS: Final = 0x10
_HAS_LEVEL: Final = 0x20
_NO_STYLE: Final = 0xFFF
_SUFFIXES: Final = ("tab", "space", "nothing")
_NONE: Final = 0xFF
_MOST: Final = 64
"""Characters of a level's text that are kept: Word takes half of that."""

_FORMATS: Final = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth",
    "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth",
    "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop", "decimalEnclosedParen",
    "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional", "ideographZodiac",
    "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand",
    "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand", "ideographDigital",
    "koreanDigital", "koreanCounting", "koreanLegal", "koreanDigital2",
)  # fmt: skip
"""Formats by their number ([MS-OSHARED] 2.2.1.3 MSONFC), under the names of DOCX."""

_IN_DASHES: Final = 57


class _Read(NamedTuple):
    """A level, and where the bytes after it begin."""

    level: Level
    end: int


def read_lists(file: DocFile, fonts: Sequence[str]) -> dict[str, List]:
    """The lists by the number under which paragraphs refer to them (from 1); those that are damaged are left out."""
    found: dict[str, List] = {}
    try:
        levels = _all_levels(file.rest(Part.LISTS), fonts)
        data = file.part(Part.LIST_USES)
        count: int = struct.unpack_from("<I", data)[0] if data else 0
        at = 4 + _USE * count
        for index in range(count):
            list_id, changed = struct.unpack_from("<i8xB", data, 4 + _USE * index)
            at += 4
            own = dict(levels[list_id]) if list_id in levels else {}
            overrides: dict[int, int] = {}
            for _ in range(changed):
                start, flags = struct.unpack_from("<II", data, at)
                at += 8
                level = flags & 0xF
                if flags & _HAS_LEVEL:
                    own[level], at = _level(data, at, fonts, own.get(level, Level()).style)
                if flags & _STARTS:
                    start = own[level].start if flags & _HAS_LEVEL else start
                    overrides[level] = start
                    own[level] = replace(own.get(level, Level()), start=start)
            if own:
                found[str(index + 1)] = List(str(list_id), own, overrides)
    except (struct.error, IndexError):
        pass  # the paragraphs of the lists that are left are counted in a remark
    return found


def _all_levels(data: bytes, fonts: Sequence[str]) -> dict[int, dict[int, Level]]:
    """The levels of each list by its id: all lists stand first, then the levels of one after the other."""
    if not data:
        return {}
    count: int = struct.unpack_from("<H", data)[0]
    at = 2 + _LIST * count
    found: dict[int, dict[int, Level]] = {}
    for index in range(count):
        list_id, *styles, flags = struct.unpack_from("<i4x9HB", data, 2 + _LIST * index)
        levels: dict[int, Level] = {}
        for number in range(1 if flags & _SIMPLE else _LEVELS):
            style = None if styles[number] == _NO_STYLE else str(styles[number])
            try:
                levels[number], at = _level(data, at, fonts, style)
            except (struct.error, IndexError):
                return found
        found[list_id] = levels
    return found


def _level(data: bytes, at: int, fonts: Sequence[str], style: str | None) -> _Read:
    """A level ([MS-DOC] 2.9.150 LVLF): its fixed part, its changes to paragraph and characters, its text."""
    start, number_format, flags = struct.unpack_from("<IBB", data, at)
    follow = data[at + 15]
    characters, paragraph, restart = data[at + 24], data[at + 25], data[at + 26]
    changes_at = at + _LEVEL + paragraph
    text_at = changes_at + characters
    length: int = struct.unpack_from("<H", data, text_at)[0]
    end = text_at + 2 + 2 * length
    units = struct.unpack_from(f"<{min(length, _MOST)}H", data, text_at + 2)
    # the number of a level stands for its ordinal
    text = join_pairs("".join([f"%{unit + 1}" if unit < _LEVELS else chr(unit) for unit in units]))
    name = format_name(number_format)
    if name == "bullet":
        font = read_look(data[changes_at:text_at]).font
        text = to_bullet(text, fonts[font] if font is not None and font < len(fonts) else "")
    level = Level(
        start=start if start <= 0x7FFF else 0,
        format=name,
        text=text,
        suffix=_SUFFIXES[follow] if follow < len(_SUFFIXES) else "tab",
        restart=restart if flags & _NO_RESTART else None,
        legal=bool(flags & _LEGAL),
        style=style,
    )
    return _Read(level, end)


def format_name(number_format: int) -> str:
    """The name of a format, plain figures where there is none of that number."""
    if number_format == _NONE:
        return "none"
    if number_format == _IN_DASHES:
        return "numberInDash"
    return _FORMATS[number_format] if number_format < len(_FORMATS) else "decimal"
