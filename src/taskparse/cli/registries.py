"""Unit registries on the command line: the option, and what happens to the names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from taskparse.cli.inputs import read_bytes
from taskparse.cli.reporting import Reporter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taskparse.notice.models import Notice
    from taskparse.registry.directory import Directory

UnitsOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        "--units", metavar="REGISTRY", help="A unit registry: give units their ids, and collectives their members."
    ),
]


def open_registry(reporter: Reporter, file: str | None) -> Directory | None:
    """The registry of a file; the command ends where it is none or has faults, for what it said would be wrong in every document."""
    if file is None:
        return None
    from taskparse.formats.registries import load_registry

    try:
        return load_registry(read_bytes(file), file)
    except Exception as error:
        reporter.fail(error, file)
        raise typer.Exit(reporter.code) from error


def resolved(notices: Iterable[Notice], directory: Directory | None) -> list[Notice]:
    """The Notices with their names resolved, or as they are without a registry."""
    if directory is None:
        return list(notices)
    from taskparse.registry.resolution import resolve

    return [resolve(notice, directory) for notice in notices]
