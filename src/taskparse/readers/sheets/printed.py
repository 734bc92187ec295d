"""Values of cells as a clerk reads them on the printed sheet: 3 not 3.0, 5.5% not 0.055, 2026年6月30日 not 46203."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

import regex

from taskparse import patterns

Value: TypeAlias = str | bool | int | float
"""What a workbook holds in a cell (dates are numbers of days); the empty text where it holds nothing."""

FORMATS: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: "yyyy/m", 28: "m/d", 29: "m/d", 30: "m-d-yy", 31: "yyyy/m/d", 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss", 36: "yyyy/m",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 50: "yyyy/m", 51: "m/d", 52: "yyyy/m", 53: "m/d", 54: "m/d", 55: "h:mm", 56: "h:mm:ss", 57: "yyyy/m", 58: "m/d",
}  # fmt: skip
"""Number formats that a file refers to without writing them down, those of a Chinese Excel among them (ECMA-376 part 1, 18.8.30)."""

_FORMAT_RE: Final = patterns.compile(
    r"""
      "(?P<literal>[^"]*)" | \\(?P<literal>.)   # 0"家", 0\家
    | \[\$(?P<literal>[^\]-]*)[^\]]*\]          # [$¥-804]
    | (?P<none>\[[^\]]*\] | _. | \*.)           # [Red], room as broad as a sign
    | (?P<general>General|G/通用格式)
    | (?P<number>[0\#?][0\#?,]*(?:\.[0\#?]*,*)?|\.[0\#?]+)
    | (?P<percent>[%％])
    | (?P<literal>[-+()（）:：\ ¥￥$]|\p{Han})
    | (?P<other>.)                              # dates, fractions, powers of ten
    """,
    regex.VERBOSE | regex.IGNORECASE | regex.DOTALL,
)
_SECTION_RE: Final = patterns.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')
_DATE_RE: Final = patterns.compile(
    r'"[^"]*"|\\.|(?P<elapsed>\[[hms]+\])|\[[^\]]*\]|General|(?P<letter>[ymdhs])', regex.IGNORECASE
)
_DAYS: Final = (1, 2_958_465)
"""The first and the last day that spreadsheets know, 9999-12-31."""

_LEAP_DAY: Final = 60
"""The day 1900-02-29, which there was not; days are counted as if there was."""
_SIGNIFICANT: Final = 15
"""Figures of a number that spreadsheets keep."""

_LONGEST: Final = 30
"""Places that a number is printed with at most."""


class Style(NamedTuple):
    """How a cell prints a number: its format's code, and whether days are counted from 1904 (workbooks of old Macs)."""

    code: str = "General"
    since_1904: bool = False


PLAIN: Final = Style()
"""The style of a cell without one."""


@dataclass(frozen=True, slots=True)
class _Format:
    """How numbers are printed: what stands before and after, places behind the point, and what they are multiplied with."""

    before: str = ""
    after: str = ""
    least: int | None = None
    most: int = 0
    whole: int = 1
    grouped: bool = False
    power: int = 0


def print_value(value: Value, style: Style = PLAIN) -> str:
    """A cell's value as its number format prints it; dates in full.

    >>> print_value(3.0), print_value(0.055, Style("0.0%")), print_value(12000, Style('#,##0"家"')), print_value(46203, Style("m/d"))
    ('3', '5.5%', '12,000家', '2026年6月30日')
    """
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return str(value).upper()
    return _print_time(value, style) or _number(value, style.code)


def print_date(day: date) -> str:
    """A date as notices write it.

    >>> print_date(date(2026, 6, 30))
    '2026年6月30日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def _print_time(value: float, style: Style) -> str:
    """A number that is a date, a time or both; nothing where its format prints a number, or where it is none."""
    letters = _date_letters(style.code)
    if not letters or not 0 <= value <= _DAYS[1]:
        return ""
    minutes = round(value * 1440)
    clock = f"{minutes // 60 % 24:02}:{minutes % 60:02}"
    if "e" in letters:
        return f"{minutes // 60}:{minutes % 60:02}"
    if not letters & set("yd") and letters & set("hs"):
        return clock
    days = minutes // 1440
    if days < _DAYS[0]:
        return ""
    if style.since_1904:
        day = date(1904, 1, 1) + timedelta(min(days, _DAYS[1] - 1462))
    else:
        day = date(1899, 12, 30) + timedelta(days + (days < _LEAP_DAY))
    printed = print_date(day) if "d" in letters or "y" not in letters else f"{day.year}年{day.month}月"
    return f"{printed} {clock}" if "h" in letters and minutes % 1440 else printed


@lru_cache(maxsize=1024)
def _date_letters(code: str) -> frozenset[str]:
    """The letters of a format that print parts of dates and times, "e" where it prints the time gone by; none for numbers."""
    section = _sections(code)[0]
    found: set[str] = set()
    for match in _DATE_RE.finditer(section):
        found |= {"e"} if match["elapsed"] else {match["letter"].lower()} if match["letter"] else set()
    return frozenset(found if "#" not in section and "General" not in section else ())


def _number(value: float, code: str) -> str:
    number = Decimal(f"{value:.{_SIGNIFICANT}g}") if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return ""
    sections = _sections(code)
    index = (1 if number < 0 else 2 if number == 0 else 0) if len(sections) > 1 else 0
    section = sections[index] if index < len(sections) else sections[0]
    form = _read_format(section) or _Format()
    sign = "-" if number < 0 and (index == 0 or form == _Format()) else ""
    number = abs(number).scaleb(form.power)
    if number.adjusted() > _LONGEST:
        return f"{value:g}"
    return f"{form.before}{sign}{_digits(number, form)}{form.after}"


def _digits(number: Decimal, form: _Format) -> str:
    if form.least is None:
        text = f"{number:.{_LONGEST}f}".rstrip("0").rstrip(".")
        return text or "0"
    text = f"{number.quantize(Decimal(1).scaleb(-form.most), ROUND_HALF_UP):{',' if form.grouped else ''}f}"
    whole, point, rest = text.partition(".")
    while len(rest) > form.least and rest.endswith("0"):
        rest = rest[:-1]
    return whole.zfill(form.whole) + (point + rest if rest else "")


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    """The parts of a format: for positive numbers, negative ones, zero."""
    return tuple(m[0] for m in _SECTION_RE.finditer(code) if m[0])[:3] or ("General",)


@lru_cache(maxsize=1024)
def _read_format(section: str) -> _Format | None:
    """How a part of a format prints numbers, None where it prints something else with them."""
    sides = ["", ""]
    number: str | None = None
    power = 0
    for match in _FORMAT_RE.finditer(section):
        if match["other"] is not None or (number is not None and (match["number"] or match["general"])):
            return None
        if match["number"] or match["general"]:
            number = match["number"] or ""
        elif match["none"] is None:
            sides[number is not None] += match["percent"] or match["literal"] or ""
            power += 2 if match["percent"] else 0
    before, after = sides[0].lstrip(), sides[1].rstrip()
    if not number:
        return None if number is None else _Format(before, after, power=power)
    whole, _, places = number.partition(".")
    thousands = len(number) - len(number.rstrip(","))
    places = places.rstrip(",")
    grouped = "," in whole.rstrip(",")
    return _Format(
        before,
        after,
        places.count("0"),
        min(len(places), _LONGEST),
        min(max(whole.count("0"), 1), _LONGEST),
        grouped,
        power - 3 * thousands,
    )
