"""Where every character went: claimed + ignored + unclaimed = characters, always."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.source import SourceText, Span

_SPACE_RE: Final = patterns.compile(r"\s+")
_UNCLAIMED, _CLAIMED, _IGNORED = 0, 1, 2
_CLAIMED_MARK, _IGNORED_MARK = bytes([_CLAIMED]), bytes([_IGNORED])
_STRETCH_RE: Final = patterns.compile(rb"\x00(?:[\x00\x02]*\x00)?")


class Counted(NamedTuple):
    """The account of a document's characters; `furniture` gives the ignored ones by reason."""

    characters: int
    claimed: int
    ignored: int
    furniture: tuple[tuple[str, int], ...]
    unclaimed: tuple[Span, ...]


def count(source: SourceText, claims: Iterable[Span]) -> Counted:
    """Account for every character of the canonical text.

    White space and furniture are ignored wherever they stand; the rest is claimed or unclaimed. An unclaimed stretch may run over
    white space and furniture; `unclaimed` gives each without them at its ends.
    """
    size = len(source.text)
    mask = bytearray(size)
    for start, end in claims:
        mask[start:end] = _CLAIMED_MARK * (end - start)
    reasons: dict[str, int] = {}
    for start, end, reason in source.furniture:
        reasons[reason] = reasons.get(reason, 0) + _ignore(mask, start, end)
    for placed, following in pairwise(source.placed):
        if placed.block.glue.strip():  # the separators of a table row
            reasons["separator"] = reasons.get("separator", 0) + _ignore(mask, placed.end, following.start, source.text)
    others = mask.count(_IGNORED)
    for match in _SPACE_RE.finditer(source.text):
        start, end = match.span()
        mask[start:end] = _IGNORED_MARK * (end - start)
    reasons["white-space"] = mask.count(_IGNORED) - others
    found = []
    for stretch in _STRETCH_RE.finditer(bytes(mask)):
        start, end = stretch.span()
        while end > start and mask[end - 1] == _IGNORED:
            end -= 1
        found.append(Span(start, end))
    ignored = mask.count(_IGNORED)
    return Counted(
        size, mask.count(_CLAIMED), ignored, tuple(sorted((r, n) for r, n in reasons.items() if n)), tuple(found)
    )


def _ignore(mask: bytearray, start: int, end: int, text: str | None = None) -> int:
    """Mark as ignored what is not so yet, leaving white space for its own reason where a text is given."""
    if text is None:
        added = end - start - mask.count(_IGNORED, start, end)
        mask[start:end] = _IGNORED_MARK * (end - start)
        return added
    signs = [i for i in range(start, end) if mask[i] != _IGNORED and not text[i].isspace()]
    for i in signs:
        mask[i] = _IGNORED
    return len(signs)
