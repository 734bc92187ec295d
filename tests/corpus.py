"""Tables of what phrases mean (tests/corpora), and the ways in which each phrase is tried."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import pytest
import yaml
from _pytest.mark import ParameterSet

from taskparse.lexicon.characters import MATCH

Row: TypeAlias = Mapping[str, Any]

CORPORA: Final = Path(__file__).parent / "corpora"

_NAMES: Final = ("label", "phrase", "text", "list", "line")
_WIDE: Final = {
    ord(c): ord(c) + 0xFEE0 for c in map(chr, range(0x21, 0x7F)) if ord(c) + 0xFEE0 in MATCH and c not in "\"'"
}


def load(name: str) -> list[ParameterSet]:
    """The rows of a corpus as parameters; a row with `spellings` is one parameter for each spelling.

    A row with `expect: fail` is a known failure and says `why`: when it passes, the test fails.
    """
    path = CORPORA / f"{name}.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not rows:
        raise ValueError(f"{path.name} holds no rows")
    params = [_param(row) for whole in rows for row in _spelled(whole)]
    ids = [param.id for param in params]
    if len(set(ids)) < len(ids):
        raise ValueError(f"{path.name} holds rows twice: {sorted({str(i) for i in ids if ids.count(i) > 1})}")
    return params


def _spelled(row: Row) -> Iterator[Row]:
    if "spellings" not in row:
        yield row
        return
    for spelling in row["spellings"]:
        yield {**row, "label": spelling or "(empty)", "spelling": spelling}


def _param(row: Row) -> ParameterSet:
    name = str(next(row[key] for key in _NAMES if key in row))
    failing, why = row.get("expect"), row.get("why")
    if failing not in (None, "fail") or (failing is None) != (why is None):
        raise ValueError(f"{name}: a known failure has `expect: fail` and a `why`")
    return pytest.param(
        row, id=name, marks=[pytest.mark.xfail(reason=why, strict=True, raises=AssertionError)] if why else []
    )


class Way(NamedTuple):
    """A text that holds a phrase, and the offsets at which the phrase begins in it."""

    name: str
    text: str
    starts: tuple[int, ...]

    @property
    def folded(self) -> str:
        """The text as patterns see it."""
        return self.text.translate(MATCH)


def ways(phrase: str, before: str, after: str = "", *, between: str = "。", twice: bool = True) -> Iterator[Way]:
    """The phrase alone, between other words, in full-width characters, and twice in one text."""
    yield Way("alone", phrase, (0,))
    yield Way("carried", before + phrase + after, (len(before),))
    yield Way("wide", phrase.translate(_WIDE), (0,))
    if twice:
        between = "" if phrase.endswith(between) else between
        yield Way("twice", phrase + between + phrase, (0, len(phrase + between)))


def place(text: str, quote: str) -> tuple[int, int]:
    """Where a quote stands in a text that holds it once; `quote#2` is its second place."""
    words, _, nth = quote.partition("#")
    if not nth and text.count(words) != 1:
        raise ValueError(f"{words!r} does not stand once in {text!r}")
    at = -1
    for _ in range(int(nth or 1)):
        at = text.index(words, at + 1)
    return at, at + len(words)


def fold(text: str | None) -> str | None:
    """A cell of a table in the characters that patterns see."""
    return None if text is None else text.translate(MATCH)
