"""The cells of a workbook as they are read: printed texts by place, no more than any table has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate

from taskparse.readers.sheets.grid import check_size
from taskparse.readers.sheets.printed import PLAIN, Style, Value, print_value


class Cells:
    """The texts of one sheet after the other; what all sheets hold together is limited."""

    def __init__(self, styles: Mapping[int, Style]) -> None:
        self.texts: dict[tuple[int, int], str] = {}
        self._styles = styles
        self._count = self._characters = 0

    def next_sheet(self) -> Cells:
        """The same, with no cells yet."""
        self.texts = {}
        return self

    def add(self, row: int, column: int, value: Value, style: int = -1) -> None:
        """Add a cell, printed in its style; nothing where it prints nothing.

        Errors: UnreadableInput where there are more cells or characters than any table has.
        """
        text = print_value(value, self._styles.get(style, PLAIN))
        if text:
            self.texts[row, column] = text
            self._count += 1
            self._characters += len(text)
            check_size(self._count, self._characters)

    def count_rows(self, rows: Iterable[int]) -> int:
        """How many of these rows hold something."""
        return len({row for row, _ in self.texts}.intersection(rows))

    def count_columns(self, ranges: Iterable[tuple[int, int]]) -> int:
        """How many columns in these ranges (first and last, from 0) hold something."""
        filled = {column for _, column in self.texts}
        last = max(filled, default=-1)
        steps = [0] * (last + 2)
        for start, end in ranges:
            if 0 <= start <= min(end, last):
                steps[start] += 1
                steps[min(end, last) + 1] -= 1
        return sum(1 for column, depth in enumerate(accumulate(steps)) if depth and column in filled)
