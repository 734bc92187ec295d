"""Spans: they hold something, lie where the document is, and in one another as its parts do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from taskparse.checks.rules import Path
from taskparse.formats.faults import Fault
from taskparse.formats.positions import quote
from taskparse.formats.semantics.checks import Data

_NESTED: Final = (dict, list)  # `isinstance` needs a third of the time for a tuple that it needs for dict | list


def spans(data: Data) -> Iterator[Fault]:
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


def _is_outside(span: Data, characters: int, pages: int | None) -> bool:
    """Whether there is anything to say of a span."""
    if not span["start"] < span["end"] <= characters:
        return True
    if pages is None:
        return False
    return (span.get("page") or 0) > pages or any(box[0] > pages for box in span.get("boxes", ()))


def _bare_spans(data: Data) -> list[Data]:
    """All spans, in no order: without their paths, which take most of the time and are needed only where something is wrong."""
    found: list[Data] = []
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


def _all_spans(node: Any, path: Path) -> Iterator[tuple[Path, Data]]:
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


def nesting(data: Data) -> Iterator[Fault]:
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
