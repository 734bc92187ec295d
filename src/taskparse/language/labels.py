"""Labels of a clause: 牵头单位：, 【配合单位】, 责任处室：, 包抓领导：, 完成时限：.

One pattern knows them all; what stands after the label tells a label from the same words in a sentence.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.lexicon.roles import (
    BARE_LABELS,
    DUE_LABEL,
    LABEL_NOUNS,
    LABEL_STARTS,
    LABEL_STEMS,
    LEADER_LABEL,
    OTHER_LABEL,
    UNIT_ROLES,
    Role,
)


class Label(NamedTuple):
    """A label at [start, end), its sign included; its words as printed, and the role of the list after it."""

    start: int
    end: int
    words: str
    role: Role


_UNITS: Final = "|".join(f"(?P<{role}>{'|'.join(LABEL_STEMS[role])})" for role in UNIT_ROLES)
_BARE: Final = "|".join(f"(?P<{role}>{'|'.join(BARE_LABELS[role])})" for role in UNIT_ROLES)
_LABEL_RE: Final = patterns.compile(
    rf"(?:[省市州县区]级|[市县区]直)?(?P<open>\[)?(?P<label>(?:{_UNITS})(?P<noun>{'|'.join(LABEL_NOUNS)})(?!级?领导)"
    rf"|(?P<leader>{LEADER_LABEL})|(?P<due>{DUE_LABEL})|(?P<other>{OTHER_LABEL})|{_BARE})"
    r"(?:(?P<sign>(?:[及和与、/](?:单位|部门))?(?:\([^()]{1,6}\))?(?(open)\]:?|(?::|(?<=单位|部门)(?:分别)?[为是](?=[省市州县区旗各]))))|(?(open)(?!)))"
)
"""Labels of units first, for most are; but 牵头处级领导 is one of people."""
_GROUPS: Final = _LABEL_RE.groupindex
_WORDS: Final = _GROUPS["label"]
_SIGN: Final = _GROUPS["sign"]
_NOUN: Final = _GROUPS["noun"]
_KINDS: Final[tuple[tuple[int, Role], ...]] = tuple(
    (_GROUPS[role], role) for role in (*UNIT_ROLES, "leader", "due", "other")
)
"""Numbers of groups: asked by its name, a group takes ten times as long."""
_FIRST: Final = frozenset(start[0] for start in LABEL_STARTS) | {"["}
_BEFORE_UNIT: Final = frozenset("省市州县区旗盟镇乡各")
_LIST_SIGNS: Final = frozenset(",;、。 ")


def label_at(text: str, begin: int = 0, end: int | None = None) -> Label | None:
    """The label with its colon or brackets that begins at `begin`.

    >>> label_at("配合处室:财务处")
    Label(start=0, end=5, words='配合处室', role='supporting')
    """
    match = _match(text, begin, len(text) if end is None else end)
    return _label(match) if match is not None and match[_SIGN] is not None else None


def first_label(text: str, begin: int = 0, end: int | None = None) -> Label | None:
    """The first label with its colon or brackets."""
    if not (":" in text or "]" in text or "单位" in text or "部门" in text):  # nothing that a label ends with
        return None
    return next((_label(m) for m in _matches(text, begin, end) if m[_SIGN] is not None), None)


def labels_in(text: str, begin: int, end: int, first: Label | None = None) -> list[Label]:
    """Labels with their colons, and those whose colon was lost, at the start of a list and before a unit.

    `first`: the label at `begin`, where it is known.
    """
    labels = [
        _label(match)
        for match in _matches(text, first.end if first else begin, end)
        if match[_SIGN] is not None
        or (
            _is_before_unit(text, match, end)
            and (match.start() == begin or text[match.start() - 1] in _LIST_SIGNS or match[_NOUN] in LABEL_NOUNS[:2])
        )
    ]
    return [first, *labels] if first else labels


def lost_label_at(text: str, begin: int, end: int) -> Label | None:
    """A label of units at `begin`, its colon lost, before a unit: 牵头单位县林业局."""
    match = _match(text, begin, end)
    return _label(match) if match is not None and _is_before_unit(text, match, end) else None


def open_label_at(text: str) -> Label | None:
    """The words of a label at the start, whatever stands after them: on a line of its own the colon may be set as a space."""
    match = _match(text, 0, len(text))
    named = match is not None and (match[_NOUN] or match["leader"] or match["due"])
    return _label(match) if match is not None and named else None


def _matches(text: str, begin: int, end: int | None) -> "Iterator[regex.Match[str]]":
    """What `_LABEL_RE.finditer` gives, at a fourth of the cost: the pattern has a hundred branches, and is tried only where a label may begin."""
    stop, done = len(text) if end is None else end, begin
    for at, first in enumerate(text[begin:stop], begin):
        if (
            first in _FIRST
            and (first == "[" or text[at : at + 2] in LABEL_STARTS)
            and at >= done
            and (match := _LABEL_RE.match(text, at, stop)) is not None
        ):
            yield match
            done = match.end()


def _match(text: str, at: int, end: int) -> "regex.Match[str] | None":
    start = text[at : at + 2]
    return _LABEL_RE.match(text, at, end) if start in LABEL_STARTS or start[:1] == "[" else None


def _is_before_unit(text: str, match: "regex.Match[str]", end: int) -> bool:
    at = match.end()
    return match[_SIGN] is None and match[_NOUN] is not None and at < end and text[at] in _BEFORE_UNIT


def _label(match: "regex.Match[str]") -> Label:
    role = next(kind for group, kind in _KINDS if match[group] is not None)
    return Label(match.start(), match.end(), match[_WORDS], role)
