from typing import Any

import pytest

from taskparse.language.clauses import Clause, find_clauses
from taskparse.lexicon.characters import MATCH
from tests.corpus import Row, Way, fold, load, place, ways

UNITS = ("lead", "responsible", "supporting")
LISTS = {"leader": "leaders", "due": "due", "other": "other"}


def seen(clause: Clause, way: Way) -> dict[str, Any]:
    """A clause as a row: names of units by role, other lists as printed."""
    row: dict[str, Any] = {"start": clause.start, "end": clause.end, "form": clause.form}
    row |= {role: [] for role in UNITS} | {name: [] for name in LISTS.values()}
    for named in clause.named:
        if named.role in UNITS:
            row[named.role] += [unit.name for unit in named.units]
        else:
            row[LISTS[named.role]].append(way.folded[named.start : named.end])
    return row | {"rules": [rule.code for rule in clause.rules]}


def wanted(cell: Row, text: str, begin: int) -> dict[str, Any]:
    start, end = place(text, cell["quote"]) if "quote" in cell else (0, len(text))
    lists = {name: [fold(word) for word in cell.get(name, [])] for name in (*UNITS, *LISTS.values())}
    return {"start": begin + start, "end": begin + end, "form": cell["form"], **lists, "rules": cell.get("rules", [])}


@pytest.mark.parametrize("row", load("clauses"))
def test_clauses(row: Row) -> None:
    text = row["text"]
    for way in ways(text, "健全工作机制。", twice=not row.get("once")):
        clauses = find_clauses(way.folded)
        assert [seen(c, way) for c in clauses] == [wanted(c, text, b) for b in way.starts for c in row["clauses"]], (
            way.name
        )
        for clause in clauses:
            assert_inside(clause)
    if row["clauses"] and not row.get("once"):  # it closes itself: what follows is text again
        followed = find_clauses(text.translate(MATCH) + "随后开展评估。")
        assert [(c.form, c.end) for c in followed][-1] == (row["clauses"][-1]["form"], len(text))


def assert_inside(clause: Clause) -> None:
    """Lists and their units stand one after the other inside the clause."""
    at = clause.start
    for named in clause.named:
        assert at <= named.start <= named.end <= clause.end
        assert all(named.start <= unit.start < unit.end <= named.end for unit in named.units)
        at = named.end
