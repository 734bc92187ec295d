"""The tasks of Notices as JSON Lines: one flat record a line, for DuckDB, pandas, jq and their kin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taskparse.notice.models import Notice


def dump(notices: Iterable[Notice]) -> str:
    """Every task of the Notices, one JSON object a line; all fields are written, what is absent as null or an empty list."""
    from taskparse.notice.records import records

    return "".join([record.model_dump_json() + "\n" for notice in notices for record in records(notice)])
