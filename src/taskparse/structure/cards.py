"""Task cards: a small table for each task, the name of each field beside its value instead of above it.

任务名称 | 公共数据归集        任务名称 | 公共数据归集 | 牵头单位 | 县数据局
牵头单位 | 县数据局            完成时限 | 9月底前     | 配合单位 | 县公安局
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from taskparse.source import Reading
from taskparse.structure.columns import Column, column_of, has_tasks_and_units
from taskparse.structure.paragraphs import Paragraph

Field: TypeAlias = tuple[Column, Paragraph, Paragraph]
"""What a field holds, the cell of its name, the cell of its value."""

_WIDTHS: Final = (2, 4)
"""Cards have one field in a row, or two."""


def find_cards(
    reading: Reading, grid: Mapping[tuple[int, int], Paragraph], rows: Sequence[int]
) -> list[tuple[Field, ...]]:
    """The cards of a table in order; a name that comes again begins the next one. Empty where it is no table of cards."""
    width = 1 + max((column for _, column in grid), default=0)
    if width not in _WIDTHS:
        return []
    cards: list[tuple[Field, ...]] = []
    card: list[Field] = []
    for row in rows:
        fields = list(_fields(reading, grid, row, width))
        if not fields:
            return []
        if any(field[0].name == known[0].name for field in fields for known in card):
            cards.append(tuple(card))
            card = []
        card += fields
    cards.append(tuple(card))
    return cards if all(has_tasks_and_units(field[0] for field in card) for card in cards) else []


def _fields(reading: Reading, grid: Mapping[tuple[int, int], Paragraph], row: int, width: int) -> Iterator[Field]:
    for column in range(0, width, 2):
        name, value = grid.get((row, column)), grid.get((row, column + 1))
        named = column_of(reading.text[name.start : name.end]) if name else None
        if name is not None and value is not None and value is not name and named is not None:
            yield named, name, value
