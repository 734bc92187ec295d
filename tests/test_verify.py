"""`taskparse verify`: identical or not, and where not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from taskparse.cli.app import app
from taskparse.edition import rules_hash
from taskparse.extraction import extract_bytes
from taskparse.formats import json, yaml
from taskparse.formats.differences import differences
from taskparse.formats.positions import spell
from taskparse.formats.verification import verify
from taskparse.notice.models import Notice

TEXT = "一、壮大产业\n1.新增数据要素型企业20家以上。（牵头单位：区数据局；责任单位：东湖街道）\n2.新建公园3个。（责任单位：区城管局）\n"
NOTICE = extract_bytes(TEXT.encode(), name="notice.txt")
WRITERS: list[Callable[[Notice], str]] = [json.dump, yaml.dump, lambda n: json.dump_stream([n]), lambda n: yaml.dump_stream([n])]  # fmt: skip


def run(*arguments: object, **options: Any) -> Any:
    return CliRunner().invoke(app, ["verify", *map(str, arguments)], prog_name="taskparse", **options)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "notice.txt"
    file.write_text(TEXT, "utf-8")
    return file


@pytest.mark.parametrize("write", WRITERS)
def test_what_extract_writes_is_identical(write: Callable[[Notice], str]) -> None:
    data = write(NOTICE).encode()
    assert verify(data, NOTICE).identical
    moved = NOTICE.model_copy(update={"source": NOTICE.source.model_copy(update={"file": "archive-7.txt"})})
    assert verify(data, moved).identical
    assert not verify(data.replace("20家".encode(), "30家".encode(), 1), NOTICE).identical


# What is changed by hand in the YAML → the paths that differ, with old and new value.
CHANGES = [
    ("value: 20", "value: 21", [("tasks[0].targets[0].value", 21, 20)]),
    ("name: 区数据局", "name: 区发改局", [("tasks[0].lead_units[0].name", "区发改局", "区数据局")]),
    ('comparator: ">="', 'comparator: "="', [("tasks[0].targets[0].comparator", "=", ">=")]),
    (", kind: township", ", kind: township, open_ended: true", [("tasks[0].responsible_units[0].open_ended", True, False)]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CHANGES)
def test_a_changed_field_is_named_with_its_line(old: str, new: str, expected: list[tuple[str, Any, Any]]) -> None:
    text = yaml.dump(NOTICE).replace(old, new, 1)
    verdict = verify(text.encode(), NOTICE, "notice.yaml")
    assert [(spell(f.difference.path), f.difference.old, f.difference.new) for f in verdict.fields] == expected
    assert (verdict.receipt, verdict.places, verdict.rewritten) == ((), 0, None)
    lines = text.splitlines()
    assert [new.split(": ")[-1] in lines[f.position.line - 1] for f in verdict.fields] == [True]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"source": NOTICE.source.model_copy(update={"sha256": "0" * 64})}, ("source", "sha256")),
        ({"extractor": NOTICE.extractor.model_copy(update={"version": "0.0.9"})}, ("extractor", "version")),
        ({"extractor": NOTICE.extractor.model_copy(update={"rules": "0" * 32})}, ("extractor", "rules")),
    ],
)
def test_the_receipt_is_told_apart_from_the_fields(change: dict[str, Any], path: tuple[str, str]) -> None:
    verdict = verify(yaml.dump(NOTICE.model_copy(update=change)).encode(), NOTICE)
    assert [one.difference.path for one in verdict.receipt] == [path]
    assert (verdict.identical, verdict.fields, verdict.places) == (False, (), 0)


def test_places_are_only_counted() -> None:
    shifted = extract_bytes(("\n" + TEXT).encode(), name="notice.txt")
    verdict = verify(yaml.dump(shifted).encode(), NOTICE)
    assert verdict.places > 5
    assert {one.difference.path[0] for one in verdict.fields} <= {"source", "coverage"}


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.replace("kind: department", "kind:  department", 1),
        lambda text: text + "\n",
        lambda text: "# by hand\n" + text,
    ],
)
def test_the_same_fields_in_another_writing_are_not_identical(rewrite: Callable[[str], str]) -> None:
    text = yaml.dump(NOTICE)
    verdict = verify(rewrite(text).encode(), NOTICE)
    assert (verdict.identical, verdict.fields) == (False, ())
    assert verdict.rewritten is not None
    changed = next(i for i, (a, b) in enumerate(zip([*text.split("\n"), None], rewrite(text).split("\n"), strict=False), 1) if a != b)  # fmt: skip
    assert verdict.rewritten.line == changed


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([1, 2], [1, 3, 4], [((1,), 2, 3), ((2,), None, 4)]),
        ([{"id": "a", "x": 1}, {"id": "b"}], [{"id": "z"}, {"id": "a", "x": 2}, {"id": "b"}], [((0,), None, "z"), ((0, "x"), 1, 2)]),
        ([{"id": "a"}, {"id": "a", "x": 1}], [{"id": "a"}, {"id": "a", "x": 1}], []),
        ({"span": {"start": 1, "end": 2}}, {"span": {"start": 1, "end": 3}}, [(("span",), {"start": 1, "end": 2}, {"start": 1, "end": 3})]),
        ({"a": {"b": None}}, {"a": {"b": {"start": 1}}}, [(("a", "b"), None, {"start": 1})]),
    ],
)  # fmt: skip
def test_differences(old: Any, new: Any, expected: list[tuple[Any, Any, Any]]) -> None:
    def plain(value: Any) -> Any:
        return value.get("id", value) if isinstance(value, dict) else None if type(value) is object else value

    assert [(d.path, plain(d.old), plain(d.new)) for d in differences(old, new)] == expected


# --- the command


def test_identical_says_so_beside_the_data(source: Path, tmp_path: Path) -> None:
    data = tmp_path / "notice.yaml"
    data.write_text(yaml.dump(NOTICE), "utf-8")
    result = run(data, "--source", source)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{data}: identical to what taskparse 0.1.0 reads from {source}\n"
    assert run("-", "--source", source, input=yaml.dump(NOTICE)).exit_code == 0


def test_what_differs_is_told_receipt_first(source: Path, tmp_path: Path) -> None:
    data = tmp_path / "notice.yaml"
    text = yaml.dump(NOTICE).replace("value: 20", "value: 21").replace(rules_hash(), "f" * 32)
    data.write_text(text, "utf-8")
    result = run(data, "--source", source)
    assert (result.exit_code, result.stderr) == (1, "")
    first, rules, value = result.stdout.splitlines()
    assert first == f"{data}: not what taskparse 0.1.0 reads from {source}"
    assert rules.startswith(f"{data}:7:38: extractor.rules: made by other rules: ")
    assert value.startswith(f"{data}:")
    assert value.endswith(": tasks[0].targets[0].value: 21 here, 20 now")


def test_the_first_of_many_are_shown(source: Path, tmp_path: Path) -> None:
    text = "一、任务\n" + "".join(f"{i}.新建公园{i}个。（责任单位：区城管局）\n" for i in range(1, 31))
    other = extract_bytes(text.encode())
    tasks = [t.model_copy(update={"text": "改"}) for t in other.tasks]
    source.write_text(text, "utf-8")
    (tmp_path / "a.json").write_text(json.dump(other.model_copy(update={"tasks": tasks})), "utf-8")
    lines = run(tmp_path / "a.json", "--source", source).stdout.splitlines()
    assert len(lines) == 22
    assert lines[-1] == "and 10 more fields"


@pytest.mark.parametrize(
    ("data", "named", "code", "said"),
    [
        (yaml.dump_stream([NOTICE, NOTICE]), "notice.txt", 1, "it holds 2 documents (one at a time can be verified)"),
        ('schema_version: "0.1"', "notice.txt", 1, "this is no valid extraction"),
        ("[", "notice.txt", 3, "line 1"),
        (yaml.dump(NOTICE), "none.txt", 3, "no such file"),
        (yaml.dump(NOTICE), "data.yaml", 3, "this is an extraction (name the document that it was made from)"),
    ],
)
def test_bad_input_is_told_in_one_line(data: str, named: str, code: int, said: str, source: Path) -> None:
    file = source.with_name("data.yaml")
    file.write_text(data, "utf-8")
    result = run(file, "--source", source.with_name(named))
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
