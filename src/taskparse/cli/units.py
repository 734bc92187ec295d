"""`taskparse units`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from taskparse.cli.inputs import OcrOption, read_notices
from taskparse.cli.outputs import STANDARD_OUTPUT, open_output, telling
from taskparse.cli.registries import UnitsOption, open_registry
from taskparse.cli.reporting import Code, Reporter

if TYPE_CHECKING:
    from taskparse.notice.models import Notice
    from taskparse.registry.directory import Directory

EPILOG: Final = """\b
Examples:
  taskparse units notice.pdf
  taskparse units 2026/*.pdf --init-registry -o registry.yaml
  taskparse units 2027/*.pdf --units registry.yaml
  taskparse units 2027/*.pdf --units registry.yaml --init-registry

The last one writes entries for the names that the registry does not know. docs/units.md says how a registry is kept.

Exit codes: 0 fine, 1 a document without tasks or a registry with faults, 2 wrong usage or OUT cannot be written, 3 a file cannot be read."""


def units(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Documents or extractions; - is standard input.")],
    registry: UnitsOption = None,
    init_registry: Annotated[
        bool,
        typer.Option("--init-registry", help="Start a unit registry (YAML) from the names, for a person to confirm."),
    ] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="OUT", help="Write to this file, whole or not at all.")
    ] = None,
    ocr: OcrOption = "auto",
) -> None:
    """List the units that documents name: kind, number of tasks in each role, names that are probably one unit's.

    With --units also which of them the registry knows, and what is to be asked about the others.
    """
    reporter: Reporter = ctx.obj
    directory = open_registry(reporter, registry)
    notices: list[Notice] = []
    for file in files:
        with reporter.carrying_on(file):
            read = read_notices(file, ocr, quiet=reporter.quiet)
            notices += read
            if not all(notice.tasks for notice in read):
                reporter.complain(f"{file}: no tasks found", Code.CONTENT)
    if init_registry:
        _begin(reporter, notices, directory, output)
    elif notices:
        _list(notices, directory, output)
    reporter.finish()


def _begin(reporter: Reporter, notices: list[Notice], directory: Directory | None, output: str | None) -> None:
    """Nothing is written where a file could not be read: a registry that lacks its names would look complete."""
    from taskparse.cli.registries import resolved
    from taskparse.formats.registries import dump_started
    from taskparse.registry.listing import begin_registry

    if reporter.code == Code.UNREADABLE:
        return
    files = "、".join(dict.fromkeys(notice.source.file for notice in notices if notice.tasks))
    begun = begin_registry(resolved(notices, directory))
    with open_output(output) as write:
        write(dump_started(begun, files))
    proposed = sum(len(unit.proposals) for unit in begun.units)
    aliases = "1 likely alias" if proposed == 1 else f"{proposed} likely aliases"
    reporter.remark(f"{len(begun.units)} units, {aliases} to be confirmed")


def _list(notices: list[Notice], directory: Directory | None, output: str | None) -> None:
    from taskparse.cli.render import make_console
    from taskparse.cli.render.units import print_units

    if output is None:
        with telling(STANDARD_OUTPUT):
            print_units(notices, directory, make_console())
        return
    import io

    text = io.StringIO()
    print_units(notices, directory, make_console(text))
    with open_output(output) as write:
        write(text.getvalue())
