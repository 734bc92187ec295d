"""`taskparse units` and `--units`: what goes to which stream, with which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from rich.console import Console
from typer.testing import CliRunner

from taskparse.cli.app import app
from taskparse.cli.render.units import print_units
from taskparse.extraction import extract
from taskparse.formats.registries import load_registry
from taskparse.formats.validation import validate

DOCS = Path(__file__).parents[1] / "docs"
CLEAN = DOCS / "clean-notice.md"
REGISTRY = DOCS / "clean-registry.yaml"
SLIPS = "一、重点任务\n1.新建公园。（牵头单位：县人社局；责任单位：县程管局）\n2.新建书店。（责任单位：县人力资源和社会保障局，各乡镇）\n"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    Path("slips.txt").write_text(SLIPS, "utf-8")


def run(*arguments: object, **options: Any) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments], prog_name="taskparse", **options)


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


# --- units

LISTED = """
Units (4)
Unit Kind Tasks Lead Responsible Supporting
县人社局 department 1 1 0 0
县程管局 department 1 0 1 0
县人力资源和社会保障局 department 1 0 1 0
各乡镇 township, collective 1 0 1 0
Likely aliases (1)
县人社局 = 县人力资源和社会保障局: the first shortens the second, and no task names both (tasks: 1 and 1)
"""


def test_the_units_of_a_document() -> None:
    result = run("units", "slips.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert lines(result.stdout) == lines(LISTED)
    data = run("extract", "slips.txt", "-f", "json").stdout
    assert run("units", "-", input=data).stdout == result.stdout
    assert run("units", "slips.txt", "-o", "list.txt").stdout == ""
    assert Path("list.txt").read_text("utf-8") == result.stdout


def test_several_documents_are_counted_together() -> None:
    told = lines(run("units", "slips.txt", CLEAN).stdout)
    assert told[0] == "Units (19)"
    assert "县人社局 department 2 1 1 0" in told
    assert "各乡镇 township, collective 2 0 2 0" in told


def test_what_a_registry_makes_of_them() -> None:
    result = run("units", "slips.txt", "--units", REGISTRY)
    told = lines(result.stdout)
    assert (result.exit_code, told[0]) == (0, "Units (4, 3 known)")
    assert "县人社局 department 1 1 0 0 renshe" in told
    assert "县程管局 department 1 0 1 0 —" in told
    assert told[-4:] == [
        "各乡镇 township, collective 1 0 1 0 xiangzhen",
        "Likely aliases (0)",
        "Questions (1)",
        "TP211 warning: 县程管局 is not in the unit registry (nearest: 县城管局、县市场监管局; tasks: 1) (correct the name, or add it to the registry)",
    ]
    assert "slips.txt: TP211 warning: 县程管局" in run("units", CLEAN, "slips.txt", "--units", REGISTRY).stdout


def test_a_terminal_gets_a_table() -> None:
    console = Console(force_terminal=True, width=120)
    with console.capture() as capture:
        print_units([extract("slips.txt")], load_registry(REGISTRY.read_bytes()), console)
    assert "╭" in capture.get()
    assert "\x1b[" in capture.get()


def test_a_registry_is_started_confirmed_and_used() -> None:
    result = run("units", "slips.txt", "--init-registry", "-o", "registry.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "3 units, 1 likely alias to be confirmed\n"
    text = Path("registry.yaml").read_text("utf-8")
    assert run("units", "slips.txt", "--init-registry").stdout == text
    assert run("validate", "registry.yaml").exit_code == 0
    confirmed = text.replace("  proposals:\n", "  abbreviations:\n").replace("members: []", "members: [松溪镇]")
    Path("registry.yaml").write_text(confirmed + "- {id: 松溪镇, name: 松溪镇, kind: township}\n", "utf-8")
    result = run("extract", "slips.txt", "--units", "registry.yaml")
    assert (result.exit_code, result.stderr) == (0, "")
    first, second = yaml.safe_load(result.stdout)["tasks"]
    assert first["lead_units"][0]["id"] == "县人力资源和社会保障局"
    assert second["responsible_units"][1]["members"] == ["松溪镇"]


def test_only_what_is_unknown_is_started_with_a_registry() -> None:
    written = run("units", "slips.txt", "--units", REGISTRY, "--init-registry").stdout
    assert [unit["name"] for unit in yaml.safe_load(written)["units"]] == ["县程管局"]


def test_nothing_is_started_where_a_file_cannot_be_read() -> None:
    result = run("units", "slips.txt", "none.pdf", "--init-registry", "-o", "registry.yaml")
    assert (result.exit_code, result.stdout) == (3, "")
    assert not Path("registry.yaml").exists()


def test_a_document_without_tasks_is_told() -> None:
    Path("poem.txt").write_text("白日依山尽", "utf-8")
    result = run("units", "poem.txt", "slips.txt")
    assert (result.exit_code, result.stderr) == (1, "taskparse: poem.txt: no tasks found\n")
    assert "县程管局" in result.stdout
    assert "poem.txt" not in run("units", "poem.txt", "slips.txt", "--init-registry").stdout


# --- registries that cannot be used


COMMANDS = [
    ["extract", "slips.txt"],
    ["show", "slips.txt"],
    ["check", "slips.txt"],
    ["explain", "slips.txt", "1-1"],
    ["units", "slips.txt"],
    ["verify", "slips.yaml", "--source", "slips.txt"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, 3, "registry.yaml: No such file or directory"),
        (b"units: [", 3, "registry.yaml: not YAML: "),
        (b"schema_version: '1.0'", 1, "registry.yaml: this is no unit registry (`taskparse units FILE --init-registry` starts one)"),
        (
            b"schema_version: registry-1.0\nunits:\n- {id: a, name: b, kind: other, members: [c]}",
            1,
            'registry.yaml: line 3: units[0].members[0]: no unit of this registry has the id "c": add it, or take it out here (the registry has this fault; `taskparse validate` shows it all)',
        ),
    ],
)  # fmt: skip
def test_a_registry_that_cannot_be_used_ends_the_command(
    command: list[str], content: bytes | None, code: int, said: str
) -> None:
    if content is not None:
        Path("registry.yaml").write_bytes(content)
    result = run(*command, "--units", "registry.yaml")
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(f"taskparse: {said}")
    assert result.stderr.count("\n") == 1


# --- the other commands


def test_an_extraction_names_its_registry_and_is_verified_with_it() -> None:
    assert run("extract", "slips.txt", "--units", REGISTRY, "-o", "slips.yaml").exit_code == 0
    assert validate(Path("slips.yaml").read_bytes()).findings == []
    same = run("verify", "slips.yaml", "--source", "slips.txt", "--units", REGISTRY)
    assert (same.exit_code, same.stdout) == (0, "")
    without = run("verify", "slips.yaml", "--source", "slips.txt")
    assert without.exit_code == 1
    assert "extractor.registry: made with another unit registry" in without.stdout
    assert 'tasks[0].lead_units[0].id: "renshe" here, null now' in without.stdout
    Path("other.yaml").write_text(REGISTRY.read_text("utf-8") + "# changed\n", "utf-8")
    other = run("verify", "slips.yaml", "--source", "slips.txt", "--units", "other.yaml")
    assert other.exit_code == 1
    assert lines(other.stdout)[-1] == "nothing else differs"


def test_an_extraction_can_be_resolved_later() -> None:
    run("extract", "slips.txt", "-o", "slips.yaml")
    later = run("extract", "slips.yaml", "--units", REGISTRY).stdout
    assert later == run("extract", "slips.txt", "--units", REGISTRY).stdout
    (first, _) = run("extract", "slips.yaml", "--units", REGISTRY, "-f", "jsonl").stdout.splitlines()
    assert json.loads(first)["lead_unit_ids"] == ["renshe"]


def test_without_a_registry_nothing_is_said_of_one() -> None:
    written = run("extract", "slips.txt").stdout
    assert "registry" not in written.replace("schema_version", "")
    assert "members" not in written
    assert '"registry": null' in run("extract", "slips.txt", "-f", "json").stdout


def test_a_check_asks_about_unknown_units_where_they_stand() -> None:
    run("extract", "slips.txt", "-o", "slips.yaml")
    for file in ("slips.txt", "slips.yaml"):
        result = run(
            "check", file, "--units", REGISTRY, "--select", "TP2", "--ignore", "TP206,TP207", "--output", "json"
        )
        (finding,) = json.loads(result.stdout)
        assert (result.exit_code, finding["code"], finding["quote"]) == (1, "TP211", "县程管局")
        assert finding["path"] == "tasks[0].responsible_units[0]"
    line = Path("slips.yaml").read_text("utf-8").splitlines()[finding["line"] - 1]
    assert "县程管局" in line
    assert "县程管局不在单位名录中" in run("check", "slips.txt", "--units", REGISTRY, "--lang", "zh").stdout


def test_explain_and_show_say_what_the_registry_says() -> None:
    told = run("explain", "slips.txt", "1-2", "--units", REGISTRY).stdout
    assert "renshe in the unit registry" in told
    assert "xiangzhen in the unit registry, which stands for songxi、boyang" in told
    assert "县程管局 is not in the unit registry" in run("show", "slips.txt", "--units", REGISTRY).stdout


def test_a_registry_is_no_document() -> None:
    result = run("check", REGISTRY)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.endswith("this is a unit registry, not an extraction (give it with --units)\n")
