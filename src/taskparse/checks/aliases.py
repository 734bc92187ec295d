"""One unit under two names: 区人社局 and 区人力资源和社会保障局."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from taskparse.checks.responsibility import units_of
from taskparse.checks.rules import Hit, Path, Rule, Words
from taskparse.notice.models import Notice

_ALIAS_KINDS: Final = ("department", "vertical", "institution")
_MOST_NAMES: Final = 400
"""Above so many different units likely aliases are not looked for: no notice names as many, damaged text may."""


@dataclass(slots=True)
class _Named:
    """Where a name stands first, and in which tasks it stands."""

    path: Path
    tasks: set[int] = field(default_factory=set)


def _aliases(notice: Notice) -> Iterator[Hit]:
    """The characters of the one stand in the other in the same order, first and last alike, and no task names both."""
    groups: dict[tuple[str, str], dict[str, _Named]] = defaultdict(dict)
    for index, task in enumerate(notice.tasks):
        for _, path, unit in units_of(index, task):
            if unit.kind in _ALIAS_KINDS and not unit.collective and len(unit.name) > 2:
                group = groups[unit.name[0], unit.name[-1]]
                group.setdefault(unit.name, _Named(path)).tasks.add(index)
    if sum(map(len, groups.values())) > _MOST_NAMES:
        return
    for group in groups.values():
        names = sorted(group, key=lambda name: (len(name), name))
        for i, short in enumerate(names):
            for long in names[i + 1 :]:
                one, other = group[short], group[long]
                if len(long) > len(short) and _stands_in(short, long) and not one.tasks & other.tasks:
                    counts = {"first": len(one.tasks), "second": len(other.tasks)}
                    yield Hit(other.path, {"short": short, "long": long, **counts})


def _stands_in(short: str, long: str) -> bool:
    place = iter(long)
    return all(character in place for character in short)


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
