"""`taskparse validate`: files, folders and streams, sources, outputs, exit codes."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml as pyyaml
from typer.testing import CliRunner

from taskparse.cli.app import app
from tests.test_reports import sarif_schema

ROOT = Path(__file__).parents[1]
NOTICE = Path(__file__).parent / "data" / "notice.yaml"
GOOD = NOTICE.read_text("utf-8")
BAD = GOOD.replace("pages: 3", "pages: x").replace("kind: department", "kind: 部门", 1)
PDF = ROOT / "samples" / "jiling-2027.pdf"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.yaml").write_text(GOOD, "utf-8")
    Path("bad.yaml").write_text(BAD, "utf-8")


def run(*arguments: object, **options: Any) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments], prog_name="taskparse", **options)


def told(*arguments: object) -> list[tuple[str, str, str]]:
    findings = json.loads(run("validate", *arguments, "--output", "json").stdout)
    return [(finding["file"], finding["code"], finding["path"]) for finding in findings]


def test_a_valid_file() -> None:
    result = run("validate", "good.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "good.yaml: valid (1 document)\n")
    assert run("-q", "validate", "good.yaml").stderr == ""


def test_a_fault_is_shown_with_its_line_and_a_marker_that_counts_two_columns_for_chinese() -> None:
    result = run("validate", "bad.yaml", "good.yaml")
    assert result.exit_code == 1
    assert result.stderr == "good.yaml: valid (1 document)\n"
    assert result.stdout == (
        "bad.yaml:6:10: wrong-type error: source.pages: expected a whole number or null, found the text \"x\"\n"
        "    pages: x\n"
        "           ^\n"
        "bad.yaml:48:36: wrong-value error: tasks[0].lead_units[0].kind: expected one of government, party, department, vertical, "
        'township, zone, mass, judicial, institution, enterprise, office, group, other, found the text "部门" (page 1)\n'
        "    …{name: 区数据局, text: 区数据局, kind: 部门, span: {start: 460, end: 464, page: 1, boxes: [[1, 88.…\n"
        "                                            ^^^^\n"
    )  # fmt: skip


def test_one_bad_file_does_not_keep_the_others_back() -> None:
    Path("broken.json").write_text('{"a": 1,\n}')
    result = run("validate", "broken.json", "missing.yaml", "bad.yaml", "--output", "json")
    assert result.exit_code == 3
    assert [finding["code"] for finding in json.loads(result.stdout)] == ["syntax", "wrong-type", "wrong-value"]
    assert result.stderr == "taskparse: missing.yaml: No such file or directory\n"


def test_a_folder_stands_for_the_data_files_below_it() -> None:
    folder = Path("data/2026/.cache")
    folder.mkdir(parents=True)
    for name in ("b.YAML", "2026/a.json", "2026/c.jsonl", "notes.txt", ".hidden.yaml", "2026/.cache/d.yaml"):
        Path("data", name).write_text("- 1" if name.endswith("YAML") else "[1]")
    assert [file for file, _, _ in told("data", "good.yaml")] == [
        "data/2026/a.json",
        "data/2026/c.jsonl",
        "data/b.YAML",
    ]


def test_an_empty_folder_is_told() -> None:
    Path("empty").mkdir()
    result = run("validate", "empty", "good.yaml")
    assert result.exit_code == 3
    assert result.stderr.startswith("taskparse: empty: no YAML or JSON file is in this folder\n")


def test_a_broken_line_of_json_lines_does_not_keep_the_next_ones_back() -> None:
    good = json.dumps(pyyaml.safe_load(GOOD))
    bad = json.dumps(pyyaml.safe_load(BAD), ensure_ascii=False)
    Path("x.jsonl").write_text(f"{good}\n{{\n\n{bad}\n{good}\n", "utf-8")
    result = run("validate", "x.jsonl", "--output", "json")
    assert result.exit_code == 3
    found = json.loads(result.stdout)
    assert [(f["line"], f["code"]) for f in found] == [(2, "syntax"), (4, "wrong-type"), (4, "wrong-value")]
    column = found[2]["column"]
    assert bad[column - 1 :].startswith('"部门"')


# --- the source


def test_what_was_extracted_stands_in_its_source() -> None:
    Path("x.yaml").write_text(run("extract", PDF).stdout, "utf-8")
    result = run("validate", "x.yaml", "--source", PDF)
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("text: 县统计局", "text: 县統计局", ("ungrounded", "tasks[0].responsible_units[0].text")),
        ("title: 主要预期目标", "title: 主要目标", ("ungrounded", "sections[0].title")),
        ("  sha256: ", "  sha256: 0", ("wrong-form", "source.sha256")),
    ],
)
def test_what_does_not_stand_in_its_source_is_found(old: str, new: str, expected: tuple[str, str]) -> None:
    data = run("extract", PDF).stdout
    Path("x.yaml").write_text(data.replace(old, new, 1), "utf-8")
    assert told("x.yaml", "--source", PDF) == ([("x.yaml", *expected)])


def test_records_stand_in_their_source_too() -> None:
    run("extract", PDF, "-f", "jsonl", "-o", "x.jsonl")
    assert told("x.jsonl", "--source", PDF) == []
    other = ROOT / "samples" / "chengyan-2026.pdf"
    assert set(told("x.jsonl", "--source", other)) == {("x.jsonl", "other-source", "sha256")}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("县统计局", "县統计局", ("ungrounded", "responsible_units[0]")),
        ('"text":"6.5%"', '"text":"６.5%"', ("ungrounded", "targets[0].text")),
        ("主要预期目标", "主要目标", ("ungrounded", "sections[0]")),
        ('"issuer":"', '"issuer":"新', ("ungrounded", "issuer")),
        ('"text":"', '"text":"另，', ("ungrounded", "text")),
        ('"start":2278,"end":2365', '"start":2278,"end":92365', ("ungrounded", "end")),
    ],
)
def test_what_does_not_stand_in_the_source_of_a_record_is_found(old: str, new: str, expected: tuple[str, str]) -> None:
    run("extract", PDF, "-f", "jsonl", "-o", "x.jsonl")
    text = Path("x.jsonl").read_text("utf-8")
    assert old in text
    line = next(line for line in text.splitlines() if old in line)
    Path("x.jsonl").write_text(line.replace(old, new, 1), "utf-8")
    assert told("x.jsonl", "--source", PDF) == [("x.jsonl", *expected)]


@pytest.mark.parametrize(
    "name", ["i33-shared-prefix-suffix.txt", "c12-county-html-spans.html", "e05-checklist.xlsx", "e13-town-pipes.md"]
)
def test_records_of_shared_words_merged_cells_and_line_breaks_stand_in_their_source(name: str) -> None:
    source = ROOT / "tests" / "notices" / name
    run("extract", source, "-f", "jsonl", "-o", "x.jsonl")
    assert told("x.jsonl", "--source", source) == []


def test_another_source_is_told_and_so_is_one_that_reads_differently() -> None:
    data = run("extract", PDF).stdout
    Path("x.yaml").write_text(data, "utf-8")
    other = ROOT / "samples" / "chengyan-2026.pdf"
    assert told("x.yaml", "--source", other) == [("x.yaml", "other-source", "source.sha256")]
    assert told("x.yaml", "--source", other, "--source", PDF) == []
    digest = pyyaml.safe_load(data)["source"]["text_sha256"]
    Path("x.yaml").write_text(data.replace(digest, "0" * 64), "utf-8")
    assert told("x.yaml", "--source", PDF) == [("x.yaml", "other-text", "source.text_sha256")]


def test_a_source_that_cannot_be_read_is_told() -> None:
    result = run("validate", "good.yaml", "--source", "none.pdf")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "taskparse: none.pdf: No such file or directory\n"


# --- outputs


def test_github_shows_the_fault_beside_its_line() -> None:
    (first, _) = run("validate", "bad.yaml", "--output", "github").stdout.splitlines()
    assert first == (
        "::error file=bad.yaml,line=6,col=10,title=wrong-type::source.pages: expected a whole number or null, "
        'found the text "x"'
    )


def test_sarif_has_all_rules_and_the_faults() -> None:
    log = json.loads(run("validate", "bad.yaml", "--output", "sarif").stdout)
    validator: jsonschema_rs.Validator = sarif_schema()
    assert list(validator.iter_errors(log)) == []
    (result, _) = log["runs"][0]["results"]
    assert result["ruleId"] == "wrong-type"
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 6, "startColumn": 10}
