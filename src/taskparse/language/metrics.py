"""Metrics: what a quantity counts or measures, and by which verb.

The thing stands after the measure word (建成3个公园), before the number (公园3个, 公园总数达到3个), or it is that of the target before (力争达到
6%). Ranges are of the text; a metric is a sequence of them, since 科技企业100家、总量达到500家 makes 科技企业 + 总量.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

from taskparse import patterns
from taskparse.language.descriptions import is_fund
from taskparse.language.phrases import VERB_WORDS
from taskparse.language.quantities import Quantity
from taskparse.language.scene import Scene
from taskparse.lexicon.actions import (
    ADVERBS,
    BARE_ADJECTIVES,
    CHANGES,
    GENERIC,
    INDICATORS,
    INNER_VERBS,
    LIGHT_VERBS,
    LINKS,
    NOUN_VERBS,
    OPENERS,
    STOPS,
    TOTALS,
    VALUE_LABELS,
    WORK_NOUNS,
)
from taskparse.words import Words

Range: TypeAlias = tuple[int, int]


class Metric(NamedTuple):
    """Ranges of the thing measured (empty where nothing names it), and of the verb."""

    thing: tuple[Range, ...] = ()
    action: Range | None = None


_ADVERBS: Final = Words.of(ADVERBS)
_OPENERS: Final = Words.of(OPENERS)
_LINKS: Final = Words.of(LINKS)
_CHANGES: Final = Words.of([*CHANGES, *(change + end for change in CHANGES for end in "了到至达")])
_INDICATORS: Final = Words.of(INDICATORS)
_WORK: Final = Words.of([*WORK_NOUNS, *("等" + noun for noun in WORK_NOUNS)])
# What makes a noun of the verb before it: 改造型, 培训率, 服务业; 储备项目, 签约项目.
_NOMINAL_RE: Final = patterns.compile(r"[性型率式化业房]|点位|站点|[员者类度力额数物店案品版会](?!\p{Han})|中心|工作者")
_ATTRIBUTIVE_RE: Final = patterns.compile(r"(?:储备|签约|入库|到位|投资|落地|在建)(?=项目|资金|企业|总额|额)")
# Words that begin like an adverb and are none: 共享, 再生, 并网, 各类.
_NO_OPENER_RE: Final = patterns.compile(
    r"从业|共[享同建管富青有创治产和]|到位|再[生就贷]|并[网购]|新[能型兴]|全[市区县省国]性|为[民老]|对[外口]|由于|向[阳]|以[工旧]|在[建校线职保谈孵册岗库营院园读网]|各[类]"
)
_PERIOD_RE: Final = patterns.compile(
    r"(?:\d{1,4}|[一二两三四五六七八九十]+)(?:年|个月|月)(?:内|底前?|末前?)?|每[年月周季日](?:度)?|每半年|今后\p{Han}年"
)
_PERIOD_STARTS: Final = frozenset("0123456789一二两三四五六七八九十每今")
_PERIOD_END_RE: Final = patterns.compile(
    r"(?:力争|确保|用|到|至)?(?:20\d\d|(?<!\d)\d{1,2}|[一二两三四五六七八九十])年(?:内|时间|底|末)?$"
)
_SETTING_RE: Final = patterns.compile(r"在[^,。;、]{1,12}?(?:基础上|工作中|过程中|前提下|条件下)")
_COMPARED_RE: Final = patterns.compile(
    r"(?:较|比|与|是|为)(?:上年|去年|上一年|上年同期|年初|20\d\d年)(?:同期|相比|末|底|的)?$|同比$|(?:同|可比)口径$|去年的$|上年的$"
)
_TIME_ENDS: Final = frozenset("年初期比末底的径内间")
"""What the two before end with."""
_INNER_RE: Final = patterns.compile(r"\L<verbs>(?!点|处|式|性|时间|平台)", verbs=INNER_VERBS)
_STOP_RE: Final = patterns.compile(r"\L<stops>", stops=STOPS)
_ENDING_IN_LINKS: Final = ("行为", "作为", "商超", "雷达", "马达")
_ATTRIBUTE_RE: Final = patterns.compile(r"(?:达到|获得|通过|参与|参加|享受)[^,。;、]{1,8}的(?=\p{Han}{2})")
"""A stop that belongs to what describes the noun: 1所达到标准的学校."""
_RIGHT_END_RE: Final = patterns.compile(r"[,。;:!?\n()\[\]]")
_LISTED_RE: Final = patterns.compile("[^、和及与]+")
_PROJECT_RE: Final = patterns.compile(r"项目|工程|行动")
_BASE_RE: Final = patterns.compile(r"(?:分别)?(?:由|从)(?=[^,。;]{0,8}\d|目前|现在|原来)")
_THRESHOLD_RE: Final = patterns.compile(r"[十百千万亿]+元(?:及|和)?以上")
_AMOUNT_RE: Final = patterns.compile(r"(?:量|能力)$")
_AREAS_RE: Final = patterns.compile(r"(?<=[省市县区旗镇乡])\((?:[省市县区旗镇乡]、?)+\)")
_DESCRIBING_RE: Final = patterns.compile("的(?!基础|前提|条件|情况)")
_RATE_OF_RE: Final = patterns.compile(r"每[人户家亩][^,。;]{0,6}(?:最高|补|发|奖|给)")
"""每人每月最高800元，惠及3500人: what each gets is not what is counted."""
_PER_THING_RE: Final = patterns.compile(
    r"^(?:确保|力争|实现|推动)?(?P<per>每(?![年月季周日天次小分])(?:个|家|名|户|座|所|条|处|支|村|镇|乡|县|区|街道|社区|学校)?\p{Han}{0,8}?)(?=至少|不少|建|设|配|有|新|培|打|完|开|组|安|创|选|确定|达|明确|$)"
)


def metric_of(
    scene: Scene, q: Quantity, following: Quantity | None, start: int, found: Sequence[tuple[int, Metric]]
) -> Metric:
    """The metric of a target that begins at `start`; `following`: the next target; `found`: the targets before, each with its end."""
    right = _right(scene, q, following)
    left = _left(scene, start, found)
    if (
        left.thing
        and scene.text[left.thing[-1][1] - 1] == "上"
        and _THRESHOLD_RE.fullmatch(scene.text, *left.thing[-1])
    ):  # 其中亿元以上45个
        left = left._replace(thing=())
    if left.thing and (part := _respective(scene, q, left)):
        return Metric((part,), left.action)
    if (
        q.kind in ("percentage", "ratio", "money", "duration")
        and left.thing
        and not (right and (_ends_in_verb(scene, left) or is_fund(scene, q)))
    ):
        return left
    if right and left.thing and left.thing[-1][1] < start and _AMOUNT_RE.search(scene.text, *left.thing[-1]):
        return left  # 供热量达到90万吨蒸汽
    if right:
        return Metric((*_per_thing(scene, start), right), left.action)
    if left.thing and left.thing != _per_thing(scene, start):
        return left
    borrowed = _borrowed(scene, q, following, start, found, left.action)
    if left.thing:  # 每个大县不少于4个: what stands before says of what
        return Metric((*left.thing, *(r for r in borrowed.thing if r not in left.thing)), left.action)
    return borrowed


def _respective(scene: Scene, q: Quantity, left: Metric) -> Range | None:
    """开工率、投产率分别达到75%、50%: each number has its own of the indicators listed."""
    begin, end = scene.segment(q.start)
    if "分别" not in scene.text[begin : q.start]:
        return None
    start, stop = left.thing[-1]
    parts = [(start + m.start(), start + m.end()) for m in _LISTED_RE.finditer(scene.text[start:stop])]
    values = [other.start for other in scene.within(scene.text.rfind("分别", begin, q.start), end)]
    if len(parts) < 2 or len(values) != len(parts):
        return None
    if not all(_is_indicator(scene.text, *part) for part in parts):
        return None
    return parts[values.index(q.start)]


def _is_indicator(text: str, begin: int, end: int) -> bool:
    return _INDICATORS.before(text, begin, end) < end


def _ends_in_verb(scene: Scene, left: Metric) -> bool:
    """统筹社会资本设立50亿元产业基金: what stands before the number is who acts, not what is measured."""
    start, end = left.thing[-1]
    begin = VERB_WORDS.before(scene.text, start + 1, end)
    return begin < end and scene.text[begin:end] not in NOUN_VERBS and end - begin >= 2


def _per_thing(scene: Scene, start: int) -> tuple[Range, ...]:
    """每个街道建有1个服务中心: what the number is set for is part of the metric."""
    begin = scene.segment(start)[0]
    before = scene.text[begin:start]
    match = _PER_THING_RE.search(before) if "每" in before else None
    return ((begin + match.start("per"), begin + match.end("per")),) if match else ()


def _right(scene: Scene, q: Quantity, following: Quantity | None) -> Range | None:
    """The noun after the measure word, up to a sign, a verb or the next target."""
    start = q.end
    stop = _RIGHT_END_RE.search(scene.text, start)
    end = stop.start() if stop else len(scene.text)
    if following is not None and following.start < end:
        end = following.start
        cut = scene.text.rfind("、", start, end)
        end = cut if cut > start else end
    if q.kind == "money" and start < end:
        start = _after_verbs(scene.text, start, end)[0]
    if attribute := _ATTRIBUTE_RE.match(scene.text, start, end):
        start = attribute.end()
    if (
        start >= end
        or scene.text[start] in "、和及与并以且"
        or (scene.text[start] == "共" and not _NO_OPENER_RE.match(scene.text, start))
        or _STOP_RE.match(scene.text, start, end)
    ):
        return None
    if scene.text[start] == "的":
        start += 1
    for word in _STOP_RE.finditer(scene.text, start, end):
        if word.start() > start and not _PROJECT_RE.search(scene.text, word.end(), min(end, word.end() + 4)):
            end = word.start()
            break
    end = _without_work(scene.text, start, end)
    while end > start and scene.text[end - 1] in "、的和及.":
        end -= 1
    if scene.text.startswith("(", end) and (areas := _AREAS_RE.match(scene.text, end)):  # 30个县（市、区）
        end = areas.end()
    return (start, end) if end > start else None


def _without_work(text: str, start: int, end: int) -> int:
    """Where the noun ends without the nouns of work after it; two characters at least are left, and no bare adjective."""
    while (begin := _WORK.before(text, start + 1, end)) < end:
        if text[start:begin] in BARE_ADJECTIVES or (begin - start < 2 and end - begin < 2):
            break
        end = begin
    return end


def _left(scene: Scene, start: int, found: Sequence[tuple[int, Metric]]) -> Metric:
    """The noun before the number, back to the sentence sign, the bracket or the target before it."""
    text = scene.text
    begin = scene.segment(start)[0]
    end = start
    if end > begin and text[end - 1] in ")]":  # 新增学位（含幼儿园学位300个）1200个
        opening = max(text.rfind("(", begin, end), text.rfind("[", begin, end))
        if opening > begin and any(opening < place <= end for place, _ in found):
            end = opening
    before = text[begin:end]
    if "由" in before or "从" in before:
        source = _BASE_RE.search(text, begin, end)  # 覆盖率由52%提高到58%: the metric stands before 由
        if source and source.start() > begin:
            end = source.start()
    inside = [place for place, _ in found if begin < place <= end]
    if inside:
        begin = inside[-1]
    setting = _SETTING_RE.search(text, begin, end) if "在" in before else None
    if setting is not None:  # 办理时限在法定时限基础上压缩八成; 在已建成工坊38家的基础上新增25家
        after = _noun(text, setting.end(), end)
        if after.thing:
            return after
        base = next(iter(scene.within(setting.start(), setting.end())), None)
        if base is not None:
            return _noun(text, setting.start() + 1, base.start)._replace(action=after.action)
        if setting.start() == begin:
            return after
        return _noun(text, begin, setting.start())._replace(action=after.action)
    ground = text.rfind("基础上", begin, end)
    if ground >= 0:
        begin = ground + 3
    opening = max(text.rfind("(", begin, end), text.rfind("[", begin, end))
    if opening >= 0 and text.find(")", opening, end) < 0 and text.find("]", opening, end) < 0:
        begin = opening + 1
    noun = _noun(text, begin, end)
    if noun.thing and text[slice(*noun.thing[0])] in TOTALS and found and found[-1][1].thing:
        return Metric((*found[-1][1].thing, noun.thing[0]), noun.action)
    return noun


def _noun(text: str, begin: int, end: int) -> Metric:
    """Take links and verbs of change off the end, adverbs and verbs off the front."""
    listed = begin > 0 and text[begin - 1] not in ",。;:!?\n"  # after a number: 路灯300盏和井盖200个
    while begin < end and (text[begin] in "、的)]”" or (text[begin] in "和及与" and listed)):
        begin += 1
    action: Range | None = None
    while end > begin:
        if text[end - 1] in _TIME_ENDS and (
            match := _COMPARED_RE.search(text, max(begin, end - 12), end)
            or _PERIOD_END_RE.search(text, max(begin, end - 8), end)
        ):
            end = match.start()
        elif (cut := _CHANGES.before(text, begin, end)) < end and cut != begin + 1:
            change_end = end if text[cut:end] in CHANGES else end - 1
            action, end = action or (cut, change_end), cut
        elif (cut := _LINKS.before(text, begin, end)) < end and text[cut - 1 : end] not in _ENDING_IN_LINKS:
            end = cut
        else:
            break
    begin, verb = _after_verbs(text, begin, end)
    inner = _INNER_RE.search(text, begin + 2, end - 2) if end - begin > 4 else None
    if inner is not None and not _is_indicator(text, begin, end):
        verb, begin = inner.span(), inner.end()
    return Metric(((begin, end),) if end > begin else (), action or verb)


def _after_verbs(text: str, begin: int, end: int) -> tuple[int, Range | None]:
    """Where the noun begins after leading adverbs and verbs. A verb inside the name of an indicator stays (城镇新增就业, 整治完成率)."""
    verb: Range | None = None
    indicator = _is_indicator(text, begin, end)
    while begin < end:
        if text[begin] in "、的了,":
            begin += 1
            continue
        if text[begin] in _PERIOD_STARTS and (period := _PERIOD_RE.match(text, begin, end)) and period.end() < end:
            begin = period.end()
            continue
        stop, opener = _verb_at(text, begin, end), _opener_at(text, begin, end)
        if stop > begin and stop >= opener:
            if stop == end and text[begin:stop] in NOUN_VERBS:
                break
            if verb is not None and text[stop:end] in GENERIC:
                break
            if verb is not None and text[stop : stop + 1] == "的":  # 改造2000年底前建成的小区: what describes the thing
                begin = stop + 1
                continue
            if indicator and stop < end and _stays(text, begin, stop, end, verb):
                break
            verb, begin = (begin, stop), stop
        elif opener > begin:
            begin = opener
        elif end - begin == 1 and verb is None:
            return end, (begin, end)  # 再建120个: one character is a verb
        else:
            break
    return begin, verb


def _stays(text: str, begin: int, stop: int, end: int, verb: Range | None) -> bool:
    """Whether a verb before an indicator belongs to its name: 整治完成率, 接待收入."""
    rest = text[stop:end]
    if len(rest) <= 2 and rest in _INDICATORS.words:
        return True
    return verb is None and text[begin:stop] not in LIGHT_VERBS


def _verb_at(text: str, begin: int, end: int) -> int:
    """Where the longest verb at `begin` ends that what follows does not make a noun, or `begin`."""
    stop = end
    while (stop := VERB_WORDS.at(text, begin, stop)) > begin:
        if _NOMINAL_RE.match(text, stop, end) is None:
            return begin if _ATTRIBUTIVE_RE.match(text, begin, end) else stop
        stop -= 1
    return begin


def _opener_at(text: str, begin: int, end: int) -> int:
    """Where an adverb or preposition at `begin` ends, or `begin`; some are adverbs only before a verb (高标准建设)."""
    stop = _OPENERS.at(text, begin, end)
    if stop == begin:
        stop = _ADVERBS.at(text, begin, end)
        if stop == begin or VERB_WORDS.at(text, stop, end) == stop:
            return begin
    return begin if _NO_OPENER_RE.match(text, begin, end) else stop


def _borrowed(
    scene: Scene,
    q: Quantity,
    following: Quantity | None,
    start: int,
    found: Sequence[tuple[int, Metric]],
    action: Range | None,
) -> Metric:
    """No noun stands beside the number: that of the next number in a list, of the targets before, or of the segment before."""
    text = scene.text
    if following is not None and following.start - q.end == 1 and text[q.end] in "、和及":
        right = _right(scene, following, None)
        if right:
            return Metric((right,), action)
    sentence, begin = scene.sentence(start), scene.segment(start)[0]
    if "分别" in text[begin:start] and (several := _severally(scene, q, start, found)) is not None:
        return several._replace(action=action or several.action)
    here = [metric for end, metric in found if end > sentence]
    last = found[-1][0] if found else 0
    passed = [other for other in scene.within(max(last, sentence) + 1, begin) if other.end <= begin]
    if passed and _DESCRIBING_RE.match(text, passed[-1].end) and (right := _right(scene, passed[-1], None)):
        return Metric((right,), action)  # 用好总规模20亿元的母基金，完成投放3.5亿元
    if passed and (noun := _left(scene, passed[-1].start, ())).thing and not _RATE_OF_RE.match(text, *noun.thing[0]):
        return noun._replace(action=action or noun.action)  # 已布设监测站点260处，再布设540处
    if here:
        return Metric(here[-1].thing, action)
    while begin > 1:
        end, begin = begin - 1, scene.segment(begin - 1)[0]
        if text[begin:end] in VALUE_LABELS or _RATE_OF_RE.match(
            text, begin, end
        ):  # 指标1：城镇新增就业 / 目标值：6500人
            continue
        noun = _noun(text, begin, end)
        if noun.thing:
            return Metric(noun.thing, action or noun.action)
        break
    return Metric(found[-1][1].thing if found else (), action)


def _severally(scene: Scene, q: Quantity, start: int, found: Sequence[tuple[int, Metric]]) -> Metric | None:
    """游客310万人次、收入18亿元，分别增长11%和13.5%: what is listed before 分别 in the segment, else the targets before it, one for one."""
    text = scene.text
    begin, end = scene.segment(start)
    source = _noun(text, begin, text.rfind("分别", begin, start))
    if source.thing:
        part = _respective(scene, q, source)
        return source._replace(thing=(part,)) if part else source
    sentence = scene.sentence(start)
    earlier = [metric for place, metric in found if sentence < place <= begin]
    rank = sum(1 for place, _ in found if place > begin)
    listed = 1 + rank + len(scene.within(q.start + 1, end))
    return Metric(earlier[len(earlier) - listed + rank].thing) if len(earlier) >= listed else None
