"""Grounding: what an extraction says is printed where it says so. Checked at the end of every extraction, not only in tests.

A failure is a defect of taskparse, never of the notice: it raises, so that no wrong place is ever published.
"""

from collections.abc import Iterator

from taskparse.errors import TaskparseError
from taskparse.notice.models import Notice, Span, Unit
from taskparse.source import SourceText
from taskparse.source import Span as Place


class GroundingError(TaskparseError):
    """A field does not stand where its span says: a defect of taskparse."""


def check_grounding(notice: Notice, source: SourceText) -> None:
    """Compare every quoted field with the characters at its span.

    Errors: GroundingError for the first that differs.
    """
    for name, text, span in _verbatim(notice):
        if source.printed(Place(span.start, span.end)) != text:
            raise GroundingError(
                f"{name} is not printed at {span.start}-{span.end}: {text[:40]!r}", hint="please report this file"
            )
    for name, text, span in _readings(notice):
        printed = source.usual[span.start : span.end]
        if not _is_within(text, printed):
            raise GroundingError(
                f"{name} is not read from {span.start}-{span.end}: {text[:40]!r}", hint="please report this file"
            )
    _check_ranges(notice, len(source.text))


def _is_within(text: str, printed: str) -> bool:
    """Every character of the reading stands in the printed text, in order; white space is typesetting's."""
    if text in printed:
        return True
    place = iter(printed)
    return all(character in place for character in text if not character.isspace())


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
        if task.part is None and task.section is not None and not task.due:
            yield f"task {task.id}", task.text, task.span
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
            raise GroundingError(f"task {task.id} lies outside the text", hint="please report this file")
    coverage = notice.coverage
    if not coverage.claimed + coverage.ignored <= coverage.characters == size:
        raise GroundingError("the account of characters does not add up", hint="please report this file")
