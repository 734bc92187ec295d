"""The published JSON Schemas, made from the models.

The files under schemas/ are written by `taskparse schema`; the package never reads them.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema

from taskparse.notice.models import SCHEMA_VERSION, Notice

NAMES: Final = ("notice",)
"""Schemas that can be printed."""

VERSIONS: Final = (SCHEMA_VERSION,)
"""Versions of the notice format that can be validated, oldest first."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Without the title that pydantic makes of each field's name: the name says it already."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


@cache
def notice_schema() -> dict[str, Any]:
    """The JSON Schema of a Notice as it is written."""
    made = Notice.model_json_schema(mode="serialization", schema_generator=_Generator)
    definitions = made.pop("$defs")
    return {
        "$schema": _DIALECT,
        "$id": f"urn:taskparse:schema:notice:{SCHEMA_VERSION}",
        "title": made.pop("title"),
        "description": made.pop("description"),
        **made,
        "$defs": definitions,
    }


def dump(schema: dict[str, Any]) -> str:
    """A schema as JSON text."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
