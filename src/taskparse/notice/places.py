"""Places: spans with pages and boxes, and the characters they hold, for everything that is published."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from taskparse.source import SourceText, Span

Json: TypeAlias = dict[str, Any]
"""A piece of the published tree before it is validated as a whole: one validation is ten times faster than one for each model."""


@dataclass(frozen=True, slots=True)
class Places:
    """Places of one document."""

    source: SourceText

    def span(self, span: Span) -> Json:
        """The published form of a span of the canonical text."""
        if not self.source.lines:  # no boxes in the input
            return {"start": span.start, "end": span.end, "page": None, "boxes": []}
        page, boxes = self.source.page_at(span.start), self.source.boxes(span)
        return {"start": span.start, "end": span.end, "page": page, "boxes": boxes}

    def where(self, where: tuple[int, int]) -> Span:
        """The span of a range of the document's reading."""
        return self.source.reading.span(*where)

    def place(self, where: tuple[int, int]) -> Json:
        """The published form of a range of the document's reading."""
        return self.span(self.where(where))

    def usual(self, where: tuple[int, int]) -> str:
        """A range of the document's reading in usual characters, its line breaks joined."""
        reading = self.source.reading
        return reading.cut(*where).usual() if "\n" in reading.text[where[0] : where[1]] else reading.usual(*where)
