"""The outline: numbers run on by one, and each heading holds something."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from taskparse import patterns
from taskparse.checks.rules import Hit, Rule, Words
from taskparse.notice.models import Notice, Section, Task

_FIGURES_RE: Final = patterns.compile(r"[(（]?(?:\d+|[一二三四五六七八九十百〇零]+)[)）]?")


@lru_cache(maxsize=1024)
def _shape(marker: str | None) -> str:
    return _FIGURES_RE.sub("N", marker or "")


def _steps(notice: Notice) -> Iterator[tuple[int, Task, Task, int]]:
    """Index of a task, the one before it with a marker of the same shape, itself, and by how much its number rises where not by one.

    A new section may begin again at 1, and parts of one item share its number.
    """
    last: dict[str, Task] = {}
    for index, task in enumerate(notice.tasks):
        shape = _shape(task.marker)
        before = last.get(shape)
        last[shape] = task
        if task.number is None or before is None or before.number is None:
            continue
        step = task.number - before.number
        restarted = task.number == 1 and task.section != before.section
        if step == 1 or restarted or (step == 0 and task.part is not None and task.part > 1):
            continue
        yield index, before, task, step


def _missing(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _number_missing(notice: Notice) -> Iterator[Hit]:
    for index, before, task, step in _steps(notice):
        if step > 1 and before.number is not None and task.number is not None:
            missing = _missing(before.number + 1, task.number - 1)
            yield Hit(("tasks", index), {"missing": missing, "before": before.id, "after": task.id})


def _number_repeated(notice: Notice) -> Iterator[Hit]:
    for index, before, task, step in _steps(notice):
        if step < 1:
            yield Hit(("tasks", index), {"number": task.number, "before": before.number})


def _heading_steps(notice: Notice) -> Iterator[tuple[int, Section, Section, int]]:
    """The same for headings below one parent; at the top an annex may begin again at 1."""
    last: dict[tuple[str | None, str], Section] = {}
    for index, section in enumerate(notice.sections):
        key = section.parent, _shape(section.marker)
        before = last.get(key)
        last[key] = section
        if section.number is None or before is None or before.number is None:
            continue
        step = section.number - before.number
        if step == 1 or (section.number == 1 and section.parent is None):
            continue
        yield index, before, section, step


def _heading_missing(notice: Notice) -> Iterator[Hit]:
    for index, before, section, step in _heading_steps(notice):
        if step > 1 and before.number is not None and section.number is not None:
            missing = _missing(before.number + 1, section.number - 1)
            values = {"missing": missing, "before": before.title, "after": section.title}
            yield Hit(("sections", index), values)


def _heading_repeated(notice: Notice) -> Iterator[Hit]:
    for index, before, section, step in _heading_steps(notice):
        if step < 1:
            values = {"number": section.number, "title": section.title, "before": before.number, "other": before.title}
            yield Hit(("sections", index), values)


def _empty_section(notice: Notice) -> Iterator[Hit]:
    """A heading without tasks, headings or passages up to the next heading."""
    held = {task.section for task in notice.tasks} | {section.parent for section in notice.sections}
    passages = sorted(passage.span.start for passage in notice.document.passages)
    starts = [section.span.start for section in notice.sections] + [notice.coverage.characters]
    for index, section in enumerate(notice.sections):
        if section.id not in held and bisect_left(passages, starts[index]) == bisect_left(passages, starts[index + 1]):
            yield Hit(("sections", index), {"title": section.title})


RULES: Final = (
    Rule(
        "TP101",
        "number-missing",
        "warning",
        Words(
            "a number is missing in the numbering of the tasks",
            "number {missing} is missing between {before} and {after}",
            "check whether an item was left out",
        ),
        Words("任务编号不连续", "{before}与{after}之间缺少第{missing}项", "核对是否漏项"),
        _number_missing,
        asked=True,
    ),
    Rule(
        "TP102",
        "number-repeated",
        "warning",
        Words(
            "a number of a task is repeated or falls back", "number {number} follows {before}", "check the numbering"
        ),
        Words("任务编号重复或倒退", "第{before}项之后又是第{number}项", "核对编号"),
        _number_repeated,
        asked=True,
    ),
    Rule(
        "TP103",
        "empty-section",
        "warning",
        Words(
            "a heading with nothing below it",
            "nothing stands below the heading {title}",
            "check whether its tasks were left out",
        ),
        Words("空章节：标题下没有内容", "标题“{title}”下没有内容", "核对是否漏列该部分任务"),
        _empty_section,
    ),
    Rule(
        "TP104",
        "heading-missing",
        "warning",
        Words(
            "a number is missing in the numbering of the headings",
            "heading {missing} is missing between {before} and {after}",
            "check whether a section was left out",
        ),
        Words("标题编号不连续", "“{before}”与“{after}”之间缺少第{missing}个标题", "核对是否漏掉一个部分"),
        _heading_missing,
    ),
    Rule(
        "TP105",
        "heading-repeated",
        "warning",
        Words(
            "a number of a heading is repeated or falls back",
            "heading {number}, {title}, follows {before}, {other}",
            "check the numbering of the headings",
        ),
        Words("标题编号重复或倒退", "标题{before}“{other}”之后又是标题{number}“{title}”", "核对标题编号"),
        _heading_repeated,
    ),
)
