"""Grounding: what an extraction says is printed where it says so. Checked at the end of every extraction, not only in tests.

A failure is a defect of taskparse, never of the notice: it raises, so that no wrong place is ever published.
"""

from collections.abc import Iterator

from taskparse.checks.rules import Path
from taskparse.notice.models import Notice, Span, Task, Unit
from taskparse.source import SourceText


class GroundingError(AssertionError):
    """A field does not stand where its span says: a defect of taskparse."""


def check_grounding(notice: Notice, source: SourceText) -> None:
    """Compare every quoted field with the characters at its span.

    Errors: GroundingError for the first that differs.
    """
    for path, wrong in ungrounded(notice, source):
        raise GroundingError(f"{'.'.join(map(str, path))}: {wrong}")


def ungrounded(notice: Notice, source: SourceText) -> Iterator[tuple[Path, str]]:
    """The fields that are not printed, or not read, where their spans say: path and what is wrong."""
    for path, text, span in _verbatim(notice):
        if source.printed((span.start, span.end)) != text:
            yield path, f"not printed at {span.start}-{span.end}: {text[:40]!r}"
    for path, text, span in _readings(notice):
        if not _stands(source, (span.start, span.end), squeezed(text)):
            yield path, f"not read from {span.start}-{span.end}: {text[:40]!r}"
    for index, task in enumerate(notice.tasks):
        if task.marker is None:
            continue
        place, text = (task.span.start, task.span.end), squeezed(task.text)
        # markers of sub-items, clauses and the rims of cells are left out of a task's text, but its order is the printed one
        if not _stands(source, place, text) and not in_order(source.printed_usual(place), text):
            yield ("tasks", index, "text"), f"not read from {task.span.start}-{task.span.end}: {task.text[:40]!r}"
    yield from _out_of_range(notice, len(source.text))


def _stands(source: SourceText, place: tuple[int, int], text: str) -> bool:
    """Whether squeezed text stands in what is printed at a place, as it is or in usual characters."""
    return text in squeezed(source.printed(place)) or text in squeezed(source.printed_usual(place))


def in_order(printed: str, text: str) -> bool:
    """Whether all characters of the text come in what was printed, one after the other."""
    place = iter(printed)
    return all(c in place for c in text)


def squeezed(text: str) -> str:
    """Without white space, which is typesetting's."""
    return "".join(text.split())


def units_by_role(task: Task) -> tuple[tuple[str, list[Unit]], ...]:
    """The units of a task below the names of their fields, the lead ones first."""
    return (
        ("lead_units", task.lead_units),
        ("responsible_units", task.responsible_units),
        ("supporting_units", task.supporting_units),
    )


def _verbatim(notice: Notice) -> Iterator[tuple[Path, str, Span]]:
    for index, task in enumerate(notice.tasks):
        for role, units in units_by_role(task):
            for place, unit in enumerate(units):
                yield ("tasks", index, role, place, "text"), unit.text, unit.span
        for place, target in enumerate(task.targets):
            yield ("tasks", index, "targets", place, "text"), target.text, target.span
        if task.due is not None:
            yield ("tasks", index, "due", "text"), task.due.text, task.due.span
    for index, rule in enumerate(notice.document.rules):
        yield ("document", "rules", index, "text"), rule.text, rule.span


def _readings(notice: Notice) -> Iterator[tuple[Path, str, Span]]:
    document = notice.document
    for index, section in enumerate(notice.sections):
        yield ("sections", index, "title"), section.title, section.span
    for index, task in enumerate(notice.tasks):
        for place, leader in enumerate(task.leaders):
            yield ("tasks", index, "leaders", place, "name"), leader.name, leader.span
    if document.document_number is not None:
        yield ("document", "document_number", "text"), document.document_number.text, document.document_number.span
    for index, attachment in enumerate(document.attachments):
        yield ("document", "attachments", index, "title"), attachment.title, attachment.span
    for index, recurring in enumerate(document.recurring_deadlines):
        yield ("document", "recurring_deadlines", index, "text"), recurring.text, recurring.span
    for index, passage in enumerate(document.passages):
        yield ("document", "passages", index, "text"), passage.text, passage.span
    for field, text in (("title", document.title), ("issuer", document.issuer), ("plan_title", document.plan_title)):
        span = getattr(document.spans, field)
        if text is not None and span is not None:
            yield ("document", field), text, span


def _out_of_range(notice: Notice, size: int) -> Iterator[tuple[Path, str]]:
    """Spans of tasks lie in the text, and the account of characters adds up."""
    for index, task in enumerate(notice.tasks):
        if not 0 <= task.span.start < task.span.end <= size:
            yield ("tasks", index, "span"), "outside of the text"
    coverage = notice.coverage
    if not coverage.claimed + coverage.ignored <= coverage.characters == size:
        yield ("coverage", "characters"), "the account of characters does not add up"
