"""Tables of a page: the grid of a table of data, and which tables only lay out the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex
from lxml import etree

from taskparse.readers.html.tree import text_of

_MAX_SPAN: Final = 1000
"""The limit of the HTML standard for colspan."""
_SHARE: Final = 0.6
"""A cell with more than this share of a table's text, and paragraphs in it, is the page's main column."""
_SHORT: Final = 20
"""Characters of a column's heading, at most."""
_MAX_NESTING: Final = 24
"""A table inside more tables than this lays something out."""
_PARTS: Final = {"thead": 0, "tbody": 1, "tr": 1, "tfoot": 2}
_PAGE_PARTS: Final = ("h1", "h2", "form", "article", "main", "nav", "header", "footer", "iframe")


class GridCell(NamedTuple):
    """A cell and the rows and columns that it covers."""

    element: etree._Element
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def read_grid(table: etree._Element) -> list[GridCell]:
    """The cells of a table in reading order, header rows first and footer rows last, as browsers show them.

    >>> page = etree.HTML('<table><tr><td rowspan="2">甲<td>1<tr><td>2</table>')
    >>> [cell[1:] for cell in read_grid(page.find(".//table"))]
    [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
    """
    cells: list[GridCell] = []
    row = 0
    for rows in _groups(table):
        until: dict[int, int] = {}  # column → the first row of the group in which it is free again
        for index, element in enumerate(rows):
            column = 0
            for cell in element:
                if cell.tag not in ("td", "th"):
                    continue
                while until.get(column, 0) > index:
                    column += 1
                columns = 1 if column >= _MAX_SPAN else min(max(_int(cell.get("colspan"), 1), 1), _MAX_SPAN)
                height = _int(cell.get("rowspan"), 1) or len(rows)  # 0: to the end of its group
                height = min(max(height, 1), len(rows) - index)
                if height > 1:
                    until.update(dict.fromkeys(range(column, column + columns), index + height))
                cells.append(GridCell(cell, row + index, column, height, columns))
                column += columns
        row += len(rows)
    return cells


def is_data(table: etree._Element) -> bool:
    """Whether a table holds data: several rows and columns of cells, none of which is the page's main column."""
    if table.get("role") in ("presentation", "none") or sum(1 for _ in table.iterancestors("table")) > _MAX_NESTING:
        return False
    if any(e.tag in _PAGE_PARTS for e in table.iter(*_PAGE_PARTS)):
        return False
    cells = [c for rows in _groups(table) for r in rows for c in r if c.tag in ("td", "th")]
    lengths = {cell: len("".join(text_of(cell).split())) for cell in cells}
    per_row = [sum(1 for c in r if c.tag in ("td", "th") and lengths[c]) for rows in _groups(table) for r in rows]
    is_headed = next(table.iter("th"), None) is not None
    if sum(1 for n in per_row if n) < 2 and not is_headed and not _is_blank_form(table, lengths, per_row):
        return False
    if max(per_row, default=0) < 2:  # one column, spacers apart
        return False
    whole = sum(lengths.values())
    for cell in cells:
        if next(cell.iter("table"), None) is not None and lengths[cell] > whole / 2:
            return False
        if lengths[cell] > _SHARE * whole and _paragraphs(cell) >= 3 and not is_headed:
            return False
    return True


def loose_texts(table: etree._Element) -> Iterator[str]:
    """Text of a table outside its cells, which browsers show before it."""
    stack = [table]
    while stack:
        element = stack.pop()
        if element.tag in ("td", "th", "caption"):
            continue
        yield element.text or ""
        for child in element:
            yield child.tail or ""
            stack.append(child)


def _groups(table: etree._Element) -> list[list[etree._Element]]:
    """The rows of a table by group (a rowspan ends with its group), in the order in which they are shown."""
    groups: list[tuple[int, list[etree._Element]]] = []
    loose: list[etree._Element] | None = None
    for child in table:
        if child.tag == "tr":
            if loose is None:
                loose = []
                groups.append((1, loose))
            loose.append(child)
        elif child.tag in _PARTS:
            loose = None
            groups.append((_PARTS[child.tag], [row for row in child if row.tag == "tr"]))
    return [rows for _, rows in sorted(groups, key=lambda group: group[0])]


def _is_blank_form(table: etree._Element, lengths: dict[etree._Element, int], per_row: list[int]) -> bool:
    """A header over empty rows that are to be filled in: short words in a frame, or at least three of them."""
    is_framed = (table.get("border") or "0").strip() != "0"
    return len(per_row) > 1 and max(lengths.values(), default=0) <= _SHORT and (is_framed or max(per_row) >= 3)


def _paragraphs(cell: etree._Element) -> int:
    return sum(1 for e in cell.iter("p", "div", "br") if ((e.tail or "") if e.tag == "br" else text_of(e)).strip())


def _int(text: str | None, otherwise: int) -> int:
    match = regex.match(r"\s*(\d{1,6})", text or "", flags=regex.ASCII)
    return otherwise if match is None else int(match[1])
