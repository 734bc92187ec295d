"""The two READMEs say what is true: commands, options, codes, the example, the links; and both say the same."""

import contextlib
import io
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from taskparse.checks.catalogue import RULES
from taskparse.checks.rules import Language
from taskparse.cli.app import app
from taskparse.cli.inputs import PASSWORD_VARIABLE
from taskparse.cli.limits import SECONDS_VARIABLE
from taskparse.cli.reporting import Code
from taskparse.extraction import extract
from taskparse.formats import yaml

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.zh-CN.md"]
CLI = get_command(app)
assert isinstance(CLI, typer.core.TyperGroup)
COMMANDS = CLI.commands

both = pytest.mark.parametrize("name", READMES)


@cache
def readme(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str) -> list[tuple[str, str]]:
    """Language and text of the fenced blocks."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", readme(name), re.MULTILINE | re.DOTALL)


def code(name: str) -> str:
    """All that is set as code."""
    text = readme(name)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))
    return "\n".join([*inline, *(body for language, body in blocks(name) if language == "sh")])


def cells(name: str, header: str) -> list[list[str]]:
    """Rows of the table whose first column has this header."""
    found = re.search(rf"^\| {header} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", readme(name), re.MULTILINE)
    assert found, header
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in found[1].splitlines()]


@both
def test_every_command_is_there_and_no_other(name: str) -> None:
    assert set(re.findall(r"\btaskparse (?:-\S+ )*([a-z]+)\b", code(name))) == set(COMMANDS)
    listed = [row[0] for row in cells(name, "command" if name == "README.md" else "命令")]
    assert [re.sub(r"`taskparse (\w+).*", r"\1", cell) for cell in listed] == list(COMMANDS)


@both
def test_every_option_is_there(name: str) -> None:
    options = {
        option
        for command in (CLI, *COMMANDS.values())
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
    assert [option for option in sorted(options) if f"`{option}`" not in readme(name)] == []


@both
def test_every_exit_code_is_there(name: str) -> None:
    listed = {int(row[0]) for row in cells(name, "exit code" if name == "README.md" else "退出码")}
    assert listed == {code.value for code in Code} - {Code.BROKEN_PIPE.value}


@pytest.mark.parametrize(
    ("name", "header", "language"), [("README.md", "code", "en"), ("README.zh-CN.md", "代码", "zh")]
)
def test_every_rule_of_the_check_is_there_and_no_other(name: str, header: str, language: Language) -> None:
    assert cells(name, header) == [[rule.code, rule.severity, rule.words(language).title] for rule in RULES]


@both
def test_every_reader_is_there_and_no_other(name: str) -> None:
    source = (ROOT / "src" / "taskparse" / "readers" / "__init__.py").read_text("utf-8")
    readers = set(re.findall(r"\bread_(\w+)\(data", source)) - {"text", "pictures"} | {"wps", "png", "jpeg", "tiff"}
    rows = cells(name, "input" if name == "README.md" else "输入")
    words = {
        word.lower()
        for row in rows
        if not re.match("not yet|暂不支持", row[1])
        for word in re.findall(r"[A-Z]+", row[0])
    }
    assert (
        words & {"pdf", "html", "docx", "ofd", "xlsx", "xls", "ods", "csv", "doc", "wps", "rtf", "png", "jpeg", "tiff"}
        == readers
    )


@both
def test_the_environment_is_there(name: str) -> None:
    listed = [row[0] for row in cells(name, "environment" if name == "README.md" else "环境变量")]
    assert listed == [f"`{PASSWORD_VARIABLE}`", f"`{SECONDS_VARIABLE}`", "`NO_COLOR`"]


@both
def test_the_example_is_what_comes_out(name: str, request: pytest.FixtureRequest) -> None:
    (printed,) = (body for language, body in blocks(name) if language == "text")
    (shown,) = (body for language, body in blocks(name) if language == "yaml")
    assert printed in (ROOT / "samples" / "chengyan-2026.md").read_text("utf-8")
    written = yaml.dump(extract(ROOT / "samples" / "chengyan-2026.pdf"))
    (task,) = re.findall(r'^- id: "2-19"\n(?:  .*\n)+', written, re.MULTILINE)
    if request.config.getoption("--update-golden"):
        (ROOT / name).write_text(readme(name).replace(f"```yaml\n{shown}```", f"```yaml\n{task}```"), "utf-8")
        return
    assert shown == task


@both
def test_the_python_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (program,) = (body for language, body in blocks(name) if language == "python")
    monkeypatch.chdir(ROOT)
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(compile(program, name, "exec"), {})
    assert "2-19 技术合同成交额 > 4800000000 元 page 7" in output.getvalue().splitlines()


@pytest.mark.parametrize("path", [*READMES, "CHANGELOG.md", "samples/README.md", "docs/checks.md", "docs/units.md"])
def test_links_lead_somewhere(path: str) -> None:
    file = ROOT / path
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", file.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (file.parent / link).exists()] == []


def test_both_languages_have_the_same_parts() -> None:
    english, chinese = READMES
    assert blocks(english) == blocks(chinese)
    for part in (r"^#+ ", r"^\|", r"^- ", r"^\| \[\S+\]\(\S+\)", r"^<!--.*-->$"):
        counts = [len(re.findall(part, readme(name), re.MULTILINE)) for name in READMES]
        assert counts[0] == counts[1], part


def test_both_languages_give_the_same_measurements() -> None:
    english, chinese = (
        [
            [re.findall(r"[\d.–]+", cell) for cell in row.split("|")[2:]]
            for table in re.findall(r"<!-- benchmark -->\n.*\n.*\n((?:\|.*\n)+)", readme(name))
            for row in table.splitlines()
        ]
        for name in READMES
    )
    assert english
    assert english == chinese


def test_the_first_two_commands_install_and_use_what_is_there() -> None:
    first, second = [body for language, body in blocks("README.md") if language == "sh"][:2]
    sample = first.split()[-1]
    assert (ROOT / sample).exists()
    assert "pip install . &&" in first
    assert second.rstrip().endswith("pip install -e '.[dev]' && .venv/bin/pytest")


@both
def test_the_import_direction_is_the_one_that_is_enforced(name: str) -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    assert " → ".join(layer for layer in contract["layers"] if layer != "__main__") in readme(name)
