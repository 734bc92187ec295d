"""Ruling lines become grids: the cells of a table, merged ones as one.

A border may be one long line, a stroke for each cell, or missing at the sides. So lines are first joined where they touch; then two
neighbouring fields are one cell where no line parts them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from taskparse.readers.pdf.rules import Segment

_TOUCH: Final = 3.0
"""Points: lines closer than this touch; edges closer than this are one."""

_MOST_LINES: Final = 1500
"""A page with more lines than this holds a drawing."""


class Field(NamedTuple):
    """A cell: its first row and column and how many it spans."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's edges in points from the top left of the page, its cells, and which cell each field (row, column) belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]
    owners: tuple[tuple[int, ...], ...]

    def field_at(self, x: float, y: float) -> int | None:
        """The index of the cell that a point is in."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owners[row][column]
        return None


def find_grids(segments: Iterable[Segment]) -> list[Grid]:
    """The tables that a page's lines rule, from top to bottom. A frame around text is none: a table has two columns.

    >>> lines = [Segment(0, y, 90, y) for y in (0, 20, 40)] + [Segment(x, 0, x, 40) for x in (0, 30, 90)]
    >>> find_grids(lines)[0].fields[1]
    Field(row=0, column=1, rows=1, columns=1)
    """
    across = _joined([s for s in segments if s.top == s.bottom], lambda s: (s.top, s.left, s.right), _horizontal)
    down = _joined([s for s in segments if s.top != s.bottom], lambda s: (s.left, s.top, s.bottom), _vertical)
    if not across or not down or len(across) + len(down) > _MOST_LINES:
        return []
    grids = [_grid(part) for part in _touching(across + down)]
    return sorted([grid for grid in grids if grid and len(grid.xs) > 2], key=lambda grid: grid.ys[0])


def _horizontal(place: float, start: float, end: float) -> Segment:
    return Segment(start, place, end, place)


def _vertical(place: float, start: float, end: float) -> Segment:
    return Segment(place, start, place, end)


def _joined(
    segments: Sequence[Segment],
    key: Callable[[Segment], tuple[float, float, float]],
    make: Callable[[float, float, float], Segment],
) -> list[Segment]:
    """Lines of one direction, those that lie on each other or in a row as one; `key` gives place, start and end."""
    places = _merged([key(s)[0] for s in segments])
    rows: dict[float, list[tuple[float, float]]] = {}
    for segment in segments:
        place, start, end = key(segment)
        rows.setdefault(_nearest(places, place), []).append((start, end))
    found: list[Segment] = []
    for place, spans in rows.items():
        spans.sort()
        low, high = spans[0]
        for start, end in spans[1:]:
            if start > high + _TOUCH:
                found.append(make(place, low, high))
                low, high = start, end
            high = max(high, end)
        found.append(make(place, low, high))
    return found


def _merged(places: Iterable[float]) -> list[float]:
    """Places from the smallest, those that touch as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _TOUCH:
            found.append(place)
    return found


def _nearest(places: Sequence[float], place: float) -> float:
    index = bisect_right(places, place) - 1
    return min(places[max(index, 0) : index + 2], key=lambda p: abs(p - place))


def _touching(segments: list[Segment]) -> list[list[Segment]]:
    """The lines in groups that hang together."""
    groups: list[list[Segment]] = []
    rest = segments
    while rest:
        group, todo, rest = [], [rest[0]], rest[1:]
        while todo:
            line = todo.pop()
            group.append(line)
            near = [other for other in rest if _touch(line, other)]
            rest = [other for other in rest if not _touch(line, other)]
            todo += near
        groups.append(group)
    return groups


def _touch(a: Segment, b: Segment) -> bool:
    return (
        a.left <= b.right + _TOUCH
        and b.left <= a.right + _TOUCH
        and a.top <= b.bottom + _TOUCH
        and b.top <= a.bottom + _TOUCH
    )


def _grid(lines: Sequence[Segment]) -> Grid | None:
    """The grid of lines that hang together; what is open at the sides ends where the other lines end."""
    across = [s for s in lines if s.top == s.bottom]
    down = [s for s in lines if s.top != s.bottom]
    if not across or not down:
        return None
    xs = _merged([s.left for s in down] + [min(s.left for s in across), max(s.right for s in across)])
    ys = _merged([s.top for s in across] + [min(s.top for s in down), max(s.bottom for s in down)])
    owners = [[-1] * (len(xs) - 1) for _ in ys[1:]]
    fields: list[Field] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if owners[row][column] >= 0:
                continue
            columns = rows = 1
            middle = (ys[row] + ys[row + 1]) / 2
            while column + columns < len(xs) - 1 and not _parts(down, xs[column + columns], middle, 0):
                columns += 1
            centre = (xs[column] + xs[column + 1]) / 2
            while row + rows < len(ys) - 1 and not _parts(across, ys[row + rows], centre, 1):
                rows += 1
            for r in range(row, row + rows):
                owners[r][column : column + columns] = [len(fields)] * columns
            fields.append(Field(row, column, rows, columns))
    return Grid(tuple(xs), tuple(ys), tuple(fields), tuple(map(tuple, owners)))


def _parts(lines: Iterable[Segment], place: float, across: float, axis: int) -> bool:
    """Whether one of the lines at `place` (0: an x, of vertical lines; 1: a y, of horizontal ones) crosses `across`."""
    return any(abs(s[axis] - place) <= _TOUCH and s[1 - axis] <= across <= s[3 - axis] for s in lines)
