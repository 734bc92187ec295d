"""Which stretch of text belongs to which column: the way through rows and columns on which everything fits best.

Every stretch is a number, units, a date, a sentence …, and every column expects one of these. Going on to the next column costs nothing, leaving
one empty a little, a second stretch in one cell a little more or less, a new row what the rest of the old one lacks. The best way is found
from left to right (Viterbi's algorithm), so the time grows with the length of the table and no more.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from taskparse.lexicon.columns import COLUMNS, ColumnRole
from taskparse.lexicon.roles import UNIT_ROLES
from taskparse.lexicon.units import LEVELS
from taskparse.readers.flat.kinds import Kind
from taskparse.readers.flat.tokens import Form, Token


class Expected(NamedTuple):
    """A column: what it holds, and its name without white space."""

    role: ColumnRole
    name: str


class Place(NamedTuple):
    """Where a stretch stands: row from 0 below the header, and column; `column` is None for a heading over the whole width."""

    row: int
    column: int | None


_FITS: Final[dict[ColumnRole, dict[Kind, float]]] = {
    "number": {"number": 3, "ordinal": 1},
    "category": {"text": 1, "person": 1, "sentence": -1, "units": 0, "nothing": 0.5, "figure": -3, "number": -4},
    "task": {"sentence": 1.5, "text": 1.2, "person": 0.8, "units": -0.3, "date": -0.8, "figure": 0.2, "number": 0, "measure": 0, "nothing": 0, "ordinal": -3},
    "leader": {"person": 2, "text": -0.4, "nothing": 1, "units": -1.2, "sentence": -3},
    "due": {"date": 2, "text": -0.4, "person": -0.4, "nothing": 0.5, "sentence": -1.2, "units": -2, "figure": -0.5, "number": -1.5},
    "measure": {"measure": 2, "nothing": 1, "text": -1, "person": -0.5},
    "background": {"text": 0.2, "sentence": 0.6, "units": -0.2, "figure": 0.2, "number": -0.2, "person": 0.2, "date": 0.2, "nothing": 0.3, "measure": 0.2},
}  # fmt: skip
_UNITS: Final[dict[Kind, float]] = {"units": 2, "text": -0.4, "person": -0.2, "nothing": 1, "sentence": -2}
_BACKGROUND_UNITS: Final[dict[Kind, float]] = {"units": 1.9, "nothing": 0.5, "text": -0.6, "person": -0.6}
_MISFIT: Final = -4.0
_SKIP: Final[dict[ColumnRole, float]] = {
    "category": 0.2, "background": 0.25, "supporting": 0.5, "leader": 0.6, "due": 0.6, "measure": 0.6, "task": 0.9, "lead": 1.5, "responsible": 1.5, "number": 0.5,
}  # fmt: skip
"""What it costs to leave a column empty."""
_ONLY: Final = 3.0
"""…the only one of tasks."""
_STAY: Final[dict[ColumnRole, float]] = {
    "responsible": 0.4, "supporting": 0.3, "lead": 0.7, "task": 1.6, "background": 0.6, "leader": 0.5, "category": 1.2, "due": 1.5, "measure": 4, "number": 10,
}  # fmt: skip
"""What another stretch in the same cell costs."""
_GOES_ON: Final = 0.1
"""…where the one before was no whole."""
_SPACED: Final = 0.15
"""…where only a space parts them."""
_UNNUMBERED: Final = 3.0
"""What a row without a number costs where there is a column of numbers."""
_MERGED: Final = 0.3
"""…and how much less an empty cell costs in it."""
_ANEW: Final = 0.5
"""What a new row costs where none has a number."""
_NAMED: Final = frozenset((*UNIT_ROLES, "number"))
_NAME_ENDINGS: Final = ("单位", "部门", "科室", "处室", "序号", "编号")
_LOST: Final = 25.0
"""A table has ended where this much was lost since its best place."""
_HEADING: Final = 40
_FAR: Final = 1000
_NEVER: Final = -1e9


class _State(NamedTuple):
    """The best way that ends in a column: its score, the number of its row, the way before, whether a row begins here, and what an empty cell costs in it.

    In a row without a number empty cells are those of the row above.
    """

    score: float
    number: int | None
    before: "_State | None"
    column: int | None
    anew: bool
    lack: float = 1.0


def fit(tokens: Iterable[Token], columns: Sequence[Expected], form: Form) -> tuple[list[Token], list[Place]]:
    """The stretches that belong to the table, from the first on, and where each of them stands.

    The first list may hold more: what was looked at after the end.
    """
    skips = _skips(columns)
    numbered = next((i for i, column in enumerate(columns) if column.role == "number"), None)
    states: list[_State] = []
    taken: list[Token] = []
    best: float = 0.0
    final: _State | None = None
    waiting = iter(tokens)
    token = next(waiting, None)
    while token is not None:
        following = next(waiting, None)
        before = taken[-1] if taken else None
        states = _step(states, before, token, following, columns, skips, numbered, form)
        taken.append(token)
        state = max(states, key=lambda s: s.score - _rest(s, skips))
        score = state.score - _rest(state, skips)
        if score > best:
            best, final = score, state
        if score < best - _LOST:
            break
        token = following
    return taken, _places(final)


def _rest(state: _State, skips: Sequence[float]) -> float:
    """What the row lacks that ends here."""
    return 0.0 if state.column is None else state.lack * (skips[-1] - skips[state.column + 1])


def _skips(columns: Sequence[Expected]) -> list[float]:
    """What the columns before each place cost when they stay empty."""
    only = sum(column.role == "task" for column in columns) == 1
    sums = [0.0]
    for column in columns:
        sums.append(sums[-1] + (_ONLY if only and column.role == "task" else _SKIP[column.role]))
    return sums


def _step(
    states: Sequence[_State],
    before: Token | None,
    token: Token,
    following: Token | None,
    columns: Sequence[Expected],
    skips: Sequence[float],
    numbered: int | None,
    form: Form,
) -> list[_State]:
    found: list[_State] = []
    fresh = max(states, key=lambda s: s.score - _rest(s, skips)) if states else None
    may_begin = token.begins or form in ("lines", "bars")
    for index, column in enumerate(columns):
        fits = _fits(token, column)
        score, origin, anew = _NEVER, None, True
        lack = _MERGED if numbered is not None and index > numbered and fresh else 1.0
        if may_begin:
            score = (fresh.score - _rest(fresh, skips) if fresh else 0.0) - lack * skips[index]
            if numbered is None:
                score -= _ANEW
            elif index > numbered:
                score -= _UNNUMBERED
            origin = fresh
        for state in states:
            if state.column is None or state.column > index:
                continue
            if state.column == index:
                here = state.score - _stay(before, token, column, form)
            else:
                here = state.score - state.lack * (skips[index] - skips[state.column + 1])
                if form == "spaces" and len(token.text) == 1 and token.kind in ("text", "units"):
                    here -= 1.5
            if here >= score:
                score, origin, anew, lack = here, state, False, state.lack
        number = origin.number if origin else None
        if column.role == "number" and token.kind == "number":
            number = int("".join(c for c in token.text if c.isdecimal()))
            fits += _expectation(origin.number if origin else None, number)
        found.append(_State(score + fits, number, origin, index, anew, lack))
    if may_begin and (heading := _heading(token, following, numbered)) > _MISFIT:
        score = (fresh.score - _rest(fresh, skips) if fresh else 0.0) + heading
        found.append(_State(score, fresh.number if fresh else None, fresh, None, True))
    return found


def _fits(token: Token, column: Expected) -> float:
    if token.text == column.name and token.text:  # the header once more
        return -0.4
    if is_name(token.text):
        return _MISFIT
    if not token.text:
        return 0.4 if column.role != "number" else _MISFIT
    if column.role in UNIT_ROLES:
        return _UNITS.get(token.kind, _MISFIT)
    if column.role == "background" and column.name.endswith(("单位", "部门")):
        return _BACKGROUND_UNITS.get(token.kind, _MISFIT)
    return _FITS[column.role].get(token.kind, _MISFIT if column.role != "background" else 0.0)


def _stay(before: Token | None, token: Token, column: Expected, form: Form) -> float:
    """What it costs that a cell goes on with this stretch."""
    if form in ("bars", "rows-of-bars") or not token.text or (before and not before.text):
        return _FAR
    last = before.text[-1] if before else ""
    if last in "、,(" or token.text[0] in "、,;。)":
        return _GOES_ON
    if form == "spaces" and not token.begins and column.role not in ("number", "measure"):
        return (
            _SPACED + (0.3 if before and before.kind != token.kind else 0.0) + (0.2 if column.role == "lead" else 0.0)
        )
    if column.role in ("task", "background") and before and is_broken(before):
        return _GOES_ON
    return _STAY[column.role]


def is_name(text: str) -> bool:
    """Whether a stretch is the name of a column and nothing else: another table begins."""
    return COLUMNS.get(text) in _NAMED and text.endswith(_NAME_ENDINGS)


def is_broken(token: Token) -> bool:
    """Whether a stretch is a sentence that goes on in the next line."""
    return token.kind == "sentence" and token.text[-1] not in "。;!:"


def _expectation(before: int | None, number: int) -> float:
    """The next number is the sign of a row; one that follows later may be, one that falls back hardly."""
    if before is None or number == before + 1:
        return 1.5
    return -0.5 if number > before else 0.0 if number == 1 else -2.0


def _heading(token: Token, following: Token | None, numbered: int | None) -> float:
    """A heading over the whole width: 一、经济发展, or a title with a number after it."""
    text = token.text
    if len(text) > _HEADING or not text or text[-1] in "。;," or numbered is None:
        return _MISFIT
    if text[0] in "一二三四五六七八九十(" and ("、" in text[:4] or ")" in text[:4]) and token.kind != "ordinal":
        return 0.8
    titled = token.kind in ("text", "person") and text[0] not in LEVELS
    return -0.3 if titled and following and following.kind == "number" else _MISFIT


def _places(state: _State | None) -> list[Place]:
    ways: list[_State] = []
    while state is not None:
        ways.append(state)
        state = state.before
    places: list[Place] = []
    row = -1
    for way in reversed(ways):
        row += way.anew
        places.append(Place(row, way.column))
    return places
