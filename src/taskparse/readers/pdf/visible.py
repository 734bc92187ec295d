"""How the characters of a page are shown: not at all, upright, turned, slanted.

What is printed is text: what nobody sees on the page is not. Hidden is text drawn without ink (render mode 3 and 7, ISO 32000-1, 9.3.6) and
text in white, unless something darker or a picture lies under it: the text layer of a scan is drawn so, over the scan.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import Counter, deque
from collections.abc import Sequence
from itertools import repeat
from math import atan2, degrees
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from taskparse.readers.pdf.asking import Room, question, reference
from taskparse.readers.pdf.objects import UNCHANGED, Item, Items, Matrix, times

UPRIGHT: Final = 0
SLANTED: Final = -1
"""No quarter of a turn: seals and watermarks are written so."""

_NEAR: Final = 3.0
"""Degrees that an upright line may be off."""

_WHITE: Final = 250
_WITHOUT_INK: Final = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_FILLED: Final = (pdfium.FPDF_TEXTRENDERMODE_FILL, pdfium.FPDF_TEXTRENDERMODE_FILL_CLIP)

_text_object = question(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_fill = question(pdfium.FPDFPageObj_GetFillColor, ctypes.c_int, ctypes.c_void_p)
_matrix = question(pdfium.FPDFPageObj_GetMatrix, None, ctypes.c_void_p)


class Shown(NamedTuple):
    """Characters, by their index, that are hidden, and how far others are turned against most of the page.

    `page`: by how many quarters (anticlockwise) most characters are turned, as the page is seen. `turns`: of the others, UPRIGHT left out.
    """

    hidden: frozenset[int] = frozenset()
    page: int = 0
    turns: dict[int, int] = {}  # noqa: RUF012 - a default that nobody changes


def read_shown(text_page: Any, items: Items, turned: int, room: Room) -> Shown:
    """How a page's characters are shown; `turned`: quarters by which the page itself is (clockwise)."""
    texts = items.texts()
    hidden = _hidden(texts, items, room)
    turns = _turns(texts, turned, room)
    if not hidden and not turns:
        return Shown()
    owners = list(map(_text_object, repeat(reference(text_page)), range(pdfium.FPDFText_CountChars(text_page))))
    if len(hidden) == len(texts.addresses):
        hidden = set()
    usual = Counter([turns.get(owner, UPRIGHT) for owner in owners if owner is not None and owner not in hidden])
    most = max((turn for turn in usual if turn != SLANTED), key=lambda turn: usual[turn], default=UPRIGHT)
    against = {
        i: turn if turn == SLANTED else (turn - most) % 4
        for i, owner in enumerate(owners)
        if owner is not None and (turn := turns.get(owner, UPRIGHT)) != most
    }
    return Shown(frozenset(i for i, owner in enumerate(owners) if owner in hidden), most, against)


def _turns(texts: Items, turned: int, room: Room) -> dict[int, int]:
    """Quarters of a turn, anticlockwise and as seen, by which texts are turned, by their addresses; UPRIGHT left out."""
    values = array("f")
    for part in room.portions(texts.addresses, 6):
        deque(map(_matrix, part, room.references(6)), maxlen=0)
        values.frombytes(room.written(6 * len(part)))
    is_level = not any(values[1::6]) and min(values[::6], default=1.0) > 0
    if is_level and turned == 0 and texts.matrices.count(UNCHANGED) == len(texts.matrices):
        return {}
    every = zip(texts.addresses, texts.matrices, values[::6], values[1::6], strict=True)
    return {address: turn for address, matrix, a, b in every if (turn := _turn(a, b, matrix, turned)) != UPRIGHT}


def _turn(a: float, b: float, outer: Matrix, turned: int) -> int:
    """Of a text by the first numbers of its own matrix; `outer`: that of the forms that it stands in."""
    if not b and a > 0 and outer is UNCHANGED:
        return -turned % 4
    a, b, *_ = times((a, b, 0.0, 0.0, 0.0, 0.0), outer)
    angle = degrees(atan2(b, a))
    quarters = round(angle / 90)
    return (quarters - turned) % 4 if abs(angle - 90 * quarters) < _NEAR else SLANTED


def _hidden(texts: Items, items: Items, room: Room) -> set[int]:
    """Addresses of the texts that nobody sees."""
    known: list[int] = []
    colours = array("I")
    for part in room.portions(texts.addresses, 4):
        known += map(_fill, part, *[room.references(4, channel) for channel in range(4)])
        colours.frombytes(room.written(4 * len(part)))
    red, green, blue, alpha = [colours[channel::4] for channel in range(4)]
    is_inked = not any(mode in texts.modes for mode in _WITHOUT_INK)
    is_dark = any(max(channel, default=0) < _WHITE for channel in (red, green, blue))
    if is_inked and is_dark and all(alpha):
        return set()
    unseen = [
        Item(address, pdfium.FPDF_PAGEOBJ_TEXT, matrix)
        for address, matrix, mode, is_known, darkest, opaque in zip(
            texts.addresses, texts.matrices, texts.modes, known, map(min, red, green, blue), alpha, strict=True
        )
        if mode in _WITHOUT_INK or (is_known and mode in _FILLED and (darkest >= _WHITE or not opaque))
    ]
    if not unseen:
        return set()
    under = [box for item in items.others() if _covers(item) and (box := item.box())]
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
