from decimal import Decimal

import pytest

from taskparse.language.quantities import Quantity, find_quantities
from tests.corpus import Row, fold, load, place, ways


def seen(quantity: Quantity) -> Row:
    fields = ("start", "end", "value", "upper", "unit", "kind", "comparator")
    return {field: getattr(quantity, field) for field in fields}


def wanted(cell: Row, phrase: str, begin: int) -> Row:
    start, end = place(phrase, cell["quote"])
    return {
        "start": begin + start,
        "end": begin + end,
        "value": Decimal(str(cell["value"])),
        "upper": Decimal(str(cell["upper"])) if "upper" in cell else None,
        "unit": fold(cell.get("unit")),
        "kind": cell.get("kind", "count"),
        "comparator": cell.get("comparator", "="),
    }


@pytest.mark.parametrize("row", load("quantities"))
def test_quantities(row: Row) -> None:
    phrase = row["text"]
    for way in ways(phrase, "各单位要健全机制，", "，按月调度"):
        cells = [wanted(cell, phrase, begin) for begin in way.starts for cell in row["quantities"]]
        quantities = list(find_quantities(way.folded))
        assert [seen(q) for q in quantities] == cells, way.name
        assert all(q.start <= q.number < q.measured <= q.end for q in quantities), way.name
