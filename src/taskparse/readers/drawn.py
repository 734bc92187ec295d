"""Tables in plain text: drawn with box characters, or set in columns with spaces; their cells wrap over lines.

A table of spaces begins with a line of column names; in its rows each stretch stands in the column where it begins, and a row begins where
its first column holds something. All widths are in terminal columns: a Chinese character takes two.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.lexicon.characters import MATCH
from taskparse.lexicon.columns import COLUMNS
from taskparse.source import Block, Cell, Furniture

_STROKES: Final = r"\u2500-\u257f"
_BORDER_RE: Final = patterns.compile(rf"\s*(?:[{_STROKES}]*[─━═][{_STROKES}\s]*|\+(?:[-=]+\+)+)\s*")
_BAR_RE: Final = patterns.compile(r"[│┃║|]")
_CLOSED_RE: Final = patterns.compile(r"\s*[│┃║|├┣╠].*[│┃║|┤┫╣]\s*")
_FIELD_RE: Final = patterns.compile(r"[^ \u3000](?:[ \u3000]?[^ \u3000])*")


class Piece(NamedTuple):
    """A stretch of a line: where it begins, in terminal columns, and what stands there."""

    left: int
    text: str


class Row(NamedTuple):
    """A row's cells by column, each with its stretches from top to bottom, and the strokes drawn around them."""

    cells: dict[int, list[str]]
    strokes: str


def drawn_table(lines: Sequence[str], at: int) -> int:
    """How many lines from `at` on are a table drawn with box characters or with + and -."""
    if not _BORDER_RE.fullmatch(lines[at]) or at + 1 >= len(lines) or not _CLOSED_RE.fullmatch(lines[at + 1]):
        return 0
    end = at
    while end < len(lines) and (_BORDER_RE.fullmatch(lines[end]) or _CLOSED_RE.fullmatch(lines[end])):
        end += 1
    return end - at


def read_drawn(lines: Sequence[str], table: int) -> Iterator[Block]:
    r"""The cells of a drawn table; borders are furniture.

    >>> lines = ["┌──┬────┐", "│1 │新建│", "│  │公园│", "└──┴────┘"]
    >>> [b.text for b in read_drawn(lines, 0) if b.cell]
    ['1', '新建公园']
    """
    groups: list[tuple[str, list[str]]] = []
    for line in lines:
        if _BORDER_RE.fullmatch(line):
            groups.append((line.strip(), []))
        elif groups:
            groups[-1][1].append(line)
    bodies = [body for _, body in groups if body]
    ruled = len(bodies) > 2 or len(bodies[-1]) == 1  # a border under each row, not only under the header
    edges = sorted({column for body in bodies for line in body for column in _bars(line)})
    rows: list[Row] = []
    for border, body in groups:
        strokes = border
        fresh = True
        for line in body:
            pieces = [Piece(edges.index(left), text) for left, text in _between_bars(line)]
            strokes += "".join(_BAR_RE.findall(line))
            if fresh or (not ruled and pieces and pieces[0].left == 0):
                rows.append(Row({}, strokes))
                fresh = False
            else:
                rows[-1] = rows[-1]._replace(strokes=rows[-1].strokes + strokes)
            strokes = ""
            _add(rows[-1], pieces)
        if strokes:
            rows.append(Row({}, strokes))
    yield from _blocks(rows, table)


def spaced_table(lines: Sequence[str], at: int) -> int:
    """How many lines from `at` on are a table set with spaces: column names, then rows that keep to its columns."""
    if "  " not in lines[at] and "\u3000\u3000" not in lines[at]:
        return 0
    header = _fields(lines[at])
    names = ["".join(piece.text.translate(MATCH).split()) for piece in header]
    if len(header) < 3 or sum(name in COLUMNS for name in names) < 2:
        return 0
    end = at + 1
    while end < len(lines) and lines[end].strip() and len(_fields(lines[end])) <= len(header):
        end += 1
    full = [line for line in lines[at + 1 : end] if len(_fields(line)) == len(header)]
    return end - at if full else 0


def read_spaced(lines: Sequence[str], table: int) -> Iterator[Block]:
    r"""The cells of a table set with spaces.

    >>> lines = ["序号  工作任务  责任单位", "1     新建公园  县住建局、", "                县财政局"]
    >>> [b.text for b in read_spaced(lines, 0)][3:]
    ['1', '新建公园', '县住建局、县财政局']
    """
    header = _fields(lines[0])
    lefts = [piece.left for piece in header]
    rows = [Row({i: [piece.text] for i, piece in enumerate(header)}, "")]
    for line in lines[1:]:
        fields = _fields(line)
        if len(fields) == len(header):
            lefts = [piece.left for piece in fields]
            pieces = [Piece(i, piece.text) for i, piece in enumerate(fields)]
        else:
            pieces = [Piece(_nearest(lefts, piece.left), piece.text) for piece in fields]
        if pieces[0].left == 0 or len(fields) == len(header):
            rows.append(Row({}, ""))
        _add(rows[-1], pieces)
    yield from _blocks(rows, table)


def _add(row: Row, pieces: Sequence[Piece]) -> None:
    for column, text in pieces:
        row.cells.setdefault(column, []).append(text)


def _blocks(rows: Sequence[Row], table: int) -> Iterator[Block]:
    index = 0
    for row in rows:
        if row.strokes:
            yield Block(row.strokes, "furniture", furniture=(Furniture(0, len(row.strokes), "table-rule"),))
        columns = sorted(row.cells)
        for column in columns:
            glue = "\n" if column == columns[-1] else "\t"
            yield Block("".join(row.cells[column]), "cell", cell=Cell(table, index, column), glue=glue)
        index += bool(columns)


def _fields(line: str) -> list[Piece]:
    return [Piece(_width(line[: m.start()]), m[0]) for m in _FIELD_RE.finditer(line)]


def _bars(line: str) -> list[int]:
    return [_width(line[: m.start()]) for m in _BAR_RE.finditer(line)]


def _between_bars(line: str) -> Iterator[tuple[int, str]]:
    """What stands between two bars, by where the left one is."""
    for left, right in pairwise(m.start() for m in _BAR_RE.finditer(line)):
        if text := line[left + 1 : right].strip():
            yield _width(line[:left]), text


def _nearest(lefts: Sequence[int], left: int) -> int:
    return min(range(len(lefts)), key=lambda i: abs(lefts[i] - left))


def _width(text: str) -> int:
    return len(text) + sum(1 for c in text if c > "\u2e7f")
