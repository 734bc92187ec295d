"""The straight lines drawn on a page: what tables are ruled with.

Programs draw a rule as a stroke, as a thin filled rectangle, or as the outline of a cell. All become `Segment`s.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Final, NamedTuple

import pypdfium2.raw as pdfium

from taskparse.readers.pdf.objects import Item, Items, moved, times

_THIN: Final = 3.0
"""Points: a filled box thinner than this is a rule."""

_SHORTEST: Final = 4.0
"""Points: shorter strokes are dashes, ticks and parts of drawings."""


class Segment(NamedTuple):
    """A straight horizontal (top == bottom) or vertical (left == right) line, in points from the top left of the page as seen."""

    left: float
    top: float
    right: float
    bottom: float


def read_segments(items: Items, as_seen: Callable[[float, float], tuple[float, float]]) -> list[Segment]:
    """The horizontal and vertical lines that a page's paths draw; none on a page of text alone."""
    found: list[Segment] = []
    for item in items.others():
        if item.kind == pdfium.FPDF_PAGEOBJ_PATH:
            found += _segments_of(item, as_seen)
    return found


def _segments_of(path: Item, as_seen: Callable[[float, float], tuple[float, float]]) -> list[Segment]:
    """One path's lines; a thin filled shape is the line through its middle."""
    bounds = path.box()
    if bounds is None:
        return []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.handle, fill, stroke)
    box = _box(as_seen(*bounds[:2]), as_seen(*bounds[2:]))
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        return _kept([_middle(box)])
    if not stroke.value:
        return []
    return _kept([_middle(edge) for edge in _edges(path, as_seen) if min(edge[2] - edge[0], edge[3] - edge[1]) <= 0.5])


def _edges(
    path: Item, as_seen: Callable[[float, float], tuple[float, float]]
) -> list[tuple[float, float, float, float]]:
    """The boxes of a stroked path's straight pieces."""
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(path.handle, own)
    matrix = times((own.a, own.b, own.c, own.d, own.e, own.f), path.matrix)
    handle = path.handle
    x, y = ctypes.c_float(), ctypes.c_float()
    edges: list[tuple[float, float, float, float]] = []
    start = at = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(handle)):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        point = as_seen(*moved(matrix, x.value, y.value))
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
