"""PDFs with a text layer become blocks: characters → printed lines → page furniture named → paragraphs, tables."""

from __future__ import annotations

from typing import Final

import regex

from taskparse.errors import NoTextLayer
from taskparse.readers.pdf.characters import is_repaired, open_document, read_pages
from taskparse.readers.pdf.columns import read_columns
from taskparse.readers.pdf.flow import Contents, flow
from taskparse.readers.pdf.furniture import name_furniture
from taskparse.readers.pdf.lines import Printed, find_pieces, join_lines
from taskparse.readers.pdf.margins import Sheet, measure_pages
from taskparse.readers.pdf.paragraphs import place
from taskparse.readers.pdf.tables import TablePart, read_tables
from taskparse.source import ReadResult

__all__ = ["read_pdf"]

_UNKNOWN_RE: Final = regex.compile(r"[\ue000-\uf8ff\ufffd]")
"""Private codes of a font, and glyphs without a code."""


def read_pdf(data: bytes, password: str | None = None) -> ReadResult:
    """Read a PDF's text layer: paragraphs as they were before lines and pages broke them, each character with its place on the page.

    `remarks` say which pages have no text, which have characters without a meaning, and whether the file is damaged.

    Errors: EncryptedInput where a password is missing or wrong; NoTextLayer where every page is a picture; UnreadableInput where the bytes
    are no whole PDF. PDFium is not safe for threads: read several files in processes.

        result = read_pdf(Path("notice.pdf").read_bytes())
        print(result.pages, [block.text for block in result.blocks if block.kind == "paragraph"])
    """
    printed: list[list[Printed]] = []
    tables: list[list[TablePart]] = []
    sizes: list[tuple[float, float]] = []
    unknown: dict[int, int] = {}
    remarks: list[str] = []
    with open_document(data, password) as document:
        if is_repaired(document):
            remarks.append("the PDF is damaged: what could be found of it was read")
        for page in read_pages(document):
            ruled, rest = read_tables(page, find_pieces(page))
            printed.append(join_lines(page, rest))
            tables.append(ruled)
            sizes.append((page.width, page.height))
            if found := len(_UNKNOWN_RE.findall(page.text)):
                unknown[page.number] = found
    empty = [i for i, (lines, ruled) in enumerate(zip(printed, tables, strict=True), 1) if not lines and not ruled]
    if len(empty) == len(printed):
        what = f"the PDF is a scan: none of its {len(printed)} pages has text"
        raise NoTextLayer(what, hint="run a text recognition (OCR) on it first; reading scans is not built in yet")
    named = name_furniture(printed)
    sheets: list[Sheet] = []
    for lines, out, ruled, size in zip(printed, named, tables, sizes, strict=True):
        gone = {id(n.line) for n in out}
        aligned, body = read_columns([line for line in lines if id(line) not in gone])
        ruled += aligned
        sheets.append(Sheet(body, size, [(part.xs[0], part.xs[-1]) for part in ruled]))
    pages = [
        Contents([place(line, measure) for line in sheet.lines], ruled, out)
        for sheet, measure, ruled, out in zip(sheets, measure_pages(sheets), tables, named, strict=True)
    ]
    if empty:
        remarks.append(f"no text on page {', '.join(map(str, empty))}: a picture, or nothing")
    remarks += [f"page {page}: {count} characters without a meaning in the file" for page, count in unknown.items()]
    return ReadResult(tuple(flow(pages)), "application/pdf", len(printed), tuple(remarks))
