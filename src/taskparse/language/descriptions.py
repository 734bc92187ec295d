"""Traps of figures that describe a thing: the size in its name, the condition that it fulfils, the threshold that it passes.

Rule of the reading guide ("Not targets"): conditions and thresholds, figures that describe a thing.
"""

from typing import Final

from taskparse import patterns
from taskparse.language.phrases import END_OF_NOUN, VERB_WORDS, is_object
from taskparse.language.quantities import Quantity
from taskparse.language.scene import Scene
from taskparse.lexicon.actions import DESCRIBED, DESCRIBERS

_DESCRIBER_RE: Final = patterns.compile(r"(?:\L<words>)(?:约|为|达|超|超过)?$", words=DESCRIBERS)
_DESCRIBED_RE: Final = patterns.compile(r"[^,。;、()]{0,20}?\L<nouns>", nouns=DESCRIBED)
_CAPACITY_RE: Final = patterns.compile(r"(?:[年月日](?:产|生产|处理|加工|屠宰|出栏|存栏|供|销售|吞吐)|装机)$")
_SIZED_THING_RE: Final = patterns.compile(
    r"\p{Han}{0,12}(?:场|厂|园|基地|项目|中心|线|站|库|工程|电站|大棚|片区|小区)$"
)
_TARGETED_RE: Final = patterns.compile(r"(?:对|凡|将|把)")
_SCOPES: Final = ("全省", "全市", "全县", "全区", "全州", "全旗", "全镇")
_SHARE_RE: Final = patterns.compile(r"率|占比|比例|比重")
_OF_THINGS_RE: Final = patterns.compile(r"\p{Han}{1,6}的\p{Han}")
_GIVING_RE: Final = patterns.compile(r"给予|奖励|补助|资助|补贴|奖补")
_FOUNDED_RE: Final = patterns.compile(r"(?:设立|组建|发起|筹建|成立)[^,。;]{0,8}$")
_FUND_RE: Final = patterns.compile(r"的[^,。;]{0,12}基金(?!\d)")
_NORM_RE: Final = patterns.compile(r"的(?:标准|比例|要求)[^,。;]{0,4}(?:配|建|设|规划|布局)")
"""按每百户不少于20平方米的标准配建: what is to be built, not what describes a thing."""
_PER_RE: Final = patterns.compile(r"每(?:小时|分钟|秒|公里|百米|平方米|亩|立方米|千米)$")
_FUND_VERB_RE: Final = patterns.compile(
    r"(?:新增|打造|设立|组建|建设|完成|发放|引进|投入|争取|筹措|筹集|安排|落实|建成|实现|盘活|处置|化解|清收|减免|拨付|兑现|到位|发行|新建|建立|达到|突破|拉动|带动|撬动|预留|列支|整合)(?:各级|上级|专项|财政|各类|中央|本级|预算内)*(?:资金|投资|经费|贷款)?$"
)
_SHARE_OF_PLACES_RE: Final = patterns.compile(
    r"的?(?!企业|项目|单位,)\p{Han}{1,10}?(?:达到|达标|实现|完成|建成|建有|开展|覆盖|通过|创建|用于|投向|配备|配置|设置|设立|拥有|具备|接入|安装|落实|推行|实行|参与|参加)"
)
_SPENT_RE: Final = patterns.compile(r"用于|投向|的?\p{Han}{1,12}?用于|纳入")
_END_OF_BOUND: Final = END_OF_NOUN | set("至到—-和及并以")
_COVER_RE: Final = patterns.compile(r"覆盖$")


def is_size(scene: Scene, index: int) -> bool:
    """建成10万头生猪养殖场2个, 建设50兆瓦光伏项目2个, 日产3万吨生产线: a size in the name of a thing that is counted itself."""
    q = scene.quantities[index]
    if is_fund(scene, q):
        return False
    if q.kind != "count" and (scene.text.startswith("级", q.end) or _is_another(scene, index)):
        return True  # 千万吨级港口, 25兆瓦级机组
    if scene.text[q.end : q.end + 1] not in END_OF_NOUN and _CAPACITY_RE.search(scene.before(q.start, 4)):
        return True
    if _DESCRIBER_RE.search(scene.before(q.start, 8)) and _DESCRIBED_RE.match(scene.text, q.end):
        return q.kind != "count" or "产" in scene.before(q.start, 8)
    if (
        q.kind in ("power", "mass", "volume")
        and q.comparator == "="
        and _DESCRIBED_RE.match(scene.text, q.end)
        and (
            q.start == scene.segment(q.start)[0]  # 80万千瓦光伏治沙项目: nothing but the name
            or not is_object(scene, q.start)  # 建成某地10万千瓦风电项目: inside the name
        )
    ):
        return True
    following = scene.next(index)
    if following is None or following.start >= scene.segment(q.start)[1] or following.kind != "count":
        return False
    between = scene.text[q.end : following.start]
    if "、" in between or not between or VERB_WORDS.at(scene.text, q.end, following.start) > q.end:
        return False
    if q.kind in ("power", "area", "volume", "mass", "energy", "length"):
        return len(between) >= 2
    return q.kind == "count" and _SIZED_THING_RE.fullmatch(between) is not None and len(between) >= 4


def is_fund(scene: Scene, q: Quantity) -> bool:
    """设立总规模50亿元的产业基金: what the government commits in all, though it says which fund."""
    founded = q.kind == "money" and _FOUNDED_RE.search(scene.before(q.start, 16)) is not None
    return founded and _FUND_RE.match(scene.text, q.end) is not None


def _is_another(scene: Scene, index: int) -> bool:
    """25兆瓦级机组、70万千瓦机组: a size after another in a list."""
    before, q = scene.quantities[index - 1] if index else None, scene.quantities[index]
    if before is None or before.kind != q.kind:
        return False
    between = scene.text[before.end : q.start]
    return between[:1] == "级" and between[-1:] == "、" and scene.text[q.end : q.end + 1] not in END_OF_NOUN


def is_condition(scene: Scene, index: int) -> bool:
    """5亿元以上项目4个, 收入10万元以上的村, 总规模10亿元的基金: a figure that says which things are meant."""
    q = scene.quantities[index]
    after = scene.text[q.end : q.end + 30]
    if is_fund(scene, q):
        return False
    if after.startswith(("且", "并且")) or scene.before(q.start, 1) == "由":
        return True  # 由2个以上部门联合开展检查
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
        return (q.kind == "money" or _is_of_applicants(scene, q)) and is_condition(scene, index + 1)
    if scene.before(q.start, 2).endswith(("涉及", "跨", "带动", "吸纳")) and _OF_THINGS_RE.match(after):
        return True  # 统筹涉及3个以上乡镇的项目
    if after.startswith(("的目标", "的任务", "的增长", "的增速", "的增幅")):
        return False
    if after.startswith("的"):
        return q.kind == "money" or _NORM_RE.match(after) is None
    if after[:1] not in END_OF_NOUN and _PER_RE.search(scene.before(q.start, 6)):
        return True
    if q.kind == "count" and q.comparator == "=" and _is_measured_of(scene, q, scene.next(index)):
        return True
    bound = q.comparator in (">=", ">", "<=", "<")
    noun_follows = after[:1] not in _END_OF_BOUND
    if not noun_follows:
        return False
    if bound and q.kind != "count" and _TARGETED_RE.match(scene.text, scene.segment(q.start)[0]):
        return True
    if bound and (_is_of_applicants(scene, q) or (q.unit in ("人", "名") and after.startswith(("大", "超大")))):
        return True  # 对接待1000人次以上旅行社给予奖励; 56人以上大班额
    if bound and _is_threshold(scene, q, scene.next(index)):
        return True
    if q.kind in ("power", "area", "length", "volume", "mass") and scene.text.endswith(
        ("及以下", "以下"), q.number, q.end
    ):
        return True  # 160千瓦及以下小微企业用电报装
    if q.kind == "percentage":
        return bound
    if q.kind == "money":
        return (
            not after.startswith(("用于", "台阶", "大关", "关口"))
            and _FUND_VERB_RE.search(scene.before(q.start, 10)) is None
        )
    return False


def _is_measured_of(scene: Scene, q: Quantity, following: Quantity | None) -> bool:
    """全县72所中小学配备率100%: the things that a share is measured of."""
    begin, end = scene.segment(q.start)
    return (
        following is not None
        and following.kind == "percentage"
        and following.start < end
        and scene.text[begin : q.start] in _SCOPES
        and _SHARE_RE.search(scene.text, q.end, following.start) is not None
    )


def _is_of_applicants(scene: Scene, q: Quantity) -> bool:
    """对年配送量达到10万单、50万单的企业，给予…: who is rewarded."""
    if _TARGETED_RE.match(scene.text, scene.segment(q.start)[0]) is None:
        return False
    stop = scene.text.find("。", q.end)
    return _GIVING_RE.search(scene.text, q.end, stop if stop >= 0 else len(scene.text)) is not None


def _is_threshold(scene: Scene, q: Quantity, following: Quantity | None) -> bool:
    """5亿元以上项目4个, 2000平方米以上公共建筑开展改造5栋: the number after it counts the things that pass the threshold."""
    if following is None or following.start >= scene.segment(q.start)[1] or "、" in scene.text[q.end : following.start]:
        return False
    if q.kind != "count":
        return following.kind not in ("money", "duration", "ratio")
    if following.kind == "percentage" and _SHARE_RE.search(scene.text, q.end, following.start):
        return True  # 20户以上自然村通硬化路比例达到96%
    return following.kind in ("count", "percentage") and not is_object(scene, following.start)
