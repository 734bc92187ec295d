"""OFD files become the blocks that a PDF with the same characters at the same places becomes."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
import regex

from taskparse.errors import EncryptedInput, NoTextLayer, UnreadableInput
from taskparse.extraction import extract_bytes
from taskparse.readers import read
from taskparse.readers.ofd import read_ofd
from taskparse.readers.ofd.values import parse_box, parse_matrix, parse_steps
from taskparse.readers.pdf import read_pdf
from taskparse.source import Block, Cell, SourceText, Span
from tests.damage import damaged
from tests.ofd_writer import HEAD, MM, NAMES, document_files, entry, ofd, package, page_xml, text_object
from tests.pdf_writer import Rule, Text, pdf

SAMPLE = Path(__file__).parents[1] / "samples" / "jiling-2027.md"
LEFT, EM, PITCH, TOP = 80.0, 15.5, 28.0, 100.0
MARGIN, LINES = 28, 22
"""Characters of a line and lines of a page (GB/T 9704)."""

_MARK_RE = regex.compile(r"^#+ |\*\*")
_NO_START = "，。、；：？！）》”’%"


def set_type(paragraphs: Sequence[str], titles: Sequence[str] = ()) -> list[list[Text | Rule]]:
    """Paragraphs as a typesetter sets them: indented by two characters, titles in the middle, page numbers below."""
    lines: list[Text] = []
    for paragraph in paragraphs:
        if paragraph in titles:
            pieces = paragraph.split(" ")
            lines += [Text(LEFT + EM * (MARGIN - width(piece)) / 2, 0, piece, EM) for piece in pieces]
            continue
        indent = 0 if paragraph.endswith("：") else 2
        for line in broken(paragraph, MARGIN - indent, MARGIN):
            lines.append(Text(LEFT + EM * indent, 0, line, EM))
            indent = 0
    pages: list[list[Text | Rule]] = []
    for start in range(0, len(lines), LINES):
        page = lines[start : start + LINES]
        pages.append([line._replace(y=TOP + PITCH * i) for i, line in enumerate(page)])
        pages[-1].append(Text(280, 760, f"— {len(pages)} —", 14))
    return pages


def broken(text: str, first: int, rest: int) -> list[str]:
    """A paragraph's lines; no line begins with a sign that may not, no number is broken."""
    lines: list[str] = []
    for word in regex.findall(rf"(?:[A-Za-z0-9.%]+|.)[{_NO_START}]*", text):
        if lines and width(lines[-1] + word) <= (rest if len(lines) > 1 else first):
            lines[-1] += word
        else:
            lines.append(word)
    return lines


def width(text: str) -> float:
    return sum(1.0 if char > "~" else 0.5 for char in text)


def sample() -> tuple[list[str], list[str]]:
    """The sample's paragraphs, and those of them that are titles."""
    lines = [line for line in SAMPLE.read_text("utf-8").splitlines() if line.strip()]
    titles = [
        _MARK_RE.sub("", line) for line in lines if line.startswith("#") and not regex.match(r"#+ [一二（]", line)
    ]
    return [_MARK_RE.sub("", line) for line in lines], titles


def texts(data: bytes, kind: str = "paragraph") -> list[str]:
    return [block.text for block in read_ofd(data).blocks if block.kind == kind]


def line(text: str, y: float = TOP) -> Text:
    return Text(LEFT, y, text, 16.0)


def shape(blocks: Sequence[Block]) -> list[tuple[object, ...]]:
    return [(b.text, b.kind, b.page, b.centred, b.cell, [f.reason for f in b.furniture], len(b.lines)) for b in blocks]


def test_a_notice_is_read_as_its_pdf() -> None:
    pages = set_type(*sample())
    found, expected = read(ofd(pages)), read_pdf(pdf(pages))
    assert (found.media_type, found.pages, found.remarks) == ("application/ofd", len(pages), ())
    assert shape(found.blocks) == shape(expected.blocks)
    assert len(pages) > 5
    for mine, theirs in zip(found.blocks, expected.blocks, strict=True):
        for a, b in zip(mine.lines, theirs.lines, strict=True):
            assert (a.page, len(a.lefts)) == (b.page, len(b.lefts))
            # fonts differ a little in height, most for figures, and PDFium rounds how broad they are
            assert [a.top, a.bottom] == pytest.approx([b.top, b.bottom], abs=3)
            assert list(a.lefts) == pytest.approx(list(b.lefts), abs=1)


def test_a_notice_gives_the_tasks_of_its_markdown() -> None:
    found = extract_bytes(ofd(set_type(*sample())))
    expected = extract_bytes(SAMPLE.read_bytes())
    assert len(found.tasks) == len(expected.tasks) > 20
    for mine, theirs in zip(found.tasks, expected.tasks, strict=True):
        assert (mine.id, mine.text, mine.clause) == (theirs.id, theirs.text, theirs.clause)
        for name in ("lead_units", "responsible_units", "supporting_units"):
            assert [u.name for u in getattr(mine, name)] == [u.name for u in getattr(theirs, name)]
        assert [(t.metric, t.value, t.unit) for t in mine.targets] == [
            (t.metric, t.value, t.unit) for t in theirs.targets
        ]
    assert found.tasks[0].span.page == 2


def test_a_ruled_table_is_read_as_its_pdf() -> None:
    xs, ys = (80.0, 130.0, 350.0, 500.0), (100.0, 140.0, 180.0, 220.0)
    rules = [Rule(80, y, 500, y) for y in ys] + [Rule(x, 100, x, 220) for x in xs]
    rows = [("序号", "任务", "责任单位"), ("1", "新建公园3个。", "区城管局"), ("2", "植树。", "区园林局")]
    cells = [
        Text(x + 5, y + 25, text, 12)
        for y, row in zip(ys, rows, strict=False)
        for x, text in zip(xs, row, strict=False)
    ]
    found = read_ofd(ofd([[*rules, *cells]])).blocks
    assert shape(found) == shape(read_pdf(pdf([[*rules, *cells]])).blocks)
    assert [(b.text, b.cell) for b in found][3:5] == [("1", Cell(0, 1, 0)), ("新建公园3个。", Cell(0, 1, 1))]


def test_each_character_has_its_place() -> None:
    blocks = read_ofd(ofd([[line("新建公园3个。")]])).blocks
    boxes = SourceText.join(blocks).boxes(Span(2, 5))
    assert [tuple(round(v, 1) for v in box) for box in boxes] == [(1, 112.0, 85.9, 152.0, 101.9)]


def code(inner: str, attributes: str = "", size: float = 5.0) -> str:
    """A text object at 30 mm, 50 mm."""
    return (
        f'<ofd:TextObject ID="1" Font="2" Size="{size}" Boundary="30 50 150 10" {attributes}>{inner}</ofd:TextObject>'
    )


def at_start(text: str) -> str:
    return f'<ofd:TextCode X="0" Y="4">{text}</ofd:TextCode>'


def boxes(xml: str) -> list[tuple[str, list[tuple[float, float, float, float]]]]:
    """The lines that an object makes: text, and left, top, right, bottom of its characters in millimetres."""
    found = []
    for block in read_ofd(ofd([[xml]])).blocks:
        places = [
            (round(a * MM, 2), round(row.top * MM, 2), round(b * MM, 2), round(row.bottom * MM, 2))
            for row in block.lines
            for a, b in zip(row.lefts, row.rights, strict=True)
        ]
        found.append((block.text, places))
    return found


TEXT_CODES: dict[str, tuple[str, list[tuple[str, list[float]]]]] = {
    "steps": (code('<ofd:TextCode X="1" Y="4" DeltaX="5 6">甲乙丙</ofd:TextCode>'), [("甲乙丙", [31, 36, 42])]),
    "steps that come again": (code('<ofd:TextCode X="0" Y="4" DeltaX="g 2 5 6">甲乙丙丁</ofd:TextCode>'), [("甲乙丙丁", [30, 35, 40, 46])]),
    "more steps than characters": (code('<ofd:TextCode X="0" Y="4" DeltaX="g 999999999 5">甲乙</ofd:TextCode>'), [("甲乙", [30, 35])]),
    "fewer": (code('<ofd:TextCode X="0" Y="4" DeltaX="6">甲乙丙</ofd:TextCode>'), [("甲乙丙", [30, 36, 41])]),
    "none": (code(at_start("甲乙3个")), [("甲乙3个", [30, 35, 40, 42.5])]),
    "several text codes": (code('<ofd:TextCode X="0" Y="4">甲</ofd:TextCode><ofd:TextCode X="5" Y="4">乙</ofd:TextCode>'), [("甲乙", [30, 35])]),
    "a text code without X or Y": (code('<ofd:TextCode X="3" Y="4">甲</ofd:TextCode><ofd:TextCode X="8">乙</ofd:TextCode><ofd:TextCode Y="24">丙</ofd:TextCode>'), [("甲乙", [33, 38]), ("丙", [38])]),
    "a matrix": (code('<ofd:TextCode X="1" Y="4" DeltaX="5">甲乙</ofd:TextCode>', 'CTM="2 0 0 2 10 0"'), [("甲乙", [42, 52])]),
    "half as broad": (code(at_start("甲乙"), 'HScale="0.5"'), [("甲乙", [30, 32.5])]),
    "a jump is white space": (code('<ofd:TextCode X="0" Y="4" DeltaX="5 20 5">甲乙丙丁</ofd:TextCode>'), [("甲乙 丙丁", [30, 35, 40, 55, 60])]),
    "letters of a word": (code('<ofd:TextCode X="0" Y="4" DeltaX="4.5 2.5 1.5">Wind</ofd:TextCode>'), [("Wind", [30, 34.5, 37, 38.5])]),
    "two words": (code('<ofd:TextCode X="0" Y="4">ab</ofd:TextCode><ofd:TextCode X="6.5" Y="4">cd</ofd:TextCode>'), [("ab cd", [30, 32.5, 35, 36.5, 39])]),
    "the XML's own line feeds": (code('<ofd:TextCode X="0" Y="4">\n  甲乙\n</ofd:TextCode>'), [("甲乙", [30, 35])]),
    "escaped white space": (code('<ofd:TextCode X="0" Y="4">a\\0020b\\4e00</ofd:TextCode>'), [("a b\\4e00", [30, 32.5, 35, 37.5, 40, 42.5, 45, 47.5])]),
    "no size": (code(at_start("甲乙")).replace('Size="5.0"', ""), [("甲乙", [30, 40])]),
    "numbers that are none": (code('<ofd:TextCode X="nan" Y="4" DeltaX="1e999 inf x">甲乙</ofd:TextCode>', 'CTM="a 0 0 1 0 0"'), [("甲乙", [30, 35])]),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXT_CODES)
def test_text_codes(name: str) -> None:
    xml, expected = TEXT_CODES[name]
    assert [(text, [place[0] for place in places]) for text, places in boxes(xml)] == expected


def test_a_character_stands_on_its_baseline() -> None:
    assert boxes(code(at_start("甲"))) == [("甲", [(30, 49.6, 35, 54.6)])]


def test_text_that_runs_down_or_is_turned() -> None:
    down = boxes(code('<ofd:TextCode X="0" Y="4" DeltaY="6">甲乙</ofd:TextCode>'))
    assert [text for text, _ in down] == ["甲", "乙"]
    assert boxes(code(at_start("甲乙"), 'ReadDirection="90"'))[1][1] == [(30, 54.6, 35, 59.6)]
    assert boxes(code(at_start("3"), 'CharDirection="90"')) == [("3", [(29.4, 54, 34.4, 56.5)])]
    assert boxes(code(at_start("3"), 'CTM="0 1 -1 0 10 0"')) == [("3", [(35.4, 50, 40.4, 52.5)])]


def test_glyphs_do_not_matter_but_placeholders_are_named() -> None:
    glyphs = (
        '<ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><ofd:Glyphs>7 9</ofd:Glyphs></ofd:CGTransform>'
    )
    result = read_ofd(ofd([[code(glyphs + '<ofd:TextCode X="0" Y="4">甲¤</ofd:TextCode>')]]))
    assert (result.blocks[0].text, result.remarks) == (
        "甲\ufffd",
        ("page 1: 1 characters without a meaning in the file",),
    )


@pytest.mark.parametrize("change", [("ofd:", ""), ("xmlns:ofd", "xmlns"), ("2016", "2014"), ("ofd:", "x:")])
def test_namespaces_do_not_matter(change: tuple[str, str]) -> None:
    files = {"OFD.xml": entry(["Doc_0/Document.xml"]), **dict(document_files("Doc_0", [[line("新建公园3个。")]]))}
    if change[0] == "xmlns:ofd":
        files = {name: xml.replace("xmlns:ofd", "xmlns").replace("ofd:", "") for name, xml in files.items()}
    else:
        files = {name: xml.replace("xmlns:ofd", "xmlns:ofd" if change[1] == "" else "xmlns:x" if change[1] == "x:" else "xmlns:ofd").replace(*change) for name, xml in files.items()}  # fmt: skip
        files = {name: xml.replace('xmlns:="', 'xmlns="').replace("xmlns:=", "xmlns=") for name, xml in files.items()}
    assert texts(package(files)) == ["新建公园3个。"]


LAYOUTS = {
    "a first slash": ({"OFD.xml": entry(["/Doc_0/Document.xml"])}, 'BaseLoc="/Doc_0/Pages/'),
    "a slash forgotten": ({"OFD.xml": entry(["Doc_0/Document.xml"])}, 'BaseLoc="Doc_0/Pages/'),
    "backslashes": ({"OFD.xml": entry([r"Doc_0\Document.xml"])}, 'BaseLoc="Pages\\'),
    "dots": ({"OFD.xml": entry(["./Doc_0/Document.xml"])}, 'BaseLoc="../Doc_0/./Pages/'),
    "an element, not an attribute": ({"OFD.xml": entry(["Doc_0/Document.xml"])}, None),
    "other letters": ({"ofd.XML": entry(["DOC_0/document.xml"])}, 'BaseLoc="pages/'),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_parts_are_found(name: str) -> None:
    head, location = LAYOUTS[name]
    files = dict(document_files("Doc_0", [[line("甲")], [line("乙")]]))
    document = files["Doc_0/Document.xml"]
    if location is None:
        document = regex.sub(r'BaseLoc="([^"]*)"/>', r"><ofd:BaseLoc>\1</ofd:BaseLoc></ofd:Page>", document)
    files["Doc_0/Document.xml"] = document.replace('BaseLoc="Pages/', location or "")
    assert texts(package({**head, **files})) == ["甲", "乙"]
    assert texts(package({f"notice/{n}": c for n, c in {**head, **files}.items()})) == ["甲", "乙"]


def test_pages_come_in_the_order_of_the_document() -> None:
    files = dict(document_files("Doc_0", [[line("甲")], [line("乙")], [line("丙")]]))
    pages = regex.findall("<ofd:Page [^>]*>", files["Doc_0/Document.xml"])
    turned = files["Doc_0/Document.xml"].replace("".join(pages), "".join(pages[::-1]))
    data = package({"OFD.xml": entry(["Doc_0/Document.xml"]), **files, "Doc_0/Document.xml": turned})
    assert [(b.text, b.page) for b in read_ofd(data).blocks] == [("丙", 1), ("乙", 2), ("甲", 3)]


def test_all_documents_of_a_package_are_read() -> None:
    files = dict(document_files("Doc_0", [[line("甲")]])) | dict(document_files("Doc_1", [[line("乙")]]))
    result = read_ofd(package({"OFD.xml": entry(["Doc_0/Document.xml", "Doc_1/Document.xml"]), **files}))
    assert [(b.text, b.page) for b in result.blocks] == [("甲", 1), ("乙", 2)]
    assert (result.pages, result.remarks) == (2, ("the file holds 2 documents: read one after the other",))


TEMPLATES = "".join(f'<ofd:TemplatePage ID="{i}" BaseLoc="Tpls/Tpl_{i}/Content.xml"/>' for i in (70, 71, 72))


@pytest.mark.parametrize("order", ["Background", "Foreground", ""])
def test_templates_lie_under_or_over_a_page(order: str) -> None:
    parts = {f"Doc_0/Tpls/Tpl_{i}/Content.xml": page_xml([Text(LEFT, 60, f"模板{i}", 10.0)]) for i in (70, 72)}
    use = f'<ofd:Template TemplateID="70" ZOrder="{order}"/><ofd:Template TemplateID="71"/>'
    data = ofd(
        [[line("正文"), code(at_start("第二行"))]],
        parts=parts,
        common=TEMPLATES,
        page=use,
    )
    assert sorted(texts(data)) == sorted(["模板70", "正文", "第二行"])


def test_objects_inside_of_blocks_and_composite_objects() -> None:
    unit = f'<ofd:CompositeGraphicUnit ID="40" Width="50" Height="50"><ofd:Content>{code(at_start("乙"))}</ofd:Content></ofd:CompositeGraphicUnit>'
    resources = (
        f"{HEAD}<ofd:Res {NAMES} BaseLoc='Res'><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    composite = '<ofd:CompositeObject ID="3" ResourceID="40" Boundary="0 60 50 50" CTM="1 0 0 1 20 0"/>'
    block = (
        f'<ofd:PageBlock ID="1"><ofd:PageBlock ID="2">{code(at_start("甲"))}</ofd:PageBlock>{composite}</ofd:PageBlock>'
    )
    places = {"Doc_0/PublicRes.xml": resources}
    data = ofd([[block]], parts=places, common="<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>")
    lines = [(b.text, b.lines[0]) for b in read_ofd(data).blocks]
    assert [(text, round(row.lefts[0] * MM), round(row.bottom * MM)) for text, row in lines] == [
        ("甲", 30, 55),
        ("乙", 50, 115),
    ]
    own = ofd(
        [[block]], parts={"Doc_0/Pages/Page_0/PageRes.xml": resources}, page="<ofd:PageRes>PageRes.xml</ofd:PageRes>"
    )
    assert texts(own) == ["甲", "乙"]


def annotation(kind: str, text: str, attributes: str = "") -> str:
    inner = text_object(Text(0, 20, text, 16.0))
    return f'<ofd:Annot ID="9" Type="{kind}" Creator="a" {attributes}><ofd:Appearance Boundary="28.2222 70 50 10">{inner}</ofd:Appearance></ofd:Annot>'


def test_annotations() -> None:
    found = [annotation("Path", "批注"), annotation("Watermark", "内部资料"), annotation("Stamp", "收文章"), annotation("Path", "不见", 'Visible="false"')]  # fmt: skip
    parts = {
        "Doc_0/Annots/Annotations.xml": f'{HEAD}<ofd:Annotations {NAMES}><ofd:Page PageID="0"><ofd:FileLoc>Page_0/Annot.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        "Doc_0/Annots/Page_0/Annot.xml": f"{HEAD}<ofd:PageAnnot {NAMES}>{''.join(found)}</ofd:PageAnnot>",
        "Doc_0/Attachs/Attachments.xml": f'{HEAD}<ofd:Attachments {NAMES}><ofd:Attachment ID="1" Name="附表.xlsx"/></ofd:Attachments>',
        "Doc_0/Tags/CustomTags.xml": "no XML",
        "Doc_0/Signs/Signatures.xml": "no XML",
    }
    more = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments><ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>"
    result = read_ofd(ofd([[line("正文")]], parts=parts, document=more))
    assert [(b.text, b.kind, *[f.reason for f in b.furniture]) for b in result.blocks] == [
        ("正文", "paragraph"), ("批注", "paragraph"), ("内部资料", "furniture", "watermark"), ("收文章", "furniture", "stamp"),
    ]  # fmt: skip
    assert result.remarks == ("attached files are not read: 附表.xlsx",)


def test_hidden_text_is_left_out_unless_there_is_no_other() -> None:
    hidden = text_object(line("隐藏", 160), 'Visible="false"')
    assert texts(ofd([[line("正文"), hidden]])) == ["正文"]
    assert texts(ofd([[hidden]])) == ["隐藏"]


def test_a_page_may_have_its_own_size() -> None:
    turned = "<ofd:Area><ofd:PhysicalBox>0 0 297 210</ofd:PhysicalBox></ofd:Area>"
    assert texts(ofd([[Text(800, 100, "右边", 16.0)]], page=turned)) == ["右边"]
    assert read_ofd(ofd([[Text(800, 100, "外面", 16.0), line("里面")]])).blocks[0].text == "里面"


def test_pages_without_text_are_named() -> None:
    image = '<ofd:ImageObject ID="1" ResourceID="7" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
    data = ofd([[line("甲")], [image], [line("乙")]])
    assert read_ofd(data).remarks == ("no text on page 2: a picture, or nothing",)
    files = dict(document_files("Doc_0", [[line("甲")], [line("乙")]]))
    del files["Doc_0/Pages/Page_1/Content.xml"]
    missing = package({"OFD.xml": entry(["Doc_0/Document.xml"]), **files})
    assert read_ofd(missing).remarks == ("page 2 is listed but missing in the file",)
    with pytest.raises(NoTextLayer, match="scan"):
        read(ofd([[image]]))


def path(data: str, attributes: str = "", box: str = "30 50 100 100") -> str:
    return f'<ofd:PathObject ID="1" Boundary="{box}" {attributes}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


GRIDS = {
    "lines": [path(f"M 0 {y} L 90 {y}") for y in (0, 15, 30)] + [path(f"M {x} 0 L {x} 30") for x in (0, 40, 90)],
    "thin boxes": [path(f"M 0 {y} L 90 {y} L 90 {y}.3 L 0 {y}.3 C", 'Stroke="false" Fill="true"') for y in (0, 15, 30)]
    + [path(f"M {x} 0 L {x}.3 0 L {x}.3 30 L {x} 30 C", 'Stroke="false" Fill="true"') for x in (0, 40, 90)],
    "boxes around cells": [
        path(f"S {x} {y} L {x + w} {y} L {x + w} {y + 15} L {x} {y + 15} C")
        for x, w in ((0, 40), (40, 50))
        for y in (0, 15)
    ],
    "one path": [path("M 0 0 L 90 0 M 0 15 L 90 15 M 0 30 L 90 30 M 0 0 L 0 30 M 40 0 L 40 30 M 90 0 L 90 30")],
    "with a matrix": [
        path("M 0 0 L 9 0 M 0 1.5 L 9 1.5 M 0 3 L 9 3 M 0 0 L 0 3 M 4 0 L 4 3 M 9 0 L 9 3", 'CTM="10 0 0 10 0 0"')
    ],
}


@pytest.mark.parametrize("name", GRIDS)
def test_rules_make_tables(name: str) -> None:
    texts_in = [
        text_object(Text((30 + x) / MM, (50 + y) / MM, text, 12))
        for x, y, text in ((3, 9, "任务"), (43, 9, "责任单位"), (3, 24, "植树"), (43, 24, "区城管局"))
    ]
    blocks = read_ofd(ofd([[*GRIDS[name], *texts_in]])).blocks
    assert [(b.text, b.cell) for b in blocks] == [
        ("任务", Cell(0, 0, 0)), ("责任单位", Cell(0, 0, 1)), ("植树", Cell(0, 1, 0)), ("区城管局", Cell(0, 1, 1)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data", ["B 0 0 90 0 90 30", "M 0 L x y", "Q", "M 0 0 A 1 1 0 0 0 9 9 C", "", "M 1e9 0 L 0 1e9"]
)
def test_other_paths_rule_nothing(data: str) -> None:
    assert texts(ofd([[line("甲"), path(data, 'Fill="true" Stroke="false"'), path(data, 'Visible="false"')]])) == ["甲"]


def test_values() -> None:
    assert parse_steps("g 2 5 g 3 1 x 4", 9) == [5, 5, 1, 1, 1]
    assert parse_steps("g", 3) == parse_steps("g -5 2", 3) == parse_steps(None, 3) == []
    assert parse_box("1 2 3") is parse_box("1 2 3 inf") is parse_box("1 2 3 4 5") is None
    assert parse_matrix("1 0 0 1 nan 0") == (1, 0, 0, 1, 0, 0)


def changed(name: str, content: str | bytes) -> bytes:
    files = dict(document_files("Doc_0", [[line("甲")]]))
    return package({"OFD.xml": entry(["Doc_0/Document.xml"]), **files, name: content})


CONTENT = "Doc_0/Pages/Page_0/Content.xml"
DEEP = f"<Page {NAMES}><Content>{'<PageBlock>' * 400}{'</PageBlock>' * 400}</Content></Page>"
ENTITIES = f'<!DOCTYPE a [<!ENTITY b "甲">]><Page {NAMES}><Content>&b;</Content></Page>'
UNITS = "".join(
    f'<CompositeGraphicUnit ID="{i}"><Content>{f"""<CompositeObject ResourceID="{i + 1}"/>""" * 10}</Content></CompositeGraphicUnit>'
    for i in range(12)
)
NESTED = {
    CONTENT: '<Page><PageRes>/Doc_0/Res.xml</PageRes><Content><Layer><CompositeObject ResourceID="0"/></Layer></Content></Page>',
    "Doc_0/Res.xml": f"<Res><CompositeGraphicUnits>{UNITS}</CompositeGraphicUnits></Res>",
}
MANY = "".join(f'<Page ID="{i * i}" BaseLoc="Pages/Page_0/Content.xml"/>' for i in range(6000))
BROKEN = [
    pytest.param(ofd([[line("甲")]])[:600], UnreadableInput, "zip container is damaged", id="cut-off"),
    pytest.param(changed("Encryptions.xml", "<a/>"), EncryptedInput, "encrypted", id="encrypted"),
    pytest.param(changed("OFD.xml", "<ofd"), UnreadableInput, "not well-formed", id="bad-entry"),
    pytest.param(changed("OFD.xml", "<OFD/>"), UnreadableInput, "no document", id="no-document"),
    pytest.param(changed("OFD.xml", entry(["Doc_7/Document.xml"])), UnreadableInput, "no document", id="missing-document"),
    pytest.param(changed("Doc_0/Document.xml", "<Document/>"), UnreadableInput, "no pages", id="no-pages"),
    pytest.param(changed("Doc_0/Document.xml", '<Document><Pages><Page BaseLoc="x"/></Pages></Document>'), UnreadableInput, "no pages", id="no-page-there"),
    pytest.param(changed(CONTENT, "<Page"), UnreadableInput, "not well-formed", id="bad-page"),
    pytest.param(changed(CONTENT, "<html/>"), NoTextLayer, "none of its 1 pages", id="other-xml"),
    pytest.param(changed(CONTENT, DEEP), UnreadableInput, "not well-formed", id="too-deep"),
    pytest.param(changed(CONTENT, ENTITIES), UnreadableInput, "document type", id="entities"),
    pytest.param(changed(CONTENT, " " * (3 * 2**20)), UnreadableInput, "packed", id="bomb"),
    pytest.param(package({"OFD.xml": entry(["Doc_0/Document.xml"]), **dict(document_files("Doc_0", [])), "Doc_0/Document.xml": "<Document><Pages><Page BaseLoc='Pages/Page_0/Content.xml'/></Pages></Document>", **NESTED}), UnreadableInput, "more objects", id="objects-inside-objects"),
    pytest.param(changed("Doc_0/Document.xml", f"<Document><Pages>{MANY}</Pages></Document>"), UnreadableInput, "pages", id="too-many-pages"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "error", "message"), BROKEN)
def test_broken_files_end_in_one_clear_line(data: bytes, error: type[UnreadableInput], message: str) -> None:
    with pytest.raises(error, match=message) as raised:
        read(data)
    assert "\n" not in str(raised.value)


def test_damage_anywhere_in_a_file_never_shows_a_foreign_error() -> None:
    files = dict(document_files("Doc_0", [[line("新建公园3个。"), Rule(80, 100, 300, 100)]], common=TEMPLATES))
    files = {"OFD.xml": entry(["Doc_0/Document.xml"]), **files}
    good = {name: content.encode() for name, content in files.items()}
    chance = random.Random(5)
    for _ in range(600):
        bad = damaged(good, chance, (b"", b"9", b"-", b" ", b"g ", b"e9", b'"', b"<", b"&#1;"))
        try:
            read_ofd(package(bad))
        except UnreadableInput:
            continue


def test_the_lines_of_a_paragraph_follow_each_other() -> None:
    for block in read_ofd(ofd(set_type(*sample()))).blocks:
        assert all(a.start + len(a.lefts) == b.start for a, b in pairwise(block.lines))
        assert sum(len(row.lefts) for row in block.lines) == len(block.text)
