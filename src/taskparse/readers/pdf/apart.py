"""Characters that are not upright: what runs askew is set apart, what runs up the page is read from its top.

So is the page number of a page whose table lies on its side: it stands at the foot of the paper, and runs otherwise than the table does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from math import hypot
from typing import Final, NamedTuple, TypeAlias

from taskparse import patterns
from taskparse.readers.pdf.numbers import is_page_number
from taskparse.readers.pdf.visible import SLANTED, UPRIGHT, Shown

Sides: TypeAlias = tuple[list[float], list[float], list[float], list[float]]
"""lefts, tops, rights, bottoms"""

_HALF_RE: Final = patterns.compile(r"[\ud800-\udfff]")
_UPWARDS, _ON_ITS_HEAD = 1, 2
_STRAIGHT: Final = 0.6
"""So many character heights may the middle of a character be off the line from the first to the last."""


class Apart(NamedTuple):
    """Text that runs otherwise, a box for each of its characters.

    `reason`: "watermark" where it runs straight, "stamp" where it runs round, "page-number".
    """

    text: str
    reason: str
    lefts: Sequence[float]
    rights: Sequence[float]
    top: float
    bottom: float


def set_apart(text: str, shown: Shown, sides: Sides) -> tuple[str, tuple[Apart, ...]]:
    """The text with line feeds (and no boxes) for what is hidden, askew or a page number, and what is not hidden of it. Boxes change in place.

    Characters that run upwards beside upright ones (the name of a group of rows) stand in their order from the bottom to the top; their boxes
    are exchanged so that they do from the top to the bottom, which is how everything else on a page is read.
    """
    if shown.page == _ON_ITS_HEAD:
        text = _set_upright(text, sides)
    if not shown.hidden and not shown.turns:
        return text, ()
    chars = list(text)
    seen = {i: turn for i, turn in shown.turns.items() if i not in shown.hidden}
    numbers = _page_numbers(text, seen, shown, sides)
    among = {i for run in numbers for i in run}
    for run in _runs(text, (i for i, turn in shown.turns.items() if turn == _UPWARDS and i not in among)):
        for side in sides:
            side[run[0] : run[-1] + 1] = side[run[0] : run[-1] + 1][::-1]
    slanted = list(_runs(text, (i for i, turn in seen.items() if turn == SLANTED)))
    apart = tuple([_apart(text, run, sides) for run in slanted] + [_number(text, run, sides) for run in numbers])
    lefts, tops, rights, bottoms = sides
    for i in [*shown.hidden, *(i for run in [*slanted, *numbers] for i in run)]:
        chars[i] = "\n"
        rights[i], bottoms[i] = lefts[i], tops[i]
    return "".join(chars), apart


def _set_upright(text: str, sides: Sides) -> str:
    """The text of a page that stood on its head: what PDFium gives from the end of a line to its beginning is set in order."""
    lefts = sides[0]
    words = [list(word) for blank, word in groupby(range(len(text)), lambda i: text[i].isspace()) if not blank]
    for start, end in [(word[0], word[-1] + 1) for word in words if len(word) > 1]:
        if all(a > b for a, b in pairwise(lefts[start:end])):
            text = text[:start] + text[start:end][::-1] + text[end:]
            for side in sides:
                side[start:end] = side[start:end][::-1]
    return text


def _page_numbers(text: str, turns: Mapping[int, int], shown: Shown, sides: Sides) -> list[list[int]]:
    """What reads as a page number, runs otherwise than the page does, and lies beyond all else that is printed on it."""
    found: list[list[int]] = []
    for turn in sorted({turn for turn in turns.values() if turn not in (UPRIGHT, SLANTED)}):
        run = [i for i, other in turns.items() if other == turn and not text[i].isspace()]
        for part in _runs(text, run):
            if is_page_number("".join([text[i] for i in part])) and _is_beyond(part, text, turn, shown, sides):
                found.append(part)
    return found


def _is_beyond(run: Sequence[int], text: str, turn: int, shown: Shown, sides: Sides) -> bool:
    """Whether all other characters stand on one side of a run: of one that lies on its side, on its left or right; else above or below."""
    lows, highs = (sides[0], sides[2]) if turn % 2 else (sides[1], sides[3])
    mine = set(run) | shown.hidden
    others = [i for i, char in enumerate(text) if i not in mine and highs[i] > lows[i] and not char.isspace()]
    low, high = min([lows[i] for i in run]), max([highs[i] for i in run])
    return bool(others) and (high < min([lows[i] for i in others]) or low > max([highs[i] for i in others]))


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


def _number(text: str, run: Sequence[int], sides: Sides) -> Apart:
    """A page number, with the spaces between its characters."""
    places = range(run[0], run[-1] + 1)
    lefts, tops, rights, bottoms = [[side[i] for i in run] for side in sides]
    left, right = min(lefts), max(rights)
    printed = "".join([" " if text[i].isspace() else text[i] for i in places])
    return Apart(printed, "page-number", [left] * len(places), [right] * len(places), min(tops), max(bottoms))


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
