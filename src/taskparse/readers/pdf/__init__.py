"""PDFs with a text layer become blocks: characters → printed lines → page furniture named → paragraphs, tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pypdfium2
import regex

from taskparse.readers.ocr import Recognition
from taskparse.readers.pdf.characters import is_repaired, open_document, read_pages
from taskparse.readers.pdf.layout import Laid, arrange, lay_out
from taskparse.readers.pdf.pictures import STAMP, is_picture
from taskparse.source import ReadResult

__all__ = ["read_pdf"]

_UNKNOWN_RE: Final = regex.compile(r"[\ue000-\uf8ff\ufffd]")
"""Private codes of a font, and glyphs without a code."""


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
        scans = _scans(document, [page.characters for page in laid], recognition)
        scanner = recognition.scanner() if scans else None
        if scanner:
            pages, said = scanner.read(document, scans)
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


def _scans(document: pypdfium2.PdfDocument, characters: Sequence[int], recognition: Recognition) -> list[int]:
    """Numbers of the pages to recognise; `characters`: how many the text layer of each page has."""
    if recognition.is_demanded:
        return list(range(1, len(characters) + 1))
    few = [number for number, count in enumerate(characters, 1) if count < STAMP]
    if not few or not recognition.is_possible:
        return []
    return [number for number in few if is_picture(document, number, characters[number - 1])]
