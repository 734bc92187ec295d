"""Marks: the stretches of a task's printed text that say something, each with a key such as L1 or T2."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from taskparse.explanation.reasons import Explanation
from taskparse.notice.models import Span, Task
from taskparse.source import SourceText

Role: TypeAlias = Literal["lead", "responsible", "supporting", "leader", "due", "target", "rejected"]

LETTERS: Final[dict[Role, str]] = {
    "lead": "L",
    "responsible": "R",
    "supporting": "S",
    "leader": "P",
    "due": "D",
    "target": "T",
    "rejected": "X",
}


class Mark(NamedTuple):
    """A marked stretch: its key, what it is, where it is printed."""

    key: str
    role: Role
    span: Span


class Piece(NamedTuple):
    """A piece of a printed line, and the marks that it belongs to: one, or those that share its place."""

    text: str
    marks: tuple[Mark, ...] = ()


def marks_of(explanation: Explanation) -> list[Mark]:
    """All marks of a task, numbered within their role."""
    found = list(_spans(explanation.task))
    found += [("rejected", one.span) for one in explanation.rejected]
    return _numbered(found)


def marks_of_task(task: Task) -> list[Mark]:
    """The marks of what the Notice says of a task."""
    return _numbered(list(_spans(task)))


def _spans(task: Task) -> Iterator[tuple[Role, Span]]:
    yield from (("lead", unit.span) for unit in task.lead_units)
    yield from (("responsible", unit.span) for unit in task.responsible_units)
    yield from (("supporting", unit.span) for unit in task.supporting_units)
    yield from (("leader", leader.span) for leader in task.leaders)
    if task.due:
        yield "due", task.due.span
    yield from (("target", target.span) for target in task.targets)


def _numbered(spans: Sequence[tuple[Role, Span]]) -> list[Mark]:
    counts: dict[Role, int] = {}
    marks = []
    for role, span in spans:
        counts[role] = counts.get(role, 0) + 1
        marks.append(Mark(f"{LETTERS[role]}{counts[role]}", role, span))
    return marks


def printed_lines(source: SourceText, task: Task, marks: Sequence[Mark]) -> Iterator[list[Piece]]:
    """The printed lines of a task, page furniture left out, in pieces; a mark inside another one is left out too."""
    line: list[Piece] = []
    for start, end, inside in _stretches(task.span, marks):
        for number, text in enumerate(_without_furniture(source, start, end).split("\n")):
            if number and line:
                yield line
                line = []
            if text.strip():
                line.append(Piece(text if line else text.lstrip(), inside))
    if line:
        yield line


def _stretches(whole: Span, marks: Sequence[Mark]) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """The range of a task cut at its marks."""
    at = whole.start
    for mark in sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end)):
        start, end = mark.span.start, mark.span.end
        if start < at or end > whole.end:
            continue
        same = tuple(other for other in marks if (other.span.start, other.span.end) == (start, end))
        yield at, start, ()
        yield start, end, same
        at = end
    yield at, whole.end, ()


def _without_furniture(source: SourceText, start: int, end: int) -> str:
    pieces = []
    for gone in source.furniture:
        if start < gone.end and gone.start < end:
            pieces.append(source.text[start : max(start, gone.start)])
            start = min(end, gone.end)
    return "".join([*pieces, source.text[start:end]])
