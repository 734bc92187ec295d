"""Rows of an RTF table (Rich Text Format 1.9.1, "Table Definitions") become cells at their rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeAlias

from taskparse.readers.doc.formats import Format
from taskparse.readers.doc.tables import Paragraph, Row, Table, read_grid
from taskparse.readers.docx.paragraphs import join_blocks
from taskparse.readers.docx.tables import is_layout
from taskparse.source import Block, Cell

_ACROSS: Final = {b"clmgf": 1, b"clmrg": 2}
_DOWN: Final = {b"clvmgf": 3, b"clvmrg": 1}
"""How a cell is merged, in the figures that readers/doc has for it."""


@dataclass
class Edges:
    """The cells that a row defines: their right edges, how they are merged."""

    left: int = 0
    rights: list[int] = field(default_factory=list)
    across: list[int] = field(default_factory=list)
    down: list[int] = field(default_factory=list)
    next_across: int = 0
    next_down: int = 0

    def after(self, word: bytes, number: int) -> Edges:
        """What is defined after one more control word."""
        if word == b"trowd":
            return Edges()
        if word == b"trleft":
            self.left = number
        elif word in _ACROSS:
            self.next_across = _ACROSS[word]
        elif word in _DOWN:
            self.next_down = _DOWN[word]
        elif word == b"cellx":
            self.rights.append(number)
            self.across.append(self.next_across)
            self.down.append(self.next_down)
            self.next_across = self.next_down = 0
        return self


Rows: TypeAlias = Sequence[tuple[Sequence[Sequence[Block]], Edges]]
"""For each row what is in its cells, and what it defines."""


def read_rows(rows: Rows, number: int) -> Iterator[Block]:
    """The blocks of a table; its grid is worked out as that of a DOC file, whose paragraphs are here places in a list of blocks."""
    blocks: list[Block] = []
    found: list[Row] = []
    for cells, edges in rows:
        nodes: list[tuple[Paragraph, ...]] = []
        for content in cells:
            nodes.append((Paragraph(len(blocks), len(blocks) + len(content), "", Format()),))
            blocks += content
        places = (edges.left, *edges.rights)
        fits = len(places) == len(cells) + 1
        is_rising = fits and all(a < b for a, b in pairwise(places))
        across, down = (edges.across, edges.down) if fits else ([0] * len(cells), [0] * len(cells))
        found.append(Row(tuple(nodes), places if is_rising else (), tuple(across), tuple(down)))
    grid = read_grid(Table(tuple(found)))
    contents = [[b for p in cell.content if isinstance(p, Paragraph) for b in blocks[p.start : p.end]] for cell in grid]
    texts = {id(cell.content): "".join([b.text for b in inside]) for cell, inside in zip(grid, contents, strict=True)}
    if is_layout(grid, lambda nodes: texts[id(nodes)].strip(), lambda _: False):
        yield from [block for inside in contents for block in inside]
        return
    for cell, inside in zip(grid, contents, strict=True):
        place = Cell(number, cell.row, cell.column, cell.rows, cell.columns)
        yield join_blocks(inside)._replace(kind="cell", cell=place)
