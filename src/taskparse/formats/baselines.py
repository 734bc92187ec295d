"""Baselines: the findings that a project knows of, so that only new ones are told.

    {"version": 1, "findings": [{"file": "2026/notice.pdf", "code": "TP201", "task": "2-16", "message": "…", "fingerprint": "…"}]}

What decides is file and fingerprint; code, task and message are there for people. Files are named from the folder of the baseline.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from taskparse.errors import InvalidData
from taskparse.formats.reports.entries import Entry

_VERSION: Final = 1


def write(entries: Iterable[Entry], folder: Path) -> str:
    """The text of a baseline that stands in a folder."""
    known = [
        {
            "file": _name(entry.file, folder),
            "code": entry.rule.id,
            "task": entry.task,
            "message": entry.message,
            "fingerprint": entry.fingerprint,
        }
        for entry in entries
    ]
    return json.dumps({"version": _VERSION, "findings": known}, ensure_ascii=False, indent=2) + "\n"


def without_known(entries: Iterable[Entry], baseline: bytes, folder: Path) -> list[Entry]:
    """The entries that a baseline does not hold.

    Errors: InvalidData where it is none.
    """
    try:
        data: Any = json.loads(baseline)
        if data["version"] != _VERSION:
            raise ValueError
        known = {(finding["file"], finding["fingerprint"]) for finding in data["findings"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InvalidData("this is no baseline", hint="--write-baseline makes one") from error
    return [entry for entry in entries if (_name(entry.file, folder), entry.fingerprint) not in known]


def _name(file: str, folder: Path) -> str:
    if file == "-":
        return file
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return Path(file).as_posix()
