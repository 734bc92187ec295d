from decimal import Decimal

import pytest

from taskparse.lexicon.characters import MATCH
from taskparse.values.numerals import parse_number
from tests.corpus import Row, load, ways


@pytest.mark.parametrize("row", load("numerals"))
def test_numeral(row: Row) -> None:
    wanted = None if row["value"] is None else Decimal(str(row["value"]))
    spelling = str(row["spelling"])
    assert parse_number(spelling.translate(MATCH)) == wanted
    wide = [way.folded for way in ways(spelling, "") if way.name == "wide"]
    assert [parse_number(text) for text in wide] == [wanted]


def test_whole_numbers_are_printed_without_an_exponent() -> None:
    assert [str(parse_number(s)) for s in ("300亿", "1.50", "100", "2.30万")] == ["30000000000", "1.5", "100", "23000"]
