"""A report as SARIF 2.1.0, for code scanning services and editors."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from taskparse.checks.rules import Severity
from taskparse.formats.reports.entries import Entry, RuleEntry

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "note"}
_FINGERPRINT: Final = "taskparse/v1"


def write(entries: Sequence[Entry], rules: Iterable[RuleEntry], version: str) -> str:
    """The report as one SARIF log with one run; `rules`: all that were run, `version`: of taskparse."""
    listed = sorted({rule.id: rule for rule in rules}.values())
    index = {rule.id: place for place, rule in enumerate(listed)}
    driver = {"name": "taskparse", "version": version, "rules": [_rule(rule) for rule in listed]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(entry, index[entry.rule.id]) for entry in entries],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: RuleEntry) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        **({"help": {"text": rule.hint}} if rule.hint else {}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(entry: Entry, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(entry.file)}}
    if entry.position:
        place["region"] = {"startLine": entry.position.line, "startColumn": entry.position.column}
    location: dict[str, Any] = {"physicalLocation": place}
    if entry.path:
        name = {"name": entry.task} if entry.task else {}
        location["logicalLocations"] = [{**name, "fullyQualifiedName": entry.path}]
    details = {"page": entry.page, "quote": entry.quote}
    return {
        "ruleId": entry.rule.id,
        "ruleIndex": index,
        "level": _LEVELS[entry.rule.severity],
        "message": {"text": entry.message},
        "locations": [location],
        "partialFingerprints": {_FINGERPRINT: entry.fingerprint},
        "properties": {name: value for name, value in details.items() if value is not None},
    }


def _uri(file: str) -> str:
    """A path as a URI: relative to the working directory where it is given so."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
