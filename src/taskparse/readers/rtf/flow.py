"""What is open while an RTF file is read: what holds in a group, paragraphs and cells that have not ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from taskparse import patterns
from taskparse.readers.rtf.tables import Edges
from taskparse.source import Block

_HALVES_RE: Final = patterns.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Group:
    """What holds until a group ends."""

    skipped: bool = False
    fonts: bool = False
    label: bool = False
    hidden: bool = False
    deleted: bool = False
    centred: bool = False
    in_table: bool = False
    unicode_skip: int = 1
    font: int = -1


@dataclass
class Flow:
    """Paragraphs of the body, or of what stands apart from it: its blocks, and what is open."""

    reason: str = ""
    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    """Text boxes, which follow the paragraph that they are anchored in."""
    content: list[Block] = field(default_factory=list)
    """Paragraphs of the cell that is open."""
    cells: list[list[Block]] = field(default_factory=list)
    rows: list[tuple[list[list[Block]], Edges]] = field(default_factory=list)


def joined(pieces: list[str]) -> str:
    """The text of pieces; characters beyond the basic plane stand as two halves."""
    text = "".join(pieces)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if _HALVES_RE.search(text) else text
