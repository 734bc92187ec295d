"""Where a list of units can be read in two ways, and which one was taken."""

from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import Final

from taskparse import patterns
from taskparse.checks.responsibility import units_of
from taskparse.checks.rules import Hit, Rule, Words
from taskparse.notice.models import Notice


def _space_parted(notice: Notice) -> Iterator[Hit]:
    for index, task in enumerate(notice.tasks):
        if not task.clause or not (" " in task.clause or "\u3000" in task.clause):
            continue
        for (_, path, one), (_, _, other) in pairwise(units_of(index, task)):
            if _only_space_parts(task.clause, one.text, other.text):
                yield Hit(path, {"one": one.name, "other": other.name})


def _only_space_parts(clause: str, one: str, other: str) -> bool:
    """Whether somewhere in a clause the one text stands before the other, and nothing but spaces between.

    >>> _only_space_parts("县教育局、县教育局　县民政局", "县教育局", "县民政局")
    True
    >>> _only_space_parts("县教育局县民政局", "县教育局", "县民政局")
    False
    """
    at = clause.find(one)
    while at >= 0:
        rest = clause[at + len(one) :]
        if rest.startswith(_SPACES) and rest.lstrip("".join(_SPACES)).startswith(other):
            return True
        at = clause.find(one, at + 1)
    return False


_SPACES: Final = (" ", "\u3000")
_STATE_RE: Final = patterns.compile(r"年[末底][^，,。；;]{0,16}(?:余额|存量|保有量)(?:约?为|达到?)?$")
_SHARE_RE: Final = patterns.compile(r"\p{Han}{2,20}?(?:率|占比|比重|比例)(?:均|已)?(?:达到?|为|提高到|保持在|稳定在)?")
_SIGNS: Final = "，,。；;"


def _described(notice: Notice) -> Iterator[Hit]:
    """12个断面水质优良率达到95%: how many a share is measured of; 年末贷款余额为60亿元: what will be there anyway."""
    for index, task in enumerate(notice.tasks):
        at = 0
        for place, (target, following) in enumerate(zip_longest(task.targets, task.targets[1:])):
            start = task.text.find(target.text, at)
            if start < 0:
                continue
            at = start + len(target.text)
            measured = (
                following is not None
                and target.kind == "count"
                and following.kind == "percentage"
                and task.text[start - 1 : start] in ("", *_SIGNS)
                and _SHARE_RE.fullmatch(task.text, at, max(at, task.text.find(following.text, at)))
            )
            if measured or _STATE_RE.search(task.text, max(0, start - 24), start):
                yield Hit(("tasks", index, "targets", place), {"text": target.text})


_SEVERALLY: Final = "分别"
_REACH: Final = 120
"""No list beside 分别 is longer, in characters."""
_MOST: Final = 200
"""So many targets of a task are looked at."""
_JOINERS: Final = "和及与"
_STOPS_RE: Final = patterns.compile("[，,。；;：:]")
_FOLLOWING_RE: Final = patterns.compile("以下|下列|下述")


def _severally(notice: Notice) -> Iterator[Hit]:
    """甲、乙、丙分别达到80%、60%: more things than values, or fewer; one value is for all."""
    for index, task in enumerate(notice.tasks):
        at = task.text.find(_SEVERALLY)
        while at >= 0:
            listed = _STOPS_RE.split(task.text[max(0, at - _REACH) : at])[-1].split("、")
            rest = _STOPS_RE.split(task.text[at : at + _REACH])[0]
            if len(listed) > 1:
                given = [place for place, target in enumerate(task.targets[:_MOST]) if target.text in rest]
                most = len(listed) + sum(map(listed[-1].count, _JOINERS))
                if len(given) > 1 and not len(listed) <= len(given) <= most:
                    yield Hit(("tasks", index, "targets", given[0]), {"things": len(listed), "values": len(given)})
            at = task.text.find(_SEVERALLY, at + 1)


def _scope(notice: Notice) -> Iterator[Hit]:
    """以下任务均由县财政局配合: said inside of a section, for its tasks or for all that follow."""
    tops = [section for section in notice.sections if section.level == 1]
    for index, rule in enumerate(notice.document.rules):
        if not rule.code.startswith("following-also") or not _FOLLOWING_RE.match(rule.text):
            continue
        before = [section for section in tops if section.span.start <= rule.span.start]
        if before and len(before) < len(tops):
            yield Hit(("document", "rules", index), {"section": before[-1].title})


RULES: Final = (
    Rule(
        "TP801",
        "space-parted",
        "info",
        Words(
            "two units that only a space parts",
            "read as two units, {one} and {other}, for only a space parts them; they could be one",
            "put a 、 between them, or take the space out",
        ),
        Words(
            "两个单位之间只有空格",
            "“{one}”与“{other}”之间只有空格，按两个单位处理，也可能是一个单位",
            "在两者之间加顿号，或删去空格",
        ),
        _space_parted,
        asked=True,
    ),
    Rule(
        "TP803",
        "target-or-description",
        "info",
        Words(
            "a figure with two readings: a target, or what describes a thing",
            "read as a target, {text} may only say of how many, or what is there by then",
            "check whether so many are to be reached",
        ),
        Words(
            "数字有两种读法：指标或说明", "“{text}”按指标处理，也可能只是说明范围或年末状况", "核对是否为须达到的数量"
        ),
        _described,
        asked=True,
    ),
    Rule(
        "TP804",
        "severally",
        "info",
        Words(
            "not as many things before 分别 as values after it",
            "{things} things before 分别 and {values} values after it: each value was given the name that stands nearest, it may belong to another",
            "check which value is whose",
        ),
        Words(
            "“分别”前后的项数不一致",
            "“分别”之前列有{things}项，之后有{values}个数值：各数值按最近的名称处理，也可能属于其他项",
            "核对各数值所属的指标",
        ),
        _severally,
        asked=True,
    ),
    Rule(
        "TP805",
        "rule-scope",
        "info",
        Words(
            "a standing rule inside of a section: for its tasks, or for all that follow",
            "read as holding for all tasks from here on; it may hold for those of the section {section} only",
            "say in the rule how far it holds",
        ),
        Words(
            "章节内的统一规定适用范围有两种读法",
            "按适用于其后全部任务处理，也可能只适用于“{section}”",
            "在规定中写明适用范围",
        ),
        _scope,
        asked=True,
    ),
)
