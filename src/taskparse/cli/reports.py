"""Reports that `validate` and `check` share: the options and the writers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from taskparse.edition import VERSION

if TYPE_CHECKING:
    from taskparse.checks.rules import Language
    from taskparse.formats.reports.entries import Entry, RuleEntry


class Output(StrEnum):
    """What a report is written in."""

    text = "text"
    json = "json"
    github = "github"
    sarif = "sarif"


OutputOption: TypeAlias = Annotated[
    Output, typer.Option("--output", help="For people, programs, GitHub's annotations, code scanning.")
]


def written(output: Output, entries: Sequence[Entry], rules: Iterable[RuleEntry], language: Language = "en") -> str:
    """The text of a report; `rules`: all that were run."""
    from taskparse.formats.reports import github, json, sarif, text

    match output:
        case Output.json:
            return json.write(entries)
        case Output.github:
            return github.write(entries)
        case Output.sarif:
            return sarif.write(entries, rules, VERSION)
        case Output.text:
            return text.write(entries, language)
