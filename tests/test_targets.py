from decimal import Decimal
from typing import Any

import pytest

from taskparse.language.targets import TargetReading, find_targets
from tests.corpus import Row, fold, load, place, ways


def seen(target: TargetReading) -> dict[str, Any]:
    quantity = target.quantity
    return {
        "start": target.start,
        "end": target.end,
        "modality": target.modality,
        "value": quantity.value,
        "upper": quantity.upper,
        "baseline": target.baseline,
        "unit": quantity.unit,
        "kind": quantity.kind,
        "comparator": quantity.comparator,
    }


def wanted(cell: Row, phrase: str, begin: int) -> dict[str, Any]:
    start, end = place(phrase, cell["quote"])
    numbers = {key: Decimal(str(cell[key])) if key in cell else None for key in ("value", "upper", "baseline")}
    return {
        "start": begin + start,
        "end": begin + end,
        "modality": cell.get("modality"),
        **numbers,
        "unit": fold(cell["unit"]),
        "kind": cell.get("kind", "count"),
        "comparator": cell.get("comparator", "="),
    }


def words(target: TargetReading, text: str) -> tuple[str | None, str | None]:
    """Metric and action of a target, in the characters of `text`."""
    thing, action = target.metric
    return "".join(text[a:b] for a, b in thing) or None, text[slice(*action)] if action else None


def agree(got: tuple[str | None, str | None], cell: Row) -> bool:
    """Whether metric and action are those of a cell, as far as it names them."""
    metric, action = got
    named = str(fold(cell["has"])) in (metric or "") if "has" in cell else metric == fold(cell["metric"])
    return named and ("action" not in cell or action == cell["action"])


@pytest.mark.parametrize("row", load("targets"))
def test_targets(row: Row) -> None:
    phrase = row["phrase"]
    for way in ways(phrase, "会议强调，要健全机制；", "；按月调度。"):
        cells = [(cell, begin) for begin in way.starts for cell in row["targets"]]
        targets = find_targets(way.folded)
        assert [seen(t) for t in targets] == [wanted(cell, phrase, begin) for cell, begin in cells], way.name
        got = [words(t, way.folded) for t in targets]
        assert [(w, cell) for w, (cell, _) in zip(got, cells, strict=True) if not agree(w, cell)] == [], way.name
