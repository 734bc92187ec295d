"""PDFs with a text layer become blocks: characters → printed lines → page furniture named → paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from taskparse.readers.ocr import Recognition
from taskparse.readers.pdf.characters import Page, is_repaired, open_document, read_pages
from taskparse.readers.pdf.columns import read_columns
from taskparse.readers.pdf.flow import Contents, flow
from taskparse.readers.pdf.furniture import name_furniture
from taskparse.readers.pdf.lines import Printed, find_pieces, join_lines
from taskparse.readers.pdf.margins import Sheet, measure_pages
from taskparse.readers.pdf.paragraphs import place
from taskparse.readers.pdf.tables import TablePart, read_tables
from taskparse.source import Block, ReadResult

__all__ = ["Laid", "arrange", "lay_out", "read_pdf"]

_UNKNOWN_RE: Final = regex.compile(r"[\ue000-\uf8ff\ufffd]")
"""Private codes of a font, and glyphs without a code."""

_STAMP: Final = 30
"""A page with fewer characters than this may be a picture with a stamp on it."""


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


def read_pdf(data: bytes, password: str | None = None, recognition: Recognition | None = None) -> ReadResult:
    """Read a PDF's text layer: paragraphs as they were before lines and pages broke them, each character with its place on the page.

    Pages that are pictures are recognised as `recognition` says. `remarks` say which pages have no text,
    which have characters without a meaning, what was recognised and how surely, and whether the file is damaged.

    Errors: EncryptedInput where a password is missing or wrong; NoTextLayer where every page is a picture; UnreadableInput where the bytes
    are no whole PDF. PDFium is not safe for threads: read several files in processes.

        result = read_pdf(Path("notice.pdf").read_bytes())
        print(result.pages, [block.text for block in result.blocks if block.kind == "paragraph"])
    """
    recognition = recognition or Recognition("never")
    laid: list[Laid] = []
    unknown: dict[int, int] = {}
    remarks: list[str] = []
    with open_document(data, password) as document:
        if is_repaired(document):
            remarks.append("the PDF is damaged: what could be found of it was read")
        for page in read_pages(document):
            laid.append(lay_out(page))
            if found := len(_UNKNOWN_RE.findall(page.text)):
                unknown[page.number] = found
        counts = [page.characters for page in laid]
        # Most files have text on every page; for them nothing of recognition is imported.
        scanner = recognition.scanner(scans=min(counts, default=0) < _STAMP)
        if scanner:
            wanted = [number for number, count in enumerate(counts, 1) if scanner.wants(document, number, count)]
            pages, said = scanner.read(document, wanted)
            remarks += said
            for page in pages:
                laid[page.number - 1] = lay_out(page)
                unknown.pop(page.number, None)
    empty = [number for number, page in enumerate(laid, 1) if not page.lines and not page.tables]
    if len(empty) == len(laid):
        raise recognition.no_text(f"the PDF is a scan: none of its {len(laid)} pages has text")
    if empty:
        remarks.append(f"no text on page {', '.join(map(str, empty))}: a picture, or nothing")
    remarks += [f"page {page}: {count} characters without a meaning in the file" for page, count in unknown.items()]
    blocks = tuple(arrange(laid))
    return ReadResult(scanner.set_back(blocks) if scanner else blocks, "application/pdf", len(laid), tuple(remarks))


def lay_out(page: Page) -> Laid:
    """A page's characters as lines and ruled tables."""
    ruled, rest = read_tables(page, find_pieces(page))
    return Laid(join_lines(page, rest), ruled, (page.width, page.height))


def arrange(laid: Sequence[Laid]) -> Iterator[Block]:
    """The blocks of a document's pages in reading order: page furniture named, tables without rules found, paragraphs joined."""
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
            Contents([place(line, measure) for line in sheet.lines], ruled, out)
            for sheet, measure, ruled, out in zip(sheets, measure_pages(sheets), tables, named, strict=True)
        ]
    )
