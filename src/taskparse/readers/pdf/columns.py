"""Tables without rules: lines whose parts stand under each other, with the same white columns between them all the way down.

Two white columns at least: a numbered list with its text set further in has one, and is no table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from taskparse.readers.pdf.grids import Field
from taskparse.readers.pdf.lines import WHITE, Printed, has_columns, white_columns
from taskparse.readers.pdf.paragraphs import is_heading
from taskparse.readers.pdf.tables import TableCell, TablePart

_FEWEST_COLUMNS: Final = 3
_FEWEST_LINES: Final = 3
_APART: Final = 3.0
"""Character heights between two lines of one table at most."""

_NUMBERED: Final = 0.6
"""Share of the texts in a column of numbers that are numbers."""


class _Area(NamedTuple):
    """Lines of a table and the white columns (left, right) between its columns."""

    lines: Sequence[Printed]
    white: tuple[tuple[float, float], ...]


def read_columns(lines: Sequence[Printed]) -> tuple[list[TablePart], list[Printed]]:
    """The tables without rules among a page's lines, and the lines outside of them."""
    tables: list[TablePart] = []
    rest: list[Printed] = []
    at = 0
    while at < len(lines):
        area = _area(lines, at) if has_columns(lines[at]) else None
        if area is None:
            rest.append(lines[at])
            at += 1
        else:
            tables.append(_table(area))
            at += len(area.lines)
    return tables, rest


def _area(lines: Sequence[Printed], start: int) -> _Area | None:
    """The table that begins with a line, as far down as its white columns go."""
    white = white_columns(lines[start])
    full = end = start + 1
    parted = 1
    while end < len(lines) and lines[end].top - lines[end - 1].bottom < _APART * lines[end].size:
        left = _left_white(white, lines[end])
        if len(left) < _FEWEST_COLUMNS - 1:
            if not is_heading(lines[end].text) or end + 1 == len(lines):
                break
            left = _left_white(white, lines[end + 1])
            if len(left) < _FEWEST_COLUMNS - 1 or not white_columns(lines[end + 1]):
                break
        else:
            parted += bool(white_columns(lines[end]))
            full = end + 1
            white = left
        end += 1
    return _Area(lines[start:full], white) if parted >= _FEWEST_LINES else None


def _left_white(white: tuple[tuple[float, float], ...], line: Printed) -> tuple[tuple[float, float], ...]:
    """What is white in a line too; what its left and right ends leave free stays."""
    free = [(0.0, line.left), *white_columns(line), (line.right, float("inf"))]
    common = [(max(a, c), min(b, d)) for a, b in white for c, d in free]
    return tuple([(left, right) for left, right in common if right - left >= WHITE * line.size])


def _table(area: _Area) -> TablePart:
    left, right = min(line.left for line in area.lines), max(line.right for line in area.lines)
    xs = (left, *[(a + b) / 2 for a, b in area.white], right)
    parts = [_parts(line, xs) for line in area.lines]
    rows = _rows(parts)
    texts: dict[tuple[int, int, int], list[Printed]] = {}
    for row, line in zip(rows, parts, strict=True):
        for column, (part, columns) in line.items():
            texts.setdefault((row, column, columns), []).append(part)
    rooms = {
        column: max(p.right - p.left for (_, c, _), found in texts.items() if c == column for p in found)
        for _, column, _ in texts
    }
    cells = [
        TableCell(Field(row, column, 1, columns), tuple(texts[row, column, columns]), rooms[column])
        for row, column, columns in sorted(texts)
    ]
    return TablePart(area.lines[0].page, area.lines[0].top, area.lines[-1].bottom, xs, rows[-1] + 1, tuple(cells))


def _parts(line: Printed, xs: tuple[float, ...]) -> dict[int, tuple[Printed, int]]:
    """A line's part in each column, with the number of columns it spans: one, or all where it runs over their borders."""
    middles = [(a + b) / 2 for a, b in zip(line.lefts, line.rights, strict=True)]
    if is_heading(line.text) and not white_columns(line) and any(line.left < x < line.right for x in xs[1:-1]):
        return {0: (line, len(xs) - 1)}
    parts: dict[int, tuple[Printed, int]] = {}
    for column, (low, high) in enumerate(pairwise(xs)):
        last = column == len(xs) - 2
        inside = [i for i, x in enumerate(middles) if low <= x and (x < high or last) and not line.text[i].isspace()]
        if inside:
            start, end = inside[0], inside[-1] + 1
            parts[column] = (
                line._replace(text=line.text[start:end], lefts=line.lefts[start:end], rights=line.rights[start:end]),
                1,
            )
    return parts


def _rows(parts: Sequence[dict[int, tuple[Printed, int]]]) -> list[int]:
    """The row of each line: a row begins where the column of numbers (or the first) has text; lines above the first number are the header."""
    key = next((column for column in (0, 1) if _is_numbered(parts, column)), None)
    first = 0
    if key is not None:
        first = next(i for i, line in enumerate(parts) if key in line and line[key][0].text.isdecimal())
    rows: list[int] = []
    for i, line in enumerate(parts):
        begins = i == first or (i > first and (key or 0) in line) or any(columns > 1 for _, columns in line.values())
        rows.append((rows[-1] + (begins and i > 0)) if rows else 0)
    return rows


def _is_numbered(parts: Sequence[dict[int, tuple[Printed, int]]], column: int) -> bool:
    texts = [line[column][0].text for line in parts if column in line and line[column][1] == 1]
    return bool(texts) and sum(text.isdecimal() for text in texts) >= _NUMBERED * len(texts)
