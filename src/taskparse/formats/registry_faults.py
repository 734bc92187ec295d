"""What no schema can say of a unit registry: ids and references, names that two units claim, dates, check digits.

All of it works on plain data that has no fault of its schema, and says what to do: people write registries by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from taskparse.checks.rules import Path
from taskparse.formats.faults import Fault
from taskparse.formats.positions import quote
from taskparse.formats.semantics.values import is_date
from taskparse.registry.credit_code import check_digit
from taskparse.registry.directory import folded, life_of, overlap
from taskparse.registry.models import RegisteredUnit

_Units: TypeAlias = list[dict[str, Any]]


def registry_faults(data: dict[str, Any]) -> Iterator[Fault]:
    """The faults of a registry that is as its schema says, in no order."""
    for rule in _RULES:
        yield from rule(data.get("units", []))


def _repeated_ids(units: _Units) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, unit in enumerate(units):
        if unit["id"] in seen:
            message = f"another unit has the id {quote(unit['id'])}: give one of them an id of its own"
            yield Fault(("units", index, "id"), "repeated-id", message)
        seen.add(unit["id"])


def _references(units: _Units) -> Iterator[Fault]:
    ids = [unit["id"] for unit in units]
    known = set(ids)
    for path, id in _named(units):
        if id not in known:
            near = get_close_matches(id, ids, n=1)
            hint = f"is {near[0]} meant?" if near else "add it, or take it out here"
            yield Fault(path, "no-such-unit", f"no unit of this registry has the id {quote(id)}: {hint}")


def _named(units: _Units) -> Iterator[tuple[Path, str]]:
    for index, unit in enumerate(units):
        for field in ("successors", "members"):
            for place, id in enumerate(unit.get(field) or ()):
                yield ("units", index, field, place), id


def _claims(units: _Units) -> Iterator[Fault]:
    """Names are compared as documents are read: full-width or not, with or without blanks."""
    claims: dict[str, list[RegisteredUnit]] = defaultdict(list)
    for index, data in enumerate(units):
        unit = RegisteredUnit.model_validate(data)
        own: set[str] = set()
        for path, name in _names(index, data):
            key = folded(name)
            if key in own:
                continue
            own.add(key)
            other = next((one for one in claims[key] if overlap(life_of(one), life_of(unit))), None)
            if other is not None:
                message = (
                    f"{quote(name)} is a name of {quote(other.id)} at the same time: take it from one of the two, "
                    "or let one end (valid_to) before the other begins (valid_from)"
                )
                yield Fault(path, "claimed-twice", message)
            claims[key].append(unit)


def _names(index: int, unit: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    yield ("units", index, "name"), unit["name"]
    for place, name in enumerate(unit.get("abbreviations") or ()):
        yield ("units", index, "abbreviations", place), name


def _circles(units: _Units) -> Iterator[Fault]:
    for field, verb in (("successors", "succeeds"), ("members", "is a member of")):
        below: dict[str, list[str]] = {}
        for unit in units:
            below.setdefault(unit["id"], unit.get(field) or [])
        for start, place, circle in _circles_of(below):
            index = next(index for index, unit in enumerate(units) if unit["id"] == start)
            way = " → ".join(circle)
            message = f"{quote(start)} {verb} itself: {way}; take one of these steps out"
            yield Fault(("units", index, field, place), "circle", message)


def _circles_of(below: dict[str, list[str]]) -> Iterator[tuple[str, int, list[str]]]:
    """Each circle once, where a walk from the first units on closes it: unit, place in its list, the way around.

    Without recursion, for a chain may be long.
    """
    done: set[str] = set()
    for first in below:
        way: list[tuple[str, int]] = [(first, 0)] if first not in done else []
        on_way = {first}
        while way:
            id, place = way.pop()
            if place == len(below[id]):
                done.add(id)
                on_way.discard(id)
                continue
            way.append((id, place + 1))
            one = below[id][place]
            if one in on_way:
                ids = [step for step, _ in way]
                yield id, place, [*ids[ids.index(one) :], one]
            elif one in below and one not in done:
                way.append((one, 0))
                on_way.add(one)


def _dates(units: _Units) -> Iterator[Fault]:
    for index, unit in enumerate(units):
        path = ("units", index)
        first, last = unit.get("valid_from"), unit.get("valid_to")
        wrong = [(field, on) for field, on in (("valid_from", first), ("valid_to", last)) if on and not is_date(on)]
        for field, on in wrong:
            yield Fault((*path, field), "no-such-date", f"there is no day {on}")
        if first and last and not wrong and last < first:
            message = f"it ends on {last}, before it begins on {first}: correct one of the two"
            yield Fault((*path, "valid_to"), "ends-early", message)
        if unit.get("successors") and not last:
            message = "it has successors but no end: say in valid_to on which day it existed last"
            yield Fault((*path, "successors"), "no-end", message)


def _codes(units: _Units) -> Iterator[Fault]:
    """A renamed unit keeps its code, so two entries may have one, but not at the same time."""
    claims: dict[str, list[RegisteredUnit]] = defaultdict(list)
    for index, data in enumerate(units):
        code = data.get("code")
        if not code:
            continue
        path = ("units", index, "code")
        if code[-1] != (right := check_digit(code)):
            message = (
                f"the check digit of {code} would be {right}, not {code[-1]}: compare the code with the certificate"
            )
            yield Fault(path, "check-digit", message)
        unit = RegisteredUnit.model_validate(data)
        other = next((one for one in claims[code] if overlap(life_of(one), life_of(unit))), None)
        if other is not None:
            message = f"{code} is the code of {quote(other.id)} at the same time: compare both with the certificates"
            yield Fault(path, "claimed-twice", message)
        claims[code].append(unit)


_RULES: Final[tuple[Callable[[_Units], Iterator[Fault]], ...]] = (
    _repeated_ids,
    _references,
    _claims,
    _circles,
    _dates,
    _codes,
)
