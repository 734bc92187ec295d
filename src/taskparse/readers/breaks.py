"""Line breaks inside one paragraph of markup: whether a `<br>` or a soft return (↵) ends a paragraph or only wraps a line."""

from collections.abc import Iterable
from typing import Final

import regex

from taskparse import patterns
from taskparse.lexicon.markers import CHINESE_ORDINAL

_TERMINALS: Final = frozenset("。！？；：!?;:…）)】]")
_GOES_ON: Final = frozenset("，、,（(《〈“‘[【〔—－-/的和与及并或对在将以")
"""No paragraph ends with one of these."""
_CLOSERS: Final = frozenset("，、。；：,;:）)》〉”’】〕]%％！？")
"""No paragraph begins with one of these."""
_SHORT: Final = 25
"""A line of fewer characters that ends without a stop is a heading, a signature or a part of a title, no wrapped line."""

_OPENER_RE: Final = patterns.compile(
    rf"""
      (?:\u3000|\xa0{{2}})                                              # indented
    | \s*(?:
          {CHINESE_ORDINAL}[、.．] | [（(](?:{CHINESE_ORDINAL}|\d{{1,3}})[）)]   # 一、 （一） (1)
        | 第(?:{CHINESE_ORDINAL}|\d{{1,3}})[章编篇条项部] | \d{{1,4}}(?:、|[.．](?!\d)) | [①-⑳⑴-⒛]
        | [—―─]{{2}} | 附件 | 附：
        | [12２][0-9０-９]{{3}}年[0-9０-９]{{1,2}}月[0-9０-９]{{1,2}}日\s*$        # the date of a signature
      )
    """,
    regex.VERBOSE,
)


def ends_paragraph(before: str, after: str) -> bool:
    """Whether the break between two lines of a paragraph separates paragraphs; both keep the spaces that they begin with.

    >>> ends_paragraph("县自然资源局，", "梅溪镇、石坪乡")
    False
    >>> ends_paragraph("一、总体要求", "　　坚持稳中求进"), ends_paragraph("县人民政府办公室", "2027年3月2日")
    (True, True)
    """
    line, following = before.strip(), after.strip()
    if not line or not following or following[0] in _CLOSERS:
        return False
    if _OPENER_RE.match(after):
        return True
    if line[-1] in _TERMINALS:
        return True
    return line[-1] not in _GOES_ON and len(line) < _SHORT


def group_lines(lines: Iterable[str]) -> list[list[int]]:
    """The lines that make up each paragraph, by index; a line without text ends a paragraph.

    >>> group_lines(["一、总体要求", "坚持稳中求进，", "推进建设。", "", "2027年"])
    [[0], [1, 2], [4]]
    """
    groups: list[list[int]] = []
    before = ""
    for index, line in enumerate(lines):
        if line.strip():
            if before.strip() and not ends_paragraph(before, line):
                groups[-1].append(index)
            else:
                groups.append([index])
        before = line
    return groups
