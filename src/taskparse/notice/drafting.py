"""Drafting: structure and language give sections and tasks with their units, before anything of them is published."""

from collections.abc import Sequence
from typing import NamedTuple

from taskparse.language.roles import Standing, find_standing
from taskparse.lexicon.documents import TASK_WORDS
from taskparse.notice.drafts import Drafts, Stated
from taskparse.notice.sorting import draft
from taskparse.notice.standing import give_units
from taskparse.source import Reading, SourceText
from taskparse.structure.cover import read_cover
from taskparse.structure.fields import Cover, Range
from taskparse.structure.outline import Outline, find_outline
from taskparse.structure.paragraphs import Paragraph, find_paragraphs
from taskparse.structure.parts import find_parts


class Drafted(NamedTuple):
    """What a document holds: its cover, its outline, sections and tasks with their units, the standing rules with their places."""

    cover: Cover
    outline: Outline
    drafts: Drafts
    rules: list[Stated]


def draft_notice(source: SourceText) -> Drafted:
    """The drafts of a canonical text; the same text gives the same drafts, in the order of the Notice."""
    reading = source.reading
    parts = find_parts(reading, find_paragraphs(reading))
    cover = read_cover(reading, parts)
    outline = find_outline(reading, parts.plan, parts.annexes)
    titles = "".join(reading.text[slice(*t)] for t in (cover.title, cover.plan_title) if t)
    drafts = draft(reading, outline.items, promised=any(word in titles for word in TASK_WORDS))
    rules = give_units(drafts, _preamble_rules(reading, cover, outline.before))
    return Drafted(cover, outline, drafts, rules)


def _preamble_rules(reading: Reading, cover: Cover, before: Sequence[Paragraph]) -> list[tuple[Standing, Reading]]:
    """Standing rules stated before the first task: in the covering notice or under the plan's title."""
    places = [*(where for _, where in cover.passages), *(Range(p.start, p.end) for p in before)]
    found: list[tuple[Standing, Reading]] = []
    for start, end in places:
        piece = reading.cut(start, end)
        found.extend((rule, piece) for rule in find_standing(piece.text))
    return found
