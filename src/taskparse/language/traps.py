"""Traps: quantities that are no target. Each has an id, so that a rejected reading can be explained.

Rules of the reading guide ("Not targets"): names and ordinals, slogans, periods and dates, conditions and thresholds, rewards, what has been
done already, figures that describe a thing.
"""

from collections.abc import Callable
from typing import Final, TypeAlias

import regex

from taskparse import patterns
from taskparse.language.descriptions import is_condition, is_size
from taskparse.language.grants import is_awarded, is_grant
from taskparse.language.phrases import END_OF_NOUN, is_object
from taskparse.language.quantities import Quantity
from taskparse.language.scene import Scene
from taskparse.lexicon.actions import ACTUALS, BUILDINGS, CLASSED, COMPOUNDS, LEANT_ON, SUMMED_UP
from taskparse.lexicon.measures import MEASURES, TargetKind

Trap: TypeAlias = Callable[[Scene, int], bool]

_ORDINAL_RE: Final = patterns.compile(
    r"号(?!召)|届|期(?!次)|版|级(?!以上|别)|线(?!上|下|路)|次(?:会议|全会|全体)|代|型|环|纵|位一体"
)
_PLANS: Final = ("计划", "行动", "工程", "方案", "目标")
_INSTALMENT_RE: Final = patterns.compile(r"分$")
_SUMMED_RE: Final = patterns.compile(r"(?:重点|关键|主要|重大|核心|基本)?\L<nouns>", nouns=SUMMED_UP)
_COUNTED_RE: Final = patterns.compile(
    r"(?:数|量|额|值|规模|人口|人次)(?:达到|达|为|保持在|稳定在|突破|超过|增至|增加到|控制在)?$"
)
_PERIOD_RE: Final = patterns.compile(
    r"行动|计划|规划|期|攻坚|滚动|内|后|前|来|间|制|以来|至|到|度|龄|轮|任务|一|周期|免费|保|的"
)
_AFTER_LIMIT_RE: Final = patterns.compile(r"的|\p{Han}(?:\p{Han}|、)")
_DONE_IN_TIME_RE: Final = patterns.compile(
    r"(?:内)?(?:全部)?(?:审查|审核|审批)?(?:办结|办理|答复|回应|审结|响应|到场|到达|抵达|送达|处置|完成审|反馈|批复|受理)"
)
_LIMIT_VERB_RE: Final = patterns.compile(r"(?:至|到|达到|达|为|缩短|压缩|压减|减少|提高|延长|提速|提高了)$")
_OPEN_TIME_RE: Final = patterns.compile(r"轮候|(?:天数|时间|时长|时限|开放)(?:达到|为|不)?$")
_NAMED_TIME_RE: Final = patterns.compile(r"(?:天数|时间|时长|时限|年限|周期|寿命)\n$")
_SHORTENED_RE: Final = patterns.compile(r"(?:压缩|缩短|压减|减少|控制|稳定|保持)(?:到|至|在|为)")
_BENEFIT_RE: Final = patterns.compile(
    r"免费|补助|补贴|贷款|优惠|观察|减免|给予|期限|住宿|有效期|最长|\p{Han}期(?:一般|原则上)?$"
)
_BUILDING_RE: Final = patterns.compile(r"[^,。;、]{0,16}?(?:\L<nouns>|园(?!区))", nouns=BUILDINGS)
_ACTUAL_RE: Final = patterns.compile(
    r"(?<![较比与超同到为])\L<words>(?!同期|相比|资源|平台|渠道|条件|设施|场地|政策)", words=ACTUALS
)
_DONE_THEN_RE: Final = patterns.compile(r"\((?:20\d\d年|截至|目前|去年|上年)[^()]{0,12}已")
_OF_DONE_RE: Final = patterns.compile(
    r"已(?:建成|建|投用|出让|入驻|开通|发放|纳入|登记|发行|签约|开工|下达|供)的?\p{Han}{2,10}(?:率|进度|比例|占比|比重|覆盖面)(?:达到|达|保持在|稳定在|提高到|为)?$"
)
"""已建成房源出租率达到九成以上: a share that is to be reached, of what is there already."""
_YEAR_RE: Final = patterns.compile(r"(?<=^|[,。;\n(])(?P<year>20\d\d)年(?!底|末|前|度)")
_UP_TO_NOW_RE: Final = patterns.compile(r"(?:截至|截止|目前|到目前|[去上]年[末底])[^。;]*$")
_RENEWAL_RE: Final = patterns.compile(
    r"今年|本年|再|力争|确保|(?:提高|提升|增加|增长|上升|下降|降低|压减|压缩|缩短|扩大)(?:到|至)|增至|降至|基础上"
)
_SCHEDULE_RE: Final = patterns.compile(r"(?:进度安排|时间安排|时间节点|进度计划)[:为]")
_PROBLEM_RE: Final = patterns.compile(r"(?:(?:存在|反馈|主要|突出|具体|发现)(?:的)?问题|问题(?:表现|描述))[:为]")


def _is_name(scene: Scene, index: int) -> bool:
    """前10名, 5+3家, 二次供水: a sign or 前 before the figure, an ordinal noun after it, or a word that only begins like a quantity."""
    q = scene.quantities[index]
    if scene.text.startswith(COMPOUNDS, q.number) or (q.unit == "方" and scene.text.startswith("面", q.end)):
        return True
    if q.rule == "doubling" and scene.text.startswith(_PLANS, q.end):
        return True  # 居民收入翻番计划
    last, first = scene.before(q.start, 1), scene.text[q.end : q.end + 1]
    if last and (last in "+×*#第-·前" or (last.isascii() and last.isalnum())):
        return True
    return first in ("+", "×") or (q.unit is None and _ORDINAL_RE.match(scene.text, q.end) is not None)


def _is_ordinal(scene: Scene, index: int) -> bool:
    """二期, 3期工程: what is numbered, not counted; 分3批完成: so are instalments."""
    q = scene.quantities[index]
    if q.unit in ("批", "步", "组", "段", "类", "次", "期") and _INSTALMENT_RE.search(scene.before(q.start, 1)):
        return True
    if q.unit == "类" and scene.text.startswith(CLASSED, q.end):  # 1类创新药
        return True
    if q.unit == "期":  # 二期, 3期工程, but 简报6期
        return not scene.text[q.number].isdecimal() or scene.text[q.end : q.end + 1] not in END_OF_NOUN
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


def _is_summed_up(scene: Scene, index: int) -> bool:
    """八项规定, 四个意识, 三个方面: a Chinese numeral before a noun that only sums up."""
    q = scene.quantities[index]
    if scene.text[q.number].isdecimal() or q.kind != "count" or q.comparator != "=":
        return False
    if _SUMMED_RE.match(scene.text, q.end):
        return True
    noun_follows = scene.text[q.end : q.end + 1] not in END_OF_NOUN
    return noun_follows and not is_object(scene, q.start)


def _is_bare(scene: Scene, index: int) -> bool:
    """Without a measure word a number counts only where a metric names what it counts: 人数24万以上."""
    q = scene.quantities[index]
    if q.rule != "number-bare":
        return False
    named = _COUNTED_RE.search(scene.before(q.start, 8))
    return named is None or scene.text[q.end : q.end + 1] not in END_OF_NOUN


def _is_period(scene: Scene, index: int) -> bool:
    """三年行动, 2026年, 15分钟, 71周岁以下: times and ages, unless they are a limit that is promised (35天以内)."""
    q = scene.quantities[index]
    if q.kind != "duration":
        return False
    before = scene.before(q.start, 12)
    if (
        (q.unit == "年" and q.value > 100)
        or q.unit == "周岁"
        or (q.unit == "周" and scene.text.startswith("年", q.end))
        or (q.unit == "日" and before.endswith("月"))
    ):
        return True
    promised = _OPEN_TIME_RE.search(before) or _SHORTENED_RE.search(scene.text, q.start - 4, q.number)
    if _BENEFIT_RE.search(before[-10:]) and not promised:
        return True
    if q.unit not in ("年", "个月") and _DONE_IN_TIME_RE.match(scene.text, q.end):
        return False
    if q.comparator == "=":
        if _NAMED_TIME_RE.search(before):  # 优良天数 | 315
            return False
        if q.unit == "年" and scene.text[q.end : q.end + 1] not in END_OF_NOUN:
            return True
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
    noun_follows = scene.text[q.end : q.end + 1] not in END_OF_NOUN
    if q.unit == "路":  # 12路公交 and 经十二路, but 视频监控6500路
        return noun_follows or not scene.text[q.number].isdecimal()
    return q.unit == "所" and noun_follows and _BUILDING_RE.match(scene.text, q.end) is None


def _is_circle(scene: Scene, index: int) -> bool:
    """500米范围内, 30公里经济圈: a distance that bounds a place."""
    q = scene.quantities[index]
    return q.kind == "length" and scene.text.startswith(
        ("范围", "内", "生活圈", "经济圈", "长廊", "半径", "服务半径", "覆盖", "服务圈", "见"), q.end
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
        if q.kind == "percentage" and q.comparator == ">=" and _OF_DONE_RE.match(scene.text, actual.start(), q.start):
            return False
        return _RENEWAL_RE.search(scene.text, actual.end(), q.start) is None
    opening = scene.text.rfind("(", 0, q.start)
    inside = opening >= 0 and scene.text.find(")", opening, q.start) < 0
    if inside and _DONE_THEN_RE.match(scene.text, opening):
        return _RENEWAL_RE.search(scene.text, opening, q.start) is None  # （2025年已完成617亿元，占比41.3%）
    dated = "20" in scene.text[min(scene.sentence(q.start), opening + 1 if inside else q.start) : q.start]
    for begin in (scene.sentence(q.start), start, *([opening + 1] if inside else ())) if dated else ():
        said = _YEAR_RE.match(scene.text, begin, q.start)
        if said and scene.year and int(said["year"]) < scene.year:  # in a plan for 2026: 2025年，进出口总额完成171亿元
            return not any(pattern.search(scene.text, said.end(), q.start) for pattern in (_RENEWAL_RE, _YEAR_RE))
    if dated and (year := _YEAR_RE.match(scene.text, start)) and start <= q.start:
        stop = scene.text.find("。", q.end)
        later = _YEAR_RE.finditer(scene.text, q.end, stop if stop >= 0 else len(scene.text))
        if any(int(m["year"]) > int(year["year"]) for m in later):
            return True  # 2025年增长5.6%，2026年增长5.5%左右
    sentence = scene.text[scene.sentence(q.start) : q.start]
    until = _UP_TO_NOW_RE.match(sentence)
    return until is not None and _RENEWAL_RE.search(sentence) is None


def _is_scheduled(scene: Scene, index: int) -> bool:
    """进度安排：7月底前开工14个: the steps of a schedule."""
    q = scene.quantities[index]
    said = scene.text[scene.sentence(q.start) : q.start]
    return ("进度" in said or "时间" in said) and _SCHEDULE_RE.search(said) is not None


def _is_problem(scene: Scene, index: int) -> bool:
    """问题表现：大班额比例达11.3%: what is wrong, not what is to be reached."""
    q = scene.quantities[index]
    said = scene.text[scene.sentence(q.start) : q.start]
    return "问题" in said and _PROBLEM_RE.search(said) is not None


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
    ("grant", is_grant),
    ("awarded", is_awarded),
    ("schedule", _is_scheduled),
    ("problem", _is_problem),
    ("size", is_size),
    ("condition", is_condition),
)

_ONLY: Final[dict[str, tuple[TargetKind, ...]]] = {
    "period": ("duration",),
    "summed-up": ("count",),
    "distance": ("length",),
    "grant": ("money", "percentage", "ratio"),
    "awarded": ("count",),
}
"""The kinds of quantity that a trap is for, where it is not for all."""
_ASKED: Final = {
    kind: tuple((name, trap) for name, trap in TRAPS if kind in _ONLY.get(name, (kind,))) for kind in MEASURES
}

_FROM_RE: Final = patterns.compile(r"(?:从|由)(?:\d{4}年)?[^,。;、从由\d]{0,8}$")
_TO_RE: Final = patterns.compile(r"提高|提升|增|降|压|下调|上调|减|扩大|缩短|上升|到|至")


def meaning_of(trap: str) -> str:
    """What a trap is, in one sentence with examples; empty where Python keeps no docstrings (-OO).

    >>> meaning_of("slogan")
    '“五改四好”, 《…》: inside quotation marks.'
    """
    said = next(function.__doc__ for name, function in TRAPS if name == trap)
    return (said or "").partition("\n")[0]


def trap_of(scene: Scene, index: int) -> str | None:
    """The id of the trap that a quantity is, or None for one that may be a target."""
    for name, trap in _ASKED[scene.quantities[index].kind]:
        if trap(scene, index):
            return name
    return None


def is_baseline(scene: Scene, index: int, pending: list[Quantity]) -> bool:
    """由52%提高到58%, 分别从512元、245元提高到…: the value that a target starts from."""
    q = scene.quantities[index]
    text = scene.text
    before = scene.before(q.start, 16)
    if ("从" in before or "由" in before) and _FROM_RE.search(before) and _TO_RE.search(text[q.end : q.end + 30]):
        following = scene.next(index)
        return following is not None and following.start < scene.segment(q.start)[1] + 1
    return (
        bool(pending)
        and pending[-1].end + 1 == q.start
        and text[q.start - 1] in "、和"
        and text[q.end : q.end + 1] not in (",", "。", ";", "")
    )
