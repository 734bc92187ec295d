"""One notice, any file: what it says does not depend on the format, only where it is printed does.

The files of tests/data/same are written by its build.py from notice.md; those of ../shared are the notice of a real district.
"""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from taskparse.extraction import extract
from taskparse.notice.models import Notice

SAME = Path(__file__).parent / "data" / "same"
HONGSHAN = Path(__file__).parents[2] / "shared" / "gold" / "hongshan-2026"
PARTS = ("document", "sections", "tasks", "diagnostics")

FILES = {
    "notice.txt": ("text/plain", None),
    "notice.html": ("text/html", None),
    "notice.docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", None),
    "notice.doc": ("application/msword", None),
    "notice.rtf": ("application/rtf", None),
    "notice.libreoffice.pdf": ("application/pdf", 5),
    "notice.chromium.pdf": ("application/pdf", 5),
    "notice.typst.pdf": ("application/pdf", 3),
    "notice.reportlab.pdf": ("application/pdf", 3),
    "notice.ofd": ("application/ofd", 5),
    "notice.scan.pdf": ("application/pdf", 5),
}
TABLES = {
    "table.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "table.xls": "application/vnd.ms-excel",
}


PLACES = {"span", "spans", "extent"}
PRINTED = {"text", "clause"}
"""Quotes: what they say does not depend on the white space of typesetting."""


@cache
def notice_of(path: Path) -> Notice:
    return extract(path)


def said(value: Any, key: str = "") -> Any:
    """What is said, without where it is printed."""
    if isinstance(value, dict):
        return {key: said(inner, key) for key, inner in value.items() if key not in PLACES}
    if isinstance(value, list):
        return [said(inner, key) for inner in value]
    return "".join(value.split()) if key in PRINTED and value else value


def parts(notice: Notice) -> dict[str, Any]:
    """What a notice says; what text recognition remarks on itself is left out."""
    whole = notice.model_dump()
    whole["diagnostics"] = [d for d in whole["diagnostics"] if "text recognition" not in d["message"]]
    return {part: said(whole[part]) for part in PARTS}


def test_every_file_has_a_row() -> None:
    files = {path.name for path in SAME.iterdir() if path.is_file() and path.suffix not in (".py", ".md")}
    assert files == {*FILES, *TABLES}


def test_the_notice_has_what_the_files_are_compared_in() -> None:
    notice = notice_of(SAME / "notice.md")
    assert [task.id for task in notice.tasks] == ["1-1", "1-2", "2-3", "2-4", "2-5", "2-6", "3-1", "3-2", "3-3", "3-4"]
    assert all(task.lead_units and task.responsible_units and task.targets for task in notice.tasks)
    assert (len(notice.sections), len(notice.document.deadlines), notice.diagnostics) == (5, 5, [])


@pytest.mark.parametrize("name", FILES)
def test_a_notice_is_the_same_in_every_file(name: str) -> None:
    if "scan" in name and importlib.util.find_spec("rapidocr") is None:
        pytest.skip("needs the extra `ocr`")
    found, expected = notice_of(SAME / name), notice_of(SAME / "notice.md")
    assert (found.source.media_type, found.source.pages) == FILES[name]
    assert parts(found) == parts(expected)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_same_in_every_file(name: str) -> None:
    """A workbook holds the table only: its tasks are the last ones of the notice, but for where they are counted."""
    found, whole = notice_of(SAME / name), notice_of(SAME / "notice.md")
    rows = [task for task in whole.tasks if task.section == "3"]
    assert found.source.media_type == TABLES[name]
    assert found.document.title == whole.sections[-1].title
    assert len(found.tasks) == len(rows) == 4
    for mine, theirs in zip(found.tasks, rows, strict=True):
        apart = {"id", "section", "part"}
        assert said(mine.model_dump(exclude=apart)) == said(theirs.model_dump(exclude=apart))


@pytest.mark.skipif(not HONGSHAN.exists(), reason=f"needs {HONGSHAN}, which is not part of the repository")
@pytest.mark.parametrize("name", ["notice-libreoffice.pdf", "notice-chromium.pdf", "notice.docx"])
def test_a_real_notice_is_the_same_in_every_file(name: str) -> None:
    found, expected = parts(notice_of(HONGSHAN / name)), parts(notice_of(HONGSHAN / "notice.md"))
    assert [task["id"] for task in found["tasks"]] == [task["id"] for task in expected["tasks"]]
    for mine, theirs in zip(found["tasks"], expected["tasks"], strict=True):
        assert mine == theirs
    assert found["sections"] == expected["sections"]
    assert found["document"] == expected["document"]
