"""The head of a letter: document number, title and addressees, on lines of their own or run together.

Pages and databases set them in every order: the number alone, in brackets behind the title, before it on one line; the title over several lines
or twice; the addressees before their letter on one line; the whole letter on one line.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from taskparse import patterns
from taskparse.lexicon.documents import ADDRESSEE_ENDINGS, ISSUER_ENDINGS, LETTER_ENDINGS, TITLE_ENDINGS
from taskparse.source import Reading
from taskparse.structure.fields import Range
from taskparse.structure.markers import marker_at
from taskparse.structure.paragraphs import Paragraph
from taskparse.values.dates import FULL_DATE

TITLE_LIMIT: Final = 120
"""No title is longer, in characters."""
_ADDRESSEES_LIMIT: Final = 300
_NUMBER_LIMIT: Final = 40
_FRONT: Final = 40
"""No head of a letter has more paragraphs."""
_TITLE_LINES: Final = 5
_LETTER: Final = 20
"""From so many characters on a paragraph may hold title and addressees, or the whole letter."""

_NUMBER: Final = r"[\p{Han}A-Za-z]{1,20}[\[(<](?:19|20)\d\d[\])>]第?\d{1,5}号"
NUMBER_RE: Final = patterns.compile(
    r"(?P<agency>[\p{Han}A-Za-z]{1,20})[\[(<](?P<year>(?:19|20)\d\d)[\])>]第?(?P<number>\d{1,5})号"
)
TITLE_RE: Final = patterns.compile(
    r"《?(?:[^。;]{0,60}关于)?[^。;]{2,120}?\L<endings>(?:\([^()]{1,30}\))?》?", endings=TITLE_ENDINGS
)
_CLOSED_RE: Final = patterns.compile(
    r".*(?:关于|印发|转发|发布).*\L<endings>》?(?:\([^()]{1,30}\)|\d)?", endings=LETTER_ENDINGS
)
"""A title that is whole: what stands below it is another."""
_BY_RE: Final = patterns.compile(
    r"《?(?P<issuer>[^,。;:、《》\d]{2,60}?\L<endings>)\n?(?=关于|印发|转发|批转)", endings=ISSUER_ENDINGS
)
_ISSUER_RE: Final = patterns.compile(r"\p{Han}{2,40}\L<endings>", endings=ISSUER_ENDINGS)
_ENDS_RE: Final = patterns.compile(r".*?\L<endings>(?:\([^()]{1,30}\))*", endings=ADDRESSEE_ENDINGS)
_NOTE_RE: Final = patterns.compile(r"\((?:经|共|说明|注:|[^()]*(?:通过|会议))[^()]*\)")
"""（经…会议票决通过）, （共四个方面15项）: a line below a title that is no part of it."""
REPOSTED_RE: Final = patterns.compile(r"[\[(]转[发载]?[\])]")
"""What a site puts before a title."""
_NUMBER_FIRST_RE: Final = patterns.compile(rf"{_NUMBER}(?=[^。;]{{0,60}}(?:关于|印发|转发))")
_NUMBER_LAST_RE: Final = patterns.compile(rf"(?<=.{{6}})[\[(]{_NUMBER}[\])]$")
_WHOLE_RE: Final = patterns.compile(
    rf"(?P<title>[^。;:]{{6,{TITLE_LIMIT}}}?\L<endings>》?)(?P<number>[\[(]?{_NUMBER}[\])]?)?(?=(?P<to>[^。;:\d]{{2,{_ADDRESSEES_LIMIT}}}:))",
    endings=LETTER_ENDINGS,
)
_PASSES_ON: Final = ("转发", "印发", "批转", "《", "<")
"""What a title that holds another one stops at."""
_SIGN_RE: Final = patterns.compile(r"[、,;()\[\]<>]")
_ORDINALS: Final = "一二三四五六七八九十"
_SIGNED_RE: Final = patterns.compile(
    rf"(?<=[。.:]|\p{{Han}}(?=\p{{Han}}{{2,30}}\d))(?P<issuer>[^,。;:、\d()]{{2,40}}?\L<endings>)(?P<date>{FULL_DATE})(?P<rest>\([^()]{{2,20}}\))?$",
    endings=ISSUER_ENDINGS,
)


def is_addressees(text: str) -> bool:
    """Whether a line names whom a letter is for, with the colon or without.

    >>> is_addressees("各镇(街道)人民政府(办事处),区政府各部门、直属机构:"), is_addressees("各单位要高度重视,抓好落实")
    (True, False)
    """
    text = text.removesuffix(":")
    if not 2 <= len(text) <= _ADDRESSEES_LIMIT or any(sign in text for sign in "。:;《"):
        return False
    if not ("各" in text or "有关" in text or "直属" in text):
        return False
    pieces = [text[a:b] for a, b in split_list(text, 0, len(text))]
    return (
        bool(pieces)
        and _ENDS_RE.fullmatch(pieces[-1]) is not None
        and all(
            len(piece) <= 40 and (piece[0] == "各" or _ENDS_RE.fullmatch(piece) is not None or len(piece) <= 6)
            for piece in pieces
        )
    )


def split_list(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of a list between 、 and ， outside brackets."""
    depth = 0
    for match in _SIGN_RE.finditer(text, start, end):
        i = match.start()
        depth += (text[i] in "([<") - (text[i] in ")]>")
        if text[i] in "、,;" and depth <= 0:
            if text[start:i].strip():
                yield start, i
            start = i + 1
    if text[start:end].strip():
        yield start, end


def with_letter_apart(reading: Reading, paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The paragraphs, those of the head that hold several of its parts divided: number, title, addressees, first sentence."""
    head: list[Paragraph] = []
    seen = 0
    for paragraph in paragraphs[:_FRONT]:
        if paragraph.cell or paragraph.marker:
            break
        head += _apart(reading, paragraph)
        seen += 1
        if reading.text.find("。", paragraph.start, paragraph.end) >= 0:  # the letter has begun
            break
    return paragraphs if len(head) == seen else [*head, *paragraphs[seen:]]


def _apart(reading: Reading, paragraph: Paragraph) -> list[Paragraph]:
    text, start, end = reading.text, paragraph.start, paragraph.end
    cuts: set[int] = set()
    if text[start : start + 1] in "[(" and (match := REPOSTED_RE.match(text, start, end)):
        start = match.end()
        cuts.add(start)
    if (
        end - start <= 2 * TITLE_LIMIT
        and 0 < text.find("号", start, end - 1) < start + _NUMBER_LIMIT
        and (match := _NUMBER_FIRST_RE.match(text, start, end))
    ):
        cuts.add(match.end())
    if (
        end - start <= 2 * TITLE_LIMIT
        and text[end - 1] in ")]号"
        and (match := _NUMBER_LAST_RE.search(text, start, end))
        and match.start() > start
    ):
        cuts.add(match.start())
    if text[end - 1] == "号":  # …的通知　岭政办〔2031〕5号: white space, or a site's label, is all that parts them
        jumps = (i for i in range(max(start + 1, end - 40), end) if reading.at[i] - reading.at[i - 1] > 1)
        cuts.update([i for i in jumps if NUMBER_RE.fullmatch(text, i, end)][:1])
    colon = text.find(":", start, min(end, start + TITLE_LIMIT + _ADDRESSEES_LIMIT))
    if colon < 0 or text.find("。", start, colon) >= 0:
        return _cut(reading, paragraph, cuts)
    if (
        end - start >= _LETTER
        and text.find("关于", start, colon) >= 0
        and (whole := _WHOLE_RE.match(text, start, end))
        and is_addressees(whole["to"])
    ):
        if whole["number"]:
            cuts.add(whole.start("number"))
        cuts.add(whole.end())
        start = whole.end()
    colon = text.find(":", start, min(end, start + _ADDRESSEES_LIMIT))
    if 0 < colon < end - 1 and is_addressees(text[start : colon + 1]):
        cuts.update((start, colon + 1))
        if start != paragraph.start:
            cuts.update(_items(reading, colon + 1, end))
    return _cut(reading, paragraph, cuts)


def _cut(reading: Reading, paragraph: Paragraph, cuts: Iterable[int]) -> list[Paragraph]:
    cuts = {cut for cut in cuts if paragraph.start < cut < paragraph.end}
    if not cuts:
        return [paragraph]
    edges = [paragraph.start, *sorted(cuts), paragraph.end]
    return [
        paragraph._replace(start=a, end=b, marker=marker_at(reading.text, a) if a > paragraph.start else None)
        for a, b in pairwise(edges)
    ]


def _items(reading: Reading, start: int, end: int) -> Iterator[int]:
    """Where the requirements of a letter on one line begin, one after another, and its signature: white space is all that parts them."""
    text = reading.text
    number = 0
    gaps = reading.gaps(start, end)
    for gap in gaps:
        if number < len(_ORDINALS) and text.startswith(f"{_ORDINALS[number]}、", gap):
            number += 1
            yield gap
    if (signed := _SIGNED_RE.search(text, max(start, end - 120), end)) and signed.start() in gaps:
        yield from (signed.start(group) for group in ("issuer", "date", "rest") if signed[group])


def find_title(reading: Reading, lines: Sequence[Paragraph]) -> tuple[int, int] | None:
    """First and last of the lines that are the title: a page may print it twice, and each over several lines.

    The letter's own stands last; an earlier one is taken where the last has lost characters of it.
    """
    found: list[tuple[int, int, str]] = []
    reach = -1  # up to which line what is found goes
    for first in range(len(lines)):
        for last in range(min(first + _TITLE_LINES, len(lines)) - 1, max(reach, first - 1), -1):
            text = reading.cut(lines[first].start, lines[last].end).text
            if len(text) <= TITLE_LIMIT and _is_whole(text) and _are_one(reading, lines[first : last + 1]):
                found.append((first, last, text))
                reach = last
                break
    about = [entry for entry in found if "关于" in entry[2]]
    if not about:
        best = max(found, key=lambda entry: len(entry[2]), default=None)
        return best[:2] if best else None
    chosen = about[-1]
    for entry in about[:-1]:
        if len(entry[2]) > len(chosen[2]) and is_within(chosen[2], entry[2]):
            chosen = entry
    return chosen[:2]


def _is_whole(text: str) -> bool:
    return TITLE_RE.fullmatch(text) is not None and text.count("《") == text.count("》")


def _are_one(reading: Reading, lines: Sequence[Paragraph]) -> bool:
    """Whether lines may be those of one title."""
    for i in range(len(lines) - 1):
        above, below = (
            reading.cut(lines[0].start, lines[i].end).text,
            reading.text[lines[i + 1].start : lines[i + 1].end],
        )
        last = reading.text[lines[i].start : lines[i].end]
        if reading.text[lines[i].end : lines[i + 1].start].strip():
            return False
        if _NOTE_RE.fullmatch(below):
            return False
        if _CLOSED_RE.fullmatch(above) and not below.startswith(("的", "(")):
            return False
        if (
            _BY_RE.match(below)
            and not above.endswith(_PASSES_ON)
            and ("关于" in above or not _ISSUER_RE.fullmatch(last))
        ):
            return False
        if below == last or (_ISSUER_RE.fullmatch(last) and below.startswith(last)):
            return False
    return True


def is_within(part: str, whole: str) -> bool:
    """Whether the characters of one text stand in another in the same order.

    >>> is_within("关于印发2031重点任务的通知", "某县关于印发《2031年重点任务》的通知")
    True
    """
    rest = iter(whole)
    return all(char in rest for char in part)


def bare_title(reading: Reading, where: Range) -> Range:
    """A title without the 《 》 that a page sets around the whole of it."""
    text = reading.text[where.start : where.end]
    if text.startswith("《") and text.endswith("》") and text.find("》") == len(text) - 1 and text.count("《") == 1:
        return Range(where.start + 1, where.end - 1)
    return where


def issuer_in(reading: Reading, title: Range) -> Range | None:
    """Who issues a notice, as its title says: 某县人民政府办公室关于…."""
    match = _BY_RE.match(reading.text, *title)
    return Range(*match.span("issuer")) if match else None
