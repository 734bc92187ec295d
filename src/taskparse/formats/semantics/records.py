"""Flat records, which have less to contradict."""

from __future__ import annotations

from collections.abc import Iterator

from taskparse.formats.faults import Fault
from taskparse.formats.semantics.checks import Data
from taskparse.formats.semantics.values import is_date, target_faults


def places(record: Data) -> Iterator[Fault]:
    """The item and its targets hold something, and the targets stand in the item."""
    if record["start"] >= record["end"]:
        yield Fault(("end",), "span-empty", f"the item ends at {record['end']}, where it begins or before")
        return
    for place, target in enumerate(record.get("targets", ())):
        span, path = target["span"], ("targets", place, "span")
        if span["start"] >= span["end"]:
            yield Fault(path, "span-empty", f"the span ends at {span['end']}, where it begins or before")
        elif not record["start"] <= span["start"] < span["end"] <= record["end"]:
            message = f"the target stands outside of its task, {record['start']}-{record['end']}"
            yield Fault(path, "span-nesting", message)


def dates(record: Data) -> Iterator[Fault]:
    """Dates are days that there are."""
    for field in ("issued_on", "due_on"):
        if (on := record.get(field)) is not None and not is_date(on):
            yield Fault((field,), "no-such-date", f"there is no day {on}")


def targets(record: Data) -> Iterator[Fault]:
    """Targets are what is printed."""
    for place, target in enumerate(record.get("targets", ())):
        yield from target_faults(target, ("targets", place))
