"""`taskparse check`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from taskparse.cli.inputs import OcrOption, read_bytes, read_located
from taskparse.cli.outputs import open_output
from taskparse.cli.registries import UnitsOption, open_registry
from taskparse.cli.reporting import Code, Reporter
from taskparse.cli.reports import Output, OutputOption, written
from taskparse.cli.settings import find_settings
from taskparse.errors import TaskparseError

if TYPE_CHECKING:
    from taskparse.checks.rules import Finding
    from taskparse.formats.reports.entries import Entry
    from taskparse.notice.models import Notice
    from taskparse.registry.directory import Directory

EPILOG: Final = """\b
Examples:
  taskparse check notice.pdf
  taskparse check data/*.yaml --ignore TP603,TP7
  taskparse check 2026/*.pdf --baseline known.json --write-baseline
  taskparse check notice.yaml --output sarif > notice.sarif
  taskparse check notice.pdf --units registry.yaml

Which rules are run may stand in [tool.taskparse.check] of pyproject.toml or [check] of taskparse.toml, as lists select and ignore;
docs/checks.md describes each.

Exit codes: 0 nothing worse than info, 1 errors or warnings, or a registry with faults, 2 wrong usage, 3 a file cannot be read."""

_LOCALES: Final = ("LC_ALL", "LC_MESSAGES", "LANG")


def check(
    ctx: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Documents or extractions; - is standard input.")],
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these rules: TP201, or TP2 for all of TP2…."),
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", metavar="CODES", help="None of these rules.")] = None,
    baseline: Annotated[
        str | None, typer.Option("--baseline", metavar="BASELINE", help="Tell nothing that this file knows of.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all that is found into BASELINE instead.")
    ] = False,
    output: OutputOption = Output.text,
    lang: Annotated[
        Literal["zh", "en"] | None,
        typer.Option("--lang", help="Language of the messages; the locale's.", show_default=False),
    ] = None,
    units: UnitsOption = None,
    ocr: OcrOption = "auto",
) -> None:
    """Ask what a careful clerk would ask: gaps, units without a lead, numbers and dates that cannot be."""
    from taskparse.checks.catalogue import BY_CODE
    from taskparse.formats.reports.checked import entries, rule_entry

    if write_baseline and baseline is None:
        raise typer.BadParameter("--write-baseline needs --baseline BASELINE, the file to write")
    reporter: Reporter = ctx.obj
    directory = open_registry(reporter, units)
    codes = _codes(select, ignore)
    language = lang or _language()
    told: list[Entry] = []
    for file in files:
        with reporter.carrying_on(file):
            for notice, loaded in read_located(file, ocr, quiet=reporter.quiet):
                told += entries(file, _find(notice, codes, directory), language, loaded)
    if baseline is not None and write_baseline:
        _write_baseline(reporter, baseline, told)
        return
    if baseline is not None:
        told = _unknown(baseline, told)
    with open_output(None) as write:
        write(written(output, told, [rule_entry(BY_CODE[code], language) for code in sorted(codes)], language))
    if any(entry.rule.severity != "info" for entry in told):
        reporter.code = max(reporter.code, Code.CONTENT)
    reporter.finish()


def _find(notice: Notice, codes: frozenset[str], directory: Directory | None) -> list[Finding]:
    from taskparse.checks.questions import check as find

    if directory is None:
        return find(notice, codes)
    from taskparse.registry.resolution import resolution_of

    resolution = resolution_of(notice, directory)
    return find(resolution.notice, codes, resolution.hits)


def _codes(select: list[str] | None, ignore: list[str] | None) -> frozenset[str]:
    """The codes that are run; what the command line says of a list replaces what the settings say of it."""
    from taskparse.checks import selection

    settings = find_settings(Path.cwd())
    chosen = list(settings.select) if select is None else _split(select)
    left_out = list(settings.ignore) if ignore is None else _split(ignore)
    if wrong := selection.unknown([*chosen, *left_out]):
        raise typer.BadParameter(f"no rule has the code {wrong[0]!r}")
    return selection.select(chosen, left_out)


def _split(lists: list[str]) -> list[str]:
    return [code.strip() for codes in lists for code in codes.split(",")]


def _language() -> Literal["zh", "en"]:
    locale = next((value for name in _LOCALES if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def _write_baseline(reporter: Reporter, baseline: str, told: list[Entry]) -> None:
    from taskparse.formats import baselines

    if reporter.code == Code.FINE:  # of a file that could not be read nobody knows what is in it
        with open_output(baseline) as write:
            write(baselines.write(told, Path(baseline).parent))
        reporter.remark(f"{baseline}: {len(told)} written")
    reporter.finish()


def _unknown(baseline: str, told: list[Entry]) -> list[Entry]:
    from taskparse.formats import baselines

    try:
        return baselines.without_known(told, read_bytes(baseline), Path(baseline).parent)
    except TaskparseError as error:
        raise typer.BadParameter(f"{baseline}: {error}") from error
