"""Grounding: what an extraction says is printed where it says so. Checked at the end of every extraction, not only in tests.

A failure is a defect of taskparse, never of the notice: it raises, so that no wrong place is ever published.
"""

from collections.abc import Iterator

from taskparse.lexicon.characters import USUAL
from taskparse.notice.models import Notice, Span, Unit
from taskparse.source import SourceText
from taskparse.source import Span as Place


class GroundingError(AssertionError):
    """A field does not stand where its span says: a defect of taskparse."""


def check_grounding(notice: Notice, source: SourceText) -> None:
    """Compare every quoted field with the characters at its span.

    Errors: GroundingError for the first that differs.
    """
    for name, text, span in _verbatim(notice):
        if source.printed(Place(span.start, span.end)) != text:
            raise GroundingError(f"{name} is not printed at {span.start}-{span.end}: {text[:40]!r}")
    for name, text, span in _readings(notice):
        if not _holds(source.printed(Place(span.start, span.end)), _squeezed(text)):
            raise GroundingError(f"{name} is not read from {span.start}-{span.end}: {text[:40]!r}")
    for task in notice.tasks:
        if task.marker is None:
            continue
        printed, text = source.printed(Place(task.span.start, task.span.end)), _squeezed(task.text)
        # markers of sub-items, clauses and the rims of cells are left out of a task's text, but its order is the printed one
        if not _holds(printed, text) and not _in_order(printed.translate(USUAL), text):
            raise GroundingError(
                f"task {task.id} is not read from {task.span.start}-{task.span.end}: {task.text[:40]!r}"
            )
    _check_ranges(notice, len(source.text))


def _holds(printed: str, text: str) -> bool:
    """Whether squeezed text stands in what was printed, as it is or in usual characters."""
    return text in (squeezed := _squeezed(printed)) or text in squeezed.translate(USUAL)


def _in_order(printed: str, text: str) -> bool:
    """Whether all characters of the text come in what was printed, one after the other."""
    place = iter(printed)
    return all(c in place for c in text)


def _squeezed(text: str) -> str:
    """Without white space, which is typesetting's."""
    return "".join(text.split())


def _verbatim(notice: Notice) -> Iterator[tuple[str, str, Span]]:
    for task in notice.tasks:
        for unit in _units(task.lead_units, task.responsible_units, task.supporting_units):
            yield f"unit of task {task.id}", unit.text, unit.span
        for target in task.targets:
            yield f"target of task {task.id}", target.text, target.span
        if task.due is not None:
            yield f"due date of task {task.id}", task.due.text, task.due.span
    for rule in notice.document.rules:
        yield f"rule {rule.code}", rule.text, rule.span


def _readings(notice: Notice) -> Iterator[tuple[str, str, Span]]:
    document = notice.document
    for section in notice.sections:
        yield f"section {section.id}", section.title, section.span
    for task in notice.tasks:
        for leader in task.leaders:
            yield f"leader of task {task.id}", leader.name, leader.span
    if document.document_number is not None:
        yield "document number", document.document_number.text, document.document_number.span
    for attachment in document.attachments:
        yield "attachment", attachment.title, attachment.span
    for passage in document.passages:
        yield "passage", passage.text, passage.span
    for field, text in (("title", document.title), ("issuer", document.issuer), ("plan_title", document.plan_title)):
        span = getattr(document.spans, field)
        if text is not None and span is not None:
            yield field, text, span


def _units(*lists: list[Unit]) -> Iterator[Unit]:
    for units in lists:
        yield from units


def _check_ranges(notice: Notice, size: int) -> None:
    """Spans of tasks lie in the text, and the account of characters adds up."""
    for task in notice.tasks:
        if not 0 <= task.span.start < task.span.end <= size:
            raise GroundingError(f"task {task.id} lies outside the text")
    coverage = notice.coverage
    if not coverage.claimed + coverage.ignored <= coverage.characters == size:
        raise GroundingError("the account of characters does not add up")
