import pytest

from taskparse.language.targets import find_targets
from tests.corpus import Row, load, ways


@pytest.mark.parametrize("row", load("nothing"))
def test_nothing_is_found(row: Row) -> None:
    target = "新建口袋公园7座"
    for way in ways(row["phrase"], "会议强调，要健全机制；", "；按月调度。"):
        assert found(way.folded) == [], way.name
        assert found(f"{target}。{way.folded}") == ["7座"], way.name
        assert found(f"{way.folded}。{target}") == ["7座"], way.name


def found(text: str) -> list[str]:
    return [text[t.start : t.end] for t in find_targets(text)]
