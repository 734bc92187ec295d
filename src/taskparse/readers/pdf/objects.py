"""What a page is made of: texts, paths and pictures, those of form XObjects too (ISO 32000-1, 8.10)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import repeat
from typing import Any, Final, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

_DEEPEST: Final = 8
"""Forms inside of forms inside of …"""

_MOST: Final = 200_000
"""Objects of a page; a form that is drawn in each of a form's forms makes any number of them."""

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
UNCHANGED: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_type = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFPageObj_GetType, ctypes.c_void_p).value or 0
)
_of_page = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFPage_GetObject, ctypes.c_void_p).value or 0
)
_of_form = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(
    ctypes.cast(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p).value or 0
)


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


def read_items(page: Any) -> list[Item]:
    """The objects of a page in the order in which they are drawn; a form's objects in its place."""
    address = ctypes.cast(page, ctypes.c_void_p).value
    objects = list(map(_of_page, repeat(address), range(pdfium.FPDFPage_CountObjects(page))))
    kinds = list(map(_type, objects))
    if pdfium.FPDF_PAGEOBJ_FORM not in kinds:
        return list(map(Item, objects, kinds))
    found: list[Item] = []
    for item in map(Item, objects, kinds):
        if item.kind == pdfium.FPDF_PAGEOBJ_FORM:
            for inner in _inside(item, 1):
                if len(found) >= _MOST:
                    return found
                found.append(inner)
        else:
            found.append(item)
    return found


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
