"""The published JSON Schemas.

The models make them; schemas/build.py writes them into schemas/, and a wheel carries these files, so that an installed taskparse need not
make them again at each start, which takes longer than most data takes to validate.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from taskparse.formats.earlier import ABSENT, NOTICE_0_2, TASK_0_1
from taskparse.notice.versions import RECORD_VERSION, REGISTRY_VERSION, SCHEMA_VERSION

BUILT: Final = "schemas"
"""The folder of the schemas in a wheel, filled by hatch_build.py."""

_PACKAGE: Final = Path(__file__).parents[1]
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class Published(NamedTuple):
    """A format that data can be held against: `declared` is what its `schema_version` says."""

    name: str
    version: str
    declared: str

    @property
    def file(self) -> str:
        """What its file is called."""
        return f"{self.name}-{self.version}.schema.json"


def _published(name: str, declared: str) -> Published:
    return Published(name, declared.removeprefix(f"{name}-"), declared)


PUBLISHED: Final = (
    _published("notice", SCHEMA_VERSION),
    _published("task", RECORD_VERSION),
    _published("registry", REGISTRY_VERSION),
)
EARLIER: Final[Mapping[Published, Mapping[tuple[str, ...], Any]]] = {
    _published("notice", "0.2"): NOTICE_0_2,
    _published("task", "task-0.1"): TASK_0_1,
}
"""Versions before the present ones that data may still declare, and what was otherwise in their schemas."""
BY_NAME: Final = {published.name: published for published in PUBLISHED}
BY_DECLARATION: Final = {published.declared: published for published in (*PUBLISHED, *EARLIER)}


@cache
def schema_of(published: Published) -> dict[str, Any]:
    """The JSON Schema of a format: the wheel's, or where there is no wheel the one that the models make."""
    try:
        found: dict[str, Any] = json.loads((_PACKAGE / BUILT / published.file).read_bytes())
    except FileNotFoundError:
        return generate(published)
    return found


def generate(published: Published) -> dict[str, Any]:
    """The JSON Schema that the models make; an earlier version is the present one with what has changed since put back."""
    if published in EARLIER:
        return _earlier(published)
    from pydantic.json_schema import GenerateJsonSchema

    from taskparse.notice import models, records
    from taskparse.registry.models import Registry

    class Generator(GenerateJsonSchema):
        """Without the title that pydantic makes of each field's name: the name says it already."""

        def field_title_should_be_set(self, schema: Any) -> bool:
            return False

    known: dict[str, type[models.Model]] = {"notice": models.Notice, "task": records.TaskRecord, "registry": Registry}
    made = known[published.name].model_json_schema(mode="serialization", schema_generator=Generator)
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
