"""The canonical text of a document and where its characters stand.

    bytes → readers → blocks → SourceText → Reading → …

A reader hands over `Block`s. `SourceText.join` joins them once; nobody edits the text afterwards, and every offset that is published
indexes it. Patterns never meet it, though: they run over a `Reading`, the same text with page furniture and the white space of
typesetting taken out and characters folded to their matching form, which keeps for each of its characters the offset it was printed at.
A name broken over two pages is one word in the Reading and two places in the source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple, TypeAlias

import regex

from taskparse import patterns
from taskparse.lexicon.characters import MATCH, USUAL, codes_in, fold

Box: TypeAlias = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, origin at the top left of the page."""

PageBox: TypeAlias = tuple[int, float, float, float, float]
"""page (from 1), x0, top, x1, bottom."""


CELL_BREAK: Final = "\v"
"""In a Reading: a line that was begun on purpose inside a table cell, which may separate the units of a list."""


LINE_BREAK: Final = "line-break"
"""The reason of furniture that stands for a line begun on purpose in a cell: <br> in Markdown."""


class Span(NamedTuple):
    """Half-open range of code points, of the canonical text unless said otherwise."""

    start: int
    end: int


class Furniture(NamedTuple):
    """Printed, but no part of what the notice says: page numbers, running heads, Markdown marks."""

    start: int
    end: int
    reason: str


class Line(NamedTuple):
    """One printed line of a block: where its characters stand.

    `start` is the offset of its first character in the block's text (in `SourceText.lines`: in the canonical text);
    `lefts` and `rights` hold one x for each of its characters.
    """

    start: int
    page: int
    top: float
    bottom: float
    lefts: Sequence[float]
    rights: Sequence[float]


class Cell(NamedTuple):
    """A place in a table; a cell that spans rows or columns is given once, at its first row and column."""

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Block(NamedTuple):
    """A piece of a document in reading order.

    `text` holds a line feed only in a cell, for a line begun on purpose. `kind`: "paragraph" is complete; "line" is a printed line of which nobody knows yet whether a paragraph ends with it;
    "cell" is a table cell (then `cell` is set); "furniture" is all furniture, for the reason given.
    `furniture`: ranges of this block's text that are furniture. `glue`: what stands between this block and the next.
    `centred`: the typesetting says title. `page`: from 1, where the input has pages. `lines`: where the input has boxes.
    """

    text: str
    kind: Literal["paragraph", "line", "cell", "furniture"] = "paragraph"
    page: int | None = None
    lines: tuple[Line, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    cell: Cell | None = None
    centred: bool = False
    glue: str = "\n"


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What a reader makes of a file: its blocks, its media type, how many pages it has, what a clerk should know."""

    blocks: Sequence[Block]
    media_type: str
    pages: int | None = None
    remarks: tuple[str, ...] = ()


class Placed(NamedTuple):
    """A block and the offset of its first character in the canonical text."""

    start: int
    block: Block

    @property
    def end(self) -> int:
        """One past its last character."""
        return self.start + len(self.block.text)


_GAP_RE: Final = patterns.compile(r"\s+")
_SOUND: Final = r"(?<=\p{Han})[(（][a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*[)）]"
"""The pronunciation that some sites put after a rare or traditional character: 責(zé)任."""
_SOUND_RE: Final = patterns.compile(_SOUND)
_GAP_OR_SOUND_RE: Final = patterns.compile(rf"{_SOUND}|\s+")
_PRONOUNCED: Final = frozenset(map(ord, "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"))
"""Without one of these a text has no pronunciations."""
_BREAK_RE: Final = patterns.compile(r"[ \t\u3000]*\n\s*")
_BETWEEN_BREAK_RE: Final = patterns.compile(r"\n(?!(?<=[A-Za-z]\n)[A-Za-z])")
"""A line break that is no space between Latin words."""


@dataclass(frozen=True)
class SourceText:
    """The canonical text with a map back to blocks, pages and boxes."""

    text: str
    placed: tuple[Placed, ...]
    furniture: tuple[Furniture, ...]
    lines: tuple[Line, ...]

    @classmethod
    def join(cls, blocks: Iterable[Block]) -> SourceText:
        r"""Join blocks once, each followed by its glue.

        >>> SourceText.join([Block("一、总体要求"), Block("— 1 —", "furniture"), Block("坚持")]).text
        '一、总体要求\n— 1 —\n坚持'
        """
        pieces: list[str] = []
        placed: list[Placed] = []
        furniture: list[Furniture] = []
        lines: list[Line] = []
        at = 0
        for block in blocks:
            placed.append(Placed(at, block))
            if block.furniture:
                furniture.extend([Furniture(at + f.start, at + f.end, f.reason) for f in block.furniture])
            if block.lines:
                lines.extend([Line(at + start, page, a, b, xs, zs) for start, page, a, b, xs, zs in block.lines])
            pieces += (block.text, block.glue)
            at += len(block.text) + len(block.glue)
        if placed:
            pieces.pop()
        return cls("".join(pieces), tuple(placed), tuple(furniture), tuple(lines))

    @cached_property
    def usual(self) -> str:
        """The text in usual characters, offset for offset."""
        return fold(self.text, USUAL, self._codes)

    @cached_property
    def _codes(self) -> frozenset[int]:
        return codes_in(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def page_at(self, offset: int) -> int | None:
        """The page that the character at `offset` is printed on."""
        if not self.lines:
            return None
        return self.lines[max(0, bisect_right(self._line_starts, offset) - 1)].page

    def boxes(self, span: Span) -> list[PageBox]:
        """One box for each printed line that the span touches, to hundredths of a point.

        >>> line = Line(0, 3, 10.0, 20.0, (5.0, 15.0), (15.0, 25.0))
        >>> SourceText.join([Block("甲乙", lines=(line,))]).boxes(Span(1, 2))
        [(3, 15.0, 10.0, 25.0, 20.0)]
        """
        found: list[PageBox] = []
        start, end = span
        for line in self.lines[
            max(0, bisect_right(self._line_starts, start) - 1) : bisect_left(self._line_starts, end)
        ]:
            begin, page, top, bottom, lefts, rights = line
            first = start - begin if start > begin else 0
            last = min(end - begin, len(lefts)) - 1
            if first <= last:
                found.append((page, round(lefts[first], 2), round(top, 2), round(rights[last], 2), round(bottom, 2)))
        return found

    def printed(self, span: tuple[int, int]) -> str:
        r"""The characters of a span as printed, without line breaks and without the furniture between them.

        >>> SourceText.join([Block("区住", "line"), Block("— 3 —", "furniture", furniture=(Furniture(0, 5, "page-number"),)), Block("建局", "line")]).printed(Span(0, 11))
        '区住建局'
        """
        start, end = span
        starts = self._furniture_starts
        first = bisect_right(starts, start)
        if first < len(starts) and starts[first] < end:
            return self._without_furniture(self.text, start, end)
        piece = self.text[start:end]
        return _BREAK_RE.sub("", piece) if "\n" in piece else piece

    def printed_usual(self, span: tuple[int, int]) -> str:
        """The same in usual characters, without pronunciations."""
        piece = self._without_furniture(self.usual, *span)
        return piece if _PRONOUNCED.isdisjoint(self._codes) else _SOUND_RE.sub("", piece)

    def _without_furniture(self, text: str, start: int, end: int) -> str:
        starts = self._furniture_starts
        pieces: list[str] = []
        for gone in self.furniture[bisect_right(starts, start) : bisect_right(starts, end - 1)]:
            pieces.append(text[start : gone.start])
            start = gone.end
        piece = "".join([*pieces, text[start:end]])
        return _BREAK_RE.sub("", piece) if "\n" in piece else piece

    @cached_property
    def _furniture_starts(self) -> list[int]:
        return [f.start for f in self.furniture]

    @cached_property
    def reading(self) -> Reading:
        """The whole document as patterns see it; blocks that are no furniture stay apart by a line feed."""
        folded = fold(self.text, MATCH, self._codes)
        gaps = _GAP_RE if _PRONOUNCED.isdisjoint(self._codes) else _GAP_OR_SOUND_RE
        pieces: list[str] = []
        at: list[int] = []
        gone = iter(self.furniture)
        next_gone = next(gone, None)
        for start, block in self.placed:
            if block.kind == "furniture":
                continue
            if pieces:
                pieces.append("\n")
                at.append(start - 1)
            if not block.text:
                pieces.append("")  # so that a line feed stands after it too
                continue
            end = start + len(block.text)
            kept = start
            while next_gone and next_gone.start < end:
                if next_gone.start >= start:
                    _squeeze(folded, kept, next_gone.start, pieces, at, gaps)
                    if next_gone.reason == LINE_BREAK:
                        pieces.append(CELL_BREAK)
                        at.append(next_gone.start)
                    kept = next_gone.end
                next_gone = next(gone, None)
            _squeeze(folded, kept, end, pieces, at, gaps)
        return Reading("".join(pieces), at, self)


def _squeeze(folded: str, start: int, end: int, pieces: list[str], at: list[int], gaps: regex.Pattern[str]) -> None:
    """Add folded[start:end] without the white space of typesetting, and the offset of each character kept.

    White space between Chinese characters, digits and signs is typesetting's; between two Latin letters it is a space of the text.
    """
    kept = start
    for gap in gaps.finditer(folded, start, end):
        first, after = gap.span()
        pieces.append(folded[kept:first])
        at.extend(range(kept, first))
        kept = after
        if _is_latin(folded[after : after + 1]) and after < end and _is_latin(folded[first - 1 : first]):
            pieces.append(" ")
            at.append(after - 1)
        elif (turn := folded.find("\n", first, after)) >= 0:
            pieces.append(CELL_BREAK)
            at.append(turn)
    pieces.append(folded[kept:end])
    at.extend(range(kept, end))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


class Reading(NamedTuple):
    """Text for patterns: `text[i]` was printed at `at[i]` of the source.

    White space in it is a break between blocks, a line begun in a cell, or a space between Latin words.
    """

    text: str
    at: Sequence[int]
    source: SourceText

    def cut(self, start: int, end: int) -> Reading:
        """A part of this reading, its block breaks joined: none between Chinese characters, a space between Latin words."""
        text = self.text[start:end]
        if "\n" not in text:
            return Reading(text, self.at[start:end], self.source)
        pieces: list[str] = []
        at: list[int] = []
        kept = 0
        for gap in _BETWEEN_BREAK_RE.finditer(text):
            pieces.append(text[kept : gap.start()])
            at.extend(self.at[start + kept : start + gap.start()])
            kept = gap.end()
        pieces.append(text[kept:])
        at.extend(self.at[start + kept : start + len(text)])
        return Reading("".join(pieces).replace("\n", " "), at, self.source)

    def lend(self, place: int, text: str) -> Reading:
        """The reading with text before `place` that is printed elsewhere (a unit of measure): it stands where the character before it does.

        >>> lent = SourceText.join([Block("6500以上")]).reading.lend(4, "万人次")
        >>> lent.text, lent.usual(), lent.span(0, 7)
        ('6500万人次以上', '6500以上', Span(start=0, end=4))
        """
        at = [*self.at[:place], *[self.at[place - 1]] * len(text), *self.at[place:]]
        return Reading(self.text[:place] + text + self.text[place:], at, self.source)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where text[start:end] is printed, from its first character to its last."""
        return Span(self.at[start], self.at[(len(self.text) if end is None else end) - 1] + 1)

    def usual(self, start: int = 0, end: int | None = None) -> str:
        """text[start:end] in usual characters, with the punctuation as printed.

        >>> SourceText.join([Block("（⼯ 信局）")]).reading.usual()
        '（工信局）'
        """
        if end is None:
            end = len(self.text)
        if start >= end:
            return ""
        text, at = self.source.usual, self.at
        first, last = at[start], at[end - 1] + 1
        # Nothing between them was left out; a break that is written <br> is one character where it comes last.
        if last - first == end - start and self.text[end - 1] != CELL_BREAK:
            return text[first:last].replace("\n", " ")
        at = at[start:end]
        if self.text.find(CELL_BREAK, start, end) >= 0:  # a break that is written <br> is no part of what it breaks
            here = self.text[start:end]
            at = [i for i, c in zip(at, here, strict=True) if c != CELL_BREAK or text[i] == "\n"]
        return "".join(map(text.__getitem__, dict.fromkeys(at))).replace("\n", " ")

    def gaps(self, start: int, end: int) -> list[int]:
        """Places in [start, end) before which a space is printed on the line; a line's end is none.

        >>> SourceText.join([Block("区教育局 区民政局")]).reading.gaps(0, 8)
        [4]
        """
        text, at = self.source.text, self.at
        if end - start < 2 or at[end - 1] - at[start] < end - start:  # nothing between them was left out
            return []
        return [
            i
            for i in range(start + 1, end)
            if at[i] - at[i - 1] > 1 and (between := text[at[i - 1] + 1 : at[i]]).isspace() and "\n" not in between
        ]

    def lines(self) -> Iterator[tuple[int, int]]:
        """Ranges of the stretches between block breaks."""
        start = 0
        while (end := self.text.find("\n", start)) >= 0:
            yield start, end
            start = end + 1
        yield start, len(self.text)
