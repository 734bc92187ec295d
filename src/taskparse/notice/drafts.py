"""Drafts: sections and tasks before their units are settled, with the readings that their offsets belong to."""

from dataclasses import dataclass, field
from typing import NamedTuple

from taskparse.language.clauses import Clause
from taskparse.language.names import NamedUnit
from taskparse.language.roles import Named, Standing, chief_leads
from taskparse.source import Reading, Span
from taskparse.structure.markers import Marker


class Stated(NamedTuple):
    """A standing rule, by its code, and where it is stated."""

    code: str
    span: Span


class PlacedUnit(NamedTuple):
    """A unit and the reading whose offsets it uses; `stated`: the standing rule that gave it its role."""

    unit: NamedUnit
    reading: Reading
    stated: Stated | None = None


class PlacedClause(NamedTuple):
    """A clause and the reading whose offsets it uses."""

    clause: Clause
    reading: Reading

    @property
    def span(self) -> Span:
        """Where the clause is printed."""
        return self.reading.span(self.clause.start, self.clause.end)


@dataclass(slots=True)
class SectionDraft:
    """A heading: where marker and title stand in the document's reading."""

    level: int
    marker: Marker | None
    start: int
    title: tuple[int, int]
    end: int
    """Where what it claims ends: the full stop after a title is no part of it."""
    units: dict[str, list[PlacedUnit]] = field(default_factory=dict)
    """What it names for the tasks below it, by role."""
    id: str = ""
    parent: "SectionDraft | None" = None
    ordinal: int = 0


@dataclass(slots=True)
class TaskDraft:
    """A task: its pieces of text, its clauses, and where it stands."""

    section: SectionDraft | None
    number: int | None
    part: int | None
    marker: Marker | None
    pieces: list[Reading]
    clauses: list[PlacedClause]
    span: Span
    named: list[tuple[Named, Reading]] = field(init=False)
    """What its clauses give each role."""
    units: dict[str, list[PlacedUnit]] = field(default_factory=dict)
    id: str = ""

    def __post_init__(self) -> None:
        readings = [c.reading for c in self.clauses for _ in c.clause.named]
        found = chief_leads([n for c in self.clauses for n in c.clause.named])
        self.named = list(zip(found, readings, strict=True))


@dataclass(slots=True)
class Drafts:
    """Sections and tasks in reading order, closing clauses with the section they close, and what is neither."""

    sections: list[SectionDraft] = field(default_factory=list)
    tasks: list[TaskDraft] = field(default_factory=list)
    blocks: list[tuple[PlacedClause, SectionDraft | None, int]] = field(default_factory=list)
    """A clause 以上工作由…, its section, and how many tasks stand before it."""
    following: list[tuple[PlacedClause, int]] = field(default_factory=list)
    """A clause 以下任务由…, and how many tasks stand before it."""
    stated: list[tuple[Standing, Reading, int]] = field(default_factory=list)
    """A standing rule below a heading, and how many tasks stand before it."""
    background: list[tuple[int, int]] = field(default_factory=list)
    """Ranges of the document's reading that belong to a section but are no task."""
    loose: list[tuple[int, int]] = field(default_factory=list)
    """Paragraphs after a task's clause that belong to nothing."""
