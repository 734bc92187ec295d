"""A Notice as JSON: every field is written, what is absent as null or an empty list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taskparse.notice.models import Notice


def dump(notice: Notice) -> str:
    """A Notice as one indented JSON document."""
    return notice.model_dump_json(indent=2) + "\n"


def dump_stream(notices: Iterable[Notice]) -> str:
    """Several Notices as a stream of JSON documents, one a line."""
    return "".join([notice.model_dump_json() + "\n" for notice in notices])
