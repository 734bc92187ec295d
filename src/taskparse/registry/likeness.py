"""The registered names nearest to one that no unit has."""

from __future__ import annotations

from typing import Final

from taskparse.checks.aliases import shortens
from taskparse.registry.directory import Directory, Period, folded

_MOST: Final = 3
"""So many names are proposed."""
_LEAST_LIKE: Final = 60
"""Two names of four characters that share three are 75 % alike: 县程管局, 县城管局. Those that share two, most of which are others, 50 %."""


class Nearest:
    """Finds names by likeness among those of a time."""

    def __init__(self, directory: Directory, period: Period) -> None:
        stated = list(directory.names(period))
        self._names = [name for name, _ in stated]
        self._units = [unit for _, unit in stated]
        self._folded = [folded(name) for name in self._names]
        self._proposed = [set(map(folded, unit.proposals)) for unit in self._units]

    def to(self, name: str) -> list[str]:
        """At most three names of different units, the likeliest first.

        Units that it is proposed for, then names that it shortens or that shorten it, then those that share most characters in the same
        order (rapidfuzz's ratio); of equal ones the first in the registry.
        """
        from rapidfuzz import fuzz, process

        key = folded(name)
        ranks = {
            index: 300.0 if key in self._proposed[index] else 200.0
            for index, known in enumerate(self._folded)
            if key in self._proposed[index] or shortens(key, known) or shortens(known, key)
        }
        for _, score, index in process.extract(
            key, self._folded, scorer=fuzz.ratio, score_cutoff=_LEAST_LIKE, limit=None
        ):
            ranks[index] = ranks.get(index, 0.0) + score
        likeliest: dict[str, str] = {}
        for index in sorted(ranks, key=lambda index: (-ranks[index], index)):
            likeliest.setdefault(self._units[index].id, self._names[index])
        return list(likeliest.values())[:_MOST]
