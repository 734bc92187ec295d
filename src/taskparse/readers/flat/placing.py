"""Blocks cut and joined anew into cells, the canonical text the same character for character."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from taskparse import patterns
from taskparse.source import Block, Cell, Furniture, Line

_BARS_RE: Final = patterns.compile(r"[|\s]*\|[|\s]*")
_CLOSED_RE: Final = patterns.compile(r"[^|]*[^|\s](?P<bar>\s*\|\s*)")


class Piece(NamedTuple):
    """A cell at [start, end) of the canonical text; `wraps`: ranges in it where only the width of the line broke a sentence."""

    start: int
    end: int
    cell: Cell
    wraps: tuple[tuple[int, int], ...] = ()


_Part: TypeAlias = "tuple[int, int, Block] | Piece"


def placed(blocks: Sequence[Block], starts: Sequence[int], pieces: Sequence[Piece]) -> Iterator[Block]:
    """The blocks with the pieces as cells; what stands between two of them is their glue, page furniture stays a block.

    `starts`: where each block begins, and where the last one's glue ends.
    """
    text = "".join([block.text + block.glue for block in blocks])
    begin = starts[0]
    lone = [
        (start, start + len(block.text), block)
        for start, block in zip(starts, blocks, strict=False)
        if block.kind == "furniture" and not _holds(pieces, start)
    ]
    parts: list[_Part] = sorted([*lone, *pieces], key=lambda part: part[:2])
    if parts[0][0] > begin:
        before = text[: parts[0][0] - begin]
        yield Block(before, "furniture", furniture=(Furniture(0, len(before), "separator"),), glue="")
    nexts = [*(part[0] for part in parts[1:]), begin + len(text)]
    for part, following in zip(parts, nexts, strict=True):
        start, end = part[:2]
        glue = text[end - begin : following - begin]
        if isinstance(part, Piece):
            yield _cell(blocks, starts, part, text[start - begin : end - begin], glue)
        else:
            yield part[2]._replace(glue=glue)


def _holds(pieces: Sequence[Piece], offset: int) -> bool:
    at = bisect_right(pieces, offset, key=lambda piece: piece.start) - 1
    return at >= 0 and offset < pieces[at].end


def _cell(blocks: Sequence[Block], starts: Sequence[int], piece: Piece, text: str, glue: str) -> Block:
    """A cell, with the boxes and the furniture of the blocks that it is made of."""
    start, end = piece.start, piece.end
    first, stop = bisect_right(starts, start) - 1, bisect_left(starts, end)
    held = [(at, b) for at, b in zip(starts[first:stop], blocks[first:stop], strict=False) if at + len(b.text) > start]
    wraps = (Furniture(a - start, b - start, "line-wrap") for a, b in piece.wraps)
    marks = (
        Furniture(max(at + f.start, start) - start, min(at + f.end, end) - start, f.reason)
        for at, block in held
        for f in block.furniture
        if at + f.start < end and at + f.end > start
    )
    lines = tuple(cut for at, block in held for line in block.lines if (cut := _cut(line, at - start, len(text))))
    page = next((block.page for _, block in held), None)
    return Block(
        text, "cell", page=page, lines=lines, furniture=_apart(sorted([*wraps, *marks])), cell=piece.cell, glue=glue
    )


def _apart(furniture: Sequence[Furniture]) -> tuple[Furniture, ...]:
    """Ranges that do not overlap: page furniture between two lines lies in the break between them."""
    kept: list[Furniture] = []
    for mark in furniture:
        if kept and mark.start < kept[-1].end:
            inner = (
                Furniture(kept[-1].start, mark.start, kept[-1].reason),
                mark,
                Furniture(mark.end, kept[-1].end, kept[-1].reason),
            )
            kept[-1:] = [part for part in inner if part.end > part.start]
        else:
            kept.append(mark)
    return tuple(kept)


def _cut(line: Line, shift: int, size: int) -> Line | None:
    """The part of a printed line that stands in a cell of `size` characters; `shift`: where its block begins from the cell's start."""
    start = line.start + shift
    first, last = max(0, -start), min(len(line.lefts), size - start)
    if first >= last:
        return None
    return line._replace(start=start + first, lefts=line.lefts[first:last], rights=line.rights[first:last])


def without_bars(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks of a document with a table whose cells end with bars: such bars after other lines are no text either."""
    for block in blocks:
        if block.cell is not None or block.kind == "furniture" or "|" not in block.text or block.lines:
            yield block
        elif _BARS_RE.fullmatch(block.text):
            yield Block(
                block.text,
                "furniture",
                block.page,
                furniture=(Furniture(0, len(block.text), "separator"),),
                glue=block.glue,
            )
        elif match := _CLOSED_RE.fullmatch(block.text):
            stop = match.start("bar")
            marks = tuple(f for f in block.furniture if f.end <= stop)
            yield Block(
                block.text[:stop], block.kind, block.page, (), marks, None, block.centred, match["bar"] + block.glue
            )
        else:
            yield block
