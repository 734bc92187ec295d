"""Where every character went, and what a careful clerk would ask about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.progress_bar import ProgressBar
from rich.table import Table

from taskparse.cli.extract import percent
from taskparse.cli.render.parts import heading, make_table, text

if TYPE_CHECKING:
    from taskparse.notice.models import Notice

SEVERITY_STYLES: Final = {"error": "bold red", "warning": "yellow", "info": "blue"}
_BAR: Final = 30


def print_coverage(notice: Notice, console: Console) -> None:
    """One line of numbers, with a bar on a terminal."""
    coverage = notice.coverage
    left = coverage.characters - coverage.claimed - coverage.ignored
    heading(console, "Coverage")
    line = f"{percent(notice)} % of {coverage.characters} characters: {coverage.claimed} claimed, {coverage.ignored} ignored, {left} unclaimed"
    if not console.is_terminal:
        console.print(text(line))
        return
    grid = Table.grid(padding=(0, 1))
    bar = ProgressBar(max(coverage.characters, 1), coverage.claimed + coverage.ignored, width=_BAR)
    grid.add_row(bar, text(line))
    console.print(grid)


def print_diagnostics(notice: Notice, console: Console) -> None:
    """One row a diagnostic, coloured by severity."""
    heading(console, f"Diagnostics ({len(notice.diagnostics)})")
    if not notice.diagnostics:
        return
    table = make_table(console)
    for name in ("Severity", "Code", "Task"):
        table.add_column(name, no_wrap=True)
    table.add_column("Message", overflow="fold")
    for diagnostic in notice.diagnostics:
        message = diagnostic.message + (f" ({diagnostic.hint})" if diagnostic.hint else "")
        severity = text(diagnostic.severity, SEVERITY_STYLES[diagnostic.severity])
        table.add_row(severity, diagnostic.code, text(diagnostic.task or ""), text(message))
    console.print(table)
