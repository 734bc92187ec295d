"""Ids, references and sums: what one part of a document says of another."""

from __future__ import annotations

from collections.abc import Iterator

from taskparse.formats.faults import Fault
from taskparse.formats.positions import quote
from taskparse.formats.semantics.checks import Data


def repeated_ids(data: Data) -> Iterator[Fault]:
    """Section ids are unique. Task ids are made of printed numbers, so they come twice where the notice prints a number twice."""
    sections: set[str] = set()
    for index, section in enumerate(data.get("sections", ())):
        if section["id"] in sections:
            yield Fault(("sections", index, "id"), "repeated-id", f"another section has the id {quote(section['id'])}")
        sections.add(section["id"])
    first: dict[str, Data] = {}
    for index, task in enumerate(data.get("tasks", ())):
        before = first.setdefault(task["id"], task)
        if before is not task and (before.get("number") != task.get("number") or before["span"] == task["span"]):
            yield Fault(("tasks", index, "id"), "repeated-id", f"another task has the id {quote(task['id'])}")


def references(data: Data) -> Iterator[Fault]:
    """Sections and tasks that are named exist; a parent stands before its child and above it."""
    levels: dict[str, int] = {}
    for index, section in enumerate(data.get("sections", ())):
        parent = section.get("parent")
        if parent is not None and levels.get(parent, section["level"]) >= section["level"]:
            message = f"no section of a higher level before this one has the id {quote(parent)}"
            yield Fault(("sections", index, "parent"), "no-such-section", message)
        levels[section["id"]] = section["level"]
    tasks = set()
    for index, task in enumerate(data.get("tasks", ())):
        tasks.add(task["id"])
        if (named := task.get("section")) is not None and named not in levels:
            yield Fault(("tasks", index, "section"), "no-such-section", f"no section has the id {quote(named)}")
    for index, diagnostic in enumerate(data.get("diagnostics", ())):
        if (named := diagnostic.get("task")) is not None and named not in tasks:
            yield Fault(("diagnostics", index, "task"), "no-such-task", f"no task has the id {quote(named)}")


def sums(data: Data) -> Iterator[Fault]:
    """Every character is claimed, ignored or unclaimed; an unclaimed stretch may run over ignored ones."""
    coverage = data["coverage"]
    counted = coverage["claimed"] + coverage["ignored"]
    unclaimed = sum(span["end"] - span["start"] for span in coverage.get("unclaimed", ()))
    if not counted <= coverage["characters"] <= counted + unclaimed:
        message = f"{coverage['claimed']} claimed, {coverage['ignored']} ignored and {unclaimed} unclaimed make no {coverage['characters']}"
        yield Fault(("coverage", "characters"), "sum", message)
    reasons = sum(one["characters"] for one in coverage.get("furniture", ()))
    if reasons != coverage["ignored"]:
        yield Fault(("coverage", "ignored"), "sum", f"the reasons under furniture add up to {reasons}")
