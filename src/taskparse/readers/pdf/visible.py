"""How the characters of a page are shown: not at all, upright, turned, slanted.

What is printed is text: what nobody sees on the page is not. Hidden is text drawn without ink (render mode 3 and 7, ISO 32000-1, 9.3.6) and
text in white, unless something darker or a picture lies under it: the text layer of a scan is drawn so, over the scan.
"""

from __future__ import annotations

import ctypes
from collections import Counter, deque
from collections.abc import Sequence
from itertools import repeat
from math import atan2, degrees
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from taskparse.readers.pdf.objects import UNCHANGED, Item, Matrix, times

UPRIGHT: Final = 0
SLANTED: Final = -1
"""No quarter of a turn: seals and watermarks are written so."""

_NEAR: Final = 3.0
"""Degrees that an upright line may be off."""

_WHITE: Final = 250
_WITHOUT_INK: Final = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_FILLED: Final = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)

_text_object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)
_mode = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_void_p).value or 0
)
_fill = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, *[ctypes.c_void_p] * 4)(
    ctypes.cast(pdfium.FPDFPageObj_GetFillColor, ctypes.c_void_p).value or 0
)
_matrix = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFPageObj_GetMatrix, ctypes.c_void_p).value or 0
)


class Shown(NamedTuple):
    """Characters, by their index, that are hidden, and how far others are turned against most of the page.

    `page`: by how many quarters (anticlockwise) most characters are turned, as the page is seen. `turns`: of the others, UPRIGHT left out.
    """

    hidden: frozenset[int] = frozenset()
    page: int = 0
    turns: dict[int, int] = {}  # noqa: RUF012 - a default that nobody changes


def read_shown(text_page: Any, items: Sequence[Item], turned: int) -> Shown:
    """How a page's characters are shown; `turned`: quarters by which the page itself is (clockwise)."""
    texts = [item for item in items if item.kind == pdfium.FPDF_PAGEOBJ_TEXT]
    hidden = _hidden(texts, items)
    turns = {item.address: turn for item, turn in zip(texts, _turns(texts, turned), strict=True) if turn != UPRIGHT}
    if not hidden and not turns:
        return Shown()
    address = ctypes.cast(text_page, ctypes.c_void_p).value
    count = pdfium.FPDFText_CountChars(text_page)
    owners = list(map(_text_object, repeat(address), range(count)))
    if len(hidden) == len(texts):
        hidden = set()
    usual = Counter([turns.get(owner, UPRIGHT) for owner in owners if owner is not None and owner not in hidden])
    most = max((turn for turn in usual if turn != SLANTED), key=lambda turn: usual[turn], default=UPRIGHT)
    against = {
        i: turn if turn == SLANTED else (turn - most) % 4
        for i, owner in enumerate(owners)
        if owner is not None and (turn := turns.get(owner, UPRIGHT)) != most
    }
    return Shown(frozenset(i for i, owner in enumerate(owners) if owner in hidden), most, against)


def _turns(texts: Sequence[Item], turned: int) -> list[int]:
    """Quarters of a turn, anticlockwise and as seen, by which each text is turned."""
    matrices = (ctypes.c_float * (6 * len(texts)))()
    base = ctypes.addressof(matrices)
    deque(map(_matrix, [item.address for item in texts], range(base, base + 24 * len(texts), 24)), maxlen=0)
    values = memoryview(matrices).cast("B").cast("f")
    usual = -turned % 4
    return [
        usual if not b and a > 0 and item.matrix is UNCHANGED else _turn(item, (a, b, c, d, 0.0, 0.0), turned)
        for item, a, b, c, d in zip(texts, values[::6], values[1::6], values[2::6], values[3::6], strict=True)
    ]


def _turn(item: Item, own: Matrix, turned: int) -> int:
    a, b, *_ = times(own, item.matrix)
    angle = degrees(atan2(b, a))
    quarters = round(angle / 90)
    return (quarters - turned) % 4 if abs(angle - 90 * quarters) < _NEAR else SLANTED


def _hidden(texts: Sequence[Item], items: Sequence[Item]) -> set[int]:
    """Addresses of the texts that nobody sees."""
    colours = (ctypes.c_uint * (4 * len(texts)))()
    base, size = ctypes.addressof(colours), 16 * len(texts)
    addresses = [item.address for item in texts]
    channels = [range(base + 4 * channel, base + size + 4 * channel, 16) for channel in range(4)]
    known = list(map(_fill, addresses, *channels))
    values = memoryview(colours).cast("B").cast("I")
    unseen = [
        item
        for item, mode, is_known, darkest, alpha in zip(
            texts,
            map(_mode, addresses),
            known,
            map(min, values[::4], values[1::4], values[2::4]),
            values[3::4],
            strict=True,
        )
        if mode in _WITHOUT_INK or (is_known and mode in _FILLED and (darkest >= _WHITE or not alpha))
    ]
    if not unseen:
        return set()
    under = [box for item in items if _covers(item) and (box := item.box())]
    return {item.address for item in unseen if not _lies_on(item, under)}


def _covers(item: Item) -> bool:
    """Whether an object lets text in white, or a scan's text layer, be seen: pictures, shades, filled paths that are not white."""
    if item.kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
        return True
    if item.kind != pdfium.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item.handle, fill, stroke)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    known = pdfium.FPDFPageObj_GetFillColor(item.handle, red, green, blue, alpha)
    return bool(fill.value) and not (known and min(red.value, green.value, blue.value) >= _WHITE)


def _lies_on(item: Item, under: Sequence[tuple[float, float, float, float]]) -> bool:
    box = item.box()
    if box is None:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in under)
