from typing import Any

import pytest

from taskparse.extraction import extract_bytes
from taskparse.language.clauses import Clause, find_clauses
from taskparse.language.roles import find_standing
from taskparse.lexicon.characters import MATCH
from tests.corpus import Row, Way, fold, load, place, ways

UNITS = ("lead", "responsible", "supporting")
LISTS = {"leader": "leaders", "due": "due", "other": "other"}


def seen(clause: Clause, way: Way) -> dict[str, Any]:
    """A clause as a row: names of units by role, other lists as printed."""
    row: dict[str, Any] = {"start": clause.start, "end": clause.end, "form": clause.form}
    row |= {role: [] for role in UNITS} | {name: [] for name in LISTS.values()}
    for named in clause.named:
        if named.role in UNITS:
            row[named.role] += [unit.name for unit in named.units]
        else:
            row[LISTS[named.role]].append(way.folded[named.start : named.end])
    return row | {"rules": [rule.code for rule in clause.rules]}


def wanted(cell: Row, text: str, begin: int) -> dict[str, Any]:
    start, end = place(text, cell["quote"]) if "quote" in cell else (0, len(text))
    lists = {name: [fold(word) for word in cell.get(name, [])] for name in (*UNITS, *LISTS.values())}
    return {"start": begin + start, "end": begin + end, "form": cell["form"], **lists, "rules": cell.get("rules", [])}


@pytest.mark.parametrize("row", load("clauses"))
def test_clauses(row: Row) -> None:
    text = row["text"]
    for way in ways(text, "健全工作机制。", twice=not row.get("once")):
        clauses = find_clauses(way.folded)
        assert [seen(c, way) for c in clauses] == [wanted(c, text, b) for b in way.starts for c in row["clauses"]], (
            way.name
        )
        for clause in clauses:
            assert_inside(clause)
    if row["clauses"] and not row.get("once"):  # it closes itself: what follows is text again
        followed = find_clauses(text.translate(MATCH) + "随后开展评估。")
        assert [(c.form, c.end) for c in followed][-1] == (row["clauses"][-1]["form"], len(text))


def assert_inside(clause: Clause) -> None:
    """Lists and their units stand one after the other inside the clause."""
    at = clause.start
    for named in clause.named:
        assert at <= named.start <= named.end <= clause.end
        assert all(named.start <= unit.start < unit.end <= named.end for unit in named.units)
        at = named.end


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("排在第一位的为牵头单位", "first-listed-leads"),
        ("第一个逗号前为牵头单位", "before-first-comma-leads"),
        ("未注明牵头单位的事项,所列责任单位均为牵头单位", "responsible-leads-where-none"),
        ("排首位的牵头,其余配合", "first-leads-others-support"),
        ("标*号的为牵头单位", "marked-leads"),
        ("以下任务均需各镇负责落实,不再逐项列出", "following-also-responsible"),
        ("各街镇均为各项工作的责任单位,不再一一列出", "following-also-responsible"),
        ("各街镇均为责任单位,不逐一列出", "following-also-responsible"),
        ("各街镇均为配合单位,不再列出", "following-also-supporting"),
        ("没有列出主办单位的,由排在首位的责任单位负责牵头", "first-listed-leads"),
        ("列第一位者为工作牵头单位或汇总单位,下同", "first-listed-leads"),
        ("所列责任部门,第一个为牵头部门", "first-listed-leads"),
        ("牵头单位排在第一位的为总牵头单位", "first-listed-leads"),
        ("排名第一的责任单位为牵头单位,其他列入单位为参与单位", "first-leads-others-support"),
        ("以下各项任务均由各县政府负责抓好本辖区落实,不再逐一列出", "following-also-responsible"),
        ("以下任务均由各街道办事处负责属地落实,不再列出", "following-also-responsible"),
        ("具体任务均涉及相关县人民政府,不再做分工", "following-also-responsible"),
        ("各乡镇为所有任务的责任单位", "following-also-responsible"),
    ],
)
def test_a_standing_rule_is_found_by_itself(text: str, code: str) -> None:
    """Only texts that hold one of RULE_WORDS are searched: each statement must."""
    assert [rule.code for rule in find_standing(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "列第一位的牵头单位负责汇总",
        "涉及多个牵头单位的,由排在前面的单位汇总",
        "由排在首位的牵头单位会同其他单位落实",
        "各牵头单位是各项任务的责任单位,要切实负起责任",
        "各单位为各项工作的责任单位",
        "各责任单位主要负责人是各项工作的第一责任人",
        "全市排名第一的企业牵头组建联盟",
        "以下项目由县城投集团负责建设,不再列入明年计划",
        "下列事项由县政务服务局负责办理,不再重复提交材料",
    ],
)
def test_what_only_sounds_like_a_standing_rule(text: str) -> None:
    assert find_standing(text) == ()


PARTED = [
    ("区教育局 区民政局 各镇街", ["区教育局", "区民政局", "各镇街"]),
    ("县妇联 团县委 县工商联", ["县妇联", "团县委", "县工商联"]),
    ("县供销社 各乡镇（街道）", ["县供销社", "各乡镇（街道）"]),
    ("财政部 农业农村部", ["财政部", "农业农村部"]),
    ("临江县人民政府 石桥县人民政府", ["临江县人民政府", "石桥县人民政府"]),
    ("省商务厅 各市、县（市、区）政府", ["省商务厅", "各市、县（市、区）政府"]),
    ("区教 育局、区民政局", ["区教育局", "区民政局"]),
    ("县委社 会工作部", ["县委社会工作部"]),
    ("县委 宣传部", ["县委宣传部"]),
    ("各镇 人民政府、各 街道", ["各镇人民政府", "各街道"]),
    ("各乡镇 （街道）", ["各乡镇（街道）"]),
    ("人民银行 临江县支行", ["人民银行临江县支行"]),
    ("市科技园 区管委会", ["市科技园区管委会"]),
    ("区经济信息化和科 技创新局 区商务局", ["区经济信息化和科技创新局", "区商务局"]),
]
"""Spaces that part names, and spaces that are stray."""


@pytest.mark.parametrize(("units", "expected"), PARTED, ids=[units for units, _ in PARTED])
def test_spaces_in_a_list_of_units(units: str, expected: list[str]) -> None:
    (task,) = extract_bytes(f"一、重点工作\n1.新建公园3个。（责任单位：{units}）".encode()).tasks
    assert [unit.name for unit in task.responsible_units] == expected


FIRST = [
    ("由县水利局牵头,县财政局、各乡镇配合,清淤渠道30公里。完善管护制度。", "由县水利局牵头,县财政局、各乡镇配合,"),
    (
        "由县科技局牵头,县财政局配合,完善配套设施、补齐服务短板,推动政策落实,服务企业30家。",
        "由县科技局牵头,县财政局配合,",
    ),
    ("由建设局牵头,财务处配合,更新路灯200盏。", "由建设局牵头,财务处配合,"),
]
"""Who does it is said before what is to be done: a paragraph, and its clause."""


@pytest.mark.parametrize(("text", "clause"), FIRST, ids=[clause for _, clause in FIRST])
def test_who_does_it_comes_first(text: str, clause: str) -> None:
    (found,) = find_clauses(text)
    assert (found.form, text[found.start : found.end]) == ("verb-start", clause)
    assert [named.role for named in found.named] == ["lead", "supporting"]
