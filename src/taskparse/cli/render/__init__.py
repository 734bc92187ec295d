"""A Notice for people to look at: rich on a terminal, plain text in a pipe."""

from __future__ import annotations

import io
import os
import sys
from typing import IO, TYPE_CHECKING, Final

from rich.console import Console

from taskparse.cli.render.diagnostics import print_coverage, print_diagnostics
from taskparse.cli.render.head import print_head
from taskparse.cli.render.outline import print_outline
from taskparse.cli.render.tasks import print_tasks

if TYPE_CHECKING:
    from taskparse.notice.models import Notice

PIPE_WIDTH: Final = 160
"""Columns where nobody has said how many there are."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Let the command line deal with it, as with any other output."""
        raise


def make_console(file: IO[str] | None = None) -> Console:
    """A console on standard output, or on a file, that writes what it is given: no markup, no emoji, no highlighting."""
    if file is not None:
        return _Console(file=file, width=PIPE_WIDTH, markup=False, emoji=False, highlight=False)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # the locale may know no Chinese
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return _Console(width=width, markup=False, emoji=False, highlight=False)


def render(notice: Notice, console: Console) -> None:
    """Print a Notice: head, outline, tasks, coverage, diagnostics."""
    print_head(notice, console)
    print_outline(notice, console)
    print_tasks(notice, console)
    print_coverage(notice, console)
    print_diagnostics(notice, console)
