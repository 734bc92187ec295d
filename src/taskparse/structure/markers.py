"""Markers: the 一、 （一） 1. —— with which an item begins."""

from itertools import compress
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.lexicon.markers import MARKERS
from taskparse.values.numerals import parse_number


class Marker(NamedTuple):
    """A marker at [start, end) of the reading, its style (a key of `lexicon.markers.MARKERS`) and the number that it prints."""

    style: str
    start: int
    end: int
    number: int | None


_MARKER_RE: Final = patterns.compile(
    "|".join(f"(?P<{style.replace('-', '_')}>{pattern})" for style, pattern in MARKERS.items())
)
ATTACHMENT_RE: Final = patterns.compile(r"附[件表](?P<n>\d{1,2}|[一二三四五六七八九十])?[:]?")
"""Alone on its line: the head of an attachment."""
_STYLES: Final = tuple([_MARKER_RE.groupindex[style.replace("-", "_")] for style in MARKERS])
"""By the numbers of their groups: asked by its name, a group takes ten times as long."""
_FIGURES: Final = _MARKER_RE.groupindex["n"]
_FIRST: Final = frozenset(
    "第任项指事实举措专课问重督整主具年工建民考攻改一二三四五六七八九十百([—―─-0123456789●△▲■◆★☆○◇□➢•①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
)
_ENCLOSED: Final = {
    chr(code): (style, code - ord(first) + 1)
    for first, last, style in (
        ("①", "⑳", "circled"),
        ("㈠", "㈩", "chinese-bracketed"),
        ("⑴", "⒇", "figure-bracketed"),
        ("⒈", "⒛", "figure"),
    )
    for code in range(ord(first), ord(last) + 1)
}
"""Characters that hold a number with its signs: the style that each stands for, and its number."""


def marker_at(text: str, start: int) -> Marker | None:
    """The marker that begins at `start` of a reading's text.

    >>> marker_at("(十二)强化要素保障", 0)
    Marker(style='chinese-bracketed', start=0, end=4, number=12)
    >>> marker_at("3.5亿元以上", 0) is None
    True
    """
    if text[start : start + 1] not in _FIRST:
        return None
    match = _MARKER_RE.match(text, start)
    if match is None:
        return None
    if (enclosed := _ENCLOSED.get(text[start])) is not None:
        return Marker(enclosed[0], start, start + 1, enclosed[1])
    style = next(compress(MARKERS, match.group(*_STYLES)))
    return Marker(style, start, match.end(), _number(match[_FIGURES]))


def _number(figures: str | None) -> int | None:
    if figures is None:
        return None
    if figures.isdecimal():
        return int(figures)
    value = parse_number(figures)
    return None if value is None else int(value)
