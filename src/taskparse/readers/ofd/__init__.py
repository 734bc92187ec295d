"""OFD files (GB/T 33190-2016) become blocks: package → objects → characters → the printed lines and paragraphs of a PDF page.

Nothing is rendered and no font is needed: the format gives the place of each character.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from taskparse import patterns
from taskparse.errors import NoTextLayer, UnreadableInput
from taskparse.readers.ofd.budget import Budget
from taskparse.readers.ofd.package import Document, open_package
from taskparse.readers.ofd.pages import read_page
from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.furniture import Named
from taskparse.readers.pdf.layout import arrange, lay_out_all
from taskparse.readers.pdf.turning import remark
from taskparse.source import ReadResult

__all__ = ["MEDIA_TYPE", "read_ofd"]

MEDIA_TYPE: Final = "application/ofd"

_UNKNOWN_RE: Final = patterns.compile(r"[\ue000-\uf8ff\ufffd]")
"""Private codes of a font, and glyphs without a code."""

_MAX_PAGES: Final = 5000
_NAMES: Final = 5
"""So many attached files are named."""


def read_ofd(data: bytes) -> ReadResult:
    """Read an OFD file: the pages of all its documents, each character with its place on the page.

    `remarks` say whether the package holds several documents or attached files, which pages are missing or have no text, and which have
    characters without a meaning.

    Errors: UnreadableInput for a broken package, EncryptedInput for an encrypted one, NoTextLayer where every page is a picture.

        result = read_ofd(Path("notice.ofd").read_bytes())
        print(result.pages, [block.text for block in result.blocks if block.kind == "paragraph"])
    """
    budget = Budget()
    documents = open_package(data).documents(budget)
    remarks = _about(documents)
    pages: list[Page] = []
    marked: list[list[Named]] = []
    missing: list[int] = []
    for document in documents:
        for parts in document.pages():
            number = len(pages) + 1
            if number > _MAX_PAGES:
                raise UnreadableInput(f"the OFD file lists more than {_MAX_PAGES} pages")
            page, named, direction = read_page(parts, number, budget)
            if direction:
                remarks.append(remark(number, direction))
            pages.append(page)
            marked.append(named)
            if parts.root is None:
                missing.append(number)
    if not pages or len(missing) == len(pages):
        raise UnreadableInput("the OFD file has no pages", hint="get the file again")
    laid = lay_out_all(pages)
    empty = [page.number for page, out in zip(pages, laid, strict=True) if not out.lines and not out.tables]
    if len(empty) == len(pages):
        what = f"the OFD file is a scan: none of its {len(pages)} pages has text"
        raise NoTextLayer(what, hint="save it as PDF: the text of scans in PDF is recognised")
    if missing:
        remarks.append(f"page {', '.join(map(str, missing))} is listed but missing in the file")
    if empty := [number for number in empty if number not in missing]:
        remarks.append(f"no text on page {', '.join(map(str, empty))}: a picture, or nothing")
    for page in pages:
        if count := len(_UNKNOWN_RE.findall(page.text)):
            remarks.append(f"page {page.number}: {count} characters without a meaning in the file")
    return ReadResult(tuple(arrange(laid, marked)), MEDIA_TYPE, len(pages), tuple(remarks))


def _about(documents: Sequence[Document]) -> list[str]:
    remarks: list[str] = []
    if len(documents) > 1:
        remarks.append(f"the file holds {len(documents)} documents: read one after the other")
    if names := [name for document in documents for name in document.attachments()]:
        more = ", …" if len(names) > _NAMES else ""
        remarks.append(f"attached files are not read: {', '.join(names[:_NAMES])}{more}")
    return remarks
