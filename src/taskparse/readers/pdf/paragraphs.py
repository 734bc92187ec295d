"""Printed lines become paragraphs again, by the typesetting: indents, short last lines, centred titles, white space.

GB/T 9704 indents a paragraph by two characters and runs it to the right margin; Latin words, figures and signs that may not begin a line
leave lines shorter than that. So a short line ends a paragraph only if what comes next would have fitted into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.readers.pdf.lines import Printed
from taskparse.readers.pdf.margins import Measure
from taskparse.source import Block, Line

# All lengths below are in characters (the distance of two Chinese characters of the page) unless said otherwise.
_INDENT: Final = 1.2
"""A line that begins further in than this begins a paragraph."""

_DEEP: Final = 4.2
"""A line that begins further in than this stands on its own: a signature, a date."""

_PARAGRAPH_INDENT: Final = (1.5, 2.6)
_CENTRE: Final = 0.7
"""How far the middle of a centred line may be from the middle of the page."""

_LARGER: Final = 1.12
"""Characters so many times as high are another size."""

_GAP: Final = 1.45
"""Lines so many times their usual distance apart belong to different paragraphs."""

_MARKER_RE: Final = patterns.compile(
    r"""
      [一二三四五六七八九十]{1,3} 、          # 一、加强组织领导
    | [(（〔] [一二三四五六七八九十\d]{1,3} [)）〕]  # （一）全力挖潜能塑优势
    | [\d０-９]{1,3} (?: [.．、] (?![\d０-９]) | \. (?=[\d０-９]{4}年) )  # 1.对接产业集群，not 3.5亿元
    | 第 [一二三四五六七八九十百\d]{1,4} [章节条]
    | [①-⑳㈠-㈩⑴-⒇]
    | —— | 附\s*[件表录]
    """,
    regex.VERBOSE,
)
_NUMBERED_RE: Final = patterns.compile(
    r"[\d０-９]{1,3}[.．、](?![\d０-９])|任务[\d０-９一二三四五六七八九十]{1,3}(?=[\s：:、.．])"
)
_HEADING_RE: Final = patterns.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|——|附\s*[件表]|第[一二三四五六七八九十百]+[章节条]"
)
_ALONE_RE: Final = patterns.compile(
    r"""
      \S{1,24} [〔\[［(（【] \s* [\d０-９]{4} \s* [〕\]］)）】] \s* 第? \s* [\d０-９]{1,5} \s* 号  # 岭政办〔2026〕1号
    | \S{2,40} 文件                                                                            # the letterhead
    | 附 \s* [件表] \s* [\d０-９一二三四五六七八九十]{0,2} [：:]?                                     # the head of an attachment
    | [\d０-９〇○零一二三四五六七八九]{4} \s* 年 \s* [\d０-９一二三四五六七八九十]{1,3} \s* 月 \s* [\d０-９一二三四五六七八九十]{1,3} \s* 日
    | [^\d：:]{4,40} \s [\d０-９]{4}年[\d０-９]{1,2}月[\d０-９]{1,2}日\s*印发                             # the imprint's last line
    """,
    regex.VERBOSE,
)
_ALONE_ENDS: Final = "号件日发"
"""What all of them end with, but heads of attachments."""

_LABEL_RE: Final = patterns.compile(r"\S{1,6}[：:]\s*")
_SENTENCE_END: Final = "。；：！？!?;:）)”"
_WORD: Final = r"(?:[A-Za-z0-9.,%+\-/_０-９．％]+|.)"
_CHUNK_RE: Final = patterns.compile(
    rf"[“‘（《〈【〔「『(\[]* {_WORD} (?: [，。、；：？！）》〉】〕」』·…—,.;:?!%％)\]] | [“”‘’\"'] [（《〈【〔「『(\[]* {_WORD}? )*",
    regex.VERBOSE,
)
"""What is not broken over two lines: signs that open, a word or a number or one character, signs that close; and on both sides of quotes."""


class Placed(NamedTuple):
    """A line with the measure of its page, and whether it is centred on it."""

    line: Printed
    measure: Measure
    centred: bool

    @property
    def indent(self) -> float:
        """Characters between the left margin and it."""
        return (self.line.left - self.measure.left) / self.measure.em

    @property
    def slack(self) -> float:
        """Characters that would have fitted behind it."""
        return (self.measure.right - self.line.right) / self.measure.em


def is_heading(text: str) -> bool:
    """Whether a text begins as headings do, not only as items of a list may.

    >>> is_heading("一、主要预期目标"), is_heading("1.对接产业集群")
    (True, False)
    """
    return bool(_HEADING_RE.match(text))


def place(line: Printed, measure: Measure) -> Placed:
    """The line in its page's text area.

    Centred is what stands in the middle and further in than a paragraph begins, or in larger characters than the body's.
    """
    off = abs((line.left + line.right) - (measure.left + measure.right)) / 2 / measure.em
    inset = (line.left - measure.left) / measure.em
    title = line.size > _LARGER * measure.size
    return Placed(line, measure, off < _CENTRE and (inset > _PARAGRAPH_INDENT[1] or title))


def group_lines(lines: Sequence[Placed]) -> Iterator[tuple[Placed, ...]]:
    """The lines of each paragraph, in order."""
    group: list[Placed] = []
    for line in lines:
        if group and begins_paragraph(group, line):
            yield tuple(group)
            group = []
        group.append(line)
    if group:
        yield tuple(group)


def begins_paragraph(group: Sequence[Placed], new: Placed) -> bool:
    """Whether a paragraph begins with the line `new`, after the lines of one that may be complete."""
    first, last = group[0], group[-1]
    if first.centred != new.centred or _other_size(last, new):
        return True
    if last.line.page == new.line.page and new.line.bottom - last.line.bottom > _gap(last):
        return True
    if _stands_alone(new.line.text) or (len(group) == 1 and _stands_alone(first.line.text)):
        return True
    if new.centred:
        return bool(_MARKER_RE.match(new.line.text))
    if new.indent > _INDENT:
        return not (_hangs(group, new) or _goes_on(last, new))
    if len(group) == 1 and first.indent > _DEEP:
        return True
    if _would_have_fitted(first, last, new):
        return True
    if _NUMBERED_RE.match(new.line.text) and not _like_paragraph(first) and last.line.text[-1] not in "、，,（(":
        return True  # nothing is indented here, and the line before is full by chance
    heading = is_heading(new.line.text) and new.slack > 2 and new.line.text[-1] not in _SENTENCE_END
    return heading and last.line.text[-1] in "。）)"


def _stands_alone(text: str) -> bool:
    return (text[-1] in _ALONE_ENDS or text[0] == "附") and _ALONE_RE.fullmatch(text) is not None


def _other_size(a: Placed, b: Placed) -> bool:
    low, high = a.line.size, b.line.size
    if low > high:
        low, high = high, low
    return high > _LARGER * low and _is_chinese(a.line.text) and _is_chinese(b.line.text)


def _is_chinese(text: str) -> bool:
    """Only Chinese characters tell the size of a line: Latin fonts are higher for the same size."""
    return max(text) >= "\u2e80"


def _gap(last: Placed) -> float:
    if last.centred:
        return 2.4 * last.line.size
    return _GAP * max(last.measure.pitch, last.line.size)


def _hangs(group: Sequence[Placed], new: Placed) -> bool:
    """A hanging indent: 抄送：…, then lines that begin below what follows the colon."""
    first, last = group[0], group[-1]
    if last.slack > 2 or _MARKER_RE.match(new.line.text):
        return False
    if len(group) > 1 and group[1].indent > _INDENT:
        return abs(group[1].indent - new.indent) < 0.5
    label = _LABEL_RE.match(first.line.text)
    if label and label.end() < len(first.line.lefts):
        return abs(first.line.lefts[label.end()] - new.line.left) < 0.7 * new.measure.em
    return 0.5 < new.indent - first.indent < 8 and not _like_paragraph(new)


def _goes_on(last: Placed, new: Placed) -> bool:
    """Text set further in as a whole: the line before is full, ends no sentence and begins at the same place."""
    return (
        abs(last.indent - new.indent) < 0.4
        and not _like_paragraph(new)
        and last.slack < 0.6
        and last.line.text[-1] not in _SENTENCE_END
        and new.line.text[0] not in "（("
        and not _MARKER_RE.match(new.line.text)
    )


def _like_paragraph(new: Placed) -> bool:
    return _PARAGRAPH_INDENT[0] < new.indent < _PARAGRAPH_INDENT[1]


def _would_have_fitted(first: Placed, last: Placed, new: Placed) -> bool:
    """Whether the beginning of a line has room behind the line before, so that the break was wanted."""
    # Where paragraphs are indented, a line further out goes on with the one before, unless that is much shorter.
    most = 0.6 if last.line.text[-1] in _SENTENCE_END else 3.0 if _like_paragraph(first) else 1.2
    slack = last.slack
    return slack > most and slack - chunk_width(new.line) / new.measure.em > most


def chunk_width(line: Printed) -> float:
    """How broad, in points, the beginning of a line is that cannot be broken over two lines."""
    chunk = _CHUNK_RE.match(line.text)
    return line.rights[chunk.end() - 1 if chunk else 0] - line.left


def make_block(group: Sequence[Placed]) -> Block:
    """One paragraph's block; a space stands only where a line ends between two Latin words, and belongs to the line before."""
    text, lines = join_text([placed.line for placed in group])
    return Block(text, page=lines[0].page, lines=lines, centred=group[0].centred)


def join_text(printed: Sequence[Printed], breaks: Sequence[bool] = ()) -> tuple[str, tuple[Line, ...]]:
    """The text of printed lines as one, and where each of them stands in it; `breaks`: after which lines a line feed is meant."""
    pieces: list[str] = []
    lines: list[Line] = []
    at = 0
    for index, line in enumerate(printed):
        text, lefts, rights = line.text, line.lefts, line.rights
        if index + 1 < len(printed):
            new_line = index < len(breaks) and breaks[index]
            words = _is_letter(text[-1]) and _is_letter(printed[index + 1].text[0])
            if new_line or words:
                text, lefts, rights = text + ("\n" if new_line else " "), [*lefts, line.right], [*rights, line.right]
        pieces.append(text)
        lines.append(Line(at, line.page, line.top, line.bottom, lefts, rights))
        at += len(text)
    return "".join(pieces), tuple(lines)


def _is_letter(char: str) -> bool:
    return char.isalpha() and char < "\u2e80"
