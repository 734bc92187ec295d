"""Damaged files: those that were once read wrongly, and some new ones of each kind; tests/fuzz.py goes on as long as one likes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz import KEPT, SEEDS, fault_of, mutant

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("path", sorted(KEPT.glob("*.bin")), ids=lambda path: path.stem)
def test_what_was_read_wrongly_once_is_not_again(path: Path) -> None:
    assert fault_of(path.read_bytes()) is None


@pytest.mark.parametrize("kind", SEEDS)
def test_the_files_that_damage_begins_with_are_read(kind: str) -> None:
    assert fault_of(SEEDS[kind]()) is None
    assert mutant(kind, 1) == mutant(kind, 1) != mutant(kind, 2)


def test_damaged_files_give_a_notice_or_a_named_error() -> None:
    """In a process of its own for each kind, which may crash or hang."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.fuzz", "--cases", "60"]
    result = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=500
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.endswith(": 0 findings\n")
