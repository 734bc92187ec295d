"""The covering notice: letterhead, document number, title, addressees, requirements, signature, date, list of attachments.

The order is that of GB/T 9704-2012, 7.2-7.3; each part may be missing. Ranges are of the reading.
"""

from collections.abc import Sequence
from typing import Final

import regex

from taskparse import patterns
from taskparse.lexicon.sites import DATE_LABELS, ISSUER_LABELS
from taskparse.source import Reading
from taskparse.structure.attachments import find_listed, with_forms
from taskparse.structure.deadlines import find_deadlines, find_recurring
from taskparse.structure.fields import Cover, Number, Range
from taskparse.structure.letterhead import (
    NUMBER_RE,
    REPOSTED_RE,
    TITLE_LIMIT,
    TITLE_RE,
    bare_title,
    find_title,
    is_addressees,
    issuer_in,
    split_list,
)
from taskparse.structure.markers import ATTACHMENT_RE
from taskparse.structure.paragraphs import Paragraph
from taskparse.structure.parts import LISTED_RE, Parts, date_line, is_imprint, is_issuer, issuer_of
from taskparse.values.dates import find_dates

_YEARS_RE: Final = patterns.compile(r"\(\d{4}[-~—至]\d{4}年?\)")
_ISSUED_RE: Final = patterns.compile(r"(?:印发|转发|发布|下发)(?:《(?P<named>[^》]+)》|(?P<named>.+?))(?:的通知|的函)$")
_SENT_RE: Final = patterns.compile(
    r"""
      将《(?P<plan>[^《》]+(?:《[^《》]*》[^《》]*)*)》(?:\([^()]*\))?(?:予以|正式|全文)?(?:印发|下发|转发|发给)
    | (?<![》和、及与])《(?P<plan>[^《》]+(?:《[^《》]*》[^《》]*)*)》(?:\([^()]*\))?(?:已|业|经)[^。《》]{0,60}?(?:印发|下发)
    """,
    regex.VERBOSE,
)
"""What a letter says that it sends out."""
_RECORD_RE: Final = patterns.compile(
    r"(?:\L<issuers>):?(?P<issuer>\p{Han}{2,40}?(?=\L<dates>|$|\n))|(?:\L<dates>):?(?P<date>(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|(?P<sign>[-./])\d{1,2}(?P=sign)\d{1,2}))",
    issuers=ISSUER_LABELS,
    dates=DATE_LABELS,
)
"""What a site's record says of a notice that does not say it itself."""
_QUOTES: Final = str.maketrans("", "", "《》<>“”")
_WEAK_RE: Final = patterns.compile(r".*(?:工作|任务|目标|事项|实事|指标)")
_STRONG_RE: Final = patterns.compile(
    r"(?!(?:19|20)\d\d年|《|附)[^,。;:]{2,40}(?:方案|表|清单|台账|计划|措施|办法|分解|分工|细则|一览)(?:\([^()]{1,20}\))?"
)
_LETTERHEAD_RE: Final = patterns.compile(r"[^,。;:]{2,40}文件")

_WORD_RE: Final = patterns.compile(r"\w")
_CONTACT_RE: Final = patterns.compile(r"\(?联系(?:人|电话|方式)?:")


def read_cover(reading: Reading, parts: Parts) -> Cover:
    """Read the fields of the document from its parts."""
    alone = not parts.cover
    cover = _Front(reading).read(parts.head if alone else parts.cover, alone=alone)
    if not alone:
        sent = _sent(reading, cover)
        named = reading.cut(*sent).text if sent else named_plan(reading.cut(*cover.title).text) if cover.title else None
        plan_title, rest = _plan_title(reading, parts.head, named)
        plan_title = plan_title or sent
        cover = cover._replace(plan_title=plan_title, claims=(*cover.claims, *([plan_title] if plan_title else [])))
        cover = _passages(cover, [p for p in parts.head if is_imprint(reading, p)], "imprint")
        cover = _passages(cover, rest, "preamble")
    cover = _read_tail(reading, parts, cover)
    imprint = [p for a in (*parts.attachments, *parts.annexes) for p in a if not p.cell and is_imprint(reading, p)]
    cover = _passages(cover, imprint, "imprint")
    if alone and cover.addressees and cover.plan_title is None:
        cover = cover._replace(plan_title=_sent(reading, cover))
    if cover.issuer is None and cover.title is not None:
        cover = cover._replace(issuer=issuer_in(reading, cover.title))
    return cover._replace(
        attachments=with_forms(reading, cover.attachments, (*parts.annexes, *parts.attachments)),
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
            number = NUMBER_RE.search(text) if cover.number is None and len(text) < 60 else None
            if not _WORD_RE.search(text):
                continue
            if _RECORD_RE.match(self.text, *where):
                cover = self._recorded(cover, where)
            elif ATTACHMENT_RE.fullmatch(text) or REPOSTED_RE.fullmatch(text) or is_imprint(self.reading, paragraph):
                cover = cover._replace(claims=(*cover.claims, where))
            elif cover.number and len(text) < 60 and NUMBER_RE.fullmatch(text.strip("()[]")):
                cover = _passages(cover, [paragraph], "letterhead")
            elif number and number.end() >= len(text) - 1:
                cover = self._number(cover, number, where)
                if title and not self._is_title(title):
                    cover, title = _passages(cover, title, "letterhead"), []
            elif not title and cover.title is None and _LETTERHEAD_RE.fullmatch(text):
                cover = cover._replace(passages=(*cover.passages, ("letterhead", where)))
            elif LISTED_RE.match(text):
                taken, listed = find_listed(self.reading, paragraphs, index - 1)
                cover = cover._replace(attachments=(*cover.attachments, *listed), claims=(*cover.claims, *taken))
                index = index - 1 + len(taken)
            elif date := date_line(text, 0, len(text)):
                cover = self._signature(cover, paragraphs[index - 2] if index > 1 else None, where, date)
            elif (
                not cover.addressees
                and paragraph.marker is None
                and not paragraph.cell
                and (
                    (text.endswith(":") and len(text) <= 300 and (title or cover.title))
                    or (text[0] not in "附注" and is_addressees(text))
                )
            ):
                cover = cover._replace(addressees=self._addressees(where), claims=(*cover.claims, where))
            elif not cover.addressees and self._may_be_title(paragraph, text, alone):
                title.append(paragraph)
            elif (
                paragraph.marker is None
                and is_issuer(self.reading, paragraph)
                and index < len(paragraphs)
                and date_line(self.text, paragraphs[index].start, paragraphs[index].end)
            ):
                continue  # the signature, taken with the date
            else:
                role = "requirement" if paragraph.marker else "preamble"
                cover = cover._replace(passages=(*cover.passages, (role, where)))
        return self._dated(self._titled(cover, title))

    def _dated(self, cover: Cover) -> Cover:
        """With the deadlines of its requirements: they may leave out the year, which the date of issue says."""
        asked = [where for role, where in cover.passages if role in ("requirement", "preamble")]
        issued = cover.issued_on[1] if cover.issued_on else f"{cover.number.year}-01-01" if cover.number else None
        return cover._replace(
            deadlines=tuple(deadline for where in asked for deadline in find_deadlines(self.reading, where, issued)),
            recurring=tuple(report for where in asked for report in find_recurring(self.reading, where)),
        )

    def _recorded(self, cover: Cover, where: Range) -> Cover:
        """With what a site's record says of the issuer and the date."""
        for record in _RECORD_RE.finditer(self.text, *where):
            if record["issuer"]:
                cover = cover._replace(issuer=cover.issuer or Range(*record.span("issuer")))
            elif on := next((date.on for date in find_dates(record["date"])), None):
                cover = cover._replace(issued_on=cover.issued_on or (Range(*record.span("date")), on))
        return cover._replace(claims=(*cover.claims, where))

    def _number(self, cover: Cover, match: "regex.Match[str]", where: Range) -> Cover:
        text = self.reading.text
        printed = NUMBER_RE.search(text, *where)
        span = Range(*printed.span()) if printed else where
        number = Number(span, match["agency"], int(match["year"]), int(match["number"]))
        return cover._replace(number=number, claims=(*cover.claims, where))

    def _may_be_title(self, paragraph: Paragraph, text: str, alone: bool) -> bool:
        return (
            paragraph.marker is None and len(text) <= TITLE_LIMIT and text[-1] not in "。;:,、!?" and not paragraph.cell
        )

    def _is_title(self, paragraphs: Sequence[Paragraph]) -> bool:
        text = self.reading.cut(paragraphs[0].start, paragraphs[-1].end).text
        return TITLE_RE.fullmatch(text) is not None

    def _titled(self, cover: Cover, lines: list[Paragraph]) -> Cover:
        """Choose the title among the lines that may be one; what is left over is letterhead."""
        cut = self.reading.cut
        best = find_title(self.reading, lines)
        if best is None and lines and cover.title is None:
            best = (0, 0)
        if best is not None:
            first, last = best
            if last + 1 < len(lines) and _YEARS_RE.fullmatch(cut(lines[last + 1].start, lines[last + 1].end).text):
                last += 1
            where = Range(lines[first].start, lines[last].end)
            cover = cover._replace(title=bare_title(self.reading, where), claims=(*cover.claims, where))
            lines = lines[:first] + lines[last + 1 :]
        return _passages(cover, lines, "letterhead")

    def _addressees(self, where: Range) -> tuple[Range, ...]:
        """Split at 、 and ， outside brackets, each as printed."""
        end = where.end - (self.text[where.end - 1] == ":")
        return tuple(Range(a, b) for a, b in split_list(self.text, where.start, end))

    def _signature(self, cover: Cover, before: Paragraph | None, where: Range, date: "regex.Match[str]") -> Cover:
        on = next((d.on for d in find_dates(self.reading.cut(*where).text)), None)
        issuer: Range | None = None
        if date["issuer"]:
            issuer = Range(where.start, where.start + date.end("issuer"))
        elif before is not None and (named := issuer_of(self.reading, before)):
            issuer = Range(*named)
        claims = (where, *([Range(before.start, before.end)] if issuer and before and not date["issuer"] else []))
        return cover._replace(
            issuer=issuer or cover.issuer,
            issued_on=(where, on) if on else cover.issued_on,
            claims=(*cover.claims, *claims),
        )


def _sent(reading: Reading, cover: Cover) -> Range | None:
    """The plan that the first sentences of a letter say it sends out: 现将《…》印发给你们."""
    for role, where in cover.passages:
        if role == "requirement":
            return None
        if role != "preamble" or reading.text.find("》", *where) < 0:
            continue
        places = [i for i in range(*where) if reading.text[i] != "\n"]
        if match := _SENT_RE.search("".join([reading.text[i] for i in places])):
            start, end = match.span("plan")
            return Range(places[start], places[end - 1] + 1)
    return None


def _plan_title(
    reading: Reading, head: Sequence[Paragraph], named: str | None
) -> tuple[Range | None, Sequence[Paragraph]]:
    """The plan's heading: the first line after the covering notice, with the lines that make it the title `named` there or give its years."""
    lines = [p for p in head if p.end > p.start and not is_imprint(reading, p)]
    for i, paragraph in enumerate(lines):
        text = reading.cut(paragraph.start, paragraph.end).text
        if ATTACHMENT_RE.fullmatch(text) or text[-1] in "。;:" or len(text) > TITLE_LIMIT or _CONTACT_RE.match(text):
            continue
        end = i
        while end + 1 < len(lines) and not TITLE_RE.fullmatch(reading.cut(paragraph.start, lines[end].end).text):
            following = reading.cut(lines[end + 1].start, lines[end + 1].end).text
            if following[-1] in "。;:" or len(following) > 60:
                break
            end += 1
        if not TITLE_RE.fullmatch(reading.cut(paragraph.start, lines[end].end).text):
            end = i
        joined = [reading.cut(paragraph.start, line.end).text for line in lines[i : i + 5]]
        wanted = named.translate(_QUOTES) if named else None
        if whole := [n for n, heading in enumerate(joined) if heading.translate(_QUOTES) == wanted]:
            end = i + whole[0]
        elif end == i and len(joined) > 1 and _WEAK_RE.fullmatch(joined[0]):
            end += _STRONG_RE.fullmatch(reading.cut(lines[i + 1].start, lines[i + 1].end).text) is not None
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


def _read_tail(reading: Reading, parts: Parts, cover: Cover) -> Cover:
    """Signature, date, list of attachments, notes and imprint after the plan."""
    front = _Front(reading)
    index = 0
    while index < len(parts.tail):
        paragraph = parts.tail[index]
        where = Range(paragraph.start, paragraph.end)
        text = reading.cut(*where).text
        if LISTED_RE.match(text):
            taken, listed = find_listed(reading, parts.tail, index)
            cover = cover._replace(attachments=cover.attachments or tuple(listed), claims=(*cover.claims, *taken))
            index += len(taken)
            continue
        date = date_line(text, 0, len(text))
        if date and not text.endswith("印发") and cover.issued_on is None:
            cover = front._signature(cover, parts.tail[index - 1] if index else None, where, date)
        elif is_imprint(reading, paragraph) or date:
            cover = _passages(cover, [paragraph], "imprint")
        elif not (is_issuer(reading, paragraph) and index + 1 < len(parts.tail)):
            cover = _passages(cover, [paragraph], "closing")
        index += 1
    return cover
