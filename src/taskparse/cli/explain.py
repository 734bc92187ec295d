"""`taskparse explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from taskparse.cli.inputs import Document, OcrOption, read_whole
from taskparse.cli.outputs import STANDARD_OUTPUT, open_output, telling
from taskparse.cli.registries import UnitsOption, open_registry, resolved
from taskparse.cli.reporting import Reporter

if TYPE_CHECKING:
    from taskparse.explanation.reasons import Explanation
    from taskparse.notice.models import Notice, Task

EPILOG: Final = """\b
Examples:
  taskparse explain notice.pdf 2-7
  taskparse explain notice.pdf 2-7 --image 2-7.png

In the printed text ⟦L1:…⟧ marks a lead unit, R responsible, S supporting, P a person, D a due date, T a target, X a figure that is none.

Exit codes: 0 fine, 2 no such task, wrong usage or OUT cannot be written, 3 the file cannot be read or drawn."""


def explain(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document; - is standard input.")],
    task: Annotated[str, typer.Argument(metavar="TASK", help="The id of a task, such as 2-7.")],
    image: Annotated[
        str | None, typer.Option("--image", metavar="OUT", help="Draw where it is printed into this PNG; of PDFs.")
    ] = None,
    units: UnitsOption = None,
    ocr: OcrOption = "auto",
) -> None:
    """Say what was read of a task and why: the printed text, the rule of each unit and target, and the figures that are no targets.

    Where a notice prints a number twice, both tasks are explained.
    """
    reporter: Reporter = ctx.obj
    directory = open_registry(reporter, units)
    with reporter.carrying_on(file):
        document = read_whole(file, ocr, quiet=reporter.quiet)
        (notice,) = resolved([document.notice], directory)
        document = document._replace(notice=notice)
    reporter.finish()
    tasks = _tasks(document.notice, task)
    with reporter.carrying_on(file):
        from taskparse.explanation.reasons import explain as find

        found = [find(document.source, document.notice, one) for one in tasks]
        if image is not None:
            _draw(image, document, found)
        _print(document, found)
    reporter.finish()


def _tasks(notice: Notice, task: str) -> list[Task]:
    """The tasks of an id; a usage error that names the nearest where there is none."""
    found = [one for one in notice.tasks if one.id == task]
    if not found:
        from difflib import get_close_matches

        near = get_close_matches(task, dict.fromkeys(one.id for one in notice.tasks), n=3, cutoff=0.4)
        hint = f"; there are {', '.join(near)}" if near else f"; there are {len(notice.tasks)} tasks"
        raise typer.BadParameter(f"no task has the id {task!r}{hint}")
    return found


def _draw(image: str, document: Document, found: list[Explanation]) -> None:
    from taskparse.cli.picture import refuse_all_but_pdf
    from taskparse.explanation.drawing import Shape, draw_cut, turns_of
    from taskparse.explanation.marks import marks_of

    refuse_all_but_pdf(document.notice)
    shapes = [Shape("task", one.task.span.boxes, one.task.id) for one in found]
    shapes += [Shape(mark.role, mark.span.boxes, mark.key) for one in found for mark in marks_of(one)]
    with open_output(image) as write:
        write(draw_cut(document.data, shapes, password=document.password, turns=turns_of(document.notice)))


def _print(document: Document, found: list[Explanation]) -> None:
    from taskparse.cli.render import make_console
    from taskparse.cli.render.reasons import print_reasons

    console = make_console()
    with telling(STANDARD_OUTPUT):
        for one in found:
            print_reasons(document.source, one, console)
