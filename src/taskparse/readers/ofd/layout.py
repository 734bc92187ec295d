"""Pages of placed characters become blocks, with the same steps as for PDFs."""

from __future__ import annotations

from collections.abc import Sequence

from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.columns import read_columns
from taskparse.readers.pdf.flow import Contents, flow
from taskparse.readers.pdf.furniture import Named, name_furniture
from taskparse.readers.pdf.lines import Printed, find_pieces, join_lines
from taskparse.readers.pdf.margins import Sheet, measure_pages
from taskparse.readers.pdf.paragraphs import place
from taskparse.readers.pdf.tables import TablePart, read_tables
from taskparse.source import Block


def lay_out(pages: Sequence[Page], marked: Sequence[Sequence[Named]]) -> tuple[tuple[Block, ...], list[int]]:
    """The blocks of all pages in reading order, and the numbers of the pages without text; `marked`: furniture known beforehand."""
    printed: list[list[Printed]] = []
    tables: list[list[TablePart]] = []
    for page in pages:
        ruled, rest = read_tables(page, find_pieces(page))
        printed.append(join_lines(page, rest))
        tables.append(ruled)
    empty = [p.number for p, lines, ruled in zip(pages, printed, tables, strict=True) if not lines and not ruled]
    named = name_furniture(printed)
    sheets: list[Sheet] = []
    for page, lines, out, ruled in zip(pages, printed, named, tables, strict=True):
        gone = {id(n.line) for n in out}
        aligned, body = read_columns([line for line in lines if id(line) not in gone])
        ruled += aligned
        sheets.append(Sheet(body, (page.width, page.height), [(part.xs[0], part.xs[-1]) for part in ruled]))
    contents = [
        Contents(
            [place(line, measure) for line in sheet.lines],
            ruled,
            sorted([*out, *more], key=lambda n: n.line.top) if more else out,
        )
        for sheet, measure, ruled, out, more in zip(sheets, measure_pages(sheets), tables, named, marked, strict=True)
    ]
    return tuple(flow(contents)), empty
