"""What no schema can say of an extraction: ids and references, spans, sums, dates, and that numbers are what is printed.

All of it works on plain data that has no fault of its schema, and says nothing of the notice itself: that is for `taskparse check`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final, TypeAlias

from taskparse.checks.rules import Path
from taskparse.formats.faults import Fault
from taskparse.formats.positions import quote
from taskparse.language.quantities import find_quantities
from taskparse.lexicon.characters import MATCH

_Data: TypeAlias = dict[str, Any]

_CLOSE: Final = 1e-9
_NESTED: Final = (dict, list)  # `isinstance` needs a third of the time for a tuple that it needs for dict | list


def contradictions(data: _Data) -> Iterator[Fault]:
    """The faults of a document that is as its schema says, in no order."""
    for rule in _RULES:
        yield from rule(data)


def _repeated_ids(data: _Data) -> Iterator[Fault]:
    """Section ids are unique. Task ids are made of printed numbers, so they come twice where the notice prints a number twice."""
    sections: set[str] = set()
    for index, section in enumerate(data.get("sections", ())):
        if section["id"] in sections:
            yield Fault(("sections", index, "id"), "repeated-id", f"another section has the id {quote(section['id'])}")
        sections.add(section["id"])
    first: dict[str, _Data] = {}
    for index, task in enumerate(data.get("tasks", ())):
        before = first.setdefault(task["id"], task)
        if before is not task and (before.get("number") != task.get("number") or before["span"] == task["span"]):
            yield Fault(("tasks", index, "id"), "repeated-id", f"another task has the id {quote(task['id'])}")


def _references(data: _Data) -> Iterator[Fault]:
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


def _spans(data: _Data) -> Iterator[Fault]:
    """Spans hold something, lie in the text and on pages that exist."""
    characters, pages = data["coverage"]["characters"], data["source"].get("pages")
    if not any(_is_outside(span, characters, pages) for span in _bare_spans(data)):
        return
    for path, span in _all_spans(data, ()):
        if span["start"] >= span["end"]:
            yield Fault(path, "span-empty", f"the span ends at {span['end']}, where it begins or before")
        elif span["end"] > characters:
            yield Fault((*path, "end"), "span-outside", f"the text has only {characters} characters")
        named = [span.get("page"), *(box[0] for box in span.get("boxes", ()))]
        if pages is not None and any(page is not None and page > pages for page in named):
            yield Fault(path, "page-outside", f"the document has only {pages} pages")


def _is_outside(span: _Data, characters: int, pages: int | None) -> bool:
    """Whether there is anything to say of a span."""
    if not span["start"] < span["end"] <= characters:
        return True
    if pages is None:
        return False
    return (span.get("page") or 0) > pages or any(box[0] > pages for box in span.get("boxes", ()))


def _bare_spans(data: _Data) -> list[_Data]:
    """All spans, in no order: without their paths, which take most of the time and are needed only where something is wrong."""
    found: list[_Data] = []
    todo: list[Any] = [data]
    while todo:
        node = todo.pop()
        if isinstance(node, dict):
            if "start" in node and "end" in node:
                found.append(node)
                continue
            node = node.values()
        todo += [value for value in node if isinstance(value, _NESTED)]
    return found


def _all_spans(node: Any, path: Path) -> Iterator[tuple[Path, _Data]]:
    if isinstance(node, dict):
        if "start" in node and "end" in node:
            yield path, node
            return
        for key, value in node.items():
            if isinstance(value, dict | list):
                yield from _all_spans(value, (*path, key))
    else:
        for index, value in enumerate(node):
            if isinstance(value, dict | list):
                yield from _all_spans(value, (*path, index))


def _nesting(data: _Data) -> Iterator[Fault]:
    """Tasks follow one another without overlapping, and a target is printed in its task. A unit may stand in a heading or a rule."""
    end, last = 0, ""
    for index, task in enumerate(data.get("tasks", ())):
        span = task["span"]
        if span["start"] < end:
            yield Fault(
                ("tasks", index, "span"), "span-overlap", f"this task begins before {quote(last)} ends, at {end}"
            )
        end, last = max(end, span["end"]), task["id"]
        for place, target in enumerate(task.get("targets", ())):
            if not span["start"] <= target["span"]["start"] <= target["span"]["end"] <= span["end"]:
                message = f"the target stands outside of its task, {span['start']}-{span['end']}"
                yield Fault(("tasks", index, "targets", place, "span"), "span-nesting", message)


def _sums(data: _Data) -> Iterator[Fault]:
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


def _dates(data: _Data) -> Iterator[Fault]:
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
    """Whether there is such a day."""
    try:
        date.fromisoformat(on)
    except ValueError:
        return False
    return True


def _document_number(data: _Data) -> Iterator[Fault]:
    number = data["document"].get("document_number")
    if number:
        for field in ("year", "number"):
            if str(number[field]) not in number["text"].translate(MATCH):
                message = f"{number[field]} does not stand in {quote(number['text'])}"
                yield Fault(("document", "document_number", field), "not-printed", message)


def _targets(data: _Data) -> Iterator[Fault]:
    """Value, unit and kind are those of the printed text, where it reads as one quantity with its measure word; a range and only a range has two ends."""
    for index, task in enumerate(data.get("tasks", ())):
        for place, target in enumerate(task.get("targets", ())):
            path = ("tasks", index, "targets", place)
            if (target["comparator"] == "between") is (target.get("upper") is None):
                message = "between has an upper end, and no other comparator has one"
                yield Fault((*path, "comparator"), "range", message)
                continue
            quantities = list(find_quantities("".join(target["text"].split()).translate(MATCH)))
            if (
                len(quantities) == 1 and quantities[0].unit is not None
            ):  # a table's header may say the measure word of bare figures
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


_RULES: Final[tuple[Callable[[_Data], Iterator[Fault]], ...]] = (
    _repeated_ids,
    _references,
    _spans,
    _nesting,
    _sums,
    _dates,
    _document_number,
    _targets,
)
