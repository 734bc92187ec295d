"""PDFs with a text layer become blocks: characters → printed lines → page furniture named → paragraphs, tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pypdfium2

from taskparse.readers.ocr import Recognition
from taskparse.readers.pdf.asking import Room
from taskparse.readers.pdf.characters import Page, is_repaired, open_document, read_page, read_pages
from taskparse.readers.pdf.layout import Laid, arrange, lay_out
from taskparse.readers.pdf.pictures import STAMP, is_picture
from taskparse.readers.pdf.second import read_again
from taskparse.readers.pdf.turning import DOWN, is_set_down, remark, set_level
from taskparse.readers.pdf.website import without_foot
from taskparse.readers.turned import turned
from taskparse.source import ReadResult

__all__ = ["read_pdf"]


def read_pdf(data: bytes, password: str | None = None, recognition: Recognition | None = None) -> ReadResult:
    """Read a PDF's text layer: paragraphs as they were before lines and pages broke them, each character with its place on the page.

    Pages that are pictures, and those whose text layer cannot be trusted, are recognised as `recognition` says. `remarks` say which pages have no
    text, which have characters without a meaning (and in which fonts) or that nobody sees, which were turned, what was recognised and how surely,
    and whether the file is damaged.

    Errors: EncryptedInput where a password is missing or wrong; NoTextLayer where every page is a picture; UnreadableInput where the bytes
    are no whole PDF. PDFium is not safe for threads: read several files in processes.

        result = read_pdf(Path("notice.pdf").read_bytes())
        print(result.pages, [block.text for block in result.blocks if block.kind == "paragraph"])
    """
    recognition = recognition or Recognition("never")
    laid: dict[int, Laid] = {}
    said: dict[int, list[str]] = {}
    doubtful: set[int] = set()
    suspect: list[int] = []
    remarks: list[str] = []

    def take(page: Page) -> None:
        said[page.number] = list(_remarks(page))
        if is_set_down(page):
            page = set_level(page, DOWN)
            said[page.number].insert(0, remark(page.number, DOWN))
        laid[page.number] = lay_out(page, laid.get(page.number - 1))
        (doubtful.add if page.is_doubtful else doubtful.discard)(page.number)

    with open_document(data, password) as document:
        if is_repaired(document):
            remarks.append("the PDF is damaged: what could be found of it was read")
        for page in read_pages(document):
            take(page)
            if page.suspect:
                suspect.append(page.number)
        for number, glyphs in (read_again(document, suspect) if suspect else {}).items():
            take(read_page(document, number, Room(), glyphs))
        scans = _scans(document, [page.characters for page in laid.values()], doubtful, recognition)
        scanner = recognition.scanner() if scans else None
        if scanner:
            pages, how = scanner.read(document, scans)
            remarks += how
            for page in pages:
                laid[page.number] = lay_out(page, laid.get(page.number - 1))
                kept = page.number in doubtful and not recognition.is_demanded
                said[page.number] = [f"{r}: recognised instead" for r in said[page.number][-1:]] if kept else []
    empty = [number for number, page in laid.items() if not page.lines and not page.tables]
    if len(empty) == len(laid):
        raise recognition.no_text(f"the PDF is a scan: none of its {len(laid)} pages has text")
    if empty:
        remarks.append(f"no text on page {', '.join(map(str, empty))}: a picture, or nothing")
    remarks += [remark for of_page in said.values() for remark in of_page]
    blocks = without_foot(tuple(arrange(list(laid.values()))))
    return ReadResult(scanner.set_back(blocks) if scanner else blocks, "application/pdf", len(laid), tuple(remarks))


def _remarks(page: Page) -> Iterator[str]:
    """What a clerk should know of a page; what is said of its fonts comes last."""
    if page.hidden:
        yield f"page {page.number}: {page.hidden} characters that nobody sees were left out (white, or without ink)"
    if page.turned:
        yield turned(page.number, page.turned)
    if page.taken:
        yield f"page {page.number}: {_counted(page.taken, 'are as pdfminer reads them, for PDFium gives none that can be meant')}"
    if page.disputed:
        yield f"page {page.number}: {_counted(page.disputed, 'are read otherwise by pdfminer: as PDFium reads them here')}"
    if page.unclear:
        count = sum([count for _, count in page.unclear])
        fonts = ", ".join([name for name, _ in page.unclear])
        what = "its text layer cannot be trusted, " if page.is_doubtful else ""
        yield f"page {page.number}: {what}{count} characters without a meaning in the file (font {fonts})"


def _counted(fonts: Sequence[tuple[str, int]], what: str) -> str:
    return f"{sum([count for _, count in fonts])} characters {what} (font {', '.join([name for name, _ in fonts])})"


def _scans(
    document: pypdfium2.PdfDocument, characters: Sequence[int], doubtful: Collection[int], recognition: Recognition
) -> list[int]:
    """Numbers of the pages to recognise; `characters`: how many the text layer of each page has; `doubtful`: pages whose says nothing."""
    if recognition.is_demanded:
        return list(range(1, len(characters) + 1))
    few = [number for number, count in enumerate(characters, 1) if count < STAMP]
    if not (few or doubtful) or not recognition.is_possible:
        return []
    pictures = [number for number in few if is_picture(document, number, characters[number - 1])]
    return sorted({*pictures, *doubtful})
