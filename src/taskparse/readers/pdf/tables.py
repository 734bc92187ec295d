"""What stands in the cells of a page's tables; and tables that run over pages as one.

The next page's part may begin with the header again, and with the rest of the row that the page end broke.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.grids import Field, Grid, find_grids
from taskparse.readers.pdf.lines import Piece, Printed, cut_pieces, join_lines
from taskparse.readers.pdf.paragraphs import chunk_width, join_text
from taskparse.source import Block, Cell, Furniture

_OUTSIDE: Final = -1
_SAME_EDGE: Final = 4.0
"""Points that a column's edge may move from page to page."""

_HEADER_ROWS: Final = 3
_GOES_ON: Final = "、，,（("
ENDED: Final = "。；）)！"
"""What a cell's text ends with when no part of it is on the next page."""


class TableCell(NamedTuple):
    """A cell with text in it. `room`: how much of its breadth, in points, its lines may fill."""

    field: Field
    lines: tuple[Printed, ...]
    room: float

    @property
    def text(self) -> str:
        """Its lines without anything between them."""
        return "".join([line.text for line in self.lines])


class TablePart(NamedTuple):
    """A table, or as much of it as stands on one page.

    `xs`: the edges of its columns, in points from the left of the page. `blanks`: ruled fields without text.
    """

    page: int
    top: float
    bottom: float
    xs: tuple[float, ...]
    rows: int
    cells: tuple[TableCell, ...]
    blanks: tuple[Field, ...] = ()


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
        texts = [(grid.fields[i], tuple(join_lines(page, by_place[i]))) for i in sorted(by_place)]
        cells = tuple(
            [TableCell(field, lines, room) for (field, lines), room in zip(texts, _rooms(grid, texts), strict=True)]
        )
        if cells:
            blanks = tuple([field for i, field in enumerate(grid.fields) if i not in by_place])
            found.append(TablePart(page.number, grid.ys[0], grid.ys[-1], grid.xs, len(grid.ys) - 1, cells, blanks))
    return found, rest


def _rooms(grid: Grid, texts: Sequence[tuple[Field, tuple[Printed, ...]]]) -> list[float]:
    """The breadth of each cell without its padding, which is that of its column's broadest line."""
    edges = [(grid.xs[f.column], grid.xs[f.column + f.columns]) for f, _ in texts]
    paddings: dict[tuple[float, float], float] = {}
    for edge, (_, lines) in zip(edges, texts, strict=True):
        padding = min(line.left for line in lines) - edge[0]
        paddings[edge] = min(paddings.get(edge, padding), padding)
    return [right - left - 2 * max(paddings[left, right], 0.0) for left, right in edges]


def is_continued(part: TablePart, new: TablePart) -> bool:
    """Whether a table at the top of a page is the rest of the one that ended the page before: the same columns, or the same header."""
    if new.page != part.page + 1 or len(new.xs) != len(part.xs):
        return False
    return all(abs(a - b) <= _SAME_EDGE for a, b in zip(part.xs, new.xs, strict=True)) or _repeated(part, new) > 0


def table_blocks(parts: Sequence[TablePart], number: int) -> Iterator[Block]:
    """The blocks of a table, given as its parts on consecutive pages: one for each cell with text, row by row.

    A header that is printed again is furniture; a row that the end of a page broke is one row.
    """
    cells: list[TableCell] = []
    again: dict[int, list[TableCell]] = {}  # by the row that they stand before
    rows = 0
    for part in parts:
        skip = _repeated(parts[0], part) if cells else 0
        new = [c for c in part.cells if c.field.row >= skip]
        last = [c for c in cells if c.field.row + c.field.rows == rows]
        again[rows] = [c for c in part.cells if c.field.row < skip]
        if cells and _is_broken(last, [c for c in new if c.field.row == skip], len(part.xs) - 1):
            cells = _with_rest(cells, last, [c for c in new if c.field.row == skip])
            new = [c for c in new if c.field.row > skip]
            rows -= 1
        elif cells:
            cells = _with_blanks(cells, rows, [f for f in part.blanks if f.row == skip])
        cells += [c._replace(field=c.field._replace(row=c.field.row - skip + rows)) for c in new]
        rows += part.rows - skip
    done = -1
    for cell in cells:
        for row in [r for r in again if done < r <= cell.field.row]:
            yield from [_repeated_header(c) for c in again.pop(row)]
        done = cell.field.row
        text, lines = join_text(cell.lines, _breaks(cell))
        yield Block(text, "cell", lines[0].page, lines, cell=Cell(number, *cell.field))
    yield from [_repeated_header(c) for row in again.values() for c in row]


def _repeated(first: TablePart, new: TablePart) -> int:
    """How many rows at the top of `new` are the header of the table again."""
    count = 0
    for row in range(min(_HEADER_ROWS, first.rows, new.rows)):
        here, there = _row_texts(new, row), _row_texts(first, row)
        if here != there or not here:
            break
        count += 1
    return count


def _row_texts(part: TablePart, row: int) -> list[tuple[int, str]]:
    return [(c.field.column, c.text) for c in part.cells if c.field.row == row]


def _is_broken(last: Sequence[TableCell], new: Sequence[TableCell], columns: int) -> bool:
    """Whether a page's first row is the rest of a row: nothing new in its first column, no number, and a text that had not ended."""
    if not new or any(c.field.columns == columns or c.text.isdecimal() for c in new):
        return False
    before = {c.field.column: c for c in last}
    if any(c.field.column == 0 and not _is_open(before.get(0)) for c in new):
        return False
    pairs = [(before[c.field.column], c) for c in new if c.field.column in before]
    open_ones = [(old, rest) for old, rest in pairs if old.text[-1] not in ENDED]
    is_whole = before.keys() - {0} <= {c.field.column for c in new}
    is_said = any(old.text[-1] == "。" for old, _ in pairs)
    another = is_whole and (is_said or any(_had_room(old, rest) for old, rest in open_ones))
    return 0 in before and bool(open_ones) and not another


def _is_open(cell: TableCell | None) -> bool:
    """Whether a bracket of a cell has not been closed: 城乡建设（3 is the beginning of 城乡建设（3项）."""
    return cell is not None and sum(map(cell.text.count, "（(")) > sum(map(cell.text.count, "）)"))


def _had_room(cell: TableCell, rest: TableCell) -> bool:
    """Whether a cell's last line had room for the beginning of what stands below it on the next page, so that this is another cell."""
    line = cell.lines[-1]
    if line.text[-1] in _GOES_ON:
        return False
    return max(cell.room, rest.room) - (line.right - line.left) > chunk_width(rest.lines[0]) + 0.6 * line.size


def _with_rest(cells: list[TableCell], last: Sequence[TableCell], new: Sequence[TableCell]) -> list[TableCell]:
    """The cells, those of the last row with the lines that the next page gives them."""
    rest = {c.field.column: c for c in new}
    columns = {c.field.column for c in last}
    row = max(c.field.row for c in last)
    found: list[TableCell] = []
    for cell in cells:
        more = rest.get(cell.field.column) if cell in last else None
        found.append(cell._replace(lines=cell.lines + more.lines) if more else cell)
    added = [c._replace(field=c.field._replace(row=row)) for column, c in rest.items() if column not in columns]
    return sorted(found + added, key=lambda c: (c.field.row, c.field.column)) if added else found


def _with_blanks(cells: Sequence[TableCell], rows: int, blanks: Sequence[Field]) -> list[TableCell]:
    """The cells, those over several rows that a page ended with longer by the blank fields that go on with them at the top of the next one."""
    more = {(field.column, field.columns): field.rows for field in blanks}
    return [
        c._replace(field=field._replace(rows=field.rows + more[field.column, field.columns]))
        if (field := c.field).rows > 1 and field.row + field.rows == rows and (field.column, field.columns) in more
        else c
        for c in cells
    ]


def _breaks(cell: TableCell) -> list[bool]:
    """After which lines the next was begun on purpose: it would have had room."""
    return [
        a.text[-1] not in _GOES_ON and cell.room - (a.right - a.left) > chunk_width(b) + 0.6 * a.size
        for a, b in zip(cell.lines, cell.lines[1:], strict=False)
    ]


def _repeated_header(cell: TableCell) -> Block:
    text, lines = join_text(cell.lines)
    return Block(text, "furniture", lines[0].page, lines, (Furniture(0, len(text), "repeated-header"),))
