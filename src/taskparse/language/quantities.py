"""Quantities: a number with its multiplier, range, measure word and comparator, as printed.

This file knows the form; whether a quantity is a target is for `targets` to say.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

import regex

from taskparse.lexicon.measures import COMPARATORS_AFTER, COMPARATORS_BEFORE, MEASURES, Comparator, TargetKind
from taskparse.lexicon.numerals import DIGITS
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

_INDEX_RE: Final = regex.compile(
    r"(?:系数|指数|总数|数量|人数|户数|总量|比值)(?:达到|达|为|提高到|提高至|保持在|稳定在|控制在|增至|增加到)?$"
)
_ENDS: Final = ("", ",", "。", ";", "、", ")")
_ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})++|\d{1,15}+)(?:\.\d{1,8}+)?"
_MULTIPLIER: Final = r"(?:万亿|千万|百万|十万|亿|万|百(?!分)|千(?![瓦米克伏])|十(?=[万亿]))"
_NUMBER: Final = rf"(?:{_ARABIC}(?:{_MULTIPLIER}(?:零?\d{{1,4}}(?:千|百)?(?=[^\d.%万亿]))?)?|[{CHINESE}][{CHINESE}万亿]{{0,15}}+(?:点[{CHINESE}]{{1,4}}+[万亿]{{0,2}}+)?)"

_QUANTITY_RE: Final = regex.compile(
    rf"""
    (?P<before>\L<before>)?                                   # 不少于
    (?:百分之(?P<hundredths>{_ARABIC}|[{CHINESE}点]{{1,6}})
      |(?P<parts>[{CHINESE}]{{1,3}})分之(?P<share>[{CHINESE}]{{1,3}})        # 三分之二
      |(?<![\d.第A-Za-z\u2103+×-])(?<!\d/)(?<![数几][十百千万])(?<![数几](?=[十百千万]))
       (?P<number>{_NUMBER})
       (?P<about>[余多来几])?(?P<about_multiplier>[万亿]{{1,2}})?
       (?:(?:[-—~–至到]+(?P<upper>{_NUMBER})(?P<upper_about>[余多])?|(?P<unit_between>\L<measures>)[-—~–至到]+(?P<upper>{_NUMBER})(?=\L<measures>)))?
       (?P<measure>\L<measures>)?
       (?P<per>/[百千万亿]?(?:\L<per>))?
       (?P<bracket>\((?:次|间|套|处|个|家|人|批|座|条|户|台|只|部|件)\))?
       (?:\(含\))?(?P<half>半)?(?P<tenth>[{CHINESE}](?=[,。;、以左的)]|$))?
    )
    (?P<about_after>余|多)?
    (?P<after>\L<after>)?
    """,
    regex.VERBOSE,
    before=list(_BEFORE),
    after=list(_AFTER),
    measures=list(_KINDS),
    per=[
        "元",
        "公里",
        "人次",
        "人",
        "户",
        "亩",
        "年",
        "月",
        "天",
        "日",
        "项",
        "件",
        "吨",
        "平方米",
        "立方米",
        "家",
        "次",
        "千瓦时",
        "升",
    ],
)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Quantities of a folded text in order.

    >>> [(str(q.value), q.unit, q.comparator) for q in find_quantities("新增3至5家,不少于2.3万人,翻一番")]
    [('3', '家', 'between'), ('23000', '人', '>='), ('2', '倍', '=')]
    """
    for match in _QUANTITY_RE.finditer(text):
        quantity = _share(match) if match["hundredths"] or match["parts"] else _measured(match, text)
        if quantity is not None:
            yield quantity


def _is_named(text: str, match: "regex.Match[str]") -> bool:
    """系数达到0.58: the end of a phrase, after a metric that has no measure word."""
    return text[match.end() : match.end() + 1] in _ENDS and _INDEX_RE.search(text, 0, match.start()) is not None


def _comparator(match: "regex.Match[str]") -> Comparator:
    """余 and 多 say more than; else what stands after decides over what stands before."""
    if match["about"] or match["about_after"]:
        return ">"
    return _AFTER.get(match["after"] or "") or _BEFORE.get(match["before"] or "") or "="


def _start(match: "regex.Match[str]") -> int:
    return match.start("before") if match["before"] else match.start()


def _measured(match: "regex.Match[str]", text: str) -> Quantity | None:
    """A number with its measure word; without one only where a comparator or the end of a phrase says that it is a quantity."""
    figures, measure = match["number"], match["measure"]
    value = parse_number(figures + (match["about_multiplier"] or ""))
    compared = match["before"] or match["after"] or _is_named(text, match)
    if value is None or (measure is None and (not figures[0].isdecimal() or not compared)):
        return None
    if match["unit_between"] and match["unit_between"] != measure:
        return None
    unit: str | None = measure
    comparator = _comparator(match)
    value, upper = _range(match, value)
    if upper is not None:
        if upper < value:
            return None
        if comparator in (">=", "<="):  # 1至2项以上: its lower end
            value, upper = (upper if comparator == "<=" else value), None
        else:
            comparator = "between"
    kind: TargetKind = _KINDS[unit] if unit else "count"
    rule, end = "number-measure" if unit else "number-bare", match.end()
    if unit == "成":
        value, upper, unit, rule = value * 10 + _tenth(match), upper and upper * 10, "%", "tenths"
    elif match["tenth"]:
        end = match.end("bracket") if match["bracket"] else match.end("measure")
    if unit == "番":
        value, unit, rule = Decimal(2) ** int(value), "倍", "doubling"
    unit = (unit or "") + (match["per"] or "") + (match["bracket"] or "") or None
    measured = match.start("measure") if measure else end
    return Quantity(_start(match), end, match.start("number"), measured, value, upper, unit, kind, comparator, rule)


def _range(match: "regex.Match[str]", value: Decimal) -> tuple[Decimal, Decimal | None]:
    """Both ends of a range; in 1至2万人 the multiplier is said once."""
    if match["upper"] is None:
        figures = match["number"]
        tens = 10 if len(figures) == 3 and figures[2] == "十" else 1
        both = figures[:2] if len(figures) == (3 if tens > 1 else 2) else ""
        first, second = (DIGITS.get(c) for c in both) if both else (None, None)
        if first and second and first < second:  # 两三家, 三五家, 二三十家
            return Decimal(first * tens), Decimal(second * tens)
        return value, None
    upper = parse_number(match["upper"])
    if upper is None:
        return value, None
    scale = _scale(match["upper"])
    if scale and not _scale(match["number"]) and value * scale < upper * 10:
        value *= scale
    return value, upper


def _tenth(match: "regex.Match[str]") -> Decimal:
    """三成五 is 35 %."""
    if match["half"]:
        return Decimal(5)
    return parse_number(match["tenth"]) or Decimal(0) if match["tenth"] else Decimal(0)


def _share(match: "regex.Match[str]") -> Quantity | None:
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
    return Quantity(
        _start(match), match.end(), number, match.end(), value, None, "%", "percentage", _comparator(match), "fraction"
    )


def _scale(number: str) -> Decimal | None:
    """The multiplier that a numeral ends with: 万 in 2万."""
    tail = number.lstrip("0123456789.,")
    return parse_number("1" + tail) if tail and tail[0] in "万亿千百" else None
