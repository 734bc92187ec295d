"""Blocks become paragraphs: lines of a text file that a wrap or a page broke are one again.

A reader that sees geometry or markup hands over whole paragraphs. A text file only has lines: in one that was wrapped at a fixed
width a full line goes on in the next; in one with a line for each paragraph only a page break splits, in mid-sentence.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

import regex

from taskparse import patterns
from taskparse.lexicon.markers import CHINESE_ORDINAL
from taskparse.lexicon.roles import LABEL_NOUNS, LABELS, LASTING, UNIT_ROLES
from taskparse.source import Block, Cell, Reading
from taskparse.structure.columns import column_of
from taskparse.structure.markers import ATTACHMENT_RE, Marker, marker_at
from taskparse.values.numerals import parse_number
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
_BARE_RE: Final = patterns.compile(r"(?P<n>\d{1,3})(?=[\p{Han}“《A-Z])")
_BARE_CHINESE_RE: Final = patterns.compile(rf"{CHINESE_ORDINAL}(?=[\p{{Han}}“《])")
_HEADING: Final = 30
"""No heading without a sign after its number is longer, in characters."""
_NUMBER_LINE_RE: Final = patterns.compile(r"\p{Han}{2,16}[\[<(](?:19|20)\d\d[\]>)]第?\d{1,5}号")
"""A document number on a line of its own."""
_NUMBER_RE: Final = patterns.compile(r"(?P<n>\d{1,3})\.(?=\d+\p{Han})")
_FULL: Final = 5
"""A wrapped line is full when it lacks at most this many columns: a sign that may not begin a line takes the word before it along."""
_ENDED_RE: Final = patterns.compile(r"[^,。;]*关于[^,。;]*(?:通知|意见|函|决定|通报|公告|批复)")
"""A title to its end: a page prints it once for itself and once for the letter."""
_WIDEST: Final = 160
"""No text is wrapped at more columns."""
_BROKEN: Final = 3
"""So many of the longest lines break off where a text with many short lines was wrapped."""
_LABELLED_RE: Final = patterns.compile(r"\p{Han}{2,8}:")
_LONGER: Final = 0.03
"""In a wrapped text at most this share of the lines is twice as long as the others."""
_INDENT: Final = 2
"""A paragraph is indented by at least so many columns; one space is what stood where the line was broken."""
_CENTRED: Final = 2
"""A centred line may stand so many columns left or right of the middle."""
_RAGGED: Final = 12
"""A signature ends so many columns before the right edge."""
_MOSTLY_FULL: Final = 0.7
"""In a damaged file the lines of a sentence that goes on are at least this full."""
_BODY: Final = 40
"""In unwrapped text a line of at least this many characters that ends in mid-sentence was broken by a page; a shorter one is a heading."""


_Printed: TypeAlias = tuple[int, int, Block]
"""A line at [start, end) of the reading, and its block."""


def find_paragraphs(reading: Reading) -> tuple[Paragraph, ...]:
    """The paragraphs of a document in reading order; empty blocks are left out."""
    lines = _lines(reading)
    wrap = find_wrap(reading.text, lines)
    bare = {marker.start: marker for marker in (*_bare_figures(reading, lines), *_bare_headings(reading, lines))}
    paragraphs: list[Paragraph] = []
    previous: _Printed | None = None
    depth = 0  # brackets open before the last line of the paragraph
    for start, end, block in lines:
        marker = None if block.cell else marker_at(reading.text, start)
        if marker is None and start in bare:
            marker = bare[start]
        elif marker is None and not block.cell and reading.text[start].isdecimal():
            marker = _next_number(reading.text, start, paragraphs) or _decimal(reading, start, end, paragraphs)
        goes_on = False
        if previous and marker is None:
            depth = max(0, depth + _opened(reading.text[slice(*previous[:2])]))
            goes_on = _goes_on(reading.text, previous, (start, end, block), depth, wrap, paragraphs[-1])
        if goes_on:
            paragraphs[-1] = paragraphs[-1]._replace(end=end)
        else:
            paragraphs.append(Paragraph(start, end, marker, block.cell, block.centred, block.page))
            depth = 0
        previous = (start, end, block)
    return tuple(_with_closing_lines(reading.text, paragraphs))


def _with_closing_lines(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """——市发改委、市财政局负责: a line below an item that only says who is responsible belongs to it, and is no heading."""
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        if found and found[-1].marker and text[found[-1].end - 1] == "。" and _closes(text, paragraph):
            found[-1] = found[-1]._replace(end=paragraph.end)
        else:
            found.append(paragraph)
    return found


def _closes(text: str, paragraph: Paragraph) -> bool:
    is_dash = paragraph.marker is not None and paragraph.marker.style == "dash"
    return is_dash and _CLOSING_LINE_RE.fullmatch(text, paragraph.start, paragraph.end) is not None


def _bare_figures(reading: Reading, lines: Sequence[_Printed]) -> list[Marker]:
    """1　新建公园3个。 2　…: figures and white space before sentences, where they run on from line to line; alone 3　所学校 is a line broken."""
    found = [
        Marker("figure", start, match.end(), int(match["n"]))
        for start, end, block in lines
        if not block.cell
        and (match := _BARE_RE.match(reading.text, start, end))
        and _is_parted(reading, match.end())
        and _is_sentence(reading.text, start, end)
    ]
    return _running(found, least=3)


def _bare_headings(reading: Reading, lines: Sequence[_Printed]) -> list[Marker]:
    """一　产业发展: a Chinese numeral and white space before what is no sentence, where they run on."""
    found = [
        Marker("chinese", start, match.end(), int(number))
        for start, end, block in lines
        if not block.cell
        and end - start <= _HEADING
        and (match := _BARE_CHINESE_RE.match(reading.text, start, end))
        and _is_parted(reading, match.end())
        and not any(sign in reading.text[start:end] for sign in ",;。:")
        and (number := parse_number(match[0])) is not None
    ]
    return _running(found, least=2)


def _is_parted(reading: Reading, at: int) -> bool:
    return reading.at[at] - reading.at[at - 1] > 1


def _is_sentence(text: str, start: int, end: int) -> bool:
    return end - start > _BODY or text[end - 1] in _TERMINALS or "(" in text[start:end]


def _running(markers: Sequence[Marker], least: int) -> list[Marker]:
    """Those whose numbers run on from 1, begun anew or not; none where there are fewer than `least`, or many do not."""
    found: list[Marker] = []
    for marker in markers:
        if marker.number == 1 or (found and marker.number == (found[-1].number or 0) + 1):
            found.append(marker)
    numbers = {marker.number for marker in found}
    return found if len(numbers) >= least and len(found) >= _MOSTLY_FULL * len(markers) else []


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
    if _is_sentence(reading.text, start, end):
        last = next((p.marker.number for p in reversed(paragraphs) if p.marker and p.marker.style == style), None)
        if len(numbers) < 2 or numbers[-1] not in (1, (last or 0) + 1):
            return None
    return Marker(style, start, match.end(), numbers[-1])


def _lines(reading: Reading) -> list[_Printed]:
    blocks = [placed.block for placed in reading.source.placed if placed.block.kind != "furniture"]
    if not blocks:  # nothing but furniture: an empty reading has one line all the same
        return []
    return [(s, e, b) for (s, e), b in zip(reading.lines(), blocks, strict=True) if e > s or b.cell]


class Wrap(NamedTuple):
    """How a text file was wrapped, in terminal columns: the width, and from how many on a line of a sentence may go on in the next.

    `indented`: white space at the start of a line begins a paragraph, for the lines that go on have none.
    """

    width: int
    least: float
    indented: bool


def find_wrap(text: str, lines: Sequence[_Printed]) -> Wrap | None:
    """How the lines of a text were wrapped, or None where they are as long as their paragraphs.

    The width is the one near which most lines end: a wrapped text has many full lines, an unwrapped one has lines of every length.
    """
    printed = [line for line in lines if line[2].kind == "line" and line[2].text.strip()]
    columns = [_columns(block.text) for _, _, block in printed]
    widths = sorted(columns)
    if len(widths) < 6:  # too few to tell
        return None
    near, width = max((_near(widths, width), width) for width in set(widths))
    longer = len(widths) - bisect_right(widths, 2 * width)
    least = _MOSTLY_FULL * width
    ends = [
        text[line[1] - 1] for line, size in zip(printed, columns, strict=True) if width - _FULL <= size <= width + 2
    ]
    ended = sum(1 for sign in ends if sign in _CLOSERS or sign in "。!?")  # paragraphs end so, full lines anywhere
    is_wrapped = near >= 0.3 * len(widths) and longer <= _LONGER * len(widths) and 2 * ended <= near
    if not is_wrapped or not 30 <= width <= _WIDEST:
        width = widths[-1]
        least = width - _FULL
        if not 30 <= width <= _WIDEST or len(printed) < len(lines) or not _breaks_off(text, printed, columns, least):
            return None
    after = [_lead(printed[i + 1][2].text) for i, line in enumerate(columns[:-1]) if line >= width - _FULL]
    return Wrap(width, least, after.count(0) >= _MOSTLY_FULL * len(after) > 1)


def _breaks_off(text: str, lines: Sequence[_Printed], columns: Sequence[int], full: float) -> bool:
    """Whether the longest lines of a text with many short ones, for labels or cells, break off in mid-sentence: there is no longer line then."""
    ends = [i for i, width in enumerate(columns[:-1]) if width >= full]
    broken = [
        i
        for i in ends
        if text[lines[i][1] - 1] not in _TERMINALS | _CLOSERS
        and marker_at(text, lines[i + 1][0]) is None
        and not _LABELLED_RE.match(text, *lines[i + 1][:2])
    ]
    return len(broken) >= _BROKEN and len(broken) >= _MOSTLY_FULL * len(ends)


def _lead(text: str) -> int:
    """Columns of white space at the start of a line."""
    return _columns(text) - _columns(text.lstrip())


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
    previous: _Printed,
    current: _Printed,
    depth: int,
    wrap: Wrap | None,
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
    if depth:  # a bracket that no line closes was never closed, where each line is a paragraph
        closed = wrap is not None or _opened(text[here:stop]) < 0
        return closed and now.kind == block.kind and not text.startswith("附件", here)
    if block.kind != "line" or now.kind != "line":  # 推动不少于30⏎家: a number is torn from what it counts
        return paragraph.marker is not None and end - start >= _BODY and last.isdecimal() and first > "\u4dff"
    full = wrap is not None and _columns(block.text) >= wrap.width - _FULL
    if full and _LABELS.before(text, start, end) < end:
        return True  # …责任单位：⏎旗统计局、财政局
    if last in _TERMINALS:
        return full and first == "(" and wrap is not None and wrap.indented and _lead(now.text) < _INDENT
    if ATTACHMENT_RE.fullmatch(text, here, stop):
        return False
    if wrap is not None and (_is_set_apart(block, wrap.width) or _is_set_apart(now, wrap.width)):
        return False
    if wrap is not None and wrap.indented and _lead(now.text) >= _INDENT:
        return False
    addressees = text[start:end].startswith("各") and "、" in text[start:end]  # 各镇人民政府、区安委会成员⏎单位：
    sentence = wrap is not None and any(sign in text[start:end] for sign in ",;。")  # 并就有关事项通⏎知如下：
    labelled = _LABELS.before(text, here, stop) < stop  # 局　责任领导：潘登　办结时限：
    if text[stop - 1] == ":" and "(" not in text[here:stop] and not (addressees or sentence or labelled):
        return False
    if wrap is not None:
        return _columns(block.text) >= (wrap.least if _is_prose(paragraph, text) else wrap.width - _FULL)
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
    lead, trail = _lead(block.text), width - _columns(block.text)
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
_CLOSING_RE: Final = patterns.compile(r"[—─]{2}[^。;]{2,150}(?:牵头|负责|配合|参与|落实|协助|参加)(?:落实)?。?$")
"""A clause after a dash: …135个。——国家发展改革委负责."""
_CLOSING_LINE_RE: Final = patterns.compile(r"[—─]{2}[^。;]{2,150}(?:牵头|负责|配合|参与|协助)。?")
"""The same on a line of its own, where it could be a heading: one may end with 落实."""
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
                or (
                    marker is not None
                    and marker.style in _HEADINGS
                    and _is_title(reading.text[here : min(paragraph.end, here + _TITLE + 1)])
                )
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
