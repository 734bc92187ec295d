"""Where on the page, as a reader sees it, a point of a PDF stands (ISO 32000-1, 8.3)."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium


@dataclass(frozen=True, slots=True)
class AsSeen:
    """From a page's own coordinates (y upwards, before turning and cropping) to points from its top left as seen."""

    width: float
    height: float
    quarter_turns: int
    crop: tuple[float, float, float, float]
    """left, top, right, bottom"""

    @classmethod
    def of(cls, handle: Any) -> AsSeen:
        """How PDFium's page is seen."""
        box = pdfium.FS_RECTF()
        width, height = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
        turns = pdfium.FPDFPage_GetRotation(handle)
        if not pdfium.FPDF_GetPageBoundingBox(handle, box):
            return cls(width, height, 0, (0.0, height, width, 0.0))
        return cls(width, height, turns, (box.left, box.top, box.right, box.bottom))

    def turned(self, quarters: int) -> AsSeen:
        """The page turned by so many quarters more, clockwise, as one does to read it."""
        if not quarters:
            return self
        width, height = (self.height, self.width) if quarters % 2 else (self.width, self.height)
        return AsSeen(width, height, (self.quarter_turns + quarters) % 4, self.crop)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point as seen."""
        left, top, right, bottom = self.crop
        return ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))[
            self.quarter_turns
        ]

    def boxes(self, boxes: array[float]) -> tuple[list[float], list[float], list[float], list[float]]:
        """Lefts, tops, rights and bottoms as seen."""
        lefts, tops, rights, bottoms = (boxes[side::4] for side in range(4))
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


def _plus(values: array[float], offset: float) -> list[float]:
    return [v + offset for v in values] if offset else values.tolist()


def _minus(edge: float, values: array[float]) -> list[float]:
    return [edge - v for v in values]
