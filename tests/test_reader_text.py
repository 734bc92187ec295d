"""Tables drawn or set in plain text, type that was printed twice, pronunciation in brackets."""

from collections import Counter

import pytest

from taskparse.extraction import extract_bytes
from taskparse.notice.models import Notice
from taskparse.readers.text import read_text

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


def test_a_line_break_of_markdown_is_no_part_of_the_text_of_its_cell() -> None:
    table = "|序号|工作任务|牵头单位|\n|--|--|--|\n|1|改造3条道路<br>共1.8公里，<br/>更换路灯128盏|县住建局|\n"
    (task,) = extract_bytes((TITLE + table).encode()).tasks
    assert task.text == "改造3条道路共1.8公里，更换路灯128盏"
    assert [target.metric for target in task.targets if "<" in str(target.metric)] == []
