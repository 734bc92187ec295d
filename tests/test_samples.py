"""The samples: what they give, that each form of a notice gives the same, and that nothing of them is lost.

The golden files beside the samples are written with `pytest tests/test_samples.py --update-golden`; read the difference as a clerk would.
"""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from taskparse.checks.catalogue import BY_CODE
from taskparse.checks.questions import check
from taskparse.extraction import extract
from taskparse.formats import yaml
from taskparse.formats.loading import load_notices
from taskparse.formats.validation import validate
from taskparse.notice.models import Notice
from taskparse.readers import read
from taskparse.source import SourceText
from tests.test_properties import assert_adds_up, assert_grounded

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
TEXTS = sorted(path for path in SAMPLES.glob("*.md") if path.name != "README.md")
SET = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".pdf", ".docx", ".html"))
"""What samples/build.py makes of the texts."""

# Those of samples/README.md, in its order: notice, task that the diagnostic names, a word of its message.
IRREGULARITIES = [
    ("chengyan-2026", "TP101", "2-43", "number 42 is missing"),
    ("chengyan-2026", "TP205", "2-31", "区城管执法局"),
    ("chengyan-2026", "TP204", "3-1", "区人社局 and 区人力资源和社会保障局"),
    ("jiling-2027", "TP102", "2-12", "number 12 follows 12"),
    ("jiling-2027", "TP201", "2-16", "no unit"),
    ("jiling-2027", "TP603", None, "2027-07-10"),
]


@cache
def notice_of(path: Path) -> Notice:
    return extract(path)


def said(value: Any) -> Any:
    """What is said, without where it is printed; the white space of typesetting inside a clause is left out."""
    if isinstance(value, dict):
        kept = {key: said(inner) for key, inner in value.items() if key not in ("span", "spans", "extent")}
        return {key: "".join(inner.split()) if key == "clause" and inner else inner for key, inner in kept.items()}
    return [said(inner) for inner in value] if isinstance(value, list) else value


def without_rules(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("extractor: {")]


def test_there_are_samples() -> None:
    assert [path.name for path in TEXTS] == ["chengyan-2026.md", "jiling-2027.md"]
    assert {path.name.split(".")[0] for path in SET} == {path.stem for path in TEXTS}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_golden(path: Path, request: pytest.FixtureRequest) -> None:
    """By which rules the golden file was written does not count: these change more often than what they read."""
    golden = path.with_suffix(".yaml")
    written = yaml.dump(notice_of(path))
    if request.config.getoption("--update-golden"):
        golden.write_text(written, "utf-8")
    assert without_rules(golden.read_text("utf-8")) == without_rules(written)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_golden_files_are_valid_and_come_back_unchanged(path: Path) -> None:
    golden = path.with_suffix(".yaml")
    data = golden.read_bytes()
    assert validate(data, golden.name).findings == []
    assert [yaml.dump(notice) for notice in load_notices(data)] == [data.decode()]


@pytest.mark.parametrize("path", SET, ids=lambda path: path.name)
def test_a_file_says_what_its_text_says(path: Path) -> None:
    text, found = (notice_of(p).model_dump() for p in (SAMPLES / f"{path.name.split('.')[0]}.md", path))
    assert said(text["document"]) == said(found["document"])
    for part in ("sections", "tasks", "diagnostics"):
        assert len(text[part]) == len(found[part])
        for expected, actual in zip(text[part], found[part], strict=True):
            assert said(expected) == said(actual)


@pytest.mark.parametrize("path", [*TEXTS, *SET], ids=lambda path: path.name)
def test_nothing_is_lost_and_all_is_grounded(path: Path) -> None:
    notice, source = notice_of(path), SourceText.join(read(path.read_bytes()).blocks)
    assert_grounded(notice, source)
    assert_adds_up(notice.coverage, source)
    left = [source.text[span.start : span.end] for span in notice.coverage.unclaimed]
    assert [text for text in left if re.search(r"\w", text)] == []
    if path.suffix == ".pdf":
        for task in notice.tasks:
            assert task.span.page
            assert task.span.boxes


@pytest.mark.parametrize(("name", "code", "task", "words"), IRREGULARITIES)
def test_irregularities_are_found(name: str, code: str, task: str | None, words: str) -> None:
    findings = check(notice_of(SAMPLES / f"{name}.md"))
    assert [f for f in findings if (f.rule.code, f.task) == (code, task) and words in f.message()]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_extraction_questions_nothing_else(path: Path) -> None:
    expected = [(code, task) for name, code, task, _ in IRREGULARITIES if name == path.stem and BY_CODE[code].asked]
    assert sorted((d.code, d.task) for d in notice_of(path).diagnostics) == sorted(expected)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_check_questions_nothing_else(path: Path) -> None:
    """Tasks that name several units and no lead are no slip of the sample, and asked about all the same."""
    findings = check(notice_of(path), set(BY_CODE) - {"TP206", "TP208", "TP704"})
    expected = [(code, task) for name, code, task, _ in IRREGULARITIES if name == path.stem]
    assert sorted((f.rule.code, f.task or "") for f in findings) == sorted((c, t or "") for c, t in expected)


def test_every_irregularity_of_the_readme_is_a_row() -> None:
    listed = (SAMPLES / "README.md").read_text("utf-8").partition("## Irregularities")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\d+\. ", listed, re.MULTILINE)) == len(IRREGULARITIES)


def test_two_runs_give_the_same_bytes() -> None:
    def run(seed: str) -> bytes:
        command = [sys.executable, "-m", "taskparse", "extract", *map(str, [*TEXTS, *SET])]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed}
        return subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120).stdout

    assert run("1") == run("2") != b""
