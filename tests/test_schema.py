"""The published schema: what is committed is what the models say, and it says all a reader needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from taskparse.formats import schema
from taskparse.notice.models import SCHEMA_VERSION, Model

SCHEMAS = Path(__file__).parents[1] / "schemas"
NOTICE = Path(__file__).parent / "data" / "notice.yaml"


def test_the_committed_schema_is_the_generated_one() -> None:
    """When this fails: `python -m taskparse schema > schemas/notice-VERSION.schema.json`, with a new version if one is published."""
    committed = SCHEMAS / f"notice-{SCHEMA_VERSION}.schema.json"
    assert committed.read_text("utf-8") == schema.dump(schema.notice_schema())


def test_every_committed_schema_has_its_name_as_its_id() -> None:
    found = sorted(SCHEMAS.iterdir())
    assert found
    for file in found:
        content = json.loads(file.read_text("utf-8"))
        name, version = file.name.removesuffix(".schema.json").split("-")
        assert content["$id"] == f"urn:taskparse:schema:{name}:{version}"
        assert content["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema_rs.meta.validate(content)


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    made = schema.notice_schema()
    yield "Notice", made
    yield from made["$defs"].items()


def test_every_model_is_in_the_schema() -> None:
    assert {name for name, _ in objects()} == {model.__name__ for model in Model.__subclasses__()}


@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in objects()])
def test_every_object_is_closed_and_every_field_described(content: dict[str, Any]) -> None:
    assert content["additionalProperties"] is False
    assert content["description"]
    fields = content["properties"]
    assert {field for field, inner in fields.items() if not inner.get("description")} == set()
    assert {field for field, inner in fields.items() if "title" in inner} == set()
    assert set(content.get("required", [])) <= set(fields)


def test_the_schema_takes_what_we_write_and_refuses_what_we_do_not() -> None:
    validator = jsonschema_rs.validator_for(schema.notice_schema())
    notice = yaml.safe_load(NOTICE.read_text("utf-8"))
    assert validator.is_valid(notice)
    for part in ("tasks", "sections", "diagnostics"):
        broken = notice | {part: [*notice[part], notice[part][0] | {"more": 1}]}
        assert [list(error.instance_path) for error in validator.iter_errors(broken)] == [[part, len(notice[part])]]
