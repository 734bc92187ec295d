"""Two readings of a page become one: pdfminer's character where PDFium's means nothing, and where it is plainly the right one.

Glyphs are matched by where they begin. A glyph means one thing in its font: what the page contradicts anywhere is not taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.lexicon.characters import MATCH
from taskparse.readers.pdf.second import Glyph
from taskparse.readers.pdf.strange import jumbled

_NEAR: Final = 1.0
"""Points between what the two readers say where a glyph begins."""

_MEANINGLESS_RE: Final = patterns.compile(r"[\p{Co}\p{Cn}\p{Cc}\p{Cs}\ufffd]")
_FEW: Final = 4
"""Characters that the readers read differently tell nothing about a font if they are fewer."""

_PLAIN, _STRANGE = 0.8, 0.3
"""Shares of usual characters: what Chinese text has at least, what mistaken codes have at most."""

_BROAD_FROM: Final = "\u2000"
_TEXT: Final = 0.5
"""…and what may be text, where there is nothing to compare it with: a line of rare names, traditional characters."""


class Agreed(NamedTuple):
    """A page's text after both readings; the places where pdfminer's character was taken, and where it differs but was not."""

    text: str
    taken: tuple[int, ...] = ()
    disputed: tuple[int, ...] = ()


class _Pair(NamedTuple):
    """A character by its place in the text, what PDFium reads and what pdfminer does."""

    place: int
    char: str
    glyph: Glyph


def agree(text: str, origin: Callable[[int], tuple[float, float]], glyphs: Sequence[Glyph]) -> Agreed:
    """The text that two readings of a page make; `origin`: where a character of the text begins."""
    if not glyphs:
        return Agreed(text)
    pairs = list(_pairs(text, origin, glyphs))
    unknown = [pair for pair in pairs if _MEANINGLESS_RE.match(pair.char)]
    unlike = [p for p in pairs if not _MEANINGLESS_RE.match(p.char) and _plain(p.char) != _plain(p.glyph.text)]
    taken = [p for group in _by_font(list(_clear(pairs, unknown))) if _is_text(group) for p in group]
    taken += [p for group in _by_font(unlike) if _is_plainly_right(group) for p in group]
    taken += _by_collection(text, pairs)
    chars = list(text)
    for pair in taken:
        chars[pair.place] = pair.glyph.text
    places = {pair.place for pair in taken}
    disputed = sorted({p.place for p in unlike} - places)
    return Agreed("".join(chars), tuple(sorted(places)), tuple(disputed))


def _by_collection(text: str, pairs: Sequence[_Pair]) -> list[_Pair]:
    """Characters of lines that are a jumble in both readings, with what their names or Adobe's collection say where that is Chinese text."""
    others = [pair for pair in pairs if pair.glyph.other and _plain(pair.char) == _plain(pair.glyph.text)]
    jumble = set(jumbled(text)) if others else set()
    found = [p._replace(glyph=p.glyph._replace(text=p.glyph.other)) for p in others if p.place in jumble]
    return [p for group in _by_font(found) if _is_plainly_right(group) for p in group]


def usual_share(text: str, charset: str = "gb2312") -> float:
    """The share of a text's characters that Chinese text is made of: those of GB 2312 (or Big5), Latin letters left out.

    >>> usual_share("建设公园。"), usual_share("㬄设頚<"), usual_share("ABCD")
    (1.0, 0.25, 0.0)
    """
    usual = text.encode(charset, "ignore").decode(charset)
    return sum([char > _BROAD_FROM for char in usual]) / len(text) if text else 0.0


def _pairs(text: str, origin: Callable[[int], tuple[float, float]], glyphs: Sequence[Glyph]) -> Iterator[_Pair]:
    """The characters that begin where a glyph does that pdfminer can read.

    Where a character of a line begins where no glyph does, the readers do not agree on how many bytes a code has: nothing of that line counts.
    """
    cells: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        cells[round(glyph.x), round(glyph.y)].append(glyph)
    pairs: list[_Pair] = []
    strays: set[int] = set()
    for place, char in enumerate(text):
        if char.isspace():
            continue
        x, y = origin(place)
        around = [(round(x) + i, round(y) + j) for i in (0, -1, 1) for j in (0, -1, 1)]
        near = [g for cell in around for g in cells.get(cell, ()) if abs(g.x - x) < _NEAR and abs(g.y - y) < _NEAR]
        if near:
            pairs.append(_Pair(place, char, min(near, key=lambda g: abs(g.x - x) + abs(g.y - y))))
        else:
            strays |= {round(y) - 1, round(y), round(y) + 1}
    for pair in pairs:
        read = pair.glyph.text
        is_one = len(read) == 1 and not read.isspace() and not _MEANINGLESS_RE.match(read)
        if is_one and round(pair.glyph.y) not in strays:
            yield pair


def _clear(pairs: Sequence[_Pair], unknown: Sequence[_Pair]) -> Iterator[_Pair]:
    """Of characters that mean nothing in PDFium's reading, those whose glyph, and whose private code, never meets another meaning."""
    by_glyph: dict[tuple[int, int], set[str]] = defaultdict(set)
    by_code: dict[tuple[int, str], set[str]] = defaultdict(set)
    for pair in pairs:
        by_glyph[pair.glyph.font, pair.glyph.code].add(pair.char)
        by_code[pair.glyph.font, pair.char].add(pair.glyph.text)
    for pair in unknown:
        alone = pair.char == "\ufffd" or len(by_code[pair.glyph.font, pair.char]) == 1
        if alone and len(by_glyph[pair.glyph.font, pair.glyph.code]) == 1:
            yield pair


def _by_font(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    found: dict[int, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        found[pair.glyph.font].append(pair)
    return list(found.values())


def _is_text(group: Sequence[_Pair]) -> bool:
    """Whether what pdfminer reads where PDFium reads nothing is no jumble: a font may say a collection that its codes are not of."""
    broad = "".join([p.glyph.text for p in group if p.glyph.text > _BROAD_FROM])
    return not broad or _best_share(broad) >= _TEXT


def _is_plainly_right(group: Sequence[_Pair]) -> bool:
    """Whether what pdfminer reads in a font is Chinese text, and what PDFium does is letters and rare ideographs."""
    mine, theirs = "".join([p.char for p in group]), "".join([p.glyph.text for p in group])
    return len(group) >= _FEW and _best_share(theirs) >= _PLAIN and usual_share(mine) <= _STRANGE


def _best_share(text: str) -> float:
    return max(usual_share(text), usual_share(text, "big5"))


def _plain(char: str) -> str:
    """The character that is meant: radicals, widths and the dashes that PDFium evens out make no difference."""
    return "-" if char in "\xad\u2010\u2011\ufffe\x02" else char.translate(MATCH)
