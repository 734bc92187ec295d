"""Sheets become blocks: titles above a table are paragraphs, the table's cells are cells, notes below it are paragraphs again.

A table begins at the row that names its columns. Rows of a heading over the whole width belong to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.lexicon.characters import MATCH
from taskparse.lexicon.columns import COLUMN_PARTS, COLUMNS, ColumnRole
from taskparse.lexicon.roles import UNIT_ROLES
from taskparse.readers.sheets.grid import Area, Sheet, spans
from taskparse.source import Block, Cell

_NOISE_RE: Final = patterns.compile(r"\(.*?\)|[:*]|\s")
_LONGEST_NAME: Final = 14
"""Characters of a column's name that is known only by a part of it."""

_KNOWN: Final = 3
"""So many known names make a header, if no row names units."""

_DEFAULT_NAME_RE: Final = patterns.compile(r"(?:sheet|table|工作表|表|页)\s*\d*(?:\s*\(\d+\))?", regex.IGNORECASE)
_NOTE_RE: Final = patterns.compile(
    r"\s*(?:注|备\s*注|说\s*明|填\s*[报表]|制\s*表|审\s*核|联\s*系)[^:：\d]{0,6}[:：\d１]"  # 注：…, 注1：…, 填表人：
)
_UNTITLED_RE: Final = patterns.compile(r"附\s*[件表]\s*\d*|.*[:：。；;]\s*|(?:单位|填报|日期|制表).*", regex.DOTALL)
_TITLE: Final = 60
"""No title of a sheet is longer, in characters."""

_Row = list[tuple[int, str]]


class _Part(NamedTuple):
    """A table of a sheet by the numbers of its rows, and the rows above and below it."""

    above: list[int]
    body: list[int]
    below: list[int]


def lay_out(sheets: Iterable[Sheet]) -> Iterator[Block]:
    """The blocks of all sheets in order; each table has its own number.

    >>> cells = {(0, 0): "任务表", (1, 0): "序号", (1, 1): "任务", (1, 2): "责任单位", (2, 0): "1", (2, 1): "植树", (2, 2): "区城管局"}
    >>> [(block.kind, block.text) for block in lay_out([Sheet("Sheet1", cells)])][:3]
    [('paragraph', '任务表'), ('cell', '序号'), ('cell', '任务')]
    """
    table = 0
    for sheet in sheets:
        merged = spans(sheet)
        rows = _rows(sheet.cells, merged)
        parts = _parts(rows)
        for i, part in enumerate(parts):
            titles = [_paragraph(rows[row], above=bool(part.body)) for row in part.above]
            if i == 0 and part.body and not any(block.centred for block in titles) and is_name(sheet.name):
                yield Block(sheet.name, centred=True)
            yield from titles
            if part.body:
                yield from _cells(part.body, rows, merged, table)
                table += 1
            yield from [_paragraph(rows[row]) for row in part.below]


def is_name(name: str) -> bool:
    """Whether somebody gave a sheet its name, and not the program.

    >>> is_name("重点任务"), is_name("Sheet1"), is_name("")
    (True, False, False)
    """
    return bool(name.strip()) and _DEFAULT_NAME_RE.fullmatch(name.strip()) is None


def is_header(texts: Iterable[str]) -> bool:
    """Whether texts side by side name the columns of a task table: one of units, and one of tasks or numbers.

    >>> is_header(["序 号", "工作任务", "牵头单位"]), is_header(["1", "新建公园", "区城管局"])
    (True, False)
    """
    roles = _roles(texts)
    return bool(roles & set(UNIT_ROLES)) and ("task" in roles or "number" in roles)


def _roles(texts: Iterable[str]) -> set[ColumnRole]:
    names = [_NOISE_RE.sub("", text.translate(MATCH)) for text in texts]
    return {role for name in names if (role := _role(name))}


def _role(name: str) -> ColumnRole | None:
    if name in COLUMNS:
        return COLUMNS[name]
    return next((role for part, role in COLUMN_PARTS if part in name), None) if len(name) <= _LONGEST_NAME else None


def _rows(cells: Mapping[tuple[int, int], str], merged: Mapping[tuple[int, int], Area]) -> dict[int, _Row]:
    """The rows with text in them, from the top; what lies under a merged cell is not shown, and no text."""
    under = {
        (row, column)
        for area in merged.values()
        for row in range(area.row, area.row + area.rows)
        for column in range(area.column, area.column + area.columns)
    }.difference(merged)
    rows: dict[int, _Row] = {}
    for (row, column), text in sorted(cells.items()):
        if text.strip() and (row, column) not in under:
            rows.setdefault(row, []).append((column, text))
    return rows


def _parts(rows: Mapping[int, _Row]) -> list[_Part]:
    """The tables of a sheet: each begins at its header; rows above it up to an empty row, or up to the last table's rows, are its titles."""
    heads = [row for row in rows if is_header(_texts(rows[row]))]
    heads = heads or [row for row in rows if len(_roles(_texts(rows[row]))) >= _KNOWN][:1]
    if not heads:
        return [_headless(rows)] if rows else []
    starts = [heads[0]]
    for row in heads[1:]:
        if _texts(rows[row]) != _texts(rows[starts[-1]]) and row - 1 != starts[-1]:
            starts.append(row)
    parts: list[_Part] = []
    above: list[int] = []
    body: list[int] = []
    for row in rows:
        if row in starts:
            if not parts and not body:
                parts.append(_Part(above, [], []))
            else:
                titles = _titles_at_end(rows, body, row)
                del body[len(body) - len(titles) :]
                parts.append(_Part(titles, [], []))
            body = parts[-1].body
        if parts:
            body.append(row)
        else:
            above.append(row)
    return [part._replace(below=_take_notes(rows, part.body)) for part in parts]


def _headless(rows: Mapping[int, _Row]) -> _Part:
    """A sheet without a header: rows of one text at its top are titles; if all are, it is a text."""
    order = list(rows)
    first = next((i for i, row in enumerate(order) if len(rows[row]) > 1), len(order))
    body = order[first:]
    return _Part(order[:first], body, _take_notes(rows, body))


def _titles_at_end(rows: Mapping[int, _Row], body: Sequence[int], header: int) -> list[int]:
    """The rows of one text right above a second header, and those above them after an empty row."""
    titles: list[int] = []
    below = header
    for row in reversed(body):
        if row != below - 1 or len(rows[row]) > 1:
            break
        titles.insert(0, row)
        below = row
    return titles


def _take_notes(rows: Mapping[int, _Row], body: list[int]) -> list[int]:
    """The notes at the end of a table, which are taken out of it: from 备注 on, or from an empty row on, rows of one text."""
    first = len(body)
    for at in range(len(body) - 1, 0, -1):
        row = rows[body[at]]
        if len(row) > 1:
            break
        if _NOTE_RE.match(row[0][1]) or body[at] - body[at - 1] > 1:
            first = at
    notes = body[first:]
    del body[first:]
    return notes


def _texts(row: _Row) -> list[str]:
    return [text for _, text in row]


def _paragraph(row: _Row, above: bool = False) -> Block:
    """A row outside a table; a title stands above it, alone in its row, and names nothing but the table."""
    text = "　".join([text.strip() for _, text in row])
    centred = above and len(row) == 1 and len(text) <= _TITLE and _UNTITLED_RE.fullmatch(text) is None
    return Block(text, centred=centred)


def _cells(
    body: Sequence[int], rows: Mapping[int, _Row], merged: Mapping[tuple[int, int], Area], table: int
) -> Iterator[Block]:
    """The cells of a table, row by row, as in a file of values parted by tabs."""
    top, left = body[0], min(column for row in body for column, _ in rows[row])
    for row in body:
        last = rows[row][-1][0]
        for column, text in rows[row]:
            area = merged.get((row, column), Area(row, column))
            height = min(area.rows, body[-1] - row + 1)
            cell = Cell(table, row - top, column - left, height, area.columns)
            yield Block(text, "cell", cell=cell, glue="\n" if column == last else "\t")
