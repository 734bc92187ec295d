"""Which fonts of a page give characters that mean nothing: a wrong or missing ToUnicode, a code page read as another.

Typesetters of official documents use fonts whose characters have private codes (Founder's), and some programs write GBK bytes in a font that
says Latin: ÖÐ¹ú for 中国. Nothing in the file says what is meant, only the picture of the page does.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import pypdfium2.raw as pdfium

from taskparse import patterns
from taskparse.readers.pdf.strange import FEW, foreign, jumbled

_UNKNOWN_RE: Final = re.compile(r"[\ue000-\uf8ff\ufffd]")
"""Private codes of a font, and glyphs without a code."""

_HAN_RE: Final = patterns.compile(r"\p{Han}")
_FOREIGN: Final = 0.3
"""So much of a page in them, and hardly a Chinese character: codes were taken for what they are not."""

_SYMBOLS: Final = "\uf000", "\uf0ff"
"""Codes of symbol fonts (a bullet of Wingdings): what they mean is in no file."""
_MANY: Final = 20
_RARE: Final = 0.3
"""Ideographs beyond GB 2312, and their share, from which on codes may have been taken for others; radicals are left out, for printing makes them."""

_RADICALS: Final = frozenset(map(chr, range(0x2E80, 0x2FE0)))
"""What browsers print for some ideographs."""

_RARE_RE: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_LATIN_RE: Final = re.compile(r"[A-Za-z]")

_NAME: Final = 256


def unclear_fonts(text_page: Any, text: str, *, suspect: bool) -> tuple[tuple[str, int], ...]:
    """Fonts with characters of the page that have no meaning, and how many each has; `text`: one character for each that PDFium counts.

    `suspect`: as `is_suspect` says of it.
    """
    unclear = [match.start() for match in _UNKNOWN_RE.finditer(text)]
    alien = foreign(text)
    if len(alien) > _FOREIGN * len("".join(text.split())) and len(_HAN_RE.findall(text)) < len(alien):
        unclear += alien
    if suspect:
        unclear += set(jumbled(text)).difference(unclear)
    return count_fonts(text_page, unclear)


def is_suspect(text: str) -> bool:
    """Whether another reading of a page may say more: characters without a meaning, or hardly any that Chinese text is made of.

    What makes a page suspect is far from what makes it doubtful: a page in English is, and loses nothing by it.
    """
    if any(not _SYMBOLS[0] <= match[0] <= _SYMBOLS[1] for match in _UNKNOWN_RE.finditer(text)):
        return True
    usual = text.encode("gb2312", "ignore").decode("gb2312")
    beyond = len(text) - len(usual)
    letters = len(_LATIN_RE.findall(text)) + len(foreign(text))
    signs = text.count("—") + text.count("·")  # GB 2312 has them, Python's table of it does not
    if (
        beyond - signs >= FEW
        and len(set(text).difference(usual, _RADICALS)) >= FEW
        and (jumbled(text) or _is_drawn(text))
    ):
        return True
    if beyond < _MANY and letters < _MANY:
        return False
    ideographs = "".join(_RARE_RE.findall(text))
    rare = len(ideographs) - len(ideographs.encode("gb2312", "ignore")) // 2
    return (rare >= _MANY and rare > _RARE * len(ideographs)) or (letters >= _MANY and letters > len(ideographs))


def _is_drawn(text: str) -> bool:
    """Whether more codes of symbol fonts stand in a row than bullets do."""
    runs = groupby(text, lambda char: _SYMBOLS[0] <= char <= _SYMBOLS[1])
    return any(is_symbol and len(list(run)) >= FEW for is_symbol, run in runs)


def count_fonts(text_page: Any, places: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """The fonts of characters, and how many each has."""
    return tuple(sorted(Counter(_font(text_page, place) for place in places).items())) if places else ()


def _font(text_page: Any, place: int) -> str:
    name = ctypes.create_string_buffer(_NAME)
    length = pdfium.FPDFText_GetFontInfo(text_page, place, name, _NAME, ctypes.c_int())
    known = name.raw[: length - 1] if 0 < length <= _NAME else b""
    return known.decode("utf-8", "replace").rpartition("+")[2] or "without a name"
