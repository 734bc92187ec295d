"""Validation: every fault is found, at its line and column, in words that say how to mend it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml

from taskparse.formats import yaml
from taskparse.formats.validation import Finding, Report, validate

NOTICE = Path(__file__).parent / "data" / "notice.yaml"
GOOD = NOTICE.read_text("utf-8")
DATA: dict[str, Any] = pyyaml.safe_load(GOOD)


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def line_of(part: str) -> int:
    return GOOD[: GOOD.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        json.dumps(DATA),
        json.dumps(DATA, indent=2, ensure_ascii=False),
        json.dumps(DATA, indent="\t"),
        pyyaml.safe_dump(DATA, allow_unicode=True, default_flow_style=True),
        "﻿# by hand\n" + GOOD,
        GOOD.replace("\n", "\r\n"),
        changed('issued_on: "2026-01-20"', "issued_on: 2026-01-20"),
        changed('{"on": "2026-01-30"', "{on: 2026-01-30"),
    ],
    ids=range(9),
)
def test_valid(text: str) -> None:
    assert validate(text.encode()) == Report(1, [])


def test_streams() -> None:
    assert validate(f"---\n{GOOD}---\n{GOOD}".encode()) == Report(2, [])
    assert validate(f"{json.dumps(DATA)}\n{json.dumps(DATA)}".encode()) == Report(2, [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('id: "1-7"', 'ide: "1-7"', ["{}:3: tasks[0]: the field id is missing", "{}:3: tasks[0].ide: unknown field; is id meant?"]),
        ('id: "1-7"', "id: 1.7", ["{}:7: tasks[0].id: expected text, found the number 1.7 (put it in quotes)"]),
        ('id: "1-7"', 'id: "1-7"\n  id: x', ["+1:3: tasks[0].id: this key is given twice"]),
        ("  number: 7", "  number: 七", ['{}:11: tasks[0].number: expected a whole number or null, found the text "七"']),
        ("  number: 7", "  number: 7.5", ["{}:11: tasks[0].number: expected a whole number or null, found the number 7.5"]),
        ("kind: department", "kind: ministry", ["*:36: tasks[0].lead_units[0].kind: expected one of government, party,"]),
        ("kind: department", "kind: 3", ["*:36: tasks[0].lead_units[0].kind: expected one of government, party,"]),
        ("modality: strive", "modality: x", ["*: tasks[0].targets[1].modality: expected one of strive, ensure, found"]),
        ("modality: strive", "modality: 1", ["*: tasks[0].targets[1].modality: expected text or null, found the number 1"]),
        ("value: 20,", 'value: "20",', ['*: tasks[0].targets[0].value: expected a number, found the text "20"']),
        ("value: 20,", "value: 20, value_: 1, vaule: 2,", ["*.value_: unknown field", "*.vaule: unknown field"]),
        ("12月底前, \"on\": \"2026-12-31\"", "12月底前, on: 2026/12/31", ["*: tasks[0].due.on: expected a date such as 2026-01-31, found the text \"2026/12/31\""]),
        ("due: {text: 12月底前, ", "due: {", ["*: tasks[0].due: the field text is missing"]),
        ("start: 0, end: 10", "start: -1, end: 10", ["*: document.document_number.span.start: expected at least 0, found the number -1"]),
        ("[[1, 88.0, 100.5, 506.25, 114.5]]", "[[1, 88.0]]", ["*.boxes[0]: expected at least 5 values, found 2"]),
        ("[[1, 88.0, 100.5, 506.25, 114.5]]", "[[1, 2, 3, 4, 5, 6]]", ["*.boxes[0]: expected at most 5 values, found 6"]),
        ("addressees:\n  - 各街道办事处", "addressees:\n  - [各街道办事处]", ["*: document.addressees[0]: expected text, found a list of 1"]),
        ("code: TP101", "code: E1", ['*: diagnostics[0].code: expected a code such as TP101, found the text "E1"']),
        ("sha256: abab", "sha256: xyab", ["*: source.sha256: expected a SHA-256 of 64 hexadecimal digits, found the text"]),
        ("coverage:", "coverage: []\nx:", ["*: coverage: expected a mapping, found an empty list", "*: x: unknown field"]),
        ('schema_version: "0.1"', "schema_version: 0.1", ['1:17: schema_version: expected the text "0.1", found the number 0.1 (put it in quotes)']),
        ('schema_version: "0.1"', 'schema_version: "7"', ['1:17: schema_version: unknown version "7" (known: 0.1)']),
        ('schema_version: "0.1"\n', "", ["1:1: schema_version is missing (known: 0.1)"]),
        ("pages: 3", "pages: 3\n  x\x1b: 1", None),
    ],
)  # fmt: skip
def test_faults(old: str, new: str, expected: list[str] | None) -> None:
    """An expectation begins with the place; {} is the line that was changed, +1 the one after it, * any."""
    report = validate(changed(old, new).encode(), "f.yaml")
    assert report.readable is (expected is not None)
    if expected is None:
        return
    line = line_of(old)
    assert len(report.findings) == len(expected)
    for finding, wanted in zip(report.findings, expected, strict=True):
        said = str(finding).removeprefix("f.yaml:")
        if wanted.startswith("*"):
            assert wanted[1:] in said
        else:
            assert said.startswith(wanted.replace("{}", str(line), 1).replace("+1", str(line + 1), 1))


def test_the_same_faults_have_the_same_words_in_yaml_and_json() -> None:
    tasks = [DATA["tasks"][0] | {"text": 1, "due": {"on": "x"}}, DATA["tasks"][1] | {"more": 1, "targets": {}}]
    broken = DATA | {"tasks": tasks}
    texts = [yaml.emit(broken), json.dumps(broken), json.dumps(broken, indent=4)]
    reports = [[(f.path, f.message) for f in validate(text.encode()).findings] for text in texts]
    assert len(reports[0]) == 6
    assert sorted(reports[0]) == sorted(reports[1]) == sorted(reports[2])


def test_findings_stand_in_the_order_of_the_text() -> None:
    text = changed("pages: 3", "pages: x").replace("claimed: 540", "claimed: x").replace("level: 1", "level: x")
    findings = validate(text.encode()).findings
    assert [finding.path for finding in findings] == ["source.pages", "sections[0].level", "coverage.claimed"]
    assert findings == sorted(findings)


def test_a_fault_in_an_alias_is_told_where_it_is_written() -> None:
    anchored = changed("span: {start: 0,", "span: &s {start: -1,").replace(
        "span: {start: 120,", "span: {<<: *s, page: 0, x: 1,"
    )
    line = line_of("document_number")
    found = [(f.line, f.path) for f in validate(anchored.encode()).findings]
    assert (line, "document.document_number.span.start") in found
    assert (line_of('{"on": "2026-01-30"'), "document.deadlines[0].span.x") in found


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Finding("f", 0, 1, 1, "", "there is nothing in it")),
        (b"%PDF-1.7\n\x00\x01", Finding("f", 0, 2, 1, "", "this is no text: it holds a null character")),
        (b"a: [1\nb: 2", Finding("f", 0, 2, 2, "", "not YAML: while parsing a flow sequence, did not find expected ',' or ']'")),
        (b"[" * 100_000, Finding("f", 0, 1, 1, "", "nested too deeply")),
    ],
)  # fmt: skip
def test_what_cannot_be_read(data: bytes, expected: Finding) -> None:
    assert validate(data, "f") == Report(0, [expected], readable=False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- 1", "expected a mapping with schema_version, found a list of 1"),
        ("7", "expected a mapping with schema_version, found the number 7"),
        ("just words", 'expected a mapping with schema_version, found the text "just words"'),
        ("---\n...\n", "expected a mapping with schema_version, found null"),
        ("{}", "schema_version is missing (known: 0.1)"),
        ('{"schema_version": "0.1", "source": "\\ud800"}', "a text holds half a surrogate pair"),
        ('{"schema_version": "0.1", "x": ' + "[" * 500 + "]" * 500 + "}", "nested too deeply"),
    ],
)
def test_what_is_no_notice_at_all(text: str, message: str) -> None:
    report = validate(text.encode())
    assert [finding.message for finding in report.findings] == [message]
    assert report.readable


def test_documents_before_a_syntax_error_are_judged() -> None:
    bad = changed("pages: 3", "pages: x")
    report = validate(f"{bad}---\n{GOOD}---\na: ]\n".encode())
    assert (report.documents, report.readable) == (2, False)
    assert [(f.document_index, f.path) for f in report.findings] == [(0, "source.pages"), (2, "")]


@pytest.mark.parametrize("write", [yaml.emit, json.dumps])
def test_a_thousand_faults_are_all_found(write: Callable[[Any], str]) -> None:
    tasks = [DATA["tasks"][1] | {"id": index} for index in range(1000)]
    findings = validate(write(DATA | {"tasks": tasks}).encode()).findings
    assert [finding.path for finding in findings] == [f"tasks[{index}].id" for index in range(1000)]
    assert len({(finding.line, finding.column) for finding in findings}) == 1000
