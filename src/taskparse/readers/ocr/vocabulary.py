"""Labels and names that recognition damages, mended only towards those that the same document prints elsewhere, and more often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.lexicon.roles import LABELS
from taskparse.lexicon.units import BARE_ORGANS, ENDINGS, STEMS
from taskparse.readers.ocr.drafts import Draft, Record

_OFTEN: Final = 3
"""What stands so many times in a document may mend what stands there seldom."""

_TIMES: Final = 2
"""It is at least so many times as frequent."""

_DOUBTFUL: Final = 0.9
"""A character less sure than this may have been another."""

_SHORTEST_NAME: Final = 3
_GAP: Final = 1.6
"""Two characters so many sizes apart have had another between them."""

_PAGE_NUMBER_RE: Final = patterns.compile(r"[-‐–—―─一·.]*\d{1,4}[-‐–—―─一·.]*")
_WORD_RE: Final = patterns.compile(r"[^、，,；;：:（）()。《》“”〔〕\s]+")
_LABEL_RE: Final = patterns.compile(r"(?<=^|[（(；;。，,：:])(\p{Han}{4,6})(?=[：:])")
_COLON_RE: Final = patterns.compile(r"(?<=\p{Han})(?P<sign>[：:；;，,])(?P<label>\p{Han}{4,6})[：:]")
"""：before a label, where the document has ；: 牵头单位：甲：责任单位：乙"""

_CLAUSE_RE: Final = patterns.compile(r"[（(]\p{Han}{4,6}[：:][^（）()。]*")
_DOT_RE: Final = patterns.compile(r"(?<=\p{Han})\.(?=\p{Han})")
"""各相关部门.各街乡: a comma that lost its tail"""

_UNMARKED_RE: Final = patterns.compile(r"(?<=[（(；;：:])(?P<label>\p{Han}{4})(?=\p{Han})")

_LABELLED_RE: Final = patterns.compile(r"(?P<label>\p{Han}{4})[：:]")

_ALL_LABELS: Final = frozenset(label for labels in LABELS.values() for label in labels if len(label) >= 4)
_ALL_ENDINGS: Final = tuple({ending for endings in ENDINGS.values() for ending in endings})


class _Place(NamedTuple):
    """A character of the whole text: its line and its index there."""

    line: int
    at: int


class _Fix(NamedTuple):
    """Characters start:end of the whole text, read wrong."""

    start: int
    end: int
    right: str


def mend_words(lines: Sequence[Draft], record: Record) -> None:
    """Mend the labels and the names of a document's lines, given in reading order; words go on over line and page ends."""
    for find in (_label_fixes, _sign_fixes, _name_fixes):
        places = [
            _Place(number, index)
            for number, line in enumerate(lines)
            if not _PAGE_NUMBER_RE.fullmatch(line.text)
            for index in range(len(line.chars))
        ]
        text = "".join([lines[place.line].chars[place.at] for place in places])
        for fix in sorted(find(text, places, lines), reverse=True):
            _apply(fix, text, places, lines, record)


def _label_fixes(text: str, places: Sequence[_Place], lines: Sequence[Draft]) -> Iterable[_Fix]:
    """What stands where labels do and is one character from a label of this document: 贵任单位："""
    found = list(_LABEL_RE.finditer(text))
    counts = Counter([match[1] for match in found])
    usual = [label for label in counts if label in _ALL_LABELS and counts[label] >= _OFTEN]
    for match in found:
        if match[1] in _ALL_LABELS:
            continue
        near = [
            label for label in usual if _differ(match[1], label) is not None and _is_seldom(match[1], label, counts)
        ]
        if len(near) == 1:
            yield _Fix(*match.span(1), near[0])


def _sign_fixes(text: str, places: Sequence[_Place], lines: Sequence[Draft]) -> Iterable[_Fix]:
    """A colon before a label is the sign that stands before it elsewhere: no label comes after another without a name between them."""
    found = [match for match in _COLON_RE.finditer(text) if match["label"] in _ALL_LABELS]
    usual: dict[str, Counter[str]] = {}
    for match in found:
        if match["sign"] not in "：:":
            usual.setdefault(match["label"], Counter())[match["sign"]] += 1
    for clause in _CLAUSE_RE.finditer(text):
        yield from [_Fix(*dot.span(), "，") for dot in _DOT_RE.finditer(text, *clause.span())]
    for match in found:
        if match["sign"] in "：:" and match["label"] in usual:
            sign, count = usual[match["label"]].most_common(1)[0]
            if count >= _OFTEN:
                yield _Fix(*match.span("sign"), sign)
    marked = Counter([match["label"] for match in _LABELLED_RE.finditer(text)])
    for match in _UNMARKED_RE.finditer(text):
        if match["label"] in _ALL_LABELS and marked[match["label"]] >= _OFTEN and _has_gap(match.end(), places, lines):
            yield _Fix(match.end(), match.end(), "：")


def _name_fixes(text: str, places: Sequence[_Place], lines: Sequence[Draft]) -> Iterable[_Fix]:
    """Names of units that are one doubtful or lost character from a name that stands often: 区往房和城乡建设局."""
    found = [match for match in _WORD_RE.finditer(text) if len(match[0]) >= _SHORTEST_NAME]
    counts = Counter([match[0] for match in found])
    usual = [w for w in counts if counts[w] >= _OFTEN and len(w) >= _SHORTEST_NAME and w.endswith(_ALL_ENDINGS)]
    by_length: dict[int, list[str]] = {}
    for name in usual:
        by_length.setdefault(len(name), []).append(name)
    for match in found:
        word = match[0]
        if word in usual:
            continue
        near = [
            name
            for name in (*by_length.get(len(word), ()), *by_length.get(len(word) + 1, ()))
            if name[-1] == word[-1]
            and _is_seldom(word, name, counts)
            and _is_damaged(match.start(), word, name, places, lines)
        ]
        if len(near) == 1:
            yield _Fix(*match.span(), near[0])


def _is_seldom(word: str, usual: str, counts: Counter[str]) -> bool:
    return counts[word] * _TIMES <= counts[usual]


def _is_damaged(start: int, word: str, name: str, places: Sequence[_Place], lines: Sequence[Draft]) -> bool:
    """Whether the one character by which a word differs from a name was doubtful, or has left its room."""
    if len(word) == len(name):
        at = _differ(word, name)
        if at is None or _known(word):
            return False
        line, index = places[start + at]
        return lines[line].scores[index] < _DOUBTFUL
    at = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), len(word))
    if not 0 < at < len(word) or word[at:] != name[at + 1 :]:
        return False
    return _has_gap(start + at, places, lines)


def _has_gap(at: int, places: Sequence[_Place], lines: Sequence[Draft]) -> bool:
    """Whether there is room for a character before one of the whole text."""
    last, new = places[at - 1], places[at]
    line = lines[last.line]
    wide = bool(line.centres) and line.centres[new.at] - line.centres[last.at] > _GAP * line.size
    return last.line == new.line and wide


def _differ(word: str, other: str) -> int | None:
    """Where two words of one length differ, if in one character only.

    >>> _differ("贵任单位", "责任单位"), _differ("责任单位", "牵头单位")
    (0, None)
    """
    if len(word) != len(other):
        return None
    places = [i for i, (a, b) in enumerate(zip(word, other, strict=True)) if a != b]
    return places[0] if len(places) == 1 else None


def _known(word: str) -> bool:
    """Whether a word is the name of a department that exists in many places: 区体育局 beside 区教育局."""
    return any(word[skip:-1] in STEMS or word[skip:] in BARE_ORGANS for skip in (0, 1))


def _apply(fix: _Fix, text: str, places: Sequence[_Place], lines: Sequence[Draft], record: Record) -> None:
    wrong = text[fix.start : fix.end]
    after = text[fix.end : fix.end + 4] if len(wrong) < 2 else ""
    record.note(wrong + after, fix.right + after, lines[places[fix.start].line].page)
    if len(wrong) == len(fix.right):
        for place, new in zip(places[fix.start : fix.end], fix.right, strict=True):
            lines[place.line].chars[place.at] = new
        return
    at = next((i for i, (a, b) in enumerate(zip(wrong, fix.right, strict=False)) if a != b), len(wrong))
    line, index = places[fix.start + at]
    lines[line].replace(index, index, fix.right[at])
