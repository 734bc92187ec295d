"""Tables whose lines are gone: their cells were copied one after another into text, each on lines of its own or parted by bars or spaces.

Where names of columns stand one after another, what follows is fitted to them, and what fits becomes cells. The canonical text stays as it
is: only where blocks begin and end is another matter.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, chain, islice, takewhile
from typing import Final, NamedTuple

from taskparse.readers.flat.fitting import Expected, fit
from taskparse.readers.flat.grids import Line, assigns, cells_of, lines_of, without_rest
from taskparse.readers.flat.headers import Header, find_headers, header_at
from taskparse.readers.flat.placing import Piece, placed, without_bars
from taskparse.readers.flat.runs import may_run_on, split_runs
from taskparse.readers.flat.tokens import Form, Token, tokens_of
from taskparse.source import Block, Cell, ReadResult

_AHEAD: Final = 40
"""So many stretches below a header show whether its rows have numbers."""


class _Found(NamedTuple):
    """A table: the blocks that it takes, [first, last], and its pieces in order."""

    first: int
    last: int
    pieces: tuple[Piece, ...]
    barred: bool


def with_flat_tables(result: ReadResult) -> ReadResult:
    r"""The same text with the cells of its broken tables as cells.

    >>> lines = "序号 民生实事 责任单位 1 新建公园3个。 县住建局 2 改建学校2所。 县教育局 县财政局".split()
    >>> blocks = with_flat_tables(ReadResult([Block(line, "line") for line in lines], "text/plain")).blocks
    >>> [block.text for block in blocks if block.cell and block.cell.row == 2]
    ['2', '改建学校2所。', '县教育局\n县财政局']
    """
    if any(map(may_run_on, result.blocks)):
        parts = (split_runs(block) if may_run_on(block) else (block,) for block in result.blocks)
        result = replace(result, blocks=tuple(chain.from_iterable(parts)))
    blocks = result.blocks
    candidates = list(find_headers(blocks))
    if not candidates:
        return result
    starts = [0, *accumulate(len(block.text) + len(block.glue) for block in blocks)]
    table = 1 + max((block.cell.table for block in blocks if block.cell), default=-1)
    tables: list[_Found] = []
    for index in candidates:
        least = tables[-1].last + 1 if tables else 0
        if index < least:
            continue
        header = header_at(blocks, starts, index, least)
        found = _table(blocks, starts, header, table + len(tables)) if header else None
        if found is not None:
            tables.append(found)
    if not tables:
        return result
    made: list[Block] = []
    at = 0
    for first, last, pieces, _ in tables:
        made += blocks[at:first]
        made += placed(blocks[first : last + 1], starts[first : last + 2], pieces)
        at = last + 1
    made += blocks[at:]
    return replace(result, blocks=tuple(without_bars(made) if any(t.barred for t in tables) else made))


def _table(blocks: Sequence[Block], starts: Sequence[int], header: Header, table: int) -> _Found | None:
    """The table below a header, or None where nothing below fits; a form without rows is its header."""
    after = header.tokens[-1].end
    below = _block_at(starts, header.tokens[-1].start)
    rest = (token for token in tokens_of(blocks, starts, below, header.form) if token.start >= after)
    columns, grid = _rows(rest, header)
    if not assigns(grid, columns, header.form):
        if header.columns[0].role != "number" or header.form != "lines":
            return None
        columns, grid = header.columns, []
    named = [i for i, column in enumerate(columns) if column.name]
    pieces = [Piece(t.start, t.end, Cell(table, 0, i)) for t, i in zip(header.tokens, named, strict=True)]
    pieces += cells_of(grid, columns, table)
    first, last = _block_at(starts, pieces[0].start), _block_at(starts, pieces[-1].end - 1)
    return _Found(first, last, tuple(pieces), header.form in ("bars", "rows-of-bars"))


def _block_at(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _rows(rest: Iterator[Token], header: Header) -> tuple[tuple[Expected, ...], list[Line]]:
    """The columns as the rows fill them, and the rows."""
    ahead = list(islice(rest, _AHEAD))
    columns = _filled(header.columns, ahead, header.form)
    tokens = chain(ahead, rest)
    if header.form == "rows-of-bars":
        return columns, list(takewhile(bool, (_barred(line, columns) for line in _lines(tokens))))
    taken, places = fit(tokens, columns, header.form)
    end = without_rest(taken, places, columns) if header.form == "lines" else len(places)
    return columns, lines_of(taken[:end], places[:end])


def _filled(columns: tuple[Expected, ...], ahead: Sequence[Token], form: Form) -> tuple[Expected, ...]:
    """The columns, one of numbers added where the rows have numbers and the header does not name them, or one that no row fills taken as such."""
    numbers = [i for i, token in enumerate(ahead) if token.kind == "number"]
    if not any(column.role == "number" for column in columns):
        if not numbers or numbers[0] > 1 or form == "rows-of-bars":
            return columns
        return (*columns[: numbers[0]], Expected("number", ""), *columns[numbers[0] :])
    if numbers:  # what stands before them are the titles of groups
        first = next(i for i, column in enumerate(columns) if column.role == "number")
        return (*(column._replace(role="category") for column in columns[:first]), *columns[first:])
    return tuple(column._replace(role="background") if column.role == "number" else column for column in columns)


def _lines(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    line: list[Token] = []
    for token in tokens:
        if token.begins and line:
            yield line
            line = []
        line.append(token)
    if line:
        yield line


def _barred(line: list[Token], columns: Sequence[Expected]) -> Line:
    """A row on a line with bars: as many cells as columns, or fewer, which are fitted to them."""
    if len(line) == len(columns) + 1 and not line[-1].text:
        line = line[:-1]
    if len(line) == len(columns):
        return {i: [token] for i, token in enumerate(line) if token.text}
    found = lines_of(*fit([token for token in line if token.text], columns, "rows-of-bars"))
    return found[0] if len(found) == 1 else {}
