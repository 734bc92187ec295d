"""Task tables: cells become rows whose columns have roles.

The header says what a column holds (序号, 工作任务, 牵头单位 …); it may have two rows, may be repeated, may have spaces in its words. A cell that
spans rows belongs to each of them. A row with one cell over the whole width is a heading; so is a category cell.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from taskparse.lexicon.columns import COLUMN_PARTS, COLUMNS, ColumnRole
from taskparse.lexicon.roles import UNIT_ROLES, Role
from taskparse.source import Cell, Reading
from taskparse.structure.markers import Marker, marker_at
from taskparse.structure.paragraphs import Paragraph


class Column(NamedTuple):
    """What a column holds, and its name as printed."""

    role: ColumnRole
    name: str

    @property
    def measure(self) -> str:
        """The unit of measure in the name: 目标值（万人次） → 万人次; "" where there is none."""
        match = _MEASURE_RE.search(self.name) if self.role == "task" else None
        return match["measure"] if match else ""


class Row(NamedTuple):
    """A task row: its number, its text cells, and its other cells with their roles and column names. `printed` are the cells that begin in this row.

    `measures`: for each text cell the unit of measure that the column's name or another column gives its figures, or "".
    """

    number: int | None
    text: tuple[Paragraph, ...]
    measures: tuple[str, ...]
    cells: tuple[tuple[Role, str, Paragraph], ...]
    printed: tuple[Paragraph, ...]


class Heading(NamedTuple):
    """A heading inside a table: a row of one cell, or a category cell."""

    cell: Paragraph
    marker: Marker | None
    category: bool


class TaskTable(NamedTuple):
    """A table that assigns tasks: its header cells and its rows and headings in order."""

    header: tuple[Paragraph, ...]
    lines: tuple[Row | Heading, ...]


_NUMBER_RE: Final = regex.compile(r"[(]?(?P<n>\d{1,4})[.、)]?")
_MEASURE_RE: Final = regex.compile(r"\((?:单位:)?(?P<measure>[^()\d、,;]{1,8})\)$")
_NAME_NOISE_RE: Final = regex.compile(r"\(.*?\)|[:*]|\s")


def column_of(name: str) -> Column | None:
    """The role of a column from its name.

    >>> column_of("牵头单位"), column_of("上半年完成情况").role
    (Column(role='lead', name='牵头单位'), 'background')
    """
    bare = _NAME_NOISE_RE.sub("", name)
    role = COLUMNS.get(bare)
    if role is None and 0 < len(bare) <= 14:
        role = next((r for part, r in COLUMN_PARTS if part in bare), None)
    return Column(role, name) if role else None


def _settled(columns: dict[int, Column]) -> dict[int, Column]:
    """单位 names units of measure beside another column of units, and units of government where there is none."""
    if any(column.role in UNIT_ROLES for column in columns.values()):
        return columns
    return {i: c._replace(role="responsible") if c.name == "单位" else c for i, c in columns.items()}


def read_table(reading: Reading, cells: Sequence[Paragraph]) -> TaskTable | None:
    """The task table that cells of one table make, or None where no header names columns of units and tasks."""
    grid = _grid(cells)
    rows = sorted({row for row, _ in grid})
    found = _header(reading, grid, rows)
    if found is None:
        return None
    header_rows, columns = found
    header = tuple(c for c in cells if c.cell and c.cell.row in header_rows)
    names = [column.name for column in columns.values()]
    lines: list[Row | Heading] = []
    category: Paragraph | None = None
    for row in rows:
        if row in header_rows or row < min(header_rows):
            continue
        here = {column: grid[row, column] for column in columns if (row, column) in grid}
        printed = tuple(dict.fromkeys(c for c in cells if c.cell and c.cell.row == row and c.end > c.start))
        texts = [_text(reading, p) for p in dict.fromkeys(here.values()) if p.end > p.start]
        if not texts or (len(texts) > 1 and all(text in names for text in texts)):
            header += printed
            continue
        if heading := _heading(reading, here, printed, columns):
            category = None
            lines.append(heading)
            continue
        for column, kind in columns.items():
            cell = here.get(column)
            if kind.role == "category" and cell is not None and cell.end > cell.start and cell != category:
                category = cell
                lines.append(Heading(cell, marker_at(reading.text, cell.start), category=True))
        task = _row(reading, here, columns, tuple(p for p in printed if p != category))
        if task is not None:
            lines.append(task)
    return TaskTable(header, tuple(lines))


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
        columns = _settled({c: named for c in places if (named := column_of(_text(reading, grid[row, c])))})
        if not _is_header(columns):
            continue
        used = [row]
        cell_rows = {grid[row, c].cell.rows for c in places if grid[row, c].cell}  # type: ignore[union-attr]
        if len(cell_rows) > 1 and first + 1 < len(rows):
            below = rows[first + 1]
            used.append(below)
            for c in places:
                named = column_of(_text(reading, grid[below, c])) if (below, c) in grid else None
                columns |= {c: named} if named else {}
        return tuple(used), _named_roles(columns)
    return None


def _named_roles(columns: dict[int, Column]) -> dict[int, Column]:
    """主要责任单位 leads where another column names the other units."""
    others = [c for c in columns.values() if c.role in ("responsible", "supporting") and "主要" not in c.name]
    if not others:
        return columns
    return {
        i: c._replace(role="lead") if c.role == "responsible" and "主要" in c.name else c for i, c in columns.items()
    }


def _is_header(columns: dict[int, Column]) -> bool:
    roles = {column.role for column in columns.values()}
    units = roles.intersection(UNIT_ROLES)
    return len(columns) >= 2 and bool(units) and ("task" in roles or "number" in roles)


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


def with_flat_tables(reading: Reading, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Find tables that were pasted with each cell on a line of its own, and make their lines cells.

    The header is a run of column names; a row begins with a line that is only a number and has as many lines as the header; a line with
    another marker is a heading.
    """
    found = list(paragraphs)
    start = 0
    table = 1 + max((p.cell.table for p in paragraphs if p.cell), default=-1)
    while start < len(found):
        width = _flat_header(reading, found, start)
        if width < 3:
            start += 1
            continue
        row = 0
        for column in range(width):
            found[start + column] = found[start + column]._replace(cell=Cell(table, row, column), marker=None)
        at = start + width
        while at < len(found) and found[at].cell is None:
            if _NUMBER_RE.fullmatch(reading.text, found[at].start, found[at].end) and _is_flat_row(
                reading, found, at, width
            ):
                row += 1
                for column in range(width):
                    found[at + column] = found[at + column]._replace(cell=Cell(table, row, column), marker=None)
                at += width
            elif found[at].marker is not None and found[at].end - found[at].start <= 40:
                row += 1
                found[at] = found[at]._replace(cell=Cell(table, row, 0, 1, width), marker=None)
                at += 1
            else:
                break
        table += 1
        start = at
    return found


def _flat_header(reading: Reading, paragraphs: Sequence[Paragraph], start: int) -> int:
    """How many column names stand one after another from `start`, where they make a header; else 0."""
    columns: dict[int, Column] = {}
    for index in range(start, min(start + 12, len(paragraphs))):
        paragraph = paragraphs[index]
        text = _text(reading, paragraph)
        column = column_of(text) if paragraph.cell is None and len(text) <= 10 else None
        if column is None:
            break
        columns[index] = column
    first = next(iter(columns.values()), None)
    return len(columns) if first is not None and first.role == "number" and _is_header(columns) else 0


def _is_flat_row(reading: Reading, paragraphs: Sequence[Paragraph], start: int, width: int) -> bool:
    """Enough lines follow before the next number or marker."""
    return start + width <= len(paragraphs) and all(
        not _NUMBER_RE.fullmatch(reading.text, p.start, p.end) for p in paragraphs[start + 1 : start + width]
    )
