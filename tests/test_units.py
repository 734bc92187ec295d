import pytest

from taskparse.language.names import NamedUnit
from taskparse.language.units import find_units
from tests.corpus import Row, Way, fold, load, ways


def seen(unit: NamedUnit, way: Way) -> Row:
    return {
        "name": unit.name,
        "text": way.folded[unit.start : unit.stop],
        "note": way.folded[slice(*unit.note)] if unit.note else None,
        "kind": unit.kind,
        "collective": unit.collective,
        "open_ended": unit.open_ended,
    }


def wanted(cell: str | Row) -> Row:
    row = {"name": cell} if isinstance(cell, str) else cell
    return {
        "name": fold(row["name"]),
        "text": fold(row.get("text", row["name"])),
        "note": fold(row.get("note")),
        "kind": row.get("kind", "department"),
        "collective": row.get("collective", False),
        "open_ended": row.get("open_ended", False),
    }


@pytest.mark.parametrize("row", load("units"))
def test_units(row: Row) -> None:
    words = row["list"]
    for way in ways(words, "责任单位:", ")", between="。"):
        for begin in way.starts:
            units = find_units(way.folded, begin, begin + len(words))
            assert [seen(unit, way) for unit in units] == [wanted(cell) for cell in row["units"]], way.name
            assert_placed(units, way.folded, begin, begin + len(words))


def assert_placed(units: list[NamedUnit], text: str, start: int, end: int) -> None:
    """One after the other inside the list, each name what is printed with what the list says once."""
    for unit in units:
        assert start <= unit.start < unit.stop <= unit.end <= end
        assert unit.name == unit.prefix + text[unit.start : unit.stop] + unit.suffix
        assert unit.note is None or unit.stop < unit.note[0] < unit.note[1] < unit.end
        start = unit.end


def test_no_list_holds_no_unit() -> None:
    assert find_units("责任单位:", 5, 5) == []
    assert find_units("、,;", 0, 3) == []
