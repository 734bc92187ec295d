"""The parts of a Word file: where they stand and how they refer to each other, text boxes and notes, documents inside the document."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest

from taskparse.errors import UnreadableInput, UnsupportedFormat
from taskparse.extraction import extract_bytes
from taskparse.readers import read
from taskparse.readers.docx import MEDIA_TYPE, chunks, read_docx
from taskparse.source import Cell
from tests.test_reader_docx import (
    NOTHING,
    cell,
    item,
    level,
    make_docx,
    make_zip,
    numbering,
    paragraph,
    relations,
    run,
    table,
    texts,
    unpack,
)

STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}
SHAPE = (
    '<w:r><w:drawing><a:t xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">示意</a:t></w:drawing></w:r>'
)
MATH = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath>'
)


def test_the_strict_variant_is_read_as_the_usual_one() -> None:
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rfooter"/></w:sectPr>'
    usual = make_docx(
        item("总体要求") + paragraph(MATH + SHAPE) + table(cell("a") + cell("b"), cell("c") + cell("d")) + section,
        numbering=numbering(level(0, "chineseCounting", "%1、", NOTHING)),
        footer=paragraph("— 1 —"),
    )
    members = {name: content.decode() for name, content in unpack(usual).items()}
    for old, new in STRICT.items():
        members = {name: content.replace(old, new) for name, content in members.items()}
    assert "purl.oclc.org" in members["word/document.xml"]
    assert read(make_zip(members)) == read(usual)
    assert [b.text for b in read(usual).blocks] == ["一、总体要求", "a+b示意", "a", "b", "c", "d", "— 1 —"]


def moved(target: str, folder: str = "", name: str = "main.xml", listed: bool = True) -> bytes:
    """A file whose parts stand in another folder under other names, with the reference `target` to the main part, or none."""
    members = unpack(make_docx(item(), numbering=numbering(level(0, "decimal", "%1.", NOTHING))))
    types = members["[Content_Types].xml"].decode().replace("/word/document.xml", f"/{folder}{name}")
    package: dict[str, str | bytes] = {
        "[Content_Types].xml": types.replace("/word/", f"/{folder}") if listed else "<x/>",
        f"{folder}{name}": members["word/document.xml"],
        f"{folder}_rels/{name}.rels": relations({"n": ("numbering", f"/{folder}numbering.xml")}),
        f"{folder}numbering.xml": members["word/numbering.xml"],
    }
    if target:
        package["_rels/.rels"] = relations({"rId1": ("officeDocument", target)})
    return make_zip(package)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(moved("word/main.xml", "word/"), id="another-name"),
        pytest.param(moved("doc/main.xml", "doc/"), id="another-folder"),
        pytest.param(moved("/doc/main.xml", "doc/"), id="absolute"),
        pytest.param(moved("./doc/../doc/main.xml", "doc/"), id="with-dots"),
        pytest.param(moved("doc\\main.xml", "doc/"), id="backslash"),
        pytest.param(moved("DOC/Main.xml", "doc/"), id="other-case"),
        pytest.param(moved("main.xml"), id="no-folder"),
        pytest.param(moved("", "doc/"), id="only-the-list-of-types-knows"),
        pytest.param(moved("gone.xml", "doc/"), id="reference-to-nothing"),
        pytest.param(moved("word/main.xml", "word/", listed=False), id="no-list-of-types"),
    ],
)
def test_the_main_part_may_stand_anywhere(data: bytes) -> None:
    assert [b.text for b in read(data).blocks] == ["1.甲"]


def shape(content: str) -> str:
    return f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"


def old_shape(content: str) -> str:
    return f"<w:pict><v:rect><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:rect></w:pict>"


def both(content: str) -> str:
    choice, fallback = shape(content), old_shape(content)
    return f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(paragraph(run("正文") + both(paragraph("框"))), ["正文", "框"], id="choice-and-fallback"),
        pytest.param(paragraph(run("正文") + both(paragraph(run("外") + both(paragraph("内"))))), ["正文", "外", "内"], id="box-in-a-box"),
        pytest.param(paragraph(run("正文") + both(table(cell("a") + cell("b"), cell("c") + cell("d")))), ["正文", "a", "b", "c", "d"], id="table-in-a-box"),
        pytest.param(paragraph(run("正文") + f"<w:del>{both(paragraph('删'))}</w:del>"), ["正文"], id="deleted-box"),
        pytest.param(table(cell("a") + f"<w:tc>{paragraph(run('b') + both(paragraph('框')))}</w:tc>", cell("c") + cell("d")), ["a", "b\n框", "c", "d"], id="box-in-a-cell"),
        pytest.param(paragraph(both(paragraph("框"))), ["框"], id="nothing-but-a-box"),
    ],
)  # fmt: skip
def test_text_boxes_are_read_once(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


def test_notes_are_numbered_in_the_order_of_the_text_and_comments_are_said() -> None:
    def note(index: int, text: str) -> str:
        return f'<w:footnote w:id="{index}"><w:p><w:r><w:footnoteRef/></w:r>{run(text)}</w:p></w:footnote>'

    def reference(index: int, rest: str = "") -> str:
        return f'<w:r><w:footnoteReference w:id="{index}"{rest}/></w:r>'

    body = paragraph(
        run("甲") + reference(5) + f"<w:del>{reference(4)}</w:del>" + run("乙")
        + reference(2, ' w:customMarkFollows="1"') + run("*") + run("丙") + reference(3)
        + '<w:commentRangeStart w:id="0"/>' + run("丁") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )  # fmt: skip
    result = read_docx(make_docx(body, footnotes=note(2, "二") + note(3, "三") + note(4, "四") + note(5, "五")))
    assert [b.text for b in result.blocks] == ["甲1乙*丙2丁", "1五", "二", "2三"]
    assert result.remarks == ("tracked deletions are left out: 1", "comments are not read: 1")


def with_chunks(body: str, files: Mapping[str, str | bytes], types: str = "") -> bytes:
    """A Word file that refers to documents inside it: cA, cB … in the order of `files`."""
    members: dict[str, str | bytes] = {**unpack(make_docx(body))}
    listed = {f"c{chr(65 + i)}": ("aFChunk", f"chunks/{name}") for i, name in enumerate(files)}
    members["word/_rels/document.xml.rels"] = relations(listed)
    defaults = '<Default Extension="htm" ContentType="text/html"/><Default Extension="txt" ContentType="text/plain"/>'
    content_types = members["[Content_Types].xml"]
    assert isinstance(content_types, bytes)
    members["[Content_Types].xml"] = content_types.decode().replace("</Types>", defaults + types + "</Types>")
    return make_zip(members | {f"word/chunks/{name}": content for name, content in files.items()})


def chunk(letter: str = "A") -> str:
    return f'<w:altChunk r:id="c{letter}"><w:altChunkPr/></w:altChunk>'


HTML = "<html><body><h3>二、重点任务</h3><p>1. 植树<b>300</b>亩。</p><table><tr><th>序号</th><th>任务</th><th>单位</th></tr><tr><td>1</td><td>修路</td><td>县交通局</td></tr></table></body></html>"
MHT = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{HTML}\n--x--\n"
IN_HTML = ["二、重点任务", "1. 植树300亩。", "序号", "任务", "单位", "1", "修路", "县交通局"]
RTF = rb"{\rtf1\ansi\ansicpg936 {\u19968?\u12289?\u21152?\u24378?}\par}"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.htm", HTML, IN_HTML, id="page"),
        pytest.param("a.htm", "\ufeff" + HTML, IN_HTML, id="page-with-a-mark"),
        pytest.param("a.htm", HTML.encode("gb18030"), IN_HTML, id="page-in-gbk"),
        pytest.param("a.htm", "植树<b>300</b>亩", ["植树300亩"], id="piece-of-a-page"),
        pytest.param("a.bin", HTML, IN_HTML, id="page-known-by-its-bytes"),
        pytest.param("a.mht", MHT, IN_HTML, id="archive-of-a-page"),
        pytest.param("a.txt", "二、重点任务\n1. 植树300亩。", ["二、重点任务", "1. 植树300亩。"], id="text"),
        pytest.param("a.rtf", RTF, ["一、加强"], id="rtf"),
        pytest.param("a.docx", make_docx(paragraph("植树") + table(cell("a") + cell("b"), cell("c") + cell("d"))), ["植树", "a", "b", "c", "d"], id="word"),
    ],
)  # fmt: skip
def test_documents_inside_a_document_are_read_where_they_stand(
    name: str, content: str | bytes, expected: list[str]
) -> None:
    result = read(with_chunks(paragraph("前") + chunk() + paragraph("后"), {name: content}))
    assert [b.text for b in result.blocks] == ["前", *expected, "后"]
    assert all(b.kind != "furniture" for b in result.blocks)
    assert (result.media_type, result.remarks) == (MEDIA_TYPE, ())


def test_a_part_beside_the_body_names_its_own_documents() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="cB"/></w:sectPr>'
    members = unpack(with_chunks(chunk() + section, {"a.htm": "<p>正文</p>", "b.xml": ""}))
    header = unpack(make_docx("", header=chunk()))["word/header1.xml"].decode()
    members |= {
        "word/chunks/b.xml": header.encode(),
        "word/chunks/_rels/b.xml.rels": relations({"cA": ("aFChunk", "head.htm")}).encode(),
        "word/chunks/head.htm": "<p>内部资料</p>".encode(),
    }
    members["word/_rels/document.xml.rels"] = members["word/_rels/document.xml.rels"].replace(
        b'aFChunk" Target="chunks/b.xml', b'header" Target="chunks/b.xml'
    )
    result = read(make_zip(members))
    assert [(b.text, b.kind) for b in result.blocks] == [("内部资料", "furniture"), ("正文", "paragraph")]
    assert result.remarks == ()


def test_tables_of_all_documents_are_numbered_through() -> None:
    grid = table(cell("a") + cell("b"), cell("c") + cell("d"))
    cells = [b.cell for b in read(with_chunks(grid + chunk() + grid, {"a.htm": HTML})).blocks if b.cell]
    assert [c.table for c in cells] == [0] * 4 + [1] * 6 + [2] * 4
    assert cells[4:6] == [Cell(1, 0, 0), Cell(1, 0, 1)]


def test_a_document_in_a_cell_is_text_of_the_cell() -> None:
    body = table(cell("a") + f"<w:tc>{chunk()}{paragraph('乙')}</w:tc>", cell("c") + cell("d"))
    assert [b.text for b in read(with_chunks(body, {"a.htm": "<p>甲</p><p>丙</p>"})).blocks] == [
        "a",
        "甲\n丙\n乙",
        "c",
        "d",
    ]


def test_what_is_in_a_document_inside_is_extracted() -> None:
    page = "<p>1.植树300亩。（责任单位：县林业局；完成时限：2027年10月底）</p>"
    notice = extract_bytes(
        with_chunks(paragraph("关于任务分解的通知") + paragraph("二、重点任务") + chunk(), {"a.htm": page})
    )
    assert [(task.text, [unit.name for unit in task.responsible_units]) for task in notice.tasks] == [
        ("植树300亩。", ["县林业局"])
    ]


def nested(depth: int) -> bytes:
    return (
        make_docx(paragraph("底"))
        if not depth
        else with_chunks(paragraph(f"第{depth}层") + chunk(), {"a.docx": nested(depth - 1)})
    )


NOT_READ = "embedded documents are not read: {}"
DEEP = "in an embedded document: "


@pytest.mark.parametrize(
    ("data", "expected", "remark"),
    [
        pytest.param(with_chunks(paragraph("前") + chunk(), {"a.bin": b"\x00\x01\x02"}), ["前"], NOT_READ.format(1), id="unknown-format"),
        pytest.param(with_chunks(paragraph("前") + chunk("Z"), {}), ["前"], NOT_READ.format(1), id="not-there"),
        pytest.param(with_chunks(paragraph("前") + chunk() + chunk("B"), {"a.docx": b"PK\x03\x04", "b.docx": make_zip({"a": "b"})}), ["前"], NOT_READ.format(2), id="damaged"),
        pytest.param(with_chunks(paragraph("前") + chunk(), {"a.docx": make_docx(paragraph(f"<w:del>{run('甲')}</w:del>" + run("乙")))}), ["前", "乙"], DEEP + "tracked deletions are left out: 1", id="remarks-inside"),
        pytest.param(nested(4), ["第4层", "第3层", "第2层", "第1层"], DEEP * 3 + NOT_READ.format(1), id="too-deep"),
        pytest.param(make_docx(paragraph("前") + paragraph("<w:subDoc r:id='x'/>")), ["前"], NOT_READ.format(1), id="document-in-another-file"),
    ],
)  # fmt: skip
def test_documents_inside_that_cannot_be_read_are_said(data: bytes, expected: list[str], remark: str) -> None:
    result = read(data)
    assert [b.text for b in result.blocks] == expected
    assert result.remarks == (remark,)


def test_documents_inside_share_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "_MAX_SIZE", 2500)
    page = "<p>" + "植" * 300 + "</p>"  # 907 bytes
    result = read(with_chunks(paragraph("前") + chunk() * 50, {"a.htm": page}))
    assert [len(b.text) for b in result.blocks] == [1, 300, 300]
    assert result.remarks == (NOT_READ.format(48),)
    packed = make_docx(paragraph("植" * 5000))
    with ZipFile(BytesIO(packed)) as archive:
        assert len(packed) < 2500 < sum(info.file_size for info in archive.infolist())
    assert read(with_chunks(paragraph("前") + chunk(), {"a.docx": packed})).remarks == (NOT_READ.format(1),)


@pytest.mark.parametrize(
    ("kind", "remark"),
    [
        ("oleObject", NOT_READ.format(1)),
        ("package", NOT_READ.format(1)),
        ("chart", "text inside charts is not read"),
        ("diagramData", "text inside diagrams is not read"),
    ],
)
def test_what_is_only_drawn_is_said(kind: str, remark: str) -> None:
    members: dict[str, str | bytes] = {**unpack(make_docx(paragraph("甲")))}
    members["word/_rels/document.xml.rels"] = relations({"r1": (kind, "embeddings/a.bin")})
    assert read_docx(make_zip(members)).remarks == (remark,)


PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"


def flat(data: bytes, picture: str = "aGk=") -> bytes:
    """The same file as one XML file."""
    parts = "".join(
        f'<pkg:part pkg:name="/{name}" pkg:contentType="{MEDIA_TYPE + ".main" if name.endswith("document.xml") else "application/"}+xml">'
        f"<pkg:xmlData>{content.decode()}</pkg:xmlData></pkg:part>"
        for name, content in unpack(data).items()
        if not name.startswith("[")
    )
    binary = f'<pkg:part pkg:name="/word/media/1.png" pkg:contentType="image/png"><pkg:binaryData>{picture}</pkg:binaryData></pkg:part>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    return f'{head}<pkg:package xmlns:pkg="{PKG}">{parts}{binary}</pkg:package>'.encode()


NUMBERED = make_docx(item("植树 300亩"), numbering=numbering(level(0, "decimal", "%1.", NOTHING)))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(flat(NUMBERED), id="one-xml-file"),
        pytest.param(flat(NUMBERED, picture="%"), id="damaged-picture"),
        pytest.param(b"\xef\xbb\xbf" + flat(NUMBERED), id="byte-order-mark"),
    ],
)
def test_a_word_file_may_be_one_xml_file(data: bytes) -> None:
    assert read(data) == read(NUMBERED)
    inside = read(with_chunks(paragraph("前") + chunk(), {"a.xml": data}))
    assert [b.text for b in inside.blocks] == ["前", "1.植树 300亩"]


def test_a_text_may_speak_of_such_files() -> None:
    text = f"一、总体要求\n<pkg:package xmlns:pkg='{PKG}'>"
    assert [b.text for b in read(text.encode()).blocks] == text.splitlines()


WORD_2003 = b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body/></w:wordDocument>'


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        pytest.param(flat(NUMBERED)[:-30], UnreadableInput, "not well-formed", id="cut-short"),
        pytest.param(f'<pkg:package xmlns:pkg="{PKG}"/>'.encode(), UnreadableInput, "no document part", id="no-parts"),
        pytest.param(f'<!DOCTYPE a [<!ENTITY b "c">]><pkg:package xmlns:pkg="{PKG}"/>'.encode(), UnreadableInput, "document type", id="entities"),
        pytest.param(WORD_2003, UnsupportedFormat, "Word 2003", id="word-2003"),
    ],
)  # fmt: skip
def test_an_xml_file_that_is_no_whole_word_file_is_refused(
    data: bytes, error: type[UnreadableInput], message: str
) -> None:
    with pytest.raises(error, match=message):
        read(data)


def test_endnotes_stand_after_footnotes_with_marks_of_their_own() -> None:
    body = paragraph(
        run("甲")
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        + run("乙")
        + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    )
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run("脚注")}</w:p></w:footnote>'
    members = {name: content.decode() for name, content in unpack(make_docx(body, footnotes=note)).items()}
    members["word/endnotes.xml"] = members["word/footnotes.xml"].replace("footnote", "endnote").replace("脚注", "尾注")
    members["word/_rels/document.xml.rels"] = relations(
        {"f": ("footnotes", "footnotes.xml"), "e": ("endnotes", "endnotes.xml")}
    )
    assert [(b.text, [f.reason for f in b.furniture]) for b in read(make_zip(members)).blocks] == [
        ("甲i乙1", ["footnote", "footnote"]),
        ("1脚注", ["footnote"]),
        ("i尾注", ["footnote"]),
    ]
