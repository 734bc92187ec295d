"""What a careful clerk would ask: each seeded defect is found by exactly its rule, and nothing is found where nothing is wrong.

The seeds change one place of docs/clean-notice.md; the first of each rule stands on docs/checks.md.
"""

import re
import sys
import time
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from taskparse.checks import workdays
from taskparse.checks.catalogue import BY_CODE, RULES
from taskparse.checks.questions import check
from taskparse.checks.rules import LANGUAGES, Finding, Said
from taskparse.checks.selection import select
from taskparse.extraction import extract, extract_bytes
from taskparse.formats import yaml
from taskparse.formats.loading import load_notices
from taskparse.notice.models import Notice

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # for docs, which is no part of the package

from docs.checkbook import EXAMPLES, NOTICE, Example, page  # noqa: E402

GOLD = ROOT.parent / "shared" / "gold"
SUFFIXES = {".md", ".txt", ".pdf", ".docx", ".html"}

SEEDS = [
    *EXAMPLES,
    Example("TP101", "### （三）增进", "7. 新增城区公共停车位800个。（责任单位：县城管局）\n\n### （三）增进"),
    Example("TP102", "3. 食品安全", "9. 食品安全"),
    Example("TP103", "### （三）补齐短板\n\n### （四）增进民生福祉", "### （三）增进民生福祉"),
    Example("TP104", "## 三、重点工作任务", "## 二、重点工作任务"),
    Example("TP105", "### （一）增进民生福祉", "### （三）增进民生福祉"),
    Example("TP202", "责任单位：）\n\n附件", "责任单位：县民政局）\n\n附件"),
    Example("TP203", "各乡镇（含街道）", "各乡镇）"),
    Example("TP204", "责任单位：县市场监督管理局、县林业局", "责任单位：县商务局、县林业局"),
    Example("TP205", "县工信局、县税务局、县工信局", "县工信局、县税务局"),
    Example(
        "TP206", "（责任单位：县工信局、县科技局、县财政局）", "（牵头单位：县工信局；责任单位：县科技局、县财政局）"
    ),
    Example("TP208", "县发改局，有关乡镇", "县发改局，各乡镇"),
    Example("TP301", "工作专报每季度编发。\n\n## 二、", "## 二、"),
    Example("TP501", "一般公共预算收入达到12.6亿以上", "一般公共预算收入达到12.6亿元"),
    Example("TP501", "城镇新增就业突破3200", "城镇新增就业3200人以上"),
    Example("TP502", "增长9%至8%", "增长8%至9%"),
    Example("TP502", "公共停车位1200-800个", "公共停车位800个"),
    Example("TP502", "企业2万至8000家", "企业8至10家"),
    Example("TP503", "周转宿舍160套，其中中心校90套、教学点80套", "周转宿舍160套"),
    Example("TP503", "管网18.6公里，其中污水管网20.5公里", "管网18.6公里"),
    Example("TP504", "停车位800个，新建标准化茶园4000亩", "停车位800个"),
    Example("TP504", "新建标准化茶园3至4亩，新增城区", "新增城区"),
    Example("TP505", "普及率达到194.5%", "普及率达到94.5%"),
    Example("TP505", "抽检合格率提高到101%", "抽检合格率达到98%以上"),
    Example("TP506", "不低于98%，建成", "食品安全抽检合格率达到98%以上，建成"),
    Example("TP601", "2030年7月11日前", "2031年7月11日前"),
    Example("TP602", "完成时限：2031年1月31日", "完成时限：2031年10月31日"),
    Example("TP603", "完成时限：2031年10月26日", "完成时限：2031年10月31日"),
    Example("TP704", "将进展情况报", "将进展情况（附件2）报"),
]

END = re.findall(r"### （三）增进民生福祉\n.*?附件", NOTICE.read_text("utf-8"), re.DOTALL)[0]
NEAR_MISSES = [
    Example("TP101", "### （三）增进民生福祉\n\n1. 开展“青榆公益行”。（责任单位：县民政局）\n\n附件", END),
    Example("TP203", "县民政局（老龄中心））", "县民政局）"),
    Example("TP204", "责任单位：县人社局、县人力资源和社会保障局）\n\n附件", "责任单位：县民政局）\n\n附件"),
    Example("TP206", "（责任单位：县城管局，各乡镇）", "（责任单位：县城管局）"),
    Example("TP206", "（县城管局、县公安局按职责分工负责）", "（责任单位：县城管局）"),
    Example("TP206", "（县城管局、县公安局根据各自职责负责）", "（责任单位：县城管局）"),
    Example("TP208", "县发改局，各乡镇人民政府）", "县发改局，各乡镇）"),
    Example("TP501", "参保人数24万以上", "新增城区公共停车位800个"),
    Example("TP501", "灌溉水有效利用系数达到0.58", "新增城区公共停车位800个"),
    Example("TP502", "企业8000至1万家", "企业8至10家"),
    Example("TP502", "企业2至3万家", "企业8至10家"),
    Example("TP502", "占比由12%至8%", "增长8%至9%"),
    Example("TP502", "于11-3月新增停车位800个", "新增城区公共停车位800个"),
    Example("TP503", "项目18个，其中5亿元以上项目18个", "项目18个，其中5亿元以上项目3个"),
    Example("TP503", "增长8%，其中规上服务业增长12%", "增长8%至9%"),
    Example("TP503", "管网18.6公里，其中泵站20座", "管网18.6公里"),
    Example("TP504", "停车位800个，到2033年新建标准化茶园5000亩", "停车位800个"),
    Example("TP504", "停车位800个，新建标准化茶园3500亩以上", "停车位800个"),
    Example("TP504", "停车位800个，引进项目5个", "停车位800个"),
    Example("TP505", "工业投资增长120%", "地区生产总值增长6%左右"),
    Example("TP505", "产能利用率达到120%", "食品安全抽检合格率达到98%以上"),
    Example("TP505", "食品安全抽检合格率达到100%", "食品安全抽检合格率达到98%以上"),
    Example("TP603", "完成时限：2031年8月底前", "完成时限：2031年10月31日"),
]


def codes(findings: list[Finding]) -> list[str]:
    return [finding.rule.code for finding in findings]


def name(example: Example) -> str:
    return f"{example.code}-{example.bad[:20]!r}"


@pytest.fixture(autouse=True)
def plain_calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """As without the extra `calendar`, whether it is installed or not."""
    monkeypatch.setitem(sys.modules, "chinese_calendar", None)


def test_nothing_is_wrong_with_the_clean_notice() -> None:
    notice = extract(NOTICE)
    assert len(notice.tasks) == 9
    assert check(notice) == []
    assert check(load_notices(yaml.dump(notice).encode())[0]) == []


@pytest.mark.parametrize("seed", SEEDS, ids=name)
def test_a_seeded_defect_is_found_by_exactly_its_rule(seed: Example) -> None:
    (finding,) = seed.findings()
    assert finding.rule.code == seed.code
    for language in LANGUAGES:
        said = finding.message(language)
        assert said
        assert "{" not in said
        assert "Said(" not in said
    assert finding.quote in finding.context


@pytest.mark.parametrize("near", NEAR_MISSES, ids=name)
def test_what_is_near_is_not_found(near: Example) -> None:
    assert near.code not in codes(near.findings())


def test_there_are_forty_seeds_and_one_for_each_rule() -> None:
    assert len({(seed.good, seed.bad) for seed in SEEDS}) >= 40
    assert {seed.code for seed in EXAMPLES} == set(BY_CODE)


@pytest.mark.parametrize("seed", EXAMPLES, ids=name)
def test_an_extraction_that_was_written_and_read_back_gives_the_same(seed: Example) -> None:
    notice = seed.notice()
    read = load_notices(yaml.dump(notice).encode())[0]
    told = [(f.rule.code, f.path, f.message(), f.task, f.span, f.quote) for f in check(notice)]
    assert told == [(f.rule.code, f.path, f.message(), f.task, f.span, f.quote) for f in check(read)]


def edited(task: int, field: str, **changes: object) -> Notice:
    notice = extract(NOTICE)
    old = notice.tasks[task]
    first, *rest = getattr(old, field)
    tasks = list(notice.tasks)
    tasks[task] = old.model_copy(update={field: [first.model_copy(update=changes), *rest]})
    return notice.model_copy(update={"tasks": tasks})


@pytest.mark.parametrize(
    ("task", "changes", "code"),
    [
        (3, {"upper": 7}, "TP502"),
        (3, {"unit": None}, "TP501"),
        (3, {"metric": None}, "TP506"),
        (5, {"value": 194.5}, "TP505"),
        (5, {"upper": 101}, "TP505"),
    ],
)
def test_data_changed_by_hand_is_judged_as_it_is(task: int, changes: dict[str, object], code: str) -> None:
    (finding,) = check(edited(task, "targets", **changes))
    assert (finding.rule.code, finding.path) == (code, ("tasks", task, "targets", 0))


def test_a_date_that_is_none_is_no_reason_to_stop() -> None:
    notice = extract(NOTICE)
    (first, *rest) = notice.document.deadlines
    deadlines = [first.model_copy(update={"on": "2031-02-30"}), *rest]
    changed = notice.model_copy(
        update={"document": notice.document.model_copy(update={"deadlines": deadlines, "issued_on": "2031-99-99"})}
    )
    assert codes(check(changed)) == ["TP601", "TP601", "TP602"]


@pytest.mark.parametrize(
    "body", ["1" * 100_000, "20至8" * 20_000, "突破300，" * 10_000, "不少于" * 30_000, "1.1" * 30_000]
)
def test_damaged_text_takes_no_time(body: str) -> None:
    notice = extract_bytes(f"一、重点任务\n1.新建{body}。（责任单位：县城管局）\n".encode())
    began = time.process_time()
    check(notice)
    assert time.process_time() - began < 5


# --- the calendar


@pytest.mark.parametrize("is_real", [False, True], ids=["what it says", "the package"])
def test_the_official_calendar_decides_where_it_knows_the_year(is_real: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "chinese_calendar")
    if is_real:
        pytest.importorskip("chinese_calendar", reason="needs the extra `calendar`")
    else:
        monkeypatch.setitem(sys.modules, "chinese_calendar", _fake_calendar())
    assert workdays.day_off(date(2026, 2, 17)) == Said("Spring Festival", "春节")
    assert workdays.day_off(date(2026, 2, 14)) is None  # a Saturday that is worked
    assert workdays.day_off(date(2026, 7, 11)) == Said("Saturday", "星期六")
    assert workdays.day_off(date(2099, 7, 11)) == Said("Saturday", "星期六")  # a year that it does not know
    assert workdays.day_off(date(2099, 7, 10)) is None


def _fake_calendar() -> ModuleType:
    """What chinesecalendar 1.11 says of these days."""
    module = ModuleType("chinese_calendar")

    class Holiday:
        def __init__(self, name: str) -> None:
            self.value, self.chinese = name, {"Spring Festival": "春节"}[name]

    def get_holiday_detail(day: date) -> tuple[bool, str | None]:
        if day.year > 2026:
            raise NotImplementedError
        return {(2, 17): (True, "Spring Festival"), (2, 14): (False, "Spring Festival")}.get(
            (day.month, day.day), (day.weekday() > 4, None)
        )

    vars(module).update(Holiday=Holiday, get_holiday_detail=get_holiday_detail)
    return module


# --- which rules are run


@pytest.mark.parametrize(
    ("chosen", "left_out", "expected"),
    [
        (["TP"], [], set(BY_CODE)),
        (["TP2"], [], {code for code in BY_CODE if code.startswith("TP2")}),
        (["TP2"], ["TP20"], {"TP211", "TP212", "TP213", "TP214"}),
        (["TP2"], ["TP20", "TP21"], set()),
        (["TP204", "TP4"], ["TP2"], {"TP204", "TP401"}),
        (["TP204"], ["TP204"], set()),
        (["TP"], ["TP1", "TP2", "TP3", "TP5", "TP6", "TP7", "TP8"], {"TP401", "TP901"}),
        ([], [], set()),
    ],
)
def test_the_longer_beginning_decides(chosen: list[str], left_out: list[str], expected: set[str]) -> None:
    assert select(chosen, left_out) == expected


def test_only_the_rules_that_are_chosen_are_run() -> None:
    (alias,) = (seed for seed in EXAMPLES if seed.code == "TP204")
    assert codes(check(alias.notice(), {"TP204"})) == ["TP204"]
    assert check(alias.notice(), {"TP101"}) == []


# --- the catalogue and its page


def test_codes_and_names_are_unique_and_well_formed() -> None:
    assert len({rule.name for rule in RULES}) == len(BY_CODE) == len(RULES)
    assert [code for code in BY_CODE if not re.fullmatch(r"TP\d{3}", code)] == []
    assert [rule.name for rule in RULES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)] == []
    assert all(text for rule in RULES for language in LANGUAGES for text in rule.words(language))


def test_the_page_is_the_one_that_the_rules_make() -> None:
    """When this fails: `python docs/build.py`."""
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == page()


# --- gold documents, where they are at hand


def gold_documents() -> list[Path]:
    golds = [*GOLD.rglob("*.gold.yaml"), *GOLD.rglob("gold.yaml")]
    found = {p for gold in golds for p in gold.parent.iterdir() if p.suffix in SUFFIXES and "scan" not in p.name}
    return sorted(path for path in found if path.name != "SOURCES.md")


@pytest.mark.skipif(not GOLD.exists(), reason=f"there are no gold documents at {GOLD}")
def test_no_gold_document_has_an_error() -> None:
    documents = gold_documents()
    assert len(documents) > 20
    errors = {
        path.name: [f.message() for f in check(extract(path)) if f.rule.severity == "error"] for path in documents
    }
    assert {path: told for path, told in errors.items() if told} == {}
