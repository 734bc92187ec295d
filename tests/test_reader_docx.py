"""The DOCX reader: files are made here, as XML in a zip, one feature each."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
import regex

from taskparse.errors import EncryptedInput, NoTextLayer, UnreadableInput, UnsupportedFormat
from taskparse.readers import read
from taskparse.readers.docx import MEDIA_TYPE, read_docx
from taskparse.source import Cell

SHARED = Path(__file__).parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared, which is not here")

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wps="urn:wps" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PARTS = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "footnotes": "footnotes.xml",
    "header": "header1.xml",
    "footer": "footer1.xml",
}
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MEDIA_TYPE}.main+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>'
    "</Types>"
)


def make_docx(body: str, **parts: str) -> bytes:
    """A Word file with this body and these other parts (the children of their roots)."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}
    members = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({f"r{kind}": (kind, _PARTS[kind]) for kind in parts}),
    }
    members |= {
        f"word/{_PARTS[kind]}": f"<w:{roots[kind]} {_NAMES}>{xml}</w:{roots[kind]}>" for kind, xml in parts.items()
    }
    return make_zip(members)


def relations(targets: dict[str, tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="{i}" Type="{_TYPES}{kind}" Target="{target}"/>' for i, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def make_zip(members: Mapping[str, str | bytes], method: int = ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') else run(content) if content else ''}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(part) for part in text.split('|'))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in read_docx(make_docx(body, **parts)).blocks]


def level(index: int, form: str, text: str, rest: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{rest}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(text: str = "甲", index: int = 0, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>')


NOTHING = '<w:suff w:val="nothing"/>'


def test_a_word_file_is_known_by_its_parts_whatever_its_name() -> None:
    result = read(make_docx(paragraph("各街道办事处：")))
    assert [(b.text, b.kind) for b in result.blocks] == [("各街道办事处：", "paragraph")]
    assert result.media_type == MEDIA_TYPE
    assert result.remarks == ()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(run("新增") + run("企业") + run("20家"), ["新增企业20家"], id="runs"),
        pytest.param(run("一") + "<w:r><w:tab/></w:r>" + run("二"), ["一\t二"], id="tab"),
        pytest.param(run("A") + "<w:r><w:noBreakHyphen/></w:r>" + run("B"), ["A-B"], id="no-break-hyphen"),
        pytest.param('<w:r><w:sym w:font="Wingdings" w:char="F06C"/></w:r>' + run("甲"), ["●甲"], id="symbol"),
        pytest.param(run("新\u200b增"), ["新增"], id="zero-width"),
        pytest.param(run("甲", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>'), ["乙"], id="hidden"),
        pytest.param("<w:r><w:t> 甲 </w:t></w:r>" + run("乙"), ["甲乙"], id="white-space-of-xml"),
        pytest.param(run("县自然资源局，") + "<w:r><w:br/></w:r>" + run("梅溪镇"), ["县自然资源局，梅溪镇"], id="break-that-wraps"),
        pytest.param(run("一、总体要求") + "<w:r><w:br/></w:r>" + run("坚持。"), ["一、总体要求", "坚持。"], id="break-that-separates"),
        pytest.param(run("Big") + "<w:r><w:br/></w:r>" + run("Data" * 9), ["Big", "Data" * 9], id="break-after-short-line"),
        pytest.param(run("甲，") + '<w:r><w:br w:type="page"/></w:r>' + run("乙"), ["甲，", "乙"], id="page-break"),
        pytest.param(f'<w:hyperlink r:id="x">{run("附件")}</w:hyperlink>', ["附件"], id="hyperlink"),
        pytest.param(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('甲')}</w:sdtContent></w:sdt>", ["甲"], id="content-control"),
        pytest.param(f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>', ["3"], id="simple-field"),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>' + run("不见")
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("附件1") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            ["附件1"], id="complex-field",
        ),
        pytest.param('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("不丢"), ["不丢"], id="field-that-never-ends"),
        pytest.param(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>eq \\o\\ac(○,</w:instrText></w:r><w:r><w:instrText>3)</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("甲"),
            ["③甲"], id="field-that-draws-a-circle",
        ),
    ],
)  # fmt: skip
def test_text_of_a_paragraph(content: str, expected: list[str]) -> None:
    assert texts(paragraph(content)) == expected


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    body = (
        paragraph(
            run("新增") + f"<w:del><w:r><w:delText>10</w:delText></w:r></w:del><w:ins>{run('20')}</w:ins>" + run("家")
        )
        + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
        + run("前半，")
        + "</w:p>"
        + paragraph("后半。")
        + table(cell("序号") + cell("任务"), cell("1") + cell("甲"))
    )
    body = body.replace(
        "<w:tr><w:tc><w:tcPr></w:tcPr><w:p><w:pPr></w:pPr>" + run("1"),
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>" + run("1"),
    )
    result = read_docx(make_docx(body))
    assert [b.text for b in result.blocks] == ["新增20家", "前半，后半。", "序号", "任务"]
    assert any("deletions" in remark for remark in result.remarks)


def test_a_text_box_is_read_once_before_or_after_its_paragraph() -> None:
    box = f"<wps:txbx><w:txbxContent>{paragraph('县人民政府文件')}</w:txbxContent></wps:txbx>"
    fallback = f"<w:pict><v:textbox><w:txbxContent>{paragraph('县人民政府文件')}</w:txbxContent></v:textbox></w:pict>"
    anchor = f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>'
    assert texts(paragraph(anchor + run("正文"))) == ["县人民政府文件", "正文"]
    assert texts(paragraph(run("正文") + anchor)) == ["正文", "县人民政府文件"]
    assert texts(paragraph(f"<w:r>{fallback}</w:r>")) == ["县人民政府文件"]


def test_word_art_is_text() -> None:
    assert texts(paragraph('<w:r><w:pict><v:shape><v:textpath string="县政府文件"/></v:shape></w:pict></w:r>')) == [
        "县政府文件"
    ]


def test_footnotes_headers_and_footers_are_furniture() -> None:
    body = paragraph(run("新增企业20家") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("以上。"))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/><w:footerReference w:type="default" r:id="rfooter"/></w:sectPr>'
    notes = (
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        + run("含分公司。")
        + "</w:p></w:footnote>"
    )
    result = read_docx(
        make_docx(body + section, footnotes=notes, header=paragraph("内部资料"), footer=paragraph("— 1 —"))
    )
    assert [(b.kind, b.text, [f.reason for f in b.furniture]) for b in result.blocks] == [
        ("furniture", "内部资料", ["running-head"]),
        ("paragraph", "新增企业20家1以上。", ["footnote"]),
        ("furniture", "1含分公司。", ["footnote"]),
        ("furniture", "— 1 —", ["running-foot"]),
    ]
    mark = result.blocks[1].furniture[0]
    assert result.blocks[1].text[mark.start : mark.end] == "1"


def test_a_generated_table_of_contents_is_furniture() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    result = read_docx(
        make_docx(paragraph("一、总体要求	1", '<w:pStyle w:val="T1"/>') + paragraph("一、总体要求"), styles=styles)
    )
    assert [(b.kind, b.text) for b in result.blocks] == [
        ("furniture", "一、总体要求\t1"),
        ("paragraph", "一、总体要求"),
    ]


@pytest.mark.parametrize(
    ("properties", "styles", "expected"),
    [
        pytest.param('<w:jc w:val="center"/>', "", True, id="itself"),
        pytest.param('<w:pStyle w:val="B"/>', "", True, id="style-it-is-based-on"),
        pytest.param('<w:pStyle w:val="B"/><w:jc w:val="left"/>', "", False, id="against-its-style"),
        pytest.param("", "", False, id="neither"),
    ],
)
def test_centred(properties: str, styles: str, expected: bool) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Title"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>'
    )
    assert read_docx(make_docx(paragraph("通知", properties), styles=styles)).blocks[0].centred is expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("chineseCounting", "%1、", ["一、甲", "二、甲", "三、甲"]),
        ("chineseCountingThousand", "（%1）", ["（一）甲", "（二）甲", "（三）甲"]),
        ("japaneseCounting", "第%1条", ["第一条甲", "第二条甲", "第三条甲"]),
        ("ideographDigital", "%1、", ["一、甲", "二、甲", "三、甲"]),
        ("decimal", "%1.", ["1.甲", "2.甲", "3.甲"]),
        ("decimalFullWidth", "%1．", ["１．甲", "２．甲", "３．甲"]),
        ("decimalEnclosedCircleChinese", "%1", ["①甲", "②甲", "③甲"]),
        ("decimalZero", "%1", ["01甲", "02甲", "03甲"]),
        ("upperLetter", "%1)", ["A)甲", "B)甲", "C)甲"]),
        ("lowerRoman", "%1)", ["i)甲", "ii)甲", "iii)甲"]),
        ("bullet", "\uf06c", ["•甲", "•甲", "•甲"]),
        ("none", "%1", ["甲", "甲", "甲"]),
    ],
)
def test_formats_of_automatic_numbers(form: str, text: str, expected: list[str]) -> None:
    assert texts(item() * 3, numbering=numbering(level(0, form, text, NOTHING))) == expected


@pytest.mark.parametrize(
    ("suffix", "expected"), [("tab", "1.\t甲"), ("space", "1. 甲"), ("nothing", "1.甲"), (None, "1.\t甲")]
)
def test_what_stands_after_a_number(suffix: str | None, expected: str) -> None:
    rest = f'<w:suff w:val="{suffix}"/>' if suffix else ""
    assert texts(item(), numbering=numbering(level(0, "decimal", "%1.", rest))) == [expected]


_LEVELS = (
    level(0, "chineseCounting", "%1、", NOTHING),
    level(1, "decimal", "%2.", NOTHING),
    level(2, "decimal", "%1.%2.%3", NOTHING + "<w:isLgl/>"),
)


@pytest.mark.parametrize(
    ("levels", "places", "expected"),
    [
        pytest.param(_LEVELS, [0, 1, 1, 0, 1], "一、 1. 2. 二、 1.", id="a-level-begins-anew-under-a-higher-one"),
        pytest.param(_LEVELS, [0, 1, 2, 2, 1, 2], "一、 1. 1.1.1 1.1.2 2. 1.2.1", id="legal-figures-of-all-levels"),
        pytest.param(_LEVELS, [2, 0], "1.1.1 二、", id="a-level-that-was-skipped-counts-as-begun"),
        pytest.param(
            (_LEVELS[0], level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>' + NOTHING)),
            [0, 1, 1, 0, 1],
            "一、 1. 2. 二、 3.",
            id="numbers-through",
        ),
        pytest.param((level(0, "decimal", "%1.", NOTHING, start=5),), [0, 0], "5. 6.", id="start"),
    ],
)
def test_counters(levels: tuple[str, ...], places: list[int], expected: str) -> None:
    found = texts("".join(item("甲", place) for place in places), numbering=numbering(*levels))
    assert " ".join(text.removesuffix("甲") for text in found) == expected


def test_lists_share_their_counters_until_one_says_where_to_start() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = item(number=1) + item(number=2) + item(number=3) + item(number=3) + item(number=1)
    assert texts(body, numbering=numbering(level(0, "decimal", "%1.", NOTHING), nums=nums)) == [
        "1.甲",
        "2.甲",
        "7.甲",
        "8.甲",
        "9.甲",
    ]


def test_numbers_come_from_styles_and_can_be_switched_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = (
        level(0, "chineseCounting", "%1、", NOTHING),
        level(1, "chineseCounting", "（%2）", NOTHING),
        level(2, "decimal", "%3.", '<w:pStyle w:val="H3"/>' + NOTHING),
    )
    body = (
        paragraph("总体要求", '<w:pStyle w:val="H"/>')
        + paragraph("指导思想", '<w:pStyle w:val="H"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
        + paragraph("条目", '<w:pStyle w:val="H3"/>')
        + paragraph("无号", '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("重点任务", '<w:pStyle w:val="H"/>')
    )
    assert texts(body, styles=styles, numbering=numbering(*levels)) == [
        "一、总体要求",
        "（一）指导思想",
        "1.条目",
        "无号",
        "二、重点任务",
    ]


def test_a_list_may_be_defined_by_a_numbering_style() -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="L"/>{level(0, "decimal", "%1、", NOTHING)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert texts(item() * 2, styles=styles, numbering=numbers) == ["1、甲", "2、甲"]


def test_a_column_of_automatic_numbers_has_text() -> None:
    number = f"<w:tc>{item('')}</w:tc>"
    found = texts(
        table(cell("序号") + cell("任务"), number + cell("甲"), number + cell("乙")),
        numbering=numbering(level(0, "decimal", "%1")),
    )
    assert found == ["序号", "任务", "1", "甲", "2", "乙"]


SPAN, DOWN, ON = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            (cell("类别", DOWN) + cell("分工", SPAN), cell("", ON) + cell("牵头") + cell("责任"), cell("一") + cell("甲") + cell("乙|丙")),
            [("类别", 0, 0, 2, 1), ("分工", 0, 1, 1, 2), ("牵头", 1, 1, 1, 1), ("责任", 1, 2, 1, 1), ("一", 2, 0, 1, 1), ("甲", 2, 1, 1, 1), ("乙\n丙", 2, 2, 1, 1)],
            id="spans",
        ),
        pytest.param(
            (cell("a", '<w:hMerge w:val="restart"/>') + cell("", '<w:hMerge w:val="continue"/>') + cell("b"), cell("c") + cell("d") + cell("")),
            [("a", 0, 0, 1, 2), ("b", 0, 2, 1, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1), ("", 1, 2, 1, 1)],
            id="old-horizontal-merge-and-empty-cell",
        ),
        pytest.param(
            (cell("a") + cell("b"), '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("c")),
            [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)],
            id="row-that-begins-later",
        ),
        pytest.param(
            (cell("a", ON) + cell("b"), f"<w:sdt><w:sdtContent>{cell('c')}</w:sdtContent></w:sdt>" + cell("d")),
            [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1)],
            id="merge-without-a-beginning-and-content-control",
        ),
    ],
)  # fmt: skip
def test_tables(rows: tuple[str, ...], expected: list[tuple[str, int, int, int, int]]) -> None:
    blocks = read_docx(make_docx(table(*rows))).blocks
    assert [(b.kind, b.text, b.cell) for b in blocks] == [("cell", text, Cell(0, *place)) for text, *place in expected]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param((cell("一、总体要求|坚持。"),), ["一、总体要求", "坚持。"], id="frame"),
        pytest.param(
            (cell("县委办公室|县政府办公室") + cell("文件"),), ["县委办公室", "县政府办公室", "文件"], id="letterhead"
        ),
        pytest.param(
            (cell("抄送：县委办。", SPAN), cell("县政府办公室") + cell("2027年3月1日印发")),
            ["抄送：县委办。", "县政府办公室", "2027年3月1日印发"],
            id="record",
        ),
    ],
)
def test_tables_that_only_lay_out_are_paragraphs(rows: tuple[str, ...], expected: list[str]) -> None:
    assert [(b.kind, b.text) for b in read_docx(make_docx(table(*rows))).blocks] == [
        ("paragraph", text) for text in expected
    ]


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    inner = table(cell("甲") + cell("1"), cell("乙") + cell("2"))
    rows = [
        cell("任务") + cell("单位") + cell("时限"),
        f"<w:tc>{paragraph('建设')}{inner}</w:tc>" + cell("局") + cell("12月"),
    ]
    blocks = read_docx(make_docx(table(*rows) + table(cell("a") + cell("b"), cell("c") + cell("d")))).blocks
    assert blocks[3].text == "建设\n甲\n1\n乙\n2"
    assert [b.cell.table for b in blocks if b.cell] == [0] * 6 + [1] * 4


def _without(name: str) -> bytes:
    return make_zip({n: content for n, content in unpack(make_docx(paragraph("甲"))).items() if n != name})


def _encrypted() -> bytes:
    data = bytearray(make_docx(paragraph("甲")))
    name = (
        data.rindex(b"word/document.xml") - 46
    )  # its entry in the directory at the end; bit 0 of the flags is encryption
    data[name + 8] |= 1
    return bytes(data)


def _corrupt() -> bytes:
    data = bytearray(
        make_zip(
            {"word/document.xml": f"<w:document {_NAMES}><w:body>{paragraph('甲')}</w:body></w:document>"}, ZIP_STORED
        )
    )
    data[data.index(b"<w:body>") + 3] ^= 0xFF
    return bytes(data)


def _document(xml: str) -> bytes:
    return make_zip({"word/document.xml": xml})


BROKEN = [
    pytest.param(make_docx(paragraph("甲"))[:300], UnreadableInput, "zip container is damaged", id="cut-off"),
    pytest.param(_corrupt(), UnreadableInput, "damaged at word/document.xml", id="checksum"),
    pytest.param(_encrypted(), EncryptedInput, "encrypted", id="encrypted"),
    pytest.param(_without("word/document.xml"), UnreadableInput, "no document part", id="no-document"),
    pytest.param(make_zip({"[Content_Types].xml": "", "word/styles.xml": ""}), UnreadableInput, "no document part", id="nothing-but-styles"),
    pytest.param(_document("<w:document"), UnreadableInput, "not well-formed", id="bad-xml"),
    pytest.param(_document(""), UnreadableInput, "not well-formed", id="empty-part"),
    pytest.param(_document(f"<w:document {_NAMES}/>"), UnreadableInput, "no body", id="no-body"),
    pytest.param(_document("<html/>"), UnreadableInput, "no body", id="other-xml"),
    pytest.param(_document(f'<!DOCTYPE d [<!ENTITY a "甲">]><w:document {_NAMES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'), UnreadableInput, "document type", id="entities"),
    pytest.param(_document(f"<w:document {_NAMES}><w:body>{'<w:sdt>' * 400}{'</w:sdt>' * 400}</w:body></w:document>"), UnreadableInput, "not well-formed", id="too-deep"),
    pytest.param(make_docx(paragraph()), UnreadableInput, "no text", id="no-text"),
    pytest.param(make_docx(paragraph("<w:r><w:drawing/></w:r>")), NoTextLayer, "pictures", id="pictures-only"),
    pytest.param(make_zip({"word/document.xml": "", **{f"word/{i}": "" for i in range(4200)}}), UnreadableInput, "members", id="too-many-members"),
    pytest.param(make_zip({"word/document.xml": b" " * (3 * 2**20)}), UnreadableInput, "packed", id="bomb"),
    pytest.param(make_zip({"xl/workbook.xml": ""}), UnsupportedFormat, "no Word file", id="workbook"),
    pytest.param(make_zip({"OFD.xml": ""}), UnsupportedFormat, "no Word file", id="ofd"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "error", "message"), BROKEN)
def test_broken_files_end_in_one_clear_line(data: bytes, error: type[UnreadableInput], message: str) -> None:
    with pytest.raises(error, match=message) as raised:
        read(data)
    assert "\n" not in str(raised.value)


def test_a_directory_that_promises_too_much_is_refused() -> None:
    data = bytearray(make_docx(paragraph("甲")))
    entry = data.rindex(b"word/document.xml") - 46
    data[entry + 24 : entry + 28] = (2**29).to_bytes(4, "little")
    with pytest.raises(UnreadableInput, match="unpacks to more"):
        read(bytes(data))


def test_damage_anywhere_in_a_file_never_shows_a_foreign_error() -> None:
    good = make_docx(
        item("新增企业20家。") * 3 + table(cell("a") + cell("b"), cell("c") + cell("d")), numbering=numbering(*_LEVELS)
    )
    for at in range(0, len(good), 7):
        bad = bytearray(good)
        bad[at] ^= 0x55 ^ (zlib.crc32(bytes([at % 251])) & 0x0F)
        try:
            read(bytes(bad))
        except UnreadableInput:
            continue


@needs_shared
@pytest.mark.parametrize(("document", "markdown"), [("gold/hongshan-2026/notice.docx", "gold/hongshan-2026/notice.md")])
def test_a_notice_in_word_has_the_characters_of_its_markdown(document: str, markdown: str) -> None:
    blocks = read_docx((SHARED / document).read_bytes()).blocks
    found = regex.sub(r"\s", "", "".join(b.text for b in blocks if b.kind != "furniture"))
    text = regex.sub(r"(?m)^#+ |\*\*|^-{3,}$", "", (SHARED / markdown).read_text(encoding="utf-8"))
    assert found == regex.sub(r"\s", "", text)


@needs_shared
def test_merged_cells_are_given_once() -> None:
    blocks = read_docx((SHARED / "gold/forms/11-docx-merged.docx").read_bytes()).blocks
    cells = [b.cell for b in blocks if b.cell]
    covered = [(c.row + i, c.column + j) for c in cells for i in range(c.rows) for j in range(c.columns)]
    assert len(covered) == len(set(covered)) == 11 * 7
