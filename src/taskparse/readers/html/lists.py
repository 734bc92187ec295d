"""The numbers that a browser prints before the items of an ordered list."""

from __future__ import annotations

from typing import Final

import regex
from lxml import etree

from taskparse import patterns
from taskparse.readers.html.tree import style_of, text_of
from taskparse.readers.ordinals import format_ordinal, to_letters

_TYPES: Final = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
# CSS Counter Styles 3: name → format and what follows the number
_STYLES: Final = {
    "decimal": ("decimal", ". "), "decimal-leading-zero": ("decimalZero", ". "), "lower-roman": ("lowerRoman", ". "), "upper-roman": ("upperRoman", ". "),
    "cjk-decimal": ("ideographDigital", "、"), "simp-chinese-informal": ("chineseCountingThousand", "、"), "cjk-ideographic": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("chineseCountingThousand", "、"), "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"), "cjk-earthly-branch": ("ideographZodiac", "、"),
}  # fmt: skip
_NO_NUMBER: Final = ("none", "disc", "circle", "square")
_STYLE_RE: Final = patterns.compile(
    r"list-style(?:-type)?:[^;]*?(?P<name>none|disc|circle|square|[a-z]+(?:-[a-z]+)+|decimal)"
)
_PRINTED_RE: Final = patterns.compile(
    r"\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})(?:[)）、．.](?!\d)|\s)|[①-⑳⑴-⒛])"
)


def label_items(parent: etree._Element) -> dict[etree._Element, str]:
    """What stands before each item of an ordered list; nothing where the page prints its own numbers.

    >>> page = etree.HTML('<ol start="3" type="a"><li>甲<li>乙</ol>')
    >>> list(label_items(page.find(".//ol")).values())
    ['c. ', 'd. ']
    """
    items = [e for e in parent if e.tag == "li"]
    if any(_PRINTED_RE.match(text_of(e)) for e in items[:3]):
        return {}
    labels: dict[etree._Element, str] = {}
    reversed_ = parent.get("reversed") is not None
    step = -1 if reversed_ else 1
    number = _int(parent.get("start"), len(items) if reversed_ else 1) - step
    for item in items:
        number = _int(item.get("value"), number + step)
        labels[item] = _label(
            number,
            _style(item) or _style(parent) or _TYPES.get(item.get("type") or parent.get("type") or "1", "decimal"),
        )
    return labels


def _label(number: int, style: str) -> str:
    if style in _NO_NUMBER:
        return ""
    if style.endswith(("-alpha", "-latin")):
        letters = to_letters(number) or str(number)
        return f"{letters.upper() if style.startswith('upper') else letters}. "
    name, suffix = _STYLES.get(style, _STYLES["decimal"])
    return format_ordinal(number, name) + suffix


def _style(element: etree._Element) -> str | None:
    match = _STYLE_RE.search(style_of(element))
    return None if match is None else match["name"]


def _int(text: str | None, otherwise: int) -> int:
    match = regex.fullmatch(r"\s*([+-]?\d{1,8})\s*", text or "", flags=regex.ASCII)
    return otherwise if match is None else int(match[1])
