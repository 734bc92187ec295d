"""A Word table as a grid: cells at their row and column, merged cells once with their spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Generic, NamedTuple, TypeVar

from lxml import etree

from taskparse.readers.docx.branches import choose_branch
from taskparse.readers.docx.package import MC, W
from taskparse.readers.docx.styles import REMOVED, VALUE, value

_MAX_SPAN: Final = 1024
_SKIPPED: Final = REMOVED | {
    W + name for name in ("tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr", "customXmlPr", "p", "tbl")
}
"""What holds no rows or cells of its table."""
_ALTERNATIVES: Final = MC + "AlternateContent"
_GRID_SPAN: Final = W + "gridSpan"
_DOWN: Final = W + "vMerge"
_DOWN_TRACKED: Final = W + "cellMerge"
_ACROSS: Final = W + "hMerge"
_CELL_REMOVED: Final = W + "cellDel"
_INSERTED: Final = W + "ins"
_RECORD: Final = ("抄送", "主题词")
"""What the record at the end of a document begins with (GB/T 9704-2012, 7.4): set in a table for its rules, no table of data."""


Content = TypeVar("Content")


class GridCell(NamedTuple, Generic[Content]):
    """A cell, by what it holds, and the rows and columns that it covers."""

    content: Content
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class _Format(NamedTuple):
    """What a cell says of itself (w:tcPr): how many columns it covers, which merges it goes on with or begins, whether it was deleted."""

    columns: int = 1
    down: str = ""
    across: str = ""
    removed: bool = False


def read_grid(table: etree._Element, seen: Counter[str]) -> list[GridCell[etree._Element]]:
    """The cells of a table in reading order; tracked changes and text that merges hide are counted in `seen`."""
    cells: list[GridCell[etree._Element]] = []
    open_cells: dict[int, int] = {}  # column → index of the cell that a vertical merge may go on from
    rows = (element for element in children(table, W + "tr") if not _is_removed(element, seen))
    for row, element in enumerate(rows):
        column = _span(value(next(element.iterchildren(W + "trPr"), None), "gridBefore") or "0", 0)
        still_open: dict[int, int] = {}
        for cell in children(element, W + "tc"):
            form = _format(cell)
            if form.removed:
                seen["deletion"] += 1
                continue
            above = open_cells.get(column)
            if form.across == "continue" and cells and cells[-1].row == row:
                cells[-1] = cells[-1]._replace(columns=cells[-1].columns + form.columns)
                seen["hidden"] += bool(cell_text(cell))
            elif form.down == "continue" and above is not None and cells[above].columns == form.columns:
                cells[above] = cells[above]._replace(rows=row - cells[above].row + 1)
                still_open[column] = above
                seen["hidden"] += bool(cell_text(cell))
            else:
                if form.down:
                    still_open[column] = len(cells)
                cells.append(GridCell(cell, row, column, 1, form.columns))
            column += form.columns
        open_cells = still_open
    return cells


def _is_removed(row: etree._Element, seen: Counter[str]) -> bool:
    """Whether a row was deleted; that and its insertion are counted."""
    marks = {mark.tag for properties in row.iterchildren(W + "trPr") for mark in properties}
    seen["insertion"] += _INSERTED in marks
    removed = not marks.isdisjoint(REMOVED)
    seen["deletion"] += removed
    return removed


def _format(cell: etree._Element) -> _Format:
    """What a cell says of itself, in one pass; a merge mark without a value goes on."""
    properties = next(cell.iterchildren(W + "tcPr"), None)
    found: dict[str, Any] = {}
    for child in () if properties is None else properties:
        tag = child.tag
        if tag == _GRID_SPAN:
            found["columns"] = _span(child.get(VALUE, "1"), 1)
        elif tag == _DOWN:
            found["down"] = child.get(VALUE, "continue")
        elif tag == _DOWN_TRACKED:
            found["down"] = "continue" if child.get(_DOWN) == "cont" else "restart"
        elif tag == _ACROSS:
            found["across"] = child.get(VALUE, "continue")
        elif tag == _CELL_REMOVED:
            found["removed"] = True
    return _Format(**found)


def is_layout(
    cells: Sequence[GridCell[Content]], text: Callable[[Content], str], holds_table: Callable[[Content], bool]
) -> bool:
    """Whether a table only arranges text: one column, a letterhead of two cells side by side, the record at the end, a frame around tables."""
    if len({cell.column for cell in cells}) <= 1 or (len(cells) <= 2 and not any(c.row for c in cells)):
        return True
    if len(cells) <= 6 and any(text(cell.content).startswith(_RECORD) for cell in cells):
        return True
    return len(cells) <= 4 and any(holds_table(cell.content) for cell in cells)


def children(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of that name, also those inside content controls, tracked insertions and the like."""
    for element in parent:
        found = element.tag
        if found == tag:
            yield element
        elif found == _ALTERNATIVES:
            branch = choose_branch(element)
            yield from () if branch is None else children(branch, tag)
        elif found not in _SKIPPED:
            yield from children(element, tag)


def _span(text: str, least: int) -> int:
    return min(max(int(text), least), _MAX_SPAN) if text.isdecimal() and len(text) < 6 else least


def cell_text(element: etree._Element) -> str:
    """The text of a w:tc, roughly."""
    return "".join([t.text or "" for t in element.iter(W + "t")]).strip()


def holds_table(element: etree._Element) -> bool:
    """Whether there is a table in a w:tc."""
    return next(element.iter(W + "tbl"), None) is not None
