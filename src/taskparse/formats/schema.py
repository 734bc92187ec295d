"""The published JSON Schemas, made from the models.

The files under schemas/ are written by schemas/build.py; the package never reads them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic.json_schema import GenerateJsonSchema

from taskparse.formats.earlier import ABSENT, NOTICE_0_2, TASK_0_1
from taskparse.notice.models import SCHEMA_VERSION, Model, Notice
from taskparse.notice.records import RECORD_VERSION, TaskRecord
from taskparse.registry.models import REGISTRY_VERSION, Registry


class Published(NamedTuple):
    """A format that data can be held against: `declared` is what its `schema_version` says."""

    name: str
    version: str
    declared: str
    model: type[Model]


def _published(name: str, declared: str, model: type[Model]) -> Published:
    return Published(name, declared.removeprefix(f"{name}-"), declared, model)


PUBLISHED: Final = (
    _published("notice", SCHEMA_VERSION, Notice),
    _published("task", RECORD_VERSION, TaskRecord),
    _published("registry", REGISTRY_VERSION, Registry),
)
EARLIER: Final[Mapping[Published, Mapping[tuple[str, ...], Any]]] = {
    _published("notice", "0.2", Notice): NOTICE_0_2,
    _published("task", "task-0.1", TaskRecord): TASK_0_1,
}
"""Versions before the present ones that data may still declare, and what was otherwise in their schemas."""
BY_NAME: Final = {published.name: published for published in PUBLISHED}
BY_DECLARATION: Final = {published.declared: published for published in (*PUBLISHED, *EARLIER)}

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Without the title that pydantic makes of each field's name: the name says it already."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


@cache
def schema_of(published: Published) -> dict[str, Any]:
    """The JSON Schema of a format as it is written."""
    if published in EARLIER:
        return _earlier(published)
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


def _earlier(published: Published) -> dict[str, Any]:
    """The schema of an earlier version: the present one with what has changed since put back."""
    made = deepcopy(schema_of(BY_NAME[published.name]))
    made["$id"] = f"urn:taskparse:schema:{published.name}:{published.version}"
    made["properties"]["schema_version"]["const"] = published.declared
    for (*path, last), value in EARLIER[published].items():
        node = made
        for step in path:
            node = node[step]
        if value is ABSENT:
            del node[last]
        else:
            node[last] = value
    return made


def dump(schema: dict[str, Any]) -> str:
    """A schema as JSON text."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
