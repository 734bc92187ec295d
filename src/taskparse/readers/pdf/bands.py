"""Where tables without rules may stand on a page: bands of text with white columns that run down through all of them.

Web pages print tables so that a cell of one line stands between two lines of the tall cell beside it. Lines cannot tell their columns then,
for lines of different rows overlap; what overlaps is one band, and a white column is what no character of any band stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple, TypeAlias

from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.lines import Piece

Span: TypeAlias = tuple[float, float]

# All lengths are in characters (the breadth of a Chinese one) unless said otherwise.
NARROW: Final = 0.15
"""A gap from here on may be the padding between two columns: 3 points between characters of 12 or more, as browsers print."""

CORE: Final = 0.8
"""How much of a line's height counts: fonts differ in the white that they put above and below."""

_SPACING: Final = 0.35
"""Programs leave a quarter of a character between a Chinese character and a figure."""

_BROAD_FROM: Final = "\u2e80"
_APART: Final = 3.0
"""White between two bands of one table at most."""

_AFTER_HEADER, _HEADER = 6.0, 2
"""…and below a header that a page begins with, of so many bands: a row that the page end broke is higher than its text in some programs."""

_BY_CHANCE: Final = 0.6
"""White that is found in so small a share of the bands that others are found in is none between columns."""


_PADDING: Final = 0.25
"""White between the columns of a browser's table, unless characters are larger than usual."""

_SELDOM: Final = 0.3
"""…and narrow white that is found in so few is a wide space in one line."""


class Band(NamedTuple):
    """Text that overlaps from top to bottom, and the white (left, right) between its parts, those at its sides left out.

    `clear`: what is no space that programs leave between Chinese and Latin characters.
    """

    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    white: tuple[Span, ...]
    clear: tuple[Span, ...]
    left: float
    right: float

    @property
    def free(self) -> tuple[Span, ...]:
        """The white in it and beside it."""
        return (float("-inf"), self.left), *self.white, (self.right, float("inf"))


class Region(NamedTuple):
    """Bands of one table and the white columns between its columns; `spanning`: bands of one text over several of them."""

    bands: Sequence[Band]
    white: tuple[Span, ...]
    spanning: frozenset[int] = frozenset()


def breadth(page: Page, pieces: Sequence[Piece]) -> float:
    """How broad a Chinese character of the page is, in points; 0 where there is none."""
    widths = [page.rights[p.start] - page.lefts[p.start] for p in pieces if page.text[p.start] >= _BROAD_FROM]
    return median(widths) if widths else 0.0


def centre_of(piece: Piece) -> float:
    """The height that its characters stand at."""
    return (piece.top + piece.bottom) / 2


def find_bands(page: Page, pieces: Iterable[Piece], em: float) -> list[Band]:
    """The bands of a page from top to bottom."""
    groups: list[list[Piece]] = []
    bottom = float("-inf")
    for piece in sorted(pieces, key=centre_of):
        centre = centre_of(piece)
        if centre - CORE / 2 * em >= bottom:
            groups.append([])
        groups[-1].append(piece)
        bottom = centre + CORE / 2 * em
    return [_band(page, group, em) for group in groups]


def _band(page: Page, pieces: Sequence[Piece], em: float) -> Band:
    spans = sorted([run for piece in pieces for run in _stretches(page, piece, em)])
    white: list[Span] = []
    clear: list[Span] = []
    _, right, _, last = spans[0]
    for start, end, first, final in spans[1:]:
        if start - right >= NARROW * em:
            white.append((right, start))
            if start - right > _SPACING * em or (first >= _BROAD_FROM) == (last >= _BROAD_FROM):
                clear.append((right, start))
        if end > right:
            right, last = end, final
    half = CORE / 2 * em
    top, bottom = centre_of(pieces[0]) - half, centre_of(pieces[-1]) + half
    return Band(tuple(pieces), top, bottom, tuple(white), tuple(clear), spans[0][0], right)


def runs_of(page: Page, piece: Piece, em: float) -> list[Span]:
    """The stretches of a piece between which there is as much white as between columns."""
    return [(left, right) for left, right, _, _ in _stretches(page, piece, em)]


def _stretches(page: Page, piece: Piece, em: float) -> Iterator[tuple[float, float, str, str]]:
    """The stretches of a piece, each with its first and its last character."""
    start = piece.start
    for i in range(piece.start + 1, piece.end):
        if page.lefts[i] - page.rights[i - 1] >= NARROW * em:
            yield page.lefts[start], page.rights[i - 1], page.text[start], page.text[i - 1]
            start = i
    yield page.lefts[start], page.rights[piece.end - 1], page.text[start], page.text[piece.end - 1]


def grow(bands: Sequence[Band], start: int, em: float, white: tuple[Span, ...] = ()) -> Region:
    """The region that begins with a band, as far down as its white columns go; `white`: those of the table that it is the rest of.

    White beside a band is white too until text stands on its other side; what is white between two columns is never lost again, but for a
    heading over all of them with more of the table below it.
    """
    free = common(white, bands[start].free, em) if white else bands[start].free
    left, right = _sides(bands[start], white)
    end = at = start + 1
    spanning: set[int] = set()
    while at < len(bands):
        band = bands[at]
        if band.top - bands[at - 1].bottom > (_AFTER_HEADER if white and at <= start + _HEADER else _APART) * em:
            break
        inner = _between(free, left, right)
        kept = common(free, band.free, em)
        if _lost(white or inner, kept) and (white or not _is_chance(inner, kept, bands[start:end])):
            if band.white or at + 1 == len(bands) or end - start < 2 or not _fits(inner, bands[at + 1], em):
                break
            spanning.add(at - start)
            at += 1
            continue
        left, right = min(left, band.left), max(right, band.right)
        if not _between(kept, left, right):
            break
        free, end, at = kept, at + 1, at + 1
    support = _support(_between(free, left, right), bands[start:end])
    most = max(support.values(), default=0)
    if white:
        found = tuple([part for span in white if (part := _part_of(span, support))])
    else:
        found = tuple([span for span, count in support.items() if _is_white(span, count, most, em)])
    return Region(bands[start:end], found, frozenset([i for i in spanning if i < end - start]))


def _part_of(span: Span, support: dict[Span, int]) -> Span | None:
    """What is left of the white of the table above: where text stands on both sides in most bands, of several parts."""
    parts = [part for part in support if part[0] < span[1] and span[0] < part[1]]
    return max(parts, key=lambda part: (support[part], part), default=None)


def _sides(band: Band, white: Sequence[Span]) -> Span:
    """How far text reaches: the band, and columns beyond the white of the table above."""
    edges = [edge for span in white for edge in span]
    return min([band.left, *edges]) - bool(edges), max([band.right, *edges]) + bool(edges)


def _between(free: Sequence[Span], left: float, right: float) -> tuple[Span, ...]:
    return tuple([(a, b) for a, b in free if a >= left and b <= right])


def common(white: Iterable[Span], free: Sequence[Span], em: float) -> tuple[Span, ...]:
    """What is white in both."""
    both = [(max(a, c), min(b, d)) for a, b in white for c, d in free]
    return tuple([(left, right) for left, right in both if right - left >= NARROW * em])


def narrowed(white: Iterable[Span], bands: Iterable[Band], em: float) -> tuple[Span, ...]:
    """White columns, narrower where a header's text reaches into them; those that a cell of it spans stay as they are."""
    found = list(white)
    for band in bands:
        for index, span in enumerate(found):
            found[index] = max(common([span], band.free, em), key=lambda s: s[1] - s[0], default=span)
    return tuple(found)


def _is_white(span: Span, count: int, most: int, em: float) -> bool:
    """Whether white parts columns: text stands on both sides often, or, of a column with few texts, far apart."""
    return count > 0 and (count >= _SELDOM * most or span[1] - span[0] >= _PADDING * em)


def _is_chance(inner: Sequence[Span], kept: Sequence[Span], bands: Sequence[Band]) -> bool:
    """Whether what is lost was white by chance, in a line of spaced letters or between two figures, and more is white in many bands."""
    found = _support(inner, bands)
    most = max(found.values(), default=0)
    return all(count < _BY_CHANCE * most for span, count in found.items() if _lost([span], kept))


def _support(inner: Sequence[Span], bands: Iterable[Band]) -> dict[Span, int]:
    """In how many bands text stands on both sides of white columns; white over several speaks for the broadest."""
    found = dict.fromkeys(inner, 0)
    for gap in [gap for band in bands for gap in band.clear if inner]:
        shared = {span: min(span[1], gap[1]) - max(span[0], gap[0]) for span in found}
        widest = max(shared, key=lambda span: shared[span])
        found[widest] += shared[widest] > 0
    return found


def _lost(white: Iterable[Span], kept: Sequence[Span]) -> bool:
    return any(not any(left < b and a < right for a, b in kept) for left, right in white)


def _fits(white: tuple[Span, ...], band: Band, em: float) -> bool:
    return bool(band.white) and not _lost(white, common(white, band.free, em))


def columns_of(white: Sequence[Span], left: float, right: float) -> tuple[float, ...]:
    """The edges of the columns that white parts."""
    return (left, *[(a + b) / 2 for a, b in white], right)


def crossed(run: Span, xs: Sequence[float], em: float) -> tuple[int, int]:
    """The first and the last column that a stretch of text stands in."""
    slack = NARROW / 2 * em
    inside = [i for i, (low, high) in enumerate(pairwise(xs)) if run[0] < high - slack and run[1] > low + slack]
    return (inside[0], inside[-1]) if inside else (0, 0)
