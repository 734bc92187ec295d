"""The numbered outline: paragraphs become items, each with the level at which its style of marker stands.

No style has a level of its own: （一） is a task below one heading and a heading below the next. A marker whose style is already open
closes everything below it and stands beside its like; a new style opens a level below. So numbering may restart, skip and run on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from taskparse.source import Reading
from taskparse.structure.markers import Marker
from taskparse.structure.paragraphs import Paragraph, split_runs
from taskparse.structure.parts import has_clause, is_label_line
from taskparse.structure.tables import Heading, Row, TaskTable, is_row_heading, read_table, tables_in


class Item(NamedTuple):
    """A marker and the paragraphs up to the next one, or a row or heading of a task table. `level` counts from 1; `row` is set for rows."""

    level: int
    marker: Marker | None
    paragraphs: tuple[Paragraph, ...]
    row: Row | None = None
    unnumbered: bool = False

    @property
    def style(self) -> str:
        """The style of the marker; "row", "category" and "paragraph" for what has none."""
        if self.unnumbered:
            return "paragraph"
        return "row" if self.row else self.marker.style if self.marker else "category"


@dataclass(frozen=True, slots=True)
class Outline:
    """Items in reading order; the paragraphs before the first; header cells of task tables; cells of tables that assign nothing; notes after a table."""

    items: tuple[Item, ...]
    before: tuple[Paragraph, ...]
    headers: tuple[Paragraph, ...] = ()
    cells: tuple[Paragraph, ...] = ()
    notes: tuple[Paragraph, ...] = ()


class _Builder:
    """Builds the outline; `stack` holds the styles that are open."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.stack: list[str] = []
        self.items: list[Item] = []
        self.before: list[Paragraph] = []
        self.headers: list[Paragraph] = []
        self.cells: list[Paragraph] = []
        self.notes: list[Paragraph] = []

    def paragraph(self, whole: Paragraph) -> None:
        for paragraph in split_runs(self.reading, whole):
            if paragraph.marker is not None:
                self._open(paragraph.marker.style, paragraph.marker, paragraph)
            elif not self.items:
                self.before.append(paragraph)
            elif self.items[-1].row is not None:
                self.notes.append(paragraph)
            else:
                last = self.items[-1]
                self.items[-1] = Item(last.level, last.marker, (*last.paragraphs, paragraph), last.row)

    def table(self, cells: Sequence[Paragraph], above: TaskTable | None) -> TaskTable | None:
        table = read_table(self.reading, cells, above)
        if table is None:
            self.cells.extend(cells)
            return None
        self.headers.extend(table.header)
        for line in table.lines:
            if isinstance(line, Heading):
                self._open(line.marker.style if line.marker else "category", line.marker, line.cell)
            else:
                self.items.append(Item(len(self.stack) + 1, None, line.printed, line))
        return table

    def part(self, paragraphs: Sequence[Paragraph]) -> None:
        """Paragraphs and tables in order."""
        tables = dict(tables_in(paragraphs))
        index = 0
        above: TaskTable | None = None
        titled: list[tuple[int, Paragraph]] = []
        while index < len(paragraphs):
            if index in tables:
                begun = len(self.items)
                above = self.table(paragraphs[index : tables[index]], above)
                if begun and self.notes[-1:] == [paragraphs[index - 1]] and _begins_anew(self.items[begun:]):
                    titled.append((begun, paragraphs[index - 1]))
                index = tables[index]
            else:
                above = above if is_row_heading(self.reading, paragraphs[index]) else None
                self.paragraph(paragraphs[index])
                index += 1
        if all(item.row and item.level == 1 for item in self.items):
            self._entitle(titled)

    def _entitle(self, titled: Sequence[tuple[int, Paragraph]]) -> None:
        """Tables that begin with 1 again below a title of their own, as the sheets of a workbook do: the titles are headings."""
        end = len(self.items)
        for begun, title in reversed(titled):
            rows = (item._replace(level=2) for item in self.items[begun:end])
            self.items[begun:end] = [Item(1, None, (title,)), *rows]
            self.notes.remove(title)
            end = begun

    def annex(self, paragraphs: Sequence[Paragraph]) -> None:
        """A section of its own: its title is the first line after 附件N."""
        self.stack = []
        title = next((i for i, p in enumerate(paragraphs) if i and p.cell is None and p.marker is None), None)
        if title is None:
            self._open("annex", None, paragraphs[0])
            self.part(paragraphs[1:])
            return
        self.headers.extend(paragraphs[:title])
        self._open("annex", None, paragraphs[title])
        self.part(paragraphs[title + 1 :])

    def unnumbered(self) -> None:
        """In a document without numbers every paragraph with a clause is an item; one that begins with a label belongs to the one before."""
        paragraphs, self.before = self.before, []
        for paragraph in paragraphs:
            labelled = is_label_line(self.reading, paragraph)
            if labelled and self.items:
                last = self.items[-1]
                self.items[-1] = Item(1, None, (*last.paragraphs, paragraph), unnumbered=True)
            elif has_clause(self.reading, paragraph):
                text = (self.before.pop(),) if labelled and self.before else ()
                self.items.append(Item(1, None, (*text, paragraph), unnumbered=True))
            else:
                self.before.append(paragraph)
        if len(self.items) < 2:
            self.before, self.items = list(paragraphs), []

    def _open(self, style: str, marker: Marker | None, paragraph: Paragraph) -> None:
        if style in self.stack:
            del self.stack[self.stack.index(style) + 1 :]
        else:
            self.stack.append(style)
        self.items.append(Item(len(self.stack), marker, (paragraph,)))


def _begins_anew(items: Sequence[Item]) -> bool:
    return bool(items) and items[0].row is not None and items[0].row.number == 1


def find_outline(reading: Reading, plan: Sequence[Paragraph], annexes: Sequence[Sequence[Paragraph]] = ()) -> Outline:
    """The outline of the plan's paragraphs and tables; each annex that assigns tasks is a level-1 section after them."""
    builder = _Builder(reading)
    builder.part(plan)
    if not builder.items:
        builder.unnumbered()
    for annex in annexes:
        builder.annex(annex)
    return Outline(
        tuple(builder.items), tuple(builder.before), tuple(builder.headers), tuple(builder.cells), tuple(builder.notes)
    )
