"""One unit under two names: 区人社局 and 区人力资源和社会保障局."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from taskparse.checks.grounding import units_by_role
from taskparse.checks.rules import Hit, Path, Rule, Words
from taskparse.notice.models import Notice, Task

_ALIAS_KINDS: Final = ("department", "vertical", "institution")
_MOST_NAMES: Final = 400
"""Above so many different units likely aliases are not looked for: no notice names as many, damaged text may."""


class Alias(NamedTuple):
    """Two names that are probably one unit's, and in how many tasks each stands; `path`: where the long one stands first."""

    short: str
    long: str
    first: int
    second: int
    path: Path


@dataclass(slots=True)
class _Named:
    """Where a name stands first, what a unit registry says it is, and in which tasks it stands."""

    path: Path
    id: str | None
    tasks: set[int] = field(default_factory=set)


def likely_aliases(tasks: Iterable[Task], most: int = _MOST_NAMES) -> Iterator[Alias]:
    """The one name shortens the other, and no task names both; of two names that a unit registry knows it has said what they are.

    `most`: with more different names none are looked for.
    """
    groups: dict[tuple[str, str], dict[str, _Named]] = defaultdict(dict)
    for index, task in enumerate(tasks):
        for role, units in units_by_role(task):
            for place, unit in enumerate(units):
                name = unit.name
                if unit.kind in _ALIAS_KINDS and not unit.collective and len(name) > 2:
                    group = groups[name[0], name[-1]]
                    if name not in group:
                        group[name] = _Named(("tasks", index, role, place), unit.id)
                    group[name].tasks.add(index)
    if sum(map(len, groups.values())) > most:
        return
    for group in groups.values():
        names = sorted(group, key=lambda name: (len(name), name))
        for i, short in enumerate(names):
            for long in names[i + 1 :]:
                if not shortens(short, long):
                    continue
                one, other = group[short], group[long]
                known = one.id is not None and other.id is not None
                if not known and not one.tasks & other.tasks:
                    yield Alias(short, long, len(one.tasks), len(other.tasks), other.path)


def shortens(short: str, long: str) -> bool:
    """The characters of the one stand in the other in the same order, first and last alike.

    >>> shortens("县人社局", "县人力资源和社会保障局"), shortens("县民政局", "县人民检察院")
    (True, False)
    """
    if len(short) >= len(long) or short[:1] != long[:1] or short[-1:] != long[-1:]:
        return False
    at = -1
    for character in short:
        at = long.find(character, at + 1)
        if at < 0:
            return False
    return True


def _aliases(notice: Notice) -> Iterator[Hit]:
    for alias in likely_aliases(notice.tasks):
        counts = {"first": alias.first, "second": alias.second}
        yield Hit(alias.path, {"short": alias.short, "long": alias.long, **counts})


RULES: Final = (
    Rule(
        "TP204",
        "alias",
        "info",
        Words(
            "one unit, probably, under two names",
            "{short} and {long} are probably one unit: the first shortens the second, and no task names both (tasks: {first} and {second})",
            "use one name for it",
        ),
        Words(
            "同一单位可能有两种名称",
            "{short}与{long}可能是同一单位：前者是后者的缩写，且没有任务同时列出两者（分别见于{first}项和{second}项任务）",
            "统一使用一个名称",
        ),
        _aliases,
        asked=True,
    ),
)
