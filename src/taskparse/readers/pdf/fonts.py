"""Which fonts of a page give characters that mean nothing: a wrong or missing ToUnicode, a code page read as another.

Typesetters of official documents use fonts whose characters have private codes (Founder's), and some programs write GBK bytes in a font that
says Latin: ÖÐ¹ú for 中国. Nothing in the file says what is meant, only the picture of the page does.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from typing import Any, Final

import pypdfium2.raw as pdfium
import regex

_UNKNOWN_RE: Final = regex.compile(r"[\ue000-\uf8ff\ufffd]")
"""Private codes of a font, and glyphs without a code."""

_FOREIGN_RE: Final = regex.compile(
    r"[\u00a1-\u00a6\u00a8-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff]"
    r"|[^\P{L}\p{Han}\p{Greek}\p{Hiragana}\p{Katakana}\p{Bopomofo}A-Za-z\uff21-\uff5a]"
)
"""Letters that no Chinese notice is written in, and signs of Western Europe."""

_HAN_RE: Final = regex.compile(r"\p{Han}")
_FOREIGN: Final = 0.3
"""So much of a page in them, and hardly a Chinese character: codes were taken for what they are not."""

_NAME: Final = 256


def unclear_fonts(text_page: Any, text: str) -> tuple[tuple[str, int], ...]:
    """Fonts with characters of the page that have no meaning, and how many each has; `text`: one character for each that PDFium counts."""
    unclear = [match.start() for match in _UNKNOWN_RE.finditer(text)]
    foreign = [match.start() for match in _FOREIGN_RE.finditer(text)]
    if len(foreign) > _FOREIGN * len("".join(text.split())) and len(_HAN_RE.findall(text)) < len(foreign):
        unclear += foreign
    found = Counter(_font(text_page, place) for place in unclear)
    return tuple(sorted(found.items()))


def _font(text_page: Any, place: int) -> str:
    name = ctypes.create_string_buffer(_NAME)
    length = pdfium.FPDFText_GetFontInfo(text_page, place, name, _NAME, ctypes.c_int())
    known = name.raw[: length - 1] if 0 < length <= _NAME else b""
    return known.decode("utf-8", "replace").rpartition("+")[2] or "without a name"
