"""`taskparse show`."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from taskparse.cli.inputs import OcrOption, read_notices
from taskparse.cli.outputs import STANDARD_OUTPUT, telling
from taskparse.cli.registries import UnitsOption, open_registry, resolved
from taskparse.cli.reporting import Reporter

EPILOG: Final = """\b
Examples:
  taskparse show notice.pdf
  taskparse show notice.yaml | less

Exit codes: 0 fine, 1 an extraction that breaks the schema or a registry with faults, 3 the file cannot be read."""


def show(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document or an extraction; - is standard input.")],
    units: UnitsOption = None,
    ocr: OcrOption = "auto",
) -> None:
    """Show a notice in the terminal: its head, outline, tasks, coverage and diagnostics."""
    reporter: Reporter = ctx.obj
    directory = open_registry(reporter, units)
    with reporter.carrying_on(file):
        notices = resolved(read_notices(file, ocr, quiet=reporter.quiet), directory)
        from taskparse.cli.render import make_console, render

        console = make_console()
        with telling(STANDARD_OUTPUT):
            for notice in notices:
                render(notice, console)
    reporter.finish()
