"""Reporting deadlines: the dates before 前 in a sentence of the covering notice that tells units to report."""

from collections.abc import Iterator
from typing import Final

import regex

from taskparse.lexicon.documents import RECIPIENT_ENDINGS, REPORT_VERBS
from taskparse.source import Reading
from taskparse.structure.fields import Range, Reported
from taskparse.values.dates import find_dates

_REPORTS: Final = r"(?:方案|计划|报告|总结|情况|台账|名单|表|清单|小结|材料|自评)"
_ASKED_RE: Final = regex.compile(
    rf"报|反馈|提交|前[^,。;]{{0,6}}(?:制定|编制|形成|建立|明确|填写)[^,。;]{{0,20}}(?:{_REPORTS}|措施|细则|联络员)"
)
"""What makes a date a deadline: something is to be reported, or drawn up."""
_FORM_RE: Final = regex.compile(r"附[件表](?:\d{1,2}|[一二三四五六七八九十])?")
_TO_RE: Final = regex.compile(
    r"\L<verbs>(?P<to>[^,。;:()前]{1,22}?\L<endings>)(?=[,。;:()]|备案|审[核定查]|汇总|$)",
    verbs=REPORT_VERBS,
    endings=RECIPIENT_ENDINGS,
)


def find_deadlines(reading: Reading, where: Range) -> Iterator[Reported]:
    """Reporting deadlines of a requirement: dates before 前 in a sentence that says to report."""
    text = reading.text
    start = where.start
    for end in [i + 1 for i in range(where.start, where.end) if text[i] == "。"] + [where.end]:
        yield from _sentence_deadlines(reading, start, end)
        start = end


def _sentence_deadlines(reading: Reading, start: int, end: int) -> Iterator[Reported]:
    places = [i for i in range(start, end) if reading.text[i] != "\n"]  # a line may end inside of a date
    text = "".join([reading.text[i] for i in places])
    if not _ASKED_RE.search(text):
        return
    dates = list(find_dates(text))
    for i, date in enumerate(dates):
        chain = date.end
        for other in dates[i + 1 :]:  # 4月8日、7月8日及12月8日前: 前 is said once
            if len(text[chain : other.start].strip("、,及和与分别于")) == 0:
                chain = other.end
            else:
                break
        if not text.startswith(("前", "之前", "以前"), chain):
            continue
        tail = text[chain : next((d.start for d in dates if d.start > chain), len(text))]
        to, form = _TO_RE.search(tail), _FORM_RE.search(tail)
        yield Reported(
            Range(places[date.start], places[date.end - 1] + 1),
            date.on,
            _reported(text[: date.start], tail),
            form[0] if form else None,
            to["to"].rstrip("。") if to else None,
        )


_OBJECT_RE: Final = regex.compile(
    rf"""
      (?:将|把)(?P<what>[^,。;(]{{2,40}}?)(?=于|在|报|分别|以书面|[,(]|$)        # 将主要目标任务各季度完成情况于…
    | (?:制定|编制|形成|填报|填写|报送|报)(?:好)?(?P<what>[^,。;()]{{2,30}}?{_REPORTS})   # 制定全年办理工作方案
    | (?<=^|[,。;])(?P<what>[^,。;()]{{2,20}}?{_REPORTS})(?:于|应于|在)?$            # 全年总结于…
    """,
    regex.VERBOSE,
)


def _reported(before: str, after: str) -> str | None:
    """What is to be reported: the object of 将 or of the verb, after the date or else the last before it."""
    for text in (after, before):
        found = [str(match["what"]) for match in _OBJECT_RE.finditer(text)]
        if found:
            return found[-1] if text is before else found[0]
    return None
