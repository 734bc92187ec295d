"""The units that notices name: who does how much, and a registry begun from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, get_args

from taskparse import patterns
from taskparse.checks.aliases import Alias, likely_aliases
from taskparse.checks.responsibility import is_vague, units_of
from taskparse.notice.models import Notice, UnitKind
from taskparse.notice.versions import REGISTRY_VERSION
from taskparse.registry.directory import folded
from taskparse.registry.models import RegisteredUnit, Registry

_MOST_NAMES: Final = 4000
"""With more different names likely aliases are not looked for; comparing so many takes about a second."""
_AREA_RE: Final = patterns.compile(r"(?:中共|中国共产党)?(?P<area>\p{Han}+[省市州盟县区旗])(?:人民政府|委员会|委)")
"""青榆县人民政府办公室, 中共青榆县委办公室."""
_KINDS: Final = get_args(UnitKind)


@dataclass(slots=True)
class ListedUnit:
    """A name, and in how many tasks it stands, in all and by role; `ids`: what a unit registry says it is."""

    name: str
    kind: UnitKind
    collective: bool
    tasks: int = 0
    roles: dict[str, int] = field(
        default_factory=lambda: {"lead_units": 0, "responsible_units": 0, "supporting_units": 0}
    )
    ids: dict[str, None] = field(default_factory=dict)


def list_units(notices: Iterable[Notice]) -> list[ListedUnit]:
    """Every name, those of most tasks first, of equals the one that is printed first."""
    found: dict[str, ListedUnit] = {}
    for index, task in chain.from_iterable(enumerate(notice.tasks) for notice in notices):
        counted: set[tuple[str, str]] = set()
        for role, _, unit in units_of(index, task):
            one = found.setdefault(unit.name, ListedUnit(unit.name, unit.kind, unit.collective))
            if unit.id is not None:
                one.ids[unit.id] = None
            for key in ((unit.name, ""), (unit.name, role)):
                if key not in counted:
                    counted.add(key)
                    if key[1]:
                        one.roles[role] += 1
                    else:
                        one.tasks += 1
    return sorted(found.values(), key=lambda one: -one.tasks)


def aliases_of(notices: Iterable[Notice]) -> list[Alias]:
    """Names of all these notices that are probably one unit's."""
    return list(likely_aliases(chain.from_iterable(notice.tasks for notice in notices), _MOST_NAMES))


def begin_registry(notices: Iterable[Notice]) -> Registry:
    """A registry of the names that have no id yet: likely aliases as proposals of the longer name, collectives without members.

    Names stand by kind, those of most tasks first. A collective that leaves open who is meant (相关部门) is no unit.
    """
    notices = list(notices)
    listed: dict[str, ListedUnit] = {}
    for one in list_units(notices):
        if not one.ids and not (one.collective and is_vague(one.name)):
            listed.setdefault(folded(one.name), one)
    proposed = _proposals([one.name for one in listed.values()], aliases_of(notices))
    units = [
        RegisteredUnit(
            id="".join(one.name.split()),
            name=one.name,
            proposals=proposed[one.name],
            kind=one.kind,
            members=[] if one.collective else None,
        )
        for one in sorted(listed.values(), key=lambda one: (one.collective, _KINDS.index(one.kind)))
        if one.name in proposed
    ]
    return Registry(schema_version=REGISTRY_VERSION, area=_area(notices), units=units)


def _proposals(names: list[str], aliases: Iterable[Alias]) -> dict[str, list[str]]:
    """The names that get an entry, each with those that get none because they are probably its short forms."""
    longer: dict[str, list[str]] = {}
    for alias in aliases:
        longer.setdefault(alias.short, []).append(alias.long)
    entries: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda name: -len(name)):
        own = [long for long in longer.get(name, ()) if long in entries]
        for long in own:
            entries[long].append(name)
        if not own:
            entries[name] = []
    return entries


def _area(notices: Iterable[Notice]) -> str | None:
    """The place of the issuers, where they have one in common."""
    matches = [_AREA_RE.match(notice.document.issuer or "") for notice in notices]
    areas = {match["area"] if match else None for match in matches}
    return areas.pop() if len(areas) == 1 else None
