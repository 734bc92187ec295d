"""The command line: what goes to which stream, with which exit code, and how soon."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from rich.console import Console
from typer.testing import CliRunner

from taskparse import extraction
from taskparse.cli import inputs
from taskparse.cli.app import app
from taskparse.cli.render import render
from taskparse.cli.render.tasks import spell_number
from taskparse.edition import VERSION
from taskparse.errors import EncryptedInput, UnreadableInput, UnsupportedFormat
from taskparse.formats.loading import load_notices
from taskparse.notice.models import Notice

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data" / "notice.yaml"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
TEXT = "一、壮大产业\n1.新增数据要素型企业20家以上。（牵头单位：区数据局；责任单位：东湖街道）\n2.新建公园3个。（责任单位：区城管局）\n"

Run = Callable[..., Any]


def run(*arguments: object, **options: Any) -> Any:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], prog_name="taskparse", **options)


def process(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "taskparse", *map(str, arguments)]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False, timeout=60, **options)


@pytest.fixture
def notice() -> Notice:
    return load_notices(DATA.read_bytes())[0]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "notice.txt"
    file.write_text(TEXT, "utf-8")
    return file


@pytest.fixture
def extracts(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[str, str | None], Notice]], None]:
    """Put a function of name and password in the place of the pipeline."""

    def use(function: Callable[[str, str | None], Notice]) -> None:
        def extract(path: str, *, password: str | None = None, ocr: str = "auto") -> Notice:
            return function(path, password)

        def extract_bytes(data: bytes, *, name: str, password: str | None = None, ocr: str = "auto") -> Notice:
            return function(name, password)

        monkeypatch.setattr(extraction, "extract", extract)
        monkeypatch.setattr(extraction, "extract_bytes", extract_bytes)

    return use


# --- extract


def test_extract_writes_yaml_and_nothing_else(document: Path) -> None:
    result = run("extract", document)
    assert (result.exit_code, result.stderr) == (0, "")
    assert [task["id"] for task in yaml.safe_load(result.stdout)["tasks"]] == ["1-1", "1-2"]


def test_extract_writes_one_json_document(document: Path) -> None:
    result = run("extract", document, "-f", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["tasks"][0]["lead_units"][0]["name"] == "区数据局"
    assert result.stdout.startswith('{\n  "schema_version": "1.0"')


def test_extract_reads_standard_input(document: Path) -> None:
    result = run("extract", "-", "-f", "json", input=document.read_bytes())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["source"]["file"] == "-"


def test_extract_converts_extractions(tmp_path: Path) -> None:
    as_json = run("extract", DATA, "-f", "json").stdout
    file = tmp_path / "notice.json"
    file.write_text(as_json, "utf-8")
    assert run("extract", file).stdout == DATA.read_text("utf-8")
    assert run("extract", "-", input=as_json).stdout == DATA.read_text("utf-8")


def test_extract_of_several_files_is_a_stream(document: Path) -> None:
    as_yaml = run("extract", document, DATA)
    assert [len(notice["tasks"]) for notice in yaml.safe_load_all(as_yaml.stdout)] == [2, 2]
    as_json = run("extract", document, DATA, "-f", "json")
    assert [len(json.loads(line)["tasks"]) for line in as_json.stdout.splitlines()] == [2, 2]


def test_one_bad_file_does_not_keep_the_others_back(document: Path, tmp_path: Path) -> None:
    result = run("extract", tmp_path / "none.pdf", document, tmp_path, "-f", "json")
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 1
    assert [line.split(": ")[:2] for line in result.stderr.splitlines()] == [
        ["taskparse", str(tmp_path / "none.pdf")],
        ["taskparse", str(tmp_path)],
    ]


def test_a_document_without_tasks_is_written_and_told(tmp_path: Path) -> None:
    file = tmp_path / "poem.txt"
    file.write_text("床前明月光，疑是地上霜。", "utf-8")
    result = run("-q", "extract", file)
    assert result.exit_code == 1
    assert yaml.safe_load(result.stdout)["schema_version"] == "1.0"
    assert re.fullmatch(rf"taskparse: {re.escape(str(file))}: no tasks found \(0 tasks, .*\)\n", result.stderr)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (UnreadableInput("page 3 is broken"), 3, "page 3 is broken"),
        (UnsupportedFormat("a picture", hint="extract reads PDF"), 3, "a picture (extract reads PDF)"),
        (UnreadableInput("two\nlines"), 3, "two lines"),
        (KeyError("x"), 4, "internal error: KeyError: 'x' (run `taskparse --debug …` and report what it prints)"),
        (RecursionError(), 4, "internal error: RecursionError (run `taskparse --debug …` and report what it prints)"),
        (OSError(5, "Input/output error"), 4, "internal error: OSError: [Errno 5] Input/output error (run"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "show", "check"])
def test_errors_are_one_line(command: str, error: Exception, code: int, line: str, extracts: Run) -> None:
    def fail(name: str, password: str | None) -> Notice:
        raise error

    extracts(fail)
    result = run(command, "a.pdf")
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(f"taskparse: a.pdf: {line}")
    assert result.stderr.count("\n") == 1
    debugged = run("--debug", command, "a.pdf")
    assert debugged.exit_code == code
    assert "Traceback (most recent call last)" in debugged.stderr


def test_the_summary_is_for_terminals(notice: Notice, extracts: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    extracts(lambda name, password: notice)
    monkeypatch.setattr("taskparse.cli.extract.sys", SimpleNamespace(stderr=SimpleNamespace(isatty=lambda: True)))
    line = "2 tasks, 4 targets, 6 units, coverage 98.5 %, 3 diagnostics\n"
    assert run("extract", "a.pdf").stderr == f"a.pdf: {line}"
    assert run("extract", "a.pdf", "b.pdf").stderr == f"[1/2] a.pdf: {line}[2/2] b.pdf: {line}"
    assert run("--quiet", "extract", "a.pdf").stderr == ""


# --- encrypted files


def needs_password(name: str, password: str | None) -> Notice:
    if password != "开门":
        raise EncryptedInput("a password is needed")
    return load_notices(DATA.read_bytes())[0]


def test_the_password_comes_from_the_environment(extracts: Run) -> None:
    extracts(needs_password)
    assert run("extract", "a.pdf", env={"TASKPARSE_PASSWORD": "开门"}).exit_code == 0
    result = run("extract", "a.pdf", env={"TASKPARSE_PASSWORD": "wrong"})
    assert result.exit_code == 3
    assert result.stderr == "taskparse: a.pdf: a password is needed (set TASKPARSE_PASSWORD to the password)\n"


@pytest.mark.parametrize(("answer", "code"), [("开门", 0), ("wrong", 3)])
def test_the_password_is_asked_for_at_a_terminal(
    answer: str, code: int, extracts: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    extracts(needs_password)
    asked: list[str] = []

    def prompt(text: str, **options: object) -> str:
        asked.append(text)
        assert options == {"hide_input": True, "err": True}
        return answer

    monkeypatch.setattr("taskparse.cli.inputs.typer.prompt", prompt)
    monkeypatch.setattr(inputs, "sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    assert run("extract", "a.pdf").exit_code == code
    assert asked == ["Password of a.pdf"]


# --- output files


def test_output_appears_whole(document: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    result = run("extract", document, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text("utf-8") == run("extract", document).stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notice.txt", "out.yaml"]


def test_output_that_ends_with_json_is_json(document: Path, tmp_path: Path) -> None:
    run("extract", document, "-o", tmp_path / "out.json")
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))["tasks"]) == 2
    run("extract", document, "-o", tmp_path / "out.json", "-f", "yaml")
    assert (tmp_path / "out.json").read_text("utf-8").startswith("schema_version:")


@pytest.mark.parametrize("options", [["-f", "jsonl"], ["-o", "{out}"]])
def test_jsonl_has_a_task_a_line_whatever_the_files(options: list[str], document: Path, tmp_path: Path) -> None:
    out = tmp_path / "tasks.jsonl"
    result = run("extract", document, DATA, *[option.format(out=out) for option in options])
    assert result.exit_code == 0
    lines = (result.stdout or out.read_text("utf-8")).splitlines()
    assert [(r["file"], r["id"]) for r in map(json.loads, lines)] == [
        ("notice.txt", "1-1"), ("notice.txt", "1-2"), ("notice.pdf", "1-7"), ("notice.pdf", "1-8")
    ]  # fmt: skip
    checked = run("validate", "-", input="\n".join(lines))
    assert (checked.exit_code, checked.stdout, checked.stderr) == (0, "", "-: valid (4 documents)\n")


def test_old_output_stays_when_nothing_could_be_read(tmp_path: Path) -> None:
    out = tmp_path / "out.yaml"
    out.write_text("old")
    assert run("extract", tmp_path / "none.pdf", "-o", out).exit_code == 3
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("out.yaml", "old")]


def test_output_keeps_mode_and_link(document: Path, tmp_path: Path) -> None:
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert run("extract", document, "-o", link).exit_code == 0
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.read_text("utf-8").startswith("schema_version")


def test_output_to_a_device_does_not_replace_it(document: Path) -> None:
    assert run("extract", document, "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("place", ["no/such/folder/out.yaml", "."])
def test_output_that_cannot_be_written_is_told_before_the_work(place: str, extracts: Run, tmp_path: Path) -> None:
    extracts(lambda name, password: pytest.fail("the work has begun"))
    result = run("extract", "a.pdf", "-o", tmp_path / place)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"taskparse: cannot write {tmp_path / place}: ")
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["extract", "show", "schema", "--help", "--version", "extract -o /dev/full"])
def test_a_full_disk_is_told_in_one_line(command: str) -> None:
    name, *options = command.split()
    file = [str(DATA)] if name in ("extract", "show") else []
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "taskparse", name, *file, *options],
            env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, check=False, timeout=60,
        )  # fmt: skip
    place = b"/dev/full" if options else b"standard output"
    assert (done.returncode, done.stderr) == (2, b"taskparse: cannot write " + place + b": No space left on device\n")


@pytest.mark.parametrize("command", ["extract", "show", "schema", "--help", "--version"])
def test_an_output_that_the_caller_closed_is_told_in_one_line(command: str) -> None:
    file = str(DATA) if command in ("extract", "show") else ""
    script = f"{sys.executable} -m taskparse {command} {file} >&-"
    done = subprocess.run(["bash", "-c", script], env=ENVIRONMENT, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (2, b"taskparse: cannot write standard output: Bad file descriptor\n")


def test_an_error_output_that_the_caller_closed_is_not_missed(tmp_path: Path) -> None:
    script = f"{sys.executable} -m taskparse extract {tmp_path / 'none.pdf'} 2>&-"
    done = subprocess.run(["bash", "-c", script], env=ENVIRONMENT, stdout=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (3, b"")


@pytest.mark.parametrize(("command", "first"), [("extract", b"---\n"), ("show", b"\xe5\x85\xb3")])
def test_a_closed_pipe_is_no_error(command: str, first: bytes, tmp_path: Path) -> None:
    long = tmp_path / "long.yaml"
    long.write_text(f"---\n{DATA.read_text('utf-8')}" * 40, "utf-8")
    files = f"{long} {long}" if command == "extract" else long
    script = f"{sys.executable} -m taskparse {command} {files} | head -c {len(first)}; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], env=ENVIRONMENT, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (141, first, b"")


# --- show


def test_show_in_a_pipe_is_plain_and_wide() -> None:
    shown = process("show", DATA)
    assert (shown.returncode, shown.stderr) == (0, b"")
    text = shown.stdout.decode()
    assert not re.search(r"[\x1b─-╿]", text)
    for part in (
        "关于印发2026年《政府工作报告》任务分解方案的通知",
        "东政办〔2026〕1号",
        "2026-01-30  办理工作方案  → 区政府督查室  附件1",
        "1. ×××（单位）办理工作方案",
        "  （一）数字经济: 提速 #1  2\n",
        "东湖街道、西山街道等、各相关单位",
        "新增 数据要素型企业 ≥20家",
        "力争 建成 算力中心 2个",
        "占比 0.52→0.58–0.6",
        "总投资 300亿元",
        "98.5 % of 560 characters: 540 claimed, 12 ignored, 8 unclaimed",
        "任务编号不连续 (核对序号)",
    ):
        assert part in text
    assert max(len(line) for line in text.splitlines()) > 80


def shown(notice: Notice, **options: Any) -> str:
    console = Console(record=True, file=open(os.devnull, "w"), markup=False, emoji=False, highlight=False, **options)  # noqa: SIM115
    with console.capture() as capture:
        render(notice, console)
    console.file.close()
    return capture.get()


def test_show_on_a_terminal_has_colours_unless_told_not_to(notice: Notice) -> None:
    lively = shown(notice, width=100, force_terminal=True, color_system="standard", no_color=False)
    assert "\x1b[1;31merror" in lively
    assert "\x1b[33mwarning" in lively
    assert "└── " in lively
    plain = shown(notice, width=100, force_terminal=True, color_system="standard", no_color=True)
    assert not re.search(r"\x1b\[(?:\d+;)*3\d", plain)


def test_columns_line_up_by_the_width_of_chinese(notice: Notice) -> None:
    from rich.cells import cell_len

    table = [
        line for line in shown(notice, width=100, force_terminal=True, color_system=None).splitlines() if "│" in line
    ]
    assert len(table) > 4
    tasks = table[: next(i for i, line in enumerate(table) if "Severity" in line)]
    assert {cell_len(line) for line in tasks} == {100}


def test_a_document_cannot_move_the_cursor(notice: Notice) -> None:
    task = notice.tasks[0].model_copy(update={"text": "一\x1b[2J[red]二", "id": "\x07"})
    document = notice.document.model_copy(update={"title": "甲\x9b乙\u202e丙"})
    text = shown(notice.model_copy(update={"tasks": [task], "document": document}), width=100, color_system=None)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", text)
    assert "一�[2J[red]二" in text


def test_show_survives_headings_in_a_circle(notice: Notice) -> None:
    first, second = notice.sections
    circle = [first.model_copy(update={"parent": second.id}), second]
    assert "壮大产业  2" in shown(notice.model_copy(update={"sections": circle}), width=100)


@pytest.mark.parametrize(
    ("value", "written"),
    [(20, "20"), (5.5, "5.5"), (0, "0"), (1000, "1000"), (10000, "1万"), (10**10, "100亿"), (1e22, "100000000000000亿"), (12345, "1.2345万"), (123456, "12.3456万"), (1.5e8, "1.5亿"), (0.1 + 0.2, "0.30000000000000004"), (99999999999, "99999999999"), (-20000, "-2万")],
)  # fmt: skip
def test_numbers(value: float, written: str) -> None:
    assert spell_number(value) == written


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("schema_version: [", 3, "not YAML"),
        ('schema_version: "1.0"', 1, "source: Field required (`taskparse validate` says more)"),
        ("- 1", 1, "it has no schema_version"),
        ("", 3, "there is nothing in it"),
    ],
)
def test_show_of_a_broken_extraction(text: str, code: int, said: str, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text)
    result = run("show", file)
    assert result.exit_code == code
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


# --- validate, schema


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_what_extract_writes_is_valid(format: str, document: Path) -> None:
    written = process("extract", document, "-f", format)
    assert written.returncode == 0
    checked = process("validate", "-", input=written.stdout)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, b"", b"-: valid (1 document)\n")


def test_schema_prints_the_committed_file() -> None:
    result = run("schema")
    assert result.exit_code == 0
    assert result.stdout == (ROOT / "schemas" / "notice-1.0.schema.json").read_text("utf-8")
    assert run("schema", "notice").stdout == result.stdout
    registry = (ROOT / "schemas" / "registry-1.0.schema.json").read_text("utf-8")
    assert run("schema", "registry").stdout == registry
    assert run("schema", "task").stdout == (ROOT / "schemas" / "task-1.0.schema.json").read_text("utf-8")


# --- the whole


@pytest.mark.parametrize(
    "arguments",
    [["extract"], ["show"], ["validate"], ["check"], ["check", "x", "--output", "xml"], ["check", "x", "--lang", "fr"], ["nonsense"], ["extract", "x", "-f", "xml"], ["extract", "x", "--nonsense"], ["schema", "unit"], ["verify", "x"], ["explain", "x"], ["render", "x"], ["units"]],
)  # fmt: skip
def test_wrong_usage(arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


@pytest.mark.parametrize(
    "command", ["extract", "show", "schema", "validate", "verify", "check", "explain", "render", "units"]
)
def test_help_has_examples_and_exit_codes(command: str) -> None:
    result = run(command, "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert f"    taskparse {command}" in result.stdout
    assert "Exit codes: 0 " in result.stdout
    assert f"  {command} " in run("--help").stdout


def test_version() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert declared == VERSION
    assert run("--version").stdout == f"taskparse {declared}\n"


SLOW = ("pdfplumber", "pypdfium2", "rich", "pydantic", "yaml", "jsonschema_rs", "regex")


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (["--version"], SLOW),
        (["--help"], SLOW),
        (["extract", "--help"], ("pdfplumber", "pypdfium2", "rich", "yaml", "jsonschema_rs", "regex")),
        (["explain", "--help"], ("pdfplumber", "pypdfium2", "rich", "yaml", "jsonschema_rs", "regex", "PIL")),
        (["render", "--help"], ("pdfplumber", "pypdfium2", "rich", "yaml", "jsonschema_rs", "regex", "PIL")),
        (["check", "--help"], ("pdfplumber", "pypdfium2", "rich", "yaml", "jsonschema_rs", "regex")),
        (["units", "--help"], ("pdfplumber", "pypdfium2", "rich", "yaml", "jsonschema_rs", "regex", "rapidfuzz")),
        (["extract", "{document}"], ("rich", "yaml", "jsonschema_rs", "pdfplumber", "pypdfium2", "rapidfuzz")),
    ],
)
def test_nothing_slow_is_imported_in_vain(arguments: list[str], forbidden: tuple[str, ...], document: Path) -> None:
    words = [word.format(document=document) for word in arguments]
    command = [sys.executable, "-X", "importtime", "-m", "taskparse", *words]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True, text=True, encoding="utf-8")
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "typer" in imported
    assert imported & set(forbidden) == set()


def test_shell_completion() -> None:
    bash = ENVIRONMENT | {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    script = subprocess.run(
        [sys.executable, "-m", "taskparse", "--show-completion", "bash"],
        env=bash,
        capture_output=True,
        check=True,
        text=True,
    )
    assert "_TASKPARSE_COMPLETE=complete_bash" in script.stdout
    words = {"_TASKPARSE_COMPLETE": "complete_bash", "COMP_WORDS": "taskparse ext", "COMP_CWORD": "1"}
    completed = subprocess.run(
        [sys.executable, "-m", "taskparse"], env=ENVIRONMENT | words, capture_output=True, check=True, text=True
    )
    assert completed.stdout.split() == ["extract"]
