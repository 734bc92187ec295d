"""A story of a Word file (body, header, footer, note, text box) becomes blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from lxml import etree

from taskparse.readers.docx.inline import Inline, State, choose_branch, read_inline
from taskparse.readers.docx.numbering import Counters, Numbering
from taskparse.readers.docx.package import MC, W
from taskparse.readers.docx.paragraphs import as_furniture, join_blocks, make_blocks
from taskparse.readers.docx.styles import number_ref, value
from taskparse.readers.docx.tables import cell_text, holds_table, is_layout, read_grid
from taskparse.source import Block, Cell

_PROPERTIES: Final = W + "pPr"
_MARK: Final = W + "rPr"
_REMOVED: Final = (W + "del", W + "moveFrom")
_LOOKED_INTO: Final = frozenset(
    W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "body", "smartTag")
)


@dataclass
class Story:
    """One story being read: its counters, its state, and how many tables came before."""

    numbering: Numbering
    state: State
    tables: count[int] = field(default_factory=count)
    counters: Counters = field(init=False)

    def __post_init__(self) -> None:
        self.counters = Counters(self.numbering)

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """The blocks of a body, a cell, a note or a text box."""
        carried: list[Inline] = []  # of paragraphs whose mark was deleted: their text runs on in the next
        for element, contents in _members(container):
            if element.tag == W + "tbl":
                yield from self._table(element)
            elif element.tag == W + "p":
                found = list(self._paragraph(element, carried))
                yield from (as_furniture(b.text, "contents") if contents and b.text else b for b in found)
            else:
                self.state.seen["embedded"] += 1
        if carried:
            yield from make_blocks("", carried, centred=False)

    def _paragraph(self, element: etree._Element, carried: list[Inline]) -> Iterator[Block]:
        content = read_inline(element, self.state)
        for box in content.boxes_before:
            yield from self._box(box)
        properties = element.find(_PROPERTIES)
        mark = None if properties is None else properties.find(_MARK)
        if mark is not None and any(mark.find(tag) is not None for tag in _REMOVED):
            carried += content.pieces
        else:
            pieces = [*carried, *content.pieces]
            carried.clear()
            style = value(properties, "pStyle")
            is_section_break = not pieces and properties is not None and properties.find(W + "sectPr") is not None
            label = "" if is_section_break else self.counters.label(number_ref(properties), style)
            blocks = make_blocks(label, pieces, self.state.styles.is_centred(properties, style))
            if self.state.styles.is_contents(style):
                yield from (as_furniture(block.text, "contents") for block in blocks)
            else:
                yield from blocks
        for box in content.boxes_after:
            yield from self._box(box)

    def _box(self, box: etree._Element) -> Iterator[Block]:
        inner = Story(self.numbering, replace(self.state, fields=[], balanced=are_fields_balanced(box)), self.tables)
        yield from inner.blocks(box)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        cells = read_grid(table)
        if is_layout(cells, cell_text, holds_table):
            for cell in cells:
                yield from self.blocks(cell.content)
            return
        number = next(self.tables)
        for cell in cells:
            inside = Story(self.numbering, self.state, count())  # tables inside a cell are text of the cell
            inside.counters = self.counters
            block = join_blocks(list(inside.blocks(cell.content)))
            yield replace(block, kind="cell", cell=Cell(number, cell.row, cell.column, cell.rows, cell.columns))


def _members(container: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Paragraphs, tables and embedded documents of a container, and whether they stand in a generated table of contents."""
    stack = [(iter(container), False)]
    while stack:
        members, contents = stack[-1]
        element = next(members, None)
        if element is None:
            stack.pop()
        elif element.tag in (W + "p", W + "tbl", W + "altChunk"):
            yield element, contents
        elif element.tag in _LOOKED_INTO:
            stack.append((iter(element), contents or _is_contents(element)))
        elif element.tag == MC + "AlternateContent" and (branch := choose_branch(element)) is not None:
            stack.append((iter(branch), contents))


def _is_contents(element: etree._Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if element.tag == W + "sdt" else None
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def are_fields_balanced(root: etree._Element) -> bool:
    """Whether every complex field that begins in a story ends in it."""
    kinds = [e.get(W + "fldCharType") for e in root.iter(W + "fldChar")]
    return kinds.count("begin") == kinds.count("end")
