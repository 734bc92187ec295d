"""Metrics: what a quantity counts or measures, and by which verb.

The thing stands after the measure word (建成3个公园), before the number (公园3个, 公园总数达到3个), or it is that of the target before (力争达到
6%). Ranges are of the text; a metric is a sequence of them, since 科技企业100家、总量达到500家 makes 科技企业 + 总量.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

import regex

from taskparse.language.scene import Scene
from taskparse.language.words import Words
from taskparse.lexicon.actions import ADVERBS, CHANGES, LIGHT_VERBS, LINKS, OPENERS, STOPS, VERBS, WORK_NOUNS

Range: TypeAlias = tuple[int, int]


class Metric(NamedTuple):
    """Ranges of the thing measured (empty where nothing names it), and of the verb."""

    thing: tuple[Range, ...] = ()
    action: Range | None = None


_VERBS: Final = Words.of(VERBS)
_ADVERBS: Final = Words.of(ADVERBS)
_OPENERS: Final = Words.of(OPENERS)
_LINKS: Final = Words.of(LINKS)
_CHANGES: Final = Words.of([*CHANGES, *(change + end for change in CHANGES for end in "了到至达")])
_WORK: Final = Words.of([*WORK_NOUNS, *("等" + noun for noun in WORK_NOUNS)])
# After a verb these make a noun of it: 新能源化, 服务业, 签约项目, 保障性.
_NOMINAL_RE: Final = regex.compile(r"[性型率式化员者类度力额数物店案品版]|中心|项目$|工作者")
_NO_OPENER_RE: Final = regex.compile(r"[网购级化型]")
_COMPARED_RE: Final = regex.compile(r"(?:较|比|与)(?:上年|去年|上一年|上年同期|20\d\d年)(?:同期|相比|末|底)?$|同比$")
_STOP_RE: Final = regex.compile(r"(?<=..)(?:\L<stops>)", stops=STOPS)
_RIGHT_END_RE: Final = regex.compile(r"[,。;:!?\n()\[\]]")
_INDICATOR_END_RE: Final = regex.compile(
    r"(?:率|占比|比重|比例|覆盖面|指数|系数|增加值|总额|收入|数量|规模|总量|能耗|产值|用时|时间|时限|浓度|涨幅)$"
)
_TOTALS: Final = ("总量", "总数", "总额", "总值", "累计", "存量", "总规模")
_PROJECT_RE: Final = regex.compile(r"项目|工程|行动")


def metric_of(scene: Scene, index: int, start: int, found: Sequence[tuple[int, Metric]]) -> Metric:
    """The metric of the quantity at `index`, which as a target begins at `start`; `found`: the targets before, each with its end."""
    q = scene.quantities[index]
    right = _right(scene, index)
    left = _left(scene, index, start, found)
    if q.kind in ("percentage", "ratio", "money", "duration") and left.thing:
        return left
    if right and not _starts_with_link(scene, right):
        return Metric((right,), left.action)
    if left.thing:
        return left
    return _borrowed(scene, index, start, found, left.action)


def _starts_with_link(scene: Scene, where: Range) -> bool:
    return scene.text[where[0]] in "、和及与并以的且"


def _right(scene: Scene, index: int) -> Range | None:
    """The noun after the measure word, up to a sign, a verb or the next number."""
    q = scene.quantities[index]
    start = q.end
    stop = _RIGHT_END_RE.search(scene.text, start)
    end = stop.start() if stop else len(scene.text)
    following = scene.next(index)
    if following is not None and following.start < end:
        end = following.start
        cut = scene.text.rfind("、", start, end)
        end = cut if cut > start else end
    if start >= end or scene.text[start] in "、和及与并以":
        return None
    word = _STOP_RE.search(scene.text, start, end)
    if (
        word
        and not _PROJECT_RE.search(scene.text, word.end(), min(end, word.end() + 4))
        and scene.text[word.start() - 1] not in "元亿万"
    ):
        end = word.start()
    end = _without_work(scene.text, start, end)
    while end > start and scene.text[end - 1] in "、的和及":
        end -= 1
    return (start, end) if end > start else None


def _without_work(text: str, start: int, end: int) -> int:
    """Where the noun ends without the nouns of work after it; two characters at least are left."""
    while (begin := _WORK.before(text, start + 2, end)) < end:
        end = begin
    return end


def _left(scene: Scene, index: int, start: int, found: Sequence[tuple[int, Metric]]) -> Metric:
    """The noun before the number, back to the sentence sign, the bracket or the target before it."""
    begin = scene.segment(start)[0]
    end = _before_baseline(scene, index, begin, start)
    if found and begin < found[-1][0] <= end:
        begin = found[-1][0]
    opening = max(scene.text.rfind("(", begin, end), scene.text.rfind("[", begin, end))
    if opening >= 0 and scene.text.find(")", opening, end) < 0 and scene.text.find("]", opening, end) < 0:
        begin = opening + 1
    noun = _noun(scene.text, begin, end)
    if noun.thing and scene.text[slice(*noun.thing[0])] in _TOTALS and found and found[-1][1].thing:
        return Metric((*found[-1][1].thing, noun.thing[0]), noun.action)
    return noun


def _before_baseline(scene: Scene, index: int, begin: int, start: int) -> int:
    """覆盖率由52%提高到58%: the metric stands before 由."""
    match = regex.search(r"(?:分别)?(?:由|从)(?=\d|目前|现在|原来|不足|约)", scene.text, pos=begin, endpos=start)
    return match.start() if match and match.start() > begin else start


def _noun(text: str, begin: int, end: int) -> Metric:
    """Take links and verbs of change off the end, adverbs and verbs off the front."""
    while begin < end and text[begin] in "、和及与的)]”":
        begin += 1
    action: Range | None = None
    while end > begin:
        if match := _COMPARED_RE.search(text, max(begin, end - 12), end):
            end = match.start()
        elif (cut := _CHANGES.before(text, begin, end)) < end and cut != begin + 1:
            change_end = end if text[cut:end] in CHANGES else end - 1
            action, end = action or (cut, change_end), cut
        elif (cut := _LINKS.before(text, begin, end)) < end:
            end = cut
        else:
            break
    begin, verb = _after_verbs(text, begin, end)
    return Metric(((begin, end),) if end > begin else (), action or verb)


def _after_verbs(text: str, begin: int, end: int) -> tuple[int, Range | None]:
    """Where the noun begins after leading adverbs and verbs. A verb inside the name of an indicator stays (城镇新增就业, 整治完成率)."""
    verb: Range | None = None
    indicator = _INDICATOR_END_RE.search(text, begin, end) is not None
    while begin < end:
        if text[begin] in "、的了和":
            begin += 1
            continue
        stop = _verb_at(text, begin, end)
        opener = _opener_at(text, begin, end)
        if stop > begin and stop >= opener:
            word = text[begin:stop]
            light = word in LIGHT_VERBS
            if not light and (stop == end or (indicator and verb is None)):
                break
            if indicator and stop < end and _is_indicator_word(text, stop, end):
                break
            verb, begin = (begin, stop), stop
        elif opener > begin:
            begin = opener
        else:
            break
    return begin, verb


def _verb_at(text: str, begin: int, end: int) -> int:
    """Where the longest verb at `begin` ends that what follows does not make a noun, or `begin`."""
    stop = end
    while (stop := _VERBS.at(text, begin, stop)) > begin:
        if _NOMINAL_RE.match(text, stop, end) is None:
            return stop
        stop -= 1
    return begin


def _opener_at(text: str, begin: int, end: int) -> int:
    """Where an adverb or preposition at `begin` ends, or `begin`; some are adverbs only before a verb (高标准建设)."""
    stop = _OPENERS.at(text, begin, end)
    if stop > begin and _NO_OPENER_RE.match(text, stop, end) is None:
        return stop
    stop = _ADVERBS.at(text, begin, end)
    return stop if stop > begin and _VERBS.at(text, stop, end) > stop else begin


def _is_indicator_word(text: str, begin: int, end: int) -> bool:
    """What is left after the verb is only 率 or the like: the verb is part of the indicator's name (完成率)."""
    return end - begin <= 2 and _INDICATOR_END_RE.match(text, begin, end) is not None


def _borrowed(
    scene: Scene, index: int, start: int, found: Sequence[tuple[int, Metric]], action: Range | None
) -> Metric:
    """No noun stands beside the number: that of the next number in a list, of the targets before, or of the segment before."""
    q, following = scene.quantities[index], scene.next(index)
    text = scene.text
    if following is not None and following.start - q.end == 1 and text[q.end] in "、和及":
        right = _right(scene, index + 1)
        if right:
            return Metric((right,), action)
    sentence = scene.sentence(start)
    here = [metric for end, metric in found if end > sentence]
    begin = scene.segment(start)[0]
    if "分别" in text[begin:start]:
        earlier = [metric for end, metric in found if sentence < end <= begin]
        rank = sum(1 for end, _ in found if end > begin)
        listed = 1 + sum(1 for other in scene.quantities[index + 1 :] if other.start < scene.segment(start)[1]) + rank
        if len(earlier) >= listed:
            return Metric(earlier[len(earlier) - listed + rank].thing, action)
    if here:
        return Metric(here[-1].thing, action)
    if begin > 1:
        before = scene.segment(begin - 1)
        noun = _noun(text, before[0], begin - 1)
        if noun.thing:
            return Metric(noun.thing, action or noun.action)
    return Metric(found[-1][1].thing if found else (), action)
