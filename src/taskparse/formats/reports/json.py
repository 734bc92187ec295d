"""A report as JSON: a list, one object for each finding."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from taskparse.formats.reports.entries import Entry


def write(entries: Iterable[Entry]) -> str:
    """The report as a JSON document; what is absent is null."""
    return json.dumps([_object(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n"


def _object(entry: Entry) -> dict[str, Any]:
    return {
        "file": entry.file,
        "line": entry.position.line if entry.position else None,
        "column": entry.position.column if entry.position else None,
        "path": entry.path,
        "code": entry.rule.id,
        "name": entry.rule.name,
        "severity": entry.rule.severity,
        "message": entry.message,
        "hint": entry.rule.hint,
        "task": entry.task,
        "page": entry.page,
        "quote": entry.quote,
        "fingerprint": entry.fingerprint,
    }
