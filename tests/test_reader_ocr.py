"""Scans and pictures: what recognition sees becomes blocks; what it damaged is mended. Most tests begin with lines as they were seen."""

from __future__ import annotations

import importlib.util
import logging
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from math import cos, radians, sin
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from taskparse.errors import NoTextLayer, UnreadableInput
from taskparse.extraction import extract_bytes
from taskparse.lexicon.characters import MATCH
from taskparse.readers import ocr, read
from taskparse.readers.ocr import pool, scanner
from taskparse.readers.ocr.drawing import count_pictures, draw_pictures
from taskparse.readers.ocr.geometry import breadths, make_page, slant, white
from taskparse.readers.ocr.repairs import mend
from taskparse.readers.ocr.seen import Picture, Point, Seen, Sight
from taskparse.readers.pdf.layout import arrange, lay_out
from taskparse.readers.pdf.pictures import is_picture
from taskparse.source import Block, SourceText, Span
from tests.pdf_writer import Raw, Rule, Text, pdf
from tests.test_reader_pdf_odd import TWO_FONTS, private

EM = 32.0
"""Pixels: one character of the pages below."""

LEFT, TOP, PITCH = 160.0, 200.0, 56.0
PICTURE = Picture(1241, 1754, b"", 0.48)
FULL = "各责任单位要高度重视认真落实坚持主要负责人亲自抓分管负责人"  # 29 characters: a whole line


def seen(
    text: str, row: float = 0, indent: float = 0, *, sure: float = 1.0, doubts: str = "", printed: str = ""
) -> Seen:
    """A line as it is seen where `printed` (or the text itself) is set, its box around the ink; of `doubts` each character is unsure."""
    before, after = (EM * side for side in white(printed or text))
    at, places = -before, []
    for width in breadths(printed or text):
        places.append(at + width / 2 * EM)
        at += width * EM
    if printed:  # a character of it was not read
        lost = next(i for i, (a, b) in enumerate(zip(text, printed, strict=False)) if a != b)
        del places[lost]
    left, right, top = LEFT + indent * EM + before, LEFT + indent * EM + before + at - after, TOP + row * PITCH
    corners = ((left, top), (right, top), (right, top + 36), (left, top + 36))
    return Seen(corners, text, sure, tuple(places), tuple([0.6 if c in doubts else 1.0 for c in text]))


def sight(*texts: str) -> Sight:
    """A page of lines, each indented by the spaces that it begins with."""
    lines = [seen(text.lstrip("　"), row, len(text) - len(text.lstrip("　"))) for row, text in enumerate(texts)]
    return Sight(tuple(lines))


def blocks(*pages: Sight) -> list[Block]:
    """The blocks that pages make."""
    return list(arrange([lay_out(make_page(i, PICTURE, page)) for i, page in enumerate(pages, 1)]))


def mended(*lines: Seen) -> tuple[list[str], list[str]]:
    """The texts of the lines of a page after mending, and the remarks."""
    pages, remarks = mend({1: Sight(lines)})
    return [line.text for line in pages[1].lines], remarks


# Lines → blocks


def test_lines_become_paragraphs() -> None:
    page = sight("　　一、加强组织领导", "　　" + FULL[:27], FULL, "负责。", "　　1.对接产业集群。")
    assert [b.text for b in blocks(page)] == ["一、加强组织领导", FULL[:27] + FULL + "负责。", "1.对接产业集群。"]


def test_a_paragraph_goes_on_over_the_page_number() -> None:
    first = sight("　　" + FULL[:27], *[FULL] * 20)
    number = seen("-1-", 25, 13)
    found = blocks(first._replace(lines=(*first.lines, number)), sight(FULL[:10] + "。", "　　二、强化督查"))
    assert [b.kind for b in found] == ["paragraph", "furniture", "paragraph"]
    assert found[1].furniture[0].reason == "page-number"
    assert found[0].text.endswith(FULL[:10] + "。")


def test_characters_stand_where_they_are_printed() -> None:
    (block,) = blocks(sight("1.新增企业20家以上。"))
    source = SourceText.join([block])
    ((page, left, top, right, bottom),) = source.boxes(Span(6, 8))
    assert (page, source.text[6:8]) == (1, "20")
    assert left == pytest.approx((LEFT + 5 * EM) * 0.48, abs=2)
    assert right == pytest.approx((LEFT + 6 * EM) * 0.48, abs=2)
    assert top < (TOP + 18) * 0.48 < bottom


def test_boxes_of_short_lines_are_broader_than_their_ink() -> None:
    line = seen("门）")
    (x0, y0), (x1, y1) = line.corners[0], line.corners[2]
    broad = ((x0 - 8, y0 - 6), (x1 + 8, y0 - 6), (x1 + 8, y1 + 6), (x0 - 8, y1 + 6))
    found = blocks(
        sight("　　" + FULL[:27], FULL, FULL)._replace(
            lines=(*sight(FULL, FULL, FULL).lines, line._replace(corners=broad))
        )
    )
    assert found[-1].lines[-1].lefts[0] == pytest.approx(LEFT * 0.48, abs=4)


def test_a_line_full_of_figures_is_no_title() -> None:
    figures = seen("年完成情况于2026年4月8日、7月8日、10月8日及12月8")
    x0, y0 = figures.corners[0]
    wide = ((x0, y0), (x0 + 29 * EM, y0), (x0 + 29 * EM, y0 + 36), (x0, y0 + 36))
    lines = [*sight("　　" + FULL[:27], FULL, FULL).lines, figures._replace(corners=wide, centres=(), scores=())]
    lines[-1] = lines[-1]._replace(corners=tuple((x, y + 3 * PITCH) for x, y in wide))  # type: ignore[arg-type]
    assert [b.centred for b in blocks(Sight(tuple(lines)))] == [False]


RULES = tuple(
    [(150.0, y - 1, 1000.0, y + 1) for y in (190.0, 246.0, 302.0)]
    + [(x - 1, 190.0, x + 1, 302.0) for x in (150.0, 400.0, 1000.0)]
)


def test_ruled_tables() -> None:
    lines = (seen("序号", 0), seen("任务", 0, 9), seen("1", 1), seen("新建公园3个", 1, 9))
    found = blocks(Sight(lines, RULES))
    assert [(b.text, b.cell and (b.cell.row, b.cell.column)) for b in found] == [
        ("序号", (0, 0)), ("任务", (0, 1)), ("1", (1, 0)), ("新建公园3个", (1, 1)),
    ]  # fmt: skip


def turned(point: Point, degrees: float) -> Point:
    x, y = point[0] - PICTURE.width / 2, point[1] - PICTURE.height / 2
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return PICTURE.width / 2 + x * c - y * s, PICTURE.height / 2 + x * s + y * c


def test_strokes_of_large_characters_rule_no_table() -> None:
    title = seen("某某区人民政府文件")
    (left, top), (right, _), (_, bottom), _ = title.corners
    strokes = ((left + 40, top + 2, left + 66, top + 5), (left + 40, top + 2, left + 43, bottom - 2))
    under = ((left - 20, bottom + 9, right + 20, bottom + 12), (left + 40, top - 30, left + 43, bottom + 30))
    assert Sight((title,), strokes + under).ruled() == list(under)


@pytest.mark.parametrize("degrees", [-2.0, 0.5, 2.0])
def test_a_slanted_page_is_set_straight_and_its_boxes_set_back(degrees: float) -> None:
    page = sight("　　" + FULL[:27], *[FULL] * 10, "负责。")
    slanted = [line._replace(corners=tuple(turned(p, degrees) for p in line.corners)) for line in page.lines]  # type: ignore[arg-type]
    assert slant(slanted) == pytest.approx(radians(degrees))
    found = scanner.Scanner()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scanner, "recognise", lambda pictures, count: [Sight(tuple(slanted)) for _ in pictures])
        pages, _ = found.recognise([1], [PICTURE])
    (block,) = found.set_back(arrange([lay_out(pages[0])]))
    assert block.text == FULL[:27] + 10 * FULL + "负责。"
    last = block.lines[-1]
    assert (last.lefts[0] / 0.48, (last.top + last.bottom) / 0.96) == pytest.approx(
        turned((LEFT, TOP + 11 * PITCH + 18), degrees), abs=5
    )


# Mending


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("岭政办〔2026]1号", "岭政办〔2026〕1号"),
        ("岭政办[2026]1号", "岭政办[2026]1号"),
        ("《2026年区<政府工作报告>任务》", "《2026年区〈政府工作报告〉任务》"),
        ("PM2.5<35微克", "PM2.5<35微克"),
        ("各市、县〔市、区]政府", "各市、县〔市、区〕政府"),
        ("省教育庁", "省教育厅"),
        ("（-）强化就业", "（一）强化就业"),
        ("-、强化就业", "一、强化就业"),
        ("(二）强化就业", "（二）强化就业"),
        ("(AI）平台", "(AI）平台"),
        ("--夯实投资", "——夯实投资"),
        ("2026-2030年", "2026-2030年"),
    ],
)
def test_signs(read: str, expected: str) -> None:
    assert mended(seen(read))[0] == [expected]


def test_a_bracket_closes_the_one_of_a_line_before() -> None:
    lines = [seen(text, row) for row, text in enumerate(("（牵头单位：县工信局；责任单位：", "县科技局)", "见8)"))]
    unplaced = tuple([line._replace(centres=(), scores=()) for line in lines])
    mended, _ = mend({1: Sight(unplaced)})
    assert [line.text for line in mended[1].lines] == ["（牵头单位：县工信局；责任单位：", "县科技局）", "见8)"]


def test_signs_are_as_broad_as_they_are_printed() -> None:
    read, printed = "各部门(牵头单位:区发改局;责任单位:区商务局)", "各部门（牵头单位：区发改局；责任单位：区商务局）"
    texts, remarks = mended(seen(printed)._replace(text=read))
    assert texts == [printed]
    assert remarks == ["text recognition: 5 signs of Chinese text were read half as broad as printed, and mended"]
    assert mended(seen(read))[0] == [read]  # set half as broad


def test_dashes_are_two_characters_long() -> None:
    whole = seen("——夯实投资基础支撑")
    cut = whole._replace(text="一夯实投资基础支撑", centres=(whole.centres[0], *whole.centres[2:]), scores=(1.0,) * 9)
    lost = whole._replace(text="夯实投资基础支撑", centres=whole.centres[2:], scores=(1.0,) * 8, dash=True)
    assert mended(cut, lost)[0] == ["——夯实投资基础支撑"] * 2
    assert mended(seen("一夯实投资基础支撑"))[0] == ["一夯实投资基础支撑"]


def test_a_dash_is_known_by_what_follows_it_on_other_lines() -> None:
    short = seen("一做好科技金融", 1, 1)
    assert mended(seen("——夯实投资基础"), short)[0][1] == "——做好科技金融"
    assert mended(seen("——夯实投资基础"), seen("一批重点项目建成", 1))[0][1] == "一批重点项目建成"
    assert mended(seen("——夯实投资基础"), seen("一一对应抓好落实", 1))[0][1] == "一一对应抓好落实"


def test_lost_dots_of_numbers() -> None:
    texts, remarks = mended(
        *[seen(t, i) for i, t in enumerate(["11.对接产业", "12做强园区", "13.提高呈现度", "30个项目开工"])]
    )
    assert texts == ["11.对接产业", "12.做强园区", "13.提高呈现度", "30个项目开工"]
    assert remarks == [
        "text recognition: 1 place was mended by the page's own measures and the document's own words: 12做强园… → 12.做强园… (page 1)"
    ]


CLAUSES = ("（牵头单位：区住房和城乡建设局；责任单位：区教育局，各街道）",) * 3


@pytest.mark.parametrize(
    ("read", "doubts", "expected"),
    [
        ("（牵头单位：甲局；贵任单位：乙局）", "", "（牵头单位：甲局；责任单位：乙局）"),
        ("（牵头单位：甲局：责任单位：乙局）", "", "（牵头单位：甲局；责任单位：乙局）"),
        ("（牵头单位：甲局：贵任单位：乙局）", "", "（牵头单位：甲局；责任单位：乙局）"),
        ("（参加单位：甲局）", "", "（参加单位：甲局）"),
        ("（责任单位：区往房和城乡建设局）", "往", "（责任单位：区住房和城乡建设局）"),
        ("（责任单位：区往房和城乡建设局）", "", "（责任单位：区往房和城乡建设局）"),
        ("（责任单位：各衡道）", "衡", "（责任单位：各街道）"),
        ("（责任单位：区体育局）", "体", "（责任单位：区体育局）"),
        ("（责任单位：各街乡）", "乡", "（责任单位：各街乡）"),
        ("（责任单位：甲局.乙局）", "", "（责任单位：甲局，乙局）"),
    ],
)
def test_words_are_mended_by_those_of_the_document(read: str, doubts: str, expected: str) -> None:
    lines = [seen(text, row) for row, text in enumerate(CLAUSES)]
    assert mended(*lines, seen(read, 4, doubts=doubts))[0][-1] == expected


def test_a_lost_character_leaves_its_room() -> None:
    lines = [seen(text, row) for row, text in enumerate(CLAUSES)]
    read, printed = "（责任单位：区住房城乡建设局）", "（责任单位：区住房和城乡建设局）"
    assert mended(*lines, seen(read, 4, printed=printed))[0][-1] == printed
    assert mended(*lines, seen(read, 4))[0][-1] == read


def test_names_go_on_over_lines_and_pages() -> None:
    lines = [seen(text, row) for row, text in enumerate(CLAUSES)]
    broken = (seen("（责任单位：区住房和城", 4), seen("- 1 -", 5), seen("乡健设局）", 6, doubts="健"))
    texts, remarks = mended(*lines, *broken)
    assert texts[-3:] == ["（责任单位：区住房和城", "-1-", "乡建设局）"]
    assert remarks[-1].endswith("区住房和城乡健设局 → 区住房和城乡建设局 (page 1)")


def test_without_places_of_characters_only_signs_and_labels_are_mended() -> None:
    lines = [seen(text, row)._replace(centres=(), scores=()) for row, text in enumerate(CLAUSES)]
    texts, _ = mended(*lines, seen("(贵任单位:各 街道)", 4)._replace(centres=(), scores=()))
    assert texts[-1] == "（责任单位：各街道）"


# The hook


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Put pages in the place of what the engine would see."""

    def use(*sights: Sight) -> None:
        def recognise(pictures: Iterable[Picture], count: int) -> Iterator[Sight]:
            given = list(pictures)
            assert len(given) == count == len(sights)
            yield from sights

        monkeypatch.setattr(scanner, "recognise", recognise)
        monkeypatch.setattr(ocr, "_is_installed", lambda: True)

    return use


@pytest.fixture
def not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_is_installed", lambda: False)


def png(size: tuple[int, int] = (1241, 1754), **options: object) -> bytes:
    return picture("PNG", size, **options)


def picture(format: str, size: tuple[int, int] = (60, 80), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, format, **options)
    return out.getvalue()


TASK = sight("　　一、重点任务", "　　1.新建公园3个。（责任单位：区城管局）")
DRAWN = [Rule(80, 80 + i, 300, 80 + i) for i in range(20)]
"""Writing that is drawn: no text layer."""


def test_pages_without_text_are_recognised(recognised: Callable[..., None], caplog: pytest.LogCaptureFixture) -> None:
    recognised(TASK)
    data = pdf([[Text(72, 100, "关于印发任务分解方案的通知，请认真组织实施，一并贯彻执行，确保完成任务")], DRAWN, []])
    with caplog.at_level(logging.INFO):
        result = read(data)
    assert [b.text for b in result.blocks][-2:] == ["一、重点任务", "1.新建公园3个。（责任单位：区城管局）"]
    assert [b.page for b in result.blocks] == [1, 2, 2]
    assert result.remarks == (
        "1 page was read by text recognition (OCR), mean confidence 1.00",
        "no text on page 3: a picture, or nothing",
    )
    assert caplog.messages == ["page 1 of 1"]
    assert extract_bytes(pdf([DRAWN])).tasks[0].responsible_units[0].name == "区城管局"


def test_a_scan_with_a_stamp_is_a_picture() -> None:
    document = pypdfium2.PdfDocument(picture("PDF"))
    assert [is_picture(document, 1, characters) for characters in (0, 12, 40)] == [True, True, False]
    document.close()


def test_always_recognises_pages_with_text_too(recognised: Callable[..., None]) -> None:
    recognised(TASK)
    assert next(b.text for b in read(pdf([[Text(72, 100, "乱码")]]), ocr="always").blocks) == "一、重点任务"


def test_a_page_whose_text_layer_means_nothing_is_recognised(recognised: Callable[..., None]) -> None:
    recognised(TASK)
    content, fonts = private(60)
    result = read(pdf([[Raw(content)], [Text(72, 100, "通知")]], resources=TWO_FONTS, objects=fonts))
    assert [b.text for b in result.blocks] == ["一、重点任务", "1.新建公园3个。（责任单位：区城管局）", "通知"]
    what = "page 1: its text layer cannot be trusted, 60 characters without a meaning in the file (font FounderPKU2)"
    assert result.remarks[-1] == f"{what}: recognised instead"


def test_a_few_characters_are_no_picture(recognised: Callable[..., None]) -> None:
    recognised()
    assert [b.text for b in read(pdf([[Text(72, 100, "通知")]])).blocks] == ["通知"]


def test_doubtful_and_turned_pages_are_remarked(recognised: Callable[..., None]) -> None:
    recognised(Sight((seen("一、重点任务", sure=0.7),), turns=1))
    remarks = read(pdf([DRAWN])).remarks
    assert any(r.startswith("page 1: text recognition is unsure (mean confidence 0.70)") for r in remarks)
    assert any(r.startswith("page 1: turned by 90 degrees") for r in remarks)


@pytest.mark.parametrize("data", [pdf([DRAWN]), png()], ids=["pdf", "png"])
def test_what_helps_where_nothing_was_recognised(
    data: bytes, recognised: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    recognised(Sight())
    with pytest.raises(NoTextLayer, match="none could be recognised"):
        read(data)
    with pytest.raises(NoTextLayer, match="--ocr auto"):
        read(data, ocr="never")
    monkeypatch.setattr(ocr, "_is_installed", lambda: False)
    with pytest.raises(NoTextLayer, match=r"pip install 'taskparse\[ocr\]'"):
        read(data)


@pytest.mark.usefixtures("not_installed")
def test_always_needs_the_extra() -> None:
    with pytest.raises(UnreadableInput, match=r"not installed .*taskparse\[ocr\]"):
        read(pdf([[Text(72, 100, "通知")]]), ocr="always")


# Pictures


@pytest.mark.parametrize(
    ("format", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("TIFF", "image/tiff")]
)
def test_pictures(format: str, media_type: str, recognised: Callable[..., None]) -> None:
    recognised(TASK)
    result = read(picture(format, (1241, 1754), dpi=(150, 150)))
    assert (result.media_type, result.pages) == (media_type, 1)
    assert [b.text for b in result.blocks] == ["一、重点任务", "1.新建公园3个。（责任单位：区城管局）"]


def test_a_tiff_of_several_pages(recognised: Callable[..., None]) -> None:
    recognised(TASK, sight("　　2.新建学校2所。"))
    more = [Image.new("RGB", (1241, 1754), "white")]
    result = read(picture("TIFF", (1241, 1754), save_all=True, append_images=more))
    assert (result.pages, [b.page for b in result.blocks]) == (2, [1, 1, 2])


@pytest.mark.parametrize(
    ("size", "dots", "drawn", "breadth"),
    [
        ((2480, 3508), 300, (1240, 1754), 595.2),
        ((1241, 1754), None, (1241, 1754), 595.28),
        ((3000, 4000), 72, (1240, 1654), 595.28),  # a camera says 72
        ((600, 800), None, (600, 800), 595.28),
    ],
)
def test_the_size_of_pictures(size: tuple[int, int], dots: int | None, drawn: tuple[int, int], breadth: float) -> None:
    options = {"dpi": (dots, dots)} if dots else {}
    (found,) = draw_pictures(png(size, **options))
    assert (found.width, found.height) == drawn
    assert found.width * found.scale == pytest.approx(breadth, rel=0.002)
    assert len(found.pixels) == 3 * found.width * found.height


def test_pixels_are_blue_green_red() -> None:
    out = BytesIO()
    Image.new("RGBA", (1, 1), (255, 0, 0, 255)).save(out, "PNG")
    assert [p.pixels for p in draw_pictures(out.getvalue())] == [b"\x00\x00\xff"]


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n" + bytes(64), png()[:200], b"II*\x00" + bytes(60), picture("JPEG")[:300]],
    ids=["empty", "cut", "tiff", "jpeg"],
)
def test_damaged_pictures(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_is_installed", lambda: True)
    with pytest.raises(UnreadableInput, match="picture is damaged"):
        read(data)


def test_pictures_too_large_to_be_scans() -> None:
    data = bytearray(png((10, 10)))
    data[16:24] = (20_000).to_bytes(4, "big") * 2
    with pytest.raises(UnreadableInput):
        count_pictures(bytes(data))


# Worker processes

ECHO = """
import pickle, sys
while True:
    picture = pickle.load(sys.stdin.buffer)
    if picture.width == 13: sys.exit(1)
    answer = "KeyError: 7" if picture.width == 7 else Sight(turns=picture.width)
    pickle.dump(answer, sys.stdout.buffer); sys.stdout.buffer.flush()
"""


@pytest.fixture
def echoing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that answer with the breadth of the picture."""

    def start() -> subprocess.Popen[bytes]:
        script = "from taskparse.readers.ocr.seen import Sight\n" + ECHO
        return subprocess.Popen(
            [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    monkeypatch.setattr(pool, "_start", start)
    monkeypatch.setattr(pool, "count_workers", lambda: 2)


def pictures(*widths: int) -> Iterator[Picture]:
    return (Picture(width, 1, bytes(3 * width - 1) + b"\1", 1.0) for width in widths)


@pytest.mark.usefixtures("echoing")
def test_answers_come_in_order() -> None:
    assert [s.turns for s in pool.recognise(pictures(*range(20, 30)), 10)] == list(range(20, 30))


@pytest.mark.usefixtures("echoing")
@pytest.mark.parametrize(("width", "said"), [(13, "unexpected end"), (7, "failed: KeyError: 7")])
def test_a_worker_that_fails(width: int, said: str) -> None:
    with pytest.raises(UnreadableInput, match=said):
        list(pool.recognise(pictures(20, 21, width, 22), 4))


def test_blank_pages_need_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_start", lambda: pytest.fail("started"))
    blank = Picture(2, 2, b"\xff" * 12, 1.0)
    assert list(pool.recognise([blank], 1)) == [Sight()]


def test_what_is_sent_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(TASK)) == TASK


# The engine itself

FONTS = [*Path("/usr/share/fonts").rglob("*CJK*"), *Path("/usr/share/fonts").rglob("*SimSun*")]


@pytest.mark.skipif(importlib.util.find_spec("rapidocr") is None, reason="the extra `ocr` is not installed")
@pytest.mark.skipif(not FONTS, reason="no Chinese font to draw a page with (fonts-noto-cjk)")
def test_a_page_is_recognised() -> None:
    lines = ["一、重点工作任务", "1.新建口袋公园3个，改造老旧小区12个。", "（牵头单位：区城管局；责任单位：各街道）"]
    data = pdf([[Text(111, 120 + 28 * i, line) for i, line in enumerate(lines)]])
    result = read(data, ocr="always")
    text = "".join(block.text for block in result.blocks)
    assert text.translate(MATCH) == "".join(lines).translate(MATCH)
    notice = extract_bytes(data, ocr="always")
    assert [(t.value, t.metric) for t in notice.tasks[0].targets] == [(3, "口袋公园"), (12, "老旧小区")]
