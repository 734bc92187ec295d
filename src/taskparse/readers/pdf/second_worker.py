"""The second reading: `python -m taskparse.readers.pdf.second_worker` takes a PDF on standard input and gives what pdfminer reads, a line a page.

A process of its own: nothing bounds what pdfminer does with a file made to harm (a ToUnicode of four thousand million codes, a stream that
unpacks to more than the memory), so the system does. What was read of the pages before stays.
"""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from contextlib import suppress
from typing import Any, Final
from unicodedata import category

from pdfminer.cmapdb import CMapDB
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFSimpleFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import Matrix

_SECONDS: Final = 30
"""Of the processor: pdfminer reads some fifty pages in them."""

_MEMORY: Final = 2 << 30
_MOST: Final = 100_000
"""Characters of a page; a form that is drawn in each of a form's forms makes any number of them."""

_COLLECTIONS: Final = ("Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Korea1")


class _TooMuch(Exception):
    """The page has more characters than anybody reads."""


class _Device(PDFTextDevice):
    """Takes down every glyph: where it begins in the page's own coordinates, what is meant, the number of its font, its code there."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.glyphs: list[tuple[float, float, str, int, int, str]] = []
        self._fonts: list[PDFFont] = []

    def render_char(
        self, matrix: Matrix, font: PDFFont, fontsize: float, scaling: float, rise: float, cid: int, *_: Any
    ) -> float:
        """Take down a glyph; how far the next one is away from it."""
        text, other = _meanings(font, cid)
        c, d, x, y = matrix[2:]
        if font not in self._fonts:
            self._fonts.append(font)
        self.glyphs.append((round(x + c * rise, 2), round(y + d * rise, 2), text, self._fonts.index(font), cid, other))
        if len(self.glyphs) > _MOST:
            raise _TooMuch
        return font.char_width(cid) * fontsize * scaling


def _meanings(font: PDFFont, cid: int) -> tuple[str, str]:
    """What a glyph means: as its ToUnicode says; where that says nothing, by its name or by its place in Adobe's collection (ISO 32000-1, 9.10.2).

    The second is what these say where its ToUnicode says otherwise.
    """
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        text = ""
    known = _by_name(font, cid)
    if text and not any(category(char) in ("Co", "Cn", "Cc") or char == "\ufffd" for char in text):
        return text, known if known != text else ""
    return known, ""


def _by_name(font: PDFFont, cid: int) -> str:
    """What the name of a glyph means, or its place in Adobe's collection."""
    if isinstance(font, PDFSimpleFont):
        return font.cid2unicode.get(cid, "")
    if isinstance(font, PDFCIDFont) and font.cidcoding in _COLLECTIONS:
        with suppress(KeyError):
            return CMapDB.get_unicode_map(font.cidcoding, font.cmap.is_vertical()).get_unichr(cid)
    return ""


def _limit() -> None:
    with suppress(ImportError, OSError, ValueError):  # not every system has such limits
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def main() -> None:
    """Write the glyphs of each page as a line of JSON; of one that pdfminer cannot read, none."""
    _limit()
    logging.disable(logging.CRITICAL)
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what a library prints is no answer
    resources = PDFResourceManager()
    for page in PDFPage.get_pages(io.BytesIO(sys.stdin.buffer.read())):
        device = _Device(resources)
        # Errors of pdfminer are of many kinds, and none says anything about the file.
        with suppress(Exception):
            PDFPageInterpreter(resources, device).render_contents(page.resources, page.contents)
        answers.write(json.dumps(device.glyphs) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
