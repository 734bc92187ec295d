"""Bodies: items with their clauses found."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from taskparse.language.clauses import Clause, column_clause, find_clauses, parted
from taskparse.language.quantities import place_of_measure
from taskparse.source import Reading
from taskparse.structure.markers import marker_at
from taskparse.structure.outline import Item
from taskparse.structure.tables import Row


class Body(NamedTuple):
    """An item with its clauses found and its children counted."""

    item: Item
    readings: tuple[Reading, ...]
    clauses: tuple[tuple[Clause, ...], ...]
    place: int
    """Its own index among the items."""
    last: int
    """Index of the last item below this one (its own where it is a leaf)."""
    has_clause: bool
    """Whether a clause of its own is in it, not one on the tasks above or after it."""


def body_of(reading: Reading, item: Item, index: int, last: int) -> Body:
    """The item at `index` with its clauses; `last`: the index of the last item below it."""
    if item.row is not None:
        return _row_body(reading, item, item.row, index)
    readings = tuple([reading.cut(p.marker.end if p.marker else p.start, p.end) for p in item.paragraphs])
    clauses = tuple([_clauses(r) for r in readings])
    return Body(item, readings, clauses, index, last, _any_own(clauses))


def _any_own(clauses: Iterable[Sequence[Clause]]) -> bool:
    return any(clause.form not in ("block", "following") for found in clauses for clause in found)


def _clauses(reading: Reading) -> tuple[Clause, ...]:
    """The clauses of a paragraph, names that only a space parts told apart."""
    found = find_clauses(reading.text)
    return tuple(parted(clause, reading.text, reading.gaps(clause.start, clause.end)) for clause in found)


def _row_body(reading: Reading, item: Item, row: Row, index: int) -> Body:
    """A row of a table: its text cells first, then each cell of units, leaders or dates as a clause of its own."""
    readings: list[Reading] = []
    clauses: list[tuple[Clause, ...]] = []
    for position, cell in enumerate(row.text):
        marker = marker_at(reading.text, cell.start) if position == 0 and row.number is not None else None
        start = marker.end if marker and marker.number == row.number else cell.start
        readings.append(with_measure(reading.cut(start, cell.end), row.measures[position]))
        clauses.append(_clauses(readings[-1]))
    for role, name, cell in row.cells:
        piece = reading.cut(cell.start, cell.end)
        readings.append(piece)
        clause = column_clause(piece.text, role, name)
        clauses.append((parted(clause, piece.text, piece.gaps(0, len(piece.text))),))
    return Body(item, tuple(readings), tuple(clauses), index, index, _any_own(clauses))


def with_measure(reading: Reading, measure: str) -> Reading:
    """A cell of nothing but a figure, with the unit of measure that its column has."""
    place = place_of_measure(reading.text, measure)
    return reading if place is None else reading.lend(place, measure)
