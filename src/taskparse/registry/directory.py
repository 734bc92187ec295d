"""Which unit a name stands for at a time: canonical names and abbreviations, of units that come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Literal, NamedTuple, TypeAlias

from taskparse.lexicon.characters import MATCH
from taskparse.notice.models import Document
from taskparse.registry.models import RegisteredUnit, Registry

_BEGINNING: Final = "0000-00-00"
_END: Final = "9999-99-99"

Standing: TypeAlias = Literal["valid", "over", "early"]


class Period(NamedTuple):
    """First and last day, in ISO 8601, which compares as text."""

    first: str = _BEGINNING
    last: str = _END


ALWAYS: Final = Period()


def period_of(document: Document) -> Period:
    """When a document speaks: on its date of issue; without one in the year of its plan; without that at any time."""
    if document.issued_on is not None:
        return Period(document.issued_on, document.issued_on)
    if document.plan_year is not None:
        return Period(f"{document.plan_year:04}-01-01", f"{document.plan_year:04}-12-31")
    return ALWAYS


def life_of(unit: RegisteredUnit) -> Period:
    """The days on which a unit exists."""
    return Period(unit.valid_from or _BEGINNING, unit.valid_to or _END)


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day.

    >>> overlap(Period("2024-01-01", "2024-03-31"), Period("2024-04-01"))
    False
    """
    return one.first <= other.last and other.first <= one.last


def folded(name: str) -> str:
    """A name as names are compared: without white space, in usual characters, whatever brackets it has.

    >>> folded("县市 场监管局（稽查队）") == folded("县市场监管局(稽查队)")
    True
    """
    return "".join(name.split()).translate(MATCH)


@dataclass(frozen=True, slots=True)
class Match:
    """The unit that a name stands for, and whether it exists at the time asked for, existed before, or will."""

    unit: RegisteredUnit
    standing: Standing


class Directory:
    """A registry arranged by name; `digest`: SHA-256 of its file, which data made with it names. It takes any Registry, also one with faults: the first unit of an id counts, unknown ids lead nowhere."""

    def __init__(self, registry: Registry, digest: str) -> None:
        self.digest = digest
        self.units: dict[str, RegisteredUnit] = {}
        for unit in registry.units:
            self.units.setdefault(unit.id, unit)
        self._told: dict[str, list[RegisteredUnit]] = defaultdict(list)
        for unit in self.units.values():
            for name in dict.fromkeys(map(folded, (unit.name, *unit.abbreviations))):
                self._told[name].append(unit)
        self._implied = dict(_implied(self.units.values(), folded(registry.area or "")))

    def find(self, name: str, period: Period = ALWAYS) -> Match | None:
        """The unit that a name stands for in a period: one that exists then if there is any, of several the newest.

        A name that the registry states wins over one that its area implies.
        """
        key = folded(name)
        claims = [self._told.get(key, ()), self._implied.get(key, ())]
        standings: tuple[Standing, ...] = ("valid", "over", "early")
        for standing in standings:
            for units in claims:
                found = [unit for unit in units if standing_of(unit, period) == standing]
                if found:
                    choose = min if standing == "early" else max
                    return Match(choose(found, key=lambda unit: life_of(unit).first), standing)
        return None

    def names(self, period: Period) -> Iterator[tuple[str, RegisteredUnit]]:
        """Every stated name of the units that exist in a period, in the order of the registry."""
        for unit in self.units.values():
            if standing_of(unit, period) == "valid":
                for name in (unit.name, *unit.abbreviations):
                    yield name, unit

    def members(self, unit: RegisteredUnit, period: Period) -> list[str]:
        """The ids of the units that a collective stands for in a period, those of collectives in it included; each once."""
        return list(dict.fromkeys(self._members(unit, period, {unit.id})))

    def _members(self, unit: RegisteredUnit, period: Period, above: set[str]) -> Iterator[str]:
        for member in self._known(unit.members or (), above):
            if standing_of(member, period) != "valid":
                continue
            if member.members is None:
                yield member.id
            else:
                yield from self._members(member, period, above | {member.id})

    def successors(self, unit: RegisteredUnit, period: Period) -> list[RegisteredUnit]:
        """Who does the work of a unit that is over: its successors, and where they are over too, theirs."""
        found = {one.id: one for one in self._successors(unit, period, {unit.id})}
        return list(found.values())

    def _successors(self, unit: RegisteredUnit, period: Period, before: set[str]) -> Iterator[RegisteredUnit]:
        for one in self._known(unit.successors, before):
            after = list(self._successors(one, period, before | {one.id})) if standing_of(one, period) == "over" else []
            yield from after or [one]

    def _known(self, ids: Iterable[str], seen: set[str]) -> Iterator[RegisteredUnit]:
        return (self.units[id] for id in ids if id in self.units and id not in seen)


def standing_of(unit: RegisteredUnit, period: Period) -> Standing:
    """Whether a unit exists in a period, existed before it, or will."""
    life = life_of(unit)
    if overlap(life, period):
        return "valid"
    return "over" if life.last < period.first else "early"


def _implied(units: Iterable[RegisteredUnit], area: str) -> Iterator[tuple[str, list[RegisteredUnit]]]:
    """Names that the area of a registry implies: 青榆县发展和改革局 is 县发展和改革局 and 发展和改革局 too.

    One that two units would share at the same time is nobody's.
    """
    if not area:
        return
    implied: dict[str, list[RegisteredUnit]] = defaultdict(list)
    for unit in units:
        for name in dict.fromkeys(map(folded, (unit.name, *unit.abbreviations))):
            rest = name.removeprefix(area)
            if rest and rest != name:
                implied[area[-1] + rest].append(unit)
                implied[rest].append(unit)
    for name, sharing in implied.items():
        sharing = list({unit.id: unit for unit in sharing}.values())
        if not any(overlap(life_of(one), life_of(other)) for one, other in combinations(sharing, 2)):
            yield name, sharing
