"""Characters that are not upright: what runs askew is set apart, what runs up the page is read from its top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import hypot
from typing import Final, NamedTuple, TypeAlias

from taskparse import patterns
from taskparse.readers.pdf.visible import SLANTED, Shown

Sides: TypeAlias = tuple[list[float], list[float], list[float], list[float]]
"""lefts, tops, rights, bottoms"""

_HALF_RE: Final = patterns.compile(r"[\ud800-\udfff]")
_UPWARDS: Final = 1
_STRAIGHT: Final = 0.6
"""So many character heights may the middle of a character be off the line from the first to the last."""


class Apart(NamedTuple):
    """Text that runs askew, a box for each of its characters; `reason`: "watermark" where it runs straight, "stamp" where it runs round."""

    text: str
    reason: str
    lefts: Sequence[float]
    rights: Sequence[float]
    top: float
    bottom: float


def set_apart(text: str, shown: Shown, sides: Sides) -> tuple[str, tuple[Apart, ...]]:
    """The text with line feeds (and no boxes) for what is hidden or askew, and what is askew. Boxes change in place.

    Characters that run upwards beside upright ones (the name of a group of rows) stand in their order from the bottom to the top; their boxes
    are exchanged so that they do from the top to the bottom, which is how everything else on a page is read.
    """
    if not shown.hidden and not shown.turns:
        return text, ()
    chars = list(text)
    for run in _runs(text, (i for i, turn in shown.turns.items() if turn == _UPWARDS)):
        for side in sides:
            side[run[0] : run[-1] + 1] = side[run[0] : run[-1] + 1][::-1]
    slanted = list(_runs(text, (i for i, turn in shown.turns.items() if turn == SLANTED and i not in shown.hidden)))
    apart = tuple([_apart(text, run, sides) for run in slanted])
    lefts, tops, rights, bottoms = sides
    for i in [*shown.hidden, *(i for run in slanted for i in run)]:
        chars[i] = "\n"
        rights[i], bottoms[i] = lefts[i], tops[i]
    return "".join(chars), apart


def _runs(text: str, places: Iterable[int]) -> Iterator[list[int]]:
    """Places that follow each other, with white space and no more than one other character between them: it is upright by chance."""
    run: list[int] = []
    for place in sorted(places):
        between = [i for i in range(run[-1] + 1, place) if not text[i].isspace()] if run else []
        if len(between) > 1:
            yield run
            run = []
        elif between:
            run += between
        run.append(place)
    if run:
        yield run


def _apart(text: str, run: Sequence[int], sides: Sides) -> Apart:
    lefts, tops, rights, bottoms = [[side[i] for i in run] for side in sides]
    middles = [((a + b) / 2, (c + d) / 2) for a, b, c, d in zip(lefts, rights, tops, bottoms, strict=True)]
    height = max(b - a for a, b in zip(tops, bottoms, strict=True))
    (x0, y0), (x1, y1) = middles[0], middles[-1]
    length = hypot(x1 - x0, y1 - y0)
    off = max(abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / length if length else 0.0 for x, y in middles)
    reason = "watermark" if length and off < _STRAIGHT * height else "stamp"
    printed = _HALF_RE.sub("\ufffd", "".join([text[i] for i in run]))
    return Apart(printed, reason, lefts, rights, min(tops), max(bottoms))
