"""A story (the text, a header, a note, a text box): its paragraphs and tables as blocks, in the manner of the DOCX reader."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.readers.doc.formats import Format, Formats
from taskparse.readers.doc.inline import Words, are_fields_balanced, read_inline
from taskparse.readers.doc.runs import Runs
from taskparse.readers.doc.tables import CELL_MARK, Node, Paragraph, Table, build_tables, read_grid
from taskparse.readers.docx.fields import Inline, State
from taskparse.readers.docx.numbering import Counters, Numbering
from taskparse.readers.docx.paragraphs import as_furniture, join_blocks, make_blocks
from taskparse.readers.docx.styles import NumberRef
from taskparse.readers.docx.tables import is_layout
from taskparse.source import Block, Cell

_MARK_RE: Final = patterns.compile(r"[\r\f" + CELL_MARK + "]")
_SECTION: Final = "\f"
_USES: Final = range(1, 0x800)
"""Numbers of uses of a list that a paragraph may name ([MS-DOC] 2.6.2 sprmPIlfo); others say that it is in none."""


class Box(NamedTuple):
    """A text box: its characters [start, end)."""

    start: int
    end: int


@dataclass(frozen=True)
class Book:
    """What all stories of a file share; `sections`: positions of page breaks that end a section, and with it a paragraph."""

    words: Words
    paragraphs: Runs
    formats: Formats
    numbering: Numbering
    sections: frozenset[int]


@dataclass(frozen=True)
class Boxes:
    """Text boxes by the position at which they are anchored; `positions` are sorted."""

    positions: Sequence[int] = ()
    at: Mapping[int, Sequence[Box]] = field(default_factory=dict)

    def between(self, start: int, end: int) -> Iterator[Box]:
        """The boxes anchored at the characters [start, end)."""
        for position in self.positions[bisect_left(self.positions, start) : bisect_left(self.positions, end)]:
            yield from self.at[position]


@dataclass
class Story:
    """One story being read: its counters, its state, and how many tables came before."""

    book: Book
    state: State
    boxes: Boxes = field(default_factory=Boxes)
    tables: count[int] = field(default_factory=count)
    counters: Counters = field(init=False)

    def __post_init__(self) -> None:
        self.counters = Counters(self.book.numbering)

    def blocks(self, start: int, end: int) -> Iterator[Block]:
        """The blocks of the characters [start, end)."""
        yield from self._nodes(build_tables(_paragraphs(self.book, start, end)))

    def _nodes(self, nodes: Iterator[Node] | Sequence[Node]) -> Iterator[Block]:
        carried: list[Inline] = []  # of paragraphs whose mark was deleted: their text runs on in the next
        for node in nodes:
            if isinstance(node, Table):
                yield from self._table(node)
            else:
                yield from self._paragraph(node, carried)
        if carried:
            yield from make_blocks("", carried, centred=False)

    def _paragraph(self, paragraph: Paragraph, carried: list[Inline]) -> Iterator[Block]:
        split = self._first_shown(paragraph)
        for box in self.boxes.between(paragraph.start, split):
            yield from self._box(box)
        pieces = read_inline(self.book.words, paragraph.start, paragraph.end, self.state)
        if paragraph.mark_removed:
            carried += pieces
        else:
            pieces = [*carried, *pieces]
            carried.clear()
            style, number, styles = paragraph.format.style, paragraph.format.number, self.state.styles
            is_section_break = not pieces and paragraph.mark == _SECTION
            label = "" if is_section_break else self._label(number, style)
            align = paragraph.format.align
            centred = styles.is_centred(None, style) if align is None else align == "center"
            blocks = make_blocks(label, pieces, centred)
            contents = styles.is_contents(style)
            yield from (as_furniture(block.text, "contents") for block in blocks) if contents else blocks
        for box in self.boxes.between(split, paragraph.end + 1):
            yield from self._box(box)

    def _first_shown(self, paragraph: Paragraph) -> int:
        """Where the text of a paragraph begins, behind what is anchored before it."""
        text = self.book.words.pieces.text
        return next(
            (i for i in range(paragraph.start, paragraph.end) if text[i] > " " and not text[i].isspace()), paragraph.end
        )

    def _label(self, number: NumberRef | None, style: str | None) -> str:
        numbering = self.book.numbering
        wanted = number.num_id if number else None
        if wanted is None:
            chain = self.state.styles.chain(style)
            wanted = next((s.number.num_id for _, s in chain if s.number and s.number.num_id), None)
        if wanted is not None and int(wanted) in _USES and wanted not in numbering.lists:
            self.state.seen["number"] += 1
        return self.counters.label(number, style)

    def _box(self, box: Box) -> Iterator[Block]:
        text = self.book.words.pieces.text[box.start : box.end]
        inner = Story(self.book, replace(self.state, fields=[], balanced=are_fields_balanced(text)), tables=self.tables)
        yield from inner.blocks(box.start, box.end)

    def _table(self, table: Table) -> Iterator[Block]:
        cells = read_grid(table)
        if is_layout(cells, self._text, _holds_table):
            for cell in cells:
                yield from self._nodes(cell.content)
            return
        number = next(self.tables)
        for cell in cells:
            inside = Story(self.book, self.state, self.boxes)  # tables inside a cell are text of the cell
            inside.counters = self.counters
            block = join_blocks(list(inside._nodes(cell.content)))
            yield block._replace(kind="cell", cell=Cell(number, cell.row, cell.column, cell.rows, cell.columns))

    def _text(self, nodes: Sequence[Node]) -> str:
        """The text of a cell, roughly."""
        text = self.book.words.pieces.text
        return "".join([text[n.start : n.end] for n in nodes if isinstance(n, Paragraph)]).strip()


def _holds_table(nodes: Sequence[Node]) -> bool:
    return any(isinstance(node, Table) for node in nodes)


def _paragraphs(book: Book, start: int, end: int) -> Iterator[Paragraph]:
    """The paragraphs of the characters [start, end), each ended by its mark; the last may have none."""
    text = book.words.pieces.text
    end = min(end, len(text))
    for match in _MARK_RE.finditer(text, start, end):
        at = match.start()
        if match[0] == _SECTION and at not in book.sections:
            continue
        removed = book.words.look(at).deleted
        yield Paragraph(start, at, match[0], _format(book, at), removed)
        start = at + 1
    if start < end:
        yield Paragraph(start, end, "", Format())


def _format(book: Book, at: int) -> Format:
    """How the paragraph is set whose mark is at this position."""
    stretch = next(book.words.pieces.stretches(at, at + 1))
    changes = book.paragraphs.at(stretch.offset)
    style = str(int.from_bytes(changes[:2], "little"))
    found = book.formats.find(changes[2:], stretch.piece.changes)
    return found if found.style else found._replace(style=style)
