"""The covering notice: letterhead, document number, title, addressees, requirements, signature, date, list of attachments.

The order is that of GB/T 9704-2012, 7.2-7.3; each part may be missing. Ranges are of the reading.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from taskparse.lexicon.documents import REPORT_VERBS, TITLE_ENDINGS
from taskparse.source import Reading
from taskparse.structure.paragraphs import Paragraph
from taskparse.structure.parts import ATTACHMENT_RE, DATE_LINE_RE, LISTED_RE, Parts, is_imprint, is_issuer
from taskparse.values.dates import find_dates
from taskparse.values.numerals import parse_number


class Range(NamedTuple):
    """Half-open range of the reading."""

    start: int
    end: int


class Number(NamedTuple):
    """A document number 洪政办〔2026〕1号 and its parts."""

    where: Range
    agency: str
    year: int
    number: int


class Listed(NamedTuple):
    """An attachment: its number, its title, the column names of the form it holds."""

    number: int | None
    title: Range
    columns: tuple[Range, ...] = ()


class Reported(NamedTuple):
    """A reporting deadline."""

    where: Range
    on: str
    what: str | None
    form: str | None
    to: str | None


class Cover(NamedTuple):
    """What the covering notice and the end of the document say about the document."""

    title: Range | None = None
    number: Number | None = None
    issuer: Range | None = None
    issued_on: tuple[Range, str] | None = None
    addressees: tuple[Range, ...] = ()
    plan_title: Range | None = None
    attachments: tuple[Listed, ...] = ()
    deadlines: tuple[Reported, ...] = ()
    passages: tuple[tuple[str, Range], ...] = ()
    claims: tuple[Range, ...] = ()
    """Everything that the fields above rest on, for the coverage."""


_NUMBER_RE: Final = regex.compile(r"(?P<agency>[\p{Han}A-Za-z]{1,20})[\[(<](?P<year>(?:19|20)\d\d)[\])>]第?(?P<number>\d{1,5})号")
_TITLE_RE: Final = regex.compile(
    r"(?:[^。;]{0,60}关于)?[^。;]{2,120}?\L<endings>(?:\([^()]{1,30}\))?", endings=TITLE_ENDINGS
)
_YEARS_RE: Final = regex.compile(r"\(\d{4}[-~—至]\d{4}年?\)")
_ISSUED_RE: Final = regex.compile(r"(?:印发|转发|发布|下发)(?:《(?P<named>[^》]+)》|(?P<named>.+?))(?:的通知|的函)$")
_LETTERHEAD_RE: Final = regex.compile(r"[^,。;:]{2,40}文件")
_FORM_RE: Final = regex.compile(r"附[件表](?:\d{1,2}|[一二三四五六七八九十])?")
_TO_RE: Final = regex.compile(r"\L<verbs>(?P<to>[^,。;:()前]{2,24})", verbs=REPORT_VERBS)
_SEPARATOR_RE: Final = regex.compile(r"[、,;]")

_TITLE_LIMIT: Final = 120
"""No title is longer, in characters."""


def read_cover(reading: Reading, parts: Parts) -> Cover:
    """Read the fields of the document from its parts."""
    alone = not parts.cover
    cover = _Front(reading).read(parts.head if alone else parts.cover, alone=alone)
    if not alone:
        plan_title, rest = _plan_title(reading, parts.head)
        cover = cover._replace(plan_title=plan_title, claims=(*cover.claims, *([plan_title] if plan_title else [])))
        cover = _passages(cover, rest, "preamble")
    cover = _read_tail(reading, parts, cover)
    return cover._replace(
        attachments=_with_forms(reading, cover.attachments, parts.attachments),
        claims=(*cover.claims, *(Range(p.start, p.end) for a in parts.attachments for p in a if p.end > p.start)),
    )


def _passages(cover: Cover, paragraphs: Sequence[Paragraph], role: str) -> Cover:
    found = tuple((role, Range(p.start, p.end)) for p in paragraphs if p.end > p.start)
    return cover._replace(passages=(*cover.passages, *found))


class _Front:
    """Reads the front of a document paragraph by paragraph; the state is which fields have been seen."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text

    def read(self, paragraphs: Sequence[Paragraph], *, alone: bool) -> Cover:
        cover = Cover()
        title: list[Paragraph] = []
        index = 0
        while index < len(paragraphs):
            paragraph = paragraphs[index]
            where = Range(paragraph.start, paragraph.end)
            text = self.reading.cut(*where).text
            index += 1
            if not text:
                continue
            number = _NUMBER_RE.search(text) if cover.number is None and len(text) < 60 else None
            if ATTACHMENT_RE.fullmatch(text) or is_imprint(self.reading, paragraph):
                cover = cover._replace(claims=(*cover.claims, where))
            elif number and number.end() >= len(text) - 1:
                cover = self._number(cover, number, where)
                if title and not self._is_title(title):
                    title = []
            elif not title and cover.title is None and _LETTERHEAD_RE.fullmatch(text):
                cover = cover._replace(passages=(*cover.passages, ("letterhead", where)))
            elif LISTED_RE.match(text):
                taken, listed = _listed(self.reading, paragraphs, index - 1)
                cover = cover._replace(attachments=(*cover.attachments, *listed), claims=(*cover.claims, *taken))
                index = index - 1 + len(taken)
            elif date := DATE_LINE_RE.fullmatch(text):
                cover = self._signature(cover, paragraphs[index - 2] if index > 1 else None, where, date)
            elif not cover.addressees and text.endswith(":") and paragraph.marker is None and len(text) <= 300 and (title or cover.title):
                cover = cover._replace(addressees=self._addressees(where), claims=(*cover.claims, where))
            elif not cover.addressees and self._may_be_title(paragraph, text, alone):
                title.append(paragraph)
            elif paragraph.marker is None and is_issuer(self.reading, paragraph) and index < len(paragraphs) and DATE_LINE_RE.fullmatch(self.text, paragraphs[index].start, paragraphs[index].end):
                continue  # the signature, taken with the date
            else:
                role = "requirement" if paragraph.marker else "preamble"
                cover = cover._replace(passages=(*cover.passages, (role, where)), deadlines=(*cover.deadlines, *_deadlines(self.reading, where)))
        return self._titled(cover, title)

    def _number(self, cover: Cover, match: "regex.Match[str]", where: Range) -> Cover:
        number = Number(where, match["agency"], int(match["year"]), int(match["number"]))
        return cover._replace(number=number, claims=(*cover.claims, where))

    def _may_be_title(self, paragraph: Paragraph, text: str, alone: bool) -> bool:
        return paragraph.marker is None and len(text) <= _TITLE_LIMIT and text[-1] not in "。;:,、!?" and not paragraph.cell

    def _is_title(self, paragraphs: Sequence[Paragraph]) -> bool:
        text = self.reading.cut(paragraphs[0].start, paragraphs[-1].end).text
        return _TITLE_RE.fullmatch(text) is not None

    def _titled(self, cover: Cover, lines: list[Paragraph]) -> Cover:
        """Choose the title among the lines that may be one: from the last line back to the line that makes it whole.

        A web page repeats the title above the document; what is left over is letterhead.
        """
        cut = self.reading.cut
        best: tuple[int, int] | None = None
        for first in range(len(lines)):
            for last in range(first, min(first + 4, len(lines))):
                text = cut(lines[first].start, lines[last].end).text
                if len(text) <= _TITLE_LIMIT and _TITLE_RE.fullmatch(text):
                    better = best is None or _title_rank(text) > _title_rank(cut(lines[best[0]].start, lines[best[1]].end).text)
                    best = (first, last) if better else best
        if best is None and lines and cover.title is None:
            best = (0, 0)
        if best is not None:
            first, last = best
            if last + 1 < len(lines) and _YEARS_RE.fullmatch(cut(lines[last + 1].start, lines[last + 1].end).text):
                last += 1
            where = Range(lines[first].start, lines[last].end)
            cover = cover._replace(title=where, claims=(*cover.claims, where))
            lines = lines[:first] + lines[last + 1 :]
        return _passages(cover, lines, "letterhead")

    def _addressees(self, where: Range) -> tuple[Range, ...]:
        """Split at 、 and ， outside brackets, each as printed."""
        found: list[Range] = []
        depth, start = 0, where.start
        for i in range(where.start, where.end):
            char = self.text[i]
            depth += (char in "([<") - (char in ")]>")
            if (char in "、,;" and depth <= 0) or i == where.end - 1:
                if self.text[start:i].strip():
                    found.append(Range(start, i))
                start = i + 1
        return tuple(found)

    def _signature(self, cover: Cover, before: Paragraph | None, where: Range, date: "regex.Match[str]") -> Cover:
        on = next((d.on for d in find_dates(self.reading.cut(*where).text)), None)
        issuer: Range | None = None
        if date["issuer"]:
            issuer = Range(where.start, where.start + date.end("issuer"))
        elif before is not None and is_issuer(self.reading, before):
            issuer = Range(before.start, before.end)
        claims = (where, *([issuer] if issuer else []))
        return cover._replace(issuer=issuer or cover.issuer, issued_on=(where, on) if on else cover.issued_on, claims=(*cover.claims, *claims))


def _title_rank(text: str) -> tuple[bool, int]:
    """A title with 关于 outranks one without; then the longer wins, so that no line of it is left out."""
    return "关于" in text, -len(text) if text.count("关于") > 1 and "印发" not in text and "转发" not in text else len(text)


def _plan_title(reading: Reading, head: Sequence[Paragraph]) -> tuple[Range | None, Sequence[Paragraph]]:
    """The plan's heading: the first line after the covering notice, with a line that only gives its years."""
    lines = [p for p in head if p.end > p.start]
    for i, paragraph in enumerate(lines):
        text = reading.cut(paragraph.start, paragraph.end).text
        if ATTACHMENT_RE.fullmatch(text) or text[-1] in "。;:" or len(text) > _TITLE_LIMIT:
            continue
        end = i
        while end + 1 < len(lines) and not _TITLE_RE.fullmatch(reading.cut(paragraph.start, lines[end].end).text):
            following = reading.cut(lines[end + 1].start, lines[end + 1].end).text
            if following[-1] in "。;:" or len(following) > 60:
                break
            end += 1
        if not _TITLE_RE.fullmatch(reading.cut(paragraph.start, lines[end].end).text):
            end = i
        if end + 1 < len(lines) and _YEARS_RE.fullmatch(reading.cut(lines[end + 1].start, lines[end + 1].end).text):
            end += 1
        return Range(paragraph.start, lines[end].end), [*lines[:i], *lines[end + 1 :]]
    return None, lines


def named_plan(title: str) -> str | None:
    """The plan that a title says it sends out.

    >>> named_plan("某县人民政府办公室关于印发《2027年重点任务责任分解》的通知")
    '2027年重点任务责任分解'
    """
    match = _ISSUED_RE.search(title)
    return match["named"] if match else None


def _listed(reading: Reading, paragraphs: Sequence[Paragraph], index: int) -> tuple[list[Range], list[Listed]]:
    """The list of attachments that begins at `index`: the ranges it takes and what it lists."""
    taken: list[Range] = []
    found: list[Listed] = []
    number: int | None = None
    for paragraph in paragraphs[index:]:
        text = reading.text
        match = LISTED_RE.match(text, paragraph.start, paragraph.end) if not taken else None
        if match:
            start, number = match.end(), int(match["n"]) if match["n"] else None
        elif taken and number is not None and paragraph.marker and paragraph.marker.style == "figure" and paragraph.marker.number == number + 1:
            start, number = paragraph.marker.end, number + 1
        else:
            break
        taken.append(Range(paragraph.start, paragraph.end))
        end = paragraph.end - (text[paragraph.end - 1] in "。;")
        if start < end:
            found.append(Listed(number, Range(start, end)))
    return taken, found


def _read_tail(reading: Reading, parts: Parts, cover: Cover) -> Cover:
    """Signature, date, list of attachments, notes and imprint after the plan."""
    front = _Front(reading)
    index = 0
    while index < len(parts.tail):
        paragraph = parts.tail[index]
        where = Range(paragraph.start, paragraph.end)
        text = reading.cut(*where).text
        if LISTED_RE.match(text):
            taken, listed = _listed(reading, parts.tail, index)
            cover = cover._replace(attachments=cover.attachments or tuple(listed), claims=(*cover.claims, *taken))
            index += len(taken)
            continue
        date = DATE_LINE_RE.fullmatch(text)
        if date and not text.endswith("印发") and cover.issued_on is None:
            cover = front._signature(cover, parts.tail[index - 1] if index else None, where, date)
        elif is_imprint(reading, paragraph) or date:
            cover = _passages(cover, [paragraph], "imprint")
        elif not (is_issuer(reading, paragraph) and index + 1 < len(parts.tail)):
            cover = _passages(cover, [paragraph], "closing")
        index += 1
    return cover


def _with_forms(reading: Reading, listed: tuple[Listed, ...], attachments: Sequence[Sequence[Paragraph]]) -> tuple[Listed, ...]:
    """Join what the list of attachments says with the attachments themselves: titles of unlisted ones, names of columns."""
    found = list(listed)
    for order, attachment in enumerate(attachments, 1):
        match = ATTACHMENT_RE.fullmatch(reading.text, attachment[0].start, attachment[0].end)
        number = int(parse_number(match["n"]) or 0) if match and match["n"] else order
        columns = _columns(attachment)
        index = next((i for i, entry in enumerate(found) if (entry.number or 1) == number), None)
        title = next((p for p in attachment[1:] if p.end > p.start and not p.cell), None)
        if index is not None:
            found[index] = found[index]._replace(columns=columns)
        elif title is not None:
            found.append(Listed(number, Range(title.start, title.end), columns))
    return tuple(found)


def _columns(attachment: Sequence[Paragraph]) -> tuple[Range, ...]:
    """Column names: the cells of the first row of the first table."""
    cells = [p for p in attachment if p.cell]
    if not cells or cells[0].cell is None:
        return ()
    table, row = cells[0].cell.table, cells[0].cell.row
    return tuple(Range(p.start, p.end) for p in cells if p.cell and p.cell.table == table and p.cell.row == row and p.end > p.start)


def _deadlines(reading: Reading, where: Range) -> Iterator[Reported]:
    """Reporting deadlines of a requirement: dates before 前 in a sentence that says to report."""
    text = reading.text
    start = where.start
    for end in [i + 1 for i in range(where.start, where.end) if text[i] == "。"] + [where.end]:
        yield from _sentence_deadlines(reading, start, end)
        start = end


def _sentence_deadlines(reading: Reading, start: int, end: int) -> Iterator[Reported]:
    text = reading.text[start:end]
    if "报" not in text and "反馈" not in text and "提交" not in text:
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
            Range(start + date.start, start + date.end), date.on, _reported(text[: date.start], tail), form[0] if form else None, to["to"].rstrip("。") if to else None
        )


_REPORTS: Final = r"(?:方案|计划|报告|总结|情况|台账|名单|表|清单|小结|材料|自评)"
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
