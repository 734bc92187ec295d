"""The tasks and sections of the Notice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from taskparse import patterns
from taskparse.language.dues import find_due
from taskparse.language.roles import Named
from taskparse.language.targets import TargetReading, read_targets
from taskparse.lexicon.roles import PERSON_MARKS
from taskparse.notice.drafts import PlacedUnit, SectionDraft, TaskDraft
from taskparse.notice.places import Json, Places
from taskparse.source import Reading, Span
from taskparse.values.dates import find_dates

_PEOPLE_RE: Final = patterns.compile(r"[、,;]|和|\n")


DOUBT: Final = "read as a condition on what follows, not as a target: {text}"
DOUBT_HINT: Final = "check whether so many are to be reached"
"""What is said of a figure with two readings (TP802)."""


@dataclass(frozen=True, slots=True)
class TaskBuilder:
    """Builds the trees of tasks and sections; `year` is the plan's, for dates that do not say theirs."""

    places: Places
    year: int | None

    def section(self, section: SectionDraft) -> Json:
        """The tree of a section."""
        marker = section.marker
        title = self.places.usual(section.title).strip()
        return {
            "id": section.id,
            "level": section.level,
            "marker": self.places.usual((marker.start, marker.end)) if marker else None,
            "number": marker.number if marker else None,
            "title": title.rstrip("。:：") or title,
            "parent": section.parent.id if section.parent else None,
            "span": self.places.place((section.start, section.title[1])),
        }

    def task(self, task: TaskDraft) -> tuple[Json, list[Json]]:
        """The tree of a task, and the diagnostics of its doubtful readings."""
        marker = task.marker
        found = task.named
        targets, doubts = self._targets(task)
        tree = {
            "id": task.id,
            "number": task.number,
            "part": task.part,
            "marker": self.places.usual((marker.start, marker.end)) if marker else None,
            "section": task.section.id if task.section else None,
            "text": _joined(piece.usual() for piece in task.pieces),
            "lead_units": self._units(task.units["lead"]),
            "responsible_units": self._units(task.units["responsible"]),
            "supporting_units": self._units(task.units["supporting"]),
            "leaders": [leader for n, reading in found if n.role == "leader" for leader in self._leaders(n, reading)],
            "due": self._due([(n, reading) for n, reading in found if n.role == "due"]) or self._own_due(task.pieces),
            "targets": targets,
            "clause": "".join(self.places.source.printed(c.span) for c in task.clauses) or None,
            "span": self.places.span(task.span),
        }
        return tree, doubts

    def _units(self, units: Sequence[PlacedUnit]) -> list[Json]:
        return [self._unit(placed) for placed in units]

    def _unit(self, placed: PlacedUnit) -> Json:
        unit, reading = placed.unit, placed.reading
        span = reading.span(unit.start, unit.end)
        return {
            "name": unit.prefix + reading.usual(unit.start, unit.stop).replace(" ", "") + unit.suffix,
            "text": self.places.source.printed(span),
            "kind": unit.kind,
            "collective": unit.collective,
            "open_ended": unit.open_ended,
            "note": reading.usual(*unit.note) if unit.note else None,
            "span": self.places.span(span),
        }

    def _leaders(self, found: Named, reading: Reading) -> Iterable[Json]:
        """People of a list, each without the office after the name (林正阳　副县长)."""
        start = found.start
        for gap in [*_PEOPLE_RE.finditer(reading.text, found.start, found.end), None]:
            end = gap.start() if gap else found.end
            name = reading.usual(start, end)
            for mark in PERSON_MARKS:
                name = name.removesuffix(mark) or name
            if name.strip():
                yield {"name": name, "role": found.label, "span": self.places.span(reading.span(start, end))}
            start = gap.end() if gap else end

    def _due(self, dues: Iterable[tuple[Named, Reading]]) -> Json | None:
        for found, reading in dues:
            if found.end > found.start:
                text = reading.text[found.start : found.end]
                dates = list(find_dates(text, self.year))
                span = reading.span(found.start, found.end)
                return {
                    "text": self.places.source.printed(span),
                    "on": max(d.on for d in dates) if dates else None,
                    "span": self.places.span(span),
                }
        return None

    def _own_due(self, pieces: Sequence[Reading]) -> Json | None:
        for piece in merged(pieces):
            if (due := find_due(piece.text, self.year)) is not None:
                span = piece.span(due.start, due.end)
                return {"text": self.places.source.printed(span), "on": due.on, "span": self.places.span(span)}
        return None

    def _targets(self, task: TaskDraft) -> tuple[list[Json], list[Json]]:
        targets: list[Json] = []
        doubts: list[Json] = []
        for piece in merged(task.pieces):
            readings = read_targets(piece.text, self.year)
            targets.extend(self._target(target, piece) for target in readings.targets)
            doubts.extend(self._doubt(task, piece.span(q.start, q.end)) for q in readings.doubtful)
        return targets, doubts

    def _doubt(self, task: TaskDraft, span: Span) -> Json:
        return {
            "code": "TP802",
            "severity": "info",
            "message": DOUBT.format(text=self.places.source.printed(span)),
            "task": task.id,
            "span": self.places.span(span),
            "hint": DOUBT_HINT,
        }

    def _target(self, target: TargetReading, reading: Reading) -> Json:
        quantity = target.quantity
        span = reading.span(target.start, target.end)
        return {
            "metric": "".join(reading.usual(*where) for where in target.metric.thing) or None,
            "action": reading.usual(*target.metric.action) if target.metric.action else None,
            "modality": target.modality,
            "value": _number(quantity.value),
            "upper": _number(quantity.upper),
            "baseline": _number(target.baseline),
            "unit": quantity.unit and quantity.unit.translate(_PRINTED),
            "kind": quantity.kind,
            "comparator": quantity.comparator,
            "text": self.places.source.printed(span),
            "rule": quantity.rule,
            "span": self.places.span(span),
        }


def merged(pieces: Sequence[Reading]) -> Iterable[Reading]:
    """The pieces of a task as one reading, a break between paragraphs, so that a metric may be found in the sentence before."""
    if len(pieces) <= 1:
        return pieces
    text = "\n".join(piece.text for piece in pieces)
    at: list[int] = []
    for piece in pieces:
        at.extend(piece.at)
        at.append(piece.at[-1])
    return [Reading(text, at[:-1], pieces[0].source)]


def _joined(texts: Iterable[str]) -> str:
    """Paragraphs of a task in one line: a space only where the first does not end with a sign."""
    joined = ""
    for text in texts:
        joined += (" " if joined and (joined[-1].isalnum()) else "") + text
    return joined.strip()


_PRINTED: Final = str.maketrans("()", "（）")


def _number(value: Decimal | None) -> int | float | None:
    """A JSON number: an integer when whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
