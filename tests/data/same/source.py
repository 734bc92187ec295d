"""The notice as the programs beside this file set it: its blocks, their text, the cells of its table."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
SAMPLES: Final = HERE.parents[2] / "samples" / "build.py"
TITLES: Final = ("letterhead", "number", "title", "plantitle", "annextitle")
FLUSH: Final = ("annex", "attachment", "addressees")


def _samples() -> Any:
    """The program that sets the samples: it reads the Markdown and knows how official documents look."""
    spec = spec_from_file_location("samples_build", SAMPLES)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{SAMPLES} is missing")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SAMPLE: Final = _samples()
BLOCKS: Final = SAMPLE.read_blocks((HERE / "notice.md").read_text("utf-8"))


def plain(block: Any) -> str:
    """A paragraph's text as it is printed: without the blank that Markdown wants after a number, titles in one line."""
    text = SAMPLE.marked_up(block.text, block.role, "", r"\1")
    return str(text)


def rows() -> list[list[str]]:
    """The cells of the table, header first."""
    table = next(block.table for block in BLOCKS if block.table)
    return [[cell.text for cell in row] for row in table.rows]


def table_title() -> str:
    """What stands above the table."""
    return next(plain(block) for block in BLOCKS if block.role == "annextitle")
