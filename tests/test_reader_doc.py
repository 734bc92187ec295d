"""The DOC reader: a notice that LibreOffice wrote, held against its DOCX, and small files written by hand, one feature each."""

from __future__ import annotations

import os
import random
import shutil
import struct
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from taskparse.errors import EncryptedInput, NoTextLayer, UnreadableInput
from taskparse.extraction import extract
from taskparse.readers import read
from taskparse.readers.doc import MEDIA_TYPE, office
from taskparse.readers.doc.file import Part
from taskparse.source import Cell
from tests.damage import damaged
from tests.doc_writer import (
    DELETED,
    HEAD,
    HIDDEN,
    IN_TABLE,
    INSERTED,
    ROW_END,
    Options,
    Para,
    cells,
    doc,
    sprm,
    streams,
    word_6,
)
from tests.ole_writer import ole

DATA = Path(__file__).parent / "data" / "word"
NOTICE = DATA / "songhu-2027.doc"
SHARED = Path(__file__).parents[2] / "shared"

LONG = "各乡镇、各部门要压实责任，推动重点任务落地见效。"


def texts(paragraphs: Sequence[Para | str], options: Options | None = None) -> list[str]:
    return [block.text for block in read(doc(paragraphs, options)).blocks]


def test_a_notice_is_read_as_its_docx() -> None:
    old, new = extract(NOTICE), extract(NOTICE.with_suffix(".docx"))
    assert (old.document, old.sections, old.tasks) == (new.document, new.sections, new.tasks)
    assert (old.coverage, old.diagnostics) == (new.coverage, new.diagnostics)
    assert [(t.number, len(t.targets), len(t.responsible_units)) for t in old.tasks] == [
        (1, 2, 2),
        (2, 2, 3),
        (3, 2, 2),
        (4, 2, 2),
    ]
    assert old.source.media_type == MEDIA_TYPE


def test_the_blocks_are_those_of_the_docx() -> None:
    old, new = read(NOTICE.read_bytes()), read(NOTICE.with_suffix(".docx").read_bytes())
    assert (old.blocks, old.remarks) == (new.blocks, new.remarks)
    assert {b.kind for b in old.blocks} == {"paragraph", "cell", "furniture"}


CUT = Options(cuts=(5, 9, 12, 30), backwards=True)


@pytest.mark.parametrize("options", [Options(), CUT, replace(CUT, flags=0)], ids=["whole", "saved-fast", "other-table"])
def test_text_in_pieces_anywhere_in_the_file(options: Options) -> None:
    """Pieces of one and of two bytes a character, in any order, as a fast save leaves them."""
    paragraphs: list[Para | str] = [
        "GDP growth 6%",
        "数字经济占比提高",
        Para("Café “3”…", looks={(0, 2): INSERTED}),
        LONG,
    ]
    assert texts(paragraphs, options) == ["GDP growth 6%", "数字经济占比提高", "Café “3”…", LONG]


def test_the_name_of_a_file_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "notice.wps"
    path.write_bytes(NOTICE.read_bytes())
    assert extract(path).tasks == extract(NOTICE).tasks


def test_a_character_of_two_halves() -> None:
    assert texts(["𠮷林区甲", "乙\ud842"]) == ["𠮷林区甲", "乙\ufffd"]
    assert texts(["甲𠮷乙"], Options(cuts=(2,), backwards=True)) == ["甲𠮷乙"]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param("县自然资源局，\v梅溪镇", ["县自然资源局，梅溪镇"], id="break-that-wraps"),
        pytest.param("一、总体要求\v坚持。", ["一、总体要求", "坚持。"], id="break-that-separates"),
        pytest.param("甲，\f乙", ["甲，", "乙"], id="page-break"),
        pytest.param("A\x1eB\x1fC\t丁", ["A-BC\t丁"], id="hyphens-and-tab"),
        pytest.param("\x13 REF a \x14附件1\x15。", ["附件1。"], id="field"),
        pytest.param("\x13 IF \x13 PAGE \x142\x15 \x14见附件\x15。", ["见附件。"], id="field-in-a-field"),
        pytest.param("\x13 PAGE 不丢", ["PAGE 不丢"], id="field-that-never-ends"),
        pytest.param("\x13eq \\o\\ac(○,3)\x15甲", ["③甲"], id="field-that-draws-a-circle"),
        pytest.param('涢\x13 EQ \\* jc2 \\* "Font:宋体" \\o\\ad(\\s\\up 9(shuǐ),水)\x15镇', ["涢shuǐ水镇"], id="field-that-draws-a-pronunciation"),
        pytest.param("甲\x01\x08\u200b乙", ["甲乙"], id="objects-and-zero-width"),
        pytest.param(Para("新增(家", looks={(2, 3): sprm(0x6A09, 0x0000 | 0xF06C << 16)}), ["新增•家"], id="symbol-of-an-unknown-font"),
        pytest.param(Para("甲乙丙", looks={(1, 2): HIDDEN}), ["甲丙"], id="hidden"),
        pytest.param(Para("甲乙丙", looks={(1, 2): sprm(0x083C, 0x81)}), ["甲丙"], id="hidden-against-its-style"),
        pytest.param(Para("甲乙丙", looks={(1, 2): sprm(0x083C, 0x80)}), ["甲乙丙"], id="shown-as-its-style"),
    ],
)  # fmt: skip
def test_text_of_a_paragraph(paragraph: Para | str, expected: list[str]) -> None:
    assert texts([paragraph]) == expected
    assert texts([LONG, paragraph], Options(cuts=(26,), backwards=True)) == [LONG, *expected]


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    result = read(
        doc(
            [
                Para("新增1020家", looks={(2, 4): DELETED, (4, 6): INSERTED}),
                Para("前半，", looks={(3, 4): DELETED}),
                "后半。\x05",
                *cells("a", "b"),
                *cells("c", "d")[:-1],
                Para("", "\a", ROW_END, {(0, 1): DELETED}),
                *cells("e", "f"),
            ]
        )
    )
    assert [b.text for b in result.blocks] == ["新增20家", "前半，后半。", "a", "b", "e", "f"]
    assert result.remarks == (
        "tracked insertions are read as if accepted: 1",
        "tracked deletions are left out: 1",
        "comments are not read: 1",
    )


def test_changes_that_hold_for_a_whole_piece() -> None:
    """A piece names one change by a short code, or a list of them that was written before the table of pieces."""
    short, listed = 0x5C << 1 | 1 << 8, 1 | 0 << 1
    options = Options(cuts=(2, 4), prms={1: short}, backwards=True)
    assert texts(["甲乙丙丁戊"], options) == ["甲乙戊"]
    options = replace(options, prms={1: listed, 2: 1 | 9 << 1}, prepared=[DELETED])
    assert texts(["甲乙丙丁戊"], options) == ["甲乙戊"]


def test_a_section_ends_a_paragraph() -> None:
    sections = struct.pack("<III", 0, 4, 8) + bytes(24)
    assert texts([Para("通知文", "\f"), "附件一"], Options(parts={Part.SECTIONS: sections})) == ["通知文", "附件一"]


def test_centred() -> None:
    blocks = read(doc([Para("通知", changes=sprm(0x2461, 1)), Para("甲", changes=sprm(0x2461, 0)), "乙"])).blocks
    assert [b.centred for b in blocks] == [True, False, False]


ACROSS, ON_ACROSS, OLD_ACROSS, OLD_ON, DOWN, ON = 2, 1, 1, 2, 0x60, 0x20


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [cells("a", "b"), cells("c", "d|e"), cells("", "f")],
            [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 0, 1, 1), ("d\ne", 1, 1, 1, 1), ("", 2, 0, 1, 1), ("f", 2, 1, 1, 1)],
            id="rows-that-say-nothing",
        ),
        pytest.param(
            [cells("类别", "分工", edges=(0, 900, 5000), flags=(DOWN, 0)), cells("", "牵头", "责任", edges=(3, 890, 2000, 5004), flags=(ON, 0, 0))],
            [("类别", 0, 0, 2, 1), ("分工", 0, 1, 1, 2), ("牵头", 1, 1, 1, 1), ("责任", 1, 2, 1, 1)],
            id="wide-cell-and-merge-down",
        ),
        pytest.param(
            [cells("a", "", "b", edges=(0, 900, 1800, 2700), flags=(ACROSS, ON_ACROSS, 0)), cells("c", "d", "e", edges=(0, 900, 1800, 2700))],
            [("a", 0, 0, 1, 2), ("b", 0, 2, 1, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1), ("e", 1, 2, 1, 1)],
            id="merge-across",
        ),
        pytest.param(
            [cells("a", "", "b", "", edges=(0, 9, 18, 27, 36), flags=(OLD_ACROSS, OLD_ON, OLD_ACROSS, OLD_ON)), cells("c", "d", "e", "f", edges=(0, 9, 18, 27, 36))],
            [("a", 0, 0, 1, 2), ("b", 0, 2, 1, 2), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1), ("e", 1, 2, 1, 1), ("f", 1, 3, 1, 1)],
            id="merge-across-as-word-97-says-it-in-narrow-cells",
        ),
        pytest.param(
            [cells("a", "b", edges=(0, 900, 1800), more=sprm(0xD62B, b"\x00\x03")), cells("", "c", edges=(0, 900, 1800), more=sprm(0xD62B, b"\x00\x01")),
             cells("d", "", edges=(0, 900, 1800), more=sprm(0x5624, 0x0200)), cells("e", "f", edges=(0, 900, 1800), more=sprm(0x5624, 0x0200) + sprm(0x5625, 0x0200))],
            [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1), ("d", 2, 0, 1, 2), ("e", 3, 0, 1, 1), ("f", 3, 1, 1, 1)],
            id="merges-as-changes-of-the-row",
        ),
        pytest.param(
            [cells("a", "b", edges=(0, 900, 1800)), cells("c", edges=(900, 1800))],
            [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)],
            id="row-that-begins-later",
        ),
        pytest.param(
            [cells("a", "b", edges=(0, 900, 800)), cells("c", "d", edges=(0, 900, 1800, 2700))],
            [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1)],
            id="edges-that-do-not-fit",
        ),
        pytest.param(
            [cells("a", "b", edges=(0, 900, 1800)), [*cells("c", "d")[:-1]]],
            [("a", 0, 0, 1, 1), ("b", 0, 1, 1, 1), ("c", 1, 0, 1, 1), ("d", 1, 1, 1, 1)],
            id="row-without-an-end",
        ),
    ],
)  # fmt: skip
def test_tables(rows: list[list[Para]], expected: list[tuple[str, int, int, int, int]]) -> None:
    blocks = read(doc([LONG, *(p for row in rows for p in row), "完"])).blocks
    assert [(b.kind, b.text, b.cell) for b in blocks[1:-1]] == [
        ("cell", text, Cell(0, *place)) for text, *place in expected
    ]
    assert (blocks[0].text, blocks[-1].text) == (LONG, "完")


def test_a_long_row_is_kept_in_the_data_stream() -> None:
    edges, flags = (0, 900, 1800), (DOWN, 0)
    changes = cells("", "", edges=edges, flags=flags)[-1].changes
    stored = b"\0\0" + struct.pack("<H", len(changes)) + changes
    row = [*cells("甲", "b")[:-1], Para("", "\a", sprm(0x6646, 2))]
    blocks = read(doc([*row, *cells("", "c", edges=edges, flags=(ON, 0))], Options(data=stored))).blocks
    assert [(b.text, b.cell) for b in blocks] == [
        ("甲", Cell(0, 0, 0, 2)),
        ("b", Cell(0, 0, 1)),
        ("c", Cell(0, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([cells("一、总体要求|坚持。")], ["一、总体要求", "坚持。"]),
        ([cells("县委办公室|县政府办公室", "文件")], ["县委办公室", "县政府办公室", "文件"]),
        ([cells("抄送：县委办。", edges=(0, 900)), cells("县政府办公室", "2027年3月1日印发", edges=(0, 500, 900))], ["抄送：县委办。", "县政府办公室", "2027年3月1日印发"]),
    ],
    ids=["frame", "letterhead", "record"],
)  # fmt: skip
def test_tables_that_only_lay_out_are_paragraphs(rows: list[list[Para]], expected: list[str]) -> None:
    blocks = read(doc([p for row in rows for p in row])).blocks
    assert [(b.kind, b.text) for b in blocks] == [("paragraph", text) for text in expected]


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    inside = IN_TABLE + sprm(0x6649, 2)
    inner = [Para(text, "\r", inside + sprm(0x244B, 1)) for text in ("甲", "1")]
    row = Para("", "\r", inside + sprm(0x244B, 1) + sprm(0x244C, 1))
    outer = [Para("建设", "\r", IN_TABLE), *inner, row, *cells("", "局", "12月")]
    blocks = read(doc([*cells("任务", "单位", "时限"), *outer, "后", *cells("a", "b"), *cells("c", "d")])).blocks
    assert blocks[3].text == "建设\n甲\n1"
    assert [b.cell.table for b in blocks if b.cell] == [0] * 6 + [1] * 4


def _list(*levels: bytes, styles: Sequence[int] = (0xFFF,) * 9) -> bytes:
    head = struct.pack("<ii9HBB", 77, 0, *styles, len(levels) == 1, 0)
    return struct.pack("<H", 1) + head + b"".join(levels)


def _level(number_format: int, text: str, start: int = 1, flags: int = 0, follow: int = 2, restart: int = 0) -> bytes:
    fixed = struct.pack("<IBB9sBiIBBBB", start, number_format, flags, b"\1", follow, 0, 0, 0, 0, restart, 0)
    return fixed + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def _uses(*overrides: bytes) -> bytes:
    heads = b"".join(struct.pack("<iIIBBBB", 77, 0, 0, 1 if o else 0, 0, 0, 0) for o in overrides)
    return struct.pack("<I", len(overrides)) + heads + b"".join(b"\xff\xff\xff\xff" + o for o in overrides)


def item(level: int = 0, use: int = 1) -> Para:
    return Para("甲", changes=sprm(0x460B, use) + sprm(0x260A, level))


def numbers(paragraphs: Sequence[Para], lists: bytes, uses: bytes) -> str:
    found = texts(paragraphs, Options(parts={Part.LIST_USES: uses, Part.LISTS: lists}))
    return " ".join(text.removesuffix("甲") for text in found)


@pytest.mark.parametrize(
    ("number_format", "text", "expected"),
    [
        (0, "\0.", "1. 2. 3."),
        (37, "\0、", "一、 二、 三、"),
        (39, "（\0）", "（一） （二） （三）"),
        (11, "第\0条", "第一条 第二条 第三条"),
        (28, "\0", "① ② ③"),
        (27, "\0", "⑴ ⑵ ⑶"),
        (57, "\0", "- 1 - - 2 - - 3 -"),
        (22, "\0", "01 02 03"),
        (23, "\uf06c", "• • •"),
        (0xFF, "\0", "  "),
        (200, "\0", "1 2 3"),
    ],
)
def test_formats_of_automatic_numbers(number_format: int, text: str, expected: str) -> None:
    assert numbers([item()] * 3, _list(_level(number_format, text)), _uses(b"")) == expected


_LEVELS = (
    _level(37, "\0、"),
    _level(0, "\1."),
    _level(0, "\0.\1.\2", flags=4),
    *([_level(0, "")] * 6),
)


@pytest.mark.parametrize(
    ("paragraphs", "levels", "uses", "expected"),
    [
        pytest.param([item(n) for n in (0, 1, 1, 0, 1)], _LEVELS, [b""], "一、 1. 2. 二、 1.", id="a-level-begins-anew"),
        pytest.param([item(n) for n in (0, 1, 2, 2)], _LEVELS, [b""], "一、 1. 1.1.1 1.1.2", id="legal-figures"),
        pytest.param([item(n) for n in (0, 1, 0, 1)], (_LEVELS[0], _level(0, "\1.", flags=8), *_LEVELS[2:]), [b""], "一、 1. 二、 2.", id="numbers-through"),
        pytest.param([item(), item(use=2), item(use=2), item()], (_level(0, "\0."),), [b"", struct.pack("<II", 7, 0x10)], "1. 7. 8. 9.", id="a-use-that-starts-elsewhere"),
        pytest.param([item(use=2), item(use=2)], (_level(0, "\0."),), [b"", struct.pack("<II", 0, 0x30) + _level(37, "\0、", start=3)], "三、 四、", id="a-use-with-its-own-level"),
        pytest.param([item(), item(use=0), item(use=0xF801), item()], (_level(0, "\0."),), [b""], "1.   2.", id="switched-off"),
        pytest.param([item()], (_level(0, "\0.", follow=0),), [b""], "1.\t", id="tab"),
    ],
)  # fmt: skip
def test_counters(paragraphs: list[Para], levels: tuple[bytes, ...], uses: list[bytes], expected: str) -> None:
    assert numbers(paragraphs, _list(*levels), _uses(*uses)) == expected


@pytest.mark.parametrize(
    ("lists", "uses"),
    [(b"", _uses(b"")), (_list(_level(0, "\0.")), b""), (_list(_level(0, "\0.")), _uses(b"")[:10])],
    ids=["no-lists", "no-uses", "uses-cut-off"],
)
def test_numbers_that_cannot_be_worked_out_are_said(lists: bytes, uses: bytes) -> None:
    options = Options(parts={Part.LIST_USES: uses, Part.LISTS: lists})
    result = read(doc([item(), item(use=9), "乙\x13 AUTONUM \x15"], options))
    assert [b.text for b in result.blocks] == ["甲", "甲", "乙"]
    assert result.remarks == ("automatic numbers cannot be worked out and are missing: 3",)


def _styles(*styles: tuple[str, int, int, bytes]) -> bytes:
    """A style sheet: name, built-in number, the style it is based on, the changes of its paragraphs."""
    sheet = struct.pack("<HHH", 4, len(styles), 10)
    for index, (name, built_in, based_on, changes) in enumerate(styles):
        paragraph = struct.pack("<H", index) + changes
        record = struct.pack("<HHHHH", built_in, 1 | based_on << 4, 2, 0, 0)
        record += struct.pack("<H", len(name)) + (name + "\0").encode("utf-16-le")
        record += struct.pack("<H", len(paragraph)) + paragraph + b"\0" * (len(paragraph) % 2) + b"\0\0"
        sheet += struct.pack("<H", len(record)) + record
    return sheet


def test_what_a_style_says() -> None:
    sheet = _styles(
        ("正文", 0, 0xFFF, b""),
        ("标题", 0xFFE, 0, sprm(0x2461, 1) + sprm(0x460B, 1)),
        ("目录 1", 19, 0, b""),
        ("小标题", 0xFFE, 1, b""),
    )
    parts = {Part.STYLES: sheet, Part.LIST_USES: _uses(b""), Part.LISTS: _list(_level(37, "\0、"))}
    paragraphs = [Para(text, style=style) for style, text in enumerate(("甲", "乙", "丙\t1", "丁"))]
    blocks = read(doc(paragraphs, Options(parts=parts))).blocks
    assert [(b.text, b.centred, b.kind) for b in blocks] == [
        ("甲", False, "paragraph"),
        ("一、乙", True, "paragraph"),
        ("丙\t1", False, "furniture"),
        ("二、丁", True, "paragraph"),
    ]


def test_the_format_of_note_numbers_is_that_of_the_first_section() -> None:
    # the changes of the section stand behind the text, in a piece that is no part of it
    changes = sprm(0x5040, 28)
    text = "甲\x02。\r" + (struct.pack("<H", len(changes)) + changes).decode("utf-16-le")
    parts = {
        Part.FOOTNOTE_MARKS: struct.pack("<IIH", 1, 4, 1),
        Part.SECTIONS: struct.pack("<IIHIHI", 0, 4, 0, HEAD + 8, 0, 0),
    }
    assert texts([text], Options(parts=parts))[0] == "甲①。"


def test_notes_headers_footers_and_text_boxes() -> None:
    shape, box = struct.pack("<I", 5) + bytes(22), struct.pack("<8xHxxxxIxxxx", 0, 5)
    loose = struct.pack("<8xHxxxxIxxxx", 0, 6)
    options = Options(
        stories={
            "footnotes": "\x02含分公司。\r",
            "headers": "内部资料\r— 1 —\r",
            "boxes": "县政府文件\r框\r",
        },
        parts={
            Part.FOOTNOTE_MARKS: struct.pack("<IIH", 4, 9, 1),
            Part.FOOTNOTES: struct.pack("<III", 0, 7, 9),
            Part.HEADERS: struct.pack("<14I", *[0] * 8, *[5] * 2, *[11] * 4),
            Part.SHAPES: struct.pack("<II", 0, 9) + shape,
            Part.BOXES: struct.pack("<IIII", 0, 6, 8, 9) + box + loose + bytes(22),
        },
    )
    result = read(doc(["\x08新增家\x02。", "正文"], options))
    assert [(b.kind, b.text, [f.reason for f in b.furniture]) for b in result.blocks] == [
        ("furniture", "内部资料", ["running-head"]),
        ("paragraph", "县政府文件", []),
        ("paragraph", "新增家1。", ["footnote"]),
        ("paragraph", "正文", []),
        ("paragraph", "框", []),
        ("furniture", "1含分公司。", ["footnote"]),
        ("furniture", "— 1 —", ["running-foot"]),
    ]


OLD = word_6("Minutes\r1. Plant 300 trees.\r")
REMARK = "read by way of LibreOffice, as a file of Word 95 or older"


def install(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program there that is called as LibreOffice is."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice (soffice), which is not here")
def test_an_older_file_is_read_by_way_of_libreoffice() -> None:
    result = read(OLD)
    assert [b.text for b in result.blocks if b.text] == ["Minutes", "1. Plant 300 trees."]
    assert (result.media_type, result.remarks) == (MEDIA_TYPE, (REMARK,))


def test_libreoffice_is_called_with_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = NOTICE.with_suffix(".docx")
    install(
        tmp_path, f'echo "$@" > {tmp_path}/called; for last; do :; done; cp {made} "${{last%.doc}}.docx"', monkeypatch
    )
    result = read(OLD)
    assert result.blocks == read(made.read_bytes()).blocks
    assert result.remarks[0] == REMARK
    *options, source = (tmp_path / "called").read_text("utf-8").split()
    assert options[0] == f"-env:UserInstallation={Path(source).parent.as_uri()}/profile"
    assert not Path(source).parent.exists()


def test_libreoffice_that_gives_up_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "exit 1", monkeypatch)
    with pytest.raises(UnreadableInput, match="LibreOffice cannot read"):
        read(OLD)


def test_libreoffice_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_SECONDS", 0.2)
    install(tmp_path, f"sleep 600 & echo $! > {tmp_path}/started; wait", monkeypatch)
    with pytest.raises(UnreadableInput, match="LibreOffice cannot read"):
        read(OLD)
    process = int((tmp_path / "started").read_text("utf-8"))
    status = Path(f"/proc/{process}/status")
    assert not status.exists() or "zombie" in status.read_text("utf-8")


def test_without_libreoffice_an_older_file_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableInput, match="Word 95") as raised:
        read(OLD)
    assert raised.value.hint == "install LibreOffice, or open it in Word or WPS and save it as DOCX or PDF"


PLAIN: list[Para | str] = ["一、重点任务", *cells("任务", "单位"), *cells("植树", "县林业局")]
WHOLE = doc(PLAIN)
BROKEN = [
    pytest.param(WHOLE[:1500], UnreadableInput, "damaged or cut short", id="cut-off"),
    pytest.param(NOTICE.read_bytes()[:9000], UnreadableInput, "DOC.* damaged", id="cut-in-the-middle"),
    pytest.param(ole({"WordDocument": b"x" * 200}), UnreadableInput, "not that of a Word file", id="no-header"),
    pytest.param(doc(PLAIN, Options(flags=0x0300)), EncryptedInput, "encrypted", id="encrypted"),
    pytest.param(doc(["", " \t"]), UnreadableInput, "no text", id="no-text"),
    pytest.param(doc(["\x01"]), NoTextLayer, "pictures", id="pictures-only"),
    pytest.param(doc(PLAIN, Options(parts={Part.PIECES: b""})), UnreadableInput, "table of pieces is missing", id="no-pieces"),
    pytest.param(doc(PLAIN, Options(parts={Part.PIECES: b"\2\x14\0\0\0" + struct.pack("<IIIQQ", 0, 9, 5, 0, 0)})), UnreadableInput, "pieces", id="pieces-backwards"),
    pytest.param(doc(PLAIN, Options(parts={Part.PIECES: b"\2\x10\0\0\0" + struct.pack("<IIHIH", 0, 2**30, 0, 0, 0)})), UnreadableInput, "pieces is wrong", id="piece-without-end"),
    pytest.param(doc(PLAIN, Options(parts={Part.PIECES: b"\2\x10\0\0\0" + struct.pack("<IIHIH", 0, 90, 0, 2**20, 0)})), UnreadableInput, "cut short", id="piece-outside"),
    pytest.param(doc(PLAIN, Options(parts={Part.PIECES: b"\2\x10\0\0\0" + struct.pack("<IIHIH", 0, 3, 0, 1024, 0)})), UnreadableInput, "too short", id="too-few-pieces"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "error", "message"), BROKEN)
def test_broken_files_end_in_one_clear_line(data: bytes, error: type[UnreadableInput], message: str) -> None:
    with pytest.raises(error, match=message) as raised:
        read(data)
    assert "\n" not in str(raised.value)
    assert raised.value.hint


def test_fields_inside_fields_without_end_cost_nothing() -> None:
    deep = "\x13\x14" * 20_000 + "甲\t" * 20_000 + "\x15" * 20_000
    assert texts([deep]) == [("甲\t" * 20_000).strip()]
    assert texts(["\x13" + "甲\t" * 50_000 + "\x14乙\x15"]) == ["乙"]


def test_stories_that_repeat_each_other_are_read_once() -> None:
    positions = struct.pack("<2000I", *[0, 5] * 1000)
    result = read(doc(["正文"], Options(stories={"headers": "内部资料\r"}, parts={Part.HEADERS: positions})))
    assert [b.text for b in result.blocks] == ["正文"]


def _parts() -> dict[str, bytes]:
    parts = {
        Part.LIST_USES: _uses(b"", struct.pack("<II", 7, 0x10)),
        Part.LISTS: _list(*_LEVELS),
        Part.STYLES: _styles(("正文", 0, 0xFFF, b""), ("标题", 0xFFE, 0, sprm(0x2461, 1))),
    }
    row = cells("a", "b", edges=(0, 9, 18), flags=(DOWN, 0))
    paragraphs = [
        item(),
        item(1),
        Para("甲乙", looks={(0, 1): HIDDEN}, style=1),
        *row,
        *cells("", "c", edges=(0, 9, 18)),
    ]
    return streams(paragraphs, Options(cuts=(3, 7), parts=parts, stories={"headers": "页\r"}, backwards=True))


def test_damage_in_the_streams_of_a_file_never_shows_a_foreign_error() -> None:
    good = _parts()
    scraps = (b"", b"\0", b"\xff", b"\xff\xff\xff", b"\x80", b"\x07", b"\x0d", b"\x46\x66")
    chance = random.Random(11)
    readable = 0
    for _ in range(800):
        try:
            read(ole(damaged(good, chance, scraps)))
            readable += 1
        except UnreadableInput:
            continue
    assert 0 < readable < 800


@pytest.mark.parametrize("good", [NOTICE.read_bytes(), ole(_parts())], ids=["notice", "small"])
def test_damage_anywhere_in_a_file_never_shows_a_foreign_error(good: bytes) -> None:
    chance = random.Random(3)
    for _ in range(400):
        bad = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            bad[chance.randrange(8, len(bad))] = chance.choice((0, 0xFF, chance.randrange(256)))
        try:
            read(bytes(bad))
        except UnreadableInput:
            continue
