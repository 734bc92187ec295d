"""The gold documents, where they are at hand: each reaches the minimums that .ci/gold-minimums holds."""

from __future__ import annotations

import importlib.util
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

from taskparse.extraction import extract

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "gold"
MINIMUMS = ROOT / ".ci" / "gold-minimums"
SUFFIXES = {".md", ".txt", ".pdf", ".docx", ".html", ".ofd", ".xlsx"}

pytestmark = pytest.mark.skipif(not (GOLD / "score.py").exists(), reason=f"there are no gold documents at {GOLD}")


def folders() -> Iterator[tuple[str, list[str], dict[str, float]]]:
    """Folder, parts of names left out, minimums."""
    for line in MINIMUMS.read_text("utf-8").splitlines() if MINIMUMS.exists() else ():
        if line.strip() and not line.startswith("#"):
            folder, left_out, minimums = line.split("|")
            pairs = [pair.partition("=") for pair in minimums.split()]
            yield folder.strip(), left_out.split(), {measure: float(least) for measure, _, least in pairs}


def documents() -> Iterator[object]:
    for folder, left_out, minimums in folders():
        for path in sorted((GOLD / folder).glob("*")):
            gold = next((g for g in (path.with_suffix(".gold.yaml"), path.parent / "gold.yaml") if g.exists()), None)
            if gold and path.suffix in SUFFIXES and not any(part in path.name for part in left_out):
                yield pytest.param(path, gold, minimums, id=f"{folder}/{path.name}")


@pytest.fixture(scope="module")
def score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("path", "gold", "minimums"), list(documents()))
def test_gold(path: Path, gold: Path, minimums: dict[str, float], score: ModuleType) -> None:
    if "scan" in path.name:
        pytest.importorskip("rapidocr", reason="needs the extra `ocr`")
    expected = yaml.safe_load(gold.read_text("utf-8"))
    actual = extract(path).model_dump(mode="json")
    scores, _, _, lines = score.judge(expected, actual, Namespace(v=True))
    missed = {m: scores[m] for m, least in minimums.items() if m in scores and scores[m] < least}
    assert not missed, "\n".join(lines)
