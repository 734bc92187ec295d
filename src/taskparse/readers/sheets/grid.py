"""A sheet of a workbook, whatever format it comes in: the texts of its cells and which of them are merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from taskparse.errors import UnreadableInput

MAX_CELLS: Final = 2_000_000
"""Cells of a workbook with something in them, and cells that its merged areas cover."""

MAX_CHARACTERS: Final = 50_000_000
"""Characters of a workbook: a text may stand in a million cells and in the file once."""


class Area(NamedTuple):
    """A cell, or cells that are merged: the first row and column (from 0) and how many."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its cells with text by row and column, merged areas, and which rows and columns are hidden (from 0)."""

    name: str
    cells: Mapping[tuple[int, int], str]
    merged: Sequence[Area] = ()
    hidden_rows: int = 0
    hidden_columns: int = 0


def check_size(cells: int, characters: int) -> None:
    """Refuse workbooks that nobody filled in.

    Errors: UnreadableInput where a workbook holds more than any task table.
    """
    if cells > MAX_CELLS:
        raise UnreadableInput(f"the workbook has more than {MAX_CELLS} cells")
    if characters > MAX_CHARACTERS:
        raise UnreadableInput(f"the workbook has more than {MAX_CHARACTERS} characters")


def spans(sheet: Sheet) -> dict[tuple[int, int], Area]:
    """The merged areas by their first cell, as far as the sheet is filled; of two that overlap the first."""
    last_row = max((row for row, _ in sheet.cells), default=-1)
    last_column = max((column for _, column in sheet.cells), default=-1)
    taken: set[tuple[int, int]] = set()
    found: dict[tuple[int, int], Area] = {}
    for row, column, rows, columns in sheet.merged:
        end_row, end_column = min(row + rows - 1, last_row), min(column + columns - 1, last_column)
        if row > end_row or column > end_column or not _take(taken, row, column, end_row, end_column):
            continue
        found[row, column] = Area(row, column, end_row - row + 1, end_column - column + 1)
    return found


def _take(taken: set[tuple[int, int]], row: int, column: int, end_row: int, end_column: int) -> bool:
    """Mark an area as taken, cell by cell until one is; what was marked stays so, which keeps this linear for any areas."""
    if (end_row - row + 1) * (end_column - column + 1) > MAX_CELLS - len(taken):
        return False
    for r in range(row, end_row + 1):
        for c in range(column, end_column + 1):
            if (r, c) in taken:
                return False
            taken.add((r, c))
    return True


def remarks_on(sheets: Iterable[Sheet]) -> list[str]:
    """What a clerk should know: rows and columns that are read though they are not shown."""
    found: list[str] = []
    for sheet in sheets:
        parts = [
            f"{count} {what}{'s' * (count > 1)}"
            for count, what in ((sheet.hidden_rows, "row"), (sheet.hidden_columns, "column"))
            if count
        ]
        if parts:
            found.append(f"sheet {sheet.name}: {' and '.join(parts)} hidden, read all the same")
    return found
