"""PDFs as offices make them: hidden text, forms and annotations, turned pages, columns, seals, fonts whose characters mean nothing."""

from __future__ import annotations

from math import cos, radians, sin

import pytest

from taskparse.readers.pdf import read_pdf
from taskparse.readers.pdf.website import without_foot
from taskparse.source import Block, ReadResult
from tests.pdf_writer import FONTS, Item, Raw, Rule, Text, content_of, pdf, stream
from tests.test_reader_pdf import EM, FULL, HEADER, LEFT, body, filler, table

BODY = body("　　新建公园三个。", "　　植树二亩。")
ROWS = [HEADER, ["1", "新建学校", "县教育局", "全年"]]
CELLS = ["序号", "工作任务", "牵头单位", "完成时限", "1", "新建学校", "县教育局", "全年"]
DOT = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "\x80")


def shown(text: str, *, y: float = 200.0, size: float = 16.0, font: str = "F1", encoding: str = "utf-16-be") -> str:
    return f"BT /{font} {size} Tf 1 0 0 1 112 {842 - y} Tm <{text.encode(encoding).hex()}> Tj ET"


def said(result: ReadResult) -> tuple[list[str], list[tuple[str, str]], tuple[str, ...]]:
    """Paragraphs and cells, furniture with its reason, remarks."""
    text = [b.text for b in result.blocks if b.kind != "furniture"]
    return text, [(b.text, b.furniture[0].reason) for b in result.blocks if b.kind == "furniture"], result.remarks


LEFT_OUT = "page 1: 4 characters that nobody sees were left out (white, or without ink)"
UNSEEN = {
    "without ink": ("q 3 Tr " + shown("看不见的") + " Q", LEFT_OUT),
    "only clipping": ("q 7 Tr " + shown("看不见的") + " Q", LEFT_OUT),
    "white": ("q 1 1 1 rg " + shown("看不见的") + " Q", LEFT_OUT),
    "white on a white box": ("q 1 1 1 rg 100 600 300 60 re f " + shown("看不见的") + " Q", LEFT_OUT),
    "white in grey levels": ("q 1 g " + shown("看不见的") + " Q", LEFT_OUT),
    "without size": (shown("看不见的", size=0.1), None),
}
SEEN = {
    "white on a dark box": "q 0 0 0.5 rg 100 630 200 30 re f 1 1 1 rg " + shown("看得见的") + " Q",
    "white on a picture": "q 200 0 0 30 100 630 cm /I1 Do Q q 1 1 1 rg " + shown("看得见的") + " Q",
    "the text layer of a scan": "q 595 0 0 842 0 0 cm /I1 Do Q q 3 Tr " + shown("看得见的") + " Q",
    "outlines": "q 1 Tr " + shown("看得见的") + " Q",
    "red": "q 1 0 0 rg " + shown("看得见的") + " Q",
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_is_not_text(name: str) -> None:
    content, remark = UNSEEN[name]
    text, _, remarks = said(read_pdf(pdf([[*BODY, Raw(content)]])))
    assert "".join(text) == "新建公园三个。植树二亩。"
    assert remarks == ((remark,) if remark else ())


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_is_text(name: str) -> None:
    text, _, remarks = said(
        read_pdf(pdf([[*BODY, Raw(SEEN[name])]], resources=FONTS + " /XObject << /I1 6 0 R >>", objects=[DOT]))
    )
    assert ("".join(text), remarks) == ("新建公园三个。植树二亩。看得见的", ())


def test_hidden_text_is_read_where_there_is_no_other() -> None:
    assert said(read_pdf(pdf([[Raw("q 3 Tr " + shown("一、重点任务") + " Q")]]))) == (["一、重点任务"], [], ())


def form(content: str, entries: str = "") -> bytes:
    resources = f"/Resources << {FONTS} >>"
    return stream(f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] {resources} {entries}", content)


def test_text_and_tables_inside_of_forms() -> None:
    """A form inside of a form, moved by both."""
    inner = form(content_of(*BODY, *table(200, ROWS)), "/Matrix [1 0 0 1 10 -20]")
    outer = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X2 6 0 R >> >>",
        "q 1 0 0 1 -10 -30 cm /X2 Do Q",
    )
    data = pdf([[Raw("/X1 Do")]], resources=FONTS + " /XObject << /X1 7 0 R >>", objects=[inner, outer])
    expected = read_pdf(pdf([[*[_lowered(item) for item in (*BODY, *table(200, ROWS))]]]))
    found = read_pdf(data)
    assert [(b.text, b.cell) for b in found.blocks] == [(b.text, b.cell) for b in expected.blocks]
    for mine, theirs in zip(found.blocks, expected.blocks, strict=True):
        assert [line.top for line in mine.lines] == pytest.approx([line.top for line in theirs.lines], abs=0.1)


def _lowered(item: Item) -> Item:
    if isinstance(item, Rule):
        return Rule(item.x0, item.y0 + 50, item.x1, item.y1 + 50)
    assert isinstance(item, Text)
    return item._replace(y=item.y + 50)


@pytest.mark.parametrize(("subtype", "is_read"), [("FreeText", True), ("Widget", True), ("Link", False)])
def test_what_is_typed_onto_a_page_is_text(subtype: str, is_read: bool) -> None:
    look = stream(
        f"/Type /XObject /Subtype /Form /BBox [0 0 200 30] /Resources << {FONTS} >>",
        content_of(Text(2, 20, "补充文字"), height=30),
    )
    note = f"<< /Type /Annot /Subtype /{subtype} /Rect [112 640 312 670] /F 4 /AP << /N 7 0 R >> >>"
    text, *_ = said(read_pdf(pdf([BODY], page_entries="/Annots [6 0 R]", objects=[note, look])))
    assert ("补充文字" in "".join(text)) is is_read


def upwards(*items: Item) -> list[Item]:
    """The items as they stand when the page is turned by a quarter: x becomes y, from the bottom."""
    turned: list[Item] = []
    for item in items:
        if isinstance(item, Rule):
            turned.append(Rule(item.y0, 842 - item.x0, item.y1, 842 - item.x1))
        elif isinstance(item, Text):
            turned.append(Text(item.y, 842 - item.x, item.text, item.size, upwards=True))
    return turned


def test_a_landscape_table_on_an_upright_page() -> None:
    text, _, remarks = said(read_pdf(pdf([upwards(*table(150, ROWS))])))
    assert text == CELLS
    assert remarks == ("page 1: turned by 90 degrees clockwise to be read; its boxes are those of the turned page",)


def test_a_cell_whose_text_runs_upwards() -> None:
    """The name of a group of rows beside them, as programs for spreadsheets write it."""
    xs = (80, 120, 320, 420, 512)
    items = [Rule(80, 150, 512, 150), Rule(120, 240, 512, 240), Rule(80, 330, 512, 330)]
    items += [Rule(x, 150, x, 330) for x in xs]
    texts = [
        Text(xs[k] + 3, y, cell, 9.0) for y, row in ((165, "甲乙丙"), (255, "丁戊己")) for k, cell in enumerate(row, 1)
    ]
    texts.append(Text(105, 280, "基础设施", 12.0, upwards=True))
    cells = [(b.text, b.cell[1:3]) for b in read_pdf(pdf([[*items, *texts]])).blocks if b.cell]
    assert cells == [
        ("基础设施", (0, 0)),
        *[(c, (r, k)) for r, row in enumerate(("甲乙丙", "丁戊己")) for k, c in enumerate(row, 1)],
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    """A gazette: a heading over both columns, prose in each, the page number below."""

    def column(x: float, tail: str) -> list[Text]:
        lines = ["　　" + FULL[:12], *[FULL[n : n + 14] for n in range(8)], tail]
        return [
            Text(x + EM * (len(t) - len(t.lstrip("　"))), 140 + 24 * i, t.lstrip("　")) for i, t in enumerate(lines)
        ]

    page = [
        Text(200, 80, "某某县人民政府公报", 22),
        *column(60, "左栏完成。"),
        *column(316, "右栏完成。"),
        Text(280, 800, "— 1 —", 14),
    ]
    text, furniture, _ = said(read_pdf(pdf([page])))
    whole = FULL[:12] + "".join(FULL[n : n + 14] for n in range(8))
    assert text == ["某某县人民政府公报", whole + "左栏完成。", whole + "右栏完成。"]
    assert furniture == [("— 1 —", "page-number")]


def test_a_paragraph_goes_on_in_the_next_column() -> None:
    left = ["　　" + FULL[:12], *[FULL[n : n + 14] for n in range(9)]]
    right = [*[FULL[n : n + 14] for n in range(9)], "完成。"]
    items = [
        Text(x + EM * (len(t) - len(t.lstrip("　"))), 140 + 24 * i, t.lstrip("　"))
        for x, lines in ((60, left), (316, right))
        for i, t in enumerate(lines)
    ]
    text, *_ = said(read_pdf(pdf([items])))
    assert text == ["".join(left).strip() + "".join(right)]


def test_pairs_of_short_texts_are_no_columns() -> None:
    items = [Text(x, 120 + 24 * i, t) for i in range(10) for x, t in ((80, "联系人：某某"), (330, "电话：一二三"))]
    text, *_ = said(read_pdf(pdf([items])))
    assert text[0].startswith("联系人：某某")
    assert text[0].index("电话") < 20


@pytest.mark.parametrize("offset", [(0.4, 0.0), (0.0, 0.4), (0.3, 0.3)])
def test_fake_bold_of_four_prints(offset: tuple[float, float]) -> None:
    x, y = offset
    prints = [Text(112 + x * k, 200 + y * k, "关关相扣一一二二") for k in range(4)]
    assert said(read_pdf(pdf([[*BODY, *prints]])))[0][-1] == "关关相扣一一二二"


def askew(text: str, angles: list[float], place: tuple[float, float], radius: float, size: float) -> Raw:
    """Characters around a place, or (radius 0) one line at the first angle."""
    if not radius:
        c, s = cos(radians(angles[0])), sin(radians(angles[0]))
        codes = text.encode("utf-16-be").hex()
        return Raw(f"BT /F1 {size} Tf {c:.4f} {s:.4f} {-s:.4f} {c:.4f} {place[0]} {place[1]} Tm <{codes}> Tj ET")
    pieces = []
    for char, angle in zip(text, angles, strict=True):
        c, s = cos(radians(angle)), sin(radians(angle))
        x, y = place[0] - radius * s, place[1] + radius * c
        codes = char.encode("utf-16-be").hex()
        pieces.append(f"BT /F1 {size} Tf {c:.4f} {s:.4f} {-s:.4f} {c:.4f} {x:.2f} {y:.2f} Tm <{codes}> Tj ET")
    return Raw("q 1 0 0 rg " + "\n".join(pieces) + " Q")


def test_a_seal_over_the_signature_is_furniture() -> None:
    name = "某某县人民政府办公室"
    lines = body(*filler(), "　" * 15 + name, "　" * 16 + "2026年1月20日")
    seal = askew(name, [100.0 - 20 * i for i in range(len(name))], (LEFT + 20 * EM, 842 - 100 - 28 * 12), 50, 14)
    text, furniture, _ = said(read_pdf(pdf([[*lines, seal]])))
    assert text[-2:] == [name, "2026年1月20日"]
    assert furniture == [(name, "stamp")]


def test_a_watermark_across_the_page_is_furniture() -> None:
    mark = askew("内部资料注意保存", [45.0], (100, 300), 0, 60)
    text, furniture, _ = said(read_pdf(pdf([[*body(*filler()), mark]])))
    assert text == said(read_pdf(pdf([body(*filler())])))[0]
    assert furniture == [("内部资料注意保存", "watermark")]


SYSTEM = "/CIDSystemInfo << /Registry ({}) /Ordering ({}) /Supplement 0 >>"


def composite(name: str, encoding: str, ordering: tuple[str, str], meanings: str = "") -> list[str | bytes]:
    """A font that is not part of the file, as objects 6 and 7; `meanings`: its ToUnicode, as object 8."""
    unicode = " /ToUnicode 8 0 R" if meanings else ""
    descendant = f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /{name} /DW 1000 {SYSTEM.format(*ordering)} /FontDescriptor 5 0 R >>"
    font = (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} /DescendantFonts [7 0 R]{unicode} >>"
    )
    return [font, descendant, *([stream("", meanings)] if meanings else [])]


TWO_FONTS = "/Font << /F1 3 0 R /F2 6 0 R >>"


def test_gbk_codes_without_unicode() -> None:
    """方正小标宋 and its kin, as the typesetters of official documents write them."""
    fonts = composite("FZXBSJW--GB1-0", "GBK-EUC-H", ("Adobe", "GB1"))
    line = Raw(shown("（一）新建12个a公园", font="F2", encoding="gbk"))
    text, _, remarks = said(read_pdf(pdf([[*BODY, line]], resources=TWO_FONTS, objects=fonts)))
    assert (text[-1], remarks) == ("（一）新建12个a公园", ())


def private(count: int) -> tuple[str, list[str | bytes]]:
    """A font whose ToUnicode gives private codes, and so many of its characters."""
    pairs = "".join(f"<{0x4E00 + i:04x}> <{0xE100 + i:04x}>\n" for i in range(64))
    meanings = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n64 beginbfchar\n{pairs}endbfchar endcmap end end"
    )
    codes = "".join(f"{0x4E00 + i % 64:04x}" for i in range(count))
    lines = [
        f"BT /F2 16 Tf 1 0 0 1 80 {600 - 28 * i} Tm <{codes[80 * i : 80 * i + 80]}> Tj ET"
        for i in range(-(-count // 20))
    ]
    return "\n".join(lines), composite("FounderPKU2", "Identity-H", ("Founder", "PKU2"), meanings)


def test_characters_with_private_codes_are_named_with_their_font() -> None:
    content, fonts = private(3)
    result = read_pdf(pdf([[*BODY, Raw(content)]], resources=TWO_FONTS, objects=fonts))
    assert result.remarks == ("page 1: 3 characters without a meaning in the file (font FounderPKU2)",)


def test_a_page_of_private_codes_is_not_trusted() -> None:
    content, fonts = private(60)
    result = read_pdf(pdf([[*BODY, Raw(content)], BODY], resources=TWO_FONTS, objects=fonts))
    assert result.remarks == (
        "page 1: its text layer cannot be trusted, 60 characters without a meaning in the file (font FounderPKU2)",
    )


def test_codes_that_were_taken_for_latin_letters() -> None:
    latin = "<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Song /Encoding /WinAnsiEncoding >>"
    lines = [Raw(shown("一、新建公园三个，植树二亩。", y=200 + 28 * i, font="F2", encoding="gbk")) for i in range(3)]
    result = read_pdf(pdf([lines], resources=TWO_FONTS, objects=[latin]))
    assert "its text layer cannot be trusted" in result.remarks[0]
    assert result.remarks[0].endswith("(font Song)")


def test_latin_text_is_trusted() -> None:
    lines = [Text(80, 100 + 28 * i, "Développement économique à l'échelle régionale") for i in range(6)]
    assert read_pdf(pdf([lines])).remarks == ()


def test_what_a_site_prints_below_an_article_is_furniture() -> None:
    lines = [
        "一、重点任务",
        "1.新建公园3个。（责任单位：县城管局）",
        "相关解读",
        "一图读懂：三个公园",
        "扫一扫在手机打开当前页",
        "某县人民政府办公室主办 网站标识码：0000000001",
    ]
    blocks = without_foot(tuple(Block(line) for line in lines))
    assert [block.text for block in blocks if block.kind != "furniture"] == lines[:2]
    assert {f.reason for block in blocks for f in block.furniture} == {"navigation"}


@pytest.mark.parametrize(
    "last",
    ["主办单位：县城管局", "版权所有，侵权必究。", "1.落实版权所有者责任。（责任单位：县文旅局）"],
)
def test_a_document_that_only_names_an_imprint_stays_whole(last: str) -> None:
    blocks = (Block("一、重点任务"), Block("1.新建公园3个。"), Block(last))
    assert without_foot(blocks) == blocks
