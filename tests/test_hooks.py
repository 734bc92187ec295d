"""The hooks for pre-commit and the action for GitHub, run as those run them, with this tree for the installed package.

pre-commit itself and GitHub's runner are not needed: pre-commit gives the entry of a hook the staged files that its patterns let through,
and the runner hands the script of a step to bash with the step's variables.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
GOOD = (Path(__file__).parent / "data" / "notice.yaml").read_text("utf-8")
BAD = GOOD.replace("level: 2", "level: 0")
HOOKS: dict[str, Any] = {
    hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
}
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))

IDENTITY = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
ENVIRONMENT = {**os.environ, **IDENTITY, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8"}


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """A folder with the command `taskparse`, as an installation makes it."""
    folder = tmp_path / "temp" / "taskparse" / "bin"
    folder.mkdir(parents=True)
    script = folder / "taskparse"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m taskparse "$@"\n')
    script.chmod(0o755)
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "repository"
    (folder / "data").mkdir(parents=True)
    subprocess.run(["git", "init", "-q", folder], check=True)
    return folder


def git(repository: Path, *arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    environment = ENVIRONMENT | {"PATH": f"{path}:{os.environ['PATH']}"}
    return subprocess.run(
        ["git", *arguments], cwd=repository, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def install_hook(repository: Path, id: str) -> None:
    """A git hook that does what pre-commit does: the staged files that the patterns let through go to the entry."""
    hook = HOOKS[id]
    script = repository / ".git" / "hooks" / "pre-commit"
    script.parent.mkdir(exist_ok=True)
    script.write_text(
        f"""#!{sys.executable}
import re, subprocess, sys
staged = subprocess.run(["git", "diff", "--cached", "--name-only", "--diff-filter=ACMR", "-z"], capture_output=True, text=True)
files = [f for f in staged.stdout.split("\\0") if re.search({hook["files"]!r}, f) and not re.search({hook["exclude"]!r}, f)]
sys.exit(subprocess.run([*{shlex.split(hook["entry"])!r}, *files]).returncode if files else 0)
"""
    )
    script.chmod(0o755)


def test_a_commit_with_a_fault_is_refused_and_one_without_is_taken(repository: Path, bin_folder: Path) -> None:
    install_hook(repository, "taskparse-validate")
    (repository / "readme.md").write_text("no data")
    (repository / ".config.yaml").write_text("x: no extraction")
    (repository / "data" / "notice 一.yaml").write_text(BAD, "utf-8")
    git(repository, "add", "-A", path=bin_folder)
    refused = git(repository, "commit", "-qm", "bad", path=bin_folder)
    assert refused.returncode == 1
    assert "data/notice 一.yaml:40:22: out-of-range error: sections[1].level: expected at least 1" in (
        refused.stdout + refused.stderr
    )
    assert "config" not in refused.stdout + refused.stderr
    (repository / "data" / "notice 一.yaml").write_text(GOOD, "utf-8")
    git(repository, "add", "-A", path=bin_folder)
    assert git(repository, "commit", "-qm", "good", path=bin_folder).returncode == 0
    assert git(repository, "log", "--format=%s", path=bin_folder).stdout == "good\n"


def test_a_commit_that_a_clerk_would_ask_about_is_refused(repository: Path, bin_folder: Path) -> None:
    install_hook(repository, "taskparse-check")
    source = repository / "slip.txt"
    source.write_text("一、重点任务\n1.新建书店。（责任单位：县文旅局）\n2.新建公园。\n", "utf-8")
    extract = [sys.executable, "-m", "taskparse", "extract", str(source), "-o", str(repository / "data" / "slip.yaml")]
    subprocess.run(extract, env=ENVIRONMENT, check=True, timeout=60)
    git(repository, "add", "data", path=bin_folder)
    refused = git(repository, "commit", "-qm", "slip", path=bin_folder)
    assert refused.returncode == 1
    assert "TP201 warning: no unit is named for this task" in refused.stdout + refused.stderr


@pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS.keys())
def test_a_hook_is_one_that_pre_commit_takes(hook: dict[str, Any]) -> None:
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["language"] == "python"
    assert re.search(hook["files"], "data/a.ndjson")
    assert not re.search(hook["files"], "notice.pdf")


# --- the action


def run_action(folder: Path, bin_folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The script of the last step, with its variables filled in from the inputs and their defaults."""
    step = ACTION["runs"]["steps"][-1]
    given = {name: inputs.get(name, says.get("default", "")) for name, says in ACTION["inputs"].items()}
    variables = {
        name: re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda m: given[m[1]], text) for name, text in step["env"].items()
    }
    environment = ENVIRONMENT | variables | {"RUNNER_TEMP": str(bin_folder.parents[1])}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_the_action_annotates_faults(repository: Path, bin_folder: Path) -> None:
    for name, text in (("a.yaml", GOOD), ("b.yaml", BAD)):
        (repository / "data" / name).write_text(text, "utf-8")
    fault = "::error file=data/b.yaml,line=40,col=22,title=out-of-range::sections[1].level: expected at least 1, found the number 0\n"
    for files in ("data", "data/*.yaml", "data/a.yaml data/b.yaml"):
        run = run_action(repository, bin_folder, files=files)
        assert (run.returncode, run.stdout, run.stderr) == (1, fault, "")
    assert run_action(repository, bin_folder, files="data/a.yaml").returncode == 0
    ignored = run_action(repository, bin_folder, command="check", files="data/a.yaml", options="--select TP9")
    assert (ignored.returncode, ignored.stdout) == (0, "")


def test_an_input_of_the_action_is_never_a_command(repository: Path, bin_folder: Path) -> None:
    run = run_action(repository, bin_folder, files="$(touch pwned) ; touch pwned")
    assert run.returncode == 3
    assert not (repository / "pwned").exists()
    assert not any("${{" in step["run"] for step in ACTION["runs"]["steps"])


def test_the_action_installs_its_own_clone() -> None:
    install = ACTION["runs"]["steps"][0]
    assert install["env"] == {"ACTION_PATH": "${{ github.action_path }}"}
    assert '"$RUNNER_TEMP/taskparse/bin/pip" install' in install["run"]
    assert all(step["shell"] == "bash" for step in ACTION["runs"]["steps"])
