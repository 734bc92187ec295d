"""Compiled patterns that one process keeps for the next."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from taskparse import patterns

SAMPLE = Path(__file__).parents[1] / "samples" / "chengyan-2026.md"
COUNT = "import taskparse.extraction; from taskparse import patterns; print(len(patterns._made))"


def run(caches: Path, *arguments: str, **environment: str) -> bytes:
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**settings, "PYTHONPYCACHEPREFIX": str(caches), **environment},
        check=True, capture_output=True, timeout=120,
    ).stdout  # fmt: skip


def extract(caches: Path, **environment: str) -> bytes:
    return run(caches, "-m", "taskparse", "extract", str(SAMPLE), **environment)


def kept(caches: Path) -> list[Path]:
    return sorted(caches.rglob("*.pickle"))


def test_what_a_command_compiles_is_kept_and_gives_the_same(tmp_path: Path) -> None:
    assert int(run(tmp_path, "-c", COUNT)) > 100
    assert kept(tmp_path) == [], "a library writes nothing"
    first = extract(tmp_path)
    (file,) = kept(tmp_path)
    assert int(run(tmp_path, "-c", COUNT)) == 0
    stamp = file.stat().st_mtime_ns
    assert extract(tmp_path) == first
    assert file.stat().st_mtime_ns == stamp, "nothing new to keep"


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1000])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def empty(file: Path) -> None:
    file.write_bytes(b"")


@pytest.mark.parametrize("damage", [cut, flip, empty])
def test_a_file_that_is_not_whole_is_made_anew(damage: Callable[[Path], None], tmp_path: Path) -> None:
    first = extract(tmp_path)
    (file,) = kept(tmp_path)
    whole = len(file.read_bytes())
    damage(file)
    assert int(run(tmp_path, "-c", COUNT)) > 100
    assert extract(tmp_path) == first
    assert len(file.read_bytes()) == whole
    assert int(run(tmp_path, "-c", COUNT)) == 0


def test_the_file_of_other_rules_goes(tmp_path: Path) -> None:
    extract(tmp_path)
    (file,) = kept(tmp_path)
    prefix, _, *rest = file.name.split(".")
    old = file.rename(file.with_name(".".join((prefix, "0" * 32, *rest))))
    extract(tmp_path)
    assert kept(tmp_path) == [file]
    assert old != file


def test_nothing_is_kept_where_python_keeps_nothing(tmp_path: Path) -> None:
    assert extract(tmp_path, PYTHONDONTWRITEBYTECODE="1").startswith(b"schema_version: ")
    assert kept(tmp_path) == []


def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert extract(tmp_path / "file").startswith(b"schema_version: ")


@pytest.mark.parametrize(
    ("levels", "found"),
    [(["市", "县"], ["市局", "县局"]), (["省"], ["省局"]), (("县", "市"), ["市局", "县局"]), (iter(["区"]), [])],
)
def test_patterns_are_those_of_their_lists(levels: Iterable[str], found: list[str]) -> None:
    assert patterns.compile(r"\L<levels>局", levels=levels).findall("市局、县局、省局") == found


def test_text_and_bytes_are_two() -> None:
    assert patterns.compile(r"\d+").findall("a1b22") == ["1", "22"]
    assert patterns.compile(rb"\d+").findall(b"a1b22") == [b"1", b"22"]
