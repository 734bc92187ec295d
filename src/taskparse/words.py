"""Longest words: which word of a list begins or ends at a place.

A pattern with a named list says the same, but a list of hundreds of words takes milliseconds to compile at every start of the
command; a set takes none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words, and how long they are by their first and by their last character.

    Most places of a text have none of these characters, and need no further look.
    """

    words: frozenset[str]
    beginning: Mapping[str, int]
    ending: Mapping[str, int]
    """The length of the longest word that begins or ends with a character."""

    @classmethod
    def of(cls, words: Iterable[str]) -> "Words":
        """The set of these words."""
        by_length = sorted(words, key=len)
        beginning, ending = ({word[place]: len(word) for word in by_length} for place in (0, -1))
        return cls(frozenset(by_length), beginning, ending)

    def at(self, text: str, start: int, end: int) -> int:
        """Where the longest word that begins at `start` ends, or `start` where none does.

        >>> Words.of(("新建", "新建改造")).at("新建改造公园", 0, 6)
        4
        """
        longest = self.beginning.get(text[start : start + 1])
        if longest is None:
            return start
        for stop in range(min(start + longest, end), start, -1):
            if text[start:stop] in self.words:
                return stop
        return start

    def before(self, text: str, start: int, end: int) -> int:
        """Where the longest word that ends at `end` begins, not before `start`, or `end` where none does."""
        longest = self.ending.get(text[end - 1 : end])
        if longest is None:
            return end
        for begin in range(max(start, end - longest), end):
            if text[begin:end] in self.words:
                return begin
        return end
