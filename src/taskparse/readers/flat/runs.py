"""Items that run on in one line, each followed by its labelled fields: 1.新建…。 责任单位：… 完成情况：… 2.改建…。 责任单位：…"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from taskparse import patterns
from taskparse.lexicon.characters import MATCH
from taskparse.lexicon.roles import DUE_LABEL, LABEL_NOUNS, LABEL_STEMS, LEADER_LABEL, OTHER_LABEL, UNIT_ROLES
from taskparse.source import Block

_STEMS: Final = "|".join(stem for role in UNIT_ROLES for stem in LABEL_STEMS[role])
_UNITS: Final = rf"(?:{_STEMS})(?:{'|'.join(LABEL_NOUNS)})"
_FIELD_RE: Final = patterns.compile(rf"(?<=\s)(?:(?P<units>{_UNITS})|{LEADER_LABEL}|{DUE_LABEL}|{OTHER_LABEL})\s?:")
_ITEM_RE: Final = patterns.compile(r"(?:(?<=[。;\s])|^)(?P<n>\d{1,3})[.、](?!\d)\s?(?=[\p{Han}“])")
_LABELS_RE: Final = patterns.compile(r"\s\S{1,6}[^\s:：]\s?[:：]")
_SHORTEST: Final = 60
"""No line with two such items is shorter, in characters."""


def split_runs(block: Block) -> tuple[Block, ...]:
    """The items of a line and their fields as paragraphs of their own; the line as it is where it holds no such items.

    >>> line = "1.新建公园3个。 责任单位:市住建局 完成情况:已建成2个,还有1个正在施工。 2.改建学校2所。 责任单位:市教育局 完成情况:已经开工。"
    >>> [part.text for part in split_runs(Block(line, "line"))][3:]
    ['2.改建学校2所。', '责任单位:市教育局', '完成情况:已经开工。']
    """
    items = _items(folded := block.text.translate(MATCH))
    if len(items) < 2:
        return (block,)
    cuts = sorted({0, *items, *(m.start() for m in _FIELD_RE.finditer(folded, items[0]))})
    return tuple(_parts(block, cuts))


def may_run_on(block: Block) -> bool:
    """Whether a line may hold several items with labelled fields, white space before each: few do, and these alone are looked at closer."""
    text = block.text
    return (
        len(text) >= _SHORTEST
        and not (block.lines or block.cell)
        and block.kind != "furniture"
        and (" " in text or "\u3000" in text or "\xa0" in text)
        and len(_LABELS_RE.findall(text)) > 1
    )


def _items(text: str) -> list[int]:
    """Where the items begin: numbers that follow one another, units below each of them."""
    found: list[tuple[int, int]] = []
    fields = [match.start() for match in _FIELD_RE.finditer(text) if match["units"]]
    for match in _ITEM_RE.finditer(text):
        number = int(match["n"])
        if not found or (
            number == found[-1][1] + 1 and bisect_left(fields, match.start()) > bisect_right(fields, found[-1][0])
        ):
            found.append((match.start(), number))
    if not found or not fields or fields[-1] < found[-1][0]:
        return []
    return [start for start, _ in found]


def _parts(block: Block, cuts: Sequence[int]) -> Iterator[Block]:
    for start, end in pairwise([*cuts, len(block.text)]):
        text = block.text[start:end]
        kept = text.rstrip() if end < len(block.text) else text
        glue = text[len(kept) :] if end < len(block.text) else block.glue
        marks = tuple(
            f._replace(start=f.start - start, end=f.end - start)
            for f in block.furniture
            if start <= f.start and f.end <= start + len(kept)
        )
        yield block._replace(text=kept, kind="paragraph", furniture=marks, glue=glue)
