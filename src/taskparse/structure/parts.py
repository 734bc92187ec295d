"""The parts of a document: covering notice, plan, attachments, and what stands at the end.

The covering notice ends with its signature and date; the plan is where the responsibility clauses are; a part that begins with 附件 alone
on its line is an attachment unless it holds the plan.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.lexicon.documents import ISSUER_ENDINGS
from taskparse.lexicon.roles import LABEL_NOUNS, LABEL_STEMS, LABELS, UNIT_ROLES
from taskparse.lexicon.units import LEVELS
from taskparse.source import Reading
from taskparse.structure.letterhead import is_addressees, with_letter_apart
from taskparse.structure.markers import ATTACHMENT_RE
from taskparse.structure.paragraphs import Paragraph
from taskparse.structure.tables import Row, TaskTable, is_row_heading, read_table, tables_in
from taskparse.values.dates import FULL_DATE


class Parts(NamedTuple):
    """Paragraphs by part. `cover` is empty where the plan came alone; `head` is what stands before the plan's first numbered item."""

    cover: tuple[Paragraph, ...]
    head: tuple[Paragraph, ...]
    plan: tuple[Paragraph, ...]
    tail: tuple[Paragraph, ...]
    attachments: tuple[tuple[Paragraph, ...], ...]
    annexes: tuple[tuple[Paragraph, ...], ...] = ()
    """Attachments that assign tasks themselves, where the body does too."""


_FRONT: Final = 20
"""The addressees stand among so many paragraphs at the start."""
_REQUIREMENTS: Final = 8
"""A covering notice has no more items."""
_TITLE_RE: Final = patterns.compile(
    r"[^,。;:]{4,60}(?:方案|分解|分工|计划|清单|表|台账|任务|目标|实事)(?:\([^()]{1,20}\))?"
)
"""The heading of a plan that follows its letter."""
_ASKING_RE: Final = patterns.compile(
    r"各\p{Han}{0,8}?(?:单位|部门|乡镇|镇|街道|级|地|市|县|区)|牵头单位|责任单位|督[查办促]"
)
"""Of a requirement: it says what the units have to do about their tasks."""
_SENT_RE: Final = patterns.compile(
    r"(?:印发|下发|转发)(?:给|你们|实施|执行|,|。)|予以(?:分解|印发)|分解(?:下达|印发|落实)"
)
_TITLE: Final = 60
"""No title of an attachment is longer, in characters."""
LISTED_RE: Final = patterns.compile(r"附[件表]:(?:(?P<n>\d{1,2})[.、])?")
"""At the start of a line: the list of attachments (附件说明)."""
_DATE_LINE_RE: Final = patterns.compile(
    rf"(?P<issuer>\p{{Han}}{{2,40}}?)?(?P<date>{FULL_DATE}|(?:19|20)\d\d(?:年?\d{{2,4}}|\d{{1,2}}月\d{{1,2}})日)(?:印发|\?+)?"
)
"""A line of a date, also of one that has lost its 年 or 月, or with ???? for characters that were lost behind it."""
_DATE_ENDS: Final = frozenset("日发?")
_ISSUER_RE: Final = patterns.compile(
    r"(?P<name>[^,。;:、\d()]{2,60}?\L<endings>)(?:\([^()]{2,20}\))?", endings=ISSUER_ENDINGS
)
_TAIL_RE: Final = patterns.compile(
    r"\(此件.{0,12}\)|抄送:.*|[^,。;:]{2,30}\d{4}年\d{1,2}月\d{1,2}日印发|(?:主送|分送|抄报|印发机关|校对|打印):.*|共印\d+份"
)
_IMPRINT_STARTS: Final = ("(此件", "抄送:", "主送:", "分送:", "抄报:", "印发机关:", "校对:", "打印:", "共印")
"""What it begins with where it does not end with 印发."""
# A clause: a role's label with a colon, or a bracket that ends with a role's verb.
_STEMS: Final = "|".join(stem for role in UNIT_ROLES for stem in LABEL_STEMS[role])
_CLAUSE_RES: Final = tuple(
    map(
        patterns.compile,
        (
            rf"(?:{_STEMS})(?:{'|'.join(LABEL_NOUNS)})\]?:",
            r"[\(\[][^()\[\]\n]{1,200}(?:牵头|负责|配合|落实|参与|协助)(?:[^()\[\]\n]{0,60})[\)\]]",
            r"。由[^。,\n]{2,30}牵头,",
            r"以上[^。\n]{0,12}由[^。\n]{2,80}(?:牵头|负责)",
            r"\p{Han}{2,20}牵头工作",
        ),
    )
)
"""Apart, for as one pattern they take six times as long to find nothing: each begins with a sign or a word that can be looked for."""
_BARE_LIST_RE: Final = patterns.compile(
    rf"。\([{LEVELS}]\p{{Han}}{{1,14}}?\L<endings>[、,()](?:[^\n]*\))?$", endings=ISSUER_ENDINGS
)
"""（县发改局、县工信局）: names of units in brackets at the end of an item."""
_TABLE_HEADS: Final = frozenset(label for role in UNIT_ROLES for label in LABELS[role] if len(label) > 2)


def find_parts(reading: Reading, paragraphs: Sequence[Paragraph]) -> Parts:
    """Split a document into its parts; every paragraph is in exactly one of them."""
    body, attachments = _split_attachments(reading, with_letter_apart(reading, paragraphs))
    signed = _signature(reading, body)
    clause = next((i for i, p in enumerate(body) if has_clause(reading, p)), None)
    cut = 0
    if signed is not None and signed + 1 < len(body) and (clause is None or clause > signed):
        cut = signed + 1
    elif clause is None and _is_letter(reading, body[:signed]):
        cut = len(body)
    if clause is None and attachments:  # the plan is an attachment
        holders = [a for a in attachments if _holds_plan(reading, a)]
        outlines = [a for a in holders if any(p.marker and p.marker.style == "chinese" for p in a)]
        if len(holders) == 1 or (
            len(outlines) == 1 and outlines[0] is holders[0]
        ):  # others are lists or tables beside it
            attachments = tuple(a for a in attachments if a is not holders[0])
            cut, body = len(body), [*body, *holders[0]]
        elif holders:
            cut = len(body)
    cover, rest = body[:cut], body[cut:]
    first = next((i for i, p in enumerate(rest) if p.marker or p.cell or has_clause(reading, p)), len(rest))
    last = _tail(reading, rest, first)
    annexes = tuple(a for a in attachments if _holds_plan(reading, a))
    blank = tuple(a for a in attachments if a not in annexes)
    return Parts(tuple(cover), tuple(rest[:first]), tuple(rest[first:last]), tuple(rest[last:]), blank, annexes)


def date_line(text: str, start: int, end: int) -> regex.Match[str] | None:
    """What a line at [start, end) says that is a date, with the issuer before it or without: groups `issuer` and `date`."""
    return _DATE_LINE_RE.fullmatch(text, start, end) if text[end - 1] in _DATE_ENDS else None


def has_clause(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether a paragraph seems to hold a responsibility clause or heads a column of units."""
    if paragraph.cell:
        return reading.text[paragraph.start : paragraph.end] in _TABLE_HEADS
    if reading.text.find("\n", paragraph.start, paragraph.end) < 0:
        return any(pattern.search(reading.text, paragraph.start, paragraph.end) for pattern in _CLAUSE_RES)
    whole = reading.cut(paragraph.start, paragraph.end).text  # a line may end inside of a label
    return any(pattern.search(whole) for pattern in _CLAUSE_RES)


def is_label_line(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with a label of units."""
    return paragraph.cell is None and any(
        pattern.match(reading.text, paragraph.start, paragraph.end) for pattern in _CLAUSE_RES
    )


def _split_attachments(
    reading: Reading, paragraphs: Sequence[Paragraph]
) -> tuple[list[Paragraph], tuple[tuple[Paragraph, ...], ...]]:
    if not any(_begins_attachment(reading, p) for p in paragraphs):
        return list(paragraphs), ()
    paragraphs = [
        part
        for p, below in zip_longest(paragraphs, paragraphs[1:])
        for part in (_with_title_apart(reading, p, below) if _begins_attachment(reading, p) else (p,))
    ]
    heads = [i for i, p in enumerate(paragraphs) if _begins_attachment(reading, p) and _is_head(reading, p)]
    if not heads:
        return list(paragraphs), ()
    ends = [*heads[1:], len(paragraphs)]
    return list(paragraphs[: heads[0]]), tuple(tuple(paragraphs[a:b]) for a, b in zip(heads, ends, strict=True))


def _lists(reading: Reading, paragraph: Paragraph, below: Paragraph) -> bool:
    """Whether a line only names an attachment: below it stands the signature or the date."""
    return LISTED_RE.match(reading.text, paragraph.start, paragraph.end) is not None and (
        date_line(reading.text, below.start, below.end) is not None
        or (below.cell is None and is_issuer(reading, below))
    )


def _begins_attachment(reading: Reading, paragraph: Paragraph) -> bool:
    return paragraph.cell is None and reading.text.startswith("附", paragraph.start)


def _is_head(reading: Reading, paragraph: Paragraph) -> bool:
    return ATTACHMENT_RE.fullmatch(reading.text, paragraph.start, paragraph.end) is not None


def _with_title_apart(reading: Reading, paragraph: Paragraph, below: Paragraph | None) -> Iterator[Paragraph]:
    """附件　某市主要指标责任分工: the head of an attachment and its title on one line, white space between them, or a colon above a table."""
    if below is not None and _lists(reading, paragraph, below):
        yield paragraph
        return
    match = ATTACHMENT_RE.match(reading.text, paragraph.start, paragraph.end)
    end = match.end() if match else paragraph.end
    if (
        end < paragraph.end <= end + _TITLE
        and (reading.at[end] - reading.at[end - 1] > 1 or _heads_table(reading.text[end - 1], below))
        and reading.text[paragraph.end - 1] not in "。;:,"
    ):
        yield paragraph._replace(end=end)
        yield paragraph._replace(start=end)
    else:
        yield paragraph


def _heads_table(sign: str, below: Paragraph | None) -> bool:
    return sign == ":" and below is not None and below.cell is not None


def _holds_plan(reading: Reading, paragraphs: Sequence[Paragraph]) -> bool:
    """Clauses in its text, or a task table with units in its rows: a blank form has only its heads."""
    if any(p.cell is None and has_clause(reading, p) for p in paragraphs):
        return True
    if sum(1 for p in paragraphs if p.marker and _BARE_LIST_RE.search(reading.text, p.start, p.end)) > 1:
        return True
    above: TaskTable | None = None
    last = 0
    for start, end in tables_in(paragraphs):
        if not all(is_row_heading(reading, p) for p in paragraphs[last:start]):
            above = None
        above, last = read_table(reading, paragraphs[start:end], above), end
        if above and any(isinstance(line, Row) and line.cells for line in above.lines):
            return True
    return False


def _signature(reading: Reading, paragraphs: Sequence[Paragraph]) -> int | None:
    """Index of the date line that follows the issuer's signature."""
    for i, paragraph in enumerate(paragraphs):
        match = date_line(reading.text, paragraph.start, paragraph.end)
        if match is None:
            continue
        if match["issuer"] or (
            i and _ISSUER_RE.fullmatch(reading.text, paragraphs[i - 1].start, paragraphs[i - 1].end)
        ):
            return i
    return _date_alone(reading, paragraphs)


def _date_alone(reading: Reading, paragraphs: Sequence[Paragraph]) -> int | None:
    """Index of the first date line that ends a letter without the issuer's name: below its addressees and a sentence or what is attached."""
    addressed = _addressed(reading, paragraphs)
    if addressed is None:
        return None
    for i in range(addressed + 2, len(paragraphs)):
        paragraph, above = paragraphs[i], paragraphs[i - 1]
        if paragraph.cell or above.cell:
            return None
        if date_line(reading.text, paragraph.start, paragraph.end) and (
            reading.text[above.end - 1] in "。)"
            or LISTED_RE.match(reading.text, above.start, above.end)
            or above.marker
        ):
            return i
    return None


def _addressed(reading: Reading, paragraphs: Sequence[Paragraph]) -> int | None:
    """Index of the line that names whom a letter is for."""
    for i, paragraph in enumerate(paragraphs[:_FRONT]):
        if paragraph.marker or paragraph.cell:
            return None
        if is_addressees(reading.text[paragraph.start : paragraph.end]):
            return i
    return None


def _is_letter(reading: Reading, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a text up to its date is the covering notice alone: it sends something out, and all its items are requirements, 一、 二、 三、."""
    addressed = _addressed(reading, paragraphs)
    if addressed is None or any(p.cell for p in paragraphs):
        return False
    items = [i for i, p in enumerate(paragraphs) if p.marker]
    if not 0 < len(items) <= _REQUIREMENTS:
        return False
    markers = [m for i in items if (m := paragraphs[i].marker)]
    asking = sum(1 for i in items if _ASKING_RE.search(reading.text, paragraphs[i].start, paragraphs[i].end))
    preamble = reading.text[paragraphs[addressed].end : paragraphs[items[0]].start]
    return (
        _SENT_RE.search(preamble) is not None
        and 2 * asking > len(items)
        and [(m.style, m.number) for m in markers] == [(markers[0].style, n + 1) for n in range(len(items))]
        and not any(_TITLE_RE.fullmatch(reading.text, p.start, p.end) for p in paragraphs[items[0] :] if not p.marker)
    )


def is_issuer(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether a whole line is the name of an agency, as in a signature."""
    return paragraph.marker is None and _ISSUER_RE.fullmatch(reading.text, paragraph.start, paragraph.end) is not None


def issuer_of(reading: Reading, paragraph: Paragraph) -> tuple[int, int] | None:
    """Where the agency of a signature is named, without a note on its seal: 县优化营商环境领导小组办公室（县发改局代章）."""
    match = _ISSUER_RE.fullmatch(reading.text, paragraph.start, paragraph.end) if paragraph.marker is None else None
    return match.span("name") if match else None


def is_imprint(reading: Reading, paragraph: Paragraph) -> bool:
    """Whether a line is a note or an imprint: （此件公开发布）, 抄送：…, …印发."""
    text, start, end = reading.text, paragraph.start, paragraph.end
    may_be = text.startswith(_IMPRINT_STARTS, start, end) or text.endswith("印发", start, end)
    return may_be and _TAIL_RE.fullmatch(text, start, end) is not None


def _tail(reading: Reading, paragraphs: Sequence[Paragraph], first: int) -> int:
    """Index at which signature, list of attachments, notes and imprint begin."""
    text = reading.text
    for i in range(first, len(paragraphs)):
        start, end = paragraphs[i].start, paragraphs[i].end
        if paragraphs[i].cell:
            continue
        listed = text.startswith("附", start) and LISTED_RE.match(text, start, end)
        if listed or date_line(text, start, end) or is_imprint(reading, paragraphs[i]):
            signed = i > first and is_issuer(reading, paragraphs[i - 1]) and date_line(text, start, end)
            return i - 1 if signed else i
    return len(paragraphs)
