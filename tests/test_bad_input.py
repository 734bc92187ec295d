"""Bad input: one clear line on standard error, exit code 3, nothing on standard output; and text nobody writes comes to an end."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.pdf_writer import Rule, Text, pdf

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "jiling-2027.pdf"
PASSWORD = "3-9-12"
SIZE = 5 * 1024 * 1024

Make = Callable[[Path], object]


def run(*arguments: object, password: str | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if key != "TASKPARSE_PASSWORD"}
    environment |= {"PYTHONPATH": str(ROOT / "src")} | ({"TASKPARSE_PASSWORD": password} if password else {})
    command = [sys.executable, "-m", "taskparse", *map(str, arguments)]
    return subprocess.run(
        command, env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=False, timeout=120
    )


def content(data: bytes) -> Make:
    return lambda path: path.write_bytes(data)


def encrypted() -> bytes:
    return pdf(
        [[Text(72, 100, "一、重点任务"), Text(72, 130, "1.新建公园3个。（责任单位：区城管局）")]],
        password=PASSWORD,
    )


BAD: list[tuple[str, Make, str]] = [
    ("missing", lambda path: None, "no such file"),
    ("directory", Path.mkdir, "folder"),
    ("empty", content(b""), "empty"),
    ("only-white-space", content(b" \r\n\t\n"), "empty"),
    ("random-bytes", content(random.Random(1).randbytes(4096)), "not a text"),
    ("zeros", content(bytes(4096)), "not a text"),
    ("truncated-pdf", content(SAMPLE.read_bytes()[:50_000]), "cut short"),
    ("head-of-a-pdf", content(b"%PDF-1.7\n"), "cut short"),
    ("encrypted-pdf", content(encrypted()), "password"),
    ("pdf-without-text", content(pdf([[Rule(72, 100, 300, 100)], []])), "scan"),
    (
        "invalid-utf-8",
        content("一、重点任务\n1.新建公园".encode() + b"\xe5\x8c" + "三个。".encode() * 50),
        "line 2, column 7",
    ),
    ("picture", content(b"\x89PNG\r\n\x1a\n" + bytes(64)), "picture"),
    ("old-office-file", content(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)), "DOC"),
    ("zip", content(b"PK\x05\x06" + bytes(18)), ""),
]


@pytest.mark.parametrize(("make", "word"), [pytest.param(make, word, id=name) for name, make, word in BAD])
def test_bad_input(make: Make, word: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.bin"
    make(path)
    result = run("extract", path)
    lines = result.stderr.decode().splitlines()
    assert (result.returncode, result.stdout, len(lines)) == (3, b"", 1), lines
    assert lines[0].startswith(f"taskparse: {path}: ")
    assert word in lines[0]


def test_an_encrypted_pdf_says_where_the_password_goes(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    path.write_bytes(encrypted())
    assert "TASKPARSE_PASSWORD" in run("extract", path).stderr.decode()


def test_a_password_opens_an_encrypted_pdf(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    path.write_bytes(encrypted())
    result = run("extract", path, password=PASSWORD)
    assert (result.returncode, result.stderr) == (0, b"")
    assert yaml.safe_load(result.stdout)["tasks"][0]["targets"][0]["metric"] == "公园"


def test_a_wrong_password_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notice.pdf"
    path.write_bytes(encrypted())
    result = run("extract", path, password="wrong")
    assert (result.returncode, result.stdout, result.stderr.count(b"\n")) == (3, b"", 1)
    assert "the password is wrong" in result.stderr.decode()


def test_a_document_without_tasks_is_written_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "poem.txt"
    path.write_text("床前明月光，疑是地上霜。\n举头望明月，低头思故乡。\n", "utf-8")
    result = run("extract", path)
    assert (result.returncode, result.stderr.count(b"\n")) == (1, 1)
    assert b"no tasks found" in result.stderr
    notice = yaml.safe_load(result.stdout)
    assert "tasks" not in notice
    assert "TP401" in [diagnostic["code"] for diagnostic in notice["diagnostics"]]


@pytest.mark.parametrize("unit", ["（", "(", "1", "区", "（责任单位："])
def test_text_that_nobody_writes_comes_to_an_end(unit: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("一、重点任务\n1.新建" + unit * (SIZE // len(unit.encode())) + "\n", "utf-8")
    result = run("extract", path, "-o", tmp_path / "notice.yaml")
    assert result.returncode in (0, 1, 3), result.stderr.decode()
    assert result.stderr.count(b"\n") <= 1
