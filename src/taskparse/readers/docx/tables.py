"""A Word table as a grid: cells at their row and column, merged cells once with their spans."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

from lxml import etree

from taskparse.readers.docx.inline import choose_branch
from taskparse.readers.docx.package import MC, W
from taskparse.readers.docx.styles import value

_MAX_SPAN: Final = 1024
_WRAPPERS: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
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


def read_grid(table: etree._Element) -> list[GridCell[etree._Element]]:
    """The cells of a table in reading order."""
    cells: list[GridCell[etree._Element]] = []
    open_cells: dict[int, int] = {}  # column → index of the cell that a vertical merge may go on from
    row = 0
    for element in children(table, W + "tr"):
        if element.find(f"{W}trPr/{W}del") is not None:
            continue
        column = _span(value(element.find(W + "trPr"), "gridBefore") or "0", 0)
        still_open: dict[int, int] = {}
        for cell in children(element, W + "tc"):
            properties = cell.find(W + "tcPr")
            columns = _span(value(properties, "gridSpan") or "1", 1)
            above = open_cells.get(column)
            if _merge(properties, "hMerge") == "continue" and cells and cells[-1].row == row:
                cells[-1] = cells[-1]._replace(columns=cells[-1].columns + columns)
            elif _merge(properties, "vMerge") == "continue" and above is not None:
                cells[above] = cells[above]._replace(rows=row - cells[above].row + 1)
                still_open[column] = above
            else:
                if _merge(properties, "vMerge") is not None:
                    still_open[column] = len(cells)
                cells.append(GridCell(cell, row, column, 1, columns))
            column += columns
        open_cells = still_open
        row += 1
    return cells


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
    """The children of that name, also those inside content controls and tracked insertions."""
    stack = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            stack.append(iter(element))
        elif element.tag == MC + "AlternateContent" and (branch := choose_branch(element)) is not None:
            stack.append(iter(branch))


def _merge(properties: etree._Element | None, name: str) -> str | None:
    """Of a merge mark: restart, continue or None; a merge mark without a value goes on."""
    element = None if properties is None else properties.find(W + name)
    return None if element is None else element.get(W + "val", "continue")


def _span(text: str, least: int) -> int:
    return min(max(int(text), least), _MAX_SPAN) if text.isdecimal() and len(text) < 6 else least


def cell_text(element: etree._Element) -> str:
    """The text of a w:tc, roughly."""
    return "".join([t.text or "" for t in element.iter(W + "t")]).strip()


def holds_table(element: etree._Element) -> bool:
    """Whether there is a table in a w:tc."""
    return next(element.iter(W + "tbl"), None) is not None
