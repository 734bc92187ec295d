"""`taskparse validate`."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from taskparse.cli.inputs import read_bytes
from taskparse.cli.outputs import open_output
from taskparse.cli.reporting import Code, Reporter

EPILOG: Final = """\b
Examples:
  taskparse validate data/*.yaml
  taskparse extract notice.pdf -f json | taskparse validate -

Exit codes: 0 all valid, 1 a file breaks the schema, 3 a file cannot be read as YAML or JSON."""


def validate(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="YAML or JSON files; - is standard input.")],
) -> None:
    """Hold extractions against the published schema.

    Every fault is printed as FILE:LINE:COLUMN: PATH: MESSAGE. A file may hold several documents.
    """
    from taskparse.formats import validation

    reporter: Reporter = ctx.obj
    with open_output(None) as write:
        for file in files:
            with reporter.carrying_on(file):
                report = validation.validate(read_bytes(file), file)
                write("".join([f"{finding}\n" for finding in report.findings]))
                if not report.readable:
                    reporter.code = max(reporter.code, Code.UNREADABLE)
                elif report.findings:
                    reporter.code = max(reporter.code, Code.CONTENT)
                else:
                    documents = "1 document" if report.documents == 1 else f"{report.documents} documents"
                    reporter.remark(f"{file}: valid ({documents})")
    reporter.finish()
