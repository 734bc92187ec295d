"""Path objects (GB/T 33190-2016, chapter 9) become the straight lines that rule tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from taskparse import patterns
from taskparse.readers.ofd.budget import Budget
from taskparse.readers.ofd.objects import Placed
from taskparse.readers.ofd.text import POINTS
from taskparse.readers.ofd.values import first, is_true, parse_number
from taskparse.readers.pdf.rules import Segment

_STEP_RE: Final = patterns.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_NUMBERS: Final = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""How many numbers follow each letter of a path; the last two are the point where it goes."""

_THIN: Final = 3.0
"""Points: a filled shape thinner than this is a rule."""

_LEVEL: Final = 0.5
"""Points that a level line may rise."""

_SHORTEST: Final = 4.0
"""Points: shorter lines are dashes, ticks and parts of drawings."""

_Point = tuple[float, float]


def read_segments(placed: Placed, budget: Budget) -> list[Segment]:
    """The horizontal and vertical lines that a path object draws, in points from the page's top left."""
    element = placed.element
    data = first(element, "AbbreviatedData")
    strokes = [
        [(x * POINTS, y * POINTS) for x, y in (placed.matrix.at(*point) for point in stroke)]
        for stroke in _strokes((data.text or "") if data is not None else "", budget)
    ]
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return []
    is_stroked, is_filled = is_true(element.get("Stroke", "true")), is_true(element.get("Fill", "false"))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if min(width, height) <= _THIN:
        return _kept([_middle((min(xs), min(ys)), (max(xs), max(ys)))]) if is_stroked or is_filled else []
    if not is_stroked:
        return []
    edges = [edge for stroke in strokes for edge in pairwise(stroke)]
    return _kept([_middle(a, b) for a, b in edges if min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= _LEVEL])


def _strokes(data: str, budget: Budget) -> Iterator[list[_Point]]:
    """The points of each part of a path; a curve is a gap, for it rules no table."""
    stroke: list[_Point] = []
    start: _Point | None = None
    for step in _STEP_RE.finditer(data):
        budget.spend(len(step[0]))
        letter = step[1]
        numbers = [parse_number(word) for word in step[2].split()[:8]]
        if letter == "C":
            if stroke and start is not None:
                stroke.append(start)
            continue
        if len(numbers) != _NUMBERS[letter] or None in numbers:
            continue
        point = (numbers[-2] or 0.0, numbers[-1] or 0.0)
        if letter == "L":
            stroke.append(point)
            continue
        if stroke:
            yield stroke
        stroke = [point]
        start = point if letter in "SM" else start
    if stroke:
        yield stroke


def _middle(a: _Point, b: _Point) -> Segment:
    """The line through the middle of a thin box, along it."""
    left, right = min(a[0], b[0]), max(a[0], b[0])
    top, bottom = min(a[1], b[1]), max(a[1], b[1])
    if right - left >= bottom - top:
        y = (top + bottom) / 2
        return Segment(left, y, right, y)
    x = (left + right) / 2
    return Segment(x, top, x, bottom)


def _kept(segments: list[Segment]) -> list[Segment]:
    return [s for s in segments if s.right - s.left + s.bottom - s.top >= _SHORTEST]
