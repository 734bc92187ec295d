"""What is said of a page that had to be turned to be read, for its boxes are those of the turned page; and which pages are, by what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal


def turned(number: int, quarters: int, way: Literal["clockwise", "anticlockwise"] = "clockwise") -> str:
    """What a clerk should know of a page that was turned by so many quarters."""
    return f"page {number}: turned by {90 * quarters} degrees {way} to be read; its boxes are those of the turned page"


def quarters_of(remarks: Iterable[str]) -> dict[int, int]:
    """By how many quarters, clockwise, pages were turned to be read.

    >>> quarters_of([turned(3, 1, "anticlockwise"), "page 4: a remark", turned(5, 1), turned(5, 3)])
    {3: 3, 5: 0}
    """
    found: dict[int, int] = {}
    for remark in remarks:
        match remark.split():
            case ["page", page, "turned", "by", degrees, "degrees", way, *_]:
                number, quarters = int(page.rstrip(":")), int(degrees) // 90
                found[number] = (found.get(number, 0) + (quarters if way == "clockwise" else -quarters)) % 4
    return found
