"""Fonts that PDFium and pdfminer read differently: what is taken of each, and what is said of it."""

from __future__ import annotations

import sys
import time

import pytest

from taskparse.readers.pdf import read_pdf, second
from taskparse.readers.pdf.strange import jumbled
from taskparse.source import ReadResult
from tests.pdf_writer import Raw, Text, pdf, stream
from tests.test_reader_pdf import body, filler
from tests.test_reader_pdf_odd import SYSTEM, TWO_FONTS

PRINTED = "建设公园"
GB1 = ("Adobe", "GB1")
CIDS = "08790d21070410f3"
"""建设公园 by their places in Adobe-GB1."""

TWO_BYTES, ONE_BYTE = "<0000> <FFFF>", "<00> <FF>"


def cmap(*pairs: tuple[str, str], space: str = TWO_BYTES, more: str = "") -> str:
    """A ToUnicode of these codes and meanings, in hexadecimal figures."""
    chars = "".join(f"<{code}> <{meaning}>\n" for code, meaning in pairs)
    block = f"{len(pairs)} beginbfchar\n{chars}endbfchar\n" if pairs else ""
    begin = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    return f"{begin}1 begincodespacerange {space} endcodespacerange\n{block}{more}endcmap end end"


def composite(encoding: str, ordering: tuple[str, str], meanings: str = "", to_unicode: str = "8 0 R") -> list[bytes]:
    """A Type0 font as objects 6 and 7, its ToUnicode as object 8."""
    known = f" /ToUnicode {to_unicode}" if meanings or to_unicode != "8 0 R" else ""
    system = SYSTEM.format(*ordering)
    return [
        f"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /{encoding} /DescendantFonts [7 0 R]{known} >>".encode(),
        f"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /A /DW 1000 {system} /FontDescriptor 5 0 R >>".encode(),
        stream("", meanings),
    ]


def simple(subtype: str, names: str, meanings: str = "") -> list[bytes]:
    """A font of single bytes as object 6, whose codes from 65 on have these glyph names."""
    known = " /ToUnicode 8 0 R" if meanings else ""
    glyphs = " ".join(f"{name} 9 0 R" for name in names.split())
    drawn = f"/FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << {glyphs} >>"
    font = (
        f"<< /Type /Font /Subtype /{subtype} /BaseFont /A /FirstChar 0 /LastChar 255 /Widths [{'1000 ' * 256}]"
        f" /Encoding << /Type /Encoding /Differences [65 {names}] >> /FontDescriptor 7 0 R{known}"
        f" {drawn if subtype == 'Type3' else ''} >>"
    )
    descriptor = (
        b"<< /Type /FontDescriptor /FontName /A /Flags 4 /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120"
        b" /CapHeight 880 /StemV 80 /ItalicAngle 0 >>"
    )
    return [font.encode(), descriptor, stream("", meanings), stream("", "1000 0 d0 0 0 800 800 re f")]


def read(fonts: list[bytes], codes: str, *, lines: int = 3, repeat: int = 6) -> ReadResult:
    """A page with a line in a font that is known and some in another."""
    shown = [Raw(f"BT /F2 16 Tf 1 0 0 1 80 {600 - 28 * i} Tm <{codes * repeat}> Tj ET") for i in range(lines)]
    return read_pdf(pdf([[Text(112, 100, "各镇人民政府："), *shown]], resources=TWO_FONTS, objects=fonts))


def to(codes: str, *meanings: str) -> list[tuple[str, str]]:
    """Pairs of codes of four figures and what they mean."""
    return list(zip([codes[i : i + 4] for i in range(0, len(codes), 4)], meanings, strict=True))


def printed(result: ReadResult) -> str:
    """The text below the line that is known."""
    return "".join([block.text for block in result.blocks]).removeprefix("各镇人民政府：")


UNICODE = PRINTED.encode("utf-16-be").hex()
NAMES = "/uni5EFA /uni8BBE /uni516C /uni56ED"
PRIVATE = ("E001", "E002", "E003", "E004")
NAUGHT = ("0000",) * 4
UNKNOWN = ("FFFD",) * 4

PDFMINER_KNOWS = {
    "a code table that PDFium has not": (composite("GB-H", GB1), PRINTED.encode("gb2312").translate(bytes((i - 128) % 256 for i in range(256))).hex()),
    "a ToUnicode that is a name": (composite("Identity-H", GB1, to_unicode="/Identity-H"), UNICODE),
    "glyph names in a TrueType font": (simple("TrueType", NAMES), "41424344"),
    "glyph names in a Type 3 font": (simple("Type3", NAMES), "41424344"),
    "private codes for glyphs of Adobe's collection": (composite("Identity-H", GB1, cmap(*to(CIDS, *PRIVATE))), CIDS),
    "no codes for glyphs of Adobe's collection": (composite("Identity-H", GB1, cmap(*to(CIDS, *NAUGHT))), CIDS),
    "unknown codes for glyphs of Adobe's collection": (composite("Identity-H", GB1, cmap(*to(CIDS, *UNKNOWN))), CIDS),
    "private codes for GBK": (composite("GBK-EUC-H", GB1, cmap(*to(PRINTED.encode("gbk").hex(), *PRIVATE))), PRINTED.encode("gbk").hex()),
    "private codes for glyphs with names": (
        simple("Type1", NAMES, cmap(("41", "E001"), ("42", "E002"), ("43", "E003"), ("44", "E004"), space=ONE_BYTE)),
        "41424344",
    ),
}  # fmt: skip
PDFIUM_KNOWS = {
    "a ToUnicode with gaps": (composite("Identity-H", GB1, cmap((CIDS[:4], "5EFA"))), CIDS),
    "an empty ToUnicode": (composite("GBK-EUC-H", GB1, cmap()), PRINTED.encode("gbk").hex()),
    "codes that are Unicode": (composite("Identity-H", ("Founder", "PKU2")), UNICODE),
    "Adobe's collection": (composite("Identity-H", GB1), CIDS),
    "Adobe's collection by name": (composite("Identity-H", GB1, to_unicode="/Adobe-GB1-UCS2"), CIDS),
}
TAKEN = "page 1: 72 characters are as pdfminer reads them, for PDFium gives none that can be meant (font A)"


@pytest.mark.parametrize("name", PDFMINER_KNOWS)
def test_what_pdfminer_knows_is_taken(name: str) -> None:
    result = read(*PDFMINER_KNOWS[name])
    assert printed(result) == PRINTED * 18
    assert [remark.replace(" 54 ", " 72 ") for remark in result.remarks] == [TAKEN]


@pytest.mark.parametrize("name", PDFIUM_KNOWS)
def test_what_pdfium_knows_is_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "_ask", lambda _: pytest.fail("a page that says what it means is read once"))
    result = read(*PDFIUM_KNOWS[name], lines=1)
    assert (printed(result), result.remarks) == (PRINTED * 6, ())


def test_pdfminer_is_never_imported_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "pdfminer"]:  # by another test
        monkeypatch.delitem(sys.modules, name)
    read(*PDFMINER_KNOWS["glyph names in a Type 3 font"])
    assert not [name for name in sys.modules if name.partition(".")[0] == "pdfminer"]


def test_a_private_code_with_two_meanings_is_not_read() -> None:
    """Two glyphs with one private code: which of them a program means by it, it does not say."""
    font = composite("Identity-H", GB1, cmap(*to(CIDS, "E001", "E001", "E003", "E004")))
    result = read(font, CIDS, lines=1, repeat=2)
    assert result.blocks[-1].text == "\ue001\ue001公园" * 2
    assert result.remarks[1:] == ("page 1: 4 characters without a meaning in the file (font A)",)


def test_what_is_read_differently_is_said() -> None:
    """The meanings that a font gives against its collection: nothing shows that they are wrong, so they stay."""
    fonts = composite("Identity-H", GB1, cmap(*to(CIDS, "5EFA", "8BBE", "516C", "E004")))
    assert read(fonts, CIDS, lines=1, repeat=1).remarks == (TAKEN.replace("72", "1"),)
    names = simple("TrueType", NAMES.replace("/uni5EFA", "/uniE001"))
    result = read(names, "42434441", lines=1, repeat=1)
    assert printed(result) == "BCDA"


@pytest.mark.parametrize("encoding", ["UniGB-UTF8-H", "UniGB-UTF32-H"])
def test_lines_whose_codes_are_cut_differently_are_left(encoding: str) -> None:
    codes = PRINTED.encode(encoding[6:].removesuffix("-H").replace("32", "-32-be").replace("UTF8", "UTF-8")).hex()
    result = read(composite(encoding, GB1), codes)
    assert len(result.remarks) == 1
    assert "its text layer cannot be trusted" in result.remarks[0]


HARMFUL = {
    "a ToUnicode of all codes there can be": composite(
        "Identity-H", GB1, cmap(*to(CIDS, *PRIVATE), more="1 beginbfrange <00000000> <FFFFFFFE> <E000> endbfrange\n")
    ),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_files_made_to_harm_end(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second, "_SECONDS", 2)
    began = time.monotonic()
    result = read(HARMFUL[name], CIDS)
    assert time.monotonic() - began < 10
    assert "its text layer cannot be trusted" in result.remarks[-1]


def test_without_an_interpreter_one_reading_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    result = read(*PDFMINER_KNOWS["private codes for GBK"])
    assert "its text layer cannot be trusted" in result.remarks[0]


TITLE = "关于印发重点任务分工方案的通知"
IN_GBK = [char.encode("gbk").hex() for char in TITLE]
RARE = "㐀㐌㑇㑊㔾㕮㘎㙍㙘㙦㚀㚻㛃㛚㛹"
MANY_SCRIPTS = "ࡹഡܐჳᎠ각ᐂᚁաมⴱḁⰁꔁக"
WRONG_TITLES = {
    "private codes": [f"{0xE100 + i:04x}" for i in range(15)],
    "codes of a symbol font": [f"{0xF030 + i:04x}" for i in range(15)],
    "unknown codes": ["FFFD"] * 15,
    "rare ideographs": [f"{ord(char):04x}" for char in RARE],
    "letters of Western Europe": [f"{0xC0 + i:04x}" for i in range(15)],
    "letters of many scripts": [f"{ord(char):04x}" for char in MANY_SCRIPTS],
    "half of it": [f"{ord(char):04x}" for char in RARE[:8] + TITLE[8:]],
}


def titled(fonts: list[bytes], codes: str) -> ReadResult:
    """A page whose title is in another font than all the rest."""
    line = Raw(f"BT /F2 22 Tf 1 0 0 1 130 700 Tm <{codes}> Tj ET")
    return read_pdf(
        pdf([[line, *body("　　各镇人民政府：", *filler(6), top=220.0)]], resources=TWO_FONTS, objects=fonts)
    )


@pytest.mark.parametrize("name", WRONG_TITLES)
def test_one_line_in_a_bad_font(name: str) -> None:
    """The page is good but for its title: what the codes mean by themselves is taken, and said with page and font."""
    wrong = cmap(*dict(zip(IN_GBK, WRONG_TITLES[name], strict=True)).items())
    result = titled(composite("GBK-EUC-H", GB1, wrong), "".join(IN_GBK))
    assert result.blocks[0].text == TITLE
    assert [remark.replace(" 8 ", " 15 ") for remark in result.remarks] == [TAKEN.replace("72", "15")]


@pytest.mark.parametrize("meant", [RARE, MANY_SCRIPTS, "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎ"])
def test_one_line_that_nothing_explains(meant: str) -> None:
    codes = [f"{i:04x}" for i in range(1, 16)]
    wrong = cmap(*[(code, f"{ord(char):04x}") for code, char in zip(codes, meant, strict=True)])
    result = titled(composite("Identity-H", ("Adobe", "Identity"), wrong), "".join(codes))
    assert result.blocks[0].text == meant
    assert result.remarks == ("page 1: 15 characters without a meaning in the file (font A)",)


def test_gbk_taken_for_latin_letters_in_one_line() -> None:
    latin = [b"<< /Type /Font /Subtype /Type1 /BaseFont /ABCDEF+Song /Encoding /WinAnsiEncoding >>"]
    assert titled(latin, "".join(IN_GBK)).remarks == (
        "page 1: 30 characters without a meaning in the file (font Song)",
    )


@pytest.mark.parametrize(
    "line",
    [
        "關於印發重點任務分工方案的通知",  # traditional characters
        "ئۇيغۇر ئاپتونوم رايونلۇق",  # Uyghur
        "བོད་རང་སྐྱོང་ལྗོངས",  # Tibetan
        "Nghị quyết về phát triển kinh tế",
        "연변조선족자치주인민정부",
        "王㛃、李㑇、张㙍、赵㙘等同志",
        "Développement économique à l'échelle régionale",
        "①②③④⑤⑥⑦⑧⑨⑩≥≤℃㎡㎏",
    ],
)
def test_a_line_in_another_script_is_no_jumble(line: str) -> None:
    assert jumbled(f"各镇人民政府：\n{line}\n通知如下。") == []
