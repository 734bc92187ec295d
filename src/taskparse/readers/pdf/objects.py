"""What a page is made of: texts, paths and pictures, those of form XObjects too (ISO 32000-1, 8.10)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, repeat
from typing import Any, Final, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

from taskparse.readers.pdf.asking import question, reference

_DEEPEST: Final = 8
"""Forms inside of forms inside of …"""

_MOST: Final = 200_000
"""Objects of a page; a form that is drawn in each of a form's forms makes any number of them."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
UNCHANGED: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_TEXT: Final = pdfium.FPDF_PAGEOBJ_TEXT
_NO_TEXT: Final = pdfium.FPDF_TEXTRENDERMODE_UNKNOWN

_type = question(pdfium.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
_mode = question(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)
_of_page = question(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
_of_form = question(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p)


class Item(NamedTuple):
    """An object by its address and its kind (FPDF_PAGEOBJ_…); `matrix`: of the forms that it stands in."""

    address: int
    kind: int
    matrix: Matrix = UNCHANGED

    @property
    def handle(self) -> Any:
        """The object as pypdfium2's functions take it."""
        return ctypes.cast(self.address, pdfium.FPDF_PAGEOBJECT)

    def box(self) -> tuple[float, float, float, float] | None:
        """left, bottom, right, top in the page's own coordinates."""
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not pdfium.FPDFPageObj_GetBounds(self.handle, left, bottom, right, top):
            return None
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        if self.matrix is UNCHANGED:
            return x0, y0, x1, y1
        corners = [moved(self.matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


class Items(NamedTuple):
    """The objects of a page in the order in which they are drawn; a form's objects in its place. One entry for each in every field.

    `modes`: how texts are drawn (FPDF_TEXTRENDERMODE_…); what is no text has none. The other fields are those of `Item`.
    """

    addresses: Sequence[int]
    kinds: Sequence[int]
    modes: Sequence[int]
    matrices: Sequence[Matrix]

    def texts(self) -> Items:
        """The texts among them."""
        if _NO_TEXT not in self.modes:
            return self
        is_text = [mode != _NO_TEXT for mode in self.modes]
        return Items(
            list(compress(self.addresses, is_text)),
            list(compress(self.kinds, is_text)),
            list(compress(self.modes, is_text)),
            list(compress(self.matrices, is_text)),
        )

    def others(self) -> list[Item]:
        """All that are no texts."""
        if _NO_TEXT not in self.modes:
            return []
        every = zip(self.addresses, self.kinds, self.matrices, strict=True)
        return [Item(address, kind, matrix) for address, kind, matrix in every if kind != _TEXT]


def read_items(page: Any) -> Items:
    """The objects of a page."""
    addresses = list(map(_of_page, repeat(reference(page)), range(pdfium.FPDFPage_CountObjects(page))))
    modes = list(map(_mode, addresses))
    kinds = [_TEXT] * len(addresses) if _NO_TEXT not in modes else list(map(_kind, addresses, modes))
    if pdfium.FPDF_PAGEOBJ_FORM not in kinds:
        return Items(addresses, kinds, modes, [UNCHANGED] * len(addresses))
    found = list(_unfolded(map(Item, addresses, kinds)))
    addresses = [item.address for item in found]
    return Items(addresses, [i.kind for i in found], list(map(_mode, addresses)), [i.matrix for i in found])


def _kind(address: int, mode: int) -> int:
    """An object's kind; `mode`: how it is drawn as text."""
    kind: int = _type(address) if mode == _NO_TEXT else _TEXT
    return kind


def _unfolded(items: Iterable[Item]) -> Iterator[Item]:
    """A page's objects, those of a form in its place."""
    count = 0
    for item in items:
        if item.kind == pdfium.FPDF_PAGEOBJ_FORM:
            for inner in _inside(item, 1):
                if count >= _MOST:
                    return
                yield inner
                count += 1
        else:
            yield item
            count += 1


def _inside(form: Item, depth: int) -> Iterator[Item]:
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(form.handle, own)
    matrix = times((own.a, own.b, own.c, own.d, own.e, own.f), form.matrix)
    for index in range(pdfium.FPDFFormObj_CountObjects(form.handle)):
        address = _of_form(form.address, index)
        item = Item(address, _type(address), matrix)
        if item.kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield item
        elif depth < _DEEPEST:
            yield from _inside(item, depth + 1)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that maps as the inner one does and then the outer one."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a matrix maps a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
