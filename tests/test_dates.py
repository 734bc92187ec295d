import pytest

from taskparse.values.dates import Date, find_dates
from tests.corpus import Row, load, place, ways


@pytest.mark.parametrize("row", load("dates"))
def test_dates(row: Row) -> None:
    phrase, year = row["text"], row.get("year")
    for way in ways(phrase, "请各单位", "，逾期通报", between="；"):
        wanted = []
        for begin in way.starts:
            for date in row["dates"]:
                start, end = place(phrase, date["quote"])
                wanted.append(Date(begin + start, begin + end, date["day"], date.get("exact", True)))
        assert list(find_dates(way.folded, year)) == wanted, way.name
        assert [way.text[d.start : d.end] for d in wanted] == [
            way.text[d.start : d.end] for d in find_dates(way.folded, year)
        ]
