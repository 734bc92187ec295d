import pytest

from taskparse.structure.markers import Marker, marker_at
from tests.corpus import Row, load, place, ways


@pytest.mark.parametrize("row", load("markers"))
def test_marker(row: Row) -> None:
    line, style = row["line"], row["style"]
    for way in ways(line, "健全机制。\n", "\n持续推进", between="\n"):
        for begin in way.starts:
            wanted = None
            if style is not None:
                start, end = place(line, row["quote"])
                wanted = Marker(style, begin + start, begin + end, row["number"])
                assert start == 0
            assert marker_at(way.folded, begin) == wanted, way.name


def test_a_marker_begins_where_it_is_asked_for() -> None:
    assert marker_at("新建1.公园", 0) is None
    assert marker_at("", 0) is None
