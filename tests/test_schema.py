"""The published schemas: what is committed is what the models say, never changes, and says all a reader needs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

import taskparse.models
from taskparse.extraction import extract_bytes
from taskparse.formats import jsonl, schema
from taskparse.models import Notice, TaskRecord, records
from taskparse.notice.models import Model

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # for schemas, which is no part of the package

from schemas import build, typescript  # noqa: E402

SCHEMAS = ROOT / "schemas"
NOTICE = Path(__file__).parent / "data" / "notice.yaml"
INDEX = json.loads((SCHEMAS / "index.json").read_text("utf-8"))["schemas"]
MADE = {published.name: schema.generate(published) for published in schema.PUBLISHED}


@pytest.mark.parametrize("published", schema.PUBLISHED, ids=lambda published: published.name)
def test_the_committed_schema_is_the_generated_one(published: schema.Published) -> None:
    """When this fails: raise the version of the format, then `python schemas/build.py`."""
    assert build.file_of(published).read_text("utf-8") == schema.dump(schema.generate(published))


@pytest.mark.parametrize("published", schema.EARLIER, ids=lambda published: published.declared)
def test_an_earlier_version_is_held_to_the_schema_that_was_published(published: schema.Published) -> None:
    """Its data stays valid by the very schema that it was made for."""
    assert build.file_of(published).read_text("utf-8") == schema.dump(schema.schema_of(published))


@pytest.mark.parametrize("listed", INDEX, ids=lambda listed: listed["file"])
def test_a_published_schema_never_changes(listed: dict[str, str]) -> None:
    """When this fails: take the file back as it was; what is different gets a new version."""
    content = (SCHEMAS / listed["file"]).read_bytes()
    assert sha256(content).hexdigest() == listed["sha256"]
    assert build.entry(SCHEMAS / listed["file"]) == listed


def test_the_index_lists_every_schema() -> None:
    assert [listed["file"] for listed in INDEX] == sorted(path.name for path in SCHEMAS.glob("*.schema.json"))
    assert {(one.name, one.version) for one in schema.PUBLISHED} <= {(one["name"], one["version"]) for one in INDEX}


def test_every_committed_schema_has_its_name_as_its_id() -> None:
    for listed in INDEX:
        content = json.loads((SCHEMAS / listed["file"]).read_text("utf-8"))
        assert content["$id"] == listed["id"] == f"urn:taskparse:schema:{listed['name']}:{listed['version']}"
        assert content["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        jsonschema_rs.meta.validate(content)


def test_the_build_refuses_to_change_what_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("HERE", tmp_path), ("INDEX", tmp_path / "index.json"), ("TYPES", tmp_path / "taskparse.d.ts")):
        monkeypatch.setattr(build, name, value)
    build.main()
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    build.main()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == written
    changed = schema.generate(schema.PUBLISHED[0]) | {"description": "Another."}
    monkeypatch.setattr(build, "generate", lambda published: changed)
    with pytest.raises(SystemExit, match="raise the version of notice"):
        build.main()


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    for made in MADE.values():
        yield made["title"], made
        yield from made["$defs"].items()


def test_every_model_is_in_a_schema_and_in_the_public_module() -> None:
    names = {model.__name__ for model in Model.__subclasses__()}
    assert {name for name, _ in objects()} == names
    assert set(taskparse.models.__all__) == {*names, "SCHEMA_VERSION", "RECORD_VERSION", "records"}
    assert all(hasattr(taskparse.models, name) for name in taskparse.models.__all__)


@pytest.mark.parametrize("content", [pytest.param(content, id=name) for name, content in objects()])
def test_every_object_is_closed_and_every_field_described(content: dict[str, Any]) -> None:
    assert content["additionalProperties"] is False
    assert content["description"]
    fields = content["properties"]
    assert {field for field, inner in fields.items() if not inner.get("description")} == set()
    assert {field for field, inner in fields.items() if "title" in inner} == set()
    assert set(content.get("required", [])) <= set(fields)


def test_the_schema_takes_what_we_write_and_refuses_what_we_do_not() -> None:
    validator = jsonschema_rs.validator_for(MADE["notice"])
    notice = yaml.safe_load(NOTICE.read_text("utf-8"))
    assert validator.is_valid(notice)
    for part in ("tasks", "sections", "diagnostics"):
        broken = notice | {part: [*notice[part], notice[part][0] | {"more": 1}]}
        assert [list(error.instance_path) for error in validator.iter_errors(broken)] == [[part, len(notice[part])]]


# --- records


TEXT = """岭东区人民政府办公室关于印发重点任务分工的通知
一、产业
（一）数字经济
1.新增数据要素型企业20家以上。（牵头单位：区数据局；责任单位：东湖、西山街道等；完成时限：2026年9月底）
二、城市
2.新建公园3个。（责任单位：区城管局）
"""


def test_a_record_says_what_its_task_and_its_document_say() -> None:
    notice = extract_bytes(TEXT.encode(), name="a.txt")
    first, second = (json.loads(line) for line in jsonl.dump([notice]).splitlines())
    task = notice.tasks[0]
    said = {
        "schema_version": "task-1.0", "file": "a.txt", "sha256": notice.source.sha256, "title": notice.document.title,
        "sections": ["产业", "数字经济"], "id": task.id, "number": 1, "part": None, "text": task.text,
        "lead_units": ["区数据局"], "responsible_units": ["东湖街道", "西山街道"], "supporting_units": [],
        "lead_unit_ids": [], "responsible_unit_ids": [], "supporting_unit_ids": [],
        "due": "2026年9月底", "due_on": "2026-09-30", "start": task.span.start, "end": task.span.end, "page": None,
    }  # fmt: skip
    assert {key: first[key] for key in said} == said
    assert first["targets"] == [target.model_dump(mode="json") for target in task.targets]
    assert (second["sections"], second["due"], second["lead_units"]) == (["城市"], None, [])
    assert list(first) == list(TaskRecord.model_fields) == list(second)


def test_records_are_valid_and_come_back() -> None:
    validator = jsonschema_rs.validator_for(MADE["task"])
    notice = Notice.model_validate(yaml.safe_load(NOTICE.read_text("utf-8")))
    for record, line in zip(records(notice), jsonl.dump([notice]).splitlines(), strict=True):
        assert validator.is_valid(json.loads(line))
        assert TaskRecord.model_validate_json(line) == record


# --- TypeScript


def test_the_committed_declarations_are_the_generated_ones() -> None:
    """When this fails: `python schemas/build.py`."""
    assert (SCHEMAS / "taskparse.d.ts").read_text("utf-8") == build.types()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"type": "string", "pattern": "x"}, "string"),
        ({"type": "integer"}, "number"),
        ({"const": "1.0", "type": "string"}, '"1.0"'),
        ({"enum": ["=", ">="], "type": "string"}, '"=" | ">="'),
        ({"anyOf": [{"type": "integer"}, {"type": "number"}, {"type": "null"}]}, "number | null"),
        ({"$ref": "#/$defs/Span"}, "Span"),
        ({"type": "array", "items": {"$ref": "#/$defs/Span"}}, "Span[]"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, '("a" | "b")[]'),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "number"}]}, "[number, number]"),
    ],
)
def test_types(content: dict[str, Any], expected: str) -> None:
    assert typescript.type_of(content) == expected


@pytest.mark.parametrize(
    ("schemas", "said"),
    [
        ({"A": {"title": "A", "properties": {}, "$defs": {}}}, "A is open"),
        ({"A": {"title": "A", "additionalProperties": False, "properties": {"x": {"not": {}}}, "$defs": {}}}, "no type for"),
        (
            {
                "A": {"title": "A", "additionalProperties": False, "properties": {}, "$defs": {}},
                "B": {"title": "A", "additionalProperties": False, "properties": {"x": {"type": "null"}}, "$defs": {}},
            },
            "two schemas differ in A",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_declared_is_told(schemas: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        typescript.declarations(schemas)


def test_the_build_writes_what_is_committed_when_run_as_a_script() -> None:
    before = {path.name: path.read_bytes() for path in SCHEMAS.iterdir() if path.is_file()}
    subprocess.run([sys.executable, SCHEMAS / "build.py"], check=True, capture_output=True, timeout=60)
    assert {path.name: path.read_bytes() for path in SCHEMAS.iterdir() if path.is_file()} == before
