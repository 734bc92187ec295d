"""What the detection of lines leaves out at their ends: thin characters such as —— and 二、, and signs that close.

Where there is ink beside a line, the line is read once more with it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import hypot
from typing import Any, Final, NamedTuple

import cv2  # type: ignore[import-not-found, unused-ignore]
import numpy as np  # type: ignore[import-not-found, unused-ignore]

from taskparse.readers.ocr.seen import Point, Seen

_REACH: Final = 2.4
"""So many sizes beside a line are looked at."""

_BESIDE: Final = 0.15
"""…from so many on."""

_INK: Final = 0.35
"""Ink in columns of so many sizes together is more than a stain."""

_STROKE: Final = 0.7
"""So many sizes of ink in one row are a stroke, however thin."""

_SHORTEST: Final = 3
_SURE: Final = 0.4


class Reading(NamedTuple):
    """What a strip of the picture says, and how surely."""

    text: str
    score: float


def complete(gray: Any, image: Any, lines: Sequence[Seen], read: Callable[[Any], Reading]) -> tuple[Seen, ...]:
    """The lines with what stands beside them and was left out; `read` recognises a strip."""
    found: list[Seen] = []
    for line in lines:
        for side in (-1, 1):
            if len(line.centres) >= _SHORTEST and (reach := _ink_beside(gray, line, lines, side)):
                line = _read_again(gray, image, line, side, reach, read)
        found.append(line)
    return tuple(found)


def size_of(line: Seen) -> float:
    """About how far apart its characters stand, in pixels."""
    steps = sorted(b - a for a, b in zip(line.centres, line.centres[1:], strict=False))
    (x0, y0), (x3, y3) = line.corners[0], line.corners[3]
    return min(steps[len(steps) // 2], hypot(x3 - x0, y3 - y0)) if steps else hypot(x3 - x0, y3 - y0)


def _ink_beside(gray: Any, line: Seen, lines: Sequence[Seen], side: int) -> float:
    """How far, in pixels, ink goes on beside a line's left (-1) or right (1) end; 0 where there is none, or another line."""
    size = size_of(line)
    (x, top), (_, bottom) = (line.corners[0], line.corners[3]) if side < 0 else (line.corners[1], line.corners[2])
    near, far = sorted((x + side * _BESIDE * size, x + side * _REACH * size))
    left, right = max(int(near), 0), min(int(far), gray.shape[1])
    rows = slice(max(int(top + 0.1 * size), 0), max(int(bottom - 0.1 * size), 0))
    part = gray[rows, left:right]
    if (
        part.shape[0] < 4
        or part.shape[1] < size
        or any(_overlaps(other, left, right, top, bottom) for other in lines if other is not line)
    ):
        return 0.0
    own = gray[rows, max(int(line.corners[0][0]), 0) : int(line.corners[1][0])]
    if not own.size:
        return 0.0
    paper, ink = np.percentile(own, (90, 5))
    dark, grey = part < (paper + ink) / 2, part < 0.7 * paper + 0.3 * ink
    thin = grey.sum(axis=1).max() > _STROKE * size
    columns = np.flatnonzero(grey.any(axis=0) if thin else dark.sum(axis=0) >= 2)
    if paper - ink < 40 or len(columns) < _INK * size:
        return 0.0
    edge = left + int(columns[0]) if side < 0 else left + int(columns[-1])
    return min(abs(edge - x) + 0.2 * size, _REACH * size)


def _overlaps(line: Seen, left: float, right: float, top: float, bottom: float) -> bool:
    xs, ys = [x for x, _ in line.corners], [y for _, y in line.corners]
    return min(xs) < right and left < max(xs) and min(ys) < bottom - 3 and top + 3 < max(ys)


def _read_again(gray: Any, image: Any, line: Seen, side: int, reach: float, read: Callable[[Any], Reading]) -> Seen:
    """The line longer by `reach` at one end, if it says the same but for what is added there."""
    corners = _longer(line.corners, side, reach)
    again = read(_strip(image, corners))
    text = again.text.replace(" ", "")
    known = line.text.replace(" ", "")
    if again.score < _SURE or len(line.centres) != len(line.text) or len(text) < len(known):
        return line
    # The character at the end may have been cut, so it need not be the same.
    if side < 0 and text.endswith(known[1:]):
        added, rest, kept = text[: len(text) - len(known)], text[len(text) - len(known) :], reach
    elif side > 0 and text.startswith(known[:-1]):
        added, rest, kept = text[len(known) :], text[: len(known)], 0.0
    else:
        return line
    if known != line.text:
        return line
    if not added:
        longer = line._replace(corners=corners, centres=tuple([x + kept for x in line.centres]))
        return longer if side < 0 and begins_with_dash(gray, longer) else line
    old = tuple([x + kept for x in line.centres])
    start = 0.0 if side < 0 else old[-1] + size_of(line) / 2
    room = (
        old[0] - size_of(line) / 2
        if side < 0
        else hypot(corners[1][0] - corners[0][0], corners[1][1] - corners[0][1]) - start
    )
    new = tuple([start + room * (k + 0.5) / len(added) for k in range(len(added))])
    doubt = (again.score,) * len(added)
    if side < 0:
        return line._replace(corners=corners, text=added + rest, centres=new + old, scores=doubt + line.scores)
    return line._replace(corners=corners, text=rest + added, centres=old + new, scores=line.scores + doubt)


_Corners = tuple[Point, Point, Point, Point]


def _longer(corners: _Corners, side: int, reach: float) -> _Corners:
    a, b, c, d = corners
    length = hypot(b[0] - a[0], b[1] - a[1]) or 1.0
    dx, dy = (b[0] - a[0]) / length * reach * side, (b[1] - a[1]) / length * reach * side
    if side < 0:
        return (a[0] + dx, a[1] + dy), b, c, (d[0] + dx, d[1] + dy)
    return a, (b[0] + dx, b[1] + dy), (c[0] + dx, c[1] + dy), d


def _strip(image: Any, corners: _Corners) -> Any:
    """The part of a picture between four corners, set straight."""
    a, b, _, d = corners
    width, height = max(int(hypot(b[0] - a[0], b[1] - a[1])), 1), max(int(hypot(d[0] - a[0], d[1] - a[1])), 1)
    target = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    turn = cv2.getPerspectiveTransform(np.array(corners, np.float32), target)
    return cv2.warpPerspective(image, turn, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)


def begins_with_dash(gray: Any, line: Seen) -> bool:
    """Whether the room of two characters before the first that was read, inside of the line's box, is filled by one thin stroke."""
    if len(line.centres) < _SHORTEST + 1 or line.centres[0] < 1.6 * (size := size_of(line)):
        return False
    (left, top), (_, bottom) = line.corners[0], line.corners[3]
    part = gray[int(top) : int(bottom) + 1, max(int(left), 0) : int(left + line.centres[0] - 0.6 * size)]
    if not part.size:
        return False
    dark = part < (int(part.min()) + int(part.max())) / 2
    rows = np.flatnonzero(dark.any(axis=1))
    thin = rows[-1] - rows[0] < 0.3 * (bottom - top)
    return bool(thin and dark.any(axis=0).mean() > 0.7)
