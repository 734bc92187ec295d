"""Pages of placed characters become blocks; PDF, OFD and scans go this one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.columns import read_columns
from taskparse.readers.pdf.flow import Contents, flow
from taskparse.readers.pdf.furniture import Named, name_furniture
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

    @property
    def characters(self) -> int:
        """How many it shows."""
        cells = [line for table in self.tables for cell in table.cells for line in cell.lines]
        return sum([len(line.text) for line in (*self.lines, *cells)])


def lay_out(page: Page) -> Laid:
    """A page's characters as lines and ruled tables."""
    ruled, rest = read_tables(page, find_pieces(page))
    return Laid(join_lines(page, rest), ruled, (page.width, page.height))


def arrange(laid: Sequence[Laid], marked: Sequence[Sequence[Named]] = ()) -> Iterator[Block]:
    """The blocks of a document's pages in reading order: page furniture named, tables without rules found, paragraphs joined.

    `marked`: for each page, furniture that the format itself names (an OFD's watermarks).
    """
    named = name_furniture([page.lines for page in laid])
    sheets: list[Sheet] = []
    tables: list[list[TablePart]] = []
    for page, out in zip(laid, named, strict=True):
        gone = {id(n.line) for n in out}
        aligned, body = read_columns([line for line in page.lines if id(line) not in gone])
        tables.append(page.tables + aligned)
        sheets.append(Sheet(body, page.size, [(part.xs[0], part.xs[-1]) for part in tables[-1]]))
    return flow(
        [
            Contents([place(line, measure) for line in sheet.lines], ruled, _by_place(out, more))
            for sheet, measure, ruled, out, more in zip(
                sheets, measure_pages(sheets), tables, named, marked or [()] * len(laid), strict=True
            )
        ]
    )


def _by_place(named: Sequence[Named], marked: Sequence[Named]) -> Sequence[Named]:
    return sorted([*named, *marked], key=lambda n: n.line.top) if marked else named
