"""Assembly: structure and language become the published Notice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

import regex

from taskparse.language.clauses import Named, Standing, find_standing
from taskparse.language.targets import TargetReading, find_targets
from taskparse.lexicon.documents import TASK_WORDS
from taskparse.lexicon.roles import PERSON_MARKS
from taskparse.notice.coverage import count
from taskparse.notice.drafts import Drafts, PlacedUnit, SectionDraft, TaskDraft, draft, named
from taskparse.notice.models import SCHEMA_VERSION, Notice
from taskparse.notice.standing import give_units
from taskparse.source import ReadResult, Reading, SourceText, Span
from taskparse.structure.cover import Cover, Range, named_plan, read_cover
from taskparse.structure.outline import Outline, find_outline
from taskparse.structure.paragraphs import Paragraph, find_paragraphs
from taskparse.structure.parts import find_parts
from taskparse.structure.tables import with_flat_tables
from taskparse.values.dates import find_dates

_Json = dict[str, Any]

_YEAR_RE: Final = regex.compile(r"(?<!\d)(20\d\d|19\d\d)(?=年|[-—~至]\d{4}年|-\d{4})")
_PEOPLE_RE: Final = regex.compile(r"[、,;]|和|\n")


def assemble(source: SourceText, result: ReadResult, *, name: str, digest: str) -> Notice:
    """The Notice of a canonical text. `result` is what the reader said of it, `digest` the SHA-256 of the file's bytes."""
    reading = source.reading
    parts = find_parts(reading, with_flat_tables(reading, find_paragraphs(reading)))
    cover = read_cover(reading, parts)
    outline = find_outline(reading, parts.plan)
    titles = "".join(reading.text[slice(*t)] for t in (cover.title, cover.plan_title) if t)
    drafts = draft(reading, outline.items, promised=any(word in titles for word in TASK_WORDS))
    rules = give_units(drafts, _preamble_rules(reading, cover, outline.before))
    return _Assembler(source, cover, drafts, outline).notice(result, rules, name, digest)


def _preamble_rules(reading: Reading, cover: Cover, before: Sequence[Paragraph]) -> list[tuple[Standing, Reading]]:
    """Standing rules stated before the first task: in the covering notice or under the plan's title."""
    places = [*(where for _, where in cover.passages), *(Range(p.start, p.end) for p in before)]
    found = []
    for start, end in places:
        piece = reading.cut(start, end)
        found.extend((rule, piece) for rule in find_standing(piece.text))
    return found


@dataclass(frozen=True, slots=True)
class _Assembler:
    """Builds the published tree; every place goes through `_span`."""

    source: SourceText
    cover: Cover
    drafts: Drafts
    outline: Outline

    def notice(self, result: ReadResult, rules: list[tuple[str, Span]], name: str, digest: str) -> Notice:
        year = self._plan_year()
        tasks = [self._task(task, year) for task in self.drafts.tasks]
        document = self._document(rules, year)
        counted = count(self.source, self._claims())
        tree: _Json = {
            "schema_version": SCHEMA_VERSION,
            "source": {
                "file": name,
                "media_type": result.media_type,
                "sha256": digest,
                "pages": result.pages,
                "text_sha256": sha256(self.source.text.encode("utf-8", "surrogatepass")).hexdigest(),
            },
            "document": document,
            "sections": [self._section(section) for section in self.drafts.sections],
            "tasks": tasks,
            "coverage": {
                "characters": counted.characters,
                "claimed": counted.claimed,
                "ignored": counted.ignored,
                "furniture": [{"reason": reason, "characters": n} for reason, n in counted.furniture],
                "unclaimed": [self._span(span) for span in counted.unclaimed],
            },
            "diagnostics": [
                {"code": "TP901", "severity": "warning", "message": remark} for remark in result.remarks
            ],
        }
        return Notice.model_validate(tree)

    # --- places

    def _span(self, span: Span) -> _Json:
        boxes = self.source.boxes(span)
        return {
            "start": span.start,
            "end": span.end,
            "page": self.source.page_at(span.start),
            "boxes": [(page, *(round(x, 2) for x in box)) for page, *box in boxes],
        }

    def _where(self, where: tuple[int, int]) -> Span:
        return self.source.reading.span(*where)

    def _usual(self, where: tuple[int, int]) -> str:
        reading = self.source.reading
        return reading.cut(*where).usual() if "\n" in reading.text[where[0] : where[1]] else reading.usual(*where)

    # --- document

    def _plan_year(self) -> int | None:
        for where in (self.cover.plan_title, self.cover.title):
            if where is not None:
                match = _YEAR_RE.search(self.source.reading.text, *where)
                if match:
                    return int(match[1])
        if self.cover.issued_on:
            return int(self.cover.issued_on[1][:4])
        return self.cover.number.year if self.cover.number else None

    def _document(self, rules: list[tuple[str, Span]], year: int | None) -> _Json:
        cover = self.cover
        title = self._usual(cover.title) if cover.title else None
        plan = self._usual(cover.plan_title) if cover.plan_title else named_plan(title) if title else None
        passages = [
            *((role, where) for role, where in cover.passages),
            *(("background", Range(p.start, p.end)) for p in self.outline.before if p.end > p.start),
            *(("background", Range(*where)) for where in self.drafts.background if where[1] > where[0]),
        ]
        passages += [("closing", Range(*where)) for where in self._closing()]
        passages.sort(key=lambda passage: passage[1].start)
        number = cover.number
        return {
            "title": title,
            "document_number": number
            and {
                "text": self._usual(number.where),
                "agency": number.agency,
                "year": number.year,
                "number": number.number,
                "span": self._span(self._where(number.where)),
            },
            "issuer": self._usual(cover.issuer) if cover.issuer else None,
            "issued_on": cover.issued_on[1] if cover.issued_on else None,
            "addressees": [self._usual(a) for a in cover.addressees],
            "plan_title": plan,
            "plan_year": year,
            "attachments": [
                {
                    "number": a.number,
                    "title": self._usual(a.title),
                    "columns": [self._usual(c) for c in a.columns],
                    "span": self._span(self._where(a.title)),
                }
                for a in cover.attachments
            ],
            "deadlines": [
                {"on": d.on, "what": d.what, "form": d.form, "to": d.to, "span": self._span(self._where(d.where))}
                for d in cover.deadlines
            ],
            "rules": [
                {"code": code, "text": self.source.printed(span), "span": self._span(span)}
                for code, span in sorted(rules, key=lambda rule: rule[1])
            ],
            "passages": [
                {"role": role, "text": self._usual(where), "span": self._span(self._where(where))}
                for role, where in passages
            ],
            "spans": self._document_spans(),
        }

    def _document_spans(self) -> _Json:
        cover = self.cover
        places = {
            "title": cover.title,
            "issuer": cover.issuer,
            "issued_on": cover.issued_on[0] if cover.issued_on else None,
            "addressees": Range(cover.addressees[0].start, cover.addressees[-1].end) if cover.addressees else None,
            "plan_title": cover.plan_title,
        }
        return {field: self._span(self._where(where)) for field, where in places.items() if where}

    def _closing(self) -> list[tuple[int, int]]:
        """Loose paragraphs after the last task close the document; between tasks they stay unclaimed."""
        if not self.drafts.tasks:
            return self.drafts.loose
        end = max(task.span.end for task in self.drafts.tasks)
        return [where for where in self.drafts.loose if self._where(where).start >= end]

    # --- sections and tasks

    def _section(self, section: SectionDraft) -> _Json:
        marker = section.marker
        title = self._usual(section.title).strip()
        return {
            "id": section.id,
            "level": section.level,
            "marker": self._usual((marker.start, marker.end)) if marker else None,
            "number": marker.number if marker else None,
            "title": title.rstrip("。:：") or title,
            "parent": section.parent.id if section.parent else None,
            "span": self._span(self._where((section.start, section.title[1]))),
        }

    def _task(self, task: TaskDraft, year: int | None) -> _Json:
        marker = task.marker
        return {
            "id": task.id,
            "number": task.number,
            "part": task.part,
            "marker": self._usual((marker.start, marker.end)) if marker else None,
            "section": task.section.id if task.section else None,
            "text": _joined(piece.usual() for piece in task.pieces),
            "lead_units": self._units(task.units["lead"]),
            "responsible_units": self._units(task.units["responsible"]),
            "supporting_units": self._units(task.units["supporting"]),
            "leaders": [leader for n, reading in named(task, "leader") for leader in self._leaders(n, reading)],
            "due": self._due(task, year),
            "targets": self._targets(task.pieces),
            "clause": "".join(self.source.printed(c.span) for c in task.clauses) or None,
            "span": self._span(task.span),
        }

    def _units(self, units: Sequence[PlacedUnit]) -> list[_Json]:
        return [self._unit(placed) for placed in units]

    def _unit(self, placed: PlacedUnit) -> _Json:
        unit, reading = placed.unit, placed.reading
        span = reading.span(unit.start, unit.end)
        return {
            "name": unit.prefix + reading.usual(unit.start, unit.stop) + unit.suffix,
            "text": self.source.printed(span),
            "kind": unit.kind,
            "collective": unit.collective,
            "open_ended": unit.open_ended,
            "note": reading.usual(*unit.note) if unit.note else None,
            "span": self._span(span),
        }

    def _leaders(self, found: Named, reading: Reading) -> Iterable[_Json]:
        at = found.start
        for name in [*_PEOPLE_RE.split(reading.text[found.start : found.end])]:
            person = name
            for mark in PERSON_MARKS:
                person = person.removesuffix(mark) or person
            if person:
                start = reading.text.index(name, at)
                yield {"name": person, "role": found.label, "span": self._span(reading.span(start, start + len(name)))}
            at += len(name)

    def _due(self, task: TaskDraft, year: int | None) -> _Json | None:
        for found, reading in named(task, "due"):
            if found.end > found.start:
                text = reading.text[found.start : found.end]
                dates = list(find_dates(text, year))
                span = reading.span(found.start, found.end)
                return {
                    "text": self.source.printed(span),
                    "on": max(d.on for d in dates) if dates else None,
                    "span": self._span(span),
                }
        return None

    def _targets(self, pieces: Sequence[Reading]) -> list[_Json]:
        found = []
        for piece in _merged(pieces):
            found.extend(self._target(target, piece) for target in find_targets(piece.text))
        return found

    def _target(self, target: TargetReading, reading: Reading) -> _Json:
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
            "text": self.source.printed(span),
            "rule": quantity.rule,
            "span": self._span(span),
        }

    # --- coverage

    def _claims(self) -> Iterable[Span]:
        cover = self.cover
        yield from (self._where(where) for where in cover.claims)
        yield from (self._where(where) for _, where in cover.passages)
        yield from (self._where((p.start, p.end)) for p in self.outline.before if p.end > p.start)
        yield from (self._where((s.start, s.title[1])) for s in self.drafts.sections)
        yield from (self._where(where) for where in (*self.drafts.background, *self._closing()) if where[1] > where[0])
        yield from (task.span for task in self.drafts.tasks)
        yield from (placed.span for placed, _, _ in self.drafts.blocks)
        yield from (self._where((p.start, p.end)) for p in self.outline.headers if p.end > p.start)
        for item in self.outline.items:
            if item.row is not None:
                yield from (self._where((p.start, p.end)) for p in item.row.printed)


def _merged(pieces: Sequence[Reading]) -> Iterable[Reading]:
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
