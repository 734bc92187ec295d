"""What stands in the cells of a page's tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.grids import Field, Grid, find_grids
from taskparse.readers.pdf.lines import Piece, Printed, cut_pieces, join_lines

_OUTSIDE: Final = -1


class TableCell(NamedTuple):
    """A cell with text in it."""

    field: Field
    lines: tuple[Printed, ...]

    @property
    def text(self) -> str:
        return "".join([line.text for line in self.lines])


class TablePart(NamedTuple):
    """A table, or as much of it as stands on one page. `xs`: the edges of its columns, in points from the left of the page."""

    page: int
    top: float
    bottom: float
    xs: tuple[float, ...]
    rows: int
    cells: tuple[TableCell, ...]


def read_tables(page: Page, pieces: Sequence[Piece]) -> tuple[list[TablePart], list[Piece]]:
    """The page's ruled tables, cell by cell, and the text outside of them."""
    grids = find_grids(page.segments) if page.segments else []
    found: list[TablePart] = []
    rest = list(pieces)
    for grid in grids:

        def place(x: float, y: float, grid: Grid = grid) -> int:
            index = grid.field_at(x, y)
            return _OUTSIDE if index is None else index

        by_place = cut_pieces(page, rest, place)
        rest = by_place.pop(_OUTSIDE, [])
        cells = [TableCell(grid.fields[i], tuple(join_lines(page, by_place[i]))) for i in sorted(by_place)]
        found.append(TablePart(page.number, grid.ys[0], grid.ys[-1], grid.xs, len(grid.ys) - 1, tuple(cells)))
    return found, rest
