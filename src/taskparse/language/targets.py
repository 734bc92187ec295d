"""Targets: which quantities a task commits to, and what they measure.

A quantity is a target unless its surroundings say that it is something else: a name, a date, a condition, a threshold, a reward, or what has
been done already. Rules of the reading guide ("Targets").
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

import regex

from taskparse.language.quantities import Quantity, find_quantities
from taskparse.lexicon.actions import ACTUALS, CHANGES, ENSURE, GRANTS, LINKS, OPENERS, STRIVE, VERBS, WORK_NOUNS


class TargetReading(NamedTuple):
    """A target at [start, end) of the text: number, measure word and comparator."""

    start: int
    end: int
    quantity: Quantity
    metric: str | None
    action: str | None
    modality: Literal["strive", "ensure"] | None
    baseline: Decimal | None = None


_BREAK_RE: Final = regex.compile(r"[,。;:!?\n]")
_QUOTED_RE: Final = regex.compile(r"“[^“”]{0,80}”|\"[^\"]{0,80}\"|《[^《》]{0,120}》|‘[^‘’]{0,80}’")
_VERB_RE: Final = regex.compile(r"\L<verbs>", verbs=VERBS)
_OPENER_RE: Final = regex.compile(r"\L<openers>", openers=OPENERS)
_LINK_END_RE: Final = regex.compile(r"(?:\L<links>)$", links=LINKS)
_CHANGE_END_RE: Final = regex.compile(r"(?P<change>\L<changes>)(?:了|到|至|率)?$", changes=CHANGES)
_WORK_RE: Final = regex.compile(r"(?<=.)(?:\L<nouns>)(?=$|[,。;、])", nouns=WORK_NOUNS)
_ACTUAL_RE: Final = regex.compile(r"\L<actuals>", actuals=ACTUALS)
_GRANT_RE: Final = regex.compile(r"\L<grants>", grants=GRANTS)
_BASE_RE: Final = regex.compile(r"(?:从|由)$|(?:较|比|相比|同比)(?:上年|去年|20\d\d年)?$|从.{0,20}、$")
_NAME_BEFORE_RE: Final = regex.compile(r"(?:[A-Za-z+×*/#.第\-]|“)$")
_ORDINAL_NOUN_RE: Final = regex.compile(r"号|届|期(?!次)|版|级|线|代|环|纵|横|型|式|时代|位一体|化|型")
_PERIOD_NOUN_RE: Final = regex.compile(r"行动|计划|规划|期|攻坚|滚动|内|后|前|来|间|制|以来|至|到|度|龄|轮|任务")
_CONDITION_RE: Final = regex.compile(r"的(?!目标|任务)")
_RATE_NOUN: Final = ("率", "占比", "比重", "比例", "覆盖", "增速", "增幅", "涨幅", "降幅", "贡献度", "系数", "指数", "面")
_BUILDING_NOUN_RE: Final = regex.compile(r"[^,。;、]{0,8}?(?:校|院|幼儿园|小学|中学|高中|大学|机构|馆|中心|站|卫生|医|养老|敬老|园)")


def find_targets(text: str, blocked: Sequence[tuple[int, int]] = ()) -> list[TargetReading]:
    """Targets of a folded text; `blocked` are ranges that hold clauses or notes.

    >>> [(t.metric, t.action, str(t.quantity.value)) for t in find_targets("新增停车泊位1万个、充电桩6000个。")]
    [('停车泊位', '新增', '10000'), ('充电桩', '新增', '6000')]
    """
    quantities = list(find_quantities(text))
    if not quantities:
        return []
    return _Context(text, quantities, blocked).targets()


class _Context:
    """The text of one task around its quantities."""

    def __init__(self, text: str, quantities: list[Quantity], blocked: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.quantities = quantities
        self.blocked = blocked
        self.quoted = [m.span() for m in _QUOTED_RE.finditer(text)]
        self.breaks = [m.start() for m in _BREAK_RE.finditer(text)]
        self.found: list[TargetReading] = []

    def targets(self) -> list[TargetReading]:
        pending: list[Quantity] = []  # from 512元、245元: the values that the next targets start from
        for index, quantity in enumerate(self.quantities):
            if self._is_outside(quantity):
                continue
            if self._is_baseline(quantity, pending):
                pending.append(quantity)
                continue
            if self._is_trap(quantity, index):
                continue
            baseline = self._baseline(quantity, pending)
            self._add(quantity, index, baseline)
        return self.found

    # --- what is no target

    def _is_outside(self, q: Quantity) -> bool:
        return any(a <= q.number < b for a, b in self.blocked) or any(a < q.number < b for a, b in self.quoted)

    def _segment(self, at: int) -> tuple[int, int]:
        """Between the sentence signs around `at`; 、 does not end a segment."""
        start = max((b + 1 for b in self.breaks if b < at), default=0)
        end = min((b for b in self.breaks if b >= at), default=len(self.text))
        return start, end

    def _is_baseline(self, q: Quantity, pending: list[Quantity]) -> bool:
        left = self.text[max(0, q.start - 6) : q.start]
        right = self.text[q.end : q.end + 12]
        if left.endswith(("从", "由")) and regex.search("提高|提升|增|降|压|下调|上调|减|到|至", self.text[q.end : q.end + 30]):
            return True
        return bool(pending) and pending[-1].end + 1 == q.start and self.text[q.start - 1] == "、" and not regex.match(r"[,。;]", right or "。")

    def _baseline(self, q: Quantity, pending: list[Quantity]) -> Decimal | None:
        if pending and pending[0].unit == q.unit:
            return pending.pop(0).value
        pending.clear()
        return None

    def _is_trap(self, q: Quantity, index: int) -> bool:
        text = self.text
        before, after = text[:q.start], text[q.end :]
        start, end = self._segment(q.start)
        if before and _NAME_BEFORE_RE.search(before[-1:]):
            return True
        figures = text[q.number : q.measured]
        if figures == "一" or (figures in ("十", "百", "千") and q.comparator == "="):
            return q.rule not in ("doubling",) and q.unit not in ("倍", "%")
        if q.unit is None:
            return not self._bare_counts(q)
        if q.kind == "duration":
            return self._is_period(q, after)
        if q.unit in ("日", "点", "分", "道", "层", "度", "面", "类", "种", "门") and q.unit in ("日", "点", "分", "度") :
            return True
        if q.unit in ("对", "点", "级", "片", "面", "门", "道") and figures and not figures[0].isdecimal():
            return True
        if q.unit == "所" and not _BUILDING_NOUN_RE.match(after) and after[:1] not in tuple(",。;、") and after:
            return True
        if q.unit in ("米", "里", "千米", "公里", "平方公里") and after.startswith(("范围", "内", "以内", "长廊", "考核", "生活圈", "经济圈")):
            return True
        if after.startswith(("号", "届", "期", "版", "级", "线", "次会议", "期工程", "以上文化")) and not after.startswith(("级以上", "期次", "线上", "线下", "级")) :
            return True
        if _ACTUAL_RE.search(text, start, q.start) and not self._renewed(start, q.start):
            return True
        if q.kind in ("money", "percentage", "ratio") and self._is_grant(q, start, end):
            return True
        return self._is_condition(q, index, after)

    def _renewed(self, start: int, at: int) -> bool:
        """去年…，今年再…: what follows the new word is a target again."""
        return regex.search("今年|本年|再|力争|确保", self.text, pos=start, endpos=at) is not None

    def _bare_counts(self, q: Quantity) -> bool:
        """A number without a measure word counts only where a metric names what it counts: 人数24万以上."""
        return self.text[max(0, q.start - 2) : q.start].endswith(("数", "量", "额", "值")) and self.text[q.end : q.end + 1] in ("", ",", "。", ";", "、", ")")

    def _is_period(self, q: Quantity, after: str) -> bool:
        """Years and days are targets only as limits: 35天以内, 不超过5年; and as a level that is raised."""
        left = self.text[max(0, q.start - 8) : q.start]
        if q.unit in ("年", "日", "周岁", "周") and (q.value > 100 or q.unit in ("日", "周岁")):
            return True
        if _PERIOD_NOUN_RE.match(after) and q.comparator == "=":
            return True
        if q.comparator == "=":
            return regex.search("(?:至|到|达到|达|为|缩短|压缩|压减|减少|提高|延长)$", left) is None
        if after.startswith(("的", "困难", "老", "儿童", "妇女", "以上", "研发", "及以上")) or q.unit == "岁" and after[:1] not in ("", ",", "。", ";"):
            return True
        return regex.search("免费|补助|补贴|期限|贷款|优惠|观察", left) is not None and "轮候" not in left

    def _is_grant(self, q: Quantity, start: int, end: int) -> bool:
        """Money, rates and ceilings of what is paid to applicants."""
        segment = self.text[start:end]
        sentence_start = self.text.rfind("。", 0, q.start) + 1
        if regex.search("发放|设立|总额|全年|资金池|基金", segment) and not regex.search("给予|奖励|最高|补助|单笔|贷款本金", segment):
            return False
        if _GRANT_RE.search(segment) and not regex.search("低保|标准|报销|限额|救助金|养老金|提高[到至]", segment):
            return True
        window = self.text[max(sentence_start, start - 40) : end]
        return q.kind == "money" and regex.search("给予|补助|奖励|资助|补贴", window) is not None and regex.search("标准|发放|提高[到至]", window) is None

    def _is_condition(self, q: Quantity, index: int, after: str) -> bool:
        """A quantity that describes a thing: 5亿元以上项目4个, 10万元以上的村, 总规模10亿元的基金, 每小时35蒸吨以下锅炉."""
        if q.kind in ("count",) and not after.startswith("的"):
            return False
        if not after or after[0] in ",。;、!?)(:\n至到-—":
            return False
        bound = q.comparator in (">=", ">", "<=", "<")
        if after.startswith("的") or after.startswith(("以上", "以下")):
            return not after.startswith("的目标")
        left = self.text[max(0, q.start - 12) : q.start]
        if q.kind in ("area", "length", "volume", "mass", "power", "energy") and not bound:
            return False
        if q.kind == "percentage":
            return bool(regex.match(r"\p{Han}{2,}", after)) and bound and not regex.match("以|并|且|和|及", after)
        if regex.search(r"总规模|总投资|投资额?|规模|注册资本|年薪|产值|营收|营业收入|估值$", left) and not regex.search(r"(?:完成|实现|打造|设立)[^,。;]{0,6}$", left):
            return True
        following = self.quantities[index + 1] if index + 1 < len(self.quantities) else None
        if bound and following is not None and following.start <= self._segment(q.start)[1] and following.kind == "count":
            return True
        if regex.search(r"(?:新增|打造|设立|组建|建设|完成|发放|引进|投入|争取|筹措|安排|落实|建成|实现|盘活|处置|化解|清收|减免|拨付|兑现|到位)$", left):
            return False
        return bound or q.kind == "money"

    # --- what it measures

    def _add(self, q: Quantity, index: int, baseline: Decimal | None) -> None:
        start, end = q.start, q.end
        if q.rule == "doubling":
            start = self.text.rfind("翻", max(0, start - 2), start) if "翻" in self.text[max(0, start - 2) : start] else start
        metric, action = self._metric(q, index, start)
        self.found.append(TargetReading(start, end, q, metric, action, self._modality(start), baseline))

    def _modality(self, at: int) -> Literal["strive", "ensure"] | None:
        segment = self.text[self._segment(at)[0] : at]
        if any(word in segment for word in STRIVE):
            return "strive"
        return "ensure" if any(word in segment for word in ENSURE) else None

    def _metric(self, q: Quantity, index: int, at: int) -> tuple[str | None, str | None]:
        """The thing counted: the noun after the measure word, else the one before the number, else that of the target before."""
        right = self._right(q, index)
        left, action = self._left(q, index, at)
        if right and (not left or q.kind == "count" or self.text[q.start - 1 : q.start] in tuple(self.text[q.start - 1 : q.start]) and not left):
            return right, action
        if left:
            return left, action
        return self._borrowed(q, index), action

    def _right(self, q: Quantity, index: int) -> str | None:
        end = min((b for b in self.breaks if b >= q.end), default=len(self.text))
        following = self.quantities[index + 1] if index + 1 < len(self.quantities) else None
        if following is not None and following.start < end:
            end = following.start
        phrase = self.text[q.end : end]
        phrase = regex.split("[(\\[]", phrase)[0]
        if not phrase or phrase[0] in "、和及与并以、":
            return None
        phrase = regex.sub("^的", "", phrase)
        phrase = regex.split(r"、(?=\L<verbs>)|(?:年内|按期|全部|投入|实现|获得|并(?!网)|开设|提供|进行|落户|开展|消除|予以|作为|用于|列入|纳入|达到|以上)", phrase, verbs=VERBS)[0] if len(phrase) > 4 else phrase
        phrase = self._strip_work(phrase)
        return phrase.rstrip("、") or None

    def _strip_work(self, phrase: str) -> str:
        while True:
            match = _WORK_RE.search(phrase)
            if match is None or match.start() < 2:
                return phrase
            phrase = phrase[: match.start()]

    def _left(self, q: Quantity, index: int, at: int) -> tuple[str | None, str | None]:
        start = self._segment(at)[0]
        previous = self.quantities[index - 1] if index else None
        if previous is not None and previous.end > start:
            start = previous.end
        for opening in range(at - 1, start - 1, -1):  # an open bracket bounds the phrase
            if self.text[opening] in "([":
                start = opening + 1
                break
        return self._noun(start, at)

    def _noun(self, start: int, at: int) -> tuple[str | None, str | None]:
        phrase = self.text[start:at].lstrip("、和及与并的")
        phrase = self._without_notes(phrase)
        action: str | None = None
        changed = True
        while changed and phrase:
            changed = False
            match = _CHANGE_END_RE.search(phrase)
            if match and (match.start() > 1 or match.start() == 0):
                action, phrase, changed = match["change"], phrase[: match.start()], True
                continue
            link = _LINK_END_RE.search(phrase)
            if link and phrase not in ("总量", "总数"):
                action = action or (link[0] if link[0] in ("达到", "完成", "实现", "突破") else None)
                phrase, changed = phrase[: link.start()], True
        verb = None
        phrase, verb = self._strip_verbs(phrase)
        return (phrase or None), action or verb

    def _without_notes(self, phrase: str) -> str:
        return regex.sub(r"\([^()]*\)", "", phrase)

    def _strip_verbs(self, phrase: str) -> tuple[str, str | None]:
        """Take leading adverbs and verbs off; the last verb is the action. A verb inside an indicator's name stays (城镇新增就业)."""
        verb: str | None = None
        while phrase:
            match = _VERB_RE.match(phrase)
            opener = _OPENER_RE.match(phrase)
            best = match if match and (opener is None or match.end() >= opener.end()) else opener
            if best is None or best.end() == 0:
                break
            if best is match:
                verb = match[0]
            phrase = phrase[best.end() :].lstrip("、的了")
        return phrase, verb

    def _borrowed(self, q: Quantity, index: int) -> str | None:
        """No noun stands beside the number: the target before it, the next one in a list, or the object of the segment before."""
        start = self._segment(q.start)[0]
        following = self.quantities[index + 1] if index + 1 < len(self.quantities) else None
        if following is not None and following.start - q.end <= 1 and self.text[q.end : q.end + 1] in "、和及":
            return self._right(following, index + 1)
        if self.found and self.text[self.found[-1].end : q.start].count("。") == 0:
            return self.found[-1].metric
        if start > 1:
            noun, _ = self._noun(self._segment(start - 2)[0], start - 1)
            return noun
        return None
