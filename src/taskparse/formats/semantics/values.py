"""Values: days that there are, numbers and measures that are what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from taskparse.checks.rules import Path
from taskparse.formats.faults import Fault
from taskparse.formats.positions import quote
from taskparse.formats.semantics.checks import Data
from taskparse.language.quantities import find_quantities
from taskparse.lexicon.characters import MATCH

_CLOSE: Final = 1e-9


def dates(data: Data) -> Iterator[Fault]:
    """Dates are days that there are."""
    document = data["document"]
    dates: list[tuple[Path, str | None]] = [(("document", "issued_on"), document.get("issued_on"))]
    dates += [(("document", "deadlines", i, "on"), d["on"]) for i, d in enumerate(document.get("deadlines", ()))]
    for index, task in enumerate(data.get("tasks", ())):
        if task.get("due"):
            dates.append((("tasks", index, "due", "on"), task["due"].get("on")))
    for path, on in dates:
        if on is not None and not is_date(on):
            yield Fault(path, "no-such-date", f"there is no day {on}")


def is_date(on: str) -> bool:
    """Whether there is such a day.

    >>> is_date("2028-02-29"), is_date("2027-02-29")
    (True, False)
    """
    try:
        date.fromisoformat(on)
    except ValueError:
        return False
    return True


def document_number(data: Data) -> Iterator[Fault]:
    """Year and serial number stand in the document number."""
    number = data["document"].get("document_number")
    if number:
        for field in ("year", "number"):
            if str(number[field]) not in number["text"].translate(MATCH):
                message = f"{number[field]} does not stand in {quote(number['text'])}"
                yield Fault(("document", "document_number", field), "not-printed", message)


def targets(data: Data) -> Iterator[Fault]:
    """Targets are what is printed."""
    for index, task in enumerate(data.get("tasks", ())):
        for place, target in enumerate(task.get("targets", ())):
            yield from target_faults(target, ("tasks", index, "targets", place))


def target_faults(target: Data, path: Path) -> Iterator[Fault]:
    """Value, unit and kind are those of the printed text, where it reads as one quantity with its measure word; a range and only a range has two ends."""
    if (target["comparator"] == "between") is (target.get("upper") is None):
        yield Fault((*path, "comparator"), "range", "between has an upper end, and no other comparator has one")
        return
    quantities = list(find_quantities("".join(target["text"].split()).translate(MATCH)))
    if len(quantities) != 1 or quantities[0].unit is None:  # a table's header may say the measure word of bare figures
        return
    (read,) = quantities
    upper = None if read.upper is None else float(read.upper)
    said = {"value": float(read.value), "upper": upper, "unit": read.unit, "kind": read.kind}
    for field, printed in said.items():
        if not _agree(target.get(field), printed):
            message = f"{_spelled(target.get(field))} does not agree with {quote(target['text'])}, which is {_spelled(printed)}"
            yield Fault((*path, field if field in target else "text"), "not-printed", message)


def _agree(given: Any, printed: Any) -> bool:
    if isinstance(printed, float) and isinstance(given, int | float):
        return bool(abs(given - printed) <= _CLOSE * max(1.0, abs(printed)))
    return bool((given.translate(MATCH) if isinstance(given, str) else given) == printed)


def _spelled(value: Any) -> str:
    if value is None:
        return "nothing"
    return f"{value:.15g}" if isinstance(value, int | float) else str(value)
