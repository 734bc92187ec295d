"""Pages become one flow of blocks: paragraphs and tables go on over page ends, furniture follows what it interrupts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from taskparse.readers.pdf.furniture import Named
from taskparse.readers.pdf.paragraphs import Placed, begins_paragraph, join_text, make_block
from taskparse.readers.pdf.tables import TablePart, is_continued, table_blocks
from taskparse.source import Block, Furniture


class Contents(NamedTuple):
    """What a page holds: body lines and tables from top to bottom, and its furniture."""

    lines: Sequence[Placed]
    tables: Sequence[TablePart]
    furniture: Sequence[Named]


_Item: TypeAlias = Placed | TablePart
_Group: TypeAlias = list[Placed] | list[TablePart]


def flow(pages: Sequence[Contents]) -> Iterator[Block]:
    """The blocks of all pages in reading order."""
    group: list[Placed] = []
    parts: list[TablePart] = []
    waiting: list[Block] = []  # furniture that interrupts the open paragraph or table
    tables = 0
    for page in pages:
        items = _items(page)
        top = _top(items[0]) if items else 0.0
        waiting += [_furniture(n) for n in page.furniture if n.line.top < top]
        for item in items:
            if group and (isinstance(item, TablePart) or begins_paragraph(group, item)):
                yield make_block(group)
                group = []
            if parts and (isinstance(item, Placed) or not is_continued(parts[-1], item)):
                yield from _between(table_blocks(parts, tables), waiting)
                tables += 1
                parts = []
            if not group and not parts:
                yield from waiting
                waiting = []
            if isinstance(item, TablePart):
                parts.append(item)
            else:
                group.append(item)
        waiting += [_furniture(n) for n in page.furniture if n.line.top >= top]
    if group:
        yield make_block(group)
    yield from _between(table_blocks(parts, tables), waiting)
    yield from waiting


def _items(page: Contents) -> list[_Item]:
    return sorted([*page.lines, *page.tables], key=_top) if page.tables else list(page.lines)


def _top(item: _Item) -> float:
    return item.top if isinstance(item, TablePart) else item.line.top


def _between(cells: Iterator[Block], waiting: list[Block]) -> Iterator[Block]:
    """A table's blocks, and before those of a later page the furniture of the pages before; it is taken out of `waiting`."""
    for block in cells:
        while waiting and block.page is not None and (waiting[0].page or 0) < block.page:
            yield waiting.pop(0)
        yield block


def _furniture(named: Named) -> Block:
    text, lines = join_text([named.line])
    return Block(text, "furniture", named.line.page, lines, (Furniture(0, len(text), named.reason),))
