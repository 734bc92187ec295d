"""Lines seen on a picture become a page like those of a PDF: characters with boxes, in points, on a page set straight.

Recognition gives a box around a line's ink, and only roughly where its characters are. But type is regular: Chinese characters and their
signs are one size broad, Latin letters and figures half. Dividing the line so is exact to a third of a point, the recognition's own places to
a tenth of a size; these only say where a line has a wide gap, and which breadth signs have.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin
from statistics import median
from typing import Final, NamedTuple

from taskparse.readers.ocr.seen import Picture, Point, Seen, Sight
from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.rules import Segment
from taskparse.source import Block, Line

_BROAD_SIGNS: Final = "“”‘’—…·×①②③④⑤⑥⑦⑧⑨⑩"
_LEADING_WHITE: Final = frozenset("（《〈【〔「『［")
_TRAILING_WHITE: Final = frozenset("）》〉】〕」』］，。、；：！？")
_WHITE: Final = 0.55
"""Share of its breadth that a sign's white side has, which is outside of the box around a line's ink."""

_GAP: Final = 0.85
"""Characters so many sizes further apart than they should be have a gap between them."""

_TELLING: Final = 6
"""A line of so many sizes tells its size by its length."""

_SAME_SIZE: Final = 0.12
_TALL: Final = 1.5
_STRAIGHT: Final = 0.0015
"""Radians: a page less slanted is straight."""


class _Level(NamedTuple):
    """A line set straight, in points: its left and right end, its middle, its height as seen."""

    left: float
    right: float
    middle: float
    height: float
    seen: Seen


def breadths(text: str) -> list[float]:
    """How broad each character of a text is set, in sizes.

    >>> breadths("增长5%。")
    [1.0, 1.0, 0.5, 0.5, 1.0]
    """
    return [1.0 if char >= "\u2e80" or char in _BROAD_SIGNS else 0.5 for char in text]


def slant(lines: Sequence[Seen]) -> float:
    """By what angle (radians, clockwise) the lines of a page are turned; 0 where too few are long enough to tell."""
    angles: list[float] = []
    for line in lines:
        (x0, y0), (x1, y1), _, (x3, y3) = line.corners
        if hypot(x1 - x0, y1 - y0) > 5 * hypot(x3 - x0, y3 - y0):
            angles.append(atan2(y1 - y0, x1 - x0))
    angle = median(angles) if len(angles) > 2 else 0.0
    return angle if _STRAIGHT < abs(angle) < pi / 6 else 0.0


def make_page(number: int, picture: Picture, sight: Sight) -> Page:
    """The page that a picture shows; a turned one as it is read."""
    width, height = picture.width * picture.scale, picture.height * picture.scale
    if sight.turns % 2:
        width, height = height, width
    angle = slant(sight.lines)
    straighten = _Straighten(picture.scale, angle, (width / 2, height / 2))
    page = Page(number, width, height, "", [], [], [], [], [])
    tall = [line for line in sight.lines if _is_tall(line)]
    level = [straighten.line(line) for line in sight.lines if not _is_tall(line)]
    body = _body_size(level)
    text: list[str] = []
    for line in level:
        text.append(_write(page, line, body))
    for seen in tall:
        text.append(_write_down(page, seen, straighten))
    page.segments.extend(_segments(sight, straighten))
    return Page(number, width, height, "".join(text), page.lefts, page.tops, page.rights, page.bottoms, page.segments)


class _Straighten(NamedTuple):
    """From pixels to points on the page set straight."""

    scale: float
    angle: float
    centre: Point

    def point(self, x: float, y: float) -> Point:
        x, y = x * self.scale, y * self.scale
        if not self.angle:
            return x, y
        dx, dy = x - self.centre[0], y - self.centre[1]
        c, s = cos(self.angle), sin(self.angle)
        return self.centre[0] + dx * c + dy * s, self.centre[1] - dx * s + dy * c

    def line(self, line: Seen) -> _Level:
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = [self.point(*corner) for corner in line.corners]
        height = (hypot(x3 - x0, y3 - y0) + hypot(x2 - x1, y2 - y1)) / 2
        return _Level((x0 + x3) / 2, (x1 + x2) / 2, (y0 + y1 + y2 + y3) / 4, height, line)


def _is_tall(line: Seen) -> bool:
    (x0, y0), (x1, y1), _, (x3, y3) = line.corners
    return hypot(x3 - x0, y3 - y0) > _TALL * hypot(x1 - x0, y1 - y0) and len(line.text) > 1


def _body_size(lines: Sequence[_Level]) -> float:
    """The usual size of the characters of a page; of short lines only, what their height tells."""
    sizes = [_pitch(line) for line in lines if sum(breadths(line.seen.text)) >= 2 * _TELLING]
    if len(sizes) > 2:
        return median(sizes)
    heights = [line.height for line in lines]
    return 0.8 * median(heights) if heights else 16.0


def _pitch(line: _Level) -> float:
    left, right = white(line.seen.text)
    return (line.right - line.left) / max(sum(breadths(line.seen.text)) - left - right, 0.5)


def white(text: str) -> tuple[float, float]:
    """What is white before the ink of a text and after it, in sizes."""
    return _WHITE * (text[0] in _LEADING_WHITE), _WHITE * (text[-1] in _TRAILING_WHITE)


def _size(line: _Level, body: float) -> float:
    """The size of a line's characters: by its length, as far as its height allows; the body's where it is about that."""
    size = min(_pitch(line), 1.3 * line.height) if sum(breadths(line.seen.text)) >= _TELLING else body
    # Figures are broader in some fonts: a line with many of them tells its size less well.
    widths = breadths(line.seen.text)
    narrow = widths.count(0.5) / len(widths)
    return body if abs(size - body) < (_SAME_SIZE + 0.3 * narrow) * body else size


def _write(page: Page, line: _Level, body: float) -> str:
    """Add a line's characters to the page, each stretch between wide gaps divided on its own."""
    text, size = line.seen.text, _size(line, body)
    left, right = _ends(line, size)
    widths = breadths(text)
    scale = (line.right - line.left) / max(_length(line.seen), 1e-6)
    centres = [line.left + x * scale for x in line.seen.centres] if len(line.seen.centres) == len(text) else []
    cuts = [
        i
        for i, (a, b) in enumerate(pairwise(centres), 1)
        if b - a > (_GAP + (widths[i - 1] + widths[i]) / 2) * size and text[i - 1] not in "—-一"
    ]
    written: list[str] = []
    for start, end in pairwise([0, *cuts, len(text)]):
        low = left if start == 0 else centres[start] - widths[start] / 2 * size
        high = right if end == len(text) else centres[end - 1] + widths[end - 1] / 2 * size
        step = max(high - low, 0.1) / sum(widths[start:end])
        at = low
        for width in widths[start:end]:
            _add(page, at, line.middle - size / 2, at + width * step, line.middle + size / 2)
            at += width * step
        _add(page, at, line.middle, at, line.middle)
        written.append(text[start:end] + "\n")
    return "".join(written)


def _ends(line: _Level, size: float) -> tuple[float, float]:
    """Where a line begins and ends, with the white of its signs; the box around a short line is broader than its ink."""
    before, after = white(line.seen.text)
    left, right = line.left - before * size, line.right + after * size
    extra = right - left - sum(breadths(line.seen.text)) * size
    if 0 < extra < 1.2 * size and sum(breadths(line.seen.text)) < _TELLING:
        left, right = left + extra / 2, right - extra / 2
    return left, right


def _length(line: Seen) -> float:
    (x0, y0), (x1, y1) = line.corners[:2]
    return hypot(x1 - x0, y1 - y0)


def _write_down(page: Page, line: Seen, straighten: _Straighten) -> str:
    """Add the characters of a line that runs down the page, one below the other."""
    points = [straighten.point(*corner) for corner in line.corners]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    step = (bottom - top) / len(line.text)
    for index in range(len(line.text)):
        _add(page, left, top + index * step, right, top + (index + 1) * step)
        _add(page, left, top, left, top)
    return "".join([char + "\n" for char in line.text])


def _add(page: Page, left: float, top: float, right: float, bottom: float) -> None:
    page.lefts.append(left)
    page.tops.append(top)
    page.rights.append(right)
    page.bottoms.append(bottom)


def _segments(sight: Sight, straighten: _Straighten) -> list[Segment]:
    """The rules of the picture set straight: along the longer side of the box around each, through its middle."""
    found: list[Segment] = []
    for left, top, right, bottom in sight.ruled():
        x, y = straighten.point((left + right) / 2, (top + bottom) / 2)
        breadth, height = (right - left) * straighten.scale, (bottom - top) * straighten.scale
        if breadth > height:
            found.append(Segment(x - breadth / 2, y, x + breadth / 2, y))
        else:
            found.append(Segment(x, y - height / 2, x, y + height / 2))
    return found


def set_back(block: Block, slants: Mapping[int, tuple[float, Point]]) -> Block:
    """A block with the boxes of its lines where the slanted page (its angle and its middle by number) prints them."""
    if not any(slants.get(line.page, (0.0,))[0] for line in block.lines):
        return block
    return block._replace(
        lines=tuple([_set_back(line, *slants.get(line.page, (0.0, (0.0, 0.0)))) for line in block.lines])
    )


def _set_back(line: Line, angle: float, centre: Point) -> Line:
    """The box of a slanted line is the one around it."""
    if not angle or not line.lefts:
        return line
    c, s = cos(angle), sin(angle)
    middle = (line.top + line.bottom) / 2 - centre[1]
    left, right = line.lefts[0] - centre[0], line.rights[-1] - centre[0]
    ends = [centre[1] + x * s + middle * c for x in (left, right)]
    half = (line.bottom - line.top) / 2
    shift = centre[0] - middle * s
    return line._replace(
        top=min(ends) - half,
        bottom=max(ends) + half,
        lefts=[shift + (x - centre[0]) * c for x in line.lefts],
        rights=[shift + (x - centre[0]) * c for x in line.rights],
    )
