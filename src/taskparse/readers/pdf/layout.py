"""Pages of placed characters become blocks; PDF, OFD and scans go this one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.columns import read_columns
from taskparse.readers.pdf.flow import Contents, flow
from taskparse.readers.pdf.furniture import Named, name_furniture
from taskparse.readers.pdf.gutters import Part, part_columns
from taskparse.readers.pdf.lines import Printed, find_pieces, join_lines
from taskparse.readers.pdf.margins import Sheet, measure_pages
from taskparse.readers.pdf.paragraphs import place
from taskparse.readers.pdf.tables import TablePart, read_tables
from taskparse.source import Block


class Laid(NamedTuple):
    """A page's printed lines outside of tables, its ruled tables, its size."""

    lines: list[Printed]
    tables: list[TablePart]
    size: tuple[float, float]
    marked: Sequence[Named] = ()
    """Furniture that its typesetting names: text that runs askew."""

    @property
    def characters(self) -> int:
        """How many it shows."""
        cells = [line for table in self.tables for cell in table.cells for line in cell.lines]
        return sum([len(line.text) for line in (*self.lines, *cells)])


def lay_out(page: Page) -> Laid:
    """A page's characters as lines and ruled tables."""
    ruled, rest = read_tables(page, find_pieces(page))
    marked = [
        Named(Printed(page.number, a.text, a.lefts, a.rights, a.top, a.bottom, a.bottom - a.top), a.reason)
        for a in page.apart
    ]
    return Laid(join_lines(page, rest), ruled, (page.width, page.height), marked)


def arrange(laid: Sequence[Laid], marked: Sequence[Sequence[Named]] = ()) -> Iterator[Block]:
    """The blocks of a document's pages in reading order: page furniture named, tables without rules found, paragraphs joined.

    `marked`: for each page, furniture that the format itself names (an OFD's watermarks).
    """
    named = name_furniture([page.lines for page in laid])
    sheets: list[Sheet] = []
    contents: list[tuple[Sequence[TablePart], Sequence[Named]]] = []
    for number, (page, out, more) in enumerate(zip(laid, named, marked or [()] * len(laid), strict=True), 1):
        gone = {id(n.line) for n in out}
        aligned, body = read_columns([line for line in page.lines if id(line) not in gone])
        tables = page.tables + aligned
        furniture = _by_place(out, [*more, *page.marked])
        parts = [Part(body)] if tables else part_columns(body, page.size[0])
        sides = [(part.xs[0], part.xs[-1]) for part in tables]
        for index, part in enumerate(parts):
            sheets.append(Sheet(part.lines, page.size, sides, number, part.column))
            contents.append((tables, _share(furniture, index, parts)))
    measures = measure_pages(sheets)
    return flow(
        [
            Contents([place(line, measure) for line in sheet.lines], tables, furniture)
            for sheet, measure, (tables, furniture) in zip(sheets, measures, contents, strict=True)
        ]
    )


def _share(furniture: Sequence[Named], index: int, parts: Sequence[Part]) -> Sequence[Named]:
    """The furniture of one part of a page: what stands above the first belongs to it, all else to the last."""
    if len(parts) == 1:
        return furniture
    top = min(line.top for line in parts[0].lines)
    above = [n for n in furniture if n.line.top < top]
    below = [n for n in furniture if n.line.top >= top]
    return (above if index == 0 else []) + (below if index == len(parts) - 1 else [])


def _by_place(named: Sequence[Named], marked: Sequence[Named]) -> Sequence[Named]:
    return sorted([*named, *marked], key=lambda n: n.line.top) if marked else named
