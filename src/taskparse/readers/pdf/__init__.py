"""PDFs with a text layer become blocks: characters → printed lines → page furniture named → paragraphs, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from taskparse.errors import NoTextLayer
from taskparse.readers.pdf.characters import open_document, read_pages
from taskparse.readers.pdf.furniture import Named, name_furniture
from taskparse.readers.pdf.lines import Printed, find_pieces, join_lines
from taskparse.readers.pdf.margins import measure_pages
from taskparse.readers.pdf.paragraphs import Placed, begins_paragraph, join_text, make_block, place
from taskparse.source import Block, Furniture, ReadResult

__all__ = ["read_pdf"]


def read_pdf(data: bytes, password: str | None = None) -> ReadResult:
    """Read a PDF's text layer: paragraphs as they were before lines and pages broke them, each character with its place on the page.

    Errors: EncryptedInput where a password is missing or wrong; NoTextLayer where every page is a picture; UnreadableInput where the bytes
    are no whole PDF.
    """
    printed: list[list[Printed]] = []
    sizes: list[tuple[float, float]] = []
    with open_document(data, password) as document:
        for page in read_pages(document):
            printed.append(join_lines(page, find_pieces(page)))
            sizes.append((page.width, page.height))
    empty = [number for number, lines in enumerate(printed, 1) if not lines]
    if len(empty) == len(printed):
        what = f"the PDF is a scan: none of its {len(printed)} pages has text"
        raise NoTextLayer(what, hint="run a text recognition (OCR) on it first; reading scans is not built in yet")
    named = name_furniture(printed)
    gone = [{id(n.line) for n in found} for found in named]
    body = [[line for line in page if id(line) not in out] for page, out in zip(printed, gone, strict=True)]
    measures = measure_pages(body, sizes)
    placed = [[place(line, measure) for line in page] for page, measure in zip(body, measures, strict=True)]
    remarks = (f"no text on page {', '.join(map(str, empty))}: a picture, or nothing",) if empty else ()
    return ReadResult(tuple(_blocks(placed, named)), "application/pdf", len(printed), remarks)


def _blocks(pages: Sequence[Sequence[Placed]], named: Sequence[Sequence[Named]]) -> Iterator[Block]:
    """Paragraphs in order; the furniture of the pages that one runs over comes after it."""
    group: list[Placed] = []
    waiting: list[Block] = []
    for page, found in zip(pages, named, strict=True):
        top = page[0].line.top if page else 0.0
        waiting += [_furniture(n) for n in found if n.line.top < top]
        for line in page:
            if group and begins_paragraph(group, line):
                yield make_block(group)
                yield from waiting
                waiting, group = [], []
            elif not group:
                yield from waiting
                waiting = []
            group.append(line)
        waiting += [_furniture(n) for n in found if n.line.top >= top]
    if group:
        yield make_block(group)
    yield from waiting


def _furniture(named: Named) -> Block:
    text, lines = join_text([named.line])
    return Block(text, "furniture", named.line.page, lines, (Furniture(0, len(text), named.reason),))
