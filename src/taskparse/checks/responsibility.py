"""Who is responsible: a task names its units, one of them leads, and each is named once."""

from collections.abc import Iterator
from typing import Final

from taskparse import patterns
from taskparse.checks.grounding import squeezed, units_by_role
from taskparse.checks.rules import Hit, Path, Rule, Said, Words
from taskparse.lexicon.units import VAGUE
from taskparse.notice.models import Notice, Span, Task, Unit

_EMPTY_LABEL_RE: Final = patterns.compile(
    r"(?:牵头|责任|配合|主办|承办|协办)(?:单位|部门)[:：]\s*(?=[;；,，。)）\]】〕]|$)"
)
_SHARED_RE: Final = patterns.compile("(?:按照?|根据|依)(?:各自)?(?:职责|分工)|各负其责|分别负责")
_ROLES: Final = {
    "lead_units": Said("lead", "牵头单位"),
    "responsible_units": Said("responsible", "责任单位"),
    "supporting_units": Said("supporting", "配合单位"),
}


def units_of(index: int, task: Task) -> Iterator[tuple[str, Path, Unit]]:
    """Role, path and unit of all units of a task, the lead ones first."""
    for role, units in units_by_role(task):
        for place, unit in enumerate(units):
            yield role, ("tasks", index, role, place), unit


def is_vague(name: str) -> bool:
    """Whether the name of a collective leaves open who belongs to it: 相关部门."""
    return any(word in name for word in VAGUE)


def _is_unnamed(task: Task) -> bool:
    return not (task.lead_units or task.responsible_units or task.supporting_units)


def _empty_label(task: Task) -> str | None:
    match = _EMPTY_LABEL_RE.search(task.clause) if task.clause is not None else None
    return match[0] if match else None


def _no_unit(notice: Notice) -> Iterator[Hit]:
    for index, task in enumerate(notice.tasks):
        if _is_unnamed(task) and not _empty_label(task):
            yield Hit(("tasks", index))


def _label_empty(notice: Notice) -> Iterator[Hit]:
    for index, task in enumerate(notice.tasks):
        if label := _empty_label(task):
            yield Hit(("tasks", index), {"label": label}, label)


def _brackets(notice: Notice) -> Iterator[Hit]:
    for index, task in enumerate(notice.tasks):
        text = task.clause or ""
        opened, closed = sum(map(text.count, "(（[［〔【")), sum(map(text.count, ")）]］〕】"))
        if opened != closed:
            yield Hit(("tasks", index), {"opened": opened, "closed": closed}, text)


def _twice(notice: Notice) -> Iterator[Hit]:
    for index, task in enumerate(notice.tasks):
        units = [*task.lead_units, *task.responsible_units, *task.supporting_units]
        if len({unit.id or unit.name for unit in units}) == len(units):  # most
            continue
        seen: dict[str, tuple[str, Span]] = {}
        for role, path, unit in units_of(index, task):
            before, span = seen.setdefault(unit.id or unit.name, (role, unit.span))
            if span is not unit.span and span != unit.span:  # a standing rule may give one printed unit two roles
                yield Hit(path, {"unit": unit.name, "roles": _both(_ROLES[before], _ROLES[role])})


def _both(one: Said, other: Said) -> Said:
    if one == other:
        return Said(f"both times as {one.en} unit", f"在{one.zh}中重复")
    return Said(f"as {one.en} and as {other.en} unit", f"既是{one.zh}又是{other.zh}")


def _leaderless(notice: Notice) -> Iterator[tuple[int, list[Unit]]]:
    """Tasks whose own text names several units, none of which leads; those that a standing rule adds do not count.

    Nor does a clause that says how they share the task: （农业农村部、水利部按职责分工负责）.
    """
    rules = [rule.span for rule in notice.document.rules]
    for index, task in enumerate(notice.tasks):
        if task.lead_units or _SHARED_RE.search(squeezed(task.clause or "")):
            continue
        units = [
            unit
            for unit in task.responsible_units
            if not unit.collective and not any(r.start <= unit.span.start < r.end for r in rules)
        ]
        if len({unit.name for unit in units}) > 1:
            yield index, units


def _no_lead(notice: Notice) -> Iterator[Hit]:
    if any(task.lead_units for task in notice.tasks):
        for index, units in _leaderless(notice):
            yield Hit(
                ("tasks", index), {"units": "、".join(unit.name for unit in units)}, notice.tasks[index].clause or ""
            )


def _no_lead_anywhere(notice: Notice) -> Iterator[Hit]:
    if not any(task.lead_units for task in notice.tasks) and (tasks := list(_leaderless(notice))):
        yield Hit(("tasks",), {"tasks": len(tasks)})


def _unknown_collective(notice: Notice) -> Iterator[Hit]:
    """相关部门, 有关单位: each name once, where it stands first; not those whose members a unit registry says."""
    seen: set[str] = set()
    for index, task in enumerate(notice.tasks):
        for _, path, unit in units_of(index, task):
            if unit.collective and not unit.members and unit.name not in seen and is_vague(unit.name):
                seen.add(unit.name)
                yield Hit(path, {"unit": unit.name})


RULES: Final = (
    Rule(
        "TP201",
        "no-unit",
        "warning",
        Words("no unit is named for a task", "no unit is named for this task", "ask the issuer which unit is meant"),
        Words("任务未列任何单位", "该任务未列任何单位", "向发文机关核实责任单位"),
        _no_unit,
        asked=True,
    ),
    Rule(
        "TP202",
        "label-empty",
        "warning",
        Words("a label of units with nothing after it", "{label} names no unit", "ask the issuer which unit is meant"),
        Words("单位标签后为空", "“{label}”后没有单位", "向发文机关核实责任单位"),
        _label_empty,
        asked=True,
    ),
    Rule(
        "TP203",
        "brackets",
        "warning",
        Words(
            "a clause with more opening than closing brackets, or fewer",
            "{opened} opening but {closed} closing brackets in the clause",
            "check where the clause ends",
        ),
        Words("责任条款括号不配对", "责任条款中左括号{opened}个、右括号{closed}个", "核对责任条款的起止"),
        _brackets,
        asked=True,
    ),
    Rule(
        "TP205",
        "unit-twice",
        "info",
        Words(
            "a unit named twice in one task, in one list or as lead and as responsible",
            "{unit} is named twice, {roles}",
            "name it once, in the role that is meant",
        ),
        Words(
            "同一任务重复列出同一单位，或既牵头又列为责任单位", "{unit}重复列出，{roles}", "只保留一处，并明确其职责"
        ),
        _twice,
        asked=True,
    ),
    Rule(
        "TP206",
        "no-lead",
        "warning",
        Words(
            "several responsible units, none of which leads, in a notice that names leads elsewhere",
            "none of these units leads: {units}",
            "ask the issuer which of them leads",
        ),
        Words("多个责任单位而无牵头单位", "以下单位均未注明牵头：{units}", "向发文机关核实由谁牵头"),
        _no_lead,
    ),
    Rule(
        "TP207",
        "no-lead-anywhere",
        "info",
        Words(
            "tasks with several units in a notice that never says who leads",
            "no task names a lead unit, though {tasks} name several units, and no rule says which one leads",
            "ask the issuer whether the unit listed first leads",
        ),
        Words(
            "全文未注明牵头单位",
            "全文没有牵头单位，其中{tasks}项任务有多个责任单位，也没有“列第一位的为牵头单位”一类的规则",
            "向发文机关核实是否由列第一位的单位牵头",
        ),
        _no_lead_anywhere,
    ),
    Rule(
        "TP208",
        "unknown-collective",
        "info",
        Words(
            "a collective that does not say who belongs to it",
            "{unit} does not say which units are meant",
            "ask for the list of units",
        ),
        Words("统称所指不明", "“{unit}”未说明所指单位", "索取具体单位名单"),
        _unknown_collective,
    ),
)
