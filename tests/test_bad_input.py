"""Bad input: one clear line on standard error, exit code 3, nothing on standard output; and text nobody writes comes to an end."""

import gzip
import os
import random
import subprocess
import sys
import tarfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
import yaml

from tests.ole_writer import ole
from tests.pdf_writer import Raw, Rule, Text, pdf, stream

ROOT = Path(__file__).parents[1]
SAME = ROOT / "tests" / "data" / "same"
SAMPLE = ROOT / "samples" / "jiling-2027.pdf"
PASSWORD = "3-9-12"
SIZE = 5 * 1024 * 1024

Make = Callable[[Path], object]


def run(
    *arguments: object, password: str | None = None, seconds: str | None = None
) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("TASKPARSE_")}
    environment |= {"PYTHONPATH": str(ROOT / "src")} | ({"TASKPARSE_PASSWORD": password} if password else {})
    environment |= {"TASKPARSE_SECONDS": seconds} if seconds else {}
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


def zipped(members: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred() -> bytes:
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("notice.pdf"))
    return buffer.getvalue()


WORD = (SAME / "notice.docx").read_bytes()
ENTITIES = '<!DOCTYPE d [<!ENTITY a "甲"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="w">&b;</w:document>'
PNG_HEAD = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"

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
    ("empty-zip", content(b"PK\x05\x06" + bytes(18)), "empty zip archive"),
    ("archive", content(zipped({"notice.md": "# 通知", "table.csv": "1,2"})), "unpack it"),
    ("archive-of-word-files", content(zipped({"notice.docx": WORD})), "unpack it"),
    ("archive-with-a-pdf-as-it-is", content(zipped({"notice.pdf": SAMPLE.read_bytes()}, ZIP_STORED)), "unpack it"),
    ("archive-in-an-archive", content(zipped({"notices.zip": zipped({"notice.docx": WORD})})), "unpack it"),
    ("rar", content(b"Rar!\x1a\x07\x01\0" + bytes(64)), "RAR archive"),
    ("7z", content(b"7z\xbc\xaf\x27\x1c" + bytes(64)), "7z archive"),
    ("gzip", content(gzip.compress(SAMPLE.read_bytes()[:999])), "gzip archive"),
    ("tar", content(tarred()), "tar archive"),
    ("presentation", content(zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""})), "no Word file"),
    ("truncated-word-file", content(WORD[: len(WORD) // 2]), "damaged"),
    ("word-file-of-entities", content(zipped({"word/document.xml": ENTITIES})), "document type"),
    ("word-file-packed-too-tight", content(zipped({"word/document.xml": b" " * 3 * 2**20})), "packed"),
    ("word-file-with-a-password", content(ole({"EncryptedPackage": b""})), "encrypted"),
    ("truncated-old-word-file", content((SAME / "notice.doc").read_bytes()[:9000]), "damaged"),
    ("truncated-ofd", content((SAME / "notice.ofd").read_bytes()[:3000]), "damaged"),
    ("truncated-workbook", content((SAME / "table.xlsx").read_bytes()[:3000]), "damaged"),
    ("truncated-old-workbook", content((SAME / "table.xls").read_bytes()[:3000]), "damaged"),
    ("rtf-without-text", content(b"{\\rtf1\\ansi}"), "RTF"),
    ("page-without-text", content(b"<html><body><script>1</script></body></html>"), "no text"),
    (
        "saved-page-without-a-page",
        content(b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a--\n"),
        "",
    ),
    ("truncated-picture", content(PNG_HEAD + bytes(8)), "picture"),
    ("program", content(b"MZ\x90\0" + random.Random(2).randbytes(4096)), "not a text"),
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


def test_a_file_that_never_ends_is_given_up(tmp_path: Path) -> None:
    """A form that draws itself twice, forms of forms of forms: inside of PDFium, where nothing in Python interrupts it."""
    again = "/XObject << /X1 6 0 R >>"
    form = stream(f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {again} >>", "/X1 Do /X1 Do")
    path = tmp_path / "notice.pdf"
    path.write_bytes(pdf([[Raw("/X1 Do")]], resources=again, objects=[form]))
    result = run("extract", SAMPLE, path, "-o", tmp_path / "notice.yaml", seconds="3")
    assert (result.returncode, result.stdout) == (3, b"")
    assert result.stderr.decode().startswith(f"taskparse: {path}: takes more than 3 s to read")
    assert result.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("seconds", ["5m", "0", "-1", "nan"])
def test_a_limit_that_is_no_number_of_seconds_is_wrong_usage(seconds: str) -> None:
    result = run("extract", SAMPLE, seconds=seconds)
    assert (result.returncode, result.stdout) == (2, b"")
    assert f"TASKPARSE_SECONDS is no number of seconds: {seconds}" in result.stderr.decode()


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
