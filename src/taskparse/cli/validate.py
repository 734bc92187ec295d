"""`taskparse validate`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from taskparse.cli.inputs import PASSWORD_VARIABLE, read_bytes
from taskparse.cli.outputs import open_output
from taskparse.cli.reporting import Code, Reporter
from taskparse.cli.reports import Output, OutputOption, written
from taskparse.errors import UnreadableInput

if TYPE_CHECKING:
    from taskparse.formats.grounds import Sources
    from taskparse.formats.reports.entries import Entry

EPILOG: Final = """\b
Examples:
  taskparse validate data/*.yaml
  taskparse validate data --output github
  taskparse validate notice.yaml --source notice.pdf
  taskparse extract notice.pdf -f json | taskparse validate -

Exit codes: 0 all valid, 1 a file breaks the schema or contradicts itself, 3 a file cannot be read as YAML or JSON."""


def validate(
    ctx: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="YAML, JSON or JSON Lines, or folders of them; - is standard input."),
    ],
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--source", metavar="DOCUMENT", help="What the data was made from: compare it with what is printed there."
        ),
    ] = None,
    output: OutputOption = Output.text,
) -> None:
    """Hold extractions against the published schema and against themselves.

    Every fault is printed as FILE:LINE:COLUMN: RULE: PATH: MESSAGE, with the line. A file may hold several documents.
    """
    from taskparse.formats.reports.validated import RULE_ENTRIES, entries
    from taskparse.formats.validation import validate as judge

    reporter: Reporter = ctx.obj
    sources = _read_sources(reporter, source) if source else None
    told: list[Entry] = []
    for file in _with_folders(reporter, files):
        with reporter.carrying_on(file):
            report = judge(read_bytes(file), file, sources)
            told += entries(report.findings)
            if not report.readable:
                reporter.code = max(reporter.code, Code.UNREADABLE)
            elif report.findings:
                reporter.code = max(reporter.code, Code.CONTENT)
            else:
                documents = "1 document" if report.documents == 1 else f"{report.documents} documents"
                reporter.remark(f"{file}: valid ({documents})")
    with open_output(None) as write:
        write(written(output, told, RULE_ENTRIES.values()))
    reporter.finish()


def _with_folders(reporter: Reporter, files: list[str]) -> list[str]:
    """The files, and in the place of a folder the data files below it; nothing that is hidden."""
    from taskparse.formats.loading import SUFFIXES

    found = []
    for file in files:
        if not os.path.isdir(file):
            found.append(file)
            continue
        inside = [
            path
            for path in sorted(Path(file).rglob("*"))
            if path.name.lower().endswith(SUFFIXES)
            and path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(file).parts)
        ]
        if not inside:
            reporter.fail(UnreadableInput("no YAML or JSON file is in this folder"), file)
        found += map(str, inside)
    return found


def _read_sources(reporter: Reporter, files: list[str]) -> Sources:
    from taskparse.formats.grounds import read_source

    sources = {}
    for file in files:
        with reporter.carrying_on(file):
            digest, text = read_source(read_bytes(file), password=os.environ.get(PASSWORD_VARIABLE))
            sources[digest] = text
    reporter.finish()
    return sources
