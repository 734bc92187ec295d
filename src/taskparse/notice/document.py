"""The document part of the Notice: cover fields, standing rules, passages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from taskparse import patterns
from taskparse.notice.drafts import Drafts, Stated
from taskparse.notice.places import Json, Places
from taskparse.structure.cover import named_plan
from taskparse.structure.fields import Cover, Range
from taskparse.structure.outline import Outline

_YEAR_RE: Final = patterns.compile(r"(?<!\d)(20\d\d|19\d\d)(?=年|[-—~至]\d{4}年|-\d{4})")


@dataclass(frozen=True, slots=True)
class DocumentBuilder:
    """Builds the tree of `document`."""

    places: Places
    cover: Cover
    drafts: Drafts
    outline: Outline

    def plan_year(self) -> int | None:
        """The year whose work the plan divides: its title's, else that of the date or number."""
        for where in (self.cover.plan_title, self.cover.title):
            if where is not None:
                match = _YEAR_RE.search(self.places.source.reading.text, *where)
                if match:
                    return int(match[1])
        if self.cover.issued_on:
            return int(self.cover.issued_on[1][:4])
        return self.cover.number.year if self.cover.number else None

    def document(self, rules: Sequence[Stated], year: int | None) -> Json:
        """The tree of `document`; `rules` are the standing rules found, each with its place."""
        cover = self.cover
        title = self.places.usual(cover.title) if cover.title else None
        plan = self.places.usual(cover.plan_title) if cover.plan_title else named_plan(title) if title else None
        passages = [
            *((role, where) for role, where in cover.passages),
            *(("background", Range(p.start, p.end)) for p in self.outline.before if p.end > p.start),
            *(("background", Range(*where)) for where in self.drafts.background if where[1] > where[0]),
        ]
        passages += [("background", Range(p.start, p.end)) for p in self.outline.notes]
        passages += [("table-header", Range(p.start, p.end)) for p in self.outline.headers if p.end > p.start]
        passages += [("closing", Range(*where)) for where in self.closing()]
        imprint = {where for role, where in passages if role == "imprint"}
        passages = [passage for passage in passages if passage[0] == "imprint" or passage[1] not in imprint]
        passages.sort(key=lambda passage: passage[1].start)
        number = cover.number
        return {
            "title": title,
            "document_number": number
            and {
                "text": self.places.usual(number.where),
                "agency": number.agency,
                "year": number.year,
                "number": number.number,
                "span": self.places.place(number.where),
            },
            "issuer": self.places.usual(cover.issuer) if cover.issuer else None,
            "issued_on": cover.issued_on[1] if cover.issued_on else None,
            "addressees": [self.places.usual(a) for a in cover.addressees],
            "plan_title": plan,
            "plan_year": year,
            "attachments": [
                {
                    "number": a.number,
                    "title": self.places.usual(a.title),
                    "columns": [self.places.usual(c) for c in a.columns],
                    "span": self.places.place(a.title),
                    "extent": self.places.place(a.extent) if a.extent else None,
                }
                for a in cover.attachments
            ],
            "deadlines": [
                {"on": d.on, "what": d.what, "form": d.form, "to": d.to, "span": self.places.place(d.where)}
                for d in cover.deadlines
            ],
            "recurring_deadlines": [
                {
                    "every": d.every,
                    "text": self.places.usual(d.where),
                    "what": d.what,
                    "form": d.form,
                    "to": d.to,
                    "span": self.places.place(d.where),
                }
                for d in cover.recurring
            ],
            "rules": [
                {"code": code, "text": self.places.source.printed(span), "span": self.places.span(span)}
                for code, span in sorted(rules, key=lambda rule: rule[1])
            ],
            "passages": [
                {"role": role, "text": self.places.usual(where), "span": self.places.place(where)}
                for role, where in passages
            ],
            "spans": self._spans(),
        }

    def _spans(self) -> Json:
        cover = self.cover
        places = {
            "title": cover.title,
            "issuer": cover.issuer,
            "issued_on": cover.issued_on[0] if cover.issued_on else None,
            "addressees": Range(cover.addressees[0].start, cover.addressees[-1].end) if cover.addressees else None,
            "plan_title": cover.plan_title,
        }
        return {field: self.places.place(where) for field, where in places.items() if where}

    def closing(self) -> list[tuple[int, int]]:
        """Loose paragraphs after the last task close the document; between tasks they stay unclaimed."""
        if not self.drafts.tasks:
            return self.drafts.loose
        end = max(task.span.end for task in self.drafts.tasks)
        return [where for where in self.drafts.loose if self.places.where(where).start >= end]
