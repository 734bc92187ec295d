"""The stretches of text that a table was broken into, one after another.

A cell stands on lines of its own, or ends with a bar, or is parted from the next by a space only. What a stretch is has to show to which
column it belongs; how it was broken off says where it may begin a cell, and where a row.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple, TypeAlias

from taskparse import patterns
from taskparse.lexicon.characters import MATCH
from taskparse.readers.flat.kinds import Kind, kind_of
from taskparse.source import Block

Form: TypeAlias = Literal["lines", "bars", "rows-of-bars", "spaces"]
"""How the cells are parted: each on lines of its own, each closed by a bar, a row on a line with bars, a row on a line with spaces."""


class Token(NamedTuple):
    """A stretch at [start, end) of the canonical text; `text` is folded and without white space."""

    start: int
    end: int
    text: str
    begins: bool
    """Whether it is the first of its line."""

    @property
    def kind(self) -> Kind:
        """What it may be."""
        return kind_of(self.text)


_FIELD_RE: Final = patterns.compile(r"\S+")
_BETWEEN_BARS_RE: Final = patterns.compile(r"[^|]+")
_ATTACHMENT_RE: Final = patterns.compile(r"附[件表](?:\d{1,2}|[一二三四五六七八九十])?:?")
_CELL: Final = 24
"""No cell has more lines."""


def squeezed(text: str) -> str:
    """The folded text without white space and Markdown marks.

    >>> squeezed(" **責 任 單 位**（公章）")
    '责任单位(公章)'
    """
    return "".join(text.translate(MATCH).replace("**", "").split())


def is_boundary(block: Block) -> bool:
    """Whether no table goes on at this block: another table, or the head of an attachment."""
    return block.cell is not None or (
        len(block.text) < 12 and _ATTACHMENT_RE.fullmatch(squeezed(block.text)) is not None
    )


def tokens_of(blocks: Sequence[Block], starts: Sequence[int], first: int, form: Form) -> Iterator[Token]:
    """The stretches from the block `first` on, as far as a table may go; `starts`: where each block begins in the canonical text."""
    if form == "bars":
        yield from _closed_by_bars(blocks, starts, first)
        return
    for index in range(first, len(blocks)):
        block = blocks[index]
        if is_boundary(block):
            return
        if block.kind == "furniture" or not block.text.strip():
            continue
        if form == "rows-of-bars" and "|" not in block.text:
            return
        yield from _on_line(block.text, starts[index], form)


def _on_line(line: str, at: int, form: Form) -> Iterator[Token]:
    """The stretches of one line; an empty one for an empty cell, where that can be told."""
    if form == "lines":
        yield _token(line, 0, len(line), at, True)
        return
    if form == "rows-of-bars":
        edges = [-1, *(i for i, c in enumerate(line) if c == "|")]
        if line[edges[-1] + 1 :].strip():
            edges.append(len(line))
        for left, right in pairwise(edges):
            yield _token(line, left + 1, right, at, left < 0)
        return
    done = 0
    for match in _FIELD_RE.finditer(line):
        if done and match.start() - done == 2 and line[done : match.start()] == "  ":
            yield Token(at + done + 1, at + done + 1, "", False)
        yield _token(line, match.start(), match.end(), at, done == 0)
        done = match.end()


def _closed_by_bars(blocks: Sequence[Block], starts: Sequence[int], first: int) -> Iterator[Token]:
    """Cells that a bar closes, on one line or on several; empty ones are left out, for a row may end with a bar of its own."""
    open_: list[Token] = []
    for index in range(first, len(blocks)):
        block = blocks[index]
        if is_boundary(block):
            return
        if block.kind == "furniture":
            continue
        done = 0
        for match in _BETWEEN_BARS_RE.finditer(block.text):
            if done < match.start() and open_:
                yield _joined(open_)
                open_ = []
            if match[0].strip():
                open_.append(_token(block.text, match.start(), match.end(), starts[index], True))
            done = match.end()
        if done < len(block.text) and open_:
            yield _joined(open_)
            open_ = []
        if len(open_) > _CELL:
            return


def _joined(parts: Sequence[Token]) -> Token:
    return Token(parts[0].start, parts[-1].end, "".join(part.text for part in parts), True)


def _token(line: str, start: int, end: int, at: int, begins: bool) -> Token:
    text = line[start:end]
    left = len(text) - len(text.lstrip())
    stop = max(left, len(text.rstrip()))
    return Token(at + start + left, at + start + stop, squeezed(text), begins)
