"""Lines while they are mended: characters that can be changed, each with its place and its score; and the record of what was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from taskparse.readers.ocr.geometry import breadths, white
from taskparse.readers.ocr.seen import Seen, Sight

_EXAMPLES = 4


@dataclass(slots=True)
class Draft:
    """A line of a page: `centres` (sizes are their steps) and `scores` go with `chars`; where they are not known, `centres` is empty."""

    page: int
    seen: Seen
    chars: list[str]
    centres: list[float]
    scores: list[float]

    @classmethod
    def of(cls, page: int, seen: Seen) -> Draft:
        """A line as it was seen, without white space but for that between Latin words."""
        known = len(seen.centres) == len(seen.text) == len(seen.scores)
        keep = [i for i, char in enumerate(seen.text) if not char.isspace() or _parts_words(seen.text, i)]
        return cls(
            page,
            seen,
            [seen.text[i] for i in keep],
            [seen.centres[i] for i in keep] if known else [],
            [seen.scores[i] if known else seen.score for i in keep],
        )

    @property
    def text(self) -> str:
        """What it says now."""
        return "".join(self.chars)

    @property
    def length(self) -> float:
        """From its left to its right end, in pixels."""
        (x0, y0), (x1, y1) = self.seen.corners[:2]
        return hypot(x1 - x0, y1 - y0)

    @property
    def size(self) -> float:
        """How far apart its Chinese characters stand, in pixels; of a line without two of them, about how high it is."""
        wide = [width == 1.0 for width in breadths(self.text)]
        steps = (
            [b - a for (a, b), (v, w) in zip(pairwise(self.centres), pairwise(wide), strict=True) if v and w]
            if self.centres
            else []
        )
        (x0, y0), (x3, y3) = self.seen.corners[0], self.seen.corners[3]
        return sorted(steps)[len(steps) // 2] if len(steps) > 2 else 0.85 * hypot(x3 - x0, y3 - y0)

    def misfit(self, text: str) -> float:
        """How far, in pixels and on the mean, the characters stand from where they would if the line were set with this text."""
        widths = breadths(text)
        before, after = white(text)
        step = self.length / max(sum(widths) - before - after, 0.5)
        at, off = -before * step, 0.0
        for width, centre in zip(widths, self.centres, strict=True):
            off += abs(at + width * step / 2 - centre)
            at += width * step
        return off / len(widths)

    def replace(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of some characters; it is as sure as the surest of them and divides their room."""
        low = self.centres[start] if start < len(self.centres) else self.length
        high = self.centres[end - 1] if start < end <= len(self.centres) else low
        sure = max(self.scores[start:end], default=1.0)
        self.chars[start:end] = text
        self.scores[start:end] = [sure] * len(text)
        if self.centres:
            if start == end:  # between two characters, or before the first
                last = self.centres[start - 1] if start else 0.0
                room = low - last
                self.centres[start:end] = [last + room * (k + 1) / (len(text) + 1) for k in range(len(text))]
            elif len(text) == end - start:
                pass
            else:
                step = (high - low) / max(len(text) - 1, 1)
                self.centres[start:end] = [low + step * k for k in range(len(text))]

    def done(self) -> Seen:
        """The line as it is now."""
        centres = tuple(self.centres)
        return self.seen._replace(text=self.text, centres=centres, scores=tuple(self.scores) if centres else ())


def _parts_words(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()


class Change(NamedTuple):
    """What was read, what it was taken for."""

    before: str
    after: str


@dataclass(slots=True)
class Record:
    """What was mended, in order, with the page of each."""

    signs: int = 0
    changes: list[tuple[Change, int]] = field(default_factory=list)

    def note(self, before: str, after: str, page: int) -> None:
        """Remember a change."""
        self.changes.append((Change(before, after), page))

    def remarks(self) -> Iterator[str]:
        """What a clerk should know: how many places, some examples."""
        if self.signs:
            signs = "1 sign of Chinese text was" if self.signs == 1 else f"{self.signs} signs of Chinese text were"
            yield f"text recognition: {signs} read half as broad as printed, and mended"
        if not self.changes:
            return
        first: dict[Change, int] = {}
        for change, page in self.changes:
            first.setdefault(change, page)
        usual = [change for change, _ in Counter(change for change, _ in self.changes).most_common(_EXAMPLES)]
        some = "; ".join([f"{c.before} → {c.after} (page {first[c]})" for c in usual])
        more = "; …" if len(first) > len(usual) else ""
        places = "1 place was" if len(self.changes) == 1 else f"{len(self.changes)} places were"
        yield f"text recognition: {places} mended by the page's own measures and the document's own words: {some}{more}"


def in_order(sight: Sight) -> Sequence[Seen]:
    """The lines from top to bottom, those of one height from left to right."""
    lines = sorted(sight.lines, key=_middle)
    rows: list[list[Seen]] = []
    for line in lines:
        if rows and _middle(line) - _middle(rows[-1][0]) < 0.5 * _height(rows[-1][0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda seen: seen.corners[0][0])]


def _middle(line: Seen) -> float:
    return sum([y for _, y in line.corners]) / 4


def _height(line: Seen) -> float:
    return abs(line.corners[3][1] - line.corners[0][1])
