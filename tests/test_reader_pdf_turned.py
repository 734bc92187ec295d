"""Tables on pages that lie on their side: broad pages, pages with /Rotate, text that is drawn turned; all read as the same table upright."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import pytest

from taskparse.explanation.drawing import Shape, draw_page, turns_of
from taskparse.extraction import extract_bytes
from taskparse.readers.pdf import read_pdf
from tests.pdf_writer import Item, Raw, Rule, Text, content_of, pdf
from tests.test_reader_pdf import body, filler
from tests.test_reader_pdf_borderless import wrapped

BROAD, HIGH, SIZE, PITCH = 842.0, 595.0, 12.0, 15.0
HEADER = ("类别", "序号", "工作任务", "牵头单位", "责任单位", "完成时限")
WIDTHS = (5, 3, 20, 7, 12, 8)
CATEGORIES = ("城乡建设", "社会民生", "生态环境")
TASKS = (
    ("新建改建农村公路{}公里，改造危旧桥梁{}座，新增停车泊位900个", "县交通局", "县财政局、青禾镇、柳桥镇"),
    ("组织招聘会{}场", "县人社局", "各乡镇、县教育局"),
    ("整治河道{}公里，植树{}亩", "县水务局", "县财政局"),
    ("改造老旧小区{}个，建成口袋公园{}个，惠及居民3400户", "县住建局", "县城管局、县供电公司、县自然资源局"),
)
ROWS = [
    (CATEGORIES[i // 6], str(i + 1), task.format(i + 12, i + 3), lead, others, "2027年12月底")
    for i in range(15)
    for task, lead, others in (TASKS[i % 4],)
]
"""More than a broad page holds; the last category goes on on the second."""

STYLES = ("all rules", "no rules at the sides", "no rules")
TURNS = {"/Rotate 90": 1, "/Rotate 180": 2, "/Rotate 270": 3, "turned 90": 1, "turned 180": 2, "turned 270": 3}
"""By how many quarters, anticlockwise, what is drawn on the paper is turned; the page with /Rotate is seen upright."""


def table_pages(style: str, *, again: bool) -> list[list[Item]]:
    """The pages of the table, upright; `again`: whether each has the header."""
    lefts = [40 + sum(WIDTHS[:i]) * SIZE + 8 * i for i in range(len(WIDTHS))]
    edges = [x - 4 for x in (*lefts, lefts[-1] + WIDTHS[-1] * SIZE + 8)]
    lines = [[wrapped(text, width) for text, width in zip(row, WIDTHS, strict=True)] for row in ROWS]
    pages: list[list[Item]] = []
    at = 0
    while at < len(ROWS):
        page: list[Item] = []
        y, begun = 70.0, [(70.0, True)]  # where rows begin, and whether categories do
        if again or not pages:
            page += [Text(x, y + 16, name, SIZE) for x, name in zip(lefts, HEADER, strict=True)]
            y += 23
            begun.append((y, True))
        first, names = y, [ROWS[at][0]] if not pages or ROWS[at][0] != ROWS[at - 1][0] else [""]
        while at < len(ROWS) and y < 480:
            height = max(len(cell) for cell in lines[at][1:]) * PITCH + 8
            for x, cell in zip(lefts[1:], lines[at][1:], strict=True):
                top = y + (height - len(cell) * PITCH) / 2
                page += [Text(x, top + 12 + PITCH * k, line, SIZE) for k, line in enumerate(cell)]
            y, at = y + height, at + 1
            ends = at == len(ROWS) or ROWS[at][0] != ROWS[at - 1][0] or y >= 480
            if ends:
                page += [Text(lefts[0], (first + y) / 2 + 4, names[-1], SIZE)] if names[-1] else []
                first, names = y, [*names, ROWS[at][0] if at < len(ROWS) else ""]
            begun.append((y, ends))
        if style != "no rules":
            page += [Rule(edges[0 if whole else 1], row, edges[-1], row) for row, whole in begun]
            sides = edges if style == "all rules" else edges[1:-1]
            page += [Rule(x, 70, x, y) for x in sides]
        pages.append(page)
    return pages


def turned(items: Sequence[Item], quarters: int) -> tuple[list[Item], tuple[float, float]]:
    """A broad page as it is drawn turned by so many quarters, anticlockwise; the size of the paper."""
    matrix = ("1 0 0 1 0 0", f"0 1 -1 0 {HIGH} 0", f"-1 0 0 -1 {BROAD} {HIGH}", f"0 -1 1 0 0 {BROAD}")[quarters]
    drawn = content_of(*items, height=HIGH)
    return [Raw(f"q {matrix} cm {drawn} Q")], (HIGH, BROAD) if quarters % 2 else (BROAD, HIGH)


def notice(style: str, how: str, *, again: bool = True, foot: str = "") -> bytes:
    """A notice on upright pages with its table on turned ones; `foot`: what stands at the foot of the paper as it is printed."""
    pages: list[list[Item]] = [[*body("各乡镇人民政府，县直各单位：", *filler(4), top=200.0)]]
    leaves = [((HIGH, BROAD), "")]
    for number, items in enumerate(table_pages(style, again=again), 2):
        page, (width, height) = turned(items, TURNS.get(how, 0))
        if foot:
            line = Text(width / 2 - 20, height - 20, foot.format(number), 14.0)
            page.append(Raw(content_of(line, height=height)))
        pages.append(page)
        leaves.append(((width, height), how if how.startswith("/") else ""))
    pages.append([*body("　　以上任务请各单位认真落实。")])
    return pdf(pages, leaves=[*leaves, leaves[0]])


def read(data: bytes) -> list[tuple[object, ...]]:
    """All that is read but for boxes."""
    return [(b.text, b.kind, b.cell, b.page, tuple(f.reason for f in b.furniture)) for b in read_pdf(data).blocks]


@pytest.mark.parametrize("again", [True, False], ids=["the header again", "no header"])
@pytest.mark.parametrize("how", TURNS)
@pytest.mark.parametrize("style", STYLES)
def test_a_turned_table_reads_as_upright(style: str, how: str, again: bool) -> None:
    upright = read(notice(style, "", again=again))
    assert read(notice(style, how, again=again)) == upright
    cells = [(text, cell) for text, kind, cell, *_ in upright if kind == "cell"]
    assert [text for text, cell in cells if cell.column == 2] == [HEADER[2], *[row[2] for row in ROWS]]  # type: ignore[attr-defined]
    assert [text for text, cell in cells if cell.column == 0] == [HEADER[0], *CATEGORIES]  # type: ignore[attr-defined]


@pytest.mark.parametrize("how", TURNS)
def test_boxes_of_a_turned_table(how: str) -> None:
    """They are those of the page as it is read, whichever way it lies."""
    upright, other = (read_pdf(notice("all rules", how)).blocks for how in ("", how))
    for mine, theirs in zip(other, upright, strict=True):
        for line, expected in zip(mine.lines, theirs.lines, strict=True):
            assert [line.top, line.bottom] == pytest.approx([expected.top, expected.bottom], abs=0.1)
            assert list(line.lefts) == pytest.approx(list(expected.lefts), abs=0.1)


@pytest.mark.parametrize("foot", ["— {} —", "第{}页", "{}"])
@pytest.mark.parametrize("how", ["turned 90", "turned 270"])
@pytest.mark.parametrize("style", STYLES)
def test_the_page_number_stands_at_the_foot_of_the_paper(style: str, how: str, foot: str) -> None:
    """It runs otherwise than the table does, beside it as one reads it, and is no part of it."""
    expected = read(notice(style, how))
    found = read(notice(style, how, foot=foot))
    numbers = [block for block in found if block[4] == ("page-number",)]
    assert [(text, page) for text, _, _, page, _ in numbers] == [(foot.format(page), page) for page in (2, 3)]
    assert [block for block in found if block not in numbers] == expected


def test_what_runs_otherwise_and_is_no_page_number_stays() -> None:
    page, size = turned(table_pages("all rules", again=True)[0], 1)
    aside = Raw(content_of(Text(200, 820, "注：第2项为民生实事", SIZE), height=size[1]))
    text = "".join(block.text for block in read_pdf(pdf([[*page, aside]], leaves=[(size, "")])).blocks)
    assert set("注第项为民生实事") <= set(text)


@pytest.mark.parametrize("how", ["", "/Rotate 180", "turned 90", "turned 180"])
def test_characters_that_are_placed_one_by_one(how: str) -> None:
    pages: list[list[Item]] = [
        [
            one
            for item in page
            for one in (
                [
                    Text(item.x + SIZE * sum([1.0 if c > "~" else 0.5 for c in item.text[:i]]), item.y, char, SIZE)
                    for i, char in enumerate(item.text)
                ]
                if isinstance(item, Text)
                else [item]
            )
        ]
        for page in table_pages("no rules", again=True)
    ]
    drawn = [turned(page, TURNS.get(how, 0)) for page in pages]
    leaves = [(size, how if how.startswith("/") else "") for _, size in drawn]
    upright = pdf(table_pages("no rules", again=True), size=(BROAD, HIGH))
    assert read(pdf([items for items, _ in drawn], leaves=leaves)) == read(upright)


@pytest.mark.parametrize("how", ["", *TURNS])
def test_the_picture_of_a_turned_page_is_as_it_was_read(how: str) -> None:
    """Boxes of the units hold their ink, and left of the table there is none."""
    image = pytest.importorskip("PIL.Image")
    data = notice("no rules", how)
    found = extract_bytes(data)
    units = [u for t in found.tasks for u in t.lead_units if u.span.page == 2]
    assert units
    picture = image.open(BytesIO(draw_page(data, 2, [Shape("lead", [])], turns=turns_of(found)))).convert("L")
    assert picture.width == 2 * BROAD
    for unit in units:
        _, *sides = unit.span.boxes[0]
        assert min(picture.crop(tuple(round(2 * side) for side in sides)).tobytes()) < 128
    assert picture.crop((0, 0, 70, 2 * int(HIGH))).getextrema() == (255, 255)
