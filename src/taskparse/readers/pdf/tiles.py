"""Which rows of a table without rules the cells of a column take up, where some are over several rows and leave no gaps.

Such a cell has its text in the middle of its rows or at their top. A page end may cut it: then its text may stand on either page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol, TypeAlias

# All lengths are in characters unless said otherwise.
CENTRED: Final = 0.35
"""How far the middle of a cell over several rows may be from theirs."""

_SKIPPED, _TOP, _CUT = 1.0, 1.5, 2.0
"""What speaks against it that the first rows have no cell, that cells stand at the top of their rows, that a page end cuts one: as much as so
many characters off the middle."""

_STEADY: Final = 0.15
"""What is level is at most so far off."""

_Tiling: TypeAlias = tuple[float, list[tuple[int, int]]]
"""What speaks against it, and the first and the last row of each block of a column."""


class Extent(Protocol):
    """The text of a cell, or a row: where it begins and ends, in points."""

    @property
    def top(self) -> float:
        """Where it begins."""

    @property
    def bottom(self) -> float:
        """Where it ends."""

    @property
    def centre(self) -> float:
        """The height of its middle."""


def find_tiles(blocks: Sequence[Extent], rows: Sequence[Extent], head: int, em: float) -> list[tuple[int, int]] | None:
    """The rows of each block where they fill the column without gaps, each in the middle of its own or all at the top; None where they do not.

    The first rows of a page may be of a cell that is written on the page before.
    """
    found = [tiling for tiling in (_centred(blocks, rows, head, em), _at_the_top(blocks, rows, head, em)) if tiling]
    return min(found)[1] if found and blocks else None


def _at_the_top(blocks: Sequence[Extent], rows: Sequence[Extent], head: int, em: float) -> _Tiling | None:
    """The rows of blocks that begin level with a row each, to the next one; None where one does not."""
    starts = [next((i for i in range(head, len(rows)) if _is_level(block, rows[i], em)), -1) for block in blocks]
    if len(blocks) < 2 or -1 in starts or len(set(starts)) < len(starts):
        return None
    cost = (_TOP + _SKIPPED * (starts[0] > head)) * em
    return cost, [(start, end - 1) for start, end in pairwise([*starts, len(rows)])]


def _is_level(block: Extent, row: Extent, em: float) -> bool:
    return abs(block.top - row.top) < _STEADY * em


def _centred(blocks: Sequence[Extent], rows: Sequence[Extent], head: int, em: float) -> _Tiling | None:
    """The rows of blocks, each in the middle of its own but for those that a page end cuts."""
    best: dict[int, _Tiling] = {start: (_SKIPPED * em * (start > head), []) for start in range(head, len(rows))}
    for block in blocks:
        reached: dict[int, _Tiling] = {}
        for start, (cost, spans) in best.items():
            for end in range(start, len(rows)):
                off = abs((rows[start].top + rows[end].bottom) / 2 - block.centre)
                if off > CENTRED * em:
                    if not _is_cut(block, start, end, blocks, rows, head):
                        continue
                    off = _CUT * em
                total = cost + off
                if end + 1 not in reached or total < reached[end + 1][0]:
                    reached[end + 1] = total, [*spans, (start, end)]
        best = reached
    return best.get(len(rows))


def _is_cut(block: Extent, start: int, end: int, blocks: Sequence[Extent], rows: Sequence[Extent], head: int) -> bool:
    """Whether a cell over rows at a page's end or beginning may be a part of one: it is in the middle of more than is seen."""
    inside = rows[start].top <= block.centre <= rows[end].bottom
    at_end = block is blocks[-1] and end == len(rows) - 1
    at_start = block is blocks[0] and start == head == 0
    return inside and (at_end or at_start)
