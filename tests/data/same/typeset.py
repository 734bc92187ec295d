"""Sets a notice and its table as pages of placed text and rules: A4, 28 characters to a line, 22 lines to a page (GB/T 9704)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex
from tests.pdf_writer import Rule, Text

LEFT: Final = 80.0
TOP: Final = 110.0
PITCH: Final = 28.95
EM: Final = 15.75
LINE, LINES = 28, 22
SMALL: Final = 12.0
WIDTHS: Final = (40.0, 170.0, 75.0, 85.0, 71.0)
"""Of the table's columns, in points."""

_WORD_RE: Final = regex.compile(r"(?:[A-Za-z0-9.%]+|[（《“〔〈]*.)[，。、；：？！）》〉”〕%]*")
_MIDDLE: Final = ("letterhead", "number", "title", "plantitle", "annextitle")
_RIGHT: Final = ("signature", "date")
_FLUSH: Final = ("addressees", "annex")
_NEW_PAGE: Final = ("plantitle", "annex")

Part = tuple[str, str | list[list[str]]]
"""What a part is, and its text or its cells."""

Items = list[Text | Rule]


def set_pages(parts: Sequence[Part]) -> list[Items]:
    """The pages of a notice, each with its number."""
    pages: list[Items] = [[]]
    at = 0
    for role, what in parts:
        if at >= LINES or (at and role in _NEW_PAGE):
            pages.append([])
            at = 0
        if isinstance(what, list):
            pages[-1] += set_table(what, TOP + PITCH * at)
            at = LINES
            continue
        for line in set_paragraph(role, what):
            if at >= LINES:
                pages.append([])
                at = 0
            pages[-1].append(line._replace(y=TOP + PITCH * at))
            at += 1
    for number, page in enumerate(pages, 1):
        page.append(Text(280, 790, f"— {number} —", 14))
    return pages


def set_paragraph(role: str, text: str) -> Iterator[Text]:
    """Its lines, one below the other; only where they begin is said."""
    if role in _MIDDLE or role in _RIGHT:
        for line in broken(text, LINE - 4, LINE - 4):
            free = (LINE - width(line)) * EM
            yield Text(LEFT + (free / 2 if role in _MIDDLE else free - 2 * EM), 0, line, EM)
        return
    indent = 0 if role in _FLUSH else 2
    for line in broken(text, LINE - indent, LINE):
        yield Text(LEFT + indent * EM, 0, line, EM)
        indent = 0


def set_table(rows: Sequence[Sequence[str]], top: float) -> Items:
    """A ruled table."""
    items: Items = []
    edges = [LEFT + sum(WIDTHS[:i]) for i in range(len(WIDTHS) + 1)]
    start = top
    for row in rows:
        cells = [broken(cell, (w - 8) / SMALL, (w - 8) / SMALL) for cell, w in zip(row, WIDTHS, strict=True)]
        height = 1.4 * SMALL * max(map(len, cells)) + 8
        items.append(Rule(edges[0], top, edges[-1], top))
        for edge, lines in zip(edges, cells, strict=False):
            items += [Text(edge + 4, top + 4 + SMALL * (1 + 1.4 * i), line, SMALL) for i, line in enumerate(lines)]
        top += height
    items.append(Rule(edges[0], top, edges[-1], top))
    return items + [Rule(edge, start, edge, top) for edge in edges]


def broken(text: str, first: float, rest: float) -> list[str]:
    """Lines of so many characters; none begins with a sign that may not, no number is broken."""
    lines: list[str] = []
    for word in _WORD_RE.findall(text):
        if lines and width(lines[-1] + word) <= (rest if len(lines) > 1 else first):
            lines[-1] += word
        else:
            lines.append(word)
    return lines


def width(text: str) -> float:
    """In Chinese characters."""
    return sum(1.0 if char > "~" else 0.5 for char in text)
