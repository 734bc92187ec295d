"""What a workbook's file says about its sheets beyond the values that calamine gives: number formats, hidden rows, how large they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Facts:
    """Of one sheet: the number formats of its cells by row and column (from 0), and how many rows and columns are hidden."""

    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: int = 0
