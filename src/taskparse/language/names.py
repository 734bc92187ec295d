"""Names of units: what their endings say, and what makes a collective of them."""

from functools import lru_cache
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.lexicon.units import COLLECTIVE_NOUNS, ENDINGS, UnitKind


class NamedUnit(NamedTuple):
    """A unit named at [start, end) of the text it was found in, its note included; the name proper ends at `stop`.

    `name` is the unit as meant, in the text's folded characters: `prefix` and `suffix` are what the list says once for several names.
    """

    name: str
    start: int
    stop: int
    end: int
    kind: UnitKind
    collective: bool = False
    open_ended: bool = False
    note: tuple[int, int] | None = None
    prefix: str = ""
    suffix: str = ""

    def moved(self, by: int) -> "NamedUnit":
        """The same unit in a text where its place begins `by` characters later."""
        if by == 0:
            return self
        name, start, stop, end, kind, collective, open_ended, note, prefix, suffix = self
        note = note and (note[0] + by, note[1] + by)
        return NamedUnit(name, start + by, stop + by, end + by, kind, collective, open_ended, note, prefix, suffix)


_KINDS: Final = {ending: kind for kind, endings in ENDINGS.items() for ending in endings}
_LONGEST: Final = max(map(len, _KINDS))
_COLLECTIVE_RE: Final = patterns.compile(
    r"""
      (?:各|全体|所有)(?!自|项|类|种).*                                  # 各街道, 各相关部门
    | (?:有关|相关|其他|其它|涉及)(?:[^、,;]{0,8})\L<nouns>              # 有关单位, 相关乡镇
    | .{0,8}?(?:各|有关|相关)[^、,;]{0,8}\L<nouns>                        # 区直各相关单位, 区政府各部门
    """,
    regex.VERBOSE,
    nouns=COLLECTIVE_NOUNS,
)


@lru_cache(maxsize=4096)
def kind_of(name: str) -> UnitKind | None:
    """The kind that the ending of a name means, or None for a name that ends like no unit.

    >>> kind_of("县生态环境分局"), kind_of("岚山街道"), kind_of("增强动力")
    ('vertical', 'township', None)
    """
    if name.startswith("团") and name.endswith("委"):
        return "mass"
    for size in range(min(_LONGEST, len(name)), 0, -1):
        kind = _KINDS.get(name[-size:])
        if kind is not None and (size < len(name) or size > 1):
            return kind
    return None


@lru_cache(maxsize=4096)
def is_collective(name: str) -> bool:
    """Whether a name means several units without naming them.

    >>> is_collective("各街道"), is_collective("区直有关单位"), is_collective("区各界人士联谊会")
    (True, True, False)
    """
    return _COLLECTIVE_RE.fullmatch(name) is not None


def is_unit_like(text: str) -> bool:
    """Whether a whole stretch reads as the name of a unit: it ends like one, or is a collective."""
    name = text.split("(")[0] if text.endswith(")") and not text.startswith("(") else text
    return 2 <= len(name) <= 30 and (kind_of(name) is not None or is_collective(name))
