"""Task tables: cells become rows whose columns have roles.

The header says what a column holds (序号, 工作任务, 牵头单位 …); it may have two rows, may be repeated, may have spaces in its words. A cell that
spans rows belongs to each of them. A row with one cell over the whole width is a heading; so is a category cell.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.lexicon.markers import CHINESE_ORDINAL
from taskparse.lexicon.roles import Role
from taskparse.source import Cell, Reading
from taskparse.structure.cards import find_cards
from taskparse.structure.columns import Column, chief_columns, column_of, has_tasks_and_units, settled
from taskparse.structure.markers import Marker, marker_at
from taskparse.structure.paragraphs import Paragraph


class Row(NamedTuple):
    """A task row: its number, its text cells, and its other cells with their roles and column names. `printed` are the cells that begin in this row.

    `measures`: for each text cell the unit of measure that the column's name or another column gives its figures, or "".
    `goes_on`: its number is printed once for the row above and for this one.
    """

    number: int | None
    text: tuple[Paragraph, ...]
    measures: tuple[str, ...]
    cells: tuple[tuple[Role, str, Paragraph], ...]
    printed: tuple[Paragraph, ...]
    goes_on: bool = False


class Heading(NamedTuple):
    """A heading inside a table: a row of one cell, or a category cell."""

    cell: Paragraph
    marker: Marker | None
    category: bool


class TaskTable(NamedTuple):
    """A table that assigns tasks: its header cells and its rows and headings in order."""

    header: tuple[Paragraph, ...]
    lines: tuple[Row | Heading, ...]
    columns: Mapping[int, Column]


_ORDINAL_RE: Final = patterns.compile(rf"\(?{CHINESE_ORDINAL}[、)]?")
_NOTE_RE: Final = patterns.compile(r"(?:说明|备注|注|合计|小计|总计|共计)[:]?")
"""The first cell of a row that is no task."""
_NAME: Final = 10
"""No name of a column on a line of its own is longer, in characters."""
_HEADING: Final = 40
"""No heading between the rows of a table is longer, in characters."""
_NUMBER_RE: Final = patterns.compile(r"[(]?(?P<n>\d{1,4})[.、)]?")


def read_table(reading: Reading, cells: Sequence[Paragraph], above: TaskTable | None = None) -> TaskTable | None:
    """The task table that cells of one table make, or None where no header names columns of units and tasks.

    `above`: the table directly before it; one without a header may be its rest on the next page.
    """
    grid = _grid(cells)
    rows = sorted({row for row, _ in grid})
    found = _header(reading, grid, rows) or (_above(reading, grid, rows, above) if above else None)
    if found is None:
        return _read_cards(reading, grid, rows)
    header_rows, columns = found
    if header_rows:
        below = [row for row in rows if row > max(header_rows)]
        columns = _with_category(_with_numbers(reading, columns, grid, below), grid, below)
    header = tuple(c for c in cells if c.cell and c.cell.row in header_rows)
    begun: dict[int, list[Paragraph]] = {}
    for filled in cells:
        if filled.cell and filled.end > filled.start:
            begun.setdefault(filled.cell.row, []).append(filled)
    names = [column.name for column in columns.values()]
    lines: list[Row | Heading] = []
    category: Paragraph | None = None
    for row in rows:
        if row <= max(header_rows, default=-1):
            continue
        here = {column: grid[row, column] for column in columns if (row, column) in grid}
        printed = tuple(dict.fromkeys(begun.get(row, ())))
        texts = [_text(reading, p) for p in dict.fromkeys(here.values()) if p.end > p.start]
        if not texts or (len(texts) > 1 and all(text in names for text in texts)):
            header += printed
            continue
        if any(_NOTE_RE.fullmatch(text) for text in texts[:1]) and len(columns) > 2:
            header += printed
            continue
        if heading := _heading(reading, here, printed, columns) or _numbered_heading(reading, here, columns):
            category = None
            header += tuple(p for p in printed if p != heading.cell)
            lines.append(heading)
            continue
        for column, kind in columns.items():
            cell = here.get(column)
            if kind.role != "category" or cell is None or cell.end <= cell.start:
                continue
            if category is None or _text(reading, cell) != _text(reading, category):  # it may be printed in every row
                category = cell
                lines.append(Heading(cell, marker_at(reading.text, cell.start), category=True))
        own = tuple(p for p in printed if p != category)
        task = _row(reading, here, columns, own) if own else None  # a row of nothing but cells from above is none
        if task is not None:
            lines.append(task._replace(goes_on=_shares_number(grid, columns, row)))
    return TaskTable(header, tuple(lines), columns)


def is_row_heading(reading: Reading, paragraph: Paragraph) -> bool:
    """二、产业富民: a line between two tables below which the columns of the first go on, as where only its rows are set as a table."""
    short = paragraph.end - paragraph.start <= _HEADING
    return paragraph.marker is not None and short and reading.text[paragraph.end - 1] not in "。;:,"


def _shares_number(grid: dict[tuple[int, int], Paragraph], columns: dict[int, Column], row: int) -> bool:
    """Whether the cell with the row's number is the one of the row above."""
    number = next((i for i, column in columns.items() if column.role == "number"), None)
    cell = grid.get((row, number)) if number is not None else None
    return cell is not None and cell.end > cell.start and cell == grid.get((row - 1, number or 0))


def _read_cards(reading: Reading, grid: dict[tuple[int, int], Paragraph], rows: Sequence[int]) -> TaskTable | None:
    header: list[Paragraph] = []
    lines: list[Row | Heading] = []
    for card in find_cards(reading, grid, rows):
        columns = chief_columns(settled({i: column for i, (column, _, _) in enumerate(card)}))
        values = {i: value for i, (_, _, value) in enumerate(card)}
        header += [name for _, name, _ in card]
        task = _row(reading, values, columns, tuple(dict.fromkeys(v for v in values.values() if v.end > v.start)))
        if task is not None:
            lines.append(task)
    return TaskTable(tuple(header), tuple(lines), {}) if lines else None


def _text(reading: Reading, paragraph: Paragraph) -> str:
    return reading.text[paragraph.start : paragraph.end]


def _grid(cells: Sequence[Paragraph]) -> dict[tuple[int, int], Paragraph]:
    """The cell that covers each place of the table."""
    grid: dict[tuple[int, int], Paragraph] = {}
    for paragraph in cells:
        cell = paragraph.cell or Cell(0, 0, 0)
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                grid.setdefault((row, column), paragraph)
    return grid


def _header(
    reading: Reading, grid: dict[tuple[int, int], Paragraph], rows: Sequence[int]
) -> tuple[tuple[int, ...], dict[int, Column]] | None:
    """The first row (or two) that names a column of tasks and one of units; the role of each column by its lowest name."""
    for first, row in enumerate(rows):
        places = sorted(column for r, column in grid if r == row)
        columns = settled({c: named for c in places if (named := column_of(_text(reading, grid[row, c])))})
        if not has_tasks_and_units(columns.values()):
            columns = _with_row_below(reading, grid, rows, first, columns)
            if not has_tasks_and_units(columns.values()):
                continue
            return (row, rows[first + 1]), chief_columns(columns)
        used = [row]
        cell_rows = {grid[row, c].cell.rows for c in places if grid[row, c].cell}  # type: ignore[union-attr]
        if len(cell_rows) > 1 and first + 1 < len(rows):
            below = rows[first + 1]
            used.append(below)
            for c in places:
                named = column_of(_text(reading, grid[below, c])) if (below, c) in grid else None
                columns |= {c: named} if named else {}
        return tuple(used), chief_columns(columns)
    return None


def _above(
    reading: Reading, grid: dict[tuple[int, int], Paragraph], rows: Sequence[int], above: TaskTable
) -> tuple[tuple[int, ...], dict[int, Column]] | None:
    """The columns of the table above, where this one is as wide and begins with a number as its rows do."""
    number = next((i for i, column in above.columns.items() if column.role == "number"), None)
    cell = grid.get((rows[0], number)) if number is not None else None
    wide = max(column for _, column in grid) == max(above.columns, default=-1)
    goes_on = cell is not None and wide and _NUMBER_RE.fullmatch(reading.text, cell.start, cell.end)
    return ((), dict(above.columns)) if goes_on else None


def _with_numbers(
    reading: Reading, columns: dict[int, Column], grid: dict[tuple[int, int], Paragraph], rows: Sequence[int]
) -> dict[int, Column]:
    """工作任务 | | 具体要求: where the header names no column of numbers, one without a name that holds nothing else is it."""
    if any(column.role == "number" for column in columns.values()):
        return columns
    for place in sorted({column for _, column in grid} - columns.keys()):
        cells = [cell for row in rows if (cell := grid.get((row, place))) and cell.end > cell.start]
        if cells and all(_NUMBER_RE.fullmatch(reading.text, cell.start, cell.end) for cell in cells):
            return dict(sorted((columns | {place: Column("number", "")}).items()))
    return columns


def _with_category(
    columns: dict[int, Column], grid: dict[tuple[int, int], Paragraph], rows: Sequence[int]
) -> dict[int, Column]:
    """重点工作 | 主要任务: where a cell of the first spans rows that have tasks and numbers of their own, it holds categories."""
    first, *others = [i for i, column in columns.items() if column.role == "task"] or [-1]
    own = [i for i, column in columns.items() if i in others or column.role == "number"]
    spans = any(
        grid.get((above, first)) == grid.get((below, first)) is not None
        and all(grid.get((above, i)) != grid.get((below, i)) for i in own)
        for above, below in pairwise(rows)
    )
    return columns | {first: columns[first]._replace(role="category")} if others and spans else columns


def _with_row_below(
    reading: Reading,
    grid: dict[tuple[int, int], Paragraph],
    rows: Sequence[int],
    first: int,
    columns: dict[int, Column],
) -> dict[int, Column]:
    """责任分解 over 牵头单位 and 责任单位: a header whose units are named in its second row; the first names two columns at least."""
    if len(columns) < 2 or first + 1 >= len(rows):
        return {}
    row = rows[first + 1]
    places = sorted(column for r, column in grid if r == row)
    below = {c: named for c in places if (named := column_of(_text(reading, grid[row, c])))}
    return settled(columns | below)


def _heading(
    reading: Reading, here: dict[int, Paragraph], printed: Sequence[Paragraph], columns: dict[int, Column]
) -> Heading | None:
    """One cell with text and nothing beside it: a heading over the whole width."""
    filled = list(dict.fromkeys(p for p in here.values() if p.end > p.start))
    if len(filled) != 1 or len(printed) != 1 or len(columns) < 2:
        return None
    cell = filled[0]
    spans = (cell.cell.columns if cell.cell else 1) > 1
    marker = marker_at(reading.text, cell.start)
    role = next(column.role for c, column in columns.items() if here.get(c) == cell)
    if spans or (marker is not None and role in ("number", "category", "task")) or role == "number":
        return Heading(cell, marker, category=False)
    return None


def _numbered_heading(reading: Reading, here: dict[int, Paragraph], columns: dict[int, Column]) -> Heading | None:
    """一 | 粮食安全 | | |: a Chinese numeral in the column of numbers, a title in that of tasks, and nothing more."""
    filled = {c: p for c, p in here.items() if p.end > p.start}
    roles = [columns[c].role for c in filled]
    if roles != ["number", "task"] or len(columns) < 3:
        return None
    number, title = filled.values()
    if not _ORDINAL_RE.fullmatch(reading.text, number.start, number.end):
        return None
    return Heading(title, None, category=False)


def _row(
    reading: Reading, here: dict[int, Paragraph], columns: dict[int, Column], printed: tuple[Paragraph, ...]
) -> Row | None:
    number: int | None = None
    text: dict[Paragraph, str] = {}
    cells: list[tuple[Role, str, Paragraph]] = []
    measure = ""
    for index, column in columns.items():
        cell = here.get(index)
        if cell is None or cell.end <= cell.start or cell in text:
            continue
        match column.role:
            case "number":
                found = _NUMBER_RE.fullmatch(reading.text, cell.start, cell.end)
                number = int(found["n"]) if found else number
            case "task":
                text[cell] = column.measure
            case "measure":
                measure = _text(reading, cell)
            case "category" | "background":
                pass
            case role:
                cells.append((role, column.name, cell))
    if not text:
        return None
    if number is None and "number" not in {column.role for column in columns.values()}:
        marker = marker_at(reading.text, next(iter(text)).start)
        number = marker.number if marker else None
    return Row(number, tuple(text), tuple(own or measure for own in text.values()), tuple(cells), printed)


def tables_in(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Ranges of consecutive cells of one table."""
    start = 0
    while start < len(paragraphs):
        cell = paragraphs[start].cell
        end = start + 1
        if cell is not None:
            while end < len(paragraphs) and (other := paragraphs[end].cell) is not None and other.table == cell.table:
                end += 1
            yield start, end
        start = end
