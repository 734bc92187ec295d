"""Blocks become paragraphs: lines of a text file that a wrap or a page broke are one again.

A reader that sees geometry or markup hands over whole paragraphs. A text file only has lines: in one that was wrapped at a fixed
width a full line goes on in the next; in one with a line for each paragraph only a page break splits, in mid-sentence.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.lexicon.markers import CHINESE_ORDINAL
from taskparse.lexicon.roles import LABEL_NOUNS, LABELS, LASTING, UNIT_ROLES
from taskparse.source import Block, Cell, Reading
from taskparse.structure.columns import column_of
from taskparse.structure.markers import ATTACHMENT_RE, Marker, marker_at
from taskparse.words import Words


class Paragraph(NamedTuple):
    """A paragraph (or table cell) at [start, end) of the reading, the marker it begins with, and what the typesetting says."""

    start: int
    end: int
    marker: Marker | None = None
    cell: Cell | None = None
    centred: bool = False
    page: int | None = None


_TERMINALS: Final = frozenset("。!?;:…")
_CLOSERS: Final = frozenset(")]}>”》")
_GOES_ON: Final = frozenset(",、。;:)]}>”》%")
"""No line begins with one of these but by a wrap."""
_LABELS: Final = Words.of(label + ":" for labels in LABELS.values() for label in labels)

_LONE_LABELS: Final = frozenset(
    label for role in UNIT_ROLES for label in LABELS[role] if label.endswith(LABEL_NOUNS[:2])
) | frozenset(LABELS["due"])
"""What may stand on a line of its own before its list."""
_SIGNED_RE: Final = patterns.compile(
    r"[^,。;:、\d]{2,30}(?:政府|办公室|办公厅|委员会|管委会|局|委|厅|部|办)|[\d一二三四五六七八九〇○零O]{4}年.*日"
)
_DECIMAL_RE: Final = patterns.compile(r"\d{1,2}(?:[.-]\d{1,2}){0,3}(?=\p{Han}|“)")
_NUMBER_LINE_RE: Final = patterns.compile(r"\p{Han}{2,16}[\[<(](?:19|20)\d\d[\]>)]第?\d{1,5}号")
"""A document number on a line of its own."""
_NUMBER_RE: Final = patterns.compile(r"(?P<n>\d{1,3})\.(?=\d+\p{Han})")
_FULL: Final = 5
"""A wrapped line is full when it lacks at most this many columns: a sign that may not begin a line takes the word before it along."""
_ENDED_RE: Final = patterns.compile(r"[^,。;]*关于[^,。;]*(?:通知|意见|函|决定|通报|公告|批复)")
"""A title to its end: a page prints it once for itself and once for the letter."""
_LONGER: Final = 0.03
"""In a wrapped text at most this share of the lines is twice as long as the others."""
_CENTRED: Final = 2
"""A centred line may stand so many columns left or right of the middle."""
_RAGGED: Final = 12
"""A signature ends so many columns before the right edge."""
_MOSTLY_FULL: Final = 0.7
"""In a damaged file the lines of a sentence that goes on are at least this full."""
_BODY: Final = 40
"""In unwrapped text a line of at least this many characters that ends in mid-sentence was broken by a page; a shorter one is a heading."""


def find_paragraphs(reading: Reading) -> tuple[Paragraph, ...]:
    """The paragraphs of a document in reading order; empty blocks are left out."""
    lines = _lines(reading)
    width = wrap_width([block for _, _, block in lines])
    paragraphs: list[Paragraph] = []
    previous: tuple[int, int, Block] | None = None
    depth = 0  # brackets open before the last line of the paragraph
    for start, end, block in lines:
        marker = None if block.cell else marker_at(reading.text, start)
        if marker is None and not block.cell and reading.text[start].isdecimal():
            marker = _next_number(reading.text, start, paragraphs) or _decimal(reading, start, end, paragraphs)
        goes_on = False
        if previous and marker is None:
            depth = max(0, depth + _opened(reading.text[slice(*previous[:2])]))
            goes_on = _goes_on(reading.text, previous, (start, end, block), depth, width, paragraphs[-1])
        if goes_on:
            paragraphs[-1] = paragraphs[-1]._replace(end=end)
        else:
            paragraphs.append(Paragraph(start, end, marker, block.cell, block.centred, block.page))
            depth = 0
        previous = (start, end, block)
    return tuple(paragraphs)


def _next_number(text: str, start: int, paragraphs: Sequence[Paragraph]) -> Marker | None:
    """9.60周岁以上…: a figure after the point, but the number is the next one."""
    match = _NUMBER_RE.match(text, start)
    if match is None:
        return None
    last = next((p.marker for p in reversed(paragraphs) if p.marker and p.marker.style == "figure"), None)
    number = int(match["n"])
    return Marker("figure", start, match.end(), number) if last and last.number == number - 1 else None


def _decimal(reading: Reading, start: int, end: int, paragraphs: Sequence[Paragraph]) -> Marker | None:
    """1 公共文化服务, 1.1 阵地建设, 2-1 打通断头路: decimals, white space after them; how many there are is the style.

    A sentence has one only where its number is the next one, for 1.2 公顷 may begin a line as well.
    """
    match = _DECIMAL_RE.match(reading.text, start, end)
    if match is None or reading.at[match.end()] - reading.at[match.end() - 1] == 1:
        return None
    numbers = [int(number) for number in regex.split("[.-]", match[0])]
    style = f"decimal-{len(numbers)}"
    if end - start > _BODY or reading.text[end - 1] in _TERMINALS or "(" in reading.text[start:end]:
        last = next((p.marker.number for p in reversed(paragraphs) if p.marker and p.marker.style == style), None)
        if len(numbers) < 2 or numbers[-1] not in (1, (last or 0) + 1):
            return None
    return Marker(style, start, match.end(), numbers[-1])


def _lines(reading: Reading) -> list[tuple[int, int, Block]]:
    blocks = [placed.block for placed in reading.source.placed if placed.block.kind != "furniture"]
    if not blocks:  # nothing but furniture: an empty reading has one line all the same
        return []
    return [(s, e, b) for (s, e), b in zip(reading.lines(), blocks, strict=True) if e > s or b.cell]


def wrap_width(blocks: Sequence[Block]) -> int | None:
    """The width in terminal columns at which a text file was wrapped, or None where lines are as long as their paragraphs.

    It is the width near which most lines end: a wrapped text has many full lines, an unwrapped one has lines of every length.
    """
    widths = sorted(_columns(block.text) for block in blocks if block.kind == "line" and block.text.strip())
    if len(widths) < 6:  # too few to tell
        return None
    best = max(((_near(widths, width), width) for width in set(widths)), default=(0, 0))
    longer = len(widths) - bisect_right(widths, 2 * best[1])
    is_wrapped = best[0] >= 0.3 * len(widths) and 30 <= best[1] <= 160 and longer <= _LONGER * len(widths)
    return best[1] if is_wrapped else None


def _near(widths: Sequence[int], width: int) -> int:
    """How many lines are at most `_FULL` columns narrower than `width`, or two wider."""
    return bisect_right(widths, width + 2) - bisect_left(widths, width - _FULL)


_NARROW_RE: Final = patterns.compile(r"[\x00-\u2e7f]+")


def _columns(text: str) -> int:
    """Width in terminal columns: Chinese characters and full-width signs take two."""
    text = text.rstrip()
    return len(text) + len(_NARROW_RE.sub("", text))


def _goes_on(
    text: str,
    previous: tuple[int, int, Block],
    current: tuple[int, int, Block],
    depth: int,
    width: int | None,
    paragraph: Paragraph,
) -> bool:
    """Whether the line `current` (it has no marker) is the rest of the one before, with which `paragraph` ends so far."""
    start, end, block = previous
    here, stop, now = current
    if block.cell or now.cell or _is_heading(block) or _is_heading(now):
        return False
    if text[start:end] in _LONE_LABELS and _may_follow_label(text[start:end], text[here:stop]):
        return True  # 牵头单位⏎市数据局
    last, first = text[end - 1 : end], text[here]
    if first in _GOES_ON or (last in "([{" and block.kind == "line"):
        return True
    if depth and last in ";,、":
        return True  # （牵头单位：区水务局；⏎协办单位：…）: the bracket is still open
    if _NUMBER_LINE_RE.fullmatch(text, here, stop):
        return False
    if (last.isdecimal() and first.isdecimal() and block.kind == now.kind == "line") and not text.startswith(
        "附件", start
    ):
        return True  # 充电桩93⏎0个
    if _LABELS.at(text, here, stop) > here or (
        text.startswith("附件:", start) and _SIGNED_RE.fullmatch(text, here, stop)
    ):
        return False
    if depth:
        return now.kind == block.kind and not text.startswith("附件", here)
    if block.kind != "line" or now.kind != "line" or last in _TERMINALS:
        return False
    if ATTACHMENT_RE.fullmatch(text, here, stop):
        return False
    if width is not None and (_is_set_apart(block, width) or _is_set_apart(now, width)):
        return False
    addressees = text[start:end].startswith("各") and "、" in text[start:end]  # 各镇人民政府、区安委会成员⏎单位：
    sentence = width is not None and any(sign in text[start:end] for sign in ",;。")  # 并就有关事项通⏎知如下：
    if text[stop - 1] == ":" and "(" not in text[here:stop] and not addressees and not sentence:
        return False
    if width is not None:
        return _columns(block.text) >= (_MOSTLY_FULL * width if _is_prose(paragraph, text) else width - _FULL)
    if last in _CLOSERS or end - start < _BODY:
        return False
    return first in "的》" or _ENDED_RE.fullmatch(text, start, end) is None


def _may_follow_label(label: str, text: str) -> bool:
    """Whether a line may be the list of a label on the line before; below the names of columns stand others, or numbers."""
    if label in LABELS["due"]:
        return not text.isdecimal() and (text[0].isdecimal() or text in LASTING)
    return text[0] > "\u4dff" and column_of(text) is None


def _is_prose(paragraph: Paragraph, text: str) -> bool:
    """Whether a paragraph is a sentence begun rather than a title: an item of a list, or one with a sign in it."""
    if paragraph.marker is not None and paragraph.marker.style in _HEADINGS:
        return False
    return paragraph.marker is not None or any(sign in text[paragraph.start : paragraph.end] for sign in ",;。")


def _is_set_apart(block: Block, width: int) -> bool:
    """A line in the middle or at the right of a wrapped text: a title, a signature, a date. Nothing of a sentence stands there."""
    text = block.text.lstrip()
    lead, trail = _columns(block.text) - _columns(text), width - _columns(block.text)
    if lead in (0, 1, 2, 4) or any(sign in text for sign in "，。；,;"):
        return False
    return abs(lead - trail) <= _CENTRED or (3 * lead >= width and trail <= _RAGGED)


def _is_heading(block: Block) -> bool:
    """A line that Markdown marks as a heading is whole, and so is what is left of a site's record."""
    return bool(block.furniture) and (
        "#" in block.text[: block.furniture[0].end] or block.furniture[0].reason == "navigation"
    )


def _opened(text: str) -> int:
    opened, closed = (
        text.count("(") + text.count("[") + text.count("{"),
        text.count(")") + text.count("]") + text.count("}"),
    )
    return opened - closed


_RUN_RE: Final = patterns.compile(
    rf"""
      [—─]{{2}}                                                       # …成效 ——防范重点领域风险
    | (?<=[)\]}}。])(?:\({CHINESE_ORDINAL}\)|{CHINESE_ORDINAL}、)      # …。 （二）…
    | (?<=[)\]}}\p{{Han}}。])\d{{1,3}}[.、](?!\d)                     # …（责任单位：…）2.…
    """,
    regex.VERBOSE,
)
_CLAUSED_RE: Final = patterns.compile(
    r"(?:责任|牵头|主办|承办|配合|负责)(?:单位|部门|科室):[^。\n]{2,200}。2[.、](?!\d)"
)
"""…责任单位：市科技局。2.: a first item with its clause, and a second."""
_CLOSING_RE: Final = patterns.compile(r"[—─]{2}[^。;\n]{2,150}(?:牵头|负责|配合|参与|落实|协助|参加)(?:落实)?。?$")
"""A clause after a dash: …135个。——国家发展改革委负责."""
_TITLE: Final = 30
"""No heading after a dash is longer, in characters."""
_HEADINGS: Final = ("chinese", "chinese-bracketed", "dash", "chapter")


def split_runs(reading: Reading, paragraph: Paragraph) -> Iterator[Paragraph]:
    """Split a paragraph where a heading runs together with an item on the same line.

    `88.扎实做好…。（责任单位：…） ——守牢安全生产底线` is an item and a heading. A dash needs white space or the end of a sentence before
    it, or to stand in a heading (the white space may be lost where a line ended), a heading's marker both, an item's marker a closed bracket and the next number, or a heading and white space before it.
    """
    start, marker = paragraph.start, paragraph.marker
    for match in _RUN_RE.finditer(reading.text, start + 1, paragraph.end):
        here = match.start()
        found = marker_at(reading.text, here)
        if (
            found is None
            or _CLOSING_RE.match(reading.text, here, paragraph.end)
            or found.end >= paragraph.end
            or here == (marker.start if marker else -1)
        ):
            continue
        spaced = reading.at[here] - reading.at[here - 1] > 1
        closed = reading.text[here - 1] in ")]}。"
        if found.style == "dash":
            splits = (
                spaced
                or closed
                or (marker is not None and marker.style in _HEADINGS and _is_title(reading.text[here : paragraph.end]))
            )
        elif found.style in _HEADINGS:
            splits = spaced and closed
        elif marker is not None and marker.style in _HEADINGS:
            splits = spaced and found.number == 1
        elif marker is None:
            splits = closed and found.number == 1 and _CLAUSED_RE.search(reading.text, here, paragraph.end) is not None
        else:
            splits = closed and marker.style == found.style and found.number == (marker.number or 0) + 1
        if splits:
            yield paragraph._replace(start=start, end=here, marker=marker)
            start, marker = here, found
    yield paragraph if start == paragraph.start else paragraph._replace(start=start, marker=marker)


def _is_title(text: str) -> bool:
    return len(text) <= _TITLE and not any(sign in text for sign in "。,;:")
