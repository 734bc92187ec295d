"""Validation: every fault is found, at its line and column, in words that say how to mend it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml

from taskparse.formats import yaml
from taskparse.formats.faults import RULES
from taskparse.formats.validation import Finding, Report, validate

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # for docs, which is no part of the package

from docs.faultbook import page  # noqa: E402

NOTICE = Path(__file__).parent / "data" / "notice.yaml"
GOOD = NOTICE.read_text("utf-8")
DATA: dict[str, Any] = pyyaml.safe_load(GOOD)


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


# What the schema does not say: rule, what is changed, and into what.
BROKEN = [
    ("repeated-id", 'tasks:\n', '- {id: "1.1", level: 2, title: 再来, parent: "1", span: {start: 407, end: 420}}\ntasks:\n'),
    ("repeated-id", '- id: "1-8"', '- id: "1-7"'),
    ("no-such-section", 'section: "1.1"\n  text: 总投资', 'section: "1.9"\n  text: 总投资'),
    ("no-such-section", 'parent: "1"', 'parent: "7"'),
    ("no-such-section", 'parent: "1"', 'parent: "1.1"'),
    ("no-such-task", 'task: "1-7"', 'task: "1-9"'),
    ("span-empty", "span: {start: 400, end: 406", "span: {start: 406, end: 406"),
    ("span-empty", "span: {start: 460, end: 464", "span: {start: 464, end: 460"),
    ("span-outside", "span: {start: 526, end: 530", "span: {start: 526, end: 561"),
    ("span-overlap", "span: {start: 501, end: 530", "span: {start: 499, end: 530"),
    ("span-nesting", "rule: count-measure, span: {start: 430,", "rule: count-measure, span: {start: 420,"),
    ("page-outside", "span: {start: 400, end: 406, page: 2", "span: {start: 400, end: 406, page: 4"),
    ("page-outside", "page: 2, boxes: [[2, 88.0, 100.5, 506.25, 114.5]]}}\n- {id", "page: 2, boxes: [[5, 88.0, 100.5, 506.25, 114.5]]}}\n- {id"),
    ("sum", "claimed: 540", "claimed: 550"),
    ("sum", "claimed: 540", "claimed: 500"),
    ("sum", "reason: page-number, characters: 12", "reason: page-number, characters: 11"),
    ("no-such-date", 'issued_on: "2026-01-20"', 'issued_on: "2026-02-30"'),
    ("no-such-date", '{"on": "2026-01-30"', '{"on": "2026-13-01"'),
    ("no-such-date", '12月底前, "on": "2026-12-31"', '12月底前, "on": "2026-12-32"'),
    ("range", "upper: 0.6, ", ""),
    ("range", 'comparator: "=", text: 300亿元', 'upper: 40000000000, comparator: "=", text: 300亿元'),
    ("not-printed", "value: 30000000000", "value: 300"),
    ("not-printed", "unit: 家", "unit: 户"),
    ("not-printed", "unit: 元, kind: money", "unit: 元, kind: count"),
    ("not-printed", "agency: 东政办, year: 2026", "agency: 东政办, year: 2025"),
]  # fmt: skip


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
        ('schema_version: "1.0"', "schema_version: 1.0", ['1:17: schema_version: expected the text "1.0", found the number 1.0 (put it in quotes)']),
        ('schema_version: "1.0"', 'schema_version: "7"', ['1:17: schema_version: unknown version "7" (known: 1.0, task-1.0, registry-1.0, 0.2 and task-0.1)']),
        ('schema_version: "1.0"\n', "", ["1:1: schema_version is missing (known: 1.0, task-1.0, registry-1.0, 0.2 and task-0.1)"]),
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


@pytest.mark.parametrize(("rule", "old", "new"), BROKEN)
def test_what_the_schema_does_not_say(rule: str, old: str, new: str) -> None:
    """One change is told by its rule, at the line that was changed."""
    found = validate(changed(old, new).encode()).findings
    assert {finding.rule for finding in found} == {rule}
    if rule != "sum":  # which is told at the total
        lines = range(line_of(old), line_of(old) + max(old.count("\n"), 1) + 1)
        assert [finding.line in lines for finding in found] == [True] * len(found)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("repeated-key", changed('id: "1-7"', 'id: "1-7"\n  id: x')),
        ("missing-field", changed("code: TP101, ", "")),
        ("unknown-field", changed("  number: 7", "  nummer: 7")),
        ("wrong-type", changed("  number: 7", "  number: 七")),
        ("wrong-value", changed("kind: department", "kind: ministry")),
        ("wrong-form", changed("code: TP101", "code: E1")),
        ("out-of-range", changed("start: 0, end: 10", "start: -1, end: 10")),
        ("wrong-length", changed("[[1, 88.0, 100.5, 506.25, 114.5]]", "[[1, 88.0]]")),
        ("unknown-version", 'schema_version: "7"'),
        ("no-notice", "- 1"),
        ("bad-text", '{"schema_version": "1.0", "source": "\\ud800"}'),
        ("too-deep", '{"schema_version": "1.0", "x": ' + "[" * 500 + "]" * 500 + "}"),
        ("syntax", "a: ["),
    ],
)  # fmt: skip
def test_each_fault_has_the_id_of_its_rule(rule: str, text: str) -> None:
    assert rule in {finding.rule for finding in validate(text.encode()).findings} <= set(RULES)


def test_a_number_that_the_notice_prints_twice_is_no_fault() -> None:
    """Ids of tasks are made of printed numbers."""
    text = changed('- id: "1-8"\n  number: 8', '- id: "1-7"\n  number: 7')
    assert validate(text.encode()).findings == []


def test_what_breaks_the_schema_is_not_looked_at_further() -> None:
    text = changed("claimed: 540", "claimed: 1").replace("level: 1", "level: x")
    assert [finding.rule for finding in validate(text.encode()).findings] == ["wrong-type"]


@pytest.mark.parametrize(
    ("old", "new", "page", "quote"),
    [
        ("kind: department", "kind: 3", 1, "区数据局"),
        ("metric: 算力中心", "metric: 3", 2, "2个"),
        ("marker: （一）", "marker: 1", 2, "数字经济: 提速 #1"),
        ("claimed: 540", "claimed: x", None, None),
    ],
)
def test_page_and_quote_are_those_of_the_smallest_part_with_a_span(
    old: str, new: str, page: int | None, quote: str | None
) -> None:
    (finding,) = validate(changed(old, new).encode()).findings
    assert (finding.page, finding.quote) == (page, quote)


def test_every_rule_is_seen_in_the_tests_and_on_its_page() -> None:
    tests = "".join(
        (ROOT / "tests" / f"test_{name}.py").read_text("utf-8") for name in ("validate", "validate_command")
    )
    assert [
        rule for rule in RULES if f'"{rule}"' not in tests and rule != "schema"
    ] == []  # what our schemas do not use
    assert (ROOT / "docs" / "faults.md").read_text("utf-8") == page()  # when this fails: `python docs/build.py`


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
        ("{}", "schema_version is missing (known: 1.0, task-1.0, registry-1.0, 0.2 and task-0.1)"),
        ('{"schema_version": "1.0", "source": "\\ud800"}', "a text holds half a surrogate pair"),
        ('{"schema_version": "1.0", "x": ' + "[" * 500 + "]" * 500 + "}", "nested too deeply"),
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


# --- earlier versions


def test_data_of_an_earlier_version_is_held_to_its_own_schema() -> None:
    earlier = GOOD.replace('schema_version: "1.0"', 'schema_version: "0.2"')
    assert validate(earlier.encode()).findings == []
    later = earlier.replace("name: 区数据局,", "name: 区数据局, id: shuju,", 1)
    (finding,) = validate(later.encode()).findings
    assert (finding.rule, finding.path) == ("unknown-field", "tasks[0].lead_units[0].id")
    assert validate(later.replace('"0.2"', '"1.0"', 1).encode()).findings == []
    (finding,) = validate(earlier.replace("claimed: 540", "claimed: 1").encode()).findings
    assert finding.rule == "sum"


# --- unit registries

REGISTRY = (ROOT / "docs" / "clean-registry.yaml").read_text("utf-8")


def test_a_registry_without_faults() -> None:
    assert validate(REGISTRY.encode()) == Report(1, [])


# The rule, one change, how the message begins and what it says to do.
REGISTRY_FAULTS = [
    ("repeated-id", "id: renshe", "id: fagai", 'another unit has the id "fagai": give one of them an id of its own'),
    ("no-such-unit", "[nongyenongcun]", "[nongyenongcum]", 'no unit of this registry has the id "nongyenongcum": is nongyenongcun meant?'),
    ("no-such-unit", "[songxi, boyang]", "[songxi, 青石]", 'no unit of this registry has the id "青石": add it, or take it out here'),
    ("claimed-twice", "[县人社局]", "[县人社局, 县发改局]", '"县发改局" is a name of "fagai" at the same time: take it from one of the two, or let one end'),
    ("claimed-twice", "[县人社局]", "[青榆县　发展和改革局]", '"青榆县　发展和改革局" is a name of "fagai" at the same time'),
    ("claimed-twice", "  name: 青榆县农业农村局", "  name: 青榆县农业农村局\n  abbreviations: [县民政局, 青榆县民政局]", '"青榆县民政局" is a name of "minzheng"'),
    ("claimed-twice", "valid_from: 2029-04-01", "valid_from: 2029-03-31\n  abbreviations: [青榆县农业局]", '"青榆县农业局" is a name of "nongye"'),
    ("claimed-twice", "11990001MB00000027", "11990001MB00000014", '11990001MB00000014 is the code of "fagai" at the same time'),
    ("circle", "members: [songxi, boyang]", "members: [songxi, xiangzhen]", '"xiangzhen" is a member of itself: xiangzhen → xiangzhen; take'),
    ("circle", "  note: 青榆委发", "  valid_to: 2030-01-01\n  successors: [nongye]\n  note: 青榆委发", '"nongyenongcun" succeeds itself: nongye → nongyenongcun → nongye; take'),
    ("ends-early", "valid_from: 2029-04-01", "valid_from: 2029-04-01\n  valid_to: 2029-03-31", "it ends on 2029-03-31, before it begins on 2029-04-01: correct"),
    ("no-end", "  valid_to: 2029-03-31\n", "", "it has successors but no end: say in valid_to"),
    ("no-such-date", "valid_from: 2029-04-01", "valid_from: 2029-04-31", "there is no day 2029-04-31"),
    ("check-digit", "11990001MB00000014", "11990001MB00000041", "the check digit of 11990001MB00000041 would be D, not 1: compare"),
    ("check-digit", "11990001MB00000014", "11990001MB00000024", "the check digit of 11990001MB00000024 would be 7, not 4: compare"),
    ("wrong-form", "11990001MB00000014", "11990001MBO0000014", "expected a 统一社会信用代码: 18 figures and capital letters"),
    ("wrong-form", "id: fagai", 'id: "fa gai"', "expected an id without white space"),
    ("wrong-form", "name: 青榆县民政局", 'name: " "', "expected a name, found"),
    ("wrong-form", "valid_from: 2029-04-01", "valid_from: 2029年4月", "expected a date such as 2026-01-31"),
    ("wrong-value", "kind: vertical", "kind: bureau", "expected one of government, party"),
    ("unknown-field", "code: 11990001MB00000014", "uscc: 11990001MB00000014", "unknown field"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "old", "new", "said"), REGISTRY_FAULTS)
def test_a_fault_of_a_registry_is_told_with_its_line_and_what_to_do(rule: str, old: str, new: str, said: str) -> None:
    assert old in REGISTRY
    text = REGISTRY.replace(old, new, 1)
    (finding,) = validate(text.encode()).findings
    assert finding.rule == rule
    assert finding.message.startswith(said)
    near = REGISTRY[: REGISTRY.index(old)].count("\n") + 1
    assert abs(finding.line - near) <= new.count("\n") + 2


def test_a_unit_may_take_over_a_name_when_the_other_ends() -> None:
    text = REGISTRY.replace("valid_from: 2029-04-01", "valid_from: 2029-04-01\n  abbreviations: [青榆县农业局]")
    assert validate(text.encode()).findings == []


def test_a_long_chain_of_units_is_no_circle() -> None:
    units = [{"id": f"u{i}", "name": f"第{i}局", "kind": "department", "members": [f"u{i + 1}"]} for i in range(3000)]
    registry = {"schema_version": "registry-1.0", "units": [*units, {"id": "u3000", "name": "末局", "kind": "other"}]}
    assert validate(json.dumps(registry).encode()).findings == []
    units[-1]["members"] = ["u0"]
    assert [finding.rule for finding in validate(json.dumps(registry).encode()).findings] == ["circle"]
