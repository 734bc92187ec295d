"""Paragraphs in a row become tables: cells and rows end with marks, a row says where its cells begin and which are merged."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from taskparse.readers.doc.formats import Format
from taskparse.readers.docx.tables import GridCell

CELL_MARK: Final = "\a"
_DEEPEST: Final = 16
"""Tables inside each other further than this are read as one."""

_DEFINE: Final = 0xD608
_MERGE: Final = 0x5624
_SPLIT: Final = 0x5625
_MERGE_DOWN: Final = 0xD62B
_CELL: Final = 20
_NEAR: Final = 40
"""Edges of cells up to this far apart (in twentieths of a point) are one: programs write them a hair's breadth off."""

_ON: Final = 1
_FIRST: Final = 3
"""Of a cell that is merged with others above and below ([MS-DOC] 2.9.342 VerticalMergeFlag)."""


class Paragraph(NamedTuple):
    """A paragraph: its characters [start, end) without its mark, the mark, whether that is a tracked deletion."""

    start: int
    end: int
    mark: str
    format: Format
    mark_removed: bool = False


class Row(NamedTuple):
    """A row: what is in its cells, the edges of the cells (one more than cells, or none), how they are merged."""

    cells: tuple[tuple[Node, ...], ...]
    edges: tuple[int, ...] = ()
    across: tuple[int, ...] = ()
    down: tuple[int, ...] = ()


class Table(NamedTuple):
    """The rows of a table that stand under each other."""

    rows: tuple[Row, ...]


Node: TypeAlias = Paragraph | Table


@dataclass
class _Open:
    """A table that has not ended: its rows, the cells of the row that is open, the content of the cell that is open."""

    rows: list[Row] = field(default_factory=list)
    cells: list[tuple[Node, ...]] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def end_cell(self) -> None:
        self.cells.append(tuple(self.nodes))
        self.nodes = []

    def end_row(self, mark: Paragraph | None = None) -> None:
        if self.nodes:
            self.end_cell()
        if self.cells and not (mark and mark.mark_removed):
            self.rows.append(_row(tuple(self.cells), mark.format.table if mark else ()))
        self.cells = []


def build_tables(paragraphs: Iterable[Paragraph]) -> Iterator[Node]:
    """The paragraphs, those that stand in tables as tables."""
    stack: list[_Open] = []
    for paragraph in paragraphs:
        depth = _depth(paragraph)
        while len(stack) > depth:
            yield from _close(stack)
        while len(stack) < depth:
            stack.append(_Open())
        if not stack:
            yield paragraph
            continue
        if paragraph.format.ends_row:
            if paragraph.end > paragraph.start:
                stack[-1].nodes.append(paragraph)
            stack[-1].end_row(paragraph)
        else:
            stack[-1].nodes.append(paragraph)
            if paragraph.mark == CELL_MARK or (depth > 1 and paragraph.format.ends_inner_cell):
                stack[-1].end_cell()
    while stack:
        yield from _close(stack)


def _depth(paragraph: Paragraph) -> int:
    """How many tables a paragraph stands in; the mark of a cell is one of the outermost."""
    return 1 if paragraph.mark == CELL_MARK else min(paragraph.format.depth, _DEEPEST)


def _close(stack: list[_Open]) -> Iterator[Node]:
    """End the innermost table; it is given where it stands in no other."""
    done = stack.pop()
    done.end_row()
    if not done.rows:
        return
    if stack:
        stack[-1].nodes.append(Table(tuple(done.rows)))
    else:
        yield Table(tuple(done.rows))


def _row(cells: tuple[tuple[Node, ...], ...], changes: Sequence[tuple[int, bytes]]) -> Row:
    """A row with what the changes of its end say; they count only where they fit its cells."""
    edges: tuple[int, ...] = ()
    across: list[int] = []
    down: list[int] = []
    for code, operand in changes:
        if code == _DEFINE and operand and len(operand) >= 3 + 2 * operand[0]:
            count = operand[0]
            edges = struct.unpack_from(f"<{count + 1}h", operand, 1)
            flags = [_flags(operand, 3 + 2 * count + _CELL * index) for index in range(count)]
            across, down = [flag & 3 for flag in flags], [flag >> 5 & 3 for flag in flags]
        elif code in (_MERGE, _SPLIT) and len(operand) == 2:
            for index in range(operand[0], min(operand[1], len(across))):
                across[index] = 0 if code == _SPLIT else 1 + (index > operand[0])
        elif code == _MERGE_DOWN and len(operand) == 2 and operand[0] < len(down):
            down[operand[0]] = operand[1] & 3
    if len(edges) != len(cells) + 1 or any(a >= b for a, b in pairwise(edges)):
        edges = ()
    if len(across) != len(cells):
        across, down = [0] * len(cells), [0] * len(cells)
    return Row(cells, edges, tuple(across), tuple(down))


def _flags(operand: bytes, at: int) -> int:
    """The flags of a cell ([MS-DOC] 2.9.317 TCGRF); a row may leave out those of its last cells."""
    flags: int = struct.unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
    return flags


def read_grid(table: Table) -> list[GridCell[tuple[Node, ...]]]:
    """The cells of a table in reading order, merged ones once, at the columns that the edges of all rows make up."""
    cells: list[GridCell[tuple[Node, ...]]] = []
    open_cells: dict[int, int] = {}  # column → index of the cell that a vertical merge may go on from
    for row, (record, columns) in enumerate(zip(table.rows, _columns(table.rows), strict=True)):
        still_open: dict[int, int] = {}
        head = 0  # the flag that begins a merge in this row: the specification and Word 97 disagree which it is
        for index, content in enumerate(record.cells):
            across, down = record.across[index], record.down[index]
            head = (head or across) if across else 0
            column, width = columns[index], columns[index + 1] - columns[index]
            above = open_cells.get(column)
            if across and across != head:
                cells[-1] = cells[-1]._replace(columns=cells[-1].columns + width)
            elif down == _ON and above is not None:
                cells[above] = cells[above]._replace(rows=row - cells[above].row + 1)
                still_open[column] = above
            else:
                if down:
                    still_open[column] = len(cells)
                cells.append(GridCell(content, row, column, 1, width))
        open_cells = still_open
    return cells


def _columns(rows: Sequence[Row]) -> list[Sequence[int]]:
    """For each row the columns at which its cells begin, and the one after the last."""
    if all(row.edges for row in rows):
        for near in (_NEAR, 0):
            places = _places({edge for row in rows for edge in row.edges}, near)
            columns = [[places[edge] for edge in row.edges] for row in rows]
            if all(a < b for row in columns for a, b in pairwise(row)):
                return list(columns)
    return [range(len(row.cells) + 1) for row in rows]


def _places(edges: Iterable[int], near: int) -> dict[int, int]:
    """The column of each edge; edges near the first of a column share it."""
    places: dict[int, int] = {}
    column, first = -1, 0
    for edge in sorted(edges):
        if column < 0 or edge - first > near:
            column, first = column + 1, edge
        places[edge] = column
    return places
