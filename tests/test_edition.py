"""The hash of the rules changes with what reads, and with nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import taskparse
from taskparse import edition
from taskparse.edition import BUILT, READING, hash_of, rules_hash

PACKAGE = Path(taskparse.__file__).parent
WRITING = {
    "__init__.py",
    "__main__.py",
    "cli",
    "edition.py",
    "errors.py",
    "explanation",
    "formats",
    "models.py",
    "py.typed",
}
"""What has no part in what is read."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PACKAGE, tmp_path / "taskparse", ignore=shutil.ignore_patterns("__pycache__")))


def append(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"# more\n")


@pytest.mark.parametrize(
    ("change", "changes"),
    [
        (lambda root: append(root / "lexicon" / "roles.py"), True),
        (lambda root: append(root / "readers" / "pdf" / "lines.py"), True),
        (lambda root: append(root / "words.py"), True),
        (lambda root: (root / "language" / "names.py").rename(root / "language" / "called.py"), True),
        (lambda root: (root / "values" / "more.py").touch(), True),
        (lambda root: append(root / "cli" / "app.py"), False),
        (lambda root: append(root / "formats" / "yaml.py"), False),
        (lambda root: append(root / "edition.py"), False),
        (lambda root: shutil.copytree(root / "values", root / "values" / "__pycache__"), False),
        (lambda root: [f.write_bytes(f.read_bytes().replace(b"\n", b"\r\n")) for f in root.rglob("*.py")], False),
        (lambda root: os.utime(root / "words.py", (0, 0)), False),
    ],
)
def test_the_hash_is_that_of_what_reads(change: Callable[[Path], object], changes: bool, copy: Path) -> None:
    before = hash_of(copy)
    change(copy)
    assert (hash_of(copy) != before) is changes


def test_every_part_of_the_package_reads_or_writes() -> None:
    assert {path.name for path in PACKAGE.iterdir()} - {"__pycache__", BUILT} == {*READING, *WRITING}


def test_a_wheel_brings_the_hash_along(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rules_hash() == hash_of(PACKAGE)
    (copy / BUILT).write_text("0" * 32 + "\n")
    monkeypatch.setattr(edition, "_HERE", copy)
    rules_hash.cache_clear()
    assert rules_hash() == "0" * 32
    rules_hash.cache_clear()
