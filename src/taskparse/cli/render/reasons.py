"""A task with its reasons: the printed text with its marks, then each mark explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from taskparse.cli.render.parts import heading, text
from taskparse.cli.render.tasks import spell_target

if TYPE_CHECKING:
    from taskparse.explanation.marks import Mark, Piece, Role
    from taskparse.explanation.reasons import Explanation, UnitReason
    from taskparse.notice.models import Span
    from taskparse.source import SourceText

STYLES: Final[dict[Role, str]] = {
    "lead": "bold red",
    "responsible": "blue",
    "supporting": "cyan",
    "leader": "magenta",
    "due": "green",
    "target": "bold yellow",
    "rejected": "bright_black",
}
_HEADINGS: Final = {"lead": "Lead units", "responsible": "Responsible units", "supporting": "Supporting units"}


def print_reasons(source: SourceText, explanation: Explanation, console: Console) -> None:
    """Print a task: where it stands, its text, its units, persons, due date and targets, and what is no target."""
    from taskparse.explanation.marks import marks_of, printed_lines

    task, marks = explanation.task, marks_of(explanation)
    heading(console, f"{task.id}  {_place(task.span)}")
    console.print()
    for line in printed_lines(source, task, marks):
        console.print(Padding.indent(Text.assemble(*map(_piece, line)), 2))
    marked = iter(marks)
    for role, title in _HEADINGS.items():
        reasons = [reason for reason in explanation.units if reason.role == role]
        _section(console, title, [(next(marked), _unit(r), _unit_says(r)) for r in reasons])
    _section(console, "Persons", [(next(marked), f"{one.role} {one.name}", []) for one in task.leaders])
    _section(console, "Due", [(next(marked), task.due.on or task.due.text, [task.due.text])] if task.due else [])
    targets = [(next(marked), spell_target(r.target), [f"{r.target.rule}: {r.says}"]) for r in explanation.targets]
    _section(console, "Targets", targets)
    _section(console, "No targets", [(next(marked), r.text, [f"{r.trap}: {r.says}"]) for r in explanation.rejected])


def _piece(piece: Piece) -> Text:
    """A piece of a line, in the brackets of its marks."""
    if not piece.marks:
        return text(piece.text)
    keys = "=".join(mark.key for mark in piece.marks)
    return text(f"⟦{keys}:{piece.text}⟧", STYLES[piece.marks[0].role])


def _section(console: Console, title: str, entries: Iterable[tuple[Mark, str, Iterable[str]]]) -> None:
    """Marks of one kind; nothing where there are none."""
    for number, (mark, said, reasons) in enumerate(entries):
        if not number:
            heading(console, title)
        line = Text.assemble(
            text(f"{mark.key:<4}", STYLES[mark.role]), text(said), "  ", text(_place(mark.span), "dim")
        )
        console.print(Padding.indent(line, 2))
        for reason in reasons:
            console.print(Padding.indent(text(reason), 6))


def _place(span: Span) -> str:
    """Page and box, or the offsets where the input has no pages."""
    if span.page is None:
        return f"characters {span.start}-{span.end}"
    boxes = [f"[{', '.join(f'{side:g}' for side in box[1:])}]" for box in span.boxes]
    return f"page {span.page} {' '.join(boxes)}"


def _unit(reason: UnitReason) -> str:
    unit = reason.unit
    note = f" ({unit.note})" if unit.note else ""
    return unit.name + note + ("等" if unit.open_ended else "")


def _unit_says(reason: UnitReason) -> Iterator[str]:
    """Why a unit is one, why it is called so, why it stands in its role."""
    if reason.form is not None:
        label = f" ({reason.label})" if reason.label else ""
        yield f"{reason.form}{label}: {reason.form_says}"
    if reason.prefix or reason.suffix:
        shared = " and ".join(part for part in (reason.prefix, reason.suffix) if part)
        yield f"printed {reason.unit.text}: its list says {shared} once for several names"
    if reason.unit.collective:
        yield "a collective: it stands for several units"
    if reason.unit.id is not None:
        members = f", which stands for {'、'.join(reason.unit.members)}" if reason.unit.members else ""
        yield f"{reason.unit.id} in the unit registry{members}"
    if reason.rule is not None:
        yield f"{reason.rule.code}: {reason.rule_says}"
        yield f"stated by “{reason.rule.text}” ({_place(reason.rule.span)})"
