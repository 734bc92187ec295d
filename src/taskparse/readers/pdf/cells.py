"""The rows and cells of a table without rules, from where the lines of each column stand.

In a column, lines as far apart as the lines of a text are one cell. A row reaches as far as the tallest of its cells, and a cell belongs to the
rows that it stands beside: centred or at the top, it is never higher than its row. What stands beside two rows is a cell over both of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.lexicon.columns import COLUMNS
from taskparse.readers.pdf.bands import CORE, centre_of
from taskparse.readers.pdf.grids import Field
from taskparse.readers.pdf.lines import Piece
from taskparse.readers.pdf.tiles import CENTRED, find_tiles

# All lengths are in characters unless said otherwise.
_LEVEL: Final = 0.4
"""Pieces of one line stand at most so far above each other."""

_CLOSEST: Final = 0.9
"""No line is nearer to the next one of its cell."""

_LEVELLED: Final = 0.9
"""Share of the fields of a table of one-line cells that have text."""

_STEADY: Final = 0.15
"""Lines of a cell are so regular; a cell's padding is more."""

_BESIDE: Final = 0.35
"""What stands beside a row has so much of its height in common with it."""

_NUMBERED: Final = 0.6
"""Share of the lines of a column of numbers that are numbers."""

_NUMBER_RE: Final = patterns.compile(r"[(（]?\d{1,3}[)）.．、]?")
_KEYS: Final = 3
"""The column of numbers is one of so many at the left."""


class Block(NamedTuple):
    """The lines of a cell, from top to bottom, in column `column` (and the next ones, where `columns` is more than 1)."""

    column: int
    lines: tuple[tuple[Piece, ...], ...]
    top: float
    bottom: float
    columns: int = 1

    @property
    def centre(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


class Placed(NamedTuple):
    """A cell's lines and which field of the table they stand in."""

    field: Field
    lines: tuple[tuple[Piece, ...], ...]


class Ruler(NamedTuple):
    """How broad a character is and how far apart the lines of a text are, in points; how a piece reads."""

    em: float
    pitch: float
    text: Callable[[Piece], str]


class _Row(NamedTuple):
    top: float
    bottom: float
    number: bool

    @property
    def centre(self) -> float:
        return (self.top + self.bottom) / 2


def pitch_of(columns: Iterable[Sequence[Piece]], em: float, above: float = 0.0) -> float:
    """How far apart the lines of a cell are: the smallest distance there is; `above`: the one in the part of the table on the page before."""
    steps: list[float] = [above] if above else []
    for pieces in columns:
        heights = [centre_of(line[0]) for line in lines_of(pieces, em)]
        steps += [b - a for a, b in pairwise(heights)]
    return min([step for step in steps if step > _CLOSEST * em], default=1.5 * em)


def is_level(columns: Mapping[int, Sequence[Piece]], em: float) -> bool:
    """Whether every line of a table has text in nearly every column, so that no cell can have two lines."""
    lines = lines_of([piece for pieces in columns.values() for piece in pieces], em)
    texts = sum([len(lines_of(pieces, em)) for pieces in columns.values()])
    return texts > _LEVELLED * len(lines) * len(columns)


def lines_of(pieces: Iterable[Piece], em: float) -> list[tuple[Piece, ...]]:
    """The printed lines that pieces of one column make."""
    found: list[list[Piece]] = []
    for piece in sorted(pieces, key=centre_of):
        if found and centre_of(piece) - centre_of(found[-1][0]) < _LEVEL * em:
            found[-1].append(piece)
        else:
            found.append([piece])
    return [tuple(sorted(line, key=lambda p: p.left)) for line in found]


def make_block(column: int, lines: Sequence[tuple[Piece, ...]], em: float, columns: int = 1) -> Block:
    """The block of some lines."""
    half = CORE / 2 * em
    return Block(column, tuple(lines), centre_of(lines[0][0]) - half, centre_of(lines[-1][0]) + half, columns)


def find_blocks(column: int, pieces: Iterable[Piece], ruler: Ruler, is_apart: Callable[[str], bool]) -> list[Block]:
    """The cells of a column as far as distances tell them; a line whose text `is_apart` is one by itself."""
    groups: list[list[tuple[Piece, ...]]] = []
    alone = False
    for line in lines_of(pieces, ruler.em):
        apart = is_apart("".join([ruler.text(piece) for piece in line]))
        near = groups and centre_of(line[0]) - centre_of(groups[-1][-1][0]) <= ruler.pitch + _STEADY * ruler.em
        if near and not apart and not alone:
            groups[-1].append(line)
        else:
            groups.append([line])
        alone = apart
    return [make_block(column, group, ruler.em) for group in groups]


def number_column(columns: Mapping[int, Sequence[Piece]], ruler: Ruler) -> int | None:
    """The column whose lines are numbers."""
    for column in sorted(columns)[:_KEYS]:
        texts = ["".join([ruler.text(p) for p in line]) for line in lines_of(columns[column], ruler.em)]
        if sum([is_number(text) for text in texts]) >= max(_NUMBERED * (len(texts) - 2), 1):
            return column
    return None


def is_number(text: str) -> bool:
    """Whether a text is the number of a row."""
    return bool(_NUMBER_RE.fullmatch(text))


def place_cells(
    columns: Mapping[int, Sequence[Piece]], wide: Sequence[Block], apart: Sequence[Block], ruler: Ruler
) -> tuple[list[Placed], int]:
    """Every cell with its field, and how many rows there are.

    `wide`: blocks over several columns; `apart`: those that are rows by themselves. Without a column of numbers, the one with most cells tells rows.
    """
    key = number_column(columns, ruler)
    apart_from = _always if key is None and len(columns) > 1 and is_level(columns, ruler.em) else _never
    found = {c: find_blocks(c, columns[c], ruler, is_number if c == key else apart_from) for c in sorted(columns)}
    if key is None:
        key = max(found, key=lambda c: (len(found[c]), -c))
    rows = [_Row(block.top, block.bottom, _reads_as_number(block, ruler)) for block in found[key]]
    rows += [_Row(block.top, block.bottom, False) for block in apart]
    rows = _reach(sorted(rows), [b for c, blocks in found.items() if c != key for b in blocks])
    rows = _with_others(rows, [b for blocks in found.values() for b in blocks] + list(wide), ruler.em)
    names = [b.bottom for blocks in found.values() for b in blocks if _text_of(b, ruler) in COLUMNS]
    named = [
        i for i, row in enumerate(rows[:_KEYS]) if any(row.top < bottom <= row.bottom + ruler.em for bottom in names)
    ]
    first = next((i for i, row in enumerate(rows) if row.number), named[-1] + 1 if named else 0)
    placed: list[tuple[Block, int, int]] = []
    for column, blocks in found.items():
        placed += _in_column(blocks, rows, ruler, first, before=column < key)
    placed += [(block, *_rows_beside(block, rows, ruler.em)) for block in [*wide, *apart]]
    return _with_header(placed, first, len(rows), ruler.em)


def _never(_text: str) -> bool:
    return False


def _always(_text: str) -> bool:
    return True


def _text_of(block: Block, ruler: Ruler) -> str:
    return "".join([ruler.text(piece) for line in block.lines for piece in line])


def _reads_as_number(block: Block, ruler: Ruler) -> bool:
    return len(block.lines) == 1 and is_number(_text_of(block, ruler))


def _reach(rows: Sequence[_Row], blocks: Iterable[Block]) -> list[_Row]:
    """The rows, each as high as its tallest cell: as the blocks that stand beside its key and touch no other row."""
    found = list(rows)
    for block in sorted(blocks, key=lambda b: b.bottom - b.top):
        beside = [
            i for i, row in enumerate(rows) if _overlap(block, row) > 0 and block.top <= row.centre <= block.bottom
        ]
        touched = [i for i, row in enumerate(found) if _overlap(block, row) > 0]
        if len(beside) == 1 and touched == beside:
            row = found[beside[0]]
            found[beside[0]] = row._replace(top=min(row.top, block.top), bottom=max(row.bottom, block.bottom))
    return found


def _with_others(rows: Sequence[_Row], blocks: Iterable[Block], em: float) -> list[_Row]:
    """The rows and those of blocks that stand beside none of them: the rest of a row at the top of a page, a sum at the end."""
    others: list[_Row] = []
    for block in sorted(blocks, key=lambda b: b.top):
        if any(_overlap(block, row) > 0 for row in rows):
            continue
        if others and _overlap(block, others[-1]) > 0:
            others[-1] = others[-1]._replace(bottom=max(others[-1].bottom, block.bottom))
        elif (
            others
            and not any(others[-1].bottom <= row.top <= block.top for row in rows)
            and _is_near(others[-1], block, em)
        ):
            others[-1] = others[-1]._replace(bottom=block.bottom)
        else:
            others.append(_Row(block.top, block.bottom, False))
    return sorted([*rows, *others])


def _is_near(row: _Row, block: Block, em: float) -> bool:
    return block.top - row.bottom < em


def _overlap(block: Block, row: _Row) -> float:
    return min(block.bottom, row.bottom) - max(block.top, row.top)


def _rows_beside(block: Block, rows: Sequence[_Row], em: float) -> tuple[int, int]:
    """The first and the last row that a block stands beside."""
    beside = [i for i, row in enumerate(rows) if _overlap(block, row) > min(_BESIDE * em, 0.9 * (row.bottom - row.top))]
    between = [i for i, (a, b) in enumerate(pairwise(rows)) if a.centre < block.centre < b.centre]
    if not beside and between and _touches(block, rows[between[0]], rows[between[0] + 1], em):
        return between[0], between[0] + 1
    if not beside:
        nearest = min(range(len(rows)), key=lambda i: abs(rows[i].centre - block.centre))
        return nearest, nearest
    return beside[0], beside[-1]


def _touches(block: Block, above: _Row, below: _Row, em: float) -> bool:
    """Whether a block stands between two rows, in the middle of both."""
    return abs((above.bottom + below.top) / 2 - block.centre) < CENTRED * em


def _in_column(
    blocks: Sequence[Block], rows: Sequence[_Row], ruler: Ruler, head: int, *, before: bool
) -> list[tuple[Block, int, int]]:
    """The blocks of a column with their rows; one that holds the texts of several rows is parted between them."""
    parted: list[tuple[Block, int, int]] = []
    for block in blocks:
        first, last = _rows_beside(block, rows, ruler.em)
        parts = _part(block, first, last, rows, ruler.em) if last > first else None
        parted += [(part, row, row) for part, row in parts] if parts else [(block, first, last)]
    spans = any(last > first for _, first, last in parted)
    if not spans and not before:
        return parted
    body = [item for item in parted if item[1] >= head]
    tiles = find_tiles([block for block, _, _ in body], rows, head, ruler.em)
    if tiles is None:
        return _without_overlap(parted)
    return [item for item in parted if item[1] < head] + [
        (block, first, last) for (block, _, _), (first, last) in zip(body, tiles, strict=True)
    ]


def _without_overlap(items: Sequence[tuple[Block, int, int]]) -> list[tuple[Block, int, int]]:
    found: list[tuple[Block, int, int]] = []
    for block, first, last in items:
        first = max(first, found[-1][2] + 1) if found and found[-1][2] < last else first
        found.append((block, first, last))
    return found


def _part(block: Block, first: int, last: int, rows: Sequence[_Row], em: float) -> list[tuple[Block, int]] | None:
    """The lines of a block that are cells of the rows first to last, each in the middle of its row or at its top; None where they are one cell."""
    for is_centred in (True, False):
        found = _part_by(block, first, last, rows, em, is_centred=is_centred)
        if found and len(found) > 1:
            return found
    return None


def _part_by(
    block: Block, first: int, last: int, rows: Sequence[_Row], em: float, *, is_centred: bool
) -> list[tuple[Block, int]] | None:
    lines = block.lines
    heights = [centre_of(line[0]) for line in lines]
    found: list[tuple[Block, int]] = []
    at = 0
    for index in range(first, last + 1):
        if at == len(lines):
            break
        row = rows[index]
        if is_centred:
            off, end = min([(abs((heights[at] + heights[e]) / 2 - row.centre), e) for e in range(at, len(lines))])
            if off > _STEADY * em:
                continue
            end += 1
        else:
            if abs(heights[at] - CORE / 2 * em - row.top) > _STEADY * em:
                continue
            following = rows[index + 1].top - _STEADY * em if index < last else float("inf")
            end = next((e for e in range(at + 1, len(lines)) if heights[e] - CORE / 2 * em >= following), len(lines))
        found.append((make_block(block.column, lines[at:end], em), index))
        at = end
    return found if at == len(lines) else None


def _with_header(
    placed: Sequence[tuple[Block, int, int]], first: int, rows: int, em: float
) -> tuple[list[Placed], int]:
    """The cells, those of a header in two storeys with the columns that they stand over."""
    header = [block for block, _, last in placed if last < first]
    body = [item for item in placed if item[2] >= first]
    lower = _lower(header, em)
    if lower:
        cells = list(_storeys(header, lower))
        used = 2
    else:
        used = first
        cells = [
            Placed(Field(top, block.column, last - top + 1, block.columns), block.lines)
            for block, top, last in placed
            if last < first
        ]
    cells += [
        Placed(
            Field(max(top, first) - first + used, block.column, last - max(top, first) + 1, block.columns), block.lines
        )
        for block, top, last in body
    ]
    return sorted(cells, key=lambda c: (c.field.row, c.field.column)), rows - first + used


def _lower(header: Sequence[Block], em: float) -> list[Block]:
    """The blocks of a header's lower storey; none where it has only one."""
    below = [
        block
        for block in header
        if block.columns == 1 and any(b.bottom <= block.top + _STEADY * em and _covers(b, block) for b in header)
    ]
    if not below:
        return []
    top = min([block.top for block in below])
    return [b for b in header if b.columns == 1 and b.top >= top - _STEADY * em]


def _covers(upper: Block, lower: Block) -> bool:
    return upper.column <= lower.column < upper.column + upper.columns


def _storeys(header: Sequence[Block], lower: Sequence[Block]) -> Iterator[Placed]:
    """The cells of a header in two storeys: what stands over others belongs to the columns whose names are nearest to it."""
    under = sorted({block.column for block in lower})
    heads = [b for b in header if b not in lower and any(_covers(b, low) for low in lower)]
    owners: dict[int, list[int]] = {}
    for column in under:
        middle = next(_middle(block) for block in lower if block.column == column)
        owners.setdefault(min(range(len(heads)), key=lambda i: abs(_middle(heads[i]) - middle)), []).append(column)
    for index, head in enumerate(heads):
        own = owners.get(index, [head.column])
        yield Placed(Field(0, own[0], 1, own[-1] - own[0] + 1), head.lines)
    for block in header:
        if block in lower:
            yield Placed(Field(1, block.column, 1, 1), block.lines)
        elif block not in heads:
            yield Placed(Field(0, block.column, 2, block.columns), block.lines)


def _middle(block: Block) -> float:
    pieces = [piece for line in block.lines for piece in line]
    return (min([p.left for p in pieces]) + max([p.right for p in pieces])) / 2
