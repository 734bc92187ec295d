"""What a unit registry says of the names in a notice: unknown ones, units that are over or not there yet, collectives without members.

Only where names are resolved can these be found, by taskparse.registry.resolution; a check finds those that data has recorded.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

import regex

from taskparse import patterns
from taskparse.checks.rules import Hit, Rule, Severity, Words
from taskparse.notice.models import Notice


def _recorded(code: str, message: str) -> Callable[[Notice], Iterator[Hit]]:
    """The findings of a code among the diagnostics; the values of their messages are read back by the message's form."""

    def find(notice: Notice) -> Iterator[Hit]:
        for index, diagnostic in enumerate(notice.diagnostics):
            if diagnostic.code == code and (match := _form(message).fullmatch(diagnostic.message)):
                yield Hit(("diagnostics", index), match.groupdict())

    return find


@cache
def _form(message: str) -> regex.Pattern[str]:
    """The pattern of a message, a group for each of its values; made when first used, for every extraction imports this module."""
    return patterns.compile(
        regex.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.*?)", regex.escape(message, special_only=True)), regex.DOTALL
    )


def _rule(code: str, name: str, severity: Severity, en: Words, zh: Words) -> Rule:
    return Rule(code, name, severity, en, zh, _recorded(code, en.message))


UNKNOWN: Final = _rule(
    "TP211",
    "unknown-unit",
    "warning",
    Words(
        "with `--units`: a unit that is not in the unit registry",
        "{unit} is not in the unit registry (nearest: {near}; tasks: {tasks})",
        "correct the name, or add it to the registry",
    ),
    Words(
        "使用`--units`时：单位不在单位名录中",
        "{unit}不在单位名录中（相近名称：{near}；见于{tasks}项任务）",
        "更正名称，或将其补入名录",
    ),
)
ABOLISHED: Final = _rule(
    "TP212",
    "abolished-unit",
    "warning",
    Words(
        "with `--units`: a unit that was abolished before the notice was issued",
        "{unit} was abolished on {day}; its work went to: {successors}",
        "ask whether the successor is meant",
    ),
    Words(
        "使用`--units`时：单位在成文前已撤销",
        "{unit}已于{day}撤销，承接单位：{successors}",
        "核实是否应为承接单位",
    ),
)
EARLY: Final = _rule(
    "TP213",
    "unit-too-early",
    "warning",
    Words(
        "with `--units`: a unit that was set up only after the notice was issued",
        "{unit} was set up only on {day}, after this notice",
        "check the name, or the date in the registry",
    ),
    Words(
        "使用`--units`时：单位在成文后才设立",
        "{unit}于{day}才设立，晚于本通知",
        "核对名称，或名录中的设立日期",
    ),
)
UNFILLED: Final = _rule(
    "TP214",
    "no-members",
    "info",
    Words(
        "with `--units`: a collective whose members the unit registry does not say",
        "the unit registry does not say which units {unit} stands for",
        "fill in its members in the registry",
    ),
    Words(
        "使用`--units`时：名录未列出统称的成员单位",
        "单位名录未列出“{unit}”包括哪些单位",
        "在名录中补充成员单位",
    ),
)
RULES: Final = (UNKNOWN, ABOLISHED, EARLY, UNFILLED)
