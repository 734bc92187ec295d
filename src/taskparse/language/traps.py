"""Traps: quantities that are no target. Each has an id, so that a rejected reading can be explained.

Rules of the reading guide ("Not targets"): names and ordinals, slogans, periods and dates, conditions and thresholds, rewards, what has been
done already, figures that describe a thing.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import regex

from taskparse.language.quantities import Quantity
from taskparse.language.scene import Scene
from taskparse.language.words import Words
from taskparse.lexicon.actions import (
    ACTUALS,
    BUILDINGS,
    COMMITMENTS,
    DESCRIBED,
    DESCRIBERS,
    GRANTS,
    RENEWALS,
    SUMMED_UP,
    VERBS,
)

Trap: TypeAlias = Callable[[Scene, int], bool]

_END_OF_NOUN: Final = ("", ",", "。", ";", ":", "、", ")", "]", "!", "?", "\n", "(", "[")
_ACTUAL_RE: Final = regex.compile(r"\L<words>", words=ACTUALS)
_RENEWAL_RE: Final = regex.compile(r"\L<words>", words=RENEWALS)
_GRANT_RE: Final = regex.compile(r"\L<words>", words=GRANTS)
_COMMITMENT_RE: Final = regex.compile(r"\L<words>", words=COMMITMENTS)
_SUMMED_RE: Final = regex.compile(r"(?:重点|关键|主要|重大|核心|基本)?\L<nouns>", nouns=SUMMED_UP)
_BUILDING_RE: Final = regex.compile(r"[^,。;、]{0,8}?(?:\L<nouns>|园(?!区))", nouns=BUILDINGS)
_DESCRIBER_RE: Final = regex.compile(r"(?:\L<words>)(?:约|为|达|超|超过)?$", words=DESCRIBERS)
_DESCRIBED_RE: Final = regex.compile(r"[^,。;、()]{0,20}?\L<nouns>", nouns=DESCRIBED)
_ORDINAL_RE: Final = regex.compile(
    r"号(?!召)|届|期(?!次)|版|级(?!以上|别)|线(?!上|下|路)|次(?:会议|全会|全体)|代|型|环|纵|位一体"
)
_PERIOD_RE: Final = regex.compile(
    r"行动|计划|规划|期|攻坚|滚动|内|后|前|来|间|制|以来|至|到|度|龄|轮|任务|一|周期|免费|保|的"
)
_AFTER_LIMIT_RE: Final = regex.compile(r"的|困难|老|儿童|妇女|研发|职工|居民|人|女|男|青|学|\p{Han}{2,}")
_LIMIT_VERB_RE: Final = regex.compile(r"(?:至|到|达到|达|为|缩短|压缩|压减|减少|提高|延长|提速)$")
_BENEFIT_RE: Final = regex.compile(r"免费|补助|补贴|贷款|优惠|观察|减免|给予|期限|住宿|有效期|最长")
_GIVING_VERB_RE: Final = regex.compile(
    r"(?:新增|打造|设立|组建|建设|完成|发放|引进|投入|争取|筹措|筹集|安排|落实|建成|实现|盘活|处置|化解|清收|减免|拨付|兑现|到位|发行|新建|建立|达到|突破|拉动|带动|撬动)$"
)
_VERBS: Final = Words.of(VERBS)
_OBJECT_RE: Final = regex.compile(r"(?:等|的|不少于|至少|超过|[,。;、:(]|^)(?:各类|全部)?$")
_PER_RE: Final = regex.compile(r"每(?:小时|分钟|秒|公里|百米|平方米|亩|立方米|千米)$")


def _is_name(scene: Scene, index: int) -> bool:
    """G217, 4+1, 云谷606, 第3届: a letter, a sign or 第 before the figure, or an ordinal noun after it."""
    q = scene.quantities[index]
    last, first = scene.before(q.start, 1), scene.text[q.end : q.end + 1]
    return (
        bool(last and (last in "+×*/#第-·" or (last.isascii() and last.isalnum())))
        or first in ("+", "×")
        or (q.unit in ("", None) and _ORDINAL_RE.match(scene.text, q.end) is not None)
    )


def _is_ordinal(scene: Scene, index: int) -> bool:
    """12号线, 3期工程: what a number of this noun numbers is a name."""
    q = scene.quantities[index]
    return q.comparator == "=" and _ORDINAL_RE.match(scene.text, q.end) is not None


def _is_slogan(scene: Scene, index: int) -> bool:
    """“五改四好”, 《…》: inside quotation marks."""
    return scene.is_quoted(scene.quantities[index].number)


def _is_one(scene: Scene, index: int) -> bool:
    """打造一支队伍: 一 with a measure word counts nothing, nor do 百 and 千 alone."""
    q = scene.quantities[index]
    figures = scene.text[q.number : q.measured]
    return figures in ("一", "百", "千", "零", "〇") and q.unit not in ("倍", "%")


def _is_summed_up(scene: Scene, index: int) -> bool:
    """八项规定, 四个意识, 三个方面: a Chinese numeral before a noun that only sums up."""
    q = scene.quantities[index]
    if scene.text[q.number].isdecimal() or q.kind != "count" or q.comparator != "=":
        return False
    if _SUMMED_RE.match(scene.text, q.end):
        return True
    noun_follows = scene.text[q.end : q.end + 1] not in _END_OF_NOUN
    return noun_follows and not _is_object(scene, q.start)


def _is_object(scene: Scene, at: int) -> bool:
    """Whether a verb, a comparator or the beginning of a phrase stands before `at`: what follows is its object."""
    return _VERBS.before(scene.text, 0, at) < at or _OBJECT_RE.search(scene.before(at, 8)) is not None


def _is_bare(scene: Scene, index: int) -> bool:
    """Without a measure word a number counts only where a metric names what it counts: 人数24万以上."""
    q = scene.quantities[index]
    if q.unit is not None:
        return False
    named = regex.search(
        r"(?:数|量|额|值|规模)(?:达到|达|为|保持在|稳定在|突破|超过|增至|增加到)?$", scene.before(q.start, 8)
    )
    return named is None or scene.text[q.end : q.end + 1] not in _END_OF_NOUN


def _is_period(scene: Scene, index: int) -> bool:
    """三年行动, 2026年, 15分钟, 71周岁以下: times and ages, unless they are a limit that is promised (35天以内)."""
    q = scene.quantities[index]
    if q.kind != "duration":
        return False
    if (q.unit in ("年", "日", "周岁") and q.value > 100) or q.unit in ("日", "周岁", "周"):
        return True
    if _BENEFIT_RE.search(scene.before(q.start, 10)) and "轮候" not in scene.before(q.start, 12):
        return True
    if q.comparator == "=":
        return (
            _PERIOD_RE.match(scene.text, q.end) is not None or _LIMIT_VERB_RE.search(scene.before(q.start, 4)) is None
        )
    return _AFTER_LIMIT_RE.match(scene.text, q.end) is not None


def _is_moment(scene: Scene, index: int) -> bool:
    """3点, 5分: a time of day or a score, not a count."""
    q = scene.quantities[index]
    return q.unit in ("点", "分", "度", "级") or (
        q.unit in ("面", "对", "片", "门", "道", "层") and not scene.text[q.number].isdecimal()
    )


def _is_institute(scene: Scene, index: int) -> bool:
    """722所园区: 所 counts schools and the like; before another noun it is part of a name."""
    q = scene.quantities[index]
    return (
        q.unit == "所"
        and scene.text[q.end : q.end + 1] not in _END_OF_NOUN
        and _BUILDING_RE.match(scene.text, q.end) is None
    )


def _is_circle(scene: Scene, index: int) -> bool:
    """500米范围内, 30公里经济圈: a distance that bounds a place."""
    q = scene.quantities[index]
    return q.kind == "length" and scene.text.startswith(("范围", "内", "生活圈", "经济圈", "长廊", "半径"), q.end)


def _is_done(scene: Scene, index: int) -> bool:
    """去年完成1.1万亩, 已建成460个: what has been done already."""
    q = scene.quantities[index]
    start = scene.segment(q.start)[0]
    actual = None
    for match in _ACTUAL_RE.finditer(scene.text, start, q.start):
        actual = match
    return actual is not None and _RENEWAL_RE.search(scene.text, actual.end(), q.start) is None


def _is_grant(scene: Scene, index: int) -> bool:
    """给予最高500万元补助, 按不高于30%: amounts, rates and ceilings of what is paid to applicants."""
    q = scene.quantities[index]
    if q.kind not in ("money", "percentage", "ratio"):
        return False
    start, end = scene.segment(q.start)
    if _GRANT_RE.search(scene.text, start, end):
        return _COMMITMENT_RE.search(scene.text, start, end) is None or "最高" in scene.text[start:end]
    if q.kind == "percentage" and regex.match(
        r"的?(?:标准|比例|额度)?,?[^,。;]{0,6}(?:给予|补助|补贴|奖励|缴纳)", scene.text, pos=q.end
    ):
        return True
    sentence = scene.text[max(scene.sentence(q.start), start - 30) : end]
    return (
        q.kind == "money"
        and regex.search(r"(?:给予|奖励|补助|资助)[^。;]*$", sentence) is not None
        and _COMMITMENT_RE.search(sentence) is None
    )


def _is_awarded(scene: Scene, index: int) -> bool:
    """每家…奖励不超过2个项目: how many projects of an awardee a reward covers; 免费提供2000卡时 to each."""
    q = scene.quantities[index]
    segment = scene.text[slice(*scene.segment(q.start))]
    return (
        q.kind == "count"
        and regex.search(r"每家|每个企业|单个企业|同一企业|每户企业|优先(?:支持|推荐|安排|列入)", segment) is not None
    )


def _is_condition(scene: Scene, index: int) -> bool:
    """5亿元以上项目4个, 收入10万元以上的村, 总规模10亿元的基金: a figure that says which things are meant."""
    q = scene.quantities[index]
    text, after = scene.text, scene.text[q.end : q.end + 30]
    if after.startswith(("且", "并且")) or (after.startswith("的") and not after.startswith(("的目标", "的任务"))):
        return True
    if _PER_RE.search(scene.before(q.start, 6)) and after[:1] not in _END_OF_NOUN:
        return True
    bound = q.comparator in (">=", ">", "<=", "<")
    noun_follows = after[:1] not in (*_END_OF_NOUN, "至", "到", "—", "-", "和", "及", "并", "以")
    following = scene.next(index)
    if (
        bound
        and noun_follows
        and following is not None
        and following.start < scene.segment(q.start)[1]
        and "、" not in text[q.end : following.start]
    ):
        return following.kind in ("count", "percentage", "area", "length") and not _is_object(scene, following.start)
    if not noun_follows:
        return False
    if _DESCRIBER_RE.search(scene.before(q.start, 8)) and _DESCRIBED_RE.match(text, q.end):
        return True
    if q.kind == "percentage":
        return bound
    if q.kind == "money":
        return _GIVING_VERB_RE.search(scene.before(q.start, 4)) is None
    return False


TRAPS: Final[tuple[tuple[str, Trap], ...]] = (
    ("name", _is_name),
    ("slogan", _is_slogan),
    ("one", _is_one),
    ("bare-number", _is_bare),
    ("period", _is_period),
    ("ordinal", _is_ordinal),
    ("moment", _is_moment),
    ("summed-up", _is_summed_up),
    ("institute", _is_institute),
    ("distance", _is_circle),
    ("done", _is_done),
    ("grant", _is_grant),
    ("awarded", _is_awarded),
    ("condition", _is_condition),
)


def trap_of(scene: Scene, index: int) -> str | None:
    """The id of the trap that a quantity is, or None for one that may be a target."""
    for name, trap in TRAPS:
        if trap(scene, index):
            return name
    return None


def is_baseline(scene: Scene, index: int, pending: list[Quantity]) -> bool:
    """由52%提高到58%, 分别从512元、245元提高到…: the value that a target starts from."""
    q = scene.quantities[index]
    text = scene.text
    if scene.before(q.start, 3).endswith(("从", "由")) and regex.search(
        r"提高|提升|增|降|压|下调|上调|减|扩大|缩短|到|至", text[q.end : q.end + 30]
    ):
        return True
    return (
        bool(pending)
        and pending[-1].end + 1 == q.start
        and text[q.start - 1] in "、和"
        and text[q.end : q.end + 1] not in (",", "。", ";", "")
    )
