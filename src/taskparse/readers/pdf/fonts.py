"""Which fonts of a page give characters that mean nothing: a wrong or missing ToUnicode, a code page read as another.

Typesetters of official documents use fonts whose characters have private codes (Founder's), and some programs write GBK bytes in a font that
says Latin: ÖÐ¹ú for 中国. Nothing in the file says what is meant, only the picture of the page does.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import pypdfium2.raw as pdfium

from taskparse import patterns

_UNKNOWN_RE: Final = re.compile(r"[\ue000-\uf8ff\ufffd]")
"""Private codes of a font, and glyphs without a code."""

_FOREIGN_RE: Final = patterns.compile(
    r"[\u00a1-\u00a6\u00a8-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff]"
    r"|[^\P{L}\p{Han}\p{Greek}\p{Hiragana}\p{Katakana}\p{Bopomofo}A-Za-z\uff21-\uff5a]"
)
"""Letters that no Chinese notice is written in, and signs of Western Europe."""

_PERHAPS_FOREIGN_RE: Final = re.compile(
    r"[^\x00-\xa0\xa7\xb0\xb1\xb7\xd7\xf7\u2010-\u2027\u3000-\u3003\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]"
)
"""What is not plainly none of them; soon looked for, and on most pages in vain."""

_HAN_RE: Final = patterns.compile(r"\p{Han}")
_FOREIGN: Final = 0.3
"""So much of a page in them, and hardly a Chinese character: codes were taken for what they are not."""

_SYMBOLS: Final = "\uf000", "\uf0ff"
"""Codes of symbol fonts (a bullet of Wingdings): what they mean is in no file."""

_MANY: Final = 20
_RARE: Final = 0.3
"""Ideographs beyond GB 2312, and their share, from which on codes may have been taken for others; radicals are left out, for printing makes them."""

_RARE_RE: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
_LATIN_RE: Final = re.compile(r"[A-Za-z]")

_NAME: Final = 256


def unclear_fonts(text_page: Any, text: str) -> tuple[tuple[str, int], ...]:
    """Fonts with characters of the page that have no meaning, and how many each has; `text`: one character for each that PDFium counts."""
    unclear = [match.start() for match in _UNKNOWN_RE.finditer(text)]
    foreign = _foreign(text)
    if len(foreign) > _FOREIGN * len("".join(text.split())) and len(_HAN_RE.findall(text)) < len(foreign):
        unclear += foreign
    return count_fonts(text_page, unclear)


def is_suspect(text: str) -> bool:
    """Whether another reading of a page may say more: characters without a meaning, or hardly any that Chinese text is made of.

    What makes a page suspect is far from what makes it doubtful: a page in English is, and loses nothing by it.
    """
    if any(not _SYMBOLS[0] <= match[0] <= _SYMBOLS[1] for match in _UNKNOWN_RE.finditer(text)):
        return True
    beyond = len(text) - len(text.encode("gb2312", "ignore").decode("gb2312"))
    letters = len(_LATIN_RE.findall(text)) + len(_foreign(text))
    if beyond < _MANY and letters < _MANY:
        return False
    ideographs = "".join(_RARE_RE.findall(text))
    rare = len(ideographs) - len(ideographs.encode("gb2312", "ignore")) // 2
    return (rare >= _MANY and rare > _RARE * len(ideographs)) or (letters >= _MANY and letters > len(ideographs))


def _foreign(text: str) -> list[int]:
    """Places of foreign letters."""
    return [match.start() for match in _FOREIGN_RE.finditer(text)] if _PERHAPS_FOREIGN_RE.search(text) else []


def count_fonts(text_page: Any, places: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """The fonts of characters, and how many each has."""
    return tuple(sorted(Counter(_font(text_page, place) for place in places).items())) if places else ()


def _font(text_page: Any, place: int) -> str:
    name = ctypes.create_string_buffer(_NAME)
    length = pdfium.FPDFText_GetFontInfo(text_page, place, name, _NAME, ctypes.c_int())
    known = name.raw[: length - 1] if 0 < length <= _NAME else b""
    return known.decode("utf-8", "replace").rpartition("+")[2] or "without a name"
