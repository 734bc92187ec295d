"""Pages whose lines do not run from left to right: turned so that they do, columns of upright characters (竖排) too.

A page of columns, read from the top and from the right to the left, becomes one of lines when its left side is made its top; its boxes are
then those of the turned page. It goes for OFD and PDF alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf
from operator import lt
from typing import Final

from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.rules import Segment
from taskparse.readers.turned import turned

RIGHT, DOWN, LEFT, UP = range(4)
"""Which way a line runs, as seen."""

FEW: Final = 8
"""Fewer characters tell nothing of a page."""

_MOST: Final = 0.75
"""Share of the characters; in a column so many never begin a little to the right of the one before."""

_NEAR: Final = 0.5
"""A character of a column begins within this share of its breadth under the one before."""


def set_level(page: Page, direction: int) -> Page:
    """The page turned so that lines of a direction run from left to right."""
    if direction == RIGHT:
        return page
    left, top, right, bottom = page.lefts, page.tops, page.rights, page.bottoms
    width, height = page.width, page.height
    sides = {
        DOWN: (top, _from(width, right), bottom, _from(width, left)),
        LEFT: (_from(width, right), _from(height, bottom), _from(width, left), _from(height, top)),
        UP: (_from(height, bottom), left, _from(height, top), right),
    }[direction]
    segments = [_turned(segment, direction, width, height) for segment in page.segments]
    if direction != LEFT:
        width, height = height, width
    lefts, tops, rights, bottoms = sides
    return replace(
        page, width=width, height=height, lefts=lefts, tops=tops, rights=rights, bottoms=bottoms, segments=segments
    )


def remark(number: int, direction: int) -> str:
    """What a clerk should know of a page whose lines run in a direction."""
    return turned(number, {DOWN: 3, LEFT: 2, UP: 1}[direction])


def is_set_down(page: Page) -> bool:
    """Whether most characters stand under the one before: columns of upright characters.

    In lines most characters begin further to the right than the one before, which is soon asked; and where half of them do not stand under
    the one before, nobody has to look at the others.
    """
    lefts = page.lefts
    if sum(map(lt, lefts, lefts[1:])) >= _MOST * len(lefts):
        return False
    half = len("".join(page.text.split())) / 2
    under = beside = 0
    last_left = last_top = inf
    for char, left, top, right in zip(page.text, lefts, page.tops, page.rights, strict=True):
        if right > left and not char.isspace():
            if abs(left - last_left) < _NEAR * (right - left) and 0 < top - last_top < 3 * (right - left):
                under += 1
            else:
                beside += 1
                if beside >= half:
                    return False
            last_left, last_top = left, top
    return under >= FEW and under > beside


def _from(edge: float, values: Sequence[float]) -> list[float]:
    return [edge - value for value in values]


def _turned(line: Segment, direction: int, width: float, height: float) -> Segment:
    left, top, right, bottom = line
    match direction:
        case 1:
            return Segment(top, width - right, bottom, width - left)
        case 2:
            return Segment(width - right, height - bottom, width - left, height - top)
        case _:
            return Segment(height - bottom, left, height - top, right)
