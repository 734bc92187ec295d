"""A document's pictures become pages: drawn, recognised, mended."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from typing import Final

import pypdfium2

from taskparse.readers.ocr.drawing import count_pictures, draw_page, draw_pictures
from taskparse.readers.ocr.geometry import make_page, set_back, slant
from taskparse.readers.ocr.pool import recognise
from taskparse.readers.ocr.repairs import mend
from taskparse.readers.ocr.seen import Picture, Sight
from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.layout import arrange, lay_out_all
from taskparse.readers.turned import turned
from taskparse.source import Block, ReadResult

_DOUBTFUL: Final = 0.85
"""A page of less mean confidence should be compared with its picture."""

_log: Final = logging.getLogger("taskparse.readers.ocr")


class Scanner:
    """Recognises pages. Each page done is logged at level INFO as "page 3 of 26"."""

    def __init__(self) -> None:
        self._slants: dict[int, tuple[float, tuple[float, float]]] = {}

    def read(self, document: pypdfium2.PdfDocument, numbers: Sequence[int]) -> tuple[list[Page], list[str]]:
        """The pages of these numbers, and what a clerk should know of them."""
        return self.recognise(numbers, (draw_page(document, number) for number in numbers))

    def recognise(self, numbers: Sequence[int], pictures: Iterable[Picture]) -> tuple[list[Page], list[str]]:
        """The pages that these pictures show, and what a clerk should know of them."""
        if not numbers:
            return [], []
        frames: list[Picture] = []

        def drawn() -> Iterable[Picture]:
            for picture in pictures:
                frames.append(picture._replace(pixels=b""))
                yield picture

        sights: dict[int, Sight] = {}
        for number, sight in zip(numbers, recognise(drawn(), len(numbers)), strict=True):
            sights[number] = sight
            _log.info("page %d of %d", len(sights), len(numbers))
        mended, repairs = mend(sights)
        pages: list[Page] = []
        for number, frame in zip(numbers, frames, strict=True):
            page = make_page(number, frame, mended[number])
            self._slants[number] = slant(mended[number].lines), (page.width / 2, page.height / 2)
            pages.append(page)
        return pages, [*_remarks(sights), *repairs]

    def set_back(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks, the boxes of slanted pages where they are printed."""
        return tuple([set_back(block, self._slants) for block in blocks])


def _remarks(sights: dict[int, Sight]) -> list[str]:
    count = sum([len(line.text) for sight in sights.values() for line in sight.lines])
    if not count:
        return []
    sure = sum([sight.confidence * len(line.text) for sight in sights.values() for line in sight.lines]) / count
    pages = "1 page was" if len(sights) == 1 else f"{len(sights)} pages were"
    found = [f"{pages} read by text recognition (OCR), mean confidence {sure:.2f}"]
    for number, sight in sights.items():
        if sight.confidence < _DOUBTFUL:
            found.append(
                f"page {number}: text recognition is unsure (mean confidence {sight.confidence:.2f}): compare it with the picture"
            )
        if sight.turns:
            found.append(turned(number, sight.turns, "anticlockwise"))
    return found


def read_pictures(data: bytes) -> ReadResult:
    """Read a picture file (PNG, JPEG, TIFF) as a notice of one page or several; without blocks where nothing can be recognised on it.

    Errors: UnreadableInput where it is damaged.
    """
    scanner = Scanner()
    pages, remarks = scanner.recognise(range(1, count_pictures(data) + 1), draw_pictures(data))
    blocks = scanner.set_back(arrange(lay_out_all(pages)))
    return ReadResult(blocks, _media_type(data), len(pages), tuple(remarks))


def _media_type(data: bytes) -> str:
    if data.startswith(b"\x89PNG"):
        return "image/png"
    return "image/jpeg" if data.startswith(b"\xff\xd8\xff") else "image/tiff"
