"""Tables without rules whose cells wrap: columns by the white between them, rows by the heights of their cells.

Such a table is known by its header, which names columns of a task table, or by being the rest of one on the page before; so neither prose
nor a signature nor a table of contents becomes a table, however its words happen to stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.lexicon.columns import COLUMN_PARTS, COLUMNS
from taskparse.readers.pdf.bands import (
    Band,
    Region,
    Span,
    breadth,
    centre_of,
    columns_of,
    crossed,
    find_bands,
    grow,
    narrowed,
    runs_of,
)
from taskparse.readers.pdf.cells import Placed, Ruler, lines_of, make_block, pitch_of, place_cells
from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.lines import Piece, Printed, cut_pieces, join_lines
from taskparse.readers.pdf.paragraphs import is_heading
from taskparse.readers.pdf.tables import ENDED, TableCell, TablePart

_LEAST: Final = 3
"""So many more pieces than lines has a page with a table, or with the last row of one: a row of four columns."""

_FEWEST: Final = 2
"""Bands of a table."""

_HEADER_BANDS: Final = 9
"""So many bands at the beginning may be those of a header, whose narrow cells hold a character in a line."""

_STOREYS: Final = 3.0
"""Characters between two bands of a header."""

_STEADY: Final = 0.15
"""Characters by which the lines of a cell may be further apart than usual."""

_ALIGNED: Final = 0.3
"""Characters that lines of one column may begin, or have their middles, apart."""

_HEADER_ROWS: Final = 3
_NAMES: Final = 2
"""So many columns have names that are known."""

_AGAIN: Final = 2
"""So often a column's name may stand in a table."""

_TELLING: Final = 4
"""One name of so many characters that stands by itself may be of a header whose other names wrap."""

_BARS: Final = frozenset("|│")
"""A table drawn with these has no cells by the places of its text."""

_LONGEST_NAME: Final = 14
_SENTENCE_RE: Final = patterns.compile("[：:，。；、]")


class Loose(NamedTuple):
    """A page whose lines have many parts, and the pieces of its text outside of ruled tables."""

    page: Page
    pieces: Sequence[Piece]
    is_headed: bool
    """Whether the name of a column stands by itself on it."""

    is_tail: bool = False
    """Whether its lines have few parts: no more than the last lines of a cell may stand on it."""


class Open(NamedTuple):
    """A table that a page ends with: it may go on on the next one, in the same columns."""

    part: TablePart
    white: tuple[Span, ...]
    pitch: float


class Found(NamedTuple):
    """Tables of a page, the lines outside of them, and the last of the tables with its white columns."""

    tables: list[TablePart]
    rest: list[Printed]
    last: Open | None = None


def loose_pieces(page: Page, pieces: Sequence[Piece], lines: Sequence[Printed], before: Loose | None) -> Loose | None:
    """The page's pieces where a table without rules may begin, by its header, or go on from the page `before`; few pages of text have either."""
    short = [page.text[p.start : p.end] for p in pieces if 1 < p.end - p.start < _TELLING + 2]
    names = COLUMNS.keys() & short
    if len(names) >= _NAMES or any(len(name) >= _TELLING for name in names):
        return Loose(page, pieces, is_headed=True)
    if before is None:
        return None
    is_tail = len(pieces) - len(lines) < _LEAST
    return None if is_tail and before.is_tail else Loose(page, pieces, is_headed=False, is_tail=is_tail)


def _text(page: Page, piece: Piece) -> str:
    return page.text[piece.start : piece.end]


def read_borderless(loose: Loose, lines: Sequence[Printed], above: Open | None) -> Found:
    """The tables without rules among some lines of a page; `above`: the one that the page before ended with."""
    page = loose.page
    if not loose.is_headed and above is None:
        return Found([], list(lines))
    em = breadth(page, loose.pieces)
    pieces = [p for p in loose.pieces if _is_of(p, lines)]
    if not em or not pieces:
        return Found([], list(lines))
    bands = find_bands(page, pieces, em)
    tables: list[TablePart] = []
    last: Open | None = None
    at = low = 0
    while at < len(bands):
        found = _at_top(page, bands, em, above) if at == 0 and above else None
        found = found or (_at(page, bands, at, low, em) if loose.is_headed else None)
        if found is None:
            if not loose.is_headed:
                break
            at += 1
            last = None
            continue
        part, region = found
        tables.append(part)
        last = Open(part, region.white, _pitch(page, region, part.xs, em))
        at = low = next(i for i, band in enumerate(bands, 1) if band is region.bands[-1])
    rest = [line for line in lines if not any(t.top <= (line.top + line.bottom) / 2 <= t.bottom for t in tables)]
    return Found(tables, rest, last)


def _is_of(piece: Piece, lines: Sequence[Printed]) -> bool:
    """Whether a piece is part of one of the lines (the others are furniture)."""
    middle = (piece.top + piece.bottom) / 2
    return any(
        line.top <= middle <= line.bottom and line.left - 1 <= piece.left and piece.right <= line.right + 1
        for line in lines
    )


def _at(page: Page, bands: Sequence[Band], start: int, low: int, em: float) -> tuple[TablePart, Region] | None:
    """The table that begins with a band: the most columns that bands at its beginning have in common with the ones below."""
    region = best = grow(bands, start, em)
    if not region.white:
        return None
    for more in range(1, min(_HEADER_BANDS, len(region.bands))):
        other = grow(bands, start + more, em)
        reaches = other.bands[-1].bottom >= region.bands[-1].bottom and 2 * len(other.bands) >= len(region.bands)
        if len(other.white) > len(best.white) and reaches:
            best = other
    headed = _with_header(page, bands, best, low, em)
    if headed.bands and headed.bands[0].top > best.bands[0].top:
        return None  # text above the header has told white columns too: they are found anew from the header on
    best = _without_tail(page, headed, em)
    part = _table(page, best, em) if len(best.bands) >= _FEWEST else None
    return (part, best) if part and _is_headed(part) else None


def _with_header(page: Page, bands: Sequence[Band], region: Region, low: int, em: float) -> Region:
    """The region and the bands above it that belong to its header: over columns that it names, or the first lines of its names."""
    at = next(i for i, band in enumerate(bands) if band is region.bands[0])
    end = at + len(region.bands)
    xs = columns_of(region.white, min([b.left for b in region.bands]), max([b.right for b in region.bands]))
    pitch = _pitch(page, region, xs, em)
    first = _trimmed(page, bands, at, end, xs, pitch, em)
    for index in range(at - 1, max(at - _HEADER_BANDS, low) - 1, -1) if first == at else ():
        band = bands[index]
        if bands[index + 1].top - band.bottom > _STOREYS * em:
            break
        if _is_first_line(page, band, bands[index + 1 : end], xs, pitch, em) or _names_columns(page, band, em):
            first = index
        elif _columns(page, [band], xs, em)[1]:
            break
    spanning = frozenset([i + at - first for i in region.spanning if i + at >= first])
    white = narrowed(region.white, bands[first:at], em)
    return Region(bands[first:end], _without_halves(page, bands[first:end], white, em), spanning)


def _without_halves(page: Page, bands: Sequence[Band], white: tuple[Span, ...], em: float) -> tuple[Span, ...]:
    """The white columns but for those between a name in the middle of a broad column and the short texts at its side."""
    xs = columns_of(white, min([b.left for b in bands], default=0.0), max([b.right for b in bands], default=0.0))
    named = [i for i, b in enumerate(bands[:_HEADER_BANDS], 1) if _names_columns(page, b, em)]
    if not named:
        return white
    over, under = (set(_columns(page, part, xs, em)[0]) for part in (bands[: named[-1]], bands[named[-1] :]))
    over |= {c for first, last, _ in _columns(page, bands[: named[-1]], xs, em)[1] for c in range(first, last + 1)}
    kept: list[Span] = []
    for column, span in enumerate(white):
        pair = [(c in over, c in under) for c in (column, column + 1)]
        if pair not in ([(True, False), (False, True)], [(False, True), (True, False)]):
            kept.append(span)
    return tuple(kept)


def _without_tail(page: Page, region: Region, em: float, above: float = 0.0) -> Region:
    """The region without a signature below it: its last bands are lines of one cell only where they stand as near as those do."""
    bands = region.bands
    if not bands:
        return region
    xs = columns_of(region.white, min([b.left for b in bands]), max([b.right for b in bands]))
    columns, _ = _columns(page, bands, xs, em)
    pitch = pitch_of(columns.values(), em, above)
    end = next((i for i in range(len(bands), 1, -1) if len(_columns(page, bands[i - 1 : i], xs, em)[0]) > 1), 1)
    while end < len(bands):
        mine, over = _columns(page, bands[end : end + 1], xs, em)
        theirs, _ = _columns(page, bands[:end], xs, em)
        near = [
            centre_of(pieces[0]) - max([centre_of(p) for p in theirs.get(column, ())], default=float("-inf"))
            for column, pieces in mine.items()
        ]
        if over or max(near) > pitch + _STEADY * em:
            break
        end += 1
    bands = bands[:end]
    return region._replace(bands=bands)


def _trimmed(
    page: Page, bands: Sequence[Band], at: int, end: int, xs: tuple[float, ...], pitch: float, em: float
) -> int:
    """Where the header begins: text above it may happen to stand in the same columns, but is longer, or over them, or further away."""
    some = range(at, min(at + _HEADER_BANDS, end))
    names = next((i for i in some if any(_text(page, p) in COLUMNS for p in bands[i].pieces)), None)
    if names is None:
        return at
    while names > at and _is_first_line(page, bands[names - 1], bands[names:end], xs, pitch, em):
        names -= 1
    return names


def _is_first_line(
    page: Page, band: Band, below: Sequence[Band], xs: tuple[float, ...], pitch: float, em: float
) -> bool:
    """Whether every text of a band stands in one column, and the next text of that column as near as the lines of a cell."""
    mine, wide = _columns(page, [band], xs, em)
    if wide:
        return False
    theirs, _ = _columns(page, below[:_HEADER_BANDS], xs, em)
    for column, pieces in mine.items():
        bottom = max([centre_of(p) for p in pieces])
        if min([centre_of(p) - bottom for p in theirs.get(column, ())], default=float("inf")) > pitch + _STEADY * em:
            return False
    return True


def _names_columns(page: Page, band: Band, em: float) -> bool:
    texts = [_text(page, piece) for piece in band.pieces]
    return len(band.white) > 1 and any(text in COLUMNS for text in texts) and max(map(len, texts)) <= _LONGEST_NAME


def _columns(
    page: Page, bands: Sequence[Band], xs: tuple[float, ...], em: float
) -> tuple[dict[int, list[Piece]], list[tuple[int, int, Piece]]]:
    """The pieces of bands by the columns that they stand in, and those over several, each with its first and last one."""
    narrow: list[Piece] = []
    wide: list[tuple[int, int, Piece]] = []
    for piece in [piece for band in bands for piece in band.pieces]:
        spans = [crossed(run, xs, em) for run in runs_of(page, piece, em)]
        first, last = max(spans, key=lambda s: s[1] - s[0])
        if first == last:
            narrow.append(piece)
        else:
            wide.append((first, last, piece))
    return cut_pieces(page, narrow, lambda x, _: sum([x >= edge for edge in xs[1:-1]])), wide


def _at_top(page: Page, bands: Sequence[Band], em: float, above: Open) -> tuple[TablePart, Region] | None:
    """The rest of a table at the top of the next page: as far down as the white columns of the first part go."""
    region = _without_tail(page, grow(bands, 0, em, above.white), em, above.pitch)
    if len(region.white) != len(above.white):
        return None
    part = _table(page, region, em, above.pitch, fewest=1)
    if part is None or (len({cell.field.column for cell in part.cells}) == 1 and not _is_rest(part, above.part, em)):
        return None
    return part._replace(xs=above.part.xs), region


def _is_rest(part: TablePart, above: TablePart, em: float) -> bool:
    """Whether the text of one column is the rest of the cell that the page before ends with: aligned with it, which had not ended."""
    column = part.cells[0].field.column
    lines = [line for cell in above.cells if cell.field.column == column for line in cell.lines]
    last = max((cell for cell in above.cells if cell.field.column == column), key=lambda c: c.field.row, default=None)
    if last is None or last.field.row + last.field.rows < above.rows or last.text[-1] in ENDED:
        return False
    first = part.cells[0].lines[0]
    aligned = [min(abs(first.left - n.left), abs(first.left + first.right - n.left - n.right) / 2) for n in lines]
    return len(part.cells) == 1 and min(aligned) < _ALIGNED * em and not is_heading(first.text)


def _pitch(page: Page, region: Region, xs: tuple[float, ...], em: float) -> float:
    return pitch_of(_columns(page, region.bands, xs, em)[0].values(), em)


def _table(page: Page, region: Region, em: float, pitch: float = 0.0, fewest: int = 2) -> TablePart | None:
    """The table that a region holds, in the columns that its white parts, `fewest` of them with text; `pitch`: of the lines in its first part."""
    bands = region.bands
    xs = columns_of(region.white, min([b.left for b in bands]), max([b.right for b in bands]))
    apart = [
        make_block(0, lines_of(band.pieces, em), em, len(xs) - 1)
        for index, band in enumerate(bands)
        if index in region.spanning
    ]
    columns, wide = _columns(page, [b for i, b in enumerate(bands) if i not in region.spanning], xs, em)
    if len(columns) < fewest:
        return None
    ruler = Ruler(em, pitch_of(columns.values(), em, pitch), lambda piece: page.text[piece.start : piece.end])
    wide_blocks = [make_block(first, [(piece,)], em, last - first + 1) for first, last, piece in wide]
    placed, rows = place_cells(columns, wide_blocks, apart, ruler)
    cells = _cells(page, placed)
    return TablePart(page.number, bands[0].top, bands[-1].bottom, xs, rows, tuple(cells))


def _cells(page: Page, placed: Sequence[Placed]) -> list[TableCell]:
    by_field: dict[tuple[int, int], list[Placed]] = {}
    for one in placed:
        by_field.setdefault((one.field.row, one.field.column), []).append(one)
    lined = {
        key: (group[0].field, tuple(join_lines(page, [p for one in group for line in one.lines for p in line])))
        for key, group in sorted(by_field.items())
    }
    rooms: dict[int, float] = {}
    for field, lines in lined.values():
        rooms[field.column] = max([rooms.get(field.column, 0.0), *[line.right - line.left for line in lines]])
    return [TableCell(field, lines, rooms[field.column]) for field, lines in lined.values()]


def _is_headed(part: TablePart) -> bool:
    """Whether the first rows name columns of a task table; both, where there are only two."""
    if any(set(c.text) <= _BARS for c in part.cells):
        return False
    texts = ["".join(c.text.split()) for c in part.cells if c.field.row < _HEADER_ROWS]
    names = [text for text in texts if _is_name(text)]
    often = [name for name in names if sum([name in c.text for c in part.cells]) > max(_AGAIN, part.rows / 3)]
    if often or len(names) > len(set(names)):
        return False  # sentences that name columns, one below the other
    return len(names) >= _NAMES and any(name in COLUMNS for name in names) and part.rows > 1


def _is_name(text: str) -> bool:
    if text in COLUMNS:
        return True
    return (
        len(text) <= _LONGEST_NAME and not _SENTENCE_RE.search(text) and any(word in text for word, _ in COLUMN_PARTS)
    )
