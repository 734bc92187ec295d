"""Quantities: a number with its multiplier, range, measure word and comparator, as printed.

This file knows the form; whether a quantity is a target is for `targets` to say.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.lexicon.measures import (
    COMPARATORS_AFTER,
    COMPARATORS_BEFORE,
    MEASURES,
    NO_MEASURES,
    Comparator,
    TargetKind,
)
from taskparse.lexicon.numerals import DIGITS
from taskparse.source import CELL_BREAK
from taskparse.values.numerals import CHINESE, parse_number
from taskparse.words import Words


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


RULES: Final[dict[str, str]] = {
    "number-measure": "a number and its measure word",
    "number-open": "a number and one character that is no known measure word, where a multiplier or a comparator says that it counts: 超220亿枝",
    "number-bare": "a number without a measure word, where a comparator or the metric before it says that it is a quantity",
    "tenths": "三成, 三成五: tenths are given in %",
    "doubling": "翻番, 翻一番, 翻两番: each doubling multiplies by 2",
    "fraction": "三分之一, 百分之五: fractions are given in %",
}

_KINDS: Final = {word: kind for kind, words in MEASURES.items() for word in words}
_SIGN_BEFORE: Final = {word: sign for sign, words in COMPARATORS_BEFORE.items() for word in words}
_SIGN_AFTER: Final = {word: sign for sign, words in COMPARATORS_AFTER.items() for word in words}
_MEASURES: Final = Words.of(_KINDS)
_BEFORE: Final = Words.of(_SIGN_BEFORE)
_AFTER: Final = Words.of(_SIGN_AFTER)

_ENDING_IN_SIGNS: Final = {
    "约": frozenset("签节契集履违预合公条特"),
    "超": frozenset("商赶反高"),
    "近": frozenset("附就邻临靠最"),
}
"""What makes a word of a sign: 签约780户, 节约30%, 大型商超3家."""
_INDEX_RE: Final = patterns.compile(
    r"(?:系数|指数|总数|数量|总量|比值|(?P<unit>人次|人|户)数|(?P<unit>人次))(?:达到|达|为|提高到|提高至|保持在|稳定在|控制在|增至|增加到)?$"
)
_ENDS: Final = ("", ",", "。", ";", "、", ")")
_ARABIC: Final = r"(?:\d{1,3}(?:,\d{3})++|\d{1,15}+)(?:\.\d{1,8}+)?"
_MULTIPLIER: Final = r"(?:万亿|千万|百万|十万|亿|万|百(?!分)|千(?![瓦米克伏])|十(?=[万亿]))"
_NUMBER: Final = rf"(?:{_ARABIC}(?:{_MULTIPLIER}(?:零?\d{{1,4}}(?:千|百)?(?=[^\d.%万亿]))?)?|[{CHINESE}][{CHINESE}万亿]{{0,15}}+(?:点[{CHINESE}]{{1,4}}+[万亿]{{0,2}}+)?)"

_PER: Final = (
    "平方公里",
    "平方千米",
    "公顷",
    "公斤",
    "千克",
    "小时",
    "分钟",
    "季度",
    "公里",
    "平方米",
    "立方米",
    "千瓦时",
    "人次",
    "人",
    "元",
    "户",
    "亩",
    "年",
    "月",
    "天",
    "日",
    "项",
    "件",
    "吨",
    "家",
    "次",
    "升",
)
_IN_BRACKETS: Final = "次间套处个家人批座条户台只部件段项片所名支场"
_RANGE: Final = "[-—~–至到]+"
_RANGE_SIGNS: Final = frozenset("-—~–至到")
_TAIL_SIGNS: Final = frozenset("/(半余多" + CHINESE)
"""What `_TAIL_RE` may begin with."""

_NUMBER_RE: Final = patterns.compile(
    rf"""
      百分之(?P<hundredths>{_ARABIC}|[{CHINESE}点]{{1,6}})                      # 百分之五
    | (?P<parts>[{CHINESE}]{{1,3}})分之(?P<share>[{CHINESE}]{{1,3}})           # 三分之二
    | 翻(?P<doubled>番)                                                        # 实现翻番
    | (?<![\d.第A-Za-z\u2103+×-])(?<!\d/)(?<![数几][十百千万])(?<![数几](?=[十百千万]))
      (?P<number>{_NUMBER})(?P<about>[余多来几])?(?P<about_multiplier>[万亿]{{1,2}})?   # 5000余万
    """,
    regex.VERBOSE,
)
_NUMBER_GROUP: Final = _NUMBER_RE.groupindex["number"]
"""Asked by its name, a group takes ten times as long."""
_UPPER_RE: Final = patterns.compile(rf"{_RANGE}(?P<upper>{_NUMBER})[余多]?")
_TAIL_RE: Final = patterns.compile(
    rf"""
    (?P<per>/[百千万亿]?(?:{"|".join(_PER)}))?                # 元/人, 批次/千人
    (?P<bracket>\((?:{"|".join(_IN_BRACKETS)})\))?           # 家（次）
    (?:\(含\))?(?P<half>半)?(?P<tenth>[{CHINESE}](?=[,。;、以左的)]|$))?   # 三成五
    (?P<about>[余多](?!\p{{Han}})|[余多](?=的))?             # 3公里多, but 1处多功能场地
    """,
    regex.VERBOSE,
)
_OPEN_RE: Final = patterns.compile(
    rf"(?P<word>(?![{NO_MEASURES}])\p{{Han}})(?=\L<after>?(?:[,。;、)]|$))", after=list(_SIGN_AFTER)
)
"""A measure word that no list holds, at the end of its phrase."""


_FIGURE_RE: Final = patterns.compile(
    rf"(?:{'|'.join(map(regex.escape, _SIGN_BEFORE))})?(?P<figure>{_ARABIC}(?:{_RANGE}{_ARABIC})?)(?:{'|'.join(_SIGN_AFTER)})?"
)
"""A cell of nothing but a figure."""


def find_quantities(text: str) -> Iterator[Quantity]:
    """Quantities of a folded text in order.

    >>> [(str(q.value), q.unit, q.comparator) for q in find_quantities("新增3至5家,不少于2.3万人,翻一番")]
    [('3', '家', 'between'), ('23000', '人', '>='), ('2', '倍', '=')]
    """
    at = 0
    while match := _NUMBER_RE.search(text, at):
        at = match.end()
        if match[_NUMBER_GROUP] is not None:
            quantity = _measured(match, text)
        else:
            quantity = _doubled(match) if match["doubled"] else _share(match, text)
        if quantity is not None:
            yield quantity
            at = max(at, quantity.end)


def place_of_measure(text: str, measure: str) -> int | None:
    """Where a unit of measure belongs in a cell of nothing but a figure, or None where the cell is no such or the unit is none.

    >>> place_of_measure("6500以上", "万人次"), place_of_measure("6500人次", "万人次"), place_of_measure("6500", "平均")
    (4, None, None)
    """
    match = _FIGURE_RE.fullmatch(text)
    if match is None or not measure:
        return None
    words = measure.lstrip("十百千万亿") or measure
    tail = _TAIL_RE.match(words, _MEASURES.at(words, 0, len(words)))
    whole = _MEASURES.at(words, 0, len(words)) > 0 and tail is not None and tail.end() == len(words)
    return match.end("figure") if whole else None


def _before(text: str, start: int) -> tuple[int, Comparator | None]:
    """Where a comparator before the number begins, and what it says."""
    begin = _BEFORE.before(text, 0, start)
    if text[begin - 1 : begin] in _ENDING_IN_SIGNS.get(text[begin:start], ()):
        return start, None
    return begin, _SIGN_BEFORE[text[begin:start]] if begin < start else None


def _after(text: str, end: int) -> tuple[int, Comparator | None]:
    """Where a comparator after the measure word ends, and what it says."""
    stop = _AFTER.at(text, end, len(text))
    return stop, _SIGN_AFTER[text[end:stop]] if stop > end else None


def _measured(match: "regex.Match[str]", text: str) -> Quantity | None:
    """A number with its measure word; without one only where a comparator or the end of a phrase says that it is a quantity."""
    *_, figures, about, multiplier = match.groups()
    value = parse_number(figures + (multiplier or ""))
    if value is None:
        return None
    end, upper_figures = _on_next_line(text, match.end()), None
    measured = _MEASURES.at(text, end, len(text))  # 3家至5家: the measure word may stand after both numbers
    ranged = text[measured : measured + 1] in _RANGE_SIGNS or text[end : end + 1] in _RANGE_SIGNS
    if ranged and (upper := _UPPER_RE.match(text, measured) or _UPPER_RE.match(text, end)):
        again = _MEASURES.at(text, upper.end(), len(text))
        if upper.start() == end or text[upper.end() : again] == text[end:measured]:
            upper_figures, end, measured = upper["upper"], upper.end(), again
    start, before = _before(text, match.start())
    counts = before is not None or (multiplier or figures)[-1] in "万亿"
    is_open = measured == end and counts and figures[0].isdecimal() and _OPEN_RE.match(text, end) is not None
    measured += is_open
    measure = text[end:measured] or None
    tail = _TAIL_RE.match(text, measured) if text[measured : measured + 1] in _TAIL_SIGNS else None
    per, bracket, half, tenth, about_after = tail.groups() if tail else (None,) * 5
    stop, after = _after(text, tail.end() if tail else measured)
    index = _INDEX_RE.search(text, max(0, start - 12), start) if measure is None else None
    named = index is not None and text[stop : stop + 1] in _ENDS  # 系数达到0.58, at the end of a phrase
    if measure is None and not (figures[0].isdecimal() and (before or after or named)):
        return None
    comparator: Comparator = ">" if about or about_after else after or before or "="
    value, limit = _range(figures, upper_figures, value)
    if limit is not None:
        if limit < value:
            return None
        if comparator in (">=", "<="):  # 1至2项以上: its lower end
            value, limit = (limit if comparator == "<=" else value), None
        else:
            comparator = "between"
    kind: TargetKind = _KINDS.get(measure or "", "count")
    rule = "number-open" if is_open else "number-measure" if measure else "number-bare"
    unit = measure or (index and index["unit"])
    if unit == "成":
        value, limit, unit, rule = value * 10 + _tenth(half, tenth), limit and limit * 10, "%", "tenths"
    elif tail and tenth:
        stop = tail.end("bracket") if bracket else measured
    if unit == "番":
        value, unit, rule = Decimal(2) ** int(value), "倍", "doubling"
    unit = (unit or "") + (per or "") + (bracket or "") or None
    place = end if measure else stop
    return Quantity(start, stop, match.start(_NUMBER_GROUP), place, value, limit, unit, kind, comparator, rule)


def _on_next_line(text: str, end: int) -> int:
    """26万⏎头: where the measure word begins, which a cell may have on its next line."""
    return end + 1 if text.startswith(CELL_BREAK, end) and _MEASURES.at(text, end + 1, len(text)) > end + 1 else end


def _range(figures: str, upper_figures: str | None, value: Decimal) -> tuple[Decimal, Decimal | None]:
    """Both ends of a range; in 1至2万人 the multiplier is said once."""
    if upper_figures is None:
        tens = 10 if len(figures) == 3 and figures[2] == "十" else 1
        both = figures[:2] if len(figures) == (3 if tens > 1 else 2) else ""
        first, second = (DIGITS.get(c) for c in both) if both else (None, None)
        if first and second and first < second:  # 两三家, 三五家, 二三十家
            return Decimal(first * tens), Decimal(second * tens)
        return value, None
    upper = parse_number(upper_figures)
    if upper is None:
        return value, None
    scale = _scale(upper_figures)
    if scale and not _scale(figures) and value * scale < upper * 10:
        value *= scale
    return value, upper


def _tenth(half: str | None, tenth: str | None) -> Decimal:
    """三成五 is 35 %."""
    if half:
        return Decimal(5)
    return parse_number(tenth) or Decimal(0) if tenth else Decimal(0)


def _share(match: "regex.Match[str]", text: str) -> Quantity | None:
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
    start, before = _before(text, match.start())
    stop, after = _after(text, match.end())
    sign = after or before or "="
    return Quantity(start, stop, number, match.end(), value, None, "%", "percentage", sign, "fraction")


def _doubled(match: "regex.Match[str]") -> Quantity:
    """实现翻番: without a number, once."""
    start, end = match.span()
    return Quantity(start, end, start, end, Decimal(2), None, "倍", _KINDS["倍"], "=", "doubling")


def _scale(number: str) -> Decimal | None:
    """The multiplier that a numeral ends with: 万 in 2万."""
    tail = number.lstrip("0123456789.,")
    return parse_number("1" + tail) if tail and tail[0] in "万亿千百" else None
