"""Pages that show their text as a picture, or as strokes: what only text recognition can read."""

from __future__ import annotations

import ctypes
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

STAMP: Final = 30
"""Fewer characters than this on a picture are the mark of a scanner, not its text."""

_MOST_OBJECTS: Final = 20
"""So many strokes and more may be writing: some programs draw it."""


def is_picture(document: pypdfium2.PdfDocument, number: int, characters: int) -> bool:
    """Whether a page (from 1) with so many characters shows something that has to be recognised: a picture, or drawn writing."""
    if characters >= STAMP:
        return False
    page = document[number - 1]
    try:
        if characters:
            width, height = page.get_size()
            return any(_area(item) > 0.5 * width * height for item in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE]))
        kinds = [item.type for item in page.get_objects(max_depth=1)]
        return len(kinds) >= _MOST_OBJECTS or any(kind != pdfium.FPDF_PAGEOBJ_PATH for kind in kinds)
    finally:
        page.close()


def _area(item: pypdfium2.PdfObject) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item.raw, left, bottom, right, top)
    return (right.value - left.value) * (top.value - bottom.value)
