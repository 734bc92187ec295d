"""Text objects (GB/T 33190-2016, chapter 11) become characters with boxes.

The text codes count, not the glyphs: what a font makes of them does not matter. They give the place of each character's baseline, exact
to the micrometre; its height is that of usual Chinese fonts, its breadth the way to the next character, or what such characters have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex
from lxml import etree

from taskparse import patterns
from taskparse.readers.ofd.budget import Budget
from taskparse.readers.ofd.objects import Placed
from taskparse.readers.ofd.values import Matrix, children, first, parse_box, parse_number, parse_steps

POINTS: Final = 72 / 25.4
"""Points in a millimetre."""

_ABOVE, _BELOW = 0.88, 0.12
"""Shares of the font size above and below the baseline: the box of an ideograph."""

_BROAD_FROM: Final = "\u2e80"
_BROAD: Final = "“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩"
"""Broad in Chinese fonts, though below."""

_NARROW: Final = "iljtfrI.,:;'|![]()"
_WIDE: Final = "MWmw@%"
_STRETCH: Final = 1.3
"""A character that is not broad may be so many times as broad as is usual."""

_ESCAPE_RE: Final = patterns.compile(r"\\([0-9A-Fa-f]{4})")
_PLACEHOLDER: Final = "¤"


class Glyph(NamedTuple):
    """A character and its box in points from the page's top left."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


def read_glyphs(placed: Placed, budget: Budget) -> Iterator[list[Glyph]]:
    """The characters of a text object, one list for each of its text codes."""
    element = placed.element
    size = _size(element)
    stretch = parse_number(element.get("HScale")) or 1.0
    reading, turn = (_quarters(element.get(name)) for name in ("ReadDirection", "CharDirection"))
    is_drawn = first(element, "CGTransform") is not None
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = _decode("".join([str(piece) for piece in code.itertext()]))
        if is_drawn:
            text = text.replace(_PLACEHOLDER, "\ufffd")
        budget.spend(len(text))
        # Where X or Y is missing, that of the text code before holds (table 46).
        x, y = _or(parse_number(code.get("X")), x), _or(parse_number(code.get("Y")), y)
        usual = [_usual_width(char) * size * stretch for char in text]
        across, down = (parse_steps(code.get(name), len(text) - 1) for name in ("DeltaX", "DeltaY"))
        places = _places((x, y), usual, across, down, reading)
        widths = usual
        if turn == 0 and across:
            widths = [_width(size, w, s) for w, s in zip(usual, [*across, *[0.0] * len(usual)], strict=False)]
        boxes = [_turned(place, width, size, turn) for place, width in zip(places, widths, strict=True)]
        yield [Glyph(char, *_moved(box, placed.matrix)) for char, box in zip(text, boxes, strict=True)]


def _size(element: etree._Element) -> float:
    """The font size in millimetres; of an object without one, the height of its box."""
    size = abs(parse_number(element.get("Size")) or 0.0)
    box = parse_box(element.get("Boundary"))
    return size or (box.height if box is not None else 0.0)


def _decode(text: str) -> str:
    r"""The text of a text code: what XML cannot hold, and white space, may stand as \ and four figures; line feeds lay out the XML."""
    if "\n" in text:
        text = text.strip()
    return _ESCAPE_RE.sub(_unescape, text) if "\\" in text else text


def _unescape(match: regex.Match[str]) -> str:
    char = chr(int(match[1], 16))
    if char.isspace():
        return char
    return "\ufffd" if char < " " or "\ud800" <= char <= "\udfff" or char >= "\ufffe" else match[0]


def _usual_width(char: str) -> float:
    """A character's breadth in shares of the font size."""
    if char >= _BROAD_FROM or char in _BROAD:
        return 1.0
    if char in _NARROW:
        return 0.33
    return 0.9 if char in _WIDE else 0.68 if char.isupper() else 0.5


def _width(size: float, usual: float, step: float) -> float:
    """A character's breadth, where the next stands a step to the right: the step, if no white space can be in it."""
    if step <= 0:
        return usual
    return min(step, usual if usual >= size else max(_STRETCH * usual, 0.65 * size))


def _places(
    start: tuple[float, float], widths: Sequence[float], across: list[float], down: list[float], reading: int
) -> list[tuple[float, float]]:
    """Where each character begins; without steps one after the other in the direction of reading."""
    x, y = start
    places: list[tuple[float, float]] = []
    sign_x, sign_y = ((1, 0), (0, 1), (-1, 0), (0, -1))[reading]
    for i, width in enumerate(widths):
        places.append((x, y))
        if i < len(across) or i < len(down):
            x += across[i] if i < len(across) else 0.0
            y += down[i] if i < len(down) else 0.0
        else:
            x, y = x + sign_x * width, y + sign_y * width
    return places


def _turned(place: tuple[float, float], width: float, size: float, turn: int) -> tuple[float, float, float, float]:
    """The box of a character at a place, turned by quarters clockwise around it."""
    x, y = place
    above, below = _ABOVE * size, _BELOW * size
    match turn:
        case 0:
            return x, y - above, x + width, y + below
        case 1:
            return x - below, y, x + above, y + width
        case 2:
            return x - width, y - below, x, y + above
        case _:
            return x - above, y - width, x + below, y


def _moved(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    """A box on the page, in points: the one around its corners."""
    left, top, right, bottom = box
    if matrix.b == matrix.c == 0 and matrix.a > 0 and matrix.d > 0:
        return (
            (matrix.a * left + matrix.e) * POINTS,
            (matrix.d * top + matrix.f) * POINTS,
            (matrix.a * right + matrix.e) * POINTS,
            (matrix.d * bottom + matrix.f) * POINTS,
        )
    corners = [matrix.at(x, y) for x in (left, right) for y in (top, bottom)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs) * POINTS, min(ys) * POINTS, max(xs) * POINTS, max(ys) * POINTS


def _quarters(text: str | None) -> int:
    return round((parse_number(text) or 0.0) / 90) % 4


def _or(number: float | None, otherwise: float) -> float:
    return otherwise if number is None else number
