"""Traps of what is paid or given to applicants: its amounts, rates and ceilings are no targets, the volume of loans and funds is.

Rule of the reading guide ("Not targets"): rewards and subsidies.
"""

from typing import Final

from taskparse import patterns
from taskparse.language.scene import Scene
from taskparse.lexicon.actions import COMMITMENTS, GRANTS, LOANS

_GRANT_RE: Final = patterns.compile(r"\L<words>|(?:给予|予以)[^,。;]{0,20}(?:资金支持|补贴)", words=GRANTS)
_LOAN_RE: Final = patterns.compile(r"\L<words>", words=LOANS)
_WHOLESALE: Final = 100_000_000
"""No one applicant borrows as much, in 元: 助企融资30亿元."""
_VOLUME_RE: Final = patterns.compile(
    r"余额|总额|新增|投放|发放|达到|累计|全年|规模|授信总|(?:融资|贷款|担保|授信)额(?!度)|增长|突破|不良|率"
)
_PER_HEAD_RE: Final = patterns.compile(
    r"单[户个家人]|每[人户家亩件台辆套部张次餐]|每个(?:项目|\p{Han}{0,6}岗位|\p{Han}{2,8}(?:补贴|补助|奖励|资助))|一次性|/[人户件台套亩]|人均补"
)
_SUBSIDY_RE: Final = patterns.compile(r"补贴|补助|奖励|资助|奖补|津贴|贴息|安家费|生活费")
_PER_PROJECT_RE: Final = patterns.compile(r"对(?:单个|每个|每家)")
_TO_APPLICANTS_RE: Final = patterns.compile(r"(?:^|[,。;)\]])(?:对|为每户|给每户)[^。;]*$")
_FUNDS_RE: Final = patterns.compile(
    r"(?:安排|打造|组建|统筹|下达|筹措|筹集|争取|整合|投入|设立|建立|拨付)[^,。;]{0,20}(?:资金|经费|补偿金|资金池|基金)(?!支持)"
)
_TERMS_RE: Final = patterns.compile(r"额度|利率|首付|贴息|上浮|下浮")
_FEE_RE: Final = patterns.compile(r"(?:单户|单笔|每户|每笔)[^。;]*费率")
"""单户额度不超过500万元，担保费率不高于1%: the fee of a loan; that of a whole trade may be a target."""
_RAISED_RE: Final = patterns.compile(r"标准|提高到|提高至|限额")
_COMMITMENT_RE: Final = patterns.compile(r"\L<words>", words=COMMITMENTS)
_RATE_OF_GRANT_RE: Final = patterns.compile(
    r"的?(?:标准|比例|额度)?(?:,(?=给予|予以|补|奖|缴|发放最高))?[^,。;]{0,6}(?:给予|补助|补贴|奖励|缴纳|发放最高)"
)
_SHARE_OF_COST_RE: Final = patterns.compile(r"按照?[^,。;]{1,20}的$")
_WHOLE_RE: Final = patterns.compile(r"(?:全[省市县区州旗]|每年|年度|全年)[^,。;]{0,8}(?:总额|总量|总规模)")
_ONE_APPLICANT_RE: Final = patterns.compile(r"单个|每[家户个人]|同一|单户|单家")
_LEVEL_RE: Final = patterns.compile(
    r"(?:标准|比例|限额|待遇|水平)[^,。;]{0,16}(?:提高|提标|上调|调整|增加)(?:到|至|为)|(?:提高|提标|上调|调整|增加)(?:到|至|为)[^,。;]{0,6}$"
)
"""The level to which a standing benefit is raised."""
_REWARD_RE: Final = patterns.compile(r"奖励|企业|项目|奖补|最高|给予")
_RATE_RE: Final = patterns.compile(r"(?:补贴|补助|优惠|减免)(?:标准|比例|幅度)?(?:为|达到?)?$")
_CREDIT_RE: Final = patterns.compile(r"(?:单户|单笔|每户|单个|单家)[^,。;]{0,8}(?:额度|贷款|授信)")
_PRESENT_RE: Final = patterns.compile(r"每[户人名家][^,。;]{0,14}(?:慰问|礼包|一次性)")
_GIVING_RE: Final = patterns.compile(r"(?:给予|奖励|补助|资助)[^。;]*$")
_IN_KIND_RE: Final = patterns.compile(
    r"每家|每个企业|单个企业|同一企业|每户企业|优先(?:支持|推荐|安排|列入)|每人每次|限领|给予[^,。;]{0,14}(?:指标|名额)|每增加[^,。;]{2,24}增加|免费(?:刻制|赠送|邮寄|寄递)|可免费|免费使用|可享受|每人限"
)


def is_grant(scene: Scene, index: int) -> bool:
    """给予最高500万元补助, 按不高于30%: amounts, rates and ceilings of what is paid to applicants."""
    q = scene.quantities[index]
    if q.kind not in ("money", "percentage", "ratio"):
        return False
    start, end = scene.scope(q.start)
    segment = scene.text[start:end]
    sentence = scene.text[scene.sentence(q.start) : end]
    if _WHOLE_RE.search(segment) and not _ONE_APPLICANT_RE.search(segment):
        return False
    if _LEVEL_RE.search(segment) and not _REWARD_RE.search(segment):
        return False
    if q.kind == "money" and (
        _CREDIT_RE.search(segment) or _PER_PROJECT_RE.search(segment) or _PRESENT_RE.search(segment)
    ):
        return True
    if q.kind == "money" and _SUBSIDY_RE.search(sentence) and _RAISED_RE.search(segment) is None:
        to_applicants = _TO_APPLICANTS_RE.search(scene.text, scene.sentence(q.start), q.start)
        if _PER_HEAD_RE.search(segment) or (to_applicants and _SUBSIDY_RE.search(segment)):
            return True
    if _GRANT_RE.search(segment):
        return (_COMMITMENT_RE.search(segment) or _FUNDS_RE.search(segment)) is None or "最高" in segment
    if q.kind == "percentage":
        if _LOAN_RE.search(segment) and (_TERMS_RE.search(segment) or _FEE_RE.search(sentence)):
            return True
        if _SHARE_OF_COST_RE.search(scene.before(q.start, 24)) or _RATE_RE.search(scene.before(q.start, 6)):
            return True
        return _RATE_OF_GRANT_RE.match(scene.text, q.end) is not None
    if _LOAN_RE.search(segment) and not _VOLUME_RE.search(segment):
        return q.value < _WHOLESALE
    near = scene.text[max(scene.sentence(q.start), start - 30) : end]
    return q.kind == "money" and _GIVING_RE.search(near) is not None and _COMMITMENT_RE.search(near) is None


def is_awarded(scene: Scene, index: int) -> bool:
    """每家…奖励不超过2个项目, 每人每次限领2张: a benefit in kind, or how many projects of an awardee a reward covers."""
    q = scene.quantities[index]
    segment = scene.text[slice(*scene.segment(q.start))]
    return q.kind == "count" and "检查" not in segment and _IN_KIND_RE.search(segment) is not None
