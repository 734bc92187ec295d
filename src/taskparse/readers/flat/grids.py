"""Rows of a broken table with their stretches by column: whether they assign tasks, and which cells they are."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

from taskparse import patterns
from taskparse.lexicon.roles import UNIT_ROLES
from taskparse.readers.flat.fitting import Expected, Place, is_broken
from taskparse.readers.flat.placing import Piece
from taskparse.readers.flat.tokens import Form, Token
from taskparse.source import Cell

_DAY_RE: Final = patterns.compile(
    r"(?:20\d\d|[二〇○零一三四五六七八九]{4})年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
)
Line: TypeAlias = "Mapping[int | None, Sequence[Token]]"
"""A row: its stretches by column; a heading over the whole width has None for its column."""


def lines_of(tokens: Sequence[Token], places: Sequence[Place]) -> list[Line]:
    """The rows in order."""
    lines: dict[int, dict[int | None, list[Token]]] = {}
    for token, place in zip(tokens, places, strict=False):
        if token.text:
            lines.setdefault(place.row, {}).setdefault(place.column, []).append(token)
    return list(lines.values())


def without_rest(tokens: Sequence[Token], places: Sequence[Place], columns: Sequence[Expected]) -> int:
    """How many stretches are left without what follows the table.

    That is what stands last in a column of remarks that no row above fills, and the last unit where a date follows: a signature.
    """
    end = len(places)
    column = places[-1].column if places else None
    if column is None:
        return end
    if columns[column].role in UNIT_ROLES and end < len(tokens) and _DAY_RE.fullmatch(tokens[end].text):
        return end - (places[-2:-1] == places[-1:])
    if columns[column].role != "background" or places[-1].row == 0:
        return end
    if any(p.column == column and p.row < places[-1].row for p in places):
        return end
    while places[end - 1].column == column:
        end -= 1
    return end


def assigns(lines: Sequence[Line], columns: Sequence[Expected], form: Form) -> bool:
    """Whether most rows hold a task and its units; without numbers, and without bars, there are two such rows at least."""
    numbers = _places(columns, "number")
    tasks, units = _places(columns, "task"), _places(columns, *UNIT_ROLES)
    names = {column.name for column in columns}
    rows = [line for line in lines if None not in line and any(t.text not in names for ts in line.values() for t in ts)]
    good = [line for line in rows if _fills(line, units) and (not tasks or _fills(line, tasks))]
    numbered = any(_fills(line, numbers) for line in good)
    least = 1 if numbered or form in ("bars", "rows-of-bars") else 2
    return len(good) >= least and 2 * len(good) >= len(rows)


def _places(columns: Sequence[Expected], *roles: str) -> list[int]:
    return [i for i, column in enumerate(columns) if column.role in roles]


def _fills(line: Line, places: Sequence[int]) -> bool:
    return any(place in line for place in places)


def cells_of(lines: Sequence[Line], columns: Sequence[Expected], table: int) -> Iterator[Piece]:
    """The cells of the rows; one that belongs to the rows below too spans them."""
    spans = _spans(lines, columns)
    for row, line in enumerate(lines):
        for column, tokens in line.items():
            cell = (
                Cell(table, row + 1, 0, 1, len(columns))
                if column is None
                else Cell(table, row + 1, column, spans.get((row, column), 1))
            )
            wraps = tuple((a.end, b.start) for a, b in pairwise(tokens) if b.begins and is_broken(a))
            yield Piece(tokens[0].start, tokens[-1].end, cell, wraps)


def _spans(lines: Sequence[Line], columns: Sequence[Expected]) -> Mapping[tuple[int, int], int]:
    """How many rows a cell spans: a row without a number belongs to the one above, a title that is printed once to the rows that lack it."""
    numbers, tasks = _places(columns, "number"), _places(columns, "task")
    spans: dict[tuple[int, int], int] = {}
    above: dict[int, int] = {}  # column → the row whose cell spans down to here
    for row, line in enumerate(lines):
        if None in line:
            above = {}
            continue
        whole = not numbers or _fills(line, numbers)
        titled = len(tasks) > 1 and tasks[0] not in line and _fills(line, tasks[1:])
        lacking = tasks[:1] * titled if whole else [c for c in range(len(columns)) if c not in line]
        for column in lacking:
            if column in above:
                spans[above[column], column] = row - above[column] + 1
        kept = {column: above[column] for column in lacking if column in above}
        above = kept | {column: row for column in line if column is not None}
    return spans
