"""Standing rules: a lead or a responsible unit stated once for many tasks is given to each of them.

Rules of the reading guide ("Units"): 列第一位的为牵头单位 · 第一个逗号前为牵头单位 · 无牵头单位的，责任单位即为牵头单位 · 下列任务均由…负责，
不再列出 · 以上工作由…牵头 · 二、县发改局牵头工作. Each is recorded with its place; an item that names its own lead keeps it.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from itertools import pairwise

from taskparse.language.names import NamedUnit
from taskparse.language.roles import Standing
from taskparse.lexicon.rules import FOLLOWING_WORDS, SIGNS
from taskparse.lexicon.units import LOCALITIES
from taskparse.notice.drafts import Drafts, PlacedUnit, SectionDraft, Stated, TaskDraft
from taskparse.source import Reading

ALSO = {"following-also-responsible": "responsible", "following-also-supporting": "supporting"}
ROLES = ("lead", "responsible", "supporting")


def give_units(drafts: Drafts, preamble: list[tuple[Standing, Reading]]) -> list[Stated]:
    """Fill `units` of every task from its clauses and the rules in force; the rules found, each with its place.

    `preamble`: rules stated before the first task.
    """
    recorded: list[Stated] = []
    active: dict[str, Stated] = {}
    signs: set[str] = set()
    added: dict[str, list[PlacedUnit]] = {role: [] for role in ALSO.values()}

    def state(rule: Standing, reading: Reading, task: TaskDraft | None = None) -> None:
        recorded.append(_stated(rule, reading))
        active[rule.code] = recorded[-1]
        signs.update(_signs(rule, reading))
        if role := ALSO.get(rule.code):
            units = _by(_in_full(rule, reading, task), recorded[-1])
            added[role] += units
            if task is not None and not reading.text.startswith(FOLLOWING_WORDS, rule.start):
                _add(task.units[role], units)

    for rule, reading in preamble:
        state(rule, reading)
    waiting = deque(drafts.stated)
    for index, task in enumerate(drafts.tasks):
        while waiting and waiting[0][2] <= index:
            state(*waiting.popleft()[:2])
        task.units = {role: [] for role in ROLES}
        for what, reading in task.named:
            if what.role in ROLES:
                task.units[what.role].extend(PlacedUnit(unit, reading) for unit in what.units)
        for role, units in added.items():
            if units:
                _add(task.units[role], units)
        for placed in task.clauses:
            for rule in placed.clause.rules:
                state(rule, placed.reading, task)
        _choose_lead(task, active, signs)
    recorded += _headings(drafts)
    recorded += _blocks(drafts)
    recorded += _following(drafts)
    return recorded


def _stated(rule: Standing, reading: Reading) -> Stated:
    return Stated(rule.code, reading.span(rule.start, rule.end))


def _in_full(rule: Standing, reading: Reading, task: TaskDraft | None) -> list[PlacedUnit]:
    """The units that a rule names; what the clauses of its own task name in full is meant by a shorter name: 各县区 after 各县区人民政府."""
    given = [placed for role in ROLES for placed in task.units[role]] if task is not None else []
    units: list[PlacedUnit] = []
    for unit in rule.units:
        full = [placed for placed in given if _means(unit, placed.unit)]
        units += full or [PlacedUnit(unit, reading)]
    return units


def _means(short: NamedUnit, full: NamedUnit) -> bool:
    if short.name.removeprefix("各") in LOCALITIES:
        return full.kind == "government"
    return short.collective == full.collective and short.name.removeprefix("各") in full.name


def _by(units: Iterable[PlacedUnit], stated: Stated) -> list[PlacedUnit]:
    """The units, as given by a rule."""
    return [placed._replace(stated=stated) for placed in units]


def _signs(rule: Standing, reading: Reading) -> set[str]:
    """The sign that a rule gives leads: * in 标*号的为牵头单位."""
    return {c for c in reading.text[rule.start : rule.end] if c in SIGNS} if rule.code == "marked-leads" else set()


def _is_marked(placed: PlacedUnit, signs: set[str]) -> bool:
    text = placed.reading.text
    return (
        text[placed.unit.start - 1 : placed.unit.start] in signs
        or text[placed.unit.stop : placed.unit.stop + 1] in signs
    )


def _choose_lead(task: TaskDraft, active: Mapping[str, Stated], signs: set[str]) -> None:
    lead, responsible = task.units["lead"], task.units["responsible"]
    if lead or not responsible:
        return
    if marked := [placed for placed in responsible if _is_marked(placed, signs)]:
        lead.extend(_by(marked, active["marked-leads"]))
        responsible[:] = [placed for placed in responsible if placed not in marked]
        return
    if stated := active.get("first-leads-others-support"):
        lead.extend(_by([responsible.pop(0)], stated))
        task.units["supporting"].extend(_by(responsible, stated))
        responsible.clear()
    elif stated := active.get("first-listed-leads"):
        lead.extend(_by([responsible.pop(0)], stated))
    elif stated := active.get("before-first-comma-leads"):
        count = _before_comma(responsible)
        lead.extend(_by(responsible[:count], stated))
        del responsible[:count]
    elif stated := active.get("responsible-leads-where-none"):
        lead.extend(_by(responsible, stated))


def _before_comma(units: list[PlacedUnit]) -> int:
    """How many units stand before the first comma of their list."""
    for i, (one, other) in enumerate(pairwise(units), 1):
        between = one.reading.text[one.unit.end : other.unit.start]
        if "," in between or one.reading is not other.reading:
            return i
    return len(units)


def _add(units: list[PlacedUnit], more: list[PlacedUnit]) -> None:
    names = {placed.unit.name for placed in units}
    units.extend(placed for placed in more if placed.unit.name not in names)


def _headings(drafts: Drafts) -> list[Stated]:
    """A heading that names a lead: every task of its section that has none takes it; one without any unit takes all that it names."""
    recorded: list[Stated] = []
    for section in drafts.sections:
        if not section.units:
            continue
        named = [placed for units in section.units.values() for placed in units]
        recorded.append(Stated("heading-leads", named[0].reading.span()))
        given = {role: _by(units, recorded[-1]) for role, units in section.units.items()}
        for task in drafts.tasks:
            if not _within(task.section, section) or task.units["lead"]:
                continue
            alone = not any(task.units.values())
            task.units["lead"].extend(given.get("lead", []))
            if not task.units["responsible"]:
                task.units["responsible"].extend(given.get("responsible", []))
            if alone:
                task.units["supporting"].extend(given.get("supporting", []))
    return recorded


def _within(section: SectionDraft | None, outer: SectionDraft) -> bool:
    while section is not None:
        if section is outer:
            return True
        section = section.parent
    return False


def _blocks(drafts: Drafts) -> list[Stated]:
    """以上工作由…: back to the start of the section that holds it."""
    recorded: list[Stated] = []
    for placed, section, before in drafts.blocks:
        recorded.append(Stated("above-led-by", placed.span))
        units = {
            role: [
                PlacedUnit(u, placed.reading, recorded[-1])
                for n in placed.clause.named
                if n.role == role
                for u in n.units
            ]
            for role in ROLES
        }
        for task in reversed(drafts.tasks[:before]):
            if section is not None and not _within(task.section, section):
                break  # a section's tasks stand together
            if not task.units["lead"] or not units["lead"]:
                for role in ROLES:
                    _add(task.units[role], units[role])
    return recorded


def _following(drafts: Drafts) -> list[Stated]:
    """以下任务由…: from there to the end of the document, for tasks that name no lead."""
    recorded: list[Stated] = []
    for placed, before in drafts.following:
        recorded.append(Stated("following-led-by", placed.span))
        for task in drafts.tasks[before:]:
            if not task.units["lead"]:
                for named in placed.clause.named:
                    units = [PlacedUnit(unit, placed.reading, recorded[-1]) for unit in named.units]
                    _add(task.units[named.role], units)
    return recorded
