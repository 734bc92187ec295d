"""Annotations that are printed as text: typed onto the page (FreeText), filled into a form (Widget) (ISO 32000-1, 12.5.6)."""

from __future__ import annotations

from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

_TYPED: Final = (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_WIDGET)


def with_annotations(document: pypdfium2.PdfDocument, index: int, page: Any) -> Any:
    """The page with what is typed onto it as part of its contents, as when it is printed; the page itself where nothing is.

    PDFium reads no text in annotations. It prints them into the page in memory; the page has to be loaded anew after that.
    """
    if not any(_is_typed(page, place) for place in range(pdfium.FPDFPage_GetAnnotCount(page))):
        return page
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_PRINT) != pdfium.FLATTEN_SUCCESS:
        return page
    again = pdfium.FPDF_LoadPage(document.raw, index)
    if not again:
        return page
    pdfium.FPDF_ClosePage(page)
    return again


def _is_typed(page: Any, place: int) -> bool:
    annotation = pdfium.FPDFPage_GetAnnot(page, place)
    if not annotation:
        return False
    try:
        return pdfium.FPDFAnnot_GetSubtype(annotation) in _TYPED
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)
