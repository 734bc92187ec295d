"""The published JSON Schemas, made from the models.

The files under schemas/ are written by schemas/build.py; the package never reads them.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic.json_schema import GenerateJsonSchema

from taskparse.notice.models import SCHEMA_VERSION, Model, Notice
from taskparse.notice.records import RECORD_VERSION, TaskRecord


class Published(NamedTuple):
    """A format that data can be held against: `declared` is what its `schema_version` says."""

    name: str
    version: str
    declared: str
    model: type[Model]


PUBLISHED: Final = (
    Published("notice", SCHEMA_VERSION, SCHEMA_VERSION, Notice),
    Published("task", RECORD_VERSION.removeprefix("task-"), RECORD_VERSION, TaskRecord),
)
BY_NAME: Final = {published.name: published for published in PUBLISHED}
BY_DECLARATION: Final = {published.declared: published for published in PUBLISHED}

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Without the title that pydantic makes of each field's name: the name says it already."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


@cache
def schema_of(published: Published) -> dict[str, Any]:
    """The JSON Schema of a format as it is written."""
    made = published.model.model_json_schema(mode="serialization", schema_generator=_Generator)
    definitions = made.pop("$defs")
    return {
        "$schema": _DIALECT,
        "$id": f"urn:taskparse:schema:{published.name}:{published.version}",
        "title": made.pop("title"),
        "description": made.pop("description"),
        **made,
        "$defs": definitions,
    }


def dump(schema: dict[str, Any]) -> str:
    """A schema as JSON text."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
