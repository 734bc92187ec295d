"""Pages of placed characters become blocks; PDF, OFD and scans go this one way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from taskparse.readers.pdf.borderless import Found, Loose, Open, loose_pieces, read_borderless
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

    loose: Loose | None = None
    """The parts of its lines where they may be those of a table without rules."""

    @property
    def characters(self) -> int:
        """How many it shows."""
        cells = [line for table in self.tables for cell in table.cells for line in cell.lines]
        return sum([len(line.text) for line in (*self.lines, *cells)])


def lay_out(page: Page, before: Laid | None = None) -> Laid:
    """A page's characters as lines and ruled tables; `before`: the page before it, whose table may go on."""
    ruled, rest = read_tables(page, find_pieces(page))
    marked = [
        Named(Printed(page.number, a.text, a.lefts, a.rights, a.top, a.bottom, a.bottom - a.top), a.reason)
        for a in page.apart
    ]
    lines = join_lines(page, rest)
    return Laid(
        lines,
        ruled,
        (page.width, page.height),
        marked,
        loose_pieces(page, rest, lines, before.loose if before else None),
    )


def lay_out_all(pages: Iterable[Page]) -> list[Laid]:
    """Consecutive pages, each as `lay_out` gives it."""
    laid: list[Laid] = []
    for page in pages:
        laid.append(lay_out(page, laid[-1] if laid else None))
    return laid


def arrange(laid: Sequence[Laid], marked: Sequence[Sequence[Named]] = ()) -> Iterator[Block]:
    """The blocks of a document's pages in reading order: page furniture named, tables without rules found, paragraphs joined.

    `marked`: for each page, furniture that the format itself names (an OFD's watermarks).
    """
    named = name_furniture([page.lines for page in laid])
    sheets: list[Sheet] = []
    contents: list[tuple[Sequence[TablePart], Sequence[Named]]] = []
    above: Open | None = None  # the table that the page before ended with
    for number, (page, out, more) in enumerate(zip(laid, named, marked or [()] * len(laid), strict=True), 1):
        gone = {id(n.line) for n in out}
        lines = [line for line in page.lines if id(line) not in gone]
        found = read_borderless(page.loose, lines, above) if page.loose else Found([], lines)
        above = found.last
        aligned, body = read_columns(found.rest)
        tables = [*page.tables, *found.tables, *aligned]
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
