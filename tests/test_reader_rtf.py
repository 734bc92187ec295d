"""RTF, control word by control word: what Word and WPS write, and what nobody should."""

from __future__ import annotations

import pytest

from taskparse.errors import NoTextLayer, UnreadableInput
from taskparse.readers import read
from taskparse.readers.rtf import read_rtf
from taskparse.source import Block, ReadResult

HEAD = rb"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f1\froman\fcharset0 Times;}{\f2\fcharset136 Ming;}}"


def rtf(body: bytes) -> ReadResult:
    return read_rtf(HEAD + body + b"}")


def gbk(text: str) -> bytes:
    return b"".join(b"\\'%02x" % byte for byte in text.encode("gbk"))


def texts(result: ReadResult) -> list[str]:
    return [block.text for block in result.blocks]


TEXTS = {
    "codes of the page": (gbk("新建公园") + rb"3\par", ["新建公园3"]),
    "bytes as they are": ("新建公园".encode("gbk") + rb"\par", ["新建公园"]),
    "a second byte in ASCII": (rb"\'81@\'81\'40\par", ["丂丂"]),
    "a character over two runs": (rb"{\b\'d0}{\b0\'c2}\par", ["新"]),
    "a character over two fonts": (rb"{\f0\'d0}{\f1\'c2}\f0\'bd\'a8\par", ["新建"]),
    "another code page by its font": (rb"{\f2\'a4\'a4}\par", ["中"]),
    "latin letters in a latin font": (rb"{\f1 GDP}\f0 " + gbk("增长") + rb"\par", ["GDP增长"]),
    "unicode": (rb"\u26032?\u-28742\'3f\par", ["新辺"]),
    "unicode with two bytes for others": (rb"\uc2\u26032\'d0\'c2\uc1\u24314?\par", ["新建"]),
    "unicode with nothing for others": (rb"\uc0\u26032\u24314\par", ["新建"]),
    "unicode in two halves": (rb"\u-10176?\u-9205?\par", ["𠀋"]),
    "a number of its own space": (rb"\uc0\u26032 3\par", ["新3"]),
    "signs by name": (rb"a\emdash b\ldblquote c\rdblquote\~d\_e\-f\{\}\\\par", ["a—b“c”\xa0d-ef{}\\"]),
    "hidden": (gbk("看") + rb"{\v " + gbk("不见") + rb"}\v x\v0 " + gbk("见") + rb"\par", ["看见"]),
    "a picture": (rb"{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict 00}}a\par", ["a"]),
    "binary data": (rb"{\pict\bin4 }}}}}a\par", ["a"]),
    "a field": (rb"{\field{\*\fldinst PAGE}{\fldrslt 12}}\par", ["12"]),
    "what is not known": (rb"{\*\unheard of}{\unheard of}\par", ["of"]),
    "a number that is printed": (rb"{\listtext\pard\plain " + gbk("一、") + rb"\tab}\ls1 " + gbk("重点任务") + rb"\par", ["一、\t重点任务"]),
    "an old number": (rb"{\pntext 1.\tab}{\*\pn\pnlvlbody{\pntxta .}}a\par", ["1.\ta"]),
    "lines": (gbk("县人民政府办公室") + rb"\line " + gbk("2027年3月2日") + rb"\par", ["县人民政府办公室", "2027年3月2日"]),
    "a line end behind a backslash": (b"a\\\nb\\par", ["a", "b"]),
    "line ends that lay out the file": (b"a\r\nb\n\\par", ["ab"]),
    "a text box": (rb"a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt b\par}}{\shprslt c}}d\par", ["ad", "b"]),
    "a last paragraph without a mark": (b"a", ["a"]),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_text(name: str) -> None:
    body, expected = TEXTS[name]
    assert [text for text in texts(rtf(body)) if text] == expected


def row(cells: str, defined: bytes) -> bytes:
    return rb"\trowd\trleft0" + defined + b"".join(rb"\pard\intbl " + gbk(c) + rb"\cell" for c in cells) + rb"\row"


def places(block: Block) -> tuple[str, int, int, int, int]:
    assert block.cell
    return (block.text, *block.cell[1:])


def test_tables_with_merged_cells() -> None:
    rows = [
        row("甲乙丙", rb"\clvmgf\cellx100\clmgf\cellx200\clmrg\cellx300"),
        row("丁戊己", rb"\clvmrg\cellx100\cellx200\cellx300"),
        row("庚辛", rb"\cellx200\cellx300"),
    ]
    blocks = rtf(rb"\pard before\par" + b"".join(rows) + rb"\pard after\par").blocks
    assert [block.text for block in blocks if not block.cell] == ["before", "after"]
    assert [places(block) for block in blocks if block.cell] == [
        ("甲", 0, 0, 2, 1),
        ("乙", 0, 1, 1, 2),
        ("戊", 1, 1, 1, 1),
        ("己", 1, 2, 1, 1),
        ("庚", 2, 0, 1, 2),
        ("辛", 2, 2, 1, 1),
    ]


def test_paragraphs_and_tables_inside_of_a_cell() -> None:
    inner = (
        rb"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx50\cellx90\nestrow}{\nonesttables\par}"
    )
    body = rb"\trowd\cellx100\cellx200\pard\intbl a\par b\cell " + inner + rb"\pard\intbl c\cell\row"
    assert texts(rtf(body + body))[:2] == ["a\nb", "x\ny\nc"]


def test_running_heads_and_notes_are_furniture() -> None:
    body = rb"{\header\pard head\par}{\footerr\pard 12\par}a{\super\chftn{\footnote\pard note\par}}b\par"
    found = [(b.text, b.furniture[0].reason if b.furniture else "") for b in rtf(body).blocks]
    assert found == [("head", "running-head"), ("ab", ""), ("note", "footnote"), ("12", "running-foot")]


def test_deletions_are_left_out_and_counted() -> None:
    result = rtf(rb"a{\deleted b}{\revised c}\par")
    assert texts(result) == ["ac"]
    assert len(result.remarks) == 2


def test_a_file_cut_short() -> None:
    result = read(HEAD + rb"{\b a\par")
    assert (texts(result), result.media_type) == (["a"], "application/rtf")
    assert "cut short" in result.remarks[0]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (HEAD + b"}", UnreadableInput),
        (HEAD + rb"{\pict 00}}", NoTextLayer),
        (HEAD + b"{" * 5000 + b"a", UnreadableInput),
    ],
)
def test_no_notice(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_rtf(data)
