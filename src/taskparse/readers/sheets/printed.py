"""Values of cells as a clerk reads them on the printed sheet: 3 not 3.0, 5.5% not 0.055, 2026年6月30日 not 46203."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final, TypeAlias

import regex

Value: TypeAlias = str | bool | int | float | date | datetime | time | timedelta
"""What a workbook holds in a cell; the empty text where it holds nothing."""

BUILT_IN: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%", 10: "0.00%",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
}  # fmt: skip
"""Number formats that a file refers to without writing them down (ECMA-376 part 1, 18.8.30), as far as they print plain numbers."""

_FORMAT_RE: Final = regex.compile(
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
_SECTION_RE: Final = regex.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')
_DAY_RE: Final = regex.compile(r'"[^"]*"|\\.|\[[^\]]*\]|(?P<day>[dD])')
_SIGNIFICANT: Final = 15
"""Figures of a number that spreadsheets keep."""

_LONGEST: Final = 30
"""Places that a number is printed with at most."""


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


def print_value(value: Value, code: str = "General") -> str:
    """A cell's value as its number format prints it; dates in full.

    >>> print_value(3.0), print_value(0.055, "0.0%"), print_value(12000, '#,##0"家"'), print_value(date(2026, 6, 30), "m/d")
    ('3', '5.5%', '12,000家', '2026年6月30日')
    """
    match value:
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n")
        case bool():
            return str(value).upper()
        case datetime():
            clock = "" if value.time() == time() else f" {value:%H:%M}"
            return print_value(value.date(), code) + clock
        case date():
            day = f"{value.day}日" if code == "General" or _has_day(code) else ""
            return f"{value.year}年{value.month}月{day}"
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return str(value)
        case _:
            return _number(value, code)


def _has_day(code: str) -> bool:
    """Whether a format prints the day; one that prints only year and month means the month."""
    return "y" not in code.lower() or any(m["day"] for m in _DAY_RE.finditer(code))


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
