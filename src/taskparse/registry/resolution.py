"""Names of a Notice resolved to the units of a registry: ids, kinds, members of collectives, and what a clerk would ask of the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from taskparse.checks.questions import ask_again, without
from taskparse.checks.registered import ABOLISHED, EARLY, RULES, UNFILLED, UNKNOWN
from taskparse.checks.responsibility import is_vague, units_of
from taskparse.checks.rules import Hit, Rule
from taskparse.notice.models import Notice, Task, Unit
from taskparse.registry.directory import Directory, Match, Period, period_of
from taskparse.registry.likeness import Nearest

OWN: Final = frozenset(rule.code for rule in RULES)
_ROLES: Final = ("lead_units", "responsible_units", "supporting_units")
_DEPENDENT: Final = frozenset(("TP204", "TP205"))
"""Asked at extraction, and answered otherwise where ids are known: likely aliases, units named twice."""
_NONE: Final = "—"


@dataclass(frozen=True, slots=True)
class Resolution:
    """A Notice whose units have ids, and what was found on the way; `notice` has no diagnostics of it, `recorded` has them."""

    notice: Notice
    hits: tuple[tuple[Rule, Hit], ...]

    def recorded(self) -> Notice:
        """The Notice with the diagnostics of its names, as `extract` writes it."""
        return ask_again(self.notice, OWN | _DEPENDENT, self.hits)


def resolve(notice: Notice, directory: Directory) -> Notice:
    """The Notice with ids, kinds and members from a registry, and with its diagnostics. To resolve it again changes nothing.

    Names stay as the document means them, and so do text and places.

        directory = load_registry(Path("registry.yaml").read_bytes())
        notice = resolve(extract("notice.pdf"), directory)
    """
    return resolution_of(notice, directory).recorded()


def resolution_of(notice: Notice, directory: Directory) -> Resolution:
    """The same, with what was found apart."""
    period = period_of(notice.document)
    names = {unit.name for index, task in enumerate(notice.tasks) for _, _, unit in units_of(index, task)}
    found = {name: match for name in names if (match := directory.find(name, period)) is not None}
    members = {
        name: directory.members(match.unit, period) for name, match in found.items() if match.unit.members is not None
    }
    resolved = without(notice, OWN).model_copy(
        update={
            "tasks": [_resolved(task, found, members) for task in notice.tasks],
            "extractor": notice.extractor.model_copy(update={"registry": directory.digest}),
        }
    )
    return Resolution(resolved, tuple(_hits(resolved, found, directory, period)))


def _resolved(task: Task, found: dict[str, Match], members: dict[str, list[str]]) -> Task:
    def one(unit: Unit) -> Unit:
        match = found.get(unit.name)
        if match is None:
            return unit.model_copy(update={"id": None, "members": []})
        registered = match.unit
        return unit.model_copy(
            update={
                "id": registered.id,
                "kind": registered.kind,
                "collective": unit.collective or registered.members is not None,
                "members": members.get(unit.name, []),
            }
        )

    return task.model_copy(update={role: [one(unit) for unit in getattr(task, role)] for role in _ROLES})


def _hits(notice: Notice, found: dict[str, Match], directory: Directory, period: Period) -> Iterator[tuple[Rule, Hit]]:
    """What is to be asked of each name, where it stands first."""
    counts = Counter(
        name for index, task in enumerate(notice.tasks) for name in {unit.name for _, _, unit in units_of(index, task)}
    )
    nearest = Nearest(directory, period)
    seen: set[str] = set()
    for index, task in enumerate(notice.tasks):
        for _, path, unit in units_of(index, task):
            if unit.name in seen:
                continue
            seen.add(unit.name)
            match = found.get(unit.name)
            if match is None:
                if not (
                    unit.collective and is_vague(unit.name)
                ):  # 相关部门: no registry can know who is meant, TP208 says so
                    near = "、".join(nearest.to(unit.name)) or _NONE
                    yield UNKNOWN, Hit(path, {"unit": unit.name, "near": near, "tasks": counts[unit.name]})
            elif match.standing == "over":
                after = "、".join(one.name for one in directory.successors(match.unit, period)) or _NONE
                yield ABOLISHED, Hit(path, {"unit": unit.name, "day": match.unit.valid_to, "successors": after})
            elif match.standing == "early":
                yield EARLY, Hit(path, {"unit": unit.name, "day": match.unit.valid_from})
            elif match.unit.members is not None and not unit.members:
                yield UNFILLED, Hit(path, {"unit": unit.name})
