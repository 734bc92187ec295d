"""Quantities: a number with its multiplier, range, measure word and comparator, as printed.

This file knows the form; whether a quantity is a target is for `targets` to say.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

import regex

from taskparse.lexicon.measures import COMPARATORS_AFTER, COMPARATORS_BEFORE, MEASURES, Comparator, TargetKind
from taskparse.values.numerals import CHINESE, parse_number


class Quantity(NamedTuple):
    """A quantity at [start, end) of the text; `number` is where its first figure stands, `measured` where the measure word begins."""

    start: int
    end: int
    number: int
    measured: int
    value: Decimal
    upper: Decimal | None
    unit: str | None
    kind: TargetKind
    comparator: Comparator
    rule: str


_KINDS: Final = {word: kind for kind, words in MEASURES.items() for word in words}
_BEFORE: Final = {word: sign for sign, words in COMPARATORS_BEFORE.items() for word in words}
_AFTER: Final = {word: sign for sign, words in COMPARATORS_AFTER.items() for word in words}

_ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})++|\d{1,15}+)(?:\.\d{1,8}+)?"
_MULTIPLIER: Final = r"(?:万亿|千万|百万|十万|亿|万|百(?=[万亿])|千(?![瓦米克伏])|十(?=[万亿]))"
_NUMBER: Final = rf"(?:{_ARABIC}(?:{_MULTIPLIER}(?:\d{{1,4}}(?:千|百)?(?=[^\d.%万亿]))?)?|[{CHINESE}]{{1,12}}+(?:点[{CHINESE}]{{1,4}}+)?[万亿]{{0,2}}+)"

_QUANTITY_RE: Final = regex.compile(
    rf"""
    (?P<before>\L<before>)?                                   # 不少于
    (?:百分之(?P<hundredths>{_ARABIC}|[{CHINESE}]{{1,6}})
      |(?P<parts>[{CHINESE}]{{1,3}})分之(?P<share>[{CHINESE}]{{1,3}})        # 三分之二
      |(?<![\d.第A-Za-z\u2103+×/-])
       (?P<number>{_NUMBER})
       (?P<about>[余多来几])?(?P<about_multiplier>[万亿]{{1,2}})?
       (?:(?:[-—~–至到]+(?P<upper>{_NUMBER})(?P<upper_about>[余多])?|(?P<unit_between>%|\L<percent>)[-—~–至到]+(?P<upper>{_NUMBER})))?
       (?P<measure>\L<measures>)?
       (?P<per>/(?:\L<per>))?
       (?P<bracket>\((?:次|间|套|处|个|家|人|批|座|条|户|台|只|部|件)\))?
       (?P<half>半)?(?P<tenth>[{CHINESE}](?=[,。;、以左的)]|$))?
    )
    (?P<about_after>余|多)?
    (?P<after>\L<after>)?
    """,
    regex.VERBOSE,
    before=list(_BEFORE),
    after=list(_AFTER),
    measures=list(_KINDS),
    percent=["个百分点", "百分点"],
    per=["人", "户", "亩", "年", "月", "天", "日", "项", "件", "吨", "平方米", "立方米", "家", "次", "千瓦时", "升"],
)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Quantities of a folded text in order.

    >>> [(str(q.value), q.unit, q.comparator) for q in find_quantities("新增3至5家,不少于2.3万人,翻一番")]
    [('3', '家', 'between'), ('23000', '人', '>='), ('2', '倍', '=')]
    """
    for match in _QUANTITY_RE.finditer(text):
        quantity = _quantity(match, text)
        if quantity is not None:
            yield quantity


def _quantity(match: "regex.Match[str]", text: str) -> Quantity | None:
    sign = _BEFORE.get(match["before"] or "")
    after = _AFTER.get(match["after"] or "")
    comparator: Comparator = after or sign or "="
    if match["about"] or match["about_after"]:
        comparator = ">"
    start = match.start("before") if match["before"] else match.start()
    if match["hundredths"] or match["parts"]:
        return _share(match, start, comparator)
    measure, value = match["measure"], parse_number(match["number"] + (match["about_multiplier"] or ""))
    if value is None:
        return None
    chinese = not match["number"][0].isdecimal()
    begin = match.start("number")
    if measure is None:
        if chinese or not (match["before"] or match["after"]) and match["unit_between"] is None:
            return None
    upper = parse_number(match["upper"]) if match["upper"] else None
    unit: str | None = measure
    if match["unit_between"]:
        unit = unit or match["unit_between"]
    if upper is not None:
        scale = _scale(match["upper"])
        if scale and not _scale(match["number"]) and value * scale < upper * 10:
            value *= scale  # 1至2万人
        if upper < value:
            return None
        comparator = ">=" if after == ">=" else after if after in ("<=",) else "between"
        upper = upper if comparator == "between" else None
    kind: TargetKind = _KINDS[unit] if unit else "count"
    rule = "number-measure" if unit else "number-bare"
    end = match.end()
    if unit == "成":
        value, unit = value * 10 + _tenth(match), "%"
        rule = "tenths"
        upper = upper * 10 if upper is not None else None
    elif match["tenth"]:
        end = match.end("bracket") if match["bracket"] else match.end("measure")
    if unit == "番":
        value, unit, rule = Decimal(2) ** int(value), "倍", "doubling"
    if match["per"]:
        unit = (unit or "") + match["per"]
    if match["bracket"] and unit:
        unit += match["bracket"]
    measured = match.start("measure") if measure else end
    return Quantity(start, end, begin, measured, value, upper, unit, kind, comparator, rule)


def _tenth(match: "regex.Match[str]") -> Decimal:
    """三成五 is 35 %."""
    if match["half"]:
        return Decimal(5)
    return parse_number(match["tenth"]) or Decimal(0) if match["tenth"] else Decimal(0)


def _share(match: "regex.Match[str]", start: int, comparator: Comparator) -> Quantity | None:
    """三分之二, 百分之五: a percentage."""
    if match["hundredths"]:
        value, number = parse_number(match["hundredths"]), match.start("hundredths") - 3
    else:
        whole, part = parse_number(match["parts"]), parse_number(match["share"])
        value = (part * 100 / whole).quantize(Decimal("0.0001")) if whole and part is not None else None
        number = match.start("parts")
    if value is None:
        return None
    value = value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1))
    return Quantity(start, match.end(), number, match.end(), value, None, "%", "percentage", comparator, "fraction")


def _scale(number: str) -> Decimal | None:
    """The multiplier that a numeral ends with: 万 in 2万."""
    tail = number.lstrip("0123456789.,")
    return parse_number("1" + tail) if tail and tail[0] in "万亿千百" else None
