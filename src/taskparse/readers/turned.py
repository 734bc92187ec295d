"""What is said of a page that had to be turned to be read, for its boxes are those of the turned page; and which pages are, by what was said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from taskparse import patterns

_REMARK_RE: Final = patterns.compile(
    r"page (?P<page>\d+): turned by (?P<degrees>\d+) degrees (?P<way>(?:anti)?clockwise) "
)


def turned(number: int, quarters: int, way: Literal["clockwise", "anticlockwise"] = "clockwise") -> str:
    """What a clerk should know of a page that was turned by so many quarters."""
    return f"page {number}: turned by {90 * quarters} degrees {way} to be read; its boxes are those of the turned page"


def quarters_of(remarks: Iterable[str]) -> dict[int, int]:
    """By how many quarters, clockwise, pages were turned to be read.

    >>> quarters_of([turned(3, 1, "anticlockwise"), "page 4: a remark", turned(5, 1), turned(5, 3)])
    {3: 3, 5: 0}
    """
    found: dict[int, int] = {}
    for match in filter(None, map(_REMARK_RE.match, remarks)):
        quarters = int(match["degrees"]) // 90 * (1 if match["way"] == "clockwise" else -1)
        found[int(match["page"])] = (found.get(int(match["page"]), 0) + quarters) % 4
    return found
