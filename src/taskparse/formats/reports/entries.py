"""What all reports are written from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, NamedTuple

from taskparse.checks.rules import Severity
from taskparse.formats.positions import Position

_WORD_RE: Final = re.compile(r""""[^"]*"|[^\s,:{}\[\]]+|.?""")


class RuleEntry(NamedTuple):
    """A rule as a report describes it: a stable id, a name, what it looks for, what to do."""

    id: str
    name: str
    title: str
    hint: str | None
    severity: Severity


class Excerpt(NamedTuple):
    """A line of text and the part of it that is meant."""

    line: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding of a report.

    `position`: line and column of the data file; `page`, `quote`: where the data carries them, the page and the text of the notice.
    `excerpt`: the line that is shown. `fingerprint`: the same as long as the finding is, wherever it moves to in its file.
    """

    file: str
    rule: RuleEntry
    message: str
    position: Position | None = None
    path: str = ""
    task: str | None = None
    page: int | None = None
    quote: str | None = None
    excerpt: Excerpt | None = field(default=None, compare=False)
    fingerprint: str = ""


def excerpt_at(line: str, column: int, quote: str = "") -> Excerpt:
    """A line of a data file with the quote marked that stands in it from a column on, or else the word there.

    >>> line = '- {name: 区数据局, kind: x}'
    >>> excerpt_at(line, 3, "区数据局")[1:], excerpt_at(line, 16)[1:], excerpt_at(line, 22)[1:]
    ((9, 13), (15, 19), (21, 22))
    """
    start = column - 1
    at = line.find(quote, start) if quote else -1
    if at >= 0:
        return Excerpt(line, at, at + len(quote))
    word = _WORD_RE.match(line, start)
    return Excerpt(line, start, word.end() if word else start + 1)


def fingerprints(identities: Iterable[Sequence[object]]) -> list[str]:
    """A fingerprint for each finding of a file, of what makes it this finding; the second of two equal ones gets another.

    >>> one, two, three = fingerprints([("TP201", "新建公园"), ("TP201", "新建书店"), ("TP201", "新建公园")])
    >>> one == fingerprints([("TP201", "新建公园")])[0], one != three, len(one)
    (True, True, 32)
    """
    seen: Counter[str] = Counter()
    made = []
    for identity in identities:
        text = "\0".join(map(str, identity))
        seen[text] += 1
        made.append(sha256(f"{text}\0{seen[text]}".encode(errors="backslashreplace")).hexdigest()[:32])
    return made
