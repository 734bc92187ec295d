"""A page's characters with their boxes, and its ruling lines, out of PDFium.

PDFium answers one question per character. Asked through a function type that takes plain addresses, 12,000 questions cost 3 ms; with the
types that ctypes would convert and check each time they cost twice that. Boxes are the "loose" ones, as high as the font and as wide as
the character's step, so that characters of one line have one top and one bottom whatever their ink.

PDFium is not safe for threads, not even with different documents: use processes.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import repeat
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from taskparse.errors import EncryptedInput, UnreadableInput
from taskparse.readers.pdf.rules import Segment, read_segments

_RECT: Final = 16
"""Bytes of an FS_RECTF: left, top, right, bottom as 32-bit floats."""

_LINE_END_HYPHENS: Final = {0x02: "-", 0xFFFE: "-"}
"""What PDFium gives for a hyphen at the end of a line."""

_loose_box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page: one entry for each character that PDFium gives, in the file's order.

    Boxes are in points from the top left of the page as a reader sees it (turned and cropped). White space that PDFium made up has a box
    without area. `segments` are the straight lines drawn on it.
    """

    number: int
    width: float
    height: float
    text: str
    lefts: list[float]
    tops: list[float]
    rights: list[float]
    bottoms: list[float]
    segments: list[Segment]


@contextmanager
def open_document(data: bytes, password: str | None) -> Iterator[pypdfium2.PdfDocument]:
    """The document, closed at the end.

    Errors: EncryptedInput where the password is missing or wrong, UnreadableInput where the bytes are no whole PDF.
    """
    try:
        document = pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            what = "the password is wrong" if password else "the PDF is encrypted: a password is needed"
            raise EncryptedInput(what, hint="give the password") from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            what = "the PDF is encrypted in a way that cannot be read"
            raise EncryptedInput(what, hint="save it without protection") from error
        what = "the PDF is damaged or cut short: it cannot be opened"
        raise UnreadableInput(what, hint="get the file again") from error
    try:
        yield document
    finally:
        document.close()


def read_pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Each page in turn; PDFium's page is closed before the next is opened, so memory does not grow with their number.

    Errors: UnreadableInput where a page cannot be loaded.
    """
    count = len(document)
    for index in range(count):
        handle = pdfium.FPDF_LoadPage(document.raw, index)
        if not handle:
            what = f"page {index + 1} of {count} cannot be read: the PDF is damaged or cut short"
            raise UnreadableInput(what, hint="get the file again")
        try:
            yield _read_page(handle, index + 1)
        finally:
            pdfium.FPDF_ClosePage(handle)


def _read_page(handle: Any, number: int) -> Page:
    text_page = pdfium.FPDFText_LoadPage(handle)
    if not text_page:
        raise UnreadableInput(f"the text of page {number} cannot be read", hint="get the file again")
    try:
        text, boxes = _text(text_page), _boxes(text_page)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    seen = _AsSeen.of(handle)
    return Page(number, seen.width, seen.height, text, *seen.boxes(boxes), read_segments(handle, seen.point))


def _text(text_page: Any) -> str:
    """One code point for each of PDFium's characters."""
    count = pdfium.FPDFText_CountChars(text_page)
    buffer = (ctypes.c_ushort * (2 * count + 2))()
    units = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(memoryview(buffer)[: max(units - 1, 0)]).decode("utf-16-le", "replace")
    if len(text) != count or "\ufffd" in text:
        # A character without a meaning is left out of the whole text, one beyond the basic plane may take two places: ask for each.
        codes = [pdfium.FPDFText_GetUnicode(text_page, i) for i in range(count)]
        text = "".join([chr(c) if c and not 0xD800 <= c < 0xE000 and c < 0x110000 else "\ufffd" for c in codes])
    return text.translate(_LINE_END_HYPHENS)


def _boxes(text_page: Any) -> memoryview[float]:
    """left, top, right, bottom of each character, in the page's own coordinates, one after the other."""
    count = pdfium.FPDFText_CountChars(text_page)
    boxes = (ctypes.c_float * (4 * count))()
    base = ctypes.addressof(boxes)
    address = ctypes.cast(text_page, ctypes.c_void_p).value
    places = range(base, base + _RECT * count, _RECT)
    deque(map(_loose_box, repeat(address), range(count), places), maxlen=0)
    return memoryview(boxes).cast("B").cast("f")


@dataclass(frozen=True, slots=True)
class _AsSeen:
    """From a page's own coordinates (y upwards, before turning and cropping) to points from its top left as seen."""

    width: float
    height: float
    quarter_turns: int
    crop: tuple[float, float, float, float]
    """left, top, right, bottom"""

    @classmethod
    def of(cls, handle: Any) -> _AsSeen:
        box = pdfium.FS_RECTF()
        width, height = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
        turns = pdfium.FPDFPage_GetRotation(handle)
        if not pdfium.FPDF_GetPageBoundingBox(handle, box):
            return cls(width, height, 0, (0.0, height, width, 0.0))
        return cls(width, height, turns, (box.left, box.top, box.right, box.bottom))

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, top, right, bottom = self.crop
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[
            self.quarter_turns
        ]

    def boxes(self, boxes: memoryview[float]) -> tuple[list[float], list[float], list[float], list[float]]:
        """Lefts, tops, rights and bottoms as seen."""
        lefts, tops, rights, bottoms = (list(boxes[side::4]) for side in range(4))
        left, top, right, bottom = self.crop
        match self.quarter_turns:
            case 0:
                return _plus(lefts, -left), _minus(top, tops), _plus(rights, -left), _minus(top, bottoms)
            case 1:
                return _plus(bottoms, -bottom), _plus(lefts, -left), _plus(tops, -bottom), _plus(rights, -left)
            case 2:
                return _minus(right, rights), _plus(bottoms, -bottom), _minus(right, lefts), _plus(tops, -bottom)
            case _:
                return _minus(top, tops), _minus(right, rights), _minus(top, bottoms), _minus(right, lefts)


def _plus(values: list[float], offset: float) -> list[float]:
    return [v + offset for v in values] if offset else values


def _minus(edge: float, values: list[float]) -> list[float]:
    return [edge - v for v in values]
