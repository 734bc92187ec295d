"""Reporting deadlines: the dates before 前 in a sentence of the covering notice that tells units to report, and the times that come again."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.lexicon.documents import RECIPIENT_ENDINGS, REPORT_VERBS
from taskparse.source import Reading
from taskparse.structure.fields import Every, Range, Recurring, Reported
from taskparse.values.dates import Date, find_dates

_REPORTS: Final = r"(?:方案|计划|报告|总结|情况|台账|名单|表|清单|小结|材料|自评)"
_ASKED_RE: Final = patterns.compile(
    rf"报|反馈|提交|前[^,。;]{{0,6}}(?:制定|编制|形成|建立|明确|填写)[^,。;]{{0,20}}(?:{_REPORTS}|措施|细则|联络员)"
)
"""What makes a date a deadline: something is to be reported, or drawn up."""
_FORM_RE: Final = patterns.compile(r"附[件表](?:\d{1,2}|[一二三四五六七八九十])?")
_TO_RE: Final = patterns.compile(
    r"\L<verbs>(?P<to>[^,。;:()前]{1,22}?\L<endings>)(?=[,。;:()]|备案|审[核定查]|汇总|$)",
    verbs=REPORT_VERBS,
    endings=RECIPIENT_ENDINGS,
)


_EVERY: Final[dict[str, Every]] = {
    "周": "week",
    "旬": "ten-days",
    "月": "month",
    "双月": "two-months",
    "两个月": "two-months",
    "季": "quarter",
    "季度": "quarter",
    "半年": "half-year",
    "年": "year",
    "年度": "year",
}
_RECURRING_RE: Final = patterns.compile(
    r"""
    每个?(?P<every>周|旬|双月|两个月|月|半年|季度?|年度?)(?!均)
    (?:第[一二三]个月|首月|次月|末月|最后(?:一个)?月|月[末底]|终了|结束|[的终底末初后度])*          # of the quarter its last month
    (?:(?:星期)?[一二三四五六日天]|\d{1,2}(?:日|号|个工作日|天)?|\d{1,2}月(?:\d{1,2}日|[底末])?(?:[、和及]\d{1,2}月(?:\d{1,2}日|[底末])?)*)?
    (?:之?前|以前|之?内|以内|(?<=[末底])(?=[,将把向报对]))
    """,
    regex.VERBOSE,
)


def find_deadlines(reading: Reading, where: Range, issued: str | None = None) -> Iterator[Reported]:
    """Reporting deadlines of a requirement: dates before 前 in a sentence that says to report.

    `issued`: the document's date. A day without a year is the first of its name that does not come before it.
    """
    for sentence in _sentences(reading, where):
        yield from _sentence_deadlines(sentence, issued)


def find_recurring(reading: Reading, where: Range) -> Iterator[Recurring]:
    """Reports that a requirement wants again and again: 每季度末月25日前, 每月5日前."""
    for sentence in _sentences(reading, where):
        for match in _RECURRING_RE.finditer(sentence.text):
            every = _EVERY[match["every"]]
            yield Recurring(sentence.range(*match.span()), every, *_report(sentence.text, match.start(), match.end()))


_NEXT_YEAR: Final = ("次年", "翌年", "来年", "下一年", "下年", "明年", "第二年")
_CHAIN_RE: Final = patterns.compile(r"(?:[、,及和与]|分别|于|以|在|\L<next>|\([^()]{1,8}\))*", next=_NEXT_YEAR)
"""Between the dates of a list."""
_BEFORE_RE: Final = patterns.compile(r"(?:\([^()]{1,8}\))?(?P<before>之?前|以前)")
"""前 after a date, and the day of the week that a bracket gives."""


class _Sentence(NamedTuple):
    """A sentence that says to report; a line may end inside of a date, so it is read without line feeds."""

    text: str
    places: Sequence[int]

    def range(self, start: int, end: int) -> Range:
        return Range(self.places[start], self.places[end - 1] + 1)


def _sentences(reading: Reading, where: Range) -> Iterator[_Sentence]:
    text = reading.text
    start = where.start
    while start < where.end:
        end = text.find("。", start, where.end) + 1 or where.end
        sentence = text[start:end].replace("\n", "")
        if _ASKED_RE.search(sentence):
            whole = len(sentence) == end - start
            yield _Sentence(sentence, range(start, end) if whole else [i for i in range(start, end) if text[i] != "\n"])
        start = end


def _sentence_deadlines(sentence: _Sentence, issued: str | None) -> Iterator[Reported]:
    text = sentence.text
    printed = {date.start: date for date in find_dates(text)}
    assumed = find_dates(text, int(issued[:4])) if issued else ()
    dates = [printed.get(date.start) or _next(date, issued or "") for date in assumed] or [*printed.values()]
    dates = [_turned(text, date, dates[i - 1].on if i else issued) for i, date in enumerate(dates)]
    for i, date in enumerate(dates):
        chain = date.end
        for other in dates[i + 1 :]:  # 4月8日、7月8日及12月8日前: 前 is said once
            if not _CHAIN_RE.fullmatch(text, chain, other.start):
                break
            chain = other.end
        if not (before := _BEFORE_RE.match(text, chain)) or _is_recurring(text, date):
            continue
        chain = before.start("before")
        stop = next((d.start for d in dates if d.start > chain), len(text))
        yield Reported(sentence.range(date.start, date.end), date.on, *_report(text[:stop], date.start, chain))


def _next(date: Date, issued: str) -> Date:
    """The day as of the year of issue, or of the next where it would come before the date of issue."""
    return date if date.on >= issued else date._replace(on=f"{int(date.on[:4]) + 1:04}{date.on[4:]}")


def _turned(text: str, date: Date, before: str | None) -> Date:
    """次年1月15日: the year after that of the date before it, or of issue."""
    if before is None or not text.endswith(_NEXT_YEAR, 0, date.start):
        return date
    return date._replace(on=f"{int(before[:4]) + 1:04}{date.on[4:]}")


def _is_recurring(text: str, date: Date) -> bool:
    return any(match.start() <= date.start < match.end() for match in _RECURRING_RE.finditer(text))


def _report(text: str, start: int, end: int) -> tuple[str | None, str | None, str | None]:
    """What is to be reported, on which form, to whom, around the time at [start, end)."""
    tail = text[end:]
    to, form = _TO_RE.search(tail), _FORM_RE.search(tail)
    return _reported(text[:start], tail), form[0] if form else None, to["to"].rstrip("。") if to else None


_OBJECT_RE: Final = patterns.compile(
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
