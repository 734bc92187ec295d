"""Where the text of a page begins and ends: measured, because every office sets its own, and odd and even pages may differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple, TypeAlias

from taskparse.readers.pdf.lines import Printed

_LONG: Final = 10
"""A line needs this many characters to tell how far apart characters stand."""

_FEW: Final = 3
"""Fewer lines than this do not tell a page's margins."""

_PAPER: Final = 0.15
"""Share of the paper's breadth that a margin has where nothing tells."""

_SUPPORT: Final = 0.1
"""Share of the lines that begin (end) at a margin."""


_NARROW_RE: Final = re.compile(r"[\x00-\u2e7f]")
"""All but Chinese characters, its punctuation and full-width forms."""

_Kind: TypeAlias = tuple[int, int, int, int]
"""Of pages: width and height, whether odd, which column."""


class Measure(NamedTuple):
    """A page's text area, in points: its margins, the distance of two characters, of two lines."""

    left: float
    right: float
    em: float
    pitch: float
    size: float
    """The usual height of a character."""


class Sheet(NamedTuple):
    """What the text area of a page, or of a column of it, is measured by: its body lines, its size, the sides of its tables.

    `page`: its number; `column`: 0 where the lines run over the whole page.
    """

    lines: Sequence[Printed]
    size: tuple[float, float]
    tables: Sequence[tuple[float, float]] = ()
    page: int = 0
    column: int = 0


def measure_pages(sheets: Sequence[Sheet]) -> list[Measure]:
    """The text area of each page; a page with few lines takes what its kind (size, odd or even) has, or reaches as far as its tables."""
    pages = [sheet.lines for sheet in sheets]
    sizes = [sheet.size for sheet in sheets]
    lines = [line for page in pages for line in page]
    if not lines:
        return [Measure(0.0, width, 16.0, 28.0, 16.0) for width, _ in sizes]
    size = median([line.size for line in lines for _ in range(min(len(line.text), 30) // 5 + 1)])
    em = _em(lines, size)
    kinds: dict[_Kind, list[Printed]] = {}
    for sheet in sheets:
        kinds.setdefault(_kind(sheet), []).extend(sheet.lines)
    usual = {kind: _usual(found, kind[0], em) for kind, found in kinds.items()}
    pitch = _pitch(pages) or 1.75 * em
    return [
        Measure(*_own_margins(sheet, usual[_kind(sheet)], em), em, _pitch([sheet.lines]) or pitch, size)
        for sheet in sheets
    ]


def _kind(sheet: Sheet) -> _Kind:
    width, height = sheet.size
    return round(width), round(height), sheet.page % 2, sheet.column


def _em(lines: Iterable[Printed], size: float) -> float:
    """How far apart Chinese characters stand in the body text."""
    steps = [
        (line.lefts[-1] - line.lefts[0]) / (len(line.text) - 1)
        for line in lines
        if len(line.text) >= _LONG and not _NARROW_RE.search(line.text) and abs(line.size - size) < 0.1 * size
    ]
    return max(median(steps) if steps else size, 1.0)


def _margins(lines: Sequence[Printed], em: float) -> tuple[float, float]:
    """The outermost left and right where enough lines begin and end."""
    need = max(2, round(_SUPPORT * len(lines)))
    lefts, rights = sorted([line.left for line in lines]), sorted([-line.right for line in lines])
    # A sign at the end of a line is printed half as broad by some programs.
    return _outermost(lefts, need, em / 2), -_outermost(rights, need, em)


def _outermost(places: list[float], need: int, reach: float) -> float:
    """The smallest place with `need` places within reach after it (of few places: the smallest)."""
    for i in range(len(places) - need + 1):
        if places[i + need - 1] - places[i] <= reach:
            return places[i]
    return places[0]


def _usual(lines: Sequence[Printed], width: int, em: float) -> tuple[float, float]:
    """The margins of one kind of page; of too few lines to tell, the middle of the paper."""
    if len(lines) >= _FEW:
        return _margins(lines, em)
    return min([_PAPER * width, *[line.left for line in lines]]), max(
        [(1 - _PAPER) * width, *[line.right for line in lines]]
    )


def _own_margins(sheet: Sheet, usual: tuple[float, float], em: float) -> tuple[float, float]:
    """The page's margins; the usual ones where the page only seems narrower: a page of indented lines, of short lines."""
    page = sheet.lines
    if len(page) < _FEW:
        if sheet.tables:
            return min(left for left, _ in sheet.tables), max(right for _, right in sheet.tables)
        return usual
    left, right = _margins(page, em)
    if usual[0] + em < left < usual[0] + 3 * em and not any(abs(line.left - left - 2 * em) < em / 2 for line in page):
        left = usual[0]
    if right < usual[1] - em / 2 and sum(abs(line.right - right) < em for line in page) < max(4, 0.4 * len(page)):
        right = usual[1]
    return left, right


def _pitch(pages: Iterable[Sequence[Printed]]) -> float:
    """The usual distance of two lines of one size on a page, 0 where nothing tells."""
    steps = [b.bottom - a.bottom for page in pages for a, b in pairwise(page) if abs(a.size - b.size) < 0.1 * a.size]
    return sorted(steps)[(len(steps) - 1) // 2] if len(steps) > 3 else 0.0
