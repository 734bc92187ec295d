"""An item is divided at its clauses: text, its clause, more text, its clause … are as many responsibilities."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from taskparse import patterns
from taskparse.language.clauses import Clause
from taskparse.notice.drafts import PlacedClause
from taskparse.source import Reading
from taskparse.structure.paragraphs import Paragraph

_NO_TEXT_RE: Final = patterns.compile(r"[\s,。;、.:*]*")


@dataclass(slots=True)
class Part:
    """Text and the clauses after it; [start, end) of the canonical text."""

    pieces: list[Reading]
    clauses: list[PlacedClause]
    start: int
    end: int


@dataclass(slots=True)
class Parts:
    """The parts of an item, and the paragraphs after its last clause."""

    parts: list[Part]
    rest: list[Paragraph]


def divide(
    paragraphs: Sequence[Paragraph], readings: Sequence[Reading], clauses: Sequence[tuple[Clause, ...]]
) -> Parts:
    """Divide an item at its clauses: text, its clause, more text, its clause … What follows the last clause in its own paragraph is left."""
    segments: list[tuple[int, Reading, PlacedClause | None]] = []
    last_clause: int | None = None
    for index, (reading, found) in enumerate(zip(readings, clauses, strict=True)):
        at = 0
        for clause in found:
            if clause.form in ("block", "following"):
                continue
            if clause.start > at:
                segments.append((index, reading.cut(at, clause.start), None))
            last_clause = len(segments)
            segments.append((index, reading, PlacedClause(clause, reading)))
            at = clause.end
        end = len(reading.text)
        if blocks := [c.start for c in found if c.form == "block"]:
            end = min(blocks)
        if at < end:
            segments.append((index, reading.cut(at, end), None))
    parts: list[Part] = []
    rest: list[Paragraph] = []
    for i, (index, reading, placed) in enumerate(segments):
        if placed is None:
            empty = _NO_TEXT_RE.fullmatch(reading.text) is not None
            if last_clause is not None and i > last_clause and not empty and index > segments[last_clause][0]:
                rest.append(paragraphs[index])
                continue
            span = reading.span()
            if not parts or (parts[-1].clauses and not empty and last_clause is not None and i < last_clause):
                parts.append(Part([], [], *span))
            if not empty:
                parts[-1].pieces.append(reading)
            parts[-1].end = max(parts[-1].end, span.end)
        else:
            span = placed.span
            if not parts:
                parts.append(Part([], [], *span))
            parts[-1].clauses.append(placed)
            parts[-1].end = max(parts[-1].end, span.end)
    return Parts(parts, rest)
