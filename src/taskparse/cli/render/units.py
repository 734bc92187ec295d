"""The units of notices: a table of names, names that are probably one unit's, what a registry makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from taskparse.cli.render.diagnostics import SEVERITY_STYLES
from taskparse.cli.render.parts import heading, make_table, text

if TYPE_CHECKING:
    from taskparse.checks.aliases import Alias
    from taskparse.checks.rules import Finding
    from taskparse.notice.models import Notice
    from taskparse.registry.directory import Directory
    from taskparse.registry.listing import ListedUnit


def print_units(notices: Sequence[Notice], directory: Directory | None, console: Console) -> None:
    """Print the units of all these notices together."""
    from taskparse.registry.listing import aliases_of, list_units

    asked: list[tuple[str, Finding]] = []
    if directory is not None:
        from taskparse.checks.rules import found
        from taskparse.registry.resolution import resolution_of

        resolutions = [resolution_of(notice, directory) for notice in notices]
        notices = [resolution.notice for resolution in resolutions]
        asked = [
            (one.notice.source.file, found(rule, hit, one.notice)) for one in resolutions for rule, hit in one.hits
        ]
    _print_table(list_units(notices), directory is not None, console)
    _print_aliases(aliases_of(notices), console)
    if directory is not None:
        _print_questions(asked, len(notices) > 1, console)


def _print_table(units: Sequence[ListedUnit], with_ids: bool, console: Console) -> None:
    known = f", {sum(bool(unit.ids) for unit in units)} known" if with_ids else ""
    heading(console, f"Units ({len(units)}{known})")
    table = make_table(console)
    table.add_column("Unit", overflow="fold")
    table.add_column("Kind", no_wrap=True)
    for name in ("Tasks", "Lead", "Responsible", "Supporting"):
        table.add_column(name, justify="right", no_wrap=True)
    if with_ids:
        table.add_column("Id", overflow="fold")
    for unit in units:
        kind = f"{unit.kind}, collective" if unit.collective else unit.kind
        ids = [text("、".join(unit.ids) or "—")] if with_ids else []
        table.add_row(text(unit.name), kind, str(unit.tasks), *map(str, unit.roles.values()), *ids)
    console.print(table)


def _print_aliases(aliases: Sequence[Alias], console: Console) -> None:
    heading(console, f"Likely aliases ({len(aliases)})")
    for alias in aliases:
        evidence = f"the first shortens the second, and no task names both (tasks: {alias.first} and {alias.second})"
        console.print(text(f"{alias.short} = {alias.long}: {evidence}"))


def _print_questions(asked: Sequence[tuple[str, Finding]], with_files: bool, console: Console) -> None:
    heading(console, f"Questions ({len(asked)})")
    for file, finding in asked:
        where = f"{file}: " if with_files else ""
        rule = finding.rule
        line = text(f"{where}{rule.code} {rule.severity}: ", SEVERITY_STYLES[rule.severity])
        console.print(line + text(f"{finding.message()} ({rule.en.hint})"))
