"""`taskparse extract`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from taskparse.cli.inputs import OcrOption, read_notices
from taskparse.cli.outputs import open_output
from taskparse.cli.registries import UnitsOption, open_registry, resolved
from taskparse.cli.reporting import Code, Reporter

if TYPE_CHECKING:
    from taskparse.notice.models import Notice

EPILOG: Final = """\b
Examples:
  taskparse extract notice.pdf
  taskparse extract notice.pdf -o notice.yaml
  taskparse extract -f json notice.docx | jq '.tasks[].id'
  taskparse extract 2026/*.pdf -o 2026.yaml
  taskparse extract 2026/*.pdf -o tasks.jsonl
  taskparse extract notice.pdf --units registry.yaml

The password of an encrypted file is taken from TASKPARSE_PASSWORD, or asked for.

Exit codes: 0 fine, 1 a document without tasks or a registry with faults, 2 wrong usage or OUT cannot be written, 3 a file cannot be read."""


class Format(StrEnum):
    """What the output is written in."""

    yaml = "yaml"
    json = "json"
    jsonl = "jsonl"


def extract(
    ctx: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Documents, or extractions to convert; - is standard input.")
    ],
    format: Annotated[
        Format | None,
        typer.Option("--format", "-f", help="YAML unless OUT ends with .json or .jsonl.", show_default=False),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="OUT", help="Write to this file, whole or not at all.")
    ] = None,
    units: UnitsOption = None,
    ocr: OcrOption = "auto",
) -> None:
    """Read notices into data: every task with its units, targets and place.

    One file gives one YAML or JSON document. Several give a YAML stream, or JSON with one document on a line. jsonl is for tables:
    one task on a line, with the key fields of its document.
    """
    reporter: Reporter = ctx.obj
    format = format or _format_of(output or "")
    directory = open_registry(reporter, units)
    with open_output(output) as write:
        for number, file in enumerate(files, 1):
            with reporter.carrying_on(file):
                notices = resolved(read_notices(file, ocr, quiet=reporter.quiet), directory)
                write(_text(notices, format, stream=len(files) > 1 or len(notices) > 1))
                for notice in notices:
                    _report(reporter, file, notice, f"[{number}/{len(files)}] " if len(files) > 1 else "")
    reporter.finish()


def _format_of(name: str) -> Format:
    """The format that the name of an output file asks for."""
    suffix = name.lower().rpartition(".")[2]
    return Format(suffix) if suffix in ("json", "jsonl") else Format.yaml


def _text(notices: list[Notice], format: Format, *, stream: bool) -> str:
    from taskparse.formats import json, jsonl, yaml

    if format is Format.jsonl:
        return jsonl.dump(notices)
    if format is Format.json:
        return json.dump_stream(notices) if stream else json.dump(notices[0])
    return yaml.dump_stream(notices) if stream else yaml.dump(notices[0])


def _report(reporter: Reporter, file: str, notice: Notice, progress: str) -> None:
    if not notice.tasks:
        reporter.complain(f"{file}: no tasks found ({summary(notice)})", Code.CONTENT)
    elif sys.stderr.isatty():
        reporter.remark(f"{progress}{file}: {summary(notice)}")


def summary(notice: Notice) -> str:
    """An extraction in one line."""
    units = {u.name for t in notice.tasks for u in (*t.lead_units, *t.responsible_units, *t.supporting_units)}
    return ", ".join(
        [
            _count(len(notice.tasks), "task"),
            _count(sum(len(task.targets) for task in notice.tasks), "target"),
            _count(len(units), "unit"),
            f"coverage {percent(notice)} %",
            _count(len(notice.diagnostics), "diagnostic"),
        ]
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def percent(notice: Notice) -> str:
    """The part of the text that is accounted for; 100 only where nothing is left over."""
    coverage = notice.coverage
    if coverage.claimed + coverage.ignored >= coverage.characters:
        return "100"
    return f"{1000 * (coverage.claimed + coverage.ignored) // coverage.characters / 10:.1f}"
