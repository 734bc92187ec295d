"""A story of a Word file (body, header, footer, note, text box) becomes blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final

from lxml import etree

from taskparse.readers.docx.branches import choose_branch
from taskparse.readers.docx.chunks import Chunks
from taskparse.readers.docx.fields import Inline, State
from taskparse.readers.docx.inline import Content, read_inline
from taskparse.readers.docx.numbering import Counters, Numbering
from taskparse.readers.docx.package import MC, R, W
from taskparse.readers.docx.paragraphs import as_furniture, join_blocks, make_blocks
from taskparse.readers.docx.styles import REMOVED, Properties, read_properties
from taskparse.readers.docx.tables import cell_text, holds_table, is_layout, read_grid
from taskparse.source import Block, Cell

_PARAGRAPH: Final = W + "p"
_TABLE: Final = W + "tbl"
_CHUNK: Final = W + "altChunk"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LOOSE: Final = frozenset(
    {*(W + name for name in ("r", "hyperlink", "fldSimple")), _MATH + "oMathPara", _MATH + "oMath"}
)
"""What belongs into a paragraph and may stand beside them: formulas, and what careless programs write."""
_MEMBERS: Final = _LOOSE | {_PARAGRAPH, _TABLE, _CHUNK} | REMOVED
_SKIPPED: Final = frozenset(
    W + name for name in ("sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "sectPr", "tcPr", "tblPr", "tblGrid")
)

_DEEPEST_FIELD: Final = 64


@dataclass
class Story:
    """One story being read: its counters, its state, the documents inside it, and how many tables came before."""

    numbering: Numbering
    state: State
    chunks: Chunks | None = None
    tables: count[int] = field(default_factory=count)
    counters: Counters | None = None

    def blocks(self, container: etree._Element) -> Iterator[Block]:
        """The blocks of a body, a cell, a note or a text box."""
        carried: list[Inline] = []  # of paragraphs whose mark was deleted: their text runs on in the next
        for element, contents in _members(container):
            tag = element.tag
            if tag == _PARAGRAPH or tag in _LOOSE:
                found = self._paragraph(element, carried)
                yield from (as_furniture(b.text, "contents") if b.text else b for b in found) if contents else found
                continue
            if carried:
                yield from make_blocks("", carried, centred=False)
                carried.clear()
            if tag == _TABLE:
                yield from self._table(element)
            elif tag == _CHUNK:
                yield from self._chunk(element)
            else:
                self.state.seen["deletion"] += 1
        if carried:
            yield from make_blocks("", carried, centred=False)

    def _paragraph(self, element: etree._Element, carried: list[Inline]) -> list[Block]:
        properties = read_properties(next(element.iterchildren(W + "pPr"), None))
        content = read_inline(element, self.state, properties.style)
        if properties.removed:
            carried += content.pieces
            blocks: list[Block] = []
        else:
            blocks = self._text(properties, content, carried)
        if not content.boxes_before and not content.boxes_after:
            return blocks
        before, after = ([b for box in boxes for b in self._box(box)] for boxes in content[1:])
        return [*before, *blocks, *after]

    def _text(self, properties: Properties, content: Content, carried: list[Inline]) -> list[Block]:
        """The blocks of a paragraph's own text, with what was carried along before it and its automatic number."""
        pieces = content.pieces
        if carried:
            pieces = [*carried, *pieces]
            carried.clear()
        style = properties.style
        look = self.state.styles.look(style)
        hidden = look.hidden if properties.hidden is None else properties.hidden
        # a paragraph that is hidden altogether, and one that only ends a section, is not counted
        label = "" if not pieces and (properties.section or hidden) else self._label(properties)
        blocks = make_blocks(label, pieces, (properties.align or look.align) == "center")
        return [as_furniture(block.text, "contents") for block in blocks] if look.contents else blocks

    def _label(self, properties: Properties) -> str:
        if self.counters is None:
            self.counters = Counters(self.numbering)
        return self.counters.label(properties.number, properties.style)

    def _box(self, box: etree._Element) -> Iterator[Block]:
        state = replace(self.state, fields=[], balanced=are_fields_balanced(box))
        yield from Story(self.numbering, state, self.chunks, self.tables).blocks(box)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        cells = read_grid(table, self.state.seen)
        if is_layout(cells, cell_text, holds_table):
            for cell in cells:
                yield from self.blocks(cell.content)
            return
        number = next(self.tables)
        if self.counters is None:
            self.counters = Counters(self.numbering)
        for cell in cells:
            # tables inside a cell are text of the cell
            inside = Story(self.numbering, self.state, self.chunks, count(), self.counters)
            block = join_blocks(list(inside.blocks(cell.content)))
            place = Cell(number, cell.row, cell.column, cell.rows, cell.columns)
            yield Block(block.text, "cell", furniture=block.furniture, cell=place)

    def _chunk(self, element: etree._Element) -> Iterator[Block]:
        """The blocks of a document inside this one, its tables numbered on."""
        result = None if self.chunks is None else self.chunks.read(element.get(R + "id", ""))
        if result is None:
            self.state.seen["embedded"] += 1
            return
        for remark in result.remarks:
            self.state.remarks[f"in an embedded document: {remark}"] = None
        numbers: dict[int, int] = {}
        for block in result.blocks:
            if block.cell is None:
                yield block
                continue
            if block.cell.table not in numbers:
                numbers[block.cell.table] = next(self.tables)
            yield block._replace(cell=block.cell._replace(table=numbers[block.cell.table]))


def _members(container: etree._Element, contents: bool = False) -> Iterator[tuple[etree._Element, bool]]:
    """Paragraphs, tables and documents of a container, whatever wraps them, and whether they stand in a generated table of contents."""
    for element in container:
        tag = element.tag
        if tag in _MEMBERS:
            yield element, contents
        elif tag == MC + "AlternateContent":
            if (branch := choose_branch(element)) is not None:
                yield from _members(branch, contents)
        elif tag not in _SKIPPED:
            yield from _members(element, contents or _is_contents(element))


def _is_contents(element: etree._Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if element.tag == W + "sdt" else None
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def are_fields_balanced(root: etree._Element) -> bool:
    """Whether every complex field that begins in a story ends in it, and none is inside more others than anybody writes."""
    depth = 0
    for element in root.iter(W + "fldChar"):
        kind = element.get(W + "fldCharType")
        depth += (kind == "begin") - (kind == "end")
        if depth > _DEEPEST_FIELD:
            return False
    return depth == 0
