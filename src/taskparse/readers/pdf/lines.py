"""Characters become printed lines, by where they stand.

A file may give its characters in any order: the page number first, a clause of a line after the rest of it, two lines without a break
between them. So PDFium's order counts only within a piece of text without white space; what is a line is what stands side by side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.readers.pdf.characters import Page

_PIECE_RE: Final = re.compile(r"[^\s\x00-\x1f\x7f]+")
_GAP_RE: Final = patterns.compile(r"(?<=\S)\s+(?=\S)")
_TWICE_RE: Final = re.compile(r"(.)\1", re.DOTALL)
_BROAD_FROM: Final = "\u2e80"
"""From here on characters are as broad as high (Chinese, its punctuation, full-width forms)."""

_VISIBLE: Final = 1.0
"""Points: nobody reads what is lower."""

_ONE_LEVEL: Final = 1.5
"""A piece less than so many times as high as its first character is on one level."""

_SAMPLES: Final = 8
"""About so many characters of a piece tell its height."""

_SAME_LINE: Final = 0.5
"""Share of the lower one's height that two pieces of one line have in common."""

WATERMARK: Final = 2.5
"""What is so many times as high as other text lies under it."""

_BOLD_OFFSET: Final = 0.3
"""Fake bold prints a character again, less than this share of its breadth to the right."""

WHITE: Final = 0.8
"""A gap parts columns from this many character heights on."""

_WIDE_GAP: Final = 0.95
"""A gap of this many character heights keeps two parts of a line apart."""


class Printed(NamedTuple):
    """One printed line: its text and, for each of its characters, where it begins and ends (points from the page's top left).

    `size` is the height of its characters; of the Chinese ones where there are any, for fonts differ in it.
    """

    page: int
    text: str
    lefts: Sequence[float]
    rights: Sequence[float]
    top: float
    bottom: float
    size: float

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.lefts[0]

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.rights[-1]


class Piece(NamedTuple):
    """Characters start:end of a page, without white space, one beside the other."""

    start: int
    end: int
    left: float
    top: float
    right: float
    bottom: float


def find_pieces(page: Page) -> list[Piece]:
    """The page's text cut at white space and where it jumps to another line; what stands outside the page is left out.

    An area is what makes a character visible: those without any are white space that PDFium made up, or leftovers of a program.
    """
    found: list[Piece] = []
    tops, bottoms = page.tops, page.bottoms
    for match in _PIECE_RE.finditer(page.text):
        piece = box_piece(page, *match.span())
        start, _, _, top, _, bottom = piece
        high = bottom - top
        if high < _VISIBLE:
            continue
        for part in (piece,) if high < _ONE_LEVEL * (bottoms[start] - tops[start]) else _level(page, piece):
            if part.right > 0 and part.left < page.width and part.bottom > 0 and part.top < page.height:
                found.append(part)
    return found


def box_piece(page: Page, start: int, end: int) -> Piece:
    """The piece that characters start:end make."""
    if end - start == 1:
        return Piece(start, end, page.lefts[start], page.tops[start], page.rights[start], page.bottoms[start])
    return Piece(
        start,
        end,
        min(page.lefts[start:end]),
        min(page.tops[start:end]),
        max(page.rights[start:end]),
        max(page.bottoms[start:end]),
    )


def cut_pieces(page: Page, pieces: Iterable[Piece], key: Callable[[float, float], int]) -> dict[int, list[Piece]]:
    """Pieces by the place that `key` gives the middle of their characters; a piece over two places is cut between them."""
    found: dict[int, list[Piece]] = {}
    for piece in pieces:
        places = [
            key((page.lefts[i] + page.rights[i]) / 2, (page.tops[i] + page.bottoms[i]) / 2)
            for i in range(piece.start, piece.end)
        ]
        cuts = [i for i, (a, b) in enumerate(pairwise(places), 1) if a != b]
        for start, end in pairwise([0, *cuts, len(places)]):
            part = piece if not cuts else box_piece(page, piece.start + start, piece.start + end)
            found.setdefault(places[start], []).append(part)
    return found


def join_lines(page: Page, pieces: Iterable[Piece]) -> list[Printed]:
    """Pieces that stand side by side become lines, from top to bottom, each from left to right."""
    pieces = sorted(pieces, key=lambda p: p.top + p.bottom)
    limit = WATERMARK * median([p.bottom - p.top for p in pieces]) if pieces else 0.0
    rows: list[tuple[Piece, list[Piece]]] = []  # each with the highest of its pieces
    for piece in pieces:
        for index in range(len(rows) - 1, max(len(rows) - 3, -1), -1):
            tallest, row = rows[index]
            if _beside(tallest, piece, limit):
                row.append(piece)
                if piece.bottom - piece.top > tallest.bottom - tallest.top:
                    rows[index] = piece, row
                break
        else:
            rows.append((piece, [piece]))
    return [_join(page, sorted(row, key=lambda p: p.left)) for _, row in rows]


def white_columns(line: Printed) -> tuple[tuple[float, float], ...]:
    """The gaps (left, right) of a line that are broad enough to part columns."""
    if len(line.text.split(maxsplit=1)) < 2:
        return ()
    gaps = [(line.rights[m.start() - 1], line.lefts[m.end()]) for m in _GAP_RE.finditer(line.text)]
    return tuple([(left, right) for left, right in gaps if right - left >= WHITE * line.size])


def has_columns(line: Printed) -> bool:
    """Whether white space parts a line into three columns or more: most have not so much as three words."""
    return len(line.text.split(maxsplit=2)) > 2 and len(white_columns(line)) > 1


def _level(page: Page, piece: Piece) -> list[Piece]:
    """The parts of a piece, each on one level."""
    start, end = piece.start, piece.end
    tops, bottoms = page.tops[start:end], page.bottoms[start:end]
    middles = [(a + b) / 2 for a, b in zip(tops, bottoms, strict=True)]
    heights = [b - a for a, b in zip(tops, bottoms, strict=True)]
    cuts = [
        start + i for i in range(1, end - start) if abs(middles[i] - middles[i - 1]) > min(heights[i - 1 : i + 1]) / 2
    ]
    return [box_piece(page, a, b) for a, b in pairwise([start, *cuts, end])] if cuts else [piece]


def _beside(tallest: Piece, piece: Piece, limit: float) -> bool:
    """Whether two pieces are of one line; not where one is higher than the limit and the other much lower."""
    _, _, _, top, _, bottom = tallest
    _, _, _, new_top, _, new_bottom = piece
    high, low = bottom - top, new_bottom - new_top
    if high < low:
        high, low = low, high
    common = (bottom if bottom < new_bottom else new_bottom) - (top if top > new_top else new_top)
    return common > _SAME_LINE * low and (high < limit or high < WATERMARK * low)


def _join(page: Page, row: list[Piece]) -> Printed:
    """The line that a row of pieces makes, with the spaces that divide words, without what is printed twice."""
    every, all_lefts, all_rights = page.text, page.lefts, page.rights
    last = row[0]
    start, end, *_ = last
    text, lefts, rights = every[start:end], all_lefts[start:end], all_rights[start:end]
    for piece in row[1:]:
        if space := _space(page, last, piece):
            text += space
            lefts += [rights[-1]] * len(space)
            rights += [max(piece.left, rights[-1])] * len(space)
        start, end, *_ = piece
        text += every[start:end]
        lefts += all_lefts[start:end]
        rights += all_rights[start:end]
        last = piece
    line = _in_order(text, lefts, rights)
    return Printed(page.number, *line, min([p.top for p in row]), max([p.bottom for p in row]), _size(page, row))


def _size(page: Page, row: list[Piece]) -> float:
    """The usual height of the broad characters of a row, or of all; some are enough to tell."""
    text, tops, bottoms = page.text, page.tops, page.bottoms
    some = [i for start, end, *_ in row for i in range(start, end, 1 + (end - start) // _SAMPLES)]
    broad = [i for i in some if text[i] >= _BROAD_FROM] or some
    heights = sorted([bottoms[i] - tops[i] for i in broad])
    return heights[len(heights) // 2]


def _space(page: Page, last: Piece, piece: Piece) -> str:
    """The white space between two pieces: as printed, one between Latin words, none where the program only moved on."""
    height = min(last.bottom - last.top, piece.bottom - piece.top)
    if piece.start >= last.end:
        between = page.text[last.end : piece.start]
        if not between.strip():
            real = [i for i in range(last.end, piece.start) if page.rights[i] - page.lefts[i] > 0.01 * height]
            if real:
                return "".join([page.text[i] for i in real])
    gap = piece.left - last.right
    words = page.text[last.end - 1] < "\u0250" and page.text[piece.start] < "\u0250"
    return " " if gap > _WIDE_GAP * height or (words and gap > 0.1 * height) else ""


def _in_order(text: str, lefts: list[float], rights: list[float]) -> tuple[str, list[float], list[float]]:
    """Characters from left to right, and fake bold once."""
    if lefts != sorted(lefts):
        order = sorted(range(len(text)), key=lefts.__getitem__)
        text, lefts, rights = "".join([text[i] for i in order]), [lefts[i] for i in order], [rights[i] for i in order]
    if _TWICE_RE.search(text) and any(
        char == before and left - last < _BOLD_OFFSET * (right - left)
        for char, before, left, last, right in zip(text[1:], text, lefts[1:], lefts, rights[1:], strict=False)
    ):
        keep = [0]
        for i in range(1, len(text)):
            near = lefts[i] - lefts[keep[-1]] < _BOLD_OFFSET * (rights[i] - lefts[i])
            if not (near and text[i] == text[keep[-1]]):
                keep.append(i)
        text, lefts, rights = "".join([text[i] for i in keep]), [lefts[i] for i in keep], [rights[i] for i in keep]
    return text, lefts, rights
