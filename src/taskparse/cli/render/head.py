"""The head of the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from taskparse.cli.render.parts import text

if TYPE_CHECKING:
    from taskparse.notice.models import Deadline, Notice, RecurringDeadline


def print_head(notice: Notice, console: Console) -> None:
    """Title, number, issuer, date, addressees, plan, deadlines, attachments, rules, source."""
    console.print(text(notice.document.title or notice.source.file, "bold cyan"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    label = ""
    for name, value in _rows(notice):
        grid.add_row("" if name == label else name, text(value))
        label = name
    console.print(grid)


def _rows(notice: Notice) -> Iterator[tuple[str, str]]:
    document = notice.document
    if document.document_number:
        yield "Number", document.document_number.text
    if document.issuer:
        yield "Issuer", document.issuer
    if document.issued_on:
        yield "Date", document.issued_on
    if document.addressees:
        yield "To", "、".join(document.addressees)
    if document.plan_title:
        yield "Plan", document.plan_title
    for deadline in document.deadlines:
        yield "Deadline", _deadline(deadline.on, deadline)
    for recurring in document.recurring_deadlines:
        yield "Deadline", _deadline(recurring.text, recurring)
    for attachment in document.attachments:
        number = "" if attachment.number is None else f"{attachment.number}. "
        yield "Attachment", number + attachment.title
    for rule in document.rules:
        yield "Rule", f"{rule.text} [{rule.code}]"
    pages = f", {notice.source.pages} pages" if notice.source.pages else ""
    yield "Source", f"{notice.source.file} ({notice.source.media_type}{pages})"


def _deadline(when: str, deadline: Deadline | RecurringDeadline) -> str:
    told = [when, deadline.what, f"→ {deadline.to}" if deadline.to else None, deadline.form]
    return "  ".join(part for part in told if part)
