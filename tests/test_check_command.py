"""`taskparse check`: settings, baselines, languages, exit codes, what goes to which stream."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from taskparse.checks.catalogue import BY_CODE
from taskparse.cli.app import app

CLEAN = Path(__file__).parents[1] / "docs" / "clean-notice.md"
TWO_SLIPS = "一、重点任务\n1.新建公园。（牵头单位：县城管局）\n3.新建书店。\n"
INFO = "一、重点任务\n1.新建公园。（牵头单位：县城管局；责任单位：县城管局）\n"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without settings, where nobody has said which language."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    Path("slips.txt").write_text(TWO_SLIPS, "utf-8")
    Path("info.txt").write_text(INFO, "utf-8")


def run(*arguments: object, **options: Any) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments], prog_name="taskparse", **options)


def codes(*arguments: object) -> list[str]:
    return [finding["code"] for finding in json.loads(run("check", *arguments, "--output", "json").stdout)]


def usage_error(*arguments: object) -> str:
    result = run("check", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    return " ".join(result.stderr.replace("│", " ").split())


# --- exit codes and streams


@pytest.mark.parametrize(
    ("files", "code", "found"),
    [
        ([CLEAN], 0, []),
        (["info.txt"], 0, ["TP205"]),
        (["slips.txt"], 1, ["TP101", "TP201"]),
        (["info.txt", "slips.txt", CLEAN], 1, ["TP205", "TP101", "TP201"]),
        (["none.pdf", "slips.txt"], 3, ["TP101", "TP201"]),
    ],
)
def test_the_exit_code_is_that_of_the_worst(files: list[object], code: int, found: list[str]) -> None:
    result = run("check", *files, "--output", "json")
    assert result.exit_code == code
    assert [finding["code"] for finding in json.loads(result.stdout)] == found
    assert ("none.pdf: no such file" in result.stderr) is (code == 3)


def test_an_extraction_and_standard_input_are_checked_too() -> None:
    extraction = run("extract", "slips.txt", "-f", "json").stdout
    Path("slips.json").write_text(extraction, "utf-8")
    Path("two.jsonl").write_text(run("extract", "slips.txt", "slips.txt", "-f", "json").stdout, "utf-8")
    assert codes("slips.json") == ["TP101", "TP201"]
    assert codes("two.jsonl") == ["TP101", "TP201"] * 2
    assert run("check", "-", input=TWO_SLIPS.encode()).stdout.startswith("-: TP101 warning: number 2 is missing")
    (missing, unnamed) = json.loads(run("check", "slips.json", "--output", "json").stdout)
    assert missing["path"] == unnamed["path"] == "tasks[1]"
    assert extraction.splitlines()[missing["line"] - 1] == "    {"


def test_data_that_is_no_extraction_is_told() -> None:
    Path("x.yaml").write_text("a: 1\n")
    result = run("check", "x.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "taskparse: x.yaml: this is no extraction: it has no schema_version\n"


# --- which rules


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--select", "TP1"], ["TP101"]),
        (["--select", "TP1,TP2"], ["TP101", "TP201"]),
        (["--select", "TP101", "--select", "TP201"], ["TP101", "TP201"]),
        (["--ignore", "TP1"], ["TP201"]),
        (["--select", "TP101", "--ignore", "TP"], ["TP101"]),
        (["--select", "TP7"], []),
    ],
)
def test_rules_are_chosen_by_their_beginnings(arguments: list[str], found: list[str]) -> None:
    assert codes("slips.txt", *arguments) == found


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_no_rule_has_is_wrong_usage(option: str) -> None:
    assert "no rule has the code 'TP99'" in usage_error("slips.txt", option, "TP1,TP99")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("taskparse.toml", '[check]\nignore = ["TP1"]\n'),
        ("pyproject.toml", '[tool.taskparse.check]\nignore = ["TP1"]\n'),
        ("taskparse.toml", '[check]\nselect = ["TP2", "TP4"]\n'),
    ],
)
def test_settings_of_the_nearest_file_above_hold(name: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(name).write_text(text)
    inner = Path("a/b")
    inner.mkdir(parents=True)
    (inner / "pyproject.toml").write_text("[project]\nname = 'says nothing of taskparse'\n")
    monkeypatch.chdir(inner)
    assert codes("../../slips.txt") == ["TP201"]
    Path("taskparse.toml").write_text('[check]\nselect = ["TP1"]\n')
    assert codes("../../slips.txt") == ["TP101"]


def test_the_command_line_replaces_the_settings() -> None:
    Path("taskparse.toml").write_text('[check]\nselect = ["TP1"]\nignore = ["TP101"]\n')
    assert codes("slips.txt") == []
    assert codes("slips.txt", "--ignore", "TP9") == ["TP101"]
    assert codes("slips.txt", "--select", "TP2") == ["TP201"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[check", "taskparse.toml cannot be read:"),
        ("[check]\nselct = []", "check.selct is unknown; there are select and ignore"),
        ('[check]\nselect = "TP1"', 'check.select is a list of codes, such as ["TP2", "TP301"]'),
        ("[check]\nselect = [1]", "check.select is a list of codes"),
        ("check = 1", "check is a table"),
        ('[check]\nselect = ["TQ"]', "no rule has the code 'TQ'"),
    ],
)
def test_wrong_settings_are_wrong_usage(text: str, said: str) -> None:
    Path("taskparse.toml").write_text(text)
    assert said in usage_error("slips.txt")


# --- baselines


def test_a_baseline_keeps_back_what_is_known() -> None:
    written = run("check", "slips.txt", "info.txt", "--baseline", "known.json", "--write-baseline")
    assert (written.exit_code, written.stdout, written.stderr) == (0, "", "known.json: 3 written\n")
    assert run("check", "slips.txt", "info.txt", "--baseline", "known.json").stdout == ""
    assert run("check", "slips.txt", "--baseline", "known.json").exit_code == 0
    Path("slips.txt").write_text(TWO_SLIPS + "4.新建剧场。\n", "utf-8")
    result = run("check", "slips.txt", "--baseline", "known.json", "--output", "json")
    assert result.exit_code == 1
    assert [(f["code"], f["task"]) for f in json.loads(result.stdout)] == [("TP201", "1-4")]


def test_a_baseline_names_files_from_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("known").mkdir()
    run("check", tmp_path / "slips.txt", "--baseline", "known/b.json", "--write-baseline")
    known = json.loads(Path("known/b.json").read_text("utf-8"))
    assert {finding["file"] for finding in known["findings"]} == {"../slips.txt"}
    assert [finding["message"] for finding in known["findings"]][1] == "no unit is named for this task"
    monkeypatch.chdir("known")
    assert codes("../slips.txt", "--baseline", "b.json") == []
    Path("copy.txt").write_text(TWO_SLIPS, "utf-8")
    assert codes("copy.txt", "--baseline", "b.json") == ["TP101", "TP201"]


def test_no_baseline_is_written_where_a_file_cannot_be_read() -> None:
    result = run("check", "slips.txt", "none.txt", "--baseline", "known.json", "--write-baseline")
    assert result.exit_code == 3
    assert not Path("known.json").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "No such file"), ("[", "this is no baseline"), ("{}", "this is no baseline"), ('{"version": 2}', "this is no baseline"), ("[1]", "this is no baseline")],
)  # fmt: skip
def test_a_baseline_that_is_none_is_wrong_usage(text: str | None, said: str) -> None:
    if text is not None:
        Path("known.json").write_text(text)
    assert said in usage_error("slips.txt", "--baseline", "known.json")


def test_writing_a_baseline_needs_its_name() -> None:
    assert "--write-baseline needs --baseline" in usage_error("slips.txt", "--write-baseline")


# --- languages and output


@pytest.mark.parametrize(
    ("environment", "arguments", "said"),
    [
        ({}, [], "no unit is named for this task"),
        ({"LANG": "zh_CN.UTF-8"}, [], "该任务未列任何单位"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, [], "no unit is named for this task"),
        ({"LANG": "C", "LC_MESSAGES": "zh_SG"}, [], "该任务未列任何单位"),
        ({"LANG": "zh_CN.UTF-8"}, ["--lang", "en"], "no unit is named for this task"),
        ({}, ["--lang", "zh"], "该任务未列任何单位"),
    ],
)
def test_messages_are_in_the_language_of_the_locale(
    environment: dict[str, str], arguments: list[str], said: str
) -> None:
    assert said in run("check", "slips.txt", *arguments, env=environment).stdout


def test_each_output_says_the_same() -> None:
    outputs = {name: run("check", "slips.txt", "--output", name) for name in ("text", "json", "github", "sarif")}
    assert {result.exit_code for result in outputs.values()} == {1}
    assert outputs["text"].stdout.startswith(
        "slips.txt: TP101 warning: number 2 is missing between 1-1 and 1-3 (task 1-3)\n"
    )
    assert outputs["github"].stdout.startswith(
        "::warning file=slips.txt,title=TP101 number-missing::number 2 is missing"
    )
    (log,) = json.loads(outputs["sarif"].stdout)["runs"]
    assert [result["ruleId"] for result in log["results"]] == ["TP101", "TP201"]
    assert [rule["id"] for rule in log["tool"]["driver"]["rules"]] == list(BY_CODE)


def test_the_page_of_a_finding_is_named() -> None:
    sample = Path(__file__).parents[1] / "samples" / "jiling-2027.pdf"
    (finding,) = json.loads(run("check", sample, "--select", "TP201", "--output", "json").stdout)
    assert (finding["task"], finding["page"]) == ("2-16", 6)
    assert os.path.samefile(finding["file"], sample)
