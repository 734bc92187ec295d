"""Due dates in what a task says itself: 9月底前建成, 2026年6月30日前完成, 年内投用.

Only a single one is taken: where a text has several, each belongs to a step.
"""

from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.values.dates import find_dates

_BEFORE_RE: Final = patterns.compile(r"(?:之|以)?前(?!期|后|[一二三四五六七八九十\d])")
_IN_YEAR_RE: Final = patterns.compile(r"(?<![\d一二两三四五六七八九十几])年内(?=[\p{Han}])(?!容|部)")
_NOT_YET_RE: Final = patterns.compile(r"截[至止]|已|每年|每月")


class DueReading(NamedTuple):
    """A time at [start, end) of the text, and the last day of it where the year is known."""

    start: int
    end: int
    on: str | None


def find_due(text: str, year: int | None) -> DueReading | None:
    """The one time by which a text says that its work is done.

    >>> find_due("9月底前建成公园3个,新增绿地5公顷。", 2026)
    DueReading(start=0, end=4, on='2026-09-30')
    >>> find_due("6月底前开工,12月底前建成。", 2026) is None
    True
    """
    found = [
        DueReading(date.start, before.end(), date.on)
        for date in (find_dates(text, year) if "前" in text else ())
        if (before := _BEFORE_RE.match(text, date.end))
        and not _NOT_YET_RE.search(text, max(0, date.start - 6), date.start)
    ]
    last = f"{year}-12-31" if year else None
    found += [
        DueReading(match.start(), match.end(), last) for match in (_IN_YEAR_RE.finditer(text) if "年内" in text else ())
    ]
    return found[0] if len(found) == 1 else None
