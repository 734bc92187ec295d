"""Longest words: which word of a list begins or ends at a place.

A pattern with a named list says the same, but a list of hundreds of words takes milliseconds to compile at every start of the
command; a set takes none.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words and the length of the longest."""

    words: frozenset[str]
    longest: int
    firsts: frozenset[str]
    lasts: frozenset[str]
    """Their first and last characters: most places of a text have none of them, and need no further look."""

    @classmethod
    def of(cls, words: Iterable[str]) -> "Words":
        """The set of these words."""
        chosen = frozenset(words)
        return cls(chosen, max(map(len, chosen)), frozenset(w[0] for w in chosen), frozenset(w[-1] for w in chosen))

    def at(self, text: str, start: int, end: int) -> int:
        """Where the longest word that begins at `start` ends, or `start` where none does.

        >>> Words.of(("新建", "新建改造")).at("新建改造公园", 0, 6)
        4
        """
        if text[start : start + 1] not in self.firsts:
            return start
        for stop in range(min(start + self.longest, end), start, -1):
            if text[start:stop] in self.words:
                return stop
        return start

    def before(self, text: str, start: int, end: int) -> int:
        """Where the longest word that ends at `end` begins, not before `start`, or `end` where none does."""
        if text[end - 1 : end] not in self.lasts:
            return end
        for begin in range(max(start, end - self.longest), end):
            if text[begin:end] in self.words:
                return begin
        return end
