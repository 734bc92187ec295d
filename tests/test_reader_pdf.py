"""PDFs become paragraphs: what lines and pages broke is whole again, nothing is lost, each character has its place."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from taskparse.errors import EncryptedInput, NoTextLayer, UnreadableInput
from taskparse.lexicon.characters import MATCH
from taskparse.readers.pdf import read_pdf
from taskparse.source import Cell, SourceText, Span
from tests.pdf_writer import Rule, Text, pdf

SHARED = Path(__file__).parents[2] / "shared" / "gold"
LEFT, RIGHT, EM = 80.0, 512.0, 16.0
FULL = "推动公园绿地公共数据水资源有效利用支持优秀企业回归设立总部"[:27]
"""As many characters as a line has between the margins."""


def body(*lines: str, top: float = 100.0) -> list[Text | Rule]:
    """Lines of a page, one below the other; two ideographic spaces at the start are an indent."""
    return [
        Text(LEFT + EM * (len(line) - len(line.lstrip("　"))), top + 28 * i, line.lstrip("　"))
        for i, line in enumerate(lines)
    ]


def filler(count: int = 4) -> list[str]:
    """Paragraphs that show where the margins are."""
    return ["　　" + FULL[:25], FULL, "完成。"] * count


def texts(data: bytes, kind: str = "paragraph") -> list[str]:
    return [block.text for block in read_pdf(data).blocks if block.kind == kind]


def furniture(data: bytes) -> list[tuple[str, str]]:
    return [(b.text, b.furniture[0].reason) for b in read_pdf(data).blocks if b.kind == "furniture"]


WHOLE = {
    "Chinese lines join without a space": (["　　" + FULL[:25], "以上。"], [FULL[:25] + "以上。"]),
    "two Latin words keep theirs": (
        ["　　" + FULL[:20] + "abcdefghij", "model上线。"],
        [FULL[:20] + "abcdefghij model上线。"],
    ),
    "a number is one number": (["　　" + FULL[:23] + "2026", "12家。"], [FULL[:23] + "202612家。"]),
    "a hyphen stays": (["　　" + FULL[:21] + "abcdefg-", "model。"], [FULL[:21] + "abcdefg-model。"]),
    "a number at the margin is no item": (["　　" + FULL[:25], "3.5亿元。"], [FULL[:25] + "3.5亿元。"]),
    "a word that did not fit leaves a short line": (
        ["　　" + FULL[:21], "ABCDEFGHIJ平台。"],
        [FULL[:21] + "ABCDEFGHIJ平台。"],
    ),
    "an indent begins a paragraph": (["　　" + FULL[:25], "　　" + FULL[:9] + "。"], [FULL[:25], FULL[:9] + "。"]),
    "so does room that was left": (
        ["各街道办事处，各有关单位：", "二、工作要求如下"],
        ["各街道办事处，各有关单位：", "二、工作要求如下"],
    ),
    "items of a list": (["　　附件：1. 办理工作方案", "　　2. 完成情况表"], ["附件：1. 办理工作方案", "2. 完成情况表"]),
    "a signature and a date": (
        ["　　" + FULL[:9] + "。", "　" * 15 + "某某区人民政府", "　" * 16 + "2026年1月20日"],
        [FULL[:9] + "。", "某某区人民政府", "2026年1月20日"],
    ),
    "the lines of the imprint": (
        ["　" + "抄送：" + FULL[:22] + "。", "　" + "某某区人民政府办公室" + " " * 4 + "2026年1月20日印发"],
        ["抄送：" + FULL[:22] + "。", "某某区人民政府办公室 2026年1月20日印发"],
    ),
    "a hanging indent below a label": (
        ["抄送：" + FULL[:24], "　　　" + "区法院。"],
        ["抄送：" + FULL[:24] + "区法院。"],
    ),
}


@pytest.mark.parametrize("name", WHOLE)
def test_lines_become_paragraphs(name: str) -> None:
    lines, expected = WHOLE[name]
    assert texts(pdf([body(*filler(), *lines)]))[-len(expected) :] == expected


def test_a_larger_gap_begins_a_paragraph() -> None:
    above, below = body(*filler(), "　　" + FULL[:25]), body("（二）优化配置", top=500.0)
    assert texts(pdf([above + below]))[-2:] == [FULL[:25], "（二）优化配置"]


def test_a_page_of_indented_lines_has_the_margins_of_its_kind() -> None:
    page = body(*["　　" + FULL[n:] + "。" for n in range(4)])
    pages = [body(*filler()), body(*filler()), page, body(*filler())]
    assert texts(pdf(pages))[-8:-4] == [FULL[n:] + "。" for n in range(4)]


def test_title_letterhead_and_number_are_apart() -> None:
    head: list[Text | Rule] = [
        Text(158, 100, "某某区人民政府办公室文件", 23.0),
        Text(228, 140, "某政办〔2026〕1号"),
        Text(140, 200, "关于印发主要目标任务分解", 26.0),
        Text(231, 240, "方案的通知", 26.0),
    ]
    blocks = read_pdf(pdf([head + body(*filler(), top=300.0)])).blocks
    assert [(b.text, b.centred) for b in blocks[:4]] == [
        ("某某区人民政府办公室文件", True),
        ("某政办〔2026〕1号", True),
        ("关于印发主要目标任务分解方案的通知", True),
        (FULL[:25] + FULL + "完成。", False),
    ]


def test_page_end_does_not_break_a_paragraph() -> None:
    pages = [
        [*body(*filler(), "　　" + FULL[:25]), Text(280, 780, "— 1 —")],
        [Text(280, 780, "— 2 —"), *body("家以上。", *filler())],
    ]
    blocks = read_pdf(pdf(pages)).blocks
    at = next(i for i, b in enumerate(blocks) if b.text.endswith("家以上。"))
    assert blocks[at].text == FULL[:25] + "家以上。"
    assert [line.page for line in blocks[at].lines] == [1, 2]
    assert (blocks[at].page, blocks[at + 1].text, blocks[-1].text) == (1, "— 1 —", "— 2 —")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("— 1 —", "— 2 —"),
        ("－1－", "－2－"),
        ("-1-", "-2-"),
        ("— １ —", "— ２ —"),
        ("第1页 共2页", "第2页 共2页"),
        ("Page 1 of 2", "Page 2 of 2"),
        ("1", "2"),
        ("1/2", "2/2"),
    ],
)
@pytest.mark.parametrize("y", [40.0, 800.0], ids=["top", "bottom"])
def test_page_numbers(first: str, second: str, y: float) -> None:
    data = pdf([[*body(*filler()), Text(280, y, text)] for text in (first, second)])
    assert [reason for _, reason in furniture(data)] == ["page-number"] * 2
    assert not any(text in texts(data) for text in (first, second))


@pytest.mark.parametrize("last", ["12", "3.5亿元。", "— 重点任务 —", "2026年1月20日"])
def test_no_page_numbers(last: str) -> None:
    data = pdf([body(*filler(), "　　" + last), body(*filler())])
    assert furniture(data) == []
    assert last in texts(data)


def test_running_heads_and_feet() -> None:
    pages = [
        [
            Text(200, 40, f"重点任务汇编 第{n}版"),
            *body(*["　　" + FULL[n:25] + "。", FULL[n:] + "。"] * 3),
            Text(200, 800, "内部资料"),
        ]
        for n in range(1, 5)
    ]
    assert Counter(furniture(pdf(pages))) == {
        **{(f"重点任务汇编 第{n}版", "running-head"): 1 for n in range(1, 5)},
        ("内部资料", "running-foot"): 4,
    }


def test_forms_that_come_again_are_no_running_heads() -> None:
    pages = [
        body("　　责任书", "　　填报单位：", "　　填报时间：", "　　完成情况：", "　　" + FULL[n:25]) for n in range(5)
    ]
    assert furniture(pdf(pages)) == []


def test_a_line_that_only_looks_like_a_head_stays() -> None:
    pages = [body("　　总体要求", *filler(2)), body("　　总体要求", *filler(3)), body("　　重点任务", *filler(2))]
    assert furniture(pdf(pages)) == []


@pytest.mark.parametrize("far", [False, True], ids=["at once", "after the page"])
@pytest.mark.parametrize("offset", [0.0, 0.4])
def test_fake_bold_is_printed_once(offset: float, far: bool) -> None:
    line, again = body("　　关关相扣1122"), Text(LEFT + 2 * EM + offset, 100.0, "关关相扣1122")
    rest = body(*filler(), top=128.0)
    assert texts(pdf([[*line, *rest, again] if far else [*line, again, *rest]]))[0] == "关关相扣1122"


def test_text_out_of_order() -> None:
    items = body(*filler(2), "　　牵头单位某某局责任单位各街道")
    tail = Text(LEFT + 9 * EM, items[-1][1], "责任单位各街道")
    items[-1] = Text(LEFT + 2 * EM, items[-1][1], "牵头单位某某局")
    assert texts(pdf([[tail, *reversed(items)]]))[-1] == "牵头单位某某局责任单位各街道"


def test_characters_beyond_the_basic_plane() -> None:
    block = read_pdf(pdf([body("　　𬭊𠀀四12")])).blocks[0]
    assert block.text == "𬭊𠀀四12"
    assert len(block.lines[0].lefts) == 5


def test_what_stands_outside_of_the_page_is_left_out() -> None:
    assert texts(pdf([[*body("　　正文"), Text(700, 100, "页外"), Text(100, 900, "页外")]])) == ["正文"]


def test_boxes_on_a_cropped_page() -> None:
    (block,) = read_pdf(pdf([[Text(180, 300, "甲乙")]], page_entries="/CropBox [100 42 500 742]")).blocks
    line = block.lines[0]
    assert [*line.lefts, line.rights[-1]] == pytest.approx([80, 96, 112], abs=0.1)
    assert line.top < 200 < line.bottom
    assert line.bottom - line.top == pytest.approx(16, abs=0.5)


def test_boxes_on_a_turned_page() -> None:
    """A landscape page is a portrait page turned, its text written upwards: it is read and placed as seen."""
    lines = [Text(100 + 28 * i, 842 - 60, text, upwards=True) for i, text in enumerate(("一、甲乙", "二、丙丁"))]
    blocks = read_pdf(pdf([lines], page_entries="/Rotate 90")).blocks
    assert [b.text for b in blocks] == ["一、甲乙", "二、丙丁"]
    first, second = (b.lines[0] for b in blocks)
    assert list(first.lefts) == pytest.approx([60, 76, 92, 108], abs=0.1)
    assert first.top < 100 < first.bottom < second.top < 128 < second.bottom


def table(top: float, rows: list[list[str]], xs: tuple[float, ...] = (80, 120, 320, 420, 512)) -> list[Text | Rule]:
    """A ruled table with rows 30 points high; None spans with the cell before it."""
    items: list[Text | Rule] = [Rule(xs[0], top + 30 * i, xs[-1], top + 30 * i) for i in range(len(rows) + 1)]
    for i, row in enumerate(rows):
        y = top + 30 * i
        whole = len(row) == 1
        items += [Rule(x, y, x, y + 30) for x in ((xs[0], xs[-1]) if whole else xs)]
        items += [
            Text(xs[k] + 3, y + 12 + 12 * n, line, 9.0)
            for k, cell in enumerate(row)
            for n, line in enumerate(cell.split("\n"))
            if line
        ]
    return items


HEADER = ["序号", "工作任务", "牵头单位", "完成时限"]


def cells(data: bytes) -> list[tuple[int, int, int, str]]:
    return [(b.cell.table, b.cell.row, b.cell.column, b.text) for b in read_pdf(data).blocks if b.cell]


def test_ruled_table() -> None:
    row = ["1", "实施亿元以上工业项目多个、完成投资许多亿\n元以上", "县工信局", "全年"]
    data = pdf([[*body("　　任务分解表"), *table(150, [HEADER, ["一、主要目标"], row])]])
    blocks = read_pdf(data).blocks
    assert blocks[0].text == "任务分解表"
    assert [b.text for b in blocks[1:]] == [*HEADER, "一、主要目标", "1", row[1].replace("\n", ""), "县工信局", "全年"]
    assert blocks[5].cell == Cell(0, 1, 0, 1, 4)


def test_lines_of_a_cell_that_were_begun_on_purpose_stay_apart() -> None:
    data = pdf([table(150, [HEADER, ["1", "新建学校", "县教育局\n县财政局", "全年"]])])
    assert cells(data)[6][3] == "县教育局\n县财政局"


def test_table_over_two_pages() -> None:
    first = table(
        600,
        [
            HEADER,
            ["1", "新建学校", "县教育局", "全年"],
            ["2", "新建改建城区道路若干条，人行天桥建成，停车", "县住建局", "全年"],
        ],
    )
    second = table(60, [HEADER, ["", "泊位若干个", "", ""], ["3", "造林", "县林业局", "全年"]])
    data = pdf([[*first, Text(280, 800, "— 1 —")], [*second, Text(280, 800, "— 2 —")]])
    assert [c for c in cells(data) if c[2] == 1] == [
        (0, 0, 1, "工作任务"),
        (0, 1, 1, "新建学校"),
        (0, 2, 1, "新建改建城区道路若干条，人行天桥建成，停车泊位若干个"),
        (0, 3, 1, "造林"),
    ]
    assert [text for text, reason in furniture(data) if reason == "repeated-header"] == HEADER
    in_order = [b.text for b in read_pdf(data).blocks]
    assert in_order.index("全年") < in_order.index("— 1 —") < in_order.index("造林") < in_order.index("— 2 —")


def test_a_cell_over_two_rows() -> None:
    items = table(150, [HEADER, ["1", "新建学校", "县教育局", "全年"], ["2", "新建道路", "", "全年"]])
    items = [item for item in items if item != Rule(80, 210, 512, 210)]
    items += [Rule(80, 210, 320, 210), Rule(420, 210, 512, 210)]
    spans = {b.text: b.cell for b in read_pdf(pdf([items])).blocks}
    assert (spans["县教育局"], spans["新建道路"]) == (Cell(0, 1, 2, 2, 1), Cell(0, 2, 1))


def test_a_merged_cell_goes_on_over_a_page_end() -> None:
    """What is written once for several rows goes on in the field without text at the top of the next page; a field that merges nothing does not."""
    first = table(600, [HEADER, ["1", "新建学校", "县教育局", "全年"], ["2", "新建道路", "", "六月底"]])
    first = [item for item in first if item != Rule(80, 660, 512, 660)]
    first += [Rule(80, 660, 320, 660), Rule(420, 660, 512, 660)]
    second = table(60, [["3", "造林", "", ""], ["4", "植树", "县林业局", "全年"]])
    spans = {b.text: b.cell for b in read_pdf(pdf([first, second])).blocks}
    assert (spans["县教育局"], spans["六月底"], spans["县林业局"]) == (Cell(0, 1, 2, 3), Cell(0, 2, 3), Cell(0, 4, 2))


def test_a_table_on_a_turned_page() -> None:
    """The page as seen is 842 points broad: x there is y from the bottom, y there is x."""
    seen = table(150, [HEADER, ["1", "新建学校", "县教育局", "全年"]])
    items: list[Text | Rule] = []
    for item in seen:
        if isinstance(item, Rule):
            items.append(Rule(item.y0, 842 - item.x0, item.y1, 842 - item.x1))
        else:
            items.append(Text(item.y, 842 - item.x, item.text, item.size, upwards=True))
    assert cells(pdf([items], page_entries="/Rotate 90")) == cells(pdf([seen]))


def test_a_new_table_on_a_new_page() -> None:
    pages = [
        table(600, [HEADER, ["1", "甲", "乙", "丙"]]),
        [*body("　　附件2"), *table(150, [HEADER, ["1", "甲", "乙", "丙"]])],
    ]
    assert {number for number, *_ in cells(pdf(pages))} == {0, 1}


def test_table_without_rules() -> None:
    rows = [
        ("序号", "工作任务", "牵头单位"),
        ("1", "粮食产量若干亿斤", "农业局"),
        ("2", "城镇新增就业若干万人，控制", "人社局、"),
    ]
    rows += [("", "失业率", "统计局"), ("3", "建设高标准农田", "水利局")]
    items = [
        Text(x, 150 + 22 * i, text)
        for i, row in enumerate(rows)
        for x, text in zip((80, 140, 400), row, strict=True)
        if text
    ]
    found = cells(pdf([[*items, *body(*filler(2), top=400.0)]]))
    assert [text for *_, column, text in found if column == 1] == [
        "工作任务",
        "粮食产量若干亿斤",
        "城镇新增就业若干万人，控制失业率",
        "建设高标准农田",
    ]
    assert max(row for _, row, *_ in found) == 3


def test_a_frame_is_no_table() -> None:
    frame = [Rule(70, 80, 530, 80), Rule(70, 600, 530, 600), Rule(70, 80, 70, 600), Rule(530, 80, 530, 600)]
    assert cells(pdf([[*frame, *body(*filler())]])) == []


def test_password() -> None:
    data = pdf([body("　　正文")], password="秘密".encode().hex())
    for wrong, message in ((None, "a password is needed"), ("x", "the password is wrong")):
        with pytest.raises(EncryptedInput, match=message):
            read_pdf(data, wrong)
    assert [b.text for b in read_pdf(data, "秘密".encode().hex()).blocks] == ["正文"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_short(share: float) -> None:
    data = pdf([body(*filler())])
    with pytest.raises(UnreadableInput, match="damaged or cut short"):
        read_pdf(data[: int(share * len(data))])


def test_a_file_that_had_to_be_mended() -> None:
    data = pdf([body("　　正文")])
    result = read_pdf(data.replace(b"startxref\n", b"startxref\n1"))
    assert [b.text for b in result.blocks] == ["正文"]
    assert result.remarks == ("the PDF is damaged: what could be found of it was read",)


def test_no_text() -> None:
    with pytest.raises(NoTextLayer, match="none of its 2 pages has text"):
        read_pdf(pdf([[], [Rule(80, 80, 300, 80)]]))
    result = read_pdf(pdf([body("　　正文"), [], []]))
    assert (result.pages, result.remarks) == (3, ("no text on page 2, 3: a picture, or nothing",))


def test_boxes_of_a_name_broken_by_the_page() -> None:
    data = pdf([body(*filler(), "　　" + FULL[:23] + "住建"), body("局负责。", *filler())])
    source = SourceText.join(read_pdf(data).blocks)
    at = source.text.index("住建局")
    boxes = source.boxes(Span(at, at + 3))
    assert [(box[0], round(box[3] - box[1])) for box in boxes] == [(1, 32), (2, 16)]


def test_the_command_line_starts_without_pdfium() -> None:
    code = "import sys, taskparse.readers; print('pypdfium2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


def shared(name: str) -> bytes:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs {path}, which is not part of the repository")
    return path.read_bytes()


REAL = (
    "hongshan-2026/notice-libreoffice.pdf",
    "hongshan-2026/notice-chromium.pdf",
    "forms/12-pdf-inline.pdf",
    "forms/13-pdf-ruled-table.pdf",
    "forms/14-pdf-borderless.pdf",
    "real/024-zhejiang-ai-measures.pdf",
    "real/033-zhejiang-zhisuan-cloud.pdf",
)


@pytest.mark.parametrize("name", REAL)
def test_every_character_has_one_place(name: str) -> None:
    for block in read_pdf(shared(name)).blocks:
        assert "".join(block.text[n.start : n.start + len(n.lefts)] for n in block.lines) == block.text
        for line in block.lines:
            assert len(line.lefts) == len(line.rights)
            assert all(left <= right for left, right in zip(line.lefts, line.rights, strict=True))
            assert line.top < line.bottom


def squeezed(text: str) -> str:
    return "".join(text.translate(MATCH).split())


@pytest.mark.parametrize("name", REAL)
def test_nothing_is_lost(name: str) -> None:
    """The same characters as PDFium's own on the page, but for white space and the dot that stands for a private code."""
    import pypdfium2

    data = shared(name)
    every = ""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text_page = page.get_textpage()
        boxes = [text_page.get_charbox(i, loose=True) for i in range(text_page.count_chars())]
        shown = [i for i, box in enumerate(boxes) if box[0] < page.get_width() and box[1] < page.get_height()]
        every += "".join(text_page.get_text_range(i, 1) for i in shown).replace("\ue010", ".")
    document.close()
    got = "".join(block.text for block in read_pdf(data).blocks)
    assert Counter(squeezed(got)) == Counter(squeezed(every.replace("\ufffe", "-")))


@pytest.mark.parametrize("name", REAL[:2])
def test_the_notice_reads_as_it_was_written(name: str) -> None:
    written = shared("hongshan-2026/notice.md").decode()
    lines = [line.strip(" #*").replace("**", "") for line in written.splitlines() if not line.startswith(("|", "<"))]
    expected = squeezed("".join(lines)).split("附件1×××")[0]
    got = squeezed("".join(b.text for b in read_pdf(shared(name)).blocks if b.kind == "paragraph")).split("附件1×××")[0]
    assert got == expected


def test_a_scan() -> None:
    with pytest.raises(NoTextLayer, match="none of its 26 pages"):
        read_pdf(shared("hongshan-2026/notice-scan.pdf"))
