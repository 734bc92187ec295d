"""Tables without rules, as browsers and word processors print them: columns by narrow gaps, cells that wrap, short ones centred beside tall ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from taskparse.extraction import extract_bytes
from taskparse.readers.pdf import read_pdf
from tests.pdf_writer import Text, pdf

SIZE, PITCH, PADDING = 12.0, 15.0, 3.0
"""Characters, the distance of the lines of a cell, and the white between two cells, as Chromium prints a table without a style."""

HEADER = ("序号", "工作任务", "牵头单位", "责任单位", "备注")
ROWS = (
    ("1", "新建改建农村公路65公里，改造危旧桥梁8座，新增停车泊位900个", "县交通局", "县财政局、青禾镇、柳桥镇", "续建"),
    ("2", "组织招聘会31场", "县人社局", "各乡镇、县教育局", ""),
    ("3", "整治河道44公里", "县水务局", "县财政局", "民生实事"),
    ("4", "改造老旧小区12个，惠及居民3400户，建成口袋公园6个", "县住建局", "县城管局、县供电公司、县自然资源局", ""),
)
WIDTHS = (2, 14, 4, 6, 4)
"""How many characters a line of each column has."""


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a cell; figures are half as broad as Chinese characters."""
    lines, broad = [""], 0.0
    for char in text:
        step = 1.0 if char > "~" else 0.5
        if broad + step > width:
            lines.append("")
            broad = 0.0
        lines[-1] += char
        broad += step
    return lines


def set_table(
    rows: Sequence[Sequence[str]],
    top: float = 150.0,
    *,
    widths: Sequence[int] = WIDTHS,
    centred: bool = True,
    spans: dict[tuple[int, int], int] | None = None,
    left: float = 60.0,
    bottom: float = 780.0,
) -> list[list[Text]]:
    """The pages of a table: each row as high as its tallest cell; a cell of `spans` over so many rows; a row that has no room goes to the next page."""
    spans = spans or {}
    lefts = [left + sum(widths[:i]) * SIZE + PADDING * i for i in range(len(widths))]
    lines = [[wrapped(text, width) if text else [] for text, width in zip(row, widths, strict=True)] for row in rows]
    heights = [
        max(len(cell) for column, cell in enumerate(row) if (index, column) not in spans) * PITCH
        for index, row in enumerate(lines)
    ]
    pages: list[list[Text]] = [[]]
    y = top
    for index, row in enumerate(lines):
        if y + heights[index] > bottom:
            pages.append([])
            y = 80.0
        for column, cell in enumerate(row):
            over = spans.get((index, column), 1)
            room = sum(heights[index : index + over]) + PADDING * (over - 1)
            first = y + ((room - len(cell) * PITCH) / 2 if centred else 0.0)
            pages[-1] += [Text(lefts[column], first + PITCH * i, line, SIZE) for i, line in enumerate(cell)]
        y += heights[index] + PADDING
    return pages


def cells(data: bytes) -> list[tuple[int, int, int, str]]:
    """Row, column, how many rows, and text."""
    return [(b.cell.row, b.cell.column, b.cell.rows, b.text) for b in read_pdf(data).blocks if b.cell]


def expected(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, int, str]]:
    return [(i, j, 1, text) for i, row in enumerate(rows) for j, text in enumerate(row) if text]


def prose(count: int = 3, top: float = 600.0) -> list[Text]:
    line = "各责任单位要加强组织领导，细化工作措施，明确责任分工，按时完成各项任务"
    return [Text(60, top + 20 * i, line, SIZE) for i in range(count)]


LAID_OUT: dict[str, dict[str, bool]] = {"centred cells": {"centred": True}, "cells at the top": {"centred": False}}


@pytest.mark.parametrize("name", LAID_OUT)
def test_cells_that_wrap(name: str) -> None:
    rows = (HEADER, *ROWS)
    (page,) = set_table(rows, centred=LAID_OUT[name]["centred"])
    title = Text(150, 110, "青禾县2027年重点工作任务分解表", 16.0)
    assert cells(pdf([[title, *page, *prose()]])) == expected(rows)


def test_without_a_column_of_numbers() -> None:
    rows = [row[1:] for row in (HEADER, *ROWS)]
    (page,) = set_table(rows, widths=WIDTHS[1:])
    assert cells(pdf([[*page, *prose()]])) == expected(rows)


def test_a_cell_over_rows_stands_in_the_middle_of_them() -> None:
    names = ("类别", *HEADER)
    rows = [("城乡建设", *ROWS[0]), ("", *ROWS[1]), ("社会民生", *ROWS[2]), ("", *ROWS[3])]
    (page,) = set_table([names, *rows], widths=(4, *WIDTHS), spans={(1, 0): 2, (3, 0): 2}, left=30.0)
    found = cells(pdf([[*page, *prose()]]))
    assert [cell for cell in found if cell[1] == 0] == [(0, 0, 1, "类别"), (1, 0, 2, "城乡建设"), (3, 0, 2, "社会民生")]
    assert [cell for cell in found if cell[1] > 0] == [
        (i, j + 1, n, text) for i, j, n, text in expected([HEADER, *ROWS])
    ]


def test_names_over_several_columns() -> None:
    rows = [
        ("1", "新建改建农村公路65公里，改造危旧桥梁8座", "完成招标", "完成路基", "全部完工", "县交通局"),
        ("2", "组织招聘会31场", "摸底", "举办9场", "举办31场", "县人社局"),
    ]
    widths = (2, 14, 4, 4, 5, 4)
    (page,) = set_table(rows, 200.0, widths=widths)
    lefts = [60 + sum(widths[:i]) * SIZE + PADDING * i for i in range(len(widths))]
    page += [Text(lefts[i], 165, name, SIZE) for i, name in ((0, "序号"), (1, "工作任务"), (5, "牵头单位"))]
    page += [Text(lefts[i], 173, name, SIZE) for i, name in ((2, "一季度"), (3, "二季度"), (4, "三季度"))]
    page.append(Text(lefts[2] + 5.5 * SIZE, 157, "推进计划", SIZE))
    blocks = [b for b in read_pdf(pdf([[*page, *prose()]])).blocks if b.cell]
    header = {b.text: tuple(b.cell) for b in blocks if b.cell and b.cell.row < 2}
    assert header["推进计划"] == (0, 0, 2, 1, 3)
    assert header["三季度"] == (0, 1, 4, 1, 1)
    assert header["牵头单位"] == (0, 0, 5, 2, 1)
    assert [b.text for b in blocks if b.cell and b.cell.row == 3] == list(rows[1])


REPEATED = {"the header again": True, "no header": False}


@pytest.mark.parametrize("name", REPEATED)
def test_over_a_page_end(name: str) -> None:
    first, second = set_table((HEADER, *ROWS[:2]))[0], (HEADER, *ROWS[2:]) if REPEATED[name] else ROWS[2:]
    data = pdf([[*prose(1, 100.0), *first], [*set_table(second, 80.0)[0], *prose()]])
    assert cells(data) == expected((HEADER, *ROWS))
    again = [b.text for b in read_pdf(data).blocks if b.furniture and b.furniture[0].reason == "repeated-header"]
    assert again == (list(HEADER) if REPEATED[name] else [])


def test_a_row_that_the_page_end_broke() -> None:
    upper = [Text(60, 150, "序号", SIZE), Text(87, 150, "工作任务", SIZE), Text(290, 150, "责任单位", SIZE)]
    upper += [Text(60, 168, "1", SIZE), Text(87, 168, "组织招聘会31场", SIZE), Text(290, 168, "县人社局", SIZE)]
    upper += [Text(60, 186, "2", SIZE), Text(87, 186, "新建改建农村公路65公里，新增1", SIZE)]
    upper += [Text(290, 186, "县交通局、县农业", SIZE)]
    lower = [Text(87, 80, "20个停车泊位，改造危旧桥梁8", SIZE), Text(290, 80, "农村局", SIZE), Text(87, 95, "座", SIZE)]
    lower += [Text(60, 113, "3", SIZE), Text(87, 113, "整治河道44公里", SIZE), Text(290, 113, "县水务局", SIZE)]
    found = cells(pdf([upper, [*lower, *prose()]]))
    assert (2, 1, 1, "新建改建农村公路65公里，新增120个停车泊位，改造危旧桥梁8座") in found
    assert (2, 2, 1, "县交通局、县农业农村局") in found
    assert (3, 1, 1, "整治河道44公里") in found


def test_a_new_row_on_a_new_page_stays_one() -> None:
    """Without numbers a row may begin where the page does: the line before had room for it."""
    first = set_table([row[1:4] for row in (HEADER, *ROWS[:2])], widths=WIDTHS[1:4])[0]
    second = set_table([row[1:4] for row in ROWS[2:]], 80.0, widths=WIDTHS[1:4])[0]
    found = cells(pdf([first, [*second, *prose()]]))
    assert found == expected([row[1:4] for row in (HEADER, *ROWS)])


def test_a_signature_below_a_table_is_not_of_it() -> None:
    (page,) = set_table((HEADER, *ROWS))
    low = max(item.y for item in page)
    signed = [Text(330, low + 40, "青禾县人民政府办公室", SIZE), Text(350, low + 58, "2027年3月5日", SIZE)]
    assert cells(pdf([[*page, *signed]])) == expected((HEADER, *ROWS))


def test_tasks_units_and_targets() -> None:
    (page,) = set_table((HEADER, *ROWS))
    notice = extract_bytes(pdf([[Text(150, 110, "青禾县2027年重点工作任务分解表", 16.0), *page]]))
    found = [
        ([u.name for u in t.lead_units], [u.name for u in t.responsible_units], [x.value for x in t.targets])
        for t in notice.tasks
    ]
    assert found == [
        (["县交通局"], ["县财政局", "青禾镇", "柳桥镇"], [65, 8, 900]),
        (["县人社局"], ["各乡镇", "县教育局"], [31]),
        (["县水务局"], ["县财政局"], [44]),
        (["县住建局"], ["县城管局", "县供电公司", "县自然资源局"], [12, 3400, 6]),
    ]
    assert not notice.coverage.unclaimed


PROSE: dict[str, list[Text]] = {
    "running text": prose(20, 100.0),
    "names of columns in running text": [
        Text(
            60,
            100 + 20 * i,
            f"{'请各部门认真填写'[: i + 1]} 工作任务 牵头单位 责任单位 由县发改局会同有关部门确定",
            SIZE,
        )
        for i in range(8)
    ],
    "labels after each item": [
        item
        for i in range(8)
        for item in (
            Text(60, 100 + 60 * i, f"{i + 1}.新建公园{i + 2}个，完善配套设施，提升城市品质。", SIZE),
            Text(84, 120 + 60 * i, "牵头领导：林知远", SIZE),
            Text(200, 120 + 60 * i, "牵头单位：县住建局", SIZE),
            Text(340, 120 + 60 * i, "责任单位：县财政局", SIZE),
        )
    ],
    "a table of contents": [
        item
        for i in range(9)
        for item in (
            Text(60, 100 + 20 * i, f"{i + 1}.", SIZE),
            Text(90, 100 + 20 * i, "工作任务与责任单位", SIZE),
            Text(500, 100 + 20 * i, str(3 * i + 1), SIZE),
        )
    ],
    "a cover with signature and date": [
        Text(180, 200, "青禾县人民政府文件", 22.0),
        Text(230, 260, "青政发〔2027〕3号", SIZE),
        *prose(3, 320.0),
        Text(330, 450, "青禾县人民政府", SIZE),
        Text(350, 470, "2027年3月5日", SIZE),
    ],
}
"""No table stands on these pages, as close as their words come to one."""


LIKE_TABLES = ("a table of contents", "labels after each item")


@pytest.mark.parametrize("name", [name for name in PROSE if name not in LIKE_TABLES])
def test_what_is_no_table(name: str) -> None:
    assert cells(pdf([PROSE[name]])) == []


@pytest.mark.parametrize("name", LIKE_TABLES)
def test_lines_that_are_aligned_stay_lines(name: str) -> None:
    """Broad white makes columns of any lines, but where no header names them nothing is taken for cells that wrap."""
    assert {text for *_, text in cells(pdf([PROSE[name]]))} <= {item.text for item in PROSE[name]}


@pytest.mark.parametrize("centred", [True, False])
def test_nothing_is_lost(centred: bool) -> None:
    pages = [*set_table((HEADER, *ROWS * 5), centred=centred), prose(4, 100.0)]
    printed = Counter(char for page in pages for item in page for char in item.text)
    read = Counter(char for block in read_pdf(pdf(pages)).blocks for char in block.text if not char.isspace())
    assert read == printed


def test_one_character_of_white_is_a_space() -> None:
    """附件　title: a browser prints no ideographic space, but leaves its room."""
    line = [Text(80, 100, "附件", SIZE), Text(80 + 3 * SIZE, 100, "主要指标责任分工", SIZE)]
    assert read_pdf(pdf([[*line, *prose()]])).blocks[0].text == "附件 主要指标责任分工"


def test_a_category_that_the_page_end_broke() -> None:
    names = [Text(x, 150, name, SIZE) for x, name in ((60, "类别"), (150, "工作任务"), (330, "责任单位"))]
    upper = [
        Text(60, 168, "城乡建设（2", SIZE),
        Text(150, 168, "组织招聘会31", SIZE),
        Text(330, 168, "县人社局、", SIZE),
    ]
    upper.append(Text(330, 183, "县教育局", SIZE))
    lower = [Text(60, 80, "项）", SIZE), Text(150, 80, "场", SIZE)]
    lower += [Text(60, 98, "生态环境", SIZE), Text(150, 98, "整治河道44公里", SIZE), Text(330, 98, "县水务局", SIZE)]
    found = cells(pdf([[*names, *upper], [*lower, *prose(3, 200.0)]]))
    assert [text for row, _, _, text in found if row == 1] == [
        "城乡建设（2项）",
        "组织招聘会31场",
        "县人社局、县教育局",
    ]


CATEGORY_WIDTHS = (4, *WIDTHS[1:4])
CATEGORY_HEADER = ("类别", *HEADER[1:4])
"""A table without numbers, whose first column groups rows."""


@pytest.mark.parametrize("again", [True, False], ids=["the header again", "no header"])
def test_a_category_goes_on_over_a_page_end(again: bool) -> None:
    """Its name is written once; the first rows of the next page have none, and the next name stands in the middle of its own rows."""
    rows = [row[1:4] for row in ROWS]
    first = [CATEGORY_HEADER, ("城乡建设", *rows[0]), ("", *rows[1]), ("社会民生", *rows[2])]
    second = [("", *rows[3]), ("", *rows[1]), ("生态环境", *rows[0]), ("", *rows[2])]
    head = [CATEGORY_HEADER] if again else []
    (upper,) = set_table(first, widths=CATEGORY_WIDTHS, spans={(1, 0): 2})
    (lower,) = set_table([*head, *second], 80.0, widths=CATEGORY_WIDTHS, spans={(2 + again, 0): 2})
    found = cells(pdf([upper, [*lower, *prose()]]))
    assert [cell for cell in found if cell[1] == 0] == [
        (0, 0, 1, "类别"),
        (1, 0, 2, "城乡建设"),
        (3, 0, 1, "社会民生"),
        (6, 0, 2, "生态环境"),
    ]
    assert [text for _, column, _, text in found if column == 1] == [
        "工作任务",
        *[row[1] for row in first[1:] + second],
    ]


def test_categories_at_the_top_of_their_rows() -> None:
    rows = [row[1:4] for row in ROWS]
    named = [("城乡建设", *rows[2]), ("", *rows[1]), ("社会民生", *rows[0]), ("生态环境", *rows[3]), ("", *rows[2])]
    (page,) = set_table([CATEGORY_HEADER, *named], widths=CATEGORY_WIDTHS, centred=False)
    found = [cell for cell in cells(pdf([[*page, *prose()]])) if cell[1] == 0]
    assert found == [(0, 0, 1, "类别"), (1, 0, 2, "城乡建设"), (3, 0, 1, "社会民生"), (4, 0, 2, "生态环境")]


def test_a_sentence_that_has_ended_goes_on_in_no_other_page() -> None:
    """Every cell of a page's first row may be read as the rest of the one above; where one of those had ended, it is another row."""
    upper = [CATEGORY_HEADER[:3], ("城乡建设", "新建改建农村公路65公里，改造危旧桥梁8座。", "县交通局")]
    lower = [("", "整治河道44公里", "县水务局"), ("社会民生", "组织招聘会31场", "县人社局")]
    (first,), (second,) = (
        set_table(rows, y, widths=CATEGORY_WIDTHS[:3]) for rows, y in ((upper, 150.0), (lower, 80.0))
    )
    assert cells(pdf([first, [*second, *prose()]])) == expected([*upper, *lower])


TASK = "新建改建农村公路65公里，改造危旧桥梁8座，新增停车泊位"
LAST = [*expected([HEADER, ROWS[1]]), (2, 0, 1, "2"), (2, 1, 1, TASK + "900个"), (2, 2, 1, "县交通局")]


def broken_page(*tail: Text) -> bytes:
    """A table whose last row has lines in one column more than the page; `tail`: what the next one begins with."""
    (page,) = set_table([HEADER, ROWS[1], ("2", TASK, "县交通局", "", "")], 600.0)
    return pdf([[*prose(3, 100.0), *page], [*tail, *prose(2, 140.0)]])


def test_the_last_lines_of_a_cell_on_the_next_page() -> None:
    left = 60 + 2 * SIZE + PADDING
    assert cells(broken_page(Text(left, 80, "900个", SIZE))) == LAST


@pytest.mark.parametrize(
    "line",
    [Text(84, 80, "现将重点工作任务分解如下", SIZE), Text(60, 80, "一、保障措施", SIZE), Text(200, 80, "附件", SIZE)],
    ids=lambda line: line.text,
)
def test_what_is_not_aligned_with_a_cell_is_no_rest_of_it(line: Text) -> None:
    result = cells(broken_page(line))
    assert [cell for cell in result if cell[0] == 2] == [(2, 0, 1, "2"), (2, 1, 1, TASK), (2, 2, 1, "县交通局")]


def test_white_that_a_line_with_figures_parts() -> None:
    """The table is the same on the next page, though its first line has white in it where the page before had only white."""
    rows = [HEADER, ("1", "招聘", "县人社局", "各乡镇", "续建")]
    first = set_table(rows, 150.0, widths=(2, 20, 4, 6, 4))[0]
    second = set_table(
        [("2", "新建改建农村公路65公里，新增", "县交通局", "县财政局", "")], 80.0, widths=(2, 20, 4, 6, 4)
    )[0]
    words = [Text(item.x + 0.4 * SIZE, item.y, item.text, SIZE) if item.text == "公里" else item for item in second]
    task = next(item for item in words if item.text.startswith("新建"))
    words.remove(task)
    words += [Text(task.x, task.y, "新建改建农村公路", SIZE), Text(task.x + 8.3 * SIZE, task.y, "65", SIZE)]
    words += [Text(task.x + 9.6 * SIZE, task.y, "公里，新增", SIZE), Text(task.x, task.y + PITCH, "泊位", SIZE)]
    data = pdf([[*prose(2, 80.0), *first], [*words, *prose()]])
    assert [text for row, column, _, text in cells(data) if row == 2 and column != 1] == ["2", "县交通局", "县财政局"]
