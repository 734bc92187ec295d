"""Tables drawn or set in plain text or broken into lines, type that was printed twice, pronunciation in brackets."""

from collections import Counter
from time import process_time

import pytest

from taskparse.extraction import extract_bytes
from taskparse.notice.models import Notice
from taskparse.readers import read
from taskparse.readers.text import read_text
from taskparse.source import SourceText

TITLE = "临湖县2029年重点任务分解表\n\n"

EACH_ROW_RULED = """\
┌────┬──────────────────────┬──────────┬──────────────┐
│序号│工作任务              │牵头单位  │责任单位      │
├────┼──────────────────────┼──────────┼──────────────┤
│ 1  │新建公园3个，改造老旧 │县住建局  │县财政局、县自│
│    │小区12个              │          │然资源局      │
├────┼──────────────────────┼──────────┼──────────────┤
│ 2  │培育高新技术企业20家  │县科技局  │县工信局      │
└────┴──────────────────────┴──────────┴──────────────┘
"""

HEADER_RULED = """\
+----+----------------------+----------+--------------+
|序号|工 作 任 务           |牵头单位  |责任单位      |
+----+----------------------+----------+--------------+
| 1  |新建公园3个，改造老旧 |县住建局  |县财政局、县自|
|    |小区12个              |          |然资源局      |
| 2  |培育高新技术企业20家  |县科技局  |县工信局      |
+----+----------------------+----------+--------------+
"""


SET_WITH_SPACES = """\
序号    工作任务                    牵头单位      责任单位
1       新建公园3个，改造老旧       县住建局      县财政局、县自
        小区12个                                  然资源局
2       培育高新技术企业20家        县科技局      县工信局
"""

FULL_WIDTH_SPACES = """\
序号　　工作任务　　　　　　　　　　　　　　牵头单位　　　责任单位
１　　　新建公园3个，改造老旧小区12个　　　县住建局　　　县财政局、县自然资源局
２　　　培育高新技术企业20家　　　　　　　　县科技局　　　县工信局
"""


def told(notice: Notice) -> list[tuple[str, list[str], list[str], list[str]]]:
    return [
        (
            task.text,
            [unit.name for unit in task.lead_units],
            [unit.name for unit in task.responsible_units],
            [f"{target.metric}{target.text}" for target in task.targets],
        )
        for task in notice.tasks
    ]


@pytest.mark.parametrize(
    "table",
    [EACH_ROW_RULED, HEADER_RULED, SET_WITH_SPACES, FULL_WIDTH_SPACES],
    ids=["each row ruled", "only the header ruled", "spaces", "full-width spaces"],
)
def test_tables_in_text(table: str) -> None:
    assert told(extract_bytes((TITLE + table).encode())) == [
        (
            "新建公园3个，改造老旧小区12个",
            ["县住建局"],
            ["县财政局", "县自然资源局"],
            ["公园3个", "老旧小区12个"],
        ),
        ("培育高新技术企业20家", ["县科技局"], ["县工信局"], ["高新技术企业20家"]),
    ]


@pytest.mark.parametrize("table", [EACH_ROW_RULED, HEADER_RULED, SET_WITH_SPACES, FULL_WIDTH_SPACES])
def test_no_character_of_a_table_is_lost(table: str) -> None:
    printed = Counter("".join((TITLE + table).split()))
    assert (
        Counter("".join("".join(block.text for block in read_text((TITLE + table).encode()).blocks).split())) == printed
    )


@pytest.mark.parametrize(
    "text",
    [
        "甲市发展和改革委员会    甲市财政局    甲市民政局\n甲市农业农村局    甲市商务局    甲市水利局",
        "序号    工作任务    责任单位\n\n下列任务由各单位负责。",
        "────────────\n一、总体要求",
        "一、责任单位    二、工作任务    三、其他\n说明",
    ],
)
def test_no_table(text: str) -> None:
    assert [block.kind for block in read_text(text.encode()).blocks if block.kind == "cell"] == []


def test_fake_bold_is_read_once() -> None:
    notice = extract_bytes(
        "临临湖湖县县22002299年年重重点点任任务务\n\n一一、、重重点点工工作作\n\n1.新建公园3个。".encode()
    )
    assert notice.document.title == "临湖县2029年重点任务"
    assert [section.title for section in notice.sections] == ["重点工作"]
    assert {f.reason: f.characters for f in notice.coverage.furniture}["fake-bold"] == 18
    assert notice.coverage.unclaimed == []


def test_pronunciation_in_brackets_is_no_text() -> None:
    text = "一、重点工作\n1.落實責(zé)任，新建公园3個。（牽頭單位：縣住建局；責(zé)任單位：縣財政局）"
    (task,) = extract_bytes(text.encode()).tasks
    assert task.text == "落實責任，新建公园3個。"
    assert [unit.name for unit in (*task.lead_units, *task.responsible_units)] == ["縣住建局", "縣財政局"]


def test_pronunciation_in_titles_and_names() -> None:
    text = "玉龍(lóng)縣2031年重點任務責（zé）任分解\n一、落實責(zé)任\n1.新建公园3個。（責(zé)任單位：濰(wéi)水鎮、縣住建局）"
    notice = extract_bytes(text.encode())
    assert notice.document.title == "玉龍縣2031年重點任務責任分解"
    assert [section.title for section in notice.sections] == ["落實責任"]
    assert [unit.name for unit in notice.tasks[0].responsible_units] == ["濰水鎮", "縣住建局"]


def test_a_line_break_of_markdown_is_no_part_of_the_text_of_its_cell() -> None:
    table = "|序号|工作任务|牵头单位|\n|--|--|--|\n|1|改造3条道路<br>共1.8公里，<br/>更换路灯128盏|县住建局|\n"
    (task,) = extract_bytes((TITLE + table).encode()).tasks
    assert task.text == "改造3条道路共1.8公里，更换路灯128盏"
    assert [target.metric for target in task.targets if "<" in str(target.metric)] == []


def lines_of(words: str) -> str:
    return "\n\n".join(words.split())


Told = tuple[str, str, list[str], list[str], list[str]]

BROKEN: list[tuple[str, str, list[Told]]] = [
    (
        "units of one cell on lines of their own, none as a stroke",
        lines_of(
            "序号 重点工作 主办单位 协办单位 1 新建社区食堂6个 县民政局 / "
            "2 改造农村公路120公里，养护率达到100%。 县交通局 云澜镇 石桥乡 县财政局"
        ),
        [
            ("1-1", "新建社区食堂6个", ["县民政局"], [], []),
            ("1-2", "改造农村公路120公里，养护率达到100%。", ["县交通局"], [], ["云澜镇", "石桥乡", "县财政局"]),
        ],
    ),
    (
        "the title of a group before the number of its first row",
        lines_of(
            "板块 序号 目标任务 责任部门 完成时间 产业发展 1 引进项目12个 县招商局 县工信局 10月底前 "
            "2 培育企业5家 县工信局 全年 民生改善 3 新增托位300个 县卫健局 12月底前"
        ),
        [
            ("1-1", "引进项目12个", [], ["县招商局", "县工信局"], []),
            ("1-2", "培育企业5家", [], ["县工信局"], []),
            ("2-3", "新增托位300个", [], ["县卫健局"], []),
        ],
    ),
    (
        "titles of groups over the whole width",
        lines_of("序号 任务 责任单位 经济发展 1 引进项目12个 县招商局 社会民生 2 新增托位300个 县卫健局"),
        [("1-1", "引进项目12个", [], ["县招商局"], []), ("2-2", "新增托位300个", [], ["县卫健局"], [])],
    ),
    (
        "no numbers at all",
        lines_of(
            "工作任务 具体措施 责任科室 完成时限 政策解读 及时发布解读材料。 办公室 6月底前 公开平台 加强专栏维护。 信息科 各科室 长期坚持"
        ),
        [
            ("1-1", "政策解读 及时发布解读材料。", [], ["办公室"], []),
            ("1-2", "公开平台 加强专栏维护。", [], ["信息科", "各科室"], []),
        ],
    ),
    (
        "a figure that could be the next number",
        lines_of("序号 指标名称 计量单位 目标值 责任单位 1 新建水库 座 2 县水利局 2 新建泵站 座 3 县水利局"),
        [("1-1", "新建水库 2", [], ["县水利局"], []), ("1-2", "新建泵站 3", [], ["县水利局"], [])],
    ),
    (
        "numbers that begin late and jump, words of the header set apart, cells too",
        "序号 工作任务 责 任 单 位 完成时限\n7 新建公园3个 县住建局 6月底前\n12 改造老旧小区 12个，惠及居民900户 县住建局、县民政局 年底前\n",
        [
            ("1-7", "新建公园3个", [], ["县住建局"], []),
            ("1-12", "改造老旧小区12个，惠及居民900户", [], ["县住建局", "县民政局"], []),
        ],
    ),
    (
        "cells closed by bars, the last ones of a row missing",
        "序号 |\n重点任务 |\n分管 领导 |\n牵头单位 |\n配合单位 |\n31 |\n新建公园3个。 |\n江禾 |\n县住建局 |\n县财政局 |\n|\n32 |\n改建学校2所。 |\n白川 |\n县教育局 |\n||\n",
        [
            ("1-31", "新建公园3个。", ["县住建局"], [], ["县财政局"]),
            ("1-32", "改建学校2所。", ["县教育局"], [], []),
        ],
    ),
    (
        "rows on lines of their own, bars between the cells but none in front",
        "类别 | 序号 | 任 务 名 称 | 责 任 部 门 |\n产业 | 1 | 引进项目12个 | 县招商局、各乡镇 |\n2 | 培育企业5家 | 县工信局 |\n民生 | 3 | 新增托位300个 | 县卫健局 |\n",
        [
            ("1-1", "引进项目12个", [], ["县招商局", "各乡镇"], []),
            ("1-2", "培育企业5家", [], ["县工信局"], []),
            ("2-3", "新增托位300个", [], ["县卫健局"], []),
        ],
    ),
    (
        "progress in several lines between the task and its units",
        "序号\n任务\n进展情况\n责任单位\n1\n引进项目12个\n一是已签约3个。\n二是在谈5个。\n县招商局\n2\n培育企业5家\n已完成。\n县工信局\n",
        [("1-1", "引进项目12个", [], ["县招商局"], []), ("1-2", "培育企业5家", [], ["县工信局"], [])],
    ),
    (
        "cells that wrap, a signature below",
        "序号\n任务\n责任单位\n1\n引进投资亿元以上的先进制造业和现代服务业重点项目，全年新签约\n12个。\n县招商局、\n县工信局\n2\n培育企业5家。\n县工信局\n云澜县人民政府办公室\n2031年3月2日\n",
        [
            (
                "1-1",
                "引进投资亿元以上的先进制造业和现代服务业重点项目，全年新签约12个。",
                [],
                ["县招商局", "县工信局"],
                [],
            ),
            ("1-2", "培育企业5家。", [], ["县工信局"], []),
        ],
    ),
    (
        "a second project below one number",
        lines_of(
            "序号 实事项目 责任单位 完成时限 1 新建养老院1所。 县民政局 5月底前 改建福利院2所。 9月底前 2 改建学校2所。 县教育局 年底前"
        ),
        [
            ("1-1.1", "新建养老院1所。", [], ["县民政局"], []),
            ("1-1.2", "改建福利院2所。", [], ["县民政局"], []),
            ("1-2", "改建学校2所。", [], ["县教育局"], []),
        ],
    ),
    (
        "columns that nobody knows",
        lines_of(
            "序号 项目名称 资金盘子 实施镇村 建设内容 责任单位 1 滨河公园项目 财政 石桥镇 新建公园3个。 住建局 2 校舍项目 财政 云澜镇 改建学校2所。 教育局"
        ),
        [
            ("1-1", "滨河公园项目 新建公园3个。", [], ["住建局"], []),
            ("1-2", "校舍项目 改建学校2所。", [], ["教育局"], []),
        ],
    ),
    (
        "an empty column of remarks, prose below",
        lines_of("序号 任务 责任单位 备注 1 引进项目12个 ▲招商局,各镇 2 培育企业5家 工信局")
        + "\n\n各单位要高度重视，按时报送进展情况，县政府督查室适时督查。\n",
        [("1-1", "引进项目12个", [], ["招商局", "各镇"], []), ("1-2", "培育企业5家", [], ["工信局"], [])],
    ),
]


@pytest.mark.parametrize(("table", "expected"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_tables_whose_lines_are_gone(table: str, expected: list[Told]) -> None:
    notice = extract_bytes((TITLE + table).encode())
    assert [
        (
            task.id,
            task.text,
            [unit.name for unit in task.lead_units],
            [unit.name for unit in task.responsible_units],
            [unit.name for unit in task.supporting_units],
        )
        for task in notice.tasks
    ] == expected
    assert [d for d in notice.diagnostics if d.code == "TP301" and "高度重视" not in d.message] == []


@pytest.mark.parametrize("table", [row[1] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_only_the_blocks_of_a_broken_table_are_others(table: str) -> None:
    """The canonical text stays what was read, and so do its lines."""
    plain, found = read_text((TITLE + table).encode()), read((TITLE + table).encode())
    assert SourceText.join(found.blocks).text == SourceText.join(plain.blocks).text
    assert any(block.cell for block in found.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n各责任单位 牵头单位 配合单位要认真落实。\n1.新建公园3个。（责任单位：县住建局）",
        "1.推进数据归集。\n牵头单位\n县数据局\n责任单位\n县公安局\n2.建设公园3个。\n牵头单位\n县住建局\n责任单位\n县财政局",
        "工作任务\n推进数据归集\n牵头单位\n县数据局\n责任单位\n县公安局\n工作任务\n建设公园3个\n牵头单位\n县住建局\n责任单位\n县财政局",
        "责任单位\n县住建局\n县教育局\n县财政局",
        "指标\n县发改局\n县工信局\n责任单位\n云澜镇\n3\n5\n石桥镇\n4\n6",
        "主要任务 责任单位 配合单位 等内容详见附件\n1 各单位要认真落实 县政府办公室",
    ],
)
def test_no_broken_table(text: str) -> None:
    assert [block.kind for block in read(text.encode()).blocks if block.kind == "cell"] == []


def test_cells_of_a_page_that_are_paragraphs() -> None:
    """As in text; what stands between the lines of a cell may be the number of a page."""
    cells = "".join(
        f"<p>{word}</p>" for word in ["序号", "任务", "责任单位", "1", "新建公园3个", "县住建局", "县财政局"]
    )
    (task,) = extract_bytes(f"<html><body><h1>任务分解表</h1>{cells}</body></html>".encode()).tasks
    assert [unit.name for unit in task.responsible_units] == ["县住建局", "县财政局"]
    notice = extract_bytes("任务分解表\n序号\n任务\n责任单位\n1\n新建公园3个\n县住建局\n— 3 —\n县财政局\n".encode())
    assert [unit.name for unit in notice.tasks[0].responsible_units] == ["县住建局", "县财政局"]
    assert {f.reason: f.characters for f in notice.coverage.furniture}["page-number"] == 5


def test_a_long_broken_table_takes_time_in_proportion() -> None:
    def seconds(rows: int) -> float:
        text = "序号\n任务\n责任单位\n" + "".join(f"{i % 900 + 1}\n引进项目\n县招商局\n" for i in range(rows))
        begun = process_time()
        read((text + "序号\n任务\n责任单位\n" * rows).encode())
        return process_time() - begun

    seconds(100)
    assert seconds(2000) < 8 * seconds(500) + 0.2
