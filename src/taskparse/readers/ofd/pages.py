"""The objects of an OFD page become the same value that a PDF page becomes, so that both are read alike from there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from lxml import etree

from taskparse.readers.ofd.budget import Budget
from taskparse.readers.ofd.objects import Placed, find_objects, own_matrix
from taskparse.readers.ofd.package import Annotation, PageParts
from taskparse.readers.ofd.paths import read_segments
from taskparse.readers.ofd.text import POINTS, Glyph, read_glyphs
from taskparse.readers.ofd.values import children, local_name
from taskparse.readers.pdf.characters import Page
from taskparse.readers.pdf.furniture import Named
from taskparse.readers.pdf.lines import Printed
from taskparse.readers.pdf.turning import DOWN, FEW, LEFT, RIGHT, UP, set_level

_GAP: Final = 0.25
"""Characters of one piece of text stand no further apart than this share of their height."""

_LATIN_GAP: Final = 0.12
"""…and letters of one word no further than this."""

_BACK: Final = -0.5
"""A character stands this share of its height before the end of the last one: it is not the next."""

_FURNITURE: Final = {"Watermark": "watermark", "Stamp": "stamp"}
"""Types of annotations that are not what the notice says."""


def read_page(parts: PageParts, number: int, budget: Budget) -> tuple[Page, list[Named], int]:
    """A page's characters and rules, the annotations that are furniture (watermarks, stamps), and which way its lines run.

    What is marked as not shown is left out, unless the page shows no text at all: the hidden text layer of a scan.
    """
    content = () if parts.root is None else children(parts.root, "Content")
    objects = list(find_objects([*_contents(parts.under), *content, *_contents(parts.over)], parts.units, budget))
    named: list[Named] = []
    for annotation in parts.annotations:
        found = [_inside(annotation, p) for p in find_objects([annotation.appearance], parts.units, budget)]
        reason = _FURNITURE.get(annotation.kind)
        if reason is None:
            objects += found
        else:
            named += [Named(line, reason) for line in _as_lines(found, number, budget)]
    texts = [placed for placed in objects if local_name(placed.element) == "TextObject"]
    shown = [placed for placed in texts if placed.shown] or texts
    runs = [glyphs for placed in shown for glyphs in read_glyphs(placed, budget)]
    direction = _direction(runs)
    paths = [p for p in objects if p.shown and local_name(p.element) == "PathObject"]
    segments = [segment for path in paths for segment in read_segments(path, budget)]
    width, height = parts.box.width * POINTS, parts.box.height * POINTS
    page = _page(runs, direction, Page(number, width, height, "", [], [], [], [], segments))
    return page, named, direction


def _contents(templates: Iterable[etree._Element]) -> Iterator[etree._Element]:
    for template in templates:
        yield from children(template, "Content")


def _inside(annotation: Annotation, placed: Placed) -> Placed:
    return placed._replace(matrix=own_matrix(annotation.appearance).after(placed.matrix))


def _as_lines(objects: Sequence[Placed], number: int, budget: Budget) -> Iterator[Printed]:
    """The text codes of annotations, each as one line, whatever way they run."""
    for placed in objects:
        if placed.shown and local_name(placed.element) == "TextObject":
            for glyphs in read_glyphs(placed, budget):
                if any(not g.char.isspace() for g in glyphs):
                    top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
                    lefts, rights = [g.left for g in glyphs], [g.right for g in glyphs]
                    size = sorted(g.bottom - g.top for g in glyphs)[len(glyphs) // 2]
                    yield Printed(number, "".join([g.char for g in glyphs]), lefts, rights, top, bottom, size)


def _direction(runs: Iterable[Sequence[Glyph]]) -> int:
    """Which way most characters of a page follow each other: by ReadDirection, CTM or steps (11.2, 11.3), it makes no difference which."""
    found: Counter[int] = Counter()
    for run in runs:
        for last, new in pairwise([glyph for glyph in run if not glyph.char.isspace()]):
            across, down = (
                new.left + new.right - last.left - last.right,
                new.top + new.bottom - last.top - last.bottom,
            )
            if abs(across) >= abs(down):
                found[RIGHT if across >= 0 else LEFT] += 1
            else:
                found[DOWN if down > 0 else UP] += 1
    most = max(found, key=lambda way: (found[way], -way), default=RIGHT)
    return most if found[most] >= FEW else RIGHT


def _page(runs: Iterable[Sequence[Glyph]], direction: int, page: Page) -> Page:
    """One value of all runs, set level; where a character does not follow the one before, white space without area parts them."""
    every = [glyph for run in runs for glyph in run]
    level = set_level(_with(page, every), direction)
    boxes = zip(level.lefts, level.tops, level.rights, level.bottoms, strict=True)
    glyphs: list[Glyph] = []
    for old, box in zip(every, boxes, strict=True):
        glyph = Glyph(old.char, *box)
        if glyphs and not _follows(glyphs[-1], glyph):
            last = glyphs[-1]
            glyphs.append(Glyph(" ", last.right, last.top, last.right, last.top))
        glyphs.append(glyph)
    return _with(level, glyphs)


def _with(page: Page, glyphs: Sequence[Glyph]) -> Page:
    return replace(
        page,
        text="".join([g.char for g in glyphs]),
        lefts=[g.left for g in glyphs],
        tops=[g.top for g in glyphs],
        rights=[g.right for g in glyphs],
        bottoms=[g.bottom for g in glyphs],
    )


def _follows(last: Glyph, new: Glyph) -> bool:
    """Whether a character stands right behind another, on the same line."""
    size = min(last.bottom - last.top, new.bottom - new.top)
    most = _LATIN_GAP if last.char < "\u0250" and new.char < "\u0250" else _GAP
    return abs(last.bottom - new.bottom) < _GAP * size and _BACK * size < new.left - last.right < most * size
