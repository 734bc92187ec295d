"""The straight lines drawn on a page: what tables are ruled with.

Programs draw a rule as a stroke, as a thin filled rectangle, or as the outline of a cell. All become `Segment`s.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import repeat
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

_THIN: Final = 3.0
"""Points: a filled box thinner than this is a rule."""

_SHORTEST: Final = 4.0
"""Points: shorter strokes are dashes, ticks and parts of drawings."""

_TYPES: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFPageObj_GetType, ctypes.c_void_p).value or 0
)
_OBJECT: Final = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFPage_GetObject, ctypes.c_void_p).value or 0
)


class Segment(NamedTuple):
    """A straight horizontal (top == bottom) or vertical (left == right) line, in points from the top left of the page as seen."""

    left: float
    top: float
    right: float
    bottom: float


def read_segments(page: Any, as_seen: Callable[[float, float], tuple[float, float]]) -> list[Segment]:
    """The horizontal and vertical lines that a page's paths draw; none on a page of text alone."""
    count = pdfium.FPDFPage_CountObjects(page)
    address = ctypes.cast(page, ctypes.c_void_p).value
    objects = list(map(_OBJECT, repeat(address), range(count)))
    kinds = list(map(_TYPES, objects))
    found: list[Segment] = []
    if pdfium.FPDF_PAGEOBJ_PATH not in kinds:
        return found
    for item, kind in zip(objects, kinds, strict=True):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            found += _segments_of(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT), as_seen)
    return found


def _segments_of(path: Any, as_seen: Callable[[float, float], tuple[float, float]]) -> list[Segment]:
    """One path's lines; a thin filled shape is the line through its middle."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(path, left, bottom, right, top):
        return []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    box = _box(as_seen(left.value, bottom.value), as_seen(right.value, top.value))
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        return _kept([_middle(box)])
    if not stroke.value:
        return []
    return _kept([_middle(edge) for edge in _edges(path, as_seen) if min(edge[2] - edge[0], edge[3] - edge[1]) <= 0.5])


def _edges(
    path: Any, as_seen: Callable[[float, float], tuple[float, float]]
) -> list[tuple[float, float, float, float]]:
    """The boxes of a stroked path's straight pieces."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    edges: list[tuple[float, float, float, float]] = []
    start = at = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        point = as_seen(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            edges.append(_box(at, point))
        at = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            edges.append(_box(at, start))
            at = start
    return edges


def _box(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _middle(box: tuple[float, float, float, float]) -> Segment:
    """The line through the middle of a thin box, along it."""
    left, top, right, bottom = box
    if right - left >= bottom - top:
        y = (top + bottom) / 2
        return Segment(left, y, right, y)
    x = (left + right) / 2
    return Segment(x, top, x, bottom)


def _kept(segments: list[Segment]) -> list[Segment]:
    return [s for s in segments if s.right - s.left + s.bottom - s.top >= _SHORTEST]
