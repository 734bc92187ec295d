"""Word files as other programs and old versions write them: each form of markup with what Word shows of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from taskparse.readers.docx import read_docx
from taskparse.source import Cell
from tests.test_reader_docx import (
    DOWN,
    NOTHING,
    ON,
    cell,
    item,
    level,
    make_docx,
    numbering,
    paragraph,
    run,
    table,
    texts,
)

WRAPPERS = {
    "content-control": "<w:sdt><w:sdtPr><w:alias w:val='名'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "custom-xml": "<w:customXml w:element='item'><w:customXmlPr><w:placeholder w:val='甲'/></w:customXmlPr>{}</w:customXml>",
    "both": "<w:customXml w:element='a'><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:customXml>",
    "alternative": "<mc:AlternateContent><mc:Choice Requires='x'>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    "fallback-only": "<mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    "element-of-another-version": "<w:unheardOf>{}</w:unheardOf>",
}


def wrap(name: str, content: str) -> str:
    return WRAPPERS[name].replace("{}", content)


@pytest.mark.parametrize("name", WRAPPERS)
def test_nothing_that_wraps_a_part_of_a_document_hides_it(name: str) -> None:
    row = f"<w:tr>{cell('1')}{wrap(name, cell('植树'))}</w:tr>"
    body = (
        wrap(name, paragraph("一、总体要求"))
        + paragraph(run("坚持") + wrap(name, run("稳中")) + run("求进。"))
        + f"<w:tbl><w:tr>{cell('序号')}{cell('任务')}</w:tr>{wrap(name, row)}</w:tbl>"
        + wrap(name, table(cell("a") + cell("b"), cell("c") + cell("d")))
    )
    blocks = read_docx(make_docx(body)).blocks
    assert [(b.text, b.cell) for b in blocks] == [
        ("一、总体要求", None),
        ("坚持稳中求进。", None),
        ("序号", Cell(0, 0, 0)),
        ("任务", Cell(0, 0, 1)),
        ("1", Cell(0, 1, 0)),
        ("植树", Cell(0, 1, 1)),
        *((text, Cell(1, i // 2, i % 2)) for i, text in enumerate("abcd")),
    ]


def field(instruction: str, result: str = "", form: str = "") -> str:
    """A complex field; `form`: what its beginning says of a form field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


LIST = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="未启动"/><w:listEntry w:val="已完成"/></w:ddList></w:ffData>'
MATH = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(f"<w:smartTag w:element='place'><w:smartTagPr><w:attr w:name='x' w:val='y'/></w:smartTagPr>{run('澄砚县')}</w:smartTag>", "澄砚县", id="smart-tag"),
        pytest.param(f"<w:bdo w:val='ltr'>{run('甲')}</w:bdo><w:dir w:val='ltr'>{run('乙')}</w:dir>", "甲乙", id="direction"),
        pytest.param(run("甲") + "<w:r><w:softHyphen/></w:r>" + run("乙"), "甲乙", id="soft-hyphen"),
        pytest.param("<w:r><w:t>2-</w:t><w:noBreakHyphen/><w:t>3</w:t></w:r>", "2--3", id="no-break-hyphen-between-texts"),
        pytest.param("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab w:relativeTo='margin'/><w:t>丙</w:t></w:r>", "甲\t乙\t丙", id="tabs"),
        pytest.param("<w:r><w:t>县财政局，</w:t><w:cr/><w:t>县民政局</w:t></w:r>", "县财政局，县民政局", id="return-that-wraps"),
        pytest.param("<w:r><w:t>甲</w:t><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>", "甲乙", id="where-a-page-ended"),
        pytest.param("<w:r><w:t>办公室\u3000</w:t></w:r><w:r><w:t> 3月</w:t></w:r>", "办公室\u30003月", id="only-white-space-of-xml-is-dropped"),
        pytest.param(run("甲") + f"<w:moveFrom>{run('乙')}</w:moveFrom><w:moveTo>{run('丙')}</w:moveTo>", "甲丙", id="moved"),
        pytest.param(f"<w:ins><w:del>{run('甲')}</w:del>{run('乙')}</w:ins>", "乙", id="deleted-after-insertion"),
        pytest.param(run("注：") + MATH, "注：a+b", id="formula"),
        pytest.param(field("FORMDROPDOWN", form=LIST), "已完成", id="choice-of-a-form"),
        pytest.param(field("FORMDROPDOWN", run("已办结"), LIST), "已办结", id="choice-with-a-result"),
        pytest.param(field("FORMDROPDOWN", field("REF a", run("已办结")), LIST), "已办结", id="choice-whose-result-is-a-field"),
        pytest.param(field("FORMCHECKBOX", form="<w:ffData><w:checkBox><w:default w:val='1'/></w:checkBox></w:ffData>") + run("是"), "☒是", id="ticked-box"),
        pytest.param(field("FORMCHECKBOX", form="<w:ffData><w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox></w:ffData>") + run("否"), "☐否", id="empty-box"),
        pytest.param(field("HYPERLINK", run("见") + field("REF a", run("附件2"))), "见附件2", id="field-in-a-result"),
    ],
)  # fmt: skip
def test_text_of_a_run(content: str, expected: str) -> None:
    assert texts(paragraph(content)) == [expected]


@pytest.mark.parametrize(
    ("content", "expected", "unknown"),
    [
        pytest.param(sym("Wingdings", "F0FE"), "☑", 0, id="tick-in-a-box"),
        pytest.param(sym("Wingdings", "00FC"), "✔", 0, id="tick"),
        pytest.param(sym("Wingdings", "F0A8") + sym("Wingdings", "F06F"), "◻□", 0, id="boxes"),
        pytest.param(sym("Wingdings 2", "0052") + sym("Wingdings 2", "00A3"), "☑□", 0, id="wingdings-2"),
        pytest.param(sym("Wingdings", "F081") + sym("Wingdings", "F08C"), "①❶", 0, id="circled-figures"),
        pytest.param(sym("Symbol", "F0B3") + sym("Symbol", "F061") + sym("Symbol", "F0B4"), "≥α×", 0, id="symbol"),
        pytest.param(sym("Wingdings 3", "F075"), "▶", 0, id="wingdings-3"),
        pytest.param(sym("宋体", "25A1"), "□", 0, id="character-of-a-text-font"),
        pytest.param(sym("Wingdings", "F0CB"), "\ufffd", 1, id="no-equivalent"),
        pytest.param(sym("方正小标宋", "F031"), "\ufffd", 1, id="private-use-of-a-text-font"),
        pytest.param(sym("Wingdings", "0031"), "\ufffd", 1, id="no-figure-is-invented"),
        pytest.param(sym("Wingdings", "D800") + sym("Wingdings", "so"), "\ufffd\ufffd", 2, id="no-character-at-all"),
        pytest.param(sym("", "F06C"), "•", 1, id="font-without-a-name"),
        pytest.param(run("R", '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'), "☑", 0, id="letter-in-a-symbol-font"),
        pytest.param(run("\uf0fe是12项", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑是12项", 0, id="what-is-no-sign-stays"),
        pytest.param(run("\uf0cb", '<w:rFonts w:hAnsi="Wingdings"/>'), "\ufffd", 1, id="private-use-in-text"),
        pytest.param(field('SYMBOL 254 \\f "Wingdings" \\s 12').replace('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', ""), "☑", 0, id="field"),
    ],
)  # fmt: skip
def test_signs_of_symbol_fonts(content: str, expected: str, unknown: int) -> None:
    result = read_docx(make_docx(paragraph(run("甲") + content)))
    assert [b.text for b in result.blocks] == ["甲" + expected]
    assert result.remarks == (
        (f"characters of symbol fonts have no equivalent and are shown as \ufffd or •: {unknown}",) if unknown else ()
    )


RUBY = f"<w:r><w:ruby><w:rubyPr><w:hps w:val='10'/></w:rubyPr><w:rt>{run('chéng')}</w:rt><w:rubyBase>{run('澄')}</w:rubyBase></w:ruby></w:r>"


def test_a_phonetic_guide_is_furniture_and_its_base_is_text() -> None:
    (block,) = read_docx(make_docx(paragraph(RUBY + run("砚县")))).blocks
    assert block.text == "chéng澄砚县"
    assert [(block.text[f.start : f.end], f.reason) for f in block.furniture] == [("chéng", "ruby")]


STYLES = (
    '<w:style w:type="character" w:styleId="H"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="character" w:styleId="O"><w:name w:val="O"/><w:basedOn w:val="H"/><w:rPr><w:vanish w:val="false"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:vanish w:val="1"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Q"/><w:basedOn w:val="P"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "style", "shown"),
    [
        pytest.param("<w:vanish/>", "", False, id="run"),
        pytest.param('<w:rStyle w:val="H"/>', "", False, id="style"),
        pytest.param('<w:rStyle w:val="B"/>', "", False, id="style-it-is-based-on"),
        pytest.param('<w:rStyle w:val="O"/>', "", True, id="style-against-its-base"),
        pytest.param('<w:rStyle w:val="H"/><w:vanish w:val="off"/>', "", True, id="run-against-its-style"),
        pytest.param("", "P", False, id="paragraph-style"),
        pytest.param("", "Q", False, id="base-of-the-paragraph-style"),
        pytest.param('<w:vanish w:val="0"/>', "P", True, id="run-against-the-paragraph-style"),
        pytest.param('<w:rStyle w:val="H"/>', "P", True, id="two-styles-that-hide-show"),
        pytest.param("<w:webHidden/>", "", True, id="only-on-the-web"),
    ],
)
def test_hidden_text_is_left_out_and_said(properties: str, style: str, shown: bool) -> None:
    hidden = paragraph(run("内部", properties), f'<w:pStyle w:val="{style}"/>' if style else "")
    result = read_docx(make_docx(paragraph("公开") + hidden, styles=STYLES))
    assert [b.text for b in result.blocks] == (["公开", "内部"] if shown else ["公开"])
    assert result.remarks == (() if shown else ("stretches of hidden text are left out: 1",))


def test_a_hidden_paragraph_has_no_number() -> None:
    hidden = (
        item()
        .replace("</w:numPr>", "</w:numPr><w:rPr><w:vanish/></w:rPr>")
        .replace("<w:rPr></w:rPr>", "<w:rPr><w:vanish/></w:rPr>")
    )
    found = texts(item() + hidden + item(), numbering=numbering(level(0, "decimal", "%1.", NOTHING)))
    assert found == ["1.甲", "2.甲"]


def test_what_stood_before_a_deleted_mark_stays_before_the_table() -> None:
    body = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
        + run("任务如下：")
        + "</w:p>"
        + table(cell("a") + cell("b"), cell("c") + cell("d"))
    )
    assert texts(body) == ["任务如下：", "a", "b", "c", "d"]


def tracked(mark: str, *cells: str) -> str:
    return f"<w:trPr><w:{mark} w:id='1' w:author='x'/></w:trPr>" + "".join(map(cell, cells))


Grid = Sequence[tuple[str, int, int, int, int]]


@pytest.mark.parametrize(
    ("rows", "expected", "remarks"),
    [
        pytest.param(
            (cell("a") + cell("b"), tracked("del", "c", "d"), tracked("ins", "e", "f")),
            [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("e", 1, 0, 1, 1), ("f", 1, 1, 1, 1)],
            ("tracked insertions are read as if accepted: 1", "tracked deletions are left out: 1"),
            id="deleted-and-inserted-rows",
        ),
        pytest.param(
            (cell("a") + cell("b", "<w:cellDel/>") + cell("c"), cell("d") + cell("e", "<w:cellIns/>")),
            [("a", 0, 0, 1, 1), ("c", 0, 1, 1, 1), ("d", 1, 0, 1, 1), ("e", 1, 1, 1, 1)],
            ("tracked deletions are left out: 1",),
            id="deleted-and-inserted-cells",
        ),
        pytest.param(
            (cell("a", '<w:cellMerge w:vMerge="rest"/>') + cell("b"), cell("", '<w:cellMerge w:vMerge="cont"/>') + cell("c")),
            [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)],
            (),
            id="tracked-merge",
        ),
        pytest.param(
            (cell("a", DOWN) + cell("b"), cell("不见", ON) + cell("c")),
            [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)],
            ("stretches of hidden text are left out: 1",),
            id="text-that-a-merge-hides",
        ),
        pytest.param(
            (cell("a", DOWN + '<w:gridSpan w:val="2"/>') + cell("b"), cell("c", ON) + cell("d") + cell("e")),
            [("a", 0, 0, 1, 2), ("b", 0, 2, 1, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1), ("e", 1, 2, 1, 1)],
            (),
            id="merge-with-a-cell-of-another-width",
        ),
        pytest.param(
            (cell("a") + cell("b") + cell("c"), '<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>' + cell("d"), cell("e") + cell("f") + cell("g")),
            [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 0, 2, 1, 1), ("d", 1, 1, 1, 1), ("e", 2, 0, 1, 1), ("f", 2, 1, 1, 1), ("g", 2, 2, 1, 1)],
            (),
            id="row-that-begins-later-and-ends-earlier",
        ),
    ],
)  # fmt: skip
def test_rows_and_cells(rows: tuple[str, ...], expected: Grid, remarks: tuple[str, ...]) -> None:
    result = read_docx(make_docx(table(*rows)))
    assert [(b.text, b.cell) for b in result.blocks] == [(text, Cell(0, *place)) for text, *place in expected]
    assert result.remarks == remarks


def override(index: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def num(number: int, overrides: str = "", abstract: int = 0) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


OUTLINE = (
    level(0, "chineseCounting", "%1、", NOTHING),
    level(1, "decimal", "%2.", NOTHING),
    level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>' + NOTHING),
)
OWN_LEVEL = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1.", NOTHING, start=3)}</w:lvlOverride>'


@pytest.mark.parametrize(
    ("nums", "places", "expected"),
    [
        pytest.param(num(1), [(0, 1), (1, 1), (2, 1), (1, 1), (2, 1), (0, 1), (1, 1), (2, 1)], "一、 1. 1) 2. 2) 二、 1. 1)", id="restart-only-under-the-first-level"),
        pytest.param(num(1) + num(2, override(1, 1)), [(0, 1), (1, 1), (1, 1), (1, 2), (1, 2)], "一、 1. 2. 1. 2.", id="second-level-starts-anew"),
        pytest.param(num(1) + num(2, override(0, 1) + override(1, 4)), [(0, 1), (0, 1), (0, 2), (1, 2), (1, 2)], "一、 二、 一、 4. 5.", id="each-level-where-it-says"),
        pytest.param(num(1) + num(2, OWN_LEVEL), [(0, 1), (0, 1), (0, 2)], "一、 二、 C.", id="level-of-its-own"),
        pytest.param(num(1) + num(2, abstract=7), [(0, 2), (0, 1)], " 一、", id="list-that-is-not-there"),
    ],
)  # fmt: skip
def test_numbers_start_anew(nums: str, places: list[tuple[int, int]], expected: str) -> None:
    body = "".join(item("甲", index, number) for index, number in places)
    found = texts(body, numbering=numbering(*OUTLINE, nums=nums))
    assert " ".join(text.removesuffix("甲") for text in found) == expected


CENTRED = '<w:style w:type="{}" w:styleId="{}"><w:name w:val="x"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
UNUSED = '<w:latentStyles w:count="2"><w:lsdException w:name="Normal"/></w:latentStyles>'


@pytest.mark.parametrize(
    ("styles", "centred"),
    [
        pytest.param(CENTRED.format("table", "T") + CENTRED.format("paragraph", "P"), True, id="after-a-style-of-tables"),
        pytest.param(UNUSED + CENTRED.format("paragraph", "P") + CENTRED.format("table", "T"), True, id="after-the-list-of-names"),
        pytest.param(CENTRED.format("table", "T") + "<!-- <w:style> -->" + CENTRED.format("paragraph", "P"), True, id="with-a-comment"),
        pytest.param("<w:style w:type='table' w:styleId='T'><w:name w:val='x'/></w:style>" + CENTRED.format("paragraph", "P"), True, id="other-quotes"),
        pytest.param('<w:style w:type="table" w:styleId="T"/>' + CENTRED.format("paragraph", "P"), True, id="empty-style"),
        pytest.param(CENTRED.format("table", "T") + CENTRED.format("paragraph", "Q"), False, id="another-style"),
        pytest.param(CENTRED.format("table", "P"), False, id="no-style-of-paragraphs"),
    ],
)  # fmt: skip
def test_styles_of_tables_take_nothing_away_with_them(styles: str, centred: bool) -> None:
    body = paragraph("通知", '<w:pStyle w:val="P"/>')
    assert [b.centred for b in read_docx(make_docx(body, styles=styles)).blocks] == [centred]
