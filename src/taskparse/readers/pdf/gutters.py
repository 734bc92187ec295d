"""Pages set in two columns, as gazettes are: the left one is read before the right one.

What parts columns of prose is a gutter: white from line to line, near the middle of the page, with long text on both sides of it. A title over both
columns ends them, and what follows it is in columns again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from taskparse.readers.pdf.lines import Printed, white_columns

_MIDDLE: Final = (0.35, 0.65)
"""Shares of the page's width between which a gutter lies."""

_FEWEST: Final = 6
"""Lines of text on both sides of a gutter."""

_LONG: Final = 8.0
"""Characters that the lines on each side have on the mean; less is a list of names, a form."""

_ALIGNED: Final = 2.6
"""Characters by which lines of the right column begin further in than others: the indent of a paragraph."""


class Part(NamedTuple):
    """Lines that are read one after the other; `column`: 0 for those over the whole page, 1 and 2 for the left and the right ones."""

    lines: Sequence[Printed]
    column: int = 0


def part_columns(lines: Sequence[Printed], width: float) -> list[Part]:
    """The lines of a page (from top to bottom) in the parts in which they are read."""
    gutter = _find(lines, width)
    if gutter is None:
        return [Part(lines)]
    return list(_parts(lines, gutter))


def _find(lines: Sequence[Printed], width: float) -> float | None:
    """Where the middle of the gutter is; None on pages in one column."""
    places = [
        (left + right) / 2
        for line in lines
        for left, right in white_columns(line)
        if _MIDDLE[0] * width < (left + right) / 2 < _MIDDLE[1] * width
    ]
    if len(places) < _FEWEST:
        return None
    place = sorted(places)[len(places) // 2]
    split = [halves for line in lines if (halves := _split(line, place))]
    both = [(left, right) for left, right in split if left and right]
    if len(both) < _FEWEST or len(both) < len(lines) / 3:
        return None
    if min(sum(len(half.text) for half in side) for side in zip(*both, strict=True)) < _LONG * len(both):
        return None
    start = min(right.left for _, right in both)
    aligned = [right for _, right in both if right.left - start < _ALIGNED * right.size]
    return place if len(aligned) > 0.9 * len(both) else None


def _parts(lines: Sequence[Printed], gutter: float) -> Iterator[Part]:
    halved = [(line, _split(line, gutter)) for line in lines]
    for is_parted, group in groupby(halved, lambda pair: pair[1] is not None):
        found = list(group)
        if not is_parted:
            yield Part([line for line, _ in found])
            continue
        for column in (0, 1):
            side = [half for _, halves in found if halves and (half := halves[column])]
            if side:
                yield Part(side, column + 1)


def _split(line: Printed, gutter: float) -> tuple[Printed | None, Printed | None] | None:
    """The parts of a line on both sides of the gutter; None where it runs over it."""
    if line.right < gutter:
        return line, None
    if line.left > gutter:
        return None, line
    for left, right in white_columns(line):
        if left <= gutter <= right:
            first = max(i for i, end in enumerate(line.rights) if end <= left + 0.01) + 1
            second = min(i for i, start in enumerate(line.lefts) if start >= right - 0.01)
            return _cut(line, 0, first), _cut(line, second, len(line.text))
    return None


def _cut(line: Printed, start: int, end: int) -> Printed:
    return line._replace(text=line.text[start:end], lefts=line.lefts[start:end], rights=line.rights[start:end])
