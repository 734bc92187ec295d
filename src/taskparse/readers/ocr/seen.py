"""What goes to a worker process and what comes back: a picture of a page, the lines seen on it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""left, top, right, bottom"""


class Picture(NamedTuple):
    """A page as rows of pixels (blue, green, red); `scale`: points for each pixel."""

    width: int
    height: int
    pixels: bytes
    scale: float

    @property
    def is_blank(self) -> bool:
        """Whether all of it has one colour."""
        return self.pixels.count(self.pixels[:3]) * 3 == len(self.pixels)


class Seen(NamedTuple):
    """A line as the recognition saw it, in pixels of the picture.

    `corners`: top left, top right, bottom right, bottom left of its text; `score`: how sure the recognition is, 0 to 1.
    `centres`: the middle of each character, from the line's left end; `scores`: one for each character; both empty where unknown.
    `dash`: a dash is printed before the first character that was read.
    """

    corners: tuple[Point, Point, Point, Point]
    text: str
    score: float
    centres: tuple[float, ...] = ()
    scores: tuple[float, ...] = ()
    dash: bool = False


class Sight(NamedTuple):
    """All that was seen on one picture: its lines, the rules drawn on it (left, top, right, bottom), by how many quarters it had to be turned."""

    lines: tuple[Seen, ...] = ()
    rules: tuple[Box, ...] = ()
    turns: int = 0

    @property
    def confidence(self) -> float:
        """The mean score of its characters; 1 where there are none."""
        count = sum([len(line.text) for line in self.lines])
        return sum([line.score * len(line.text) for line in self.lines]) / count if count else 1.0

    def ruled(self) -> list[Box]:
        """The rules without those inside of a line of text: they are strokes of its large characters."""
        return [rule for rule in self.rules if not any(_is_stroke(rule, line) for line in self.lines)]


def _is_stroke(rule: Box, line: Seen) -> bool:
    left, top, right, bottom = rule
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = line.corners
    high, low = min(y0, y1), max(y2, y3)
    return (
        min(x0, x3) < left
        and right < max(x1, x2)
        and high <= top
        and bottom <= low
        and right - left < 1.2 * (low - high)
    )
