"""What is printed on pages and no part of what the notice says: page numbers, running heads and feet, printed rules.

Furniture is named, never deleted. A thing is furniture only at the edge of a page, and a running head only when it comes again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.readers.pdf.lines import WATERMARK, Printed, has_columns
from taskparse.readers.pdf.numbers import BARE_RE, MARKED_RE, squeezed

_EDGE_LINES: Final = 3
"""Fewer lines than this at the top and at the bottom of a page may be running heads and feet."""

_SAME_HEIGHT: Final = 4.0
"""Points that a running head may move up and down between pages."""

_APART: Final = 1.3
"""So many times as much white space as between lines of text lies between text and furniture."""

_LEAST_APART: Final = 0.25
"""Character heights at least: lines of a table without rules may lie side by side, with no white at all between them."""

_SHARE: Final = 0.5
"""A running head stands on more than this share of the pages, or of the odd or even ones."""

_RULE_RE: Final = patterns.compile(r"(\D)\1{9,}")
"""A line drawn with one character, as some typesetters do."""

_DIGITS_RE: Final = patterns.compile(r"\d+")
_SPACE_RE: Final = patterns.compile(r"\s+")


class Named(NamedTuple):
    """A line and why it is furniture."""

    line: Printed
    reason: str


def name_furniture(pages: Sequence[Sequence[Printed]]) -> list[list[Named]]:
    """For each page, given as its lines from top to bottom, those that are furniture.

    >>> page = [Printed(1, text, [90.0], [500.0], top, top + 15, 15.0) for text, top in (("坚持", 90.0), ("－ 1 －", 770.0))]
    >>> [named.reason for named in name_furniture([page])[0]]
    ['page-number']
    """
    named = [
        [Named(line, "rule") for line in page if _RULE_RE.fullmatch(line.text)] + _watermark(page) for page in pages
    ]
    _name_page_numbers(pages, named)
    _name_running(pages, named)
    return [sorted(found, key=lambda n: n.line.top) for found in named]


def _watermark(page: Sequence[Printed]) -> list[Named]:
    """Large characters that other text is printed over."""
    if not page or max([line.size for line in page]) < WATERMARK * min([line.size for line in page]):
        return []
    return [Named(line, "watermark") for line in page if any(_lies_under(line, other) for other in page)]


def _lies_under(line: Printed, other: Printed) -> bool:
    return (
        line.size > WATERMARK * other.size
        and line.top < other.top
        and other.bottom < line.bottom
        and line.left < other.right
        and other.left < line.right
    )


def _name_page_numbers(pages: Sequence[Sequence[Printed]], named: list[list[Named]]) -> None:
    """The lowest or highest line of a page when it is a marked number, or a bare one that counts with the pages."""
    bare: list[tuple[int, Printed, int]] = []
    for index, page in enumerate(pages):
        for line in page[:1] if len(page) == 1 else (page[-1], page[0]) if page else ():
            text = squeezed(line.text)
            if MARKED_RE.fullmatch(text):
                named[index].append(Named(line, "page-number"))
                break
            if match := BARE_RE.fullmatch(text):
                bare.append((index, line, int(match["page"]) - index))
    steps = Counter(step for _, _, step in bare)
    for index, line, step in bare:
        taken = any(n.reason == "page-number" for n in named[index])
        if not taken and (steps[step] > 1 or (step == 1 and len(pages) == 1 and _stands_apart(line, pages[index]))):
            named[index].append(Named(line, "page-number"))


def _stands_apart(line: Printed, page: Sequence[Printed]) -> bool:
    """Twice its height of white space lies between it and the text."""
    if len(page) < 2:
        return False
    gap = line.top - page[-2].bottom if line is page[-1] else page[1].top - line.bottom
    return gap > 2 * line.size


def _name_running(pages: Sequence[Sequence[Printed]], named: list[list[Named]]) -> None:
    """Lines at the same height of more than half of the pages (of all, the odd or the even ones) with the same text but for figures."""
    for reason, step in (("running-head", 1), ("running-foot", -1)):
        gone = [{id(n.line) for n in found} for found in named]
        free = [[o for o in page if id(o) not in out][::step] for page, out in zip(pages, gone, strict=True)]
        places: dict[str, list[tuple[int, Printed]]] = {}
        for index, page in enumerate(free):
            for line in page[:_EDGE_LINES]:
                # one character, or more white columns, is of the header of a table
                if len(line.text) > 1 and not has_columns(line):
                    places.setdefault(_DIGITS_RE.sub("0", _SPACE_RE.sub("", line.text)), []).append((index, line))
        again: set[int] = set()
        for found in places.values():
            height = sorted([line.top for _, line in found])[len(found) // 2]
            level = [(index, line) for index, line in found if abs(line.top - height) <= _SAME_HEIGHT]
            if _comes_again({index for index, _ in level}, len(pages)):
                again |= {id(line) for _, line in level}
        for index, page in enumerate(free):
            named[index] += [Named(line, reason) for line in _edge(page, again)]


def _comes_again(indices: set[int], count: int) -> bool:
    if count < 3:
        return count == 2 and len(indices) == 2
    odd = {i for i in indices if i % 2}
    return (
        len(indices) > max(2, _SHARE * count)
        or len(odd) > max(2, _SHARE * (count // 2))
        or len(indices - odd) > max(2, _SHARE * ((count + 1) // 2))
    )


def _edge(page: list[Printed], again: set[int]) -> list[Printed]:
    """The lines at a page's edge (given from there) that come again, if more white space than between lines of text ends them.

    Where the text itself begins with what comes again, as on forms, nothing does.
    """
    count = next((i for i, line in enumerate(page) if id(line) not in again), len(page))
    if count >= _EDGE_LINES or count == 0:
        return []
    gaps = [max(b.top - a.bottom, a.top - b.bottom) for a, b in pairwise(page)]
    text = sorted(gaps[count:])
    if count == len(page):
        return page[:count]
    usual = text[len(text) // 2] if text else page[count].size
    if gaps[count - 1] < max(_APART * usual, _LEAST_APART * page[count].size):
        return []
    return page[:count]
