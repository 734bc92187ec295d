"""`taskparse render`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from taskparse.cli.inputs import OcrOption, read_whole
from taskparse.cli.outputs import open_output
from taskparse.cli.reporting import Reporter
from taskparse.errors import UnsupportedFormat

if TYPE_CHECKING:
    from taskparse.notice.models import Notice

EPILOG: Final = """\b
Example:
  taskparse render notice.pdf --page 7 -o page-7.png

Exit codes: 0 fine, 2 wrong usage or OUT cannot be written, 3 the file cannot be read or drawn, or has no such page."""


def render(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A PDF; - is standard input.")],
    page: Annotated[int, typer.Option("--page", metavar="N", min=1, help="The page, from 1.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="OUT", help="The PNG to write.")],
    ocr: OcrOption = "auto",
) -> None:
    """Draw a page of a PDF with boxes around its tasks, units, persons, dates and targets, each in its colour."""
    reporter: Reporter = ctx.obj
    with open_output(output) as write, reporter.carrying_on(file):
        document = read_whole(file, ocr, quiet=reporter.quiet)
        refuse_all_but_pdf(document.notice)
        from taskparse.explanation.drawing import Shape, draw_page, turns_of
        from taskparse.explanation.marks import marks_of_task

        tasks = document.notice.tasks
        shapes = [Shape("task", task.span.boxes, task.id) for task in tasks]
        shapes += [Shape(mark.role, mark.span.boxes) for task in tasks for mark in marks_of_task(task)]
        turns = turns_of(document.notice)
        write(draw_page(document.data, page, shapes, password=document.password, turns=turns))
    reporter.finish()


def refuse_all_but_pdf(notice: Notice) -> None:
    """Errors: UnsupportedFormat for a document that is no PDF."""
    from taskparse.explanation.drawing import PDF

    if notice.source.media_type != PDF:
        raise UnsupportedFormat(f"pictures can be drawn of PDFs only; this is {notice.source.media_type}")
