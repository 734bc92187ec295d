"""Traps: quantities that are no target. Each has an id, so that a rejected reading can be explained.

Rules of the reading guide ("Not targets"): names and ordinals, slogans, periods and dates, conditions and thresholds, rewards, what has been
done already, figures that describe a thing.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import regex

from taskparse.language.quantities import Quantity
from taskparse.language.scene import Scene
from taskparse.lexicon.actions import (
    ACTUALS,
    BUILDINGS,
    COMMITMENTS,
    COMPOUNDS,
    DESCRIBED,
    DESCRIBERS,
    GRANTS,
    LEANT_ON,
    LOANS,
    SUMMED_UP,
    VERBS,
)
from taskparse.words import Words

Trap: TypeAlias = Callable[[Scene, int], bool]

_END_OF_NOUN: Final = ("", ",", "。", ";", ":", "、", ")", "]", "!", "?", "\n", "(", "[")
_VERBS: Final = Words.of(VERBS)
_OBJECT_RE: Final = regex.compile(r"(?:等|的|不少于|至少|超过|[,。;、:(]|^)(?:各类|全部)?$")
_ORDINAL_RE: Final = regex.compile(
    r"号(?!召)|届|期(?!次)|版|级(?!以上|别)|线(?!上|下|路)|次(?:会议|全会|全体)|代|型|环|纵|位一体"
)
_INSTALMENT_RE: Final = regex.compile(r"分$")
_SUMMED_RE: Final = regex.compile(r"(?:重点|关键|主要|重大|核心|基本)?\L<nouns>", nouns=SUMMED_UP)
_COUNTED_RE: Final = regex.compile(
    r"(?:数|量|额|值|规模|人口)(?:达到|达|为|保持在|稳定在|突破|超过|增至|增加到|控制在)?$"
)
_PERIOD_RE: Final = regex.compile(
    r"行动|计划|规划|期|攻坚|滚动|内|后|前|来|间|制|以来|至|到|度|龄|轮|任务|一|周期|免费|保|的"
)
_AFTER_LIMIT_RE: Final = regex.compile(r"的|\p{Han}{2,}")
_DONE_IN_TIME_RE: Final = regex.compile(
    r"(?:内)?(?:全部)?(?:办结|办理|答复|回应|审结|响应|到场|送达|处置|完成审|反馈|批复|受理)"
)
_LIMIT_VERB_RE: Final = regex.compile(r"(?:至|到|达到|达|为|缩短|压缩|压减|减少|提高|延长|提速|提高了)$")
_OPEN_TIME_RE: Final = regex.compile(r"轮候|(?:天数|时间|时长|时限|开放)(?:达到|为|不)?$")
_BENEFIT_RE: Final = regex.compile(
    r"免费|补助|补贴|贷款|优惠|观察|减免|给予|期限|住宿|有效期|最长|\p{Han}期(?:一般|原则上)?$"
)
_BUILDING_RE: Final = regex.compile(r"[^,。;、]{0,8}?(?:\L<nouns>|园(?!区))", nouns=BUILDINGS)
_ACTUAL_RE: Final = regex.compile(r"(?<![较比与超同到为])\L<words>(?!同期|相比)", words=ACTUALS)
_UP_TO_NOW_RE: Final = regex.compile(r"(?:截至|截止|目前|到目前)[^。;]*$")
_RENEWAL_RE: Final = regex.compile(
    r"今年|本年|再|力争|确保|(?:提高|提升|增加|增长|上升|下降|降低|压减|压缩|缩短|扩大)(?:到|至)|增至|降至|基础上"
)
_GRANT_RE: Final = regex.compile(r"\L<words>|(?:给予|予以)[^,。;]{0,20}(?:资金支持|补贴)", words=GRANTS)
_LOAN_RE: Final = regex.compile(r"\L<words>", words=LOANS)
_VOLUME_RE: Final = regex.compile(r"余额|总额|新增|投放|发放|达到|累计|全年|规模|授信总|增长|突破|不良|率")
_PER_HEAD_RE: Final = regex.compile(r"单[户个家人]|每[人户家亩件台辆套部张次]|每个项目|一次性|/[人户件台套亩]|人均补")
_SUBSIDY_RE: Final = regex.compile(r"补贴|补助|奖励|资助|奖补|津贴|贴息")
_PER_PROJECT_RE: Final = regex.compile(r"对(?:单个|每个|每家)")
_TO_APPLICANTS_RE: Final = regex.compile(r"(?:^|[,。;)\]])(?:对|为每户|给每户)[^。;]*$")
_FUNDS_RE: Final = regex.compile(
    r"(?:安排|统筹|下达|筹措|筹集|争取|整合|投入|设立|建立|拨付)[^,。;]{0,20}(?:资金|经费|补偿金|资金池|基金)(?!支持)"
)
_TERMS_RE: Final = regex.compile(r"额度|利率|首付|贴息|上浮|下浮")
_RAISED_RE: Final = regex.compile(r"标准|提高到|提高至|限额")
_COMMITMENT_RE: Final = regex.compile(r"\L<words>", words=COMMITMENTS)
_RATE_OF_GRANT_RE: Final = regex.compile(r"的?(?:标准|比例|额度)?,?[^,。;]{0,6}(?:给予|补助|补贴|奖励|缴纳)")
_GIVING_RE: Final = regex.compile(r"(?:给予|奖励|补助|资助)[^。;]*$")
_IN_KIND_RE: Final = regex.compile(
    r"每家|每个企业|单个企业|同一企业|每户企业|优先(?:支持|推荐|安排|列入)|每人每次|限领|可免费|免费使用|可享受|每人限"
)
_SCHEDULE_RE: Final = regex.compile(r"(?:进度安排|时间安排|时间节点|进度计划)[:为]")
_DESCRIBER_RE: Final = regex.compile(r"(?:\L<words>)(?:约|为|达|超|超过)?$", words=DESCRIBERS)
_DESCRIBED_RE: Final = regex.compile(r"[^,。;、()]{0,20}?\L<nouns>", nouns=DESCRIBED)
_CAPACITY_RE: Final = regex.compile(r"(?:年产|日产|月产|年处理|日处理|年加工|年出栏|装机)$")
_SIZED_THING_RE: Final = regex.compile(r"\p{Han}{0,12}(?:场|厂|园|基地|项目|中心|线|站|库|工程|电站|大棚|片区|小区)$")
_TARGETED_RE: Final = regex.compile(r"(?:对|凡|将|把)")
_PER_RE: Final = regex.compile(r"每(?:小时|分钟|秒|公里|百米|平方米|亩|立方米|千米)$")
_FUND_VERB_RE: Final = regex.compile(
    r"(?:新增|打造|设立|组建|建设|完成|发放|引进|投入|争取|筹措|筹集|安排|落实|建成|实现|盘活|处置|化解|清收|减免|拨付|兑现|到位|发行|新建|建立|达到|突破|拉动|带动|撬动|预留|列支|整合)(?:各级|上级|专项|财政|各类|中央|本级|预算内)*(?:资金|投资|经费|贷款)?$"
)
_SHARE_OF_PLACES_RE: Final = regex.compile(
    r"的?(?!企业|项目|单位,)\p{Han}{1,10}?(?:达到|达标|实现|完成|建成|建有|开展|覆盖|通过|创建|用于|投向)"
)
_SPENT_RE: Final = regex.compile(r"用于|投向|的?\p{Han}{1,12}?用于|纳入")
_COVER_RE: Final = regex.compile(r"覆盖$")


def _is_name(scene: Scene, index: int) -> bool:
    """前10名, 5+3家, 二次供水: a sign or 前 before the figure, an ordinal noun after it, or a word that only begins like a quantity."""
    q = scene.quantities[index]
    if scene.text.startswith(COMPOUNDS, q.number):
        return True
    last, first = scene.before(q.start, 1), scene.text[q.end : q.end + 1]
    if last and (last in "+×*#第-·前" or (last.isascii() and last.isalnum())):
        return True
    return first in ("+", "×") or (q.unit is None and _ORDINAL_RE.match(scene.text, q.end) is not None)


def _is_ordinal(scene: Scene, index: int) -> bool:
    """二期, 3期工程: what is numbered, not counted; 分3批完成: so are instalments."""
    q = scene.quantities[index]
    if q.unit in ("批", "步", "组", "段", "类", "次", "期") and _INSTALMENT_RE.search(scene.before(q.start, 1)):
        return True
    if q.unit == "期":  # 二期, 3期工程, but 简报6期
        return not scene.text[q.number].isdecimal() or scene.text[q.end : q.end + 1] not in _END_OF_NOUN
    return False


def _is_slogan(scene: Scene, index: int) -> bool:
    """“五改四好”, 《…》: inside quotation marks."""
    return scene.is_quoted(scene.quantities[index].number)


def _is_one(scene: Scene, index: int) -> bool:
    """打造一支队伍: 一 with a measure word counts nothing, nor do 百 and 千 alone."""
    q = scene.quantities[index]
    figures = scene.text[q.number : q.measured]
    if figures in ("百", "千"):
        return q.comparator == "="  # 近百台 is about a hundred
    return figures in ("一", "零", "〇") and q.unit not in ("倍", "%")


def _is_object(scene: Scene, at: int) -> bool:
    """Whether a verb, a comparator or the beginning of a phrase stands before `at`: what follows is its object."""
    return _VERBS.before(scene.text, 0, at) < at or _OBJECT_RE.search(scene.before(at, 8)) is not None


def _is_summed_up(scene: Scene, index: int) -> bool:
    """八项规定, 四个意识, 三个方面: a Chinese numeral before a noun that only sums up."""
    q = scene.quantities[index]
    if scene.text[q.number].isdecimal() or q.kind != "count" or q.comparator != "=":
        return False
    if _SUMMED_RE.match(scene.text, q.end):
        return True
    noun_follows = scene.text[q.end : q.end + 1] not in _END_OF_NOUN
    return noun_follows and not _is_object(scene, q.start)


def _is_bare(scene: Scene, index: int) -> bool:
    """Without a measure word a number counts only where a metric names what it counts: 人数24万以上."""
    q = scene.quantities[index]
    if q.unit is not None:
        return False
    named = _COUNTED_RE.search(scene.before(q.start, 8))
    return named is None or scene.text[q.end : q.end + 1] not in _END_OF_NOUN


def _is_period(scene: Scene, index: int) -> bool:
    """三年行动, 2026年, 15分钟, 71周岁以下: times and ages, unless they are a limit that is promised (35天以内)."""
    q = scene.quantities[index]
    if q.kind != "duration":
        return False
    before = scene.before(q.start, 12)
    if (q.unit == "年" and q.value > 100) or q.unit in ("周岁", "周") or (q.unit == "日" and before.endswith("月")):
        return True
    if _BENEFIT_RE.search(before[-10:]) and not _OPEN_TIME_RE.search(before):
        return True
    if q.unit not in ("年", "个月") and _DONE_IN_TIME_RE.match(scene.text, q.end):
        return False
    if q.comparator == "=":
        return (
            _PERIOD_RE.match(scene.text, q.end) is not None or _LIMIT_VERB_RE.search(scene.before(q.start, 4)) is None
        )
    return _AFTER_LIMIT_RE.match(scene.text, q.end) is not None


def _is_moment(scene: Scene, index: int) -> bool:
    """3点, 20度: a time of day or a degree, not a count; 分 only counts where something is scored."""
    q = scene.quantities[index]
    if q.unit == "分":
        return regex.search("满意度|测评|得分|评分|成绩", scene.text[scene.segment(q.start)[0] : q.start]) is None
    return q.unit in ("点", "度", "级") or (
        q.unit in ("面", "对", "片", "门", "道", "层") and not scene.text[q.number].isdecimal()
    )


def _is_institute(scene: Scene, index: int) -> bool:
    """722所园区: 所 counts schools and the like; before another noun it is part of a name."""
    q = scene.quantities[index]
    noun_follows = scene.text[q.end : q.end + 1] not in _END_OF_NOUN
    return q.unit == "所" and noun_follows and _BUILDING_RE.match(scene.text, q.end) is None


def _is_circle(scene: Scene, index: int) -> bool:
    """500米范围内, 30公里经济圈: a distance that bounds a place."""
    q = scene.quantities[index]
    return q.kind == "length" and scene.text.startswith(
        ("范围", "内", "生活圈", "经济圈", "长廊", "半径", "覆盖", "服务圈", "见"), q.end
    )


def _is_done(scene: Scene, index: int) -> bool:
    """去年完成1.1万亩, 已建成460个, 依托240万亩林地, 截至目前，累计开通15条: what has been done already."""
    q = scene.quantities[index]
    if scene.text.endswith(LEANT_ON, 0, q.start):
        return True
    start = scene.segment(q.start)[0]
    actual = None
    for match in _ACTUAL_RE.finditer(scene.text, start, q.start):
        actual = match
    if actual is not None:
        return _RENEWAL_RE.search(scene.text, actual.end(), q.start) is None
    sentence = scene.text[scene.sentence(q.start) : q.start]
    until = _UP_TO_NOW_RE.match(sentence)
    return until is not None and _RENEWAL_RE.search(sentence) is None


def _is_grant(scene: Scene, index: int) -> bool:
    """给予最高500万元补助, 按不高于30%: amounts, rates and ceilings of what is paid to applicants."""
    q = scene.quantities[index]
    if q.kind not in ("money", "percentage", "ratio"):
        return False
    start, end = scene.scope(q.start)
    segment = scene.text[start:end]
    sentence = scene.text[scene.sentence(q.start) : end]
    if q.kind == "money" and _PER_PROJECT_RE.search(segment):
        return True
    if q.kind == "money" and _SUBSIDY_RE.search(sentence) and _RAISED_RE.search(segment) is None:
        to_applicants = _TO_APPLICANTS_RE.search(scene.text, scene.sentence(q.start), q.start)
        if _PER_HEAD_RE.search(segment) or (to_applicants and _SUBSIDY_RE.search(segment)):
            return True
    if _GRANT_RE.search(segment):
        return (_COMMITMENT_RE.search(segment) or _FUNDS_RE.search(segment)) is None or "最高" in segment
    if q.kind == "percentage":
        if _LOAN_RE.search(segment) and _TERMS_RE.search(segment):
            return True
        return _RATE_OF_GRANT_RE.match(scene.text, q.end) is not None
    if _LOAN_RE.search(segment) and not _VOLUME_RE.search(segment):
        return True
    near = scene.text[max(scene.sentence(q.start), start - 30) : end]
    return q.kind == "money" and _GIVING_RE.search(near) is not None and _COMMITMENT_RE.search(near) is None


def _is_awarded(scene: Scene, index: int) -> bool:
    """每家…奖励不超过2个项目, 每人每次限领2张: a benefit in kind, or how many projects of an awardee a reward covers."""
    q = scene.quantities[index]
    return q.kind == "count" and _IN_KIND_RE.search(scene.text[slice(*scene.segment(q.start))]) is not None


def _is_scheduled(scene: Scene, index: int) -> bool:
    """进度安排：7月底前开工14个: the steps of a schedule."""
    q = scene.quantities[index]
    return _SCHEDULE_RE.search(scene.text, scene.sentence(q.start), q.start) is not None


def _is_size(scene: Scene, index: int) -> bool:
    """建成10万头生猪养殖场2个, 建设50兆瓦光伏项目2个, 日产3万吨生产线: a size in the name of a thing that is counted itself."""
    q = scene.quantities[index]
    if _CAPACITY_RE.search(scene.before(q.start, 4)) and scene.text[q.end : q.end + 1] not in _END_OF_NOUN:
        return True
    if _DESCRIBER_RE.search(scene.before(q.start, 8)) and _DESCRIBED_RE.match(scene.text, q.end):
        return q.kind != "count" or "产" in scene.before(q.start, 8)
    inside = not _is_object(scene, q.start)  # 建成某地10万千瓦风电项目: inside the name
    if (
        inside
        and q.kind in ("power", "mass", "volume")
        and q.comparator == "="
        and _DESCRIBED_RE.match(scene.text, q.end)
    ):
        return True
    following = scene.next(index)
    if following is None or following.start >= scene.segment(q.start)[1] or following.kind != "count":
        return False
    between = scene.text[q.end : following.start]
    if "、" in between or not between or _VERBS.at(scene.text, q.end, following.start) > q.end:
        return False
    if q.kind in ("power", "area", "volume", "mass", "energy", "length"):
        return len(between) >= 2
    return q.kind == "count" and _SIZED_THING_RE.fullmatch(between) is not None and len(between) >= 4


def _is_condition(scene: Scene, index: int) -> bool:
    """5亿元以上项目4个, 收入10万元以上的村, 总规模10亿元的基金: a figure that says which things are meant."""
    q = scene.quantities[index]
    after = scene.text[q.end : q.end + 30]
    if after.startswith(("且", "并且")):
        return True
    if q.kind == "percentage" and (
        _SHARE_OF_PLACES_RE.match(after) or _SPENT_RE.match(after) or _COVER_RE.search(scene.before(q.start, 4))
    ):
        return False
    if (
        after.startswith("、")
        and (following := scene.next(index))
        and following.start == q.end + 1
        and following.kind == q.kind
    ):
        return _is_condition(scene, index + 1) if q.kind == "money" else False
    if after.startswith("的") and not after.startswith(("的目标", "的任务")):
        return True
    if _PER_RE.search(scene.before(q.start, 6)) and after[:1] not in _END_OF_NOUN:
        return True
    bound = q.comparator in (">=", ">", "<=", "<")
    noun_follows = after[:1] not in (*_END_OF_NOUN, "至", "到", "—", "-", "和", "及", "并", "以")
    if not noun_follows:
        return False
    if bound and q.kind != "count" and _TARGETED_RE.match(scene.text, scene.segment(q.start)[0]):
        return True
    if bound and _is_threshold(scene, q, scene.next(index)):
        return True
    if q.kind == "percentage":
        return bound
    if q.kind == "money":
        return not after.startswith("用于") and _FUND_VERB_RE.search(scene.before(q.start, 10)) is None
    return False


def _is_threshold(scene: Scene, q: Quantity, following: Quantity | None) -> bool:
    """5亿元以上项目4个, 2000平方米以上公共建筑开展改造5栋: the number after it counts the things that pass the threshold."""
    if following is None or following.start >= scene.segment(q.start)[1] or "、" in scene.text[q.end : following.start]:
        return False
    if q.kind != "count":
        return following.kind not in ("money", "duration", "ratio")
    return following.kind in ("count", "percentage") and not _is_object(scene, following.start)


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
    ("schedule", _is_scheduled),
    ("size", _is_size),
    ("condition", _is_condition),
)

_FROM_RE: Final = regex.compile(r"(?:从|由)[^,。;、从由\d]{0,8}$")
_TO_RE: Final = regex.compile(r"提高|提升|增|降|压|下调|上调|减|扩大|缩短|上升|到|至")


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
    if _FROM_RE.search(scene.before(q.start, 10)) and _TO_RE.search(text[q.end : q.end + 30]):
        following = scene.next(index)
        return following is not None and following.start < scene.segment(q.start)[1] + 1
    return (
        bool(pending)
        and pending[-1].end + 1 == q.start
        and text[q.start - 1] in "、和"
        and text[q.end : q.end + 1] not in (",", "。", ";", "")
    )
