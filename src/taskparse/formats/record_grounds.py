"""Flat task records against the document that they were made from: is what they say printed there?

A record has few places of its own: the item's and those of its targets. Targets are compared there, to the letter. Text, units, persons and
dates must be read from the item, or, where a heading, a standing rule or a merged cell lends them, stand elsewhere in the document; so must
the fields of its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from taskparse.checks.grounding import in_order, squeezed
from taskparse.checks.rules import Path
from taskparse.lexicon.characters import USUAL
from taskparse.source import SourceText, Span

_HEAD: Final = ("title", "document_number", "issuer", "plan_title")
_LENT: Final = ("lead_units", "responsible_units", "supporting_units", "leaders", "sections")


class Printed:
    """A document that many records are compared with: what is asked of it is computed once."""

    def __init__(self, source: SourceText) -> None:
        self.source = source

    @cached_property
    def whole(self) -> tuple[str, str]:
        """The text without white space, as printed and in usual characters."""
        text = squeezed(self.source.text)
        return text, text.translate(USUAL)

    def ungrounded(self, record: dict[str, Any]) -> Iterator[tuple[Path, str]]:
        """The fields of a record that are not printed where they say, or nowhere: path and what is wrong."""
        start, end = record["start"], record["end"]
        if end > len(self.source.text):
            yield ("end",), f"the text has only {len(self.source.text)} characters"
            return
        item = squeezed(self.source.printed(Span(start, end))).translate(USUAL)
        text = squeezed(record["text"])
        if not in_order(item, text):
            yield ("text",), f"not read from {start}-{end}: {record['text'][:40]!r}"
        for index, target in enumerate(record.get("targets", ())):
            span = Span(target["span"]["start"], target["span"]["end"])
            if self.source.printed(span) != target["text"]:
                yield ("targets", index, "text"), f"not printed at {span.start}-{span.end}: {target['text'][:40]!r}"
        for path, said in _fields(record):
            bare = squeezed(said)
            if not _is_pieced(item, bare) and not any(bare in text for text in self.whole):
                yield path, f"not printed in the document: {said[:40]!r}"


def _is_pieced(item: str, name: str, pieces: int = 3) -> bool:
    """Whether a name stands in an item, or in a few pieces one after the other, as in a list whose ends are said once.

    >>> _is_pieced("责任单位:县发改、财政、审计局", "县财政局"), _is_pieced("责任单位:县发改、财政、审计局", "县水利局")
    (True, False)
    """
    if name in item:
        return True
    if pieces == 1:
        return False
    cuts = range(len(name) - 1, 0, -1)
    return any(
        (at := item.find(name[:cut])) >= 0 and _is_pieced(item[at + cut :], name[cut:], pieces - 1) for cut in cuts
    )


def _fields(record: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """What a record says without a place of its own."""
    for field in (*_HEAD, "due"):
        if (said := record.get(field)) is not None:
            yield (field,), said
    for field in _LENT:
        for index, said in enumerate(record.get(field, ())):
            yield (field, index), said
