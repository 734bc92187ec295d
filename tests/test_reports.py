"""Reports of findings: for people, programs, GitHub and code scanning."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from rich.cells import cell_len

from taskparse.checks.questions import check
from taskparse.extraction import extract, extract_bytes
from taskparse.formats import yaml
from taskparse.formats.loading import load_located
from taskparse.formats.positions import Position
from taskparse.formats.reports import github, sarif, text
from taskparse.formats.reports import json as as_json
from taskparse.formats.reports.checked import entries, rule_entry
from taskparse.formats.reports.entries import Entry, Excerpt, RuleEntry

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "chengyan-2026.pdf"
RULE = RuleEntry("TP201", "no-unit", "no unit is named", "ask: which\nunit", "warning")


@cache
def sarif_schema() -> Any:
    """The published schema of SARIF 2.1.0."""
    data = (ROOT / "tests" / "data" / "sarif-2.1.0.schema.json").read_text("utf-8")
    # A bracket in the pattern of run.language, which no report of ours has, is not escaped there; the validator asks for that.
    return jsonschema_rs.validator_for(json.loads(data.replace("{2}]?$", r"{2}\\]?$")))


def found_in_sample() -> list[Entry]:
    return entries("samples/chengyan-2026.pdf", check(extract(SAMPLE)), "en")


def found_in_data(language: Any = "en") -> list[Entry]:
    ((notice, loaded),) = load_located(yaml.dump(extract(SAMPLE)).encode())
    return entries("新的 data.yaml", check(notice), language, loaded)


# --- text


@pytest.mark.parametrize(
    ("line", "part", "shown", "marked"),
    [
        ("牵头单位：区数据局", "区数据局", "牵头单位：区数据局", "区数据局"),
        ("    kind: x", "x", "kind: x", "x"),
        ("甲" * 60 + "here" + "乙" * 60, "here", None, "here"),
        ("a" * 200_000 + "标" + "b" * 200_000, "标", None, "标"),
        ("短\t与\x1b[2J控制", "控制", "短 与 [2J控制", "控制"),
        ("长" * 80, "长" * 80, None, None),
    ],
)
def test_a_marker_stands_below_what_is_meant(line: str, part: str, shown: str | None, marked: str | None) -> None:
    above, below = text.marked(Excerpt(line, line.index(part), line.index(part) + len(part)))
    assert shown in (None, above)
    assert cell_len(above) <= 100
    assert cell_len(below) <= 101
    if marked is not None:
        start = len(below) - len(below.lstrip())
        covered = [c for i, c in enumerate(above) if start <= cell_len(above[:i]) < len(below)]
        assert "".join(covered) == marked


def test_text_says_where_what_and_what_to_do() -> None:
    written = text.write(found_in_sample())
    assert (
        "samples/chengyan-2026.pdf: TP205 info: 区城管执法局 is named twice, as lead and as responsible unit (task 2-31, page 9)\n"
        "    （牵头单位：区城管执法局；责任单位：区发改局、区住建局、区城管执法局，各街道）\n"
        "                ^^^^^^^^^^^^\n"
        "    hint: name it once, in the role that is meant\n"
    ) in written
    chinese = text.write(found_in_data("zh"), "zh")
    (head,) = [line for line in chinese.splitlines() if "TP205" in line]
    assert head.endswith(": TP205 提示: 区城管执法局重复列出，既是牵头单位又是责任单位（任务2-31，第9页）")
    assert "    建议: 只保留一处，并明确其职责\n" in chinese


def test_a_finding_in_data_names_its_line() -> None:
    lines = yaml.dump(extract(SAMPLE)).splitlines()
    for entry in found_in_data():
        assert entry.position
        assert entry.excerpt
        assert entry.excerpt.line == lines[entry.position.line - 1]
        assert entry.excerpt.line[entry.excerpt.start : entry.excerpt.end].strip()
    (twice,) = [entry for entry in found_in_data() if entry.rule.id == "TP205"]
    assert twice.path.startswith("tasks[")
    assert "区城管执法局" in lines[twice.position.line - 1 if twice.position else 0]


# --- JSON


def test_json_is_a_list_of_objects() -> None:
    (first, *_) = json.loads(
        as_json.write([Entry("a.yaml", RULE, "没有单位", Position(3, 5), "tasks[0]", "1-1", 2, "新建")])
    )
    assert first == {
        "file": "a.yaml", "line": 3, "column": 5, "path": "tasks[0]", "code": "TP201", "name": "no-unit", "severity": "warning",
        "message": "没有单位", "hint": "ask: which\nunit", "task": "1-1", "page": 2, "quote": "新建", "fingerprint": "",
    }  # fmt: skip
    assert json.loads(as_json.write([])) == []


# --- GitHub


@pytest.mark.parametrize(
    ("entry", "line"),
    [
        (
            Entry("a.yaml", RULE, "no unit", Position(3, 5), "tasks[0]", "1-1"),
            "::warning file=a.yaml,line=3,col=5,title=TP201 no-unit::no unit (1-1)%0Aask: which%0Aunit\n",
        ),
        (
            Entry("a,b:c.pdf", RULE._replace(severity="info", hint=None), "100%\r\n"),
            "::notice file=a%2Cb%3Ac.pdf,title=TP201 no-unit::100%25%0D%0A\n",
        ),
        (
            Entry("通知.pdf", RULE._replace(severity="error", hint=None), "甲::乙"),
            "::error file=通知.pdf,title=TP201 no-unit::甲::乙\n",
        ),
    ],
)
def test_github_reads_commands(entry: Entry, line: str) -> None:
    assert github.write([entry]) == line


# --- SARIF


@pytest.mark.parametrize("made", [found_in_sample, found_in_data, list])
def test_sarif_is_what_its_published_schema_says(made: Any) -> None:
    found: list[Entry] = made()
    log = json.loads(sarif.write(found, [entry.rule for entry in found], "0.1.0"))
    assert list(sarif_schema().iter_errors(log)) == []
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [entry.rule.id for entry in found]
    prints = [result["partialFingerprints"]["taskparse/v1"] for result in run["results"]]
    assert len(set(prints)) == len(found)


def test_sarif_names_files_by_uri() -> None:
    log = json.loads(sarif.write(found_in_data(), [RULE, *(e.rule for e in found_in_data())], "0.1.0"))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E6%96%B0%E7%9A%84%20data.yaml"
    assert place["region"]["startLine"] > 1
    absolute = json.loads(sarif.write([Entry("/a b.yaml", RULE, "x")], [RULE], "0.1.0"))
    assert '"uri": "file:///a%20b.yaml"' in json.dumps(absolute)
    odd = sarif.write([Entry("a\udcff.yaml", RULE, "x")], [RULE], "0.1.0")
    assert '"uri": "a%FF.yaml"' in odd  # a name that is no text


# --- fingerprints


def test_a_fingerprint_stays_when_the_finding_moves_and_in_every_language() -> None:
    before = "一、重点任务\n1.新建公园。（责任单位：县城管局）\n2.新建书店。\n3.新建书店。\n"
    after = before.replace("一、重点任务\n", "关于重点任务的通知\n\n一、总体要求\n坚持节约。\n二、重点任务\n")
    prints = [
        [e.fingerprint for e in entries("x", check(extract_bytes(t.encode()), {"TP201"}), language)]
        for t in (before, after)
        for language in ("en", "zh")
    ]
    assert len(set(prints[0])) == 2
    assert prints[0] == prints[1] == prints[2] == prints[3]


def test_every_rule_can_be_described_in_both_languages() -> None:
    from taskparse.checks.catalogue import RULES

    assert [rule_entry(rule, "en").id for rule in RULES] == [rule_entry(rule, "zh").id for rule in RULES]
    assert all(rule_entry(rule, "en").title != rule_entry(rule, "zh").title for rule in RULES)
