"""A text and its quantities: sentence signs, quotation marks, and the stretches between them, found once."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from taskparse import patterns
from taskparse.language.quantities import Quantity

_BREAK_RE: Final = patterns.compile(r"[,。;:!?\n]")
_REACH: Final = 1000
"""No sentence is longer on either side of a figure, in characters: a list without end must not cost its square."""
_OPENING_RE: Final = patterns.compile(r"[(\[]")
_CLOSING_RE: Final = patterns.compile(r"[)\]]")
_QUOTES: Final = '“"《‘'
_QUOTED_RE: Final = patterns.compile(r"“[^“”]{0,80}”|\"[^\"]{0,80}\"|《[^《》]{0,120}》|‘[^‘’]{0,80}’")


@dataclass(slots=True)
class Scene:
    """A folded text and the quantities in it."""

    text: str
    quantities: tuple[Quantity, ...]
    year: int | None = None
    """The plan's, where it is known."""
    _breaks: list[int] = field(init=False)
    _quoted: list[tuple[int, int]] = field(init=False)
    _starts: list[int] = field(init=False)
    _segments: dict[int, tuple[int, int]] = field(init=False, default_factory=dict)
    _sentences: dict[int, int] = field(init=False, default_factory=dict)
    """By the places that were asked for: every trap and every metric asks for those of its figure."""

    def __post_init__(self) -> None:
        self._breaks = [m.start() for m in _BREAK_RE.finditer(self.text)]
        quoted = [sign for sign in _QUOTES if sign in self.text]
        self._quoted = [m.span() for m in _QUOTED_RE.finditer(self.text)] if quoted else []
        self._starts = [quantity.start for quantity in self.quantities]

    def segment(self, at: int) -> tuple[int, int]:
        """The stretch between the sentence signs around `at`; 、 and brackets do not end it."""
        if (known := self._segments.get(at)) is not None:
            return known
        index = bisect_left(self._breaks, at)
        start = self._breaks[index - 1] + 1 if index else 0
        end = self._breaks[index] if index < len(self._breaks) else len(self.text)
        self._segments[at] = found = max(start, at - _REACH), min(end, at + _REACH)
        return found

    def scope(self, at: int) -> tuple[int, int]:
        """The segment around `at` without what stands in brackets beside it, or only the bracket's content where `at` stands in one."""
        start, end = self.segment(at)
        opening = max(self.text.rfind("(", start, at), self.text.rfind("[", start, at))
        if opening >= 0 and self.text.find(")", opening, at) < 0 and self.text.find("]", opening, at) < 0:
            closing = _CLOSING_RE.search(self.text, at, end)
            return opening + 1, closing.start() if closing else end
        following = _OPENING_RE.search(self.text, at, end)
        return start, following.start() if following else end

    def sentence(self, at: int) -> int:
        """Where the sentence around `at` begins."""
        if (known := self._sentences.get(at)) is not None:
            return known
        first = max(0, at - _REACH)
        found = max([self.text.rfind(sign, first, at) for sign in "。\n;"])
        self._sentences[at] = start = found + 1 if found >= 0 else first
        return start

    def is_quoted(self, at: int) -> bool:
        """Whether `at` stands inside quotation marks or a book title."""
        return any(start < at < end for start, end in self._quoted)

    def before(self, at: int, size: int) -> str:
        """Up to `size` characters before `at`."""
        return self.text[at - size if at > size else 0 : at]

    def within(self, begin: int, end: int) -> tuple[Quantity, ...]:
        """The quantities that begin in [begin, end)."""
        return self.quantities[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]

    def next(self, index: int) -> Quantity | None:
        """The quantity after the one at `index`."""
        return self.quantities[index + 1] if index + 1 < len(self.quantities) else None
