"""Items are sorted into sections and tasks.

Rules of the reading guide ("Task"): a heading is a section; a leaf with a clause is a task; several clauses, each after its own sentences, are
several parts; a leaf without a clause is a task only beside tasks, and never among aims and principles.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from taskparse.language.roles import find_standing
from taskparse.lexicon.markers import LEAF_STYLES
from taskparse.lexicon.roles import AIM_TITLES
from taskparse.notice.bodies import Body, body_of
from taskparse.notice.dividing import divide
from taskparse.notice.drafts import Drafts, PlacedClause, SectionDraft, TaskDraft
from taskparse.notice.headings import heading_clause, heading_lead, is_bare_heading, units_by_role
from taskparse.source import Reading, Span
from taskparse.structure.outline import Item

_SUB_STYLES: Final = ("figure-bracketed", "figure-closed", "circled", "bullet")


def draft(reading: Reading, items: Sequence[Item], *, promised: bool) -> Drafts:
    """Sort items into sections and tasks. `promised`: the title says that the document assigns tasks."""
    stops = _stops([item.level for item in items], beside=True)
    bodies = [body_of(reading, item, i, stops[i] - 1) for i, item in enumerate(items)]
    return _Drafter(reading, bodies, promised).run()


def _claused(bodies: Sequence[Body]) -> dict[str, list[int]]:
    """Where items with a clause stand, by the style of their markers."""
    found: dict[str, list[int]] = defaultdict(list)
    for body in bodies:
        if any(body.clauses):
            found[body.item.style].append(body.place)
    return found


def _tops(levels: Sequence[int]) -> list[int]:
    """For each item the first one below its level-1 heading."""
    tops: list[int] = []
    for index in range(len(levels)):
        tops.append(tops[-1] if index and levels[index - 1] > 1 else index)
    return tops


def _stops(levels: Sequence[int], *, beside: bool = False) -> list[int]:
    """For each item the next one that stands higher, or `beside` it, or the end."""
    stops = [len(levels)] * len(levels)
    waiting: list[int] = []
    for index, level in enumerate(levels):
        while waiting and levels[waiting[-1]] + beside > level:
            stops[waiting.pop()] = index
        waiting.append(index)
    return stops


class _Drafter:
    """Goes once through the items; the state is the open sections."""

    def __init__(self, reading: Reading, bodies: list[Body], promised: bool) -> None:
        self.reading = reading
        self.bodies = bodies
        self.promised = promised
        self.any_clause = any(b.has_clause for b in bodies)
        self.claused = _claused(bodies)
        levels = [b.item.level for b in bodies]
        self.tops, self.stops = _tops(levels), _stops(levels)
        self.open: list[SectionDraft] = []
        self.drafts = Drafts()

    def run(self) -> Drafts:
        index = 0
        while index < len(self.bodies):
            body = self.bodies[index]
            below = self.bodies[index + 1 : body.last + 1]
            while self.open and self.open[-1].level >= body.item.level:
                self.open.pop()
            if body.item.row is not None:
                self._task([body])
                index += 1
            elif self._is_whole(body, below):
                self._task([body, *below])
                index = body.last + 1
            elif not below and self._is_background(body):
                self.drafts.background.extend((p.start, p.end) for p in body.item.paragraphs)
                index += 1
            elif below or not self._is_task(body):
                self._section(body, leaf=not below)
                index += 1
            else:
                self._task([body])
                index += 1
        self._number()
        return self.drafts

    def _is_whole(self, body: Body, below: Sequence[Body]) -> bool:
        """Whether an item and what stands below it are one task: one clause governs all, its own or that of its last sub-item."""
        if is_bare_heading(body) or (below and heading_clause(body)):
            return False
        if body.has_clause:
            return not any(b.has_clause for b in below)
        governed = [b for b in below if b.has_clause]
        if self._is_in_parts(body, below):
            return True
        return (
            len(below) > 1
            and len(governed) == 1
            and governed[0] is below[-1]
            and all(b.item.style in _SUB_STYLES for b in below)
            and body.item.style in LEAF_STYLES
        )

    def _is_in_parts(self, body: Body, below: Sequence[Body]) -> bool:
        """2. 优化停车供给。①…（责任单位：…）②…（责任单位：…）: an item among tasks, whose sub-items have each a clause of their own."""
        return (
            len(below) > 1
            and body.item.style in LEAF_STYLES
            and all(b.has_clause and b.item.style in _SUB_STYLES for b in below)
            and self._stands_beside_tasks(body)
        )

    def _is_task(self, body: Body) -> bool:
        """Whether a leaf without a clause is a task: beside tasks, below a lead, or where the document promises tasks."""
        if body.has_clause:
            return not is_bare_heading(body)
        style = body.item.style
        if style not in (*LEAF_STYLES, "chinese-bracketed") and not style.startswith("decimal"):
            return False
        if any(section_title in self._title(s) for s in self.open for section_title in AIM_TITLES):
            return False
        if self.drafts.following or any(s.units for s in self.open):
            return True
        if self._stands_beside_tasks(body):
            return True
        if any(c.form == "block" for cs in body.clauses for c in cs):
            return True
        return self.promised and not self.any_clause and body.item.style in LEAF_STYLES

    def _is_background(self, body: Body) -> bool:
        """A leaf below a heading that is prose and no task: aims, principles, safeguards."""
        text = body.readings[-1].text
        return bool(self.open) and not self._is_task(body) and text[-1:] in tuple("。;!") and not is_bare_heading(body)

    def _stands_beside_tasks(self, body: Body) -> bool:
        """Whether another item of its style has a clause, in its level-1 section up to where the list that it stands in ends."""
        index = body.place
        top = self.tops[index] if body.item.level > 1 else index
        others = self.claused.get(body.item.style, [])
        found = others[bisect_left(others, top) : bisect_left(others, self.stops[index])]
        return any(i != index for i in found[:2])

    def _title(self, section: SectionDraft) -> str:
        return self.reading.text[slice(*section.title)]

    def _section(self, body: Body, *, leaf: bool) -> None:
        item = body.item
        first = item.paragraphs[0]
        start = item.marker.end if item.marker else first.start
        text = self.reading.text[start : first.end]
        stop = text.find("。")
        end = start + stop if 0 < stop < len(text) - 1 and stop <= 60 else first.end
        where, clause = (heading_clause(body) if not leaf else None) or (0, None)
        if clause is not None and where == 0 and clause.start:
            end = first.end - (len(body.readings[0].text) - clause.start)
        after = first.end if clause and where == 0 else end + (end < first.end and self.reading.text[end] == "。")
        parent = self.open[-1] if self.open else None
        section = SectionDraft(item.level, item.marker, first.start, (start, end), after, parent=parent)
        section.units = (
            units_by_role(clause, body.readings[where]) if clause else heading_lead(self.reading.cut(*section.title))
        )
        self.open.append(section)
        self.drafts.sections.append(section)
        if after < first.end and not is_bare_heading(body):
            self.drafts.background.append((after, first.end))
        if leaf and is_bare_heading(body):
            self._unnumbered(body)
            return
        self._rest(body, 1)

    def _rest(self, body: Body, first: int) -> None:
        """Paragraphs after a heading's title: closing clauses apart, they are background."""
        for paragraph, reading, clauses in zip(
            body.item.paragraphs[first:], body.readings[first:], body.clauses[first:], strict=True
        ):
            for clause in clauses:
                if clause.form == "block":
                    self.drafts.blocks.append(
                        (PlacedClause(clause, reading), self.open[-1] if self.open else None, len(self.drafts.tasks))
                    )
                elif clause.form == "following":
                    self.drafts.following.append((PlacedClause(clause, reading), len(self.drafts.tasks)))
            self.drafts.stated += [(rule, reading, len(self.drafts.tasks)) for rule in find_standing(reading.text)]
            self.drafts.background.append((paragraph.start, paragraph.end))

    def _unnumbered(self, body: Body) -> None:
        paragraphs, readings, clauses = body.item.paragraphs[1:], body.readings[1:], body.clauses[1:]
        parts = divide(paragraphs, readings, clauses)
        for ordinal, part in enumerate(parts.parts, 1):
            span = Span(part.start, part.end)
            self.drafts.tasks.append(TaskDraft(self.open[-1], ordinal, None, None, part.pieces, part.clauses, span))
        self.drafts.loose.extend((p.start, p.end) for p in parts.rest)

    def _task(self, bodies: Sequence[Body]) -> None:
        section = self.open[-1] if self.open else None
        marker = bodies[0].item.marker
        paragraphs = [p for b in bodies for p in b.item.paragraphs]
        if bodies[0].item.row is not None:  # one paragraph for each reading, printed in this row or above
            paragraphs = [*bodies[0].item.row.printed, *[bodies[0].item.row.printed[-1]] * len(bodies[0].readings)]
        readings = [r for b in bodies for r in b.readings]
        clauses = [c for b in bodies for c in b.clauses]
        for placed, found in zip(readings, clauses, strict=True):
            for clause in found:
                if clause.form == "block":
                    self.drafts.blocks.append((PlacedClause(clause, placed), section, len(self.drafts.tasks) + 1))
        parts = divide(paragraphs, readings, clauses)
        row = bodies[0].item.row
        before = self._parts_before() if row is not None and row.goes_on else 0
        begin = self.reading.at[marker.start if marker else paragraphs[0].start]
        for ordinal, part in enumerate(parts.parts, 1):
            several = len(parts.parts) > 1 or before
            span = Span(begin if ordinal == 1 else part.start, part.end)
            number = row.number if row else marker.number if marker else None
            if row is not None:
                span = self.reading.span(paragraphs[0].start, paragraphs[-1].end)
            self.drafts.tasks.append(
                TaskDraft(
                    section, number, before + ordinal if several else None, marker, part.pieces, part.clauses, span
                )
            )
        self.drafts.loose.extend((p.start, p.end) for p in parts.rest)

    def _parts_before(self) -> int:
        """Two rows with one number are its parts: how many the rows above are, each of them one from now on."""
        if not self.drafts.tasks:
            return 0
        last = self.drafts.tasks[-1]
        last.part = last.part or 1
        return last.part

    def _number(self) -> None:
        """Give sections and tasks their ids; items without a number count within their section."""
        first = self.drafts.tasks[0] if self.drafts.tasks else None
        counts = {0: int(first is not None and first.section is None)}  # what stands before all sections is the first
        for section in self.drafts.sections:
            key = id(section.parent) if section.parent else 0
            counts[key] = section.ordinal = counts.get(key, 0) + 1
            section.id = f"{section.parent.id}.{section.ordinal}" if section.parent else str(section.ordinal)
        number: int | str
        unnumbered: dict[str, int] = {}
        for task in self.drafts.tasks:
            top = task.section.id.split(".")[0] if task.section else "1"
            if task.number is None:
                if (task.part or 1) == 1:
                    unnumbered[top] = unnumbered.get(top, 0) + 1
                number = unnumbered[top]
            else:
                number = self._printed_number(task)
            task.id = f"{top}-{number}" + (f".{task.part}" if task.part else "")

    def _printed_number(self, task: TaskDraft) -> int | str:
        """The number of an item as it is printed: 1.2 and 1-2 whole."""
        marker = task.marker
        if marker is not None and marker.style.startswith("decimal"):
            return self.reading.text[marker.start : marker.end]
        return task.number or 0
