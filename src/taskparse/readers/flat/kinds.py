"""What a stretch of text may be in a table whose lines are gone: a number, units, a date, a person, a sentence …"""

from functools import lru_cache
from typing import Final, Literal, TypeAlias

from taskparse import patterns
from taskparse.lexicon.actions import ENSURE, STRIVE, VERBS
from taskparse.lexicon.measures import MEASURES
from taskparse.lexicon.roles import LASTING
from taskparse.lexicon.rules import SIGNS
from taskparse.lexicon.units import ENDINGS
from taskparse.words import Words

Kind: TypeAlias = Literal[
    "number", "ordinal", "nothing", "figure", "measure", "units", "date", "person", "sentence", "text"
]

_NUMBER_RE: Final = patterns.compile(r"\(?\d{1,3}\)?[.、]?")
_ORDINAL_RE: Final = patterns.compile(r"\(?[一二三四五六七八九十]{1,3}\)?、?")
_FIGURE_RE: Final = patterns.compile(r"[≥≤<>=约]*[-\d.,:]*\d[-\d.,]*(?:[%‰]|\p{Han}{1,3})?(?:以上|以下|以内|左右)?")
_DATE_RE: Final = patterns.compile(
    r"(?:\d{2,4}年|20\d\d[.-])?(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}月|\d{1,2}|年)?(?:\d{1,2}日|[上中下]旬)?(?:年?[底末初中]|[以之]?前|月底|年内)*"
    r"(?:完成|动工|开工|建成|竣工|启动|投入使用|投用|通车|取得.{1,6}|见.{1,4}|.{0,2}启动)?"
)
_TIME_RE: Final = patterns.compile(r"[年月季旬日]|\d{2,4}[.-]\d")
_STANDING_RE: Final = patterns.compile(
    r"(?:长期|持续|按|每|常态|贯穿|适时|及时|立行|立即|年底|全年|年内|即时|当年)\p{Han}{0,8}"
)
_PERSON_RE: Final = patterns.compile(r"\p{Han}{2,4}(?:[、,]\p{Han}{2,4})*")
_BRACKET_RE: Final = patterns.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN_RE: Final = patterns.compile(r"[、,;/]|以及")
_NOTHING: Final = "—―─-/\\无"
_SENTENCE: Final = frozenset("。;!?")
_NAME: Final = 20
"""No name of a unit is longer, in characters."""
_TEXT: Final = 26
"""What is longer is a sentence, in characters."""
_MEASURES: Final = frozenset(measure for measures in MEASURES.values() for measure in measures)
_MULTIPLES: Final = "百千万亿十"
_ENDINGS: Final = Words.of(ending for endings in ENDINGS.values() for ending in endings)
_VERBS: Final = Words.of((*VERBS, *STRIVE, *ENSURE))


@lru_cache(maxsize=1024)
def kind_of(text: str) -> Kind:
    """The kind of a stretch of folded text without white space.

    >>> [kind_of(text) for text in ("12", "县教育局、县财政局等", "12月底前", "万亩", "新建图书馆", "/")]
    ['number', 'units', 'date', 'measure', 'text', 'nothing']
    """
    if not text.strip(_NOTHING):
        return "nothing"
    if _NUMBER_RE.fullmatch(text):
        return "number"
    if _ORDINAL_RE.fullmatch(text):
        return "ordinal"
    if text in _MEASURES or text.lstrip(_MULTIPLES) in _MEASURES or _is_ratio(text):
        return "measure"
    if len(text) <= _NAME and (text in LASTING or _STANDING_RE.fullmatch(text) or _is_date(text)):
        return "date"
    if _FIGURE_RE.fullmatch(text):
        return "figure"
    if _are_units(text):
        return "units"
    if len(text) > _TEXT or not _SENTENCE.isdisjoint(text):
        return "sentence"
    return "person" if _PERSON_RE.fullmatch(text) and _VERBS.at(text, 0, len(text)) == 0 else "text"


def _is_ratio(text: str) -> bool:
    above, slash, below = text.partition("/")
    return bool(slash) and above.lstrip(_MULTIPLES) in _MEASURES and below.lstrip(_MULTIPLES) in _MEASURES


def _is_date(text: str) -> bool:
    return _TIME_RE.search(text) is not None and _DATE_RE.fullmatch(text) is not None


def _are_units(text: str) -> bool:
    bare = _BRACKET_RE.sub("", text).rstrip("。;、,")
    names = [name.strip(SIGNS + " :") for name in _BETWEEN_RE.split(bare)]
    likely = sum(map(_is_unit, names))
    return likely == len(names) or (likely > 1 and 3 * likely >= 2 * len(names) and max(map(len, names)) <= _NAME)


def _is_unit(name: str) -> bool:
    name = name.removesuffix("等")
    return (
        2 <= len(name) <= _NAME
        and _ENDINGS.before(name, 0, len(name)) < len(name)
        and _VERBS.at(name, 0, len(name)) == 0
        and not any(c.isdecimal() or c in "。;:!?" for c in name)
    )
