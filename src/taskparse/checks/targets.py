"""Numbers that cannot be, contradict each other, or leave open what they count."""

from collections.abc import Iterator
from functools import cache
from typing import Final

import regex

from taskparse import patterns
from taskparse.checks.rules import Hit, Rule, Words
from taskparse.lexicon.actions import CHANGES
from taskparse.lexicon.characters import MATCH
from taskparse.lexicon.measures import COMPARATORS_AFTER, COMPARATORS_BEFORE, DIMENSIONLESS, MEASURES, UNBOUNDED_RATES
from taskparse.notice.models import Notice, Target, Task

_NUMBER: Final = r"\d{1,15}+(?:\.\d{1,8}+)?"
_MEASURED: Final = [word for kind, words in MEASURES.items() if kind != "duration" for word in words]
_OPENS: Final = r"(?<![\d.\-/+第年月A-Za-z〔\[])"
_REACHED: Final = ("到", "至", "达", "为")
_BESIDE: Final = "、和及与"
_SENTENCE_ENDS: Final = "。;；"
_YEAR_RE: Final = patterns.compile(r"\d{4}(?=年)")
_LEAST_METRIC: Final = 4
"""Shorter metrics (项目, 投资) say too little to be the same thing in two tasks."""
_GROWS: Final = frozenset(("percentage", "ratio", "duration"))
"""Of these the part may exceed the whole: 增长8%，其中工业增长10%."""
_PLAIN: Final = 1000
"""From here on a number before a range's 万 is printed in full."""
_TIMES: Final = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


@cache  # compiled when a check asks for it: no extraction does
def _ranges() -> "regex.Pattern[str]":
    return patterns.compile(
        rf"""
        (?<![\d.\-A-Za-z第由从])
        (?P<low>{_NUMBER})(?P<times>[万亿]*)%?[至\-~](?P<high>{_NUMBER})(?P<most>[万亿]*)   # 20至8, 10%-5%
        \L<measures>
        """,
        regex.VERBOSE,
        measures=_MEASURED,
    )


@cache
def _bare_numbers() -> "regex.Pattern[str]":
    return patterns.compile(
        rf"""
        {_OPENS}(?P<number>{_NUMBER}[万亿]*+)(?=\L<after>(?:[,。;、]|$))       # 新增500以上
      | \L<before>(?P<number>{_NUMBER}[万亿]*+)(?=[,。;]|$)                    # 突破300
        """,
        regex.VERBOSE,
        before=[word for words in COMPARATORS_BEFORE.values() for word in words],
        after=[word for words in COMPARATORS_AFTER.values() for word in words],
    )


def _all_targets(notice: Notice) -> Iterator[tuple[int, Task, int, Target]]:
    for index, task in enumerate(notice.tasks):
        for place, target in enumerate(task.targets):
            yield index, task, place, target


def _places(task: Task) -> list[int]:
    """Where each target stands in the task's text, -1 where it is not found there."""
    text, places, at = _squeezed(task.text), [], 0
    for target in task.targets:
        found = text.find(_squeezed(target.text), at)
        places.append(found)
        at = at if found < 0 else found + 1
    return places


def _squeezed(text: str) -> str:
    return "".join(text.split()).translate(MATCH)


def _no_measure(notice: Notice) -> Iterator[Hit]:
    for index, _, place, target in _all_targets(notice):
        if target.unit is None and target.kind == "count" and not (target.metric or "").endswith(DIMENSIONLESS):
            yield Hit(("tasks", index, "targets", place), {"text": target.text})
    for index, task in enumerate(notice.tasks):
        text = _squeezed(task.text)
        read = [_squeezed(target.text) for target in task.targets]
        for match in _bare_numbers().finditer(text):
            named = text[: match.start("number")].endswith(DIMENSIONLESS)
            if not named and not any(match["number"] in one for one in read):
                yield Hit(("tasks", index), {"text": match["number"]}, match["number"])


def _reversed_range(notice: Notice) -> Iterator[Hit]:
    for index, _, place, target in _all_targets(notice):
        if target.upper is not None and target.upper < target.value:
            yield Hit(("tasks", index, "targets", place), {"text": target.text})
    for index, task in enumerate(notice.tasks):
        for match in _ranges().finditer(_squeezed(task.text)):
            high, low = float(match["high"]) * _times(match["most"]), float(match["low"]) * _times(match["times"])
            if not match["times"] and low < _PLAIN:
                low *= _times(match["most"])  # 2至3万; but 8000至1万
            if high < low and not any(t.upper is not None and match[0] in _squeezed(t.text) for t in task.targets):
                yield Hit(("tasks", index), {"text": match[0]}, match[0])


def _times(multiplier: str) -> int:
    return _TIMES.get(multiplier, 1)


def _part_exceeds(notice: Notice) -> Iterator[Hit]:
    """新增企业18家，其中规上企业20家: the parts joined by 、 after 其中 are together more than what stands before it."""
    for index, task in enumerate(notice.tasks):
        text, places = _squeezed(task.text), _places(task)
        for place in range(1, len(task.targets)):
            whole, part = task.targets[place - 1], task.targets[place]
            between = text[places[place - 1] : places[place]]
            if min(places[place - 1], places[place]) < 0 or "其中" not in between:
                continue
            if any(sign in between for sign in _SENTENCE_ENDS) or not _same_measure(whole, part):
                continue
            parts = list(_joined(task, text, places, place))
            if sum(one.value for one in parts) > (whole.upper or whole.value):
                values = {"parts": "、".join(one.text for one in parts), "whole": whole.text}
                yield Hit(("tasks", index, "targets", place), values)


def _joined(task: Task, text: str, places: list[int], first: int) -> Iterator[Target]:
    """The target `first` and those that are listed after it with 、."""
    yield task.targets[first]
    for place in range(first + 1, len(task.targets)):
        before, one = task.targets[place - 1], task.targets[place]
        end = places[place - 1] + len(_squeezed(before.text))
        listed = 0 <= places[place - 1] < places[place] and text[end : end + 1] in tuple(_BESIDE)
        if not listed or not _same_measure(before, one):
            return
        yield one


def _same_measure(one: Target, other: Target) -> bool:
    return one.unit == other.unit and one.kind == other.kind and one.kind not in _GROWS


def _two_values(notice: Notice) -> Iterator[Hit]:
    """The same verb, thing and measure word with another number in another task, where neither speaks of another year."""
    first: dict[tuple[object, ...], tuple[int, Target]] = {}
    for index, task, place, target in _all_targets(notice):
        if target.metric is None or len(target.metric) < _LEAST_METRIC:
            continue
        years = frozenset(_YEAR_RE.findall(task.text))
        key = (target.metric, target.action, target.unit, target.kind, years)
        before, other = first.setdefault(key, (index, target))
        if before != index and (target.value, target.upper) != (other.value, other.upper):
            values = {
                "metric": target.metric,
                "text": target.text,
                "other": other.text,
                "task": notice.tasks[before].id,
            }
            yield Hit(("tasks", index, "targets", place), values)


def _over_hundred(notice: Notice) -> Iterator[Hit]:
    for index, task, place, target in _all_targets(notice):
        if target.unit != "%" or max(target.value, target.upper or 0) <= 100 or not _is_share(target.metric):
            continue
        reached = any(f"{word}{target.text}" in task.text for word in _REACHED)
        if target.action not in CHANGES or reached:
            values = {"metric": target.metric, "text": target.text}
            yield Hit(("tasks", index, "targets", place), values)


def _is_share(metric: str | None) -> bool:
    """A part of a whole: 覆盖率, 占比. What grows or yields may be more than the whole: 增长率, 产能利用率."""
    return metric is not None and metric.endswith(("率", "占比", "比重")) and not metric.endswith(UNBOUNDED_RATES)


def _no_metric(notice: Notice) -> Iterator[Hit]:
    for index, _, place, target in _all_targets(notice):
        if target.metric is None:
            yield Hit(("tasks", index, "targets", place), {"text": target.text})


RULES: Final = (
    Rule(
        "TP501",
        "no-measure",
        "warning",
        Words(
            "a number to reach without a measure word",
            "{text} has no measure word",
            "ask what is counted: 家, 个, 万元 …",
        ),
        Words("数字缺少计量单位", "“{text}”缺少计量单位", "核实计量单位"),
        _no_measure,
    ),
    Rule(
        "TP502",
        "range-reversed",
        "error",
        Words(
            "a range whose upper end is below its lower one", "{text} ends below where it begins", "check both numbers"
        ),
        Words("区间上下限颠倒", "“{text}”的上限小于下限", "核对两个数字"),
        _reversed_range,
    ),
    Rule(
        "TP503",
        "part-exceeds-whole",
        "warning",
        Words(
            "parts after 其中 that are more than the whole",
            "{parts} of {whole} is more than the whole",
            "check both numbers",
        ),
        Words("“其中”数大于总数", "其中数{parts}大于总数{whole}", "核对总数与其中数"),
        _part_exceeds,
    ),
    Rule(
        "TP504",
        "two-values",
        "warning",
        Words(
            "one metric with different values in two tasks",
            "{metric} is {text} here and {other} in {task}",
            "check which of the two holds",
        ),
        Words("同一指标在两项任务中数值不一", "{metric}此处为{text}，任务{task}中为{other}", "核实以哪个数值为准"),
        _two_values,
    ),
    Rule(
        "TP505",
        "over-hundred",
        "error",
        Words("a rate over 100 % where none can be", "{metric} cannot reach {text}", "check the number"),
        Words("比率超过100%", "{metric}不可能达到{text}", "核对数字"),
        _over_hundred,
    ),
    Rule(
        "TP506",
        "no-metric",
        "warning",
        Words(
            "a target that does not say what is counted", "{text}: nothing says what is counted", "ask what is meant"
        ),
        Words("指标所指不明", "“{text}”未说明是什么指标", "核实指标名称"),
        _no_metric,
    ),
)
