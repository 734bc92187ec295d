"""Headings: what a title names for the tasks below it, and titles whose tasks have no numbers."""

from collections import defaultdict
from typing import Final

from taskparse import patterns
from taskparse.language.clauses import Clause
from taskparse.language.names import is_unit_like
from taskparse.language.units import find_units
from taskparse.notice.bodies import Body
from taskparse.notice.dividing import divide
from taskparse.notice.drafts import PlacedUnit
from taskparse.source import Reading

_TERMINAL: Final = "。;:!?"
_HEADING_LEAD_RE: Final = patterns.compile(
    r"(?P<unit>[^,。;:()]{2,30}?)(?:(?:负责)?(?P<lead>牵头)(?:负责|落实|推进|办理|承担)?|负责)(?:的?(?:重点|主要)?(?:工作|任务|事项|项目|部分)|的[^,。;:()]{2,12}?(?:工作|任务|事项|项目))?(?:\([^()]{1,20}\))?"
)
_TITLE: Final = 40
"""No title is longer, in characters."""
_TITLE_STYLES: Final = ("chinese", "chinese-bracketed", "dash", "chapter")


def heading_clause(body: Body) -> tuple[int, Clause] | None:
    """The clause of a heading that holds for what stands below it, and its paragraph.

    It ends the title (一、强工业行动（牵头单位：县工信局）), or is a line of its own between the title and the first item.
    """
    if body.item.style not in _TITLE_STYLES:
        return None
    text, clauses = body.readings[0].text, body.clauses[0]
    if len(body.readings) == 2 and not clauses and len(body.clauses[1]) == 1:
        clause = body.clauses[1][0]
        alone = clause.form == "label-line" and clause.start == 0 and clause.end == len(body.readings[1].text)
        return (1, clause) if alone and _is_title(text) else None
    if len(clauses) != 1 or clauses[0].end < len(text.rstrip("。")):
        return None
    if clauses[0].form == "label-line" and clauses[0].start == 0:  # 一、牵头单位：县林业局
        return (0, clauses[0]) if _is_title(text) else None
    brackets = ("label-bracket", "verb-bracket")
    return (0, clauses[0]) if clauses[0].form in brackets and _is_title(text[: clauses[0].start]) else None


def _is_title(text: str) -> bool:
    return 0 < len(text) <= _TITLE and not any(sign in text for sign in "。;")


def units_by_role(clause: Clause, reading: Reading) -> dict[str, list[PlacedUnit]]:
    """The units of a clause by role."""
    found: dict[str, list[PlacedUnit]] = defaultdict(list)
    for named in clause.named:
        found[named.role].extend(PlacedUnit(unit, reading) for unit in named.units)
    return {role: units for role, units in found.items() if units}


def heading_lead(title: Reading) -> dict[str, list[PlacedUnit]]:
    """二、县发改局牵头工作（4项）: the unit that leads every task below."""
    match = _HEADING_LEAD_RE.fullmatch(title.text)
    if match is None:
        return {}
    units = find_units(title.text, *match.span("unit"))
    if not units or not all(is_unit_like(unit.name) for unit in units):
        return {}
    return {"lead" if match["lead"] else "responsible": [PlacedUnit(unit, title) for unit in units]}


def is_bare_heading(body: Body) -> bool:
    """A heading whose paragraphs are tasks without numbers: the first is a short title, the clauses come later."""
    style, first = body.item.style, body.readings[0].text
    return (
        body.has_clause
        and style in _TITLE_STYLES
        and not body.clauses[0]
        and len(body.readings) > 2
        and bool(first)
        and first[-1] not in _TERMINAL
        and len(first) <= _TITLE
        and len(divide(body.item.paragraphs[1:], body.readings[1:], body.clauses[1:]).parts) > 1
    )
