"""A report as workflow commands, which GitHub shows beside the lines of a change.

::error file=data/notice.yaml,line=12,col=3,title=TP201 no-unit::no unit is named for this task
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from taskparse.checks.rules import Severity
from taskparse.formats.reports.entries import Entry

_COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def write(entries: Iterable[Entry]) -> str:
    """The report as one command a line."""
    return "".join([_command(entry) for entry in entries])


def _command(entry: Entry) -> str:
    places = [("file", entry.file)]
    if entry.position:
        places += [("line", str(entry.position.line)), ("col", str(entry.position.column))]
    names = dict.fromkeys((entry.rule.id, entry.rule.name))
    places.append(("title", " ".join(names)))
    properties = ",".join(f"{name}={_property(value)}" for name, value in places)
    task = f" ({entry.task})" if entry.task else ""
    hint = f"\n{entry.rule.hint}" if entry.rule.hint else ""
    return f"::{_COMMANDS[entry.rule.severity]} {properties}::{_data(entry.message + task + hint)}\n"


def _data(text: str) -> str:
    """Text after the second ::, escaped as the runner reads it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
