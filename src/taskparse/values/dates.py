"""Dates: 2026年1月20日 · 二〇二六年一月二十日 · 4月8日、7月8日前 (the year said once) · 6月底前 · 二季度末 · 年内 · 2026-06-30."""

import calendar
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.values.numerals import parse_number

_NUMBER: Final = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_ZERO: Final = "〇零○0◯OoΟО"
"""What is typed for 〇: also the letter O of three scripts."""
_YEAR: Final = rf"(?:\d{{4}}|[一二三四五六七八九][一二三四五六七八九{_ZERO}]{{3}})"

DATE_RE: Final = patterns.compile(
    rf"""
    (?:(?P<year>{_YEAR})年|(?<!\d)(?P<year>20\d\d)(?=\d{{1,2}}月\d))?(?:     # 2026年, 20261月20日: 年 was lost
      (?:(?<![\d.]){_NUMBER}月?[-—~至到]{{1,2}})?(?P<month>{_NUMBER})月   # 1—6月: its end
      (?:(?P<day>{_NUMBER})[日号]|底|末)?          # 20日, 底
    | (?<![上下每各])第?(?P<quarter>[一二三四1-4])季度末?            # 二季度末
    | (?P<half>上半年)末?
    )
  | (?:(?P<year>{_YEAR})|(?<![\d一二两三四五六七八九十半]))年(?P<whole>底|末|内|终)   # 年底, 2026年底
  | (?<![\d.])(?P<year>(?:19|20)\d\d)(?P<sign>[-./])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?!\.?\d)   # 2026-06-30
    """,
    regex.VERBOSE,
)
FULL_DATE: Final = rf"{_YEAR}年{_NUMBER}月{_NUMBER}日"


class Date(NamedTuple):
    """A date as printed at [start, end) of the text it was found in."""

    start: int
    end: int
    on: str
    exact: bool
    """A day is printed, not only a month."""


def find_dates(text: str, year: int | None = None) -> Iterator[Date]:
    """Dates in reading order; a year that is said once carries over to the dates after it.

    >>> [d.on for d in find_dates("于2026年4月8日、7月8日、三季度末及年底前")]
    ['2026-04-08', '2026-07-08', '2026-09-30', '2026-12-31']
    """
    for match in DATE_RE.finditer(text):
        if match["year"]:
            year = _year(match["year"])
        month = _last_month(match)
        if year is None or month is None or not 1 <= month <= 12:
            continue
        last = calendar.monthrange(year, int(month))[1] if 1 <= year <= 9999 else 31
        day = int(parse_number(match["day"]) or 0) if match["day"] else last
        if 1 <= day <= last:
            yield Date(match.start(), match.end(), f"{year:04}-{int(month):02}-{day:02}", match["day"] is not None)


def _year(text: str) -> int:
    return int(text) if text.isdecimal() else int("".join(str(int(parse_number(c) or 0)) for c in text))


def _last_month(match: "regex.Match[str]") -> Decimal | None:
    """The month that is printed, or the last one of the quarter, half-year or year."""
    if match["month"]:
        return parse_number(match["month"])
    if match["quarter"]:
        return 3 * (parse_number(match["quarter"]) or Decimal(0))
    return Decimal(6) if match["half"] else Decimal(12)
