"""Dates: nothing is due before the notice was issued, nor on a day when nobody works."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from taskparse import patterns
from taskparse.checks.rules import Hit, Path, Rule, Words
from taskparse.checks.workdays import day_off
from taskparse.notice.models import Notice

_DAY_RE: Final = patterns.compile(r"[日号]|\d[-./]\d{1,2}[-./]\d")
"""A day is printed: 6月30日, not 6月底, whose last day nobody chose."""


def _deadline_early(notice: Notice) -> Iterator[Hit]:
    issued = notice.document.issued_on
    for index, deadline in enumerate(notice.document.deadlines):
        if issued is not None and deadline.on < issued:
            yield Hit(("document", "deadlines", index), {"on": deadline.on, "issued": issued})


def _due_early(notice: Notice) -> Iterator[Hit]:
    issued = notice.document.issued_on
    for index, task in enumerate(notice.tasks):
        if issued is not None and task.due is not None and task.due.on is not None and task.due.on < issued:
            yield Hit(("tasks", index, "due"), {"text": task.due.text, "on": task.due.on, "issued": issued})


def _days(notice: Notice) -> Iterator[tuple[Path, str]]:
    for index, deadline in enumerate(notice.document.deadlines):
        yield ("document", "deadlines", index), deadline.on
    for index, task in enumerate(notice.tasks):
        if task.due is not None and task.due.on is not None and _DAY_RE.search(task.due.text):
            yield ("tasks", index, "due"), task.due.on


def _day_off(notice: Notice) -> Iterator[Hit]:
    for path, on in _days(notice):
        if (day := _date(on)) is not None and (off := day_off(day)) is not None:
            yield Hit(path, {"on": on, "day": off})


def _date(on: str) -> date | None:
    try:
        return date.fromisoformat(on)
    except ValueError:
        return None  # no such day: `taskparse validate` says so


def _plan_over(notice: Notice) -> Iterator[Hit]:
    year, issued = notice.document.plan_year, notice.document.issued_on
    if year is not None and issued is not None and year < int(issued[:4]):
        yield Hit(("document",), {"year": year, "issued": issued})


RULES: Final = (
    Rule(
        "TP601",
        "deadline-early",
        "error",
        Words(
            "a reporting deadline before the date of issue",
            "the deadline {on} is before the date of issue, {issued}",
            "check both dates",
        ),
        Words("报送时限早于成文日期", "报送时限{on}早于成文日期{issued}", "核对两个日期"),
        _deadline_early,
    ),
    Rule(
        "TP602",
        "due-early",
        "warning",
        Words(
            "a task that was due before the date of issue",
            "{text} ({on}) is before the date of issue, {issued}",
            "check whether the year is right",
        ),
        Words("完成时限早于成文日期", "完成时限“{text}”（{on}）早于成文日期{issued}", "核对年份"),
        _due_early,
    ),
    Rule(
        "TP603",
        "day-off",
        "info",
        Words(
            "a deadline on a day off: with the extra `calendar` by the official calendar, without it on Saturday or Sunday",
            "{on} is a day off: {day}",
            "ask whether the working day before it is meant",
        ),
        Words(
            "时限落在休息日：装有附加组件`calendar`时按国务院放假安排判断，否则只看周六、周日",
            "{on}是休息日（{day}）",
            "核实是否提前至前一个工作日",
        ),
        _day_off,
    ),
    Rule(
        "TP604",
        "plan-over",
        "warning",
        Words(
            "a plan for a year that was over when the notice was issued",
            "the plan is for {year}, but the notice is of {issued}",
            "check the year in the title",
        ),
        Words("方案年度早于成文年份", "方案年度为{year}年，而成文日期为{issued}", "核对标题中的年份"),
        _plan_over,
    ),
)
