"""Earlier versions of the formats: what was otherwise in their schemas, and their data as data of today.

Only what data of such a version may hold is kept here, not a copy of each schema; a test compares what comes out with the published files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from taskparse.notice.versions import SCHEMA_VERSION

ABSENT: Final = object()
"""What was not there yet."""

_UNIT: Final = ("$defs", "Unit", "properties")
_EXTRACTOR: Final = ("$defs", "Extractor")

NOTICE_0_2: Final[Mapping[tuple[str, ...], Any]] = {
    (*_UNIT, "id"): ABSENT,
    (*_UNIT, "members"): ABSENT,
    (*_UNIT, "kind", "description"): "Kind of unit, from the form of its name (单位类型).",
    (*_EXTRACTOR, "properties", "registry"): ABSENT,
    ("$defs", "Document", "properties", "recurring_deadlines"): ABSENT,
    ("$defs", "RecurringDeadline"): ABSENT,
    (
        *_EXTRACTOR,
        "description",
    ): "The program that wrote this (提取程序): the same one makes the same bytes of the same file.",
}
"""1.0 brought unit registries and deadlines that recur."""

TASK_0_1: Final[Mapping[tuple[str, ...], Any]] = {
    ("properties", f"{role}_unit_ids"): ABSENT for role in ("lead", "responsible", "supporting")
}

_SUPERSET: Final = frozenset(("0.2",))
"""Versions whose data is that of the present one, but for its number: only fields that may be missing were added since."""


def as_present(data: Any) -> Any:
    """A Notice of an earlier version as one of the present version; anything else as it is.

    >>> as_present({"schema_version": "0.2"})["schema_version"] == SCHEMA_VERSION
    True
    """
    if isinstance(data, dict) and data.get("schema_version") in _SUPERSET:
        return {**data, "schema_version": SCHEMA_VERSION}
    return data
