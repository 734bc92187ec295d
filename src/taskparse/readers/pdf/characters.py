"""A page's characters with their boxes, and its ruling lines, out of PDFium.

PDFium answers one question per character. Boxes are the "loose" ones, as high as the font and as wide as the character's step, so that
characters of one line have one top and one bottom whatever their ink.

PDFium is not safe for threads, not even with different documents: use processes.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import compress, repeat
from operator import eq
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from taskparse import patterns
from taskparse.errors import EncryptedInput, UnreadableInput
from taskparse.readers.pdf.agreeing import agree
from taskparse.readers.pdf.annotations import with_annotations
from taskparse.readers.pdf.apart import Apart, set_apart
from taskparse.readers.pdf.asking import Room, question, reference
from taskparse.readers.pdf.fonts import count_fonts, is_suspect, unclear_fonts
from taskparse.readers.pdf.objects import read_items
from taskparse.readers.pdf.placing import AsSeen
from taskparse.readers.pdf.rules import Segment, read_segments
from taskparse.readers.pdf.second import Glyph
from taskparse.readers.pdf.visible import read_shown

_LINE_END_HYPHEN: Final = 2
"""What PDFium makes of a hyphen at the end of a line; in the whole text it stands as U+FFFE, as do glyphs without a code."""

_PERHAPS_UNCLEAR_RE: Final = re.compile(r"[\x00\x02\ue000-\uf8ff\ufffe]")
"""What every unclear character is; soon looked for, and on most pages in vain."""

_UNCLEAR_RE: Final = patterns.compile(r"[\x00\x02\ufffe]|(?<=\d\s*)[\ue000-\uf8ff](?=\s*\d)")
_HALVES_RE: Final = patterns.compile(r"[\ud800-\udbff][\udc00-\udfff]")
_MANY: Final = 20
_DOUBTFUL: Final = 0.1
"""Characters without a meaning, and their share of a page's, from which on a page is not trusted."""

_DOT: Final = 0.2
"""A dot's ink is less broad and high than this share of its font."""

_loose_box = question(pdfium.FPDFText_GetLooseCharBox, None)


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed on a page: one entry for each character that PDFium gives, in the file's order.

    Boxes are in points from the top left of the page as a reader sees it (turned and cropped). White space that PDFium made up has a box
    without area. `segments` are the straight lines drawn on it.

    `apart`: text that runs askew, in no other field. `hidden`: how many characters nobody sees, left out here. `turned`: by how many quarters
    (clockwise) the page had to be turned for its text to be upright. `unclear`: fonts whose characters have no meaning, and how many.
    `suspect`: another reading may say more. `taken`, `disputed`: fonts with characters that it gave, and that it reads otherwise.
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
    apart: tuple[Apart, ...] = ()
    hidden: int = 0
    turned: int = 0
    unclear: tuple[tuple[str, int], ...] = ()
    suspect: bool = False
    taken: tuple[tuple[str, int], ...] = ()
    disputed: tuple[tuple[str, int], ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """Whether so many of its characters have no meaning that the rest cannot be trusted either."""
        count = sum([count for _, count in self.unclear])
        return count >= _MANY and count > _DOUBTFUL * len("".join(self.text.split()))


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
            raise EncryptedInput(what) from error
        if error.err_code == pdfium.FPDF_ERR_SECURITY:
            what = "the PDF is encrypted in a way that cannot be read"
            raise EncryptedInput(what, hint="save it without protection") from error
        what = "the PDF is damaged or cut short: it cannot be opened"
        raise UnreadableInput(what, hint="get the file again") from error
    try:
        yield document
    finally:
        document.close()


def is_repaired(document: pypdfium2.PdfDocument) -> bool:
    """Whether PDFium had to guess where the parts of the file are, for what says so is damaged."""
    return not pdfium.FPDF_DocumentHasValidCrossReferenceTable(document.raw)


def read_pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    """Each page in turn; PDFium's page is closed before the next is opened, so memory does not grow with their number.

    Errors: UnreadableInput where a page cannot be loaded.
    """
    room = Room()
    for number in range(1, len(document) + 1):
        yield read_page(document, number, room)


def read_page(document: pypdfium2.PdfDocument, number: int, room: Room, again: Sequence[Glyph] = ()) -> Page:
    """One page; `room`: for PDFium's answers, `again`: its glyphs as another reads them.

    Errors: UnreadableInput where it cannot be loaded.
    """
    handle = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not handle:
        what = f"page {number} of {len(document)} cannot be read: the PDF is damaged or cut short"
        raise UnreadableInput(what, hint="get the file again")
    handle = with_annotations(document, number - 1, handle)
    try:
        return _read_page(handle, number, room, again)
    finally:
        pdfium.FPDF_ClosePage(handle)


def _read_page(handle: Any, number: int, room: Room, again: Sequence[Glyph]) -> Page:
    text_page = pdfium.FPDFText_LoadPage(handle)
    if not text_page:
        raise UnreadableInput(f"the text of page {number} cannot be read", hint="get the file again")
    items = read_items(handle)
    seen = AsSeen.of(handle)
    try:
        text, boxes = _text(text_page), _boxes(text_page, room)
        agreed = agree(text, lambda place: _origin(text_page, place), again)
        taken, disputed = (count_fonts(text_page, places) for places in (agreed.taken, agreed.disputed))
        shown = read_shown(text_page, items, seen.quarter_turns, room)
        seen = seen.turned(shown.page)
        sides = seen.boxes(boxes)
        _part_ligatures(*sides[:3])
        text, apart = set_apart(agreed.text, shown, sides)
        suspect = is_suspect(text)
        unclear = unclear_fonts(text_page, text, suspect=suspect)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    if _HALVES_RE.search(text):
        text = _join_halves(text, *sides)
    segments = read_segments(items, seen.point)
    turned, hidden = shown.page, len(shown.hidden)
    return Page(
        number,
        seen.width,
        seen.height,
        text,
        *sides,
        segments,
        apart,
        hidden,
        turned,
        unclear,
        suspect,
        taken,
        disputed,
    )


def _text(text_page: Any) -> str:
    """One character for each that PDFium counts; of those beyond the basic plane, the two halves that it counts."""
    count = pdfium.FPDFText_CountChars(text_page)
    units = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(text_page, 0, count, units) - 1
    if got == count:
        text = bytes(memoryview(units)[:count]).decode("utf-16-le", "surrogatepass")
        if len(text) < count:
            text = "".join(map(chr, units[:count]))
    else:
        text = "".join([chr(pdfium.FPDFText_GetUnicode(text_page, i)) for i in range(count)])
    if not _PERHAPS_UNCLEAR_RE.search(text):
        return text
    return _UNCLEAR_RE.sub(lambda match: _clear(text_page, match), text)


def _clear(text_page: Any, unclear: regex.Match[str]) -> str:
    """A hyphen at the end of a line, a glyph without a code, or a dot between figures that has a private one."""
    place = unclear.start()
    if unclear[0] in "\x00\x02\ufffe":
        return "-" if pdfium.FPDFText_GetUnicode(text_page, place) == _LINE_END_HYPHEN else "\ufffd"
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharBox(text_page, place, left, right, bottom, top)
    pdfium.FPDFText_GetLooseCharBox(text_page, place, rect)
    most = _DOT * (rect.top - rect.bottom)
    low = bottom.value - rect.bottom < 2 * most
    return "." if low and right.value - left.value < most and top.value - bottom.value < most else unclear[0]


def _origin(text_page: Any, place: int) -> tuple[float, float]:
    """Where a character begins, in the page's own coordinates."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, place, x, y)
    return x.value, y.value


def _boxes(text_page: Any, room: Room) -> array[float]:
    """left, top, right, bottom of each character, in the page's own coordinates, one after the other."""
    boxes = array("f")
    page = reference(text_page)
    for places in room.portions(range(pdfium.FPDFText_CountChars(text_page)), 4):
        deque(map(_loose_box, repeat(page), places, room.references(4)), maxlen=0)
        boxes.frombytes(room.written(4 * len(places)))
    return boxes


def _part_ligatures(lefts: list[float], tops: list[float], rights: list[float]) -> None:
    """Give each character of one glyph (—— , ﬁ) its part of the glyph's box; PDFium gives them all of it."""
    together = compress(range(1, len(lefts)), map(eq, lefts, lefts[1:]))
    near = [i for i in together if rights[i - 1] == rights[i] > lefts[i]]
    same = {i for i in near if tops[i] == tops[i - 1]}
    for first in [i - 1 for i in near if i in same and i - 1 not in same]:
        end = first + 1
        while end in same:
            end += 1
        left, step = lefts[first], (rights[first] - lefts[first]) / (end - first)
        lefts[first:end] = [left + step * k for k in range(end - first)]
        rights[first:end] = [left + step * (k + 1) for k in range(end - first)]


def _join_halves(text: str, lefts: list[float], tops: list[float], rights: list[float], bottoms: list[float]) -> str:
    """The text with each pair of halves as one character, whose box is that of both."""
    for match in reversed(list(_HALVES_RE.finditer(text))):
        at = match.start()
        rights[at] = max(rights[at], rights[at + 1])
        for sides in (lefts, tops, rights, bottoms):
            del sides[at + 1]
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
