"""How page numbers are written: — 3 —, 第3页 共9页, or the bare number."""

from __future__ import annotations

from typing import Final

import regex

from taskparse import patterns
from taskparse.lexicon.characters import USUAL

_DASH: Final = r"[-‐‑‒–—―─━－一~～·•]"
MARKED_RE: Final = patterns.compile(
    rf"""
      {_DASH}+ (?P<page>\d{{1,4}}) {_DASH}+           # — 3 —
    | 第 (?P<page>\d{{1,4}}) 页 (?:[,，/]? 共 \d+ 页)?  # 第3页 共9页
    | 共 \d+ 页 [,，/]? 第 (?P<page>\d{{1,4}}) 页       # 共9页 第3页
    | page (?P<page>\d{{1,4}}) (?:of \d+)?            # Page 3 of 9
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
BARE_RE: Final = patterns.compile(r"(?P<page>\d{1,4})(?:/\d{1,4})?")


def squeezed(text: str) -> str:
    """The text as these patterns take it: without white space, in usual characters."""
    return "".join(text.split()).translate(USUAL)


def is_page_number(text: str) -> bool:
    """Whether a text by itself reads as a page number.

    >>> is_page_number("— 3 —"), is_page_number("第３页"), is_page_number("3"), is_page_number("3月")
    (True, True, True, False)
    """
    text = squeezed(text)
    return bool(MARKED_RE.fullmatch(text) or BARE_RE.fullmatch(text))
