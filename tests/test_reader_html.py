"""The HTML reader: pages are made here, one feature each, and one article in the shapes that sites give to a page."""

from __future__ import annotations

import quopri
from pathlib import Path

import pytest
import regex

from taskparse.errors import TaskparseError, UnreadableInput
from taskparse.extraction import extract_bytes
from taskparse.readers import read
from taskparse.readers.html import MEDIA_TYPE, read_html
from taskparse.source import Block, Cell

SHARED = Path(__file__).parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared, which is not here")


def blocks(page: str) -> list[Block]:
    return list(read_html(page.encode()).blocks)


def texts(page: str) -> list[str]:
    return [block.text for block in blocks(page)]


def article(page: str) -> list[str]:
    return [block.text for block in blocks(page) if block.kind != "furniture"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<p>一、总体要求</p><p>坚持。</p>", ["一、总体要求", "坚持。"], id="p"),
        pytest.param("<div>一、总体要求</div><div><div>坚持。</div></div>", ["一、总体要求", "坚持。"], id="div"),
        pytest.param("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"], id="text-around-a-paragraph"),
        pytest.param("<h2>一、总体要求</h2>坚持。", ["一、总体要求", "坚持。"], id="heading"),
        pytest.param(
            "<p><b>（一）</b><span>夯实</span><font color=red>基础</font></p>", ["（一）夯实基础"], id="inline"
        ),
        pytest.param(
            "<p>新增企\n  业20家，\n建成 Big\nData 中心</p>",
            ["新增企业20家，建成 Big Data 中心"],
            id="white-space-of-the-source",
        ),
        pytest.param("<p>　　坚持&nbsp;稳中求进&emsp;</p>", ["坚持\xa0稳中求进"], id="indents"),
        pytest.param("<p>新增&#8203;20&shy;家</p>", ["新增20家"], id="zero-width"),
        pytest.param("<p>1&#150;2家</p>", ["1–2家"], id="windows-characters"),
        pytest.param("<p>甲&lt;乙&gt;&amp;&#x4e19;</p>", ["甲<乙>&丙"], id="entities"),
        pytest.param(
            "<span style='display: block'>甲</span><span style='display:block'>乙</span>",
            ["甲", "乙"],
            id="spans-as-blocks",
        ),
        pytest.param("<pre>一、总体要求\n　　坚持。</pre>", ["一、总体要求", "坚持。"], id="pre"),
        pytest.param("<p></p><p>&nbsp;</p><p>甲</p>", ["甲"], id="empty-paragraphs"),
        pytest.param("<dl><dt>甲</dt><dd>乙</dd></dl>", ["甲", "乙"], id="dl"),
    ],
)
def test_paragraphs(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            "<p>一、总体要求<br>　　坚持稳中求进，<br>推进建设。</p>",
            ["一、总体要求", "坚持稳中求进，推进建设。"],
            id="indented",
        ),
        pytest.param("甲，<br><br>乙", ["甲，", "乙"], id="two"),
        pytest.param("县人民政府办公室<br>2027年3月2日", ["县人民政府办公室", "2027年3月2日"], id="signature"),
        pytest.param("1.新增企业20家<br/>2.新建公路", ["1.新增企业20家", "2.新建公路"], id="numbered"),
        pytest.param(
            "各乡镇人民政府：<br>现将任务印发给你们。", ["各乡镇人民政府：", "现将任务印发给你们。"], id="colon"
        ),
        pytest.param(
            "关于印发东湖县二〇二七年政府工作报告确定的重点任务分解<br>方案的通知",
            ["关于印发东湖县二〇二七年政府工作报告确定的重点任务分解方案的通知"],
            id="long-title",
        ),
        pytest.param("甲<br>，乙", ["甲，乙"], id="comma-first"),
        pytest.param("<p>县自然资源局、<br>\n梅溪镇</p>", ["县自然资源局、梅溪镇"], id="list-of-units"),
    ],
)
def test_line_breaks(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"], id="plain"),
        pytest.param(
            '<ol start="3"><li>甲</li><li value="9">乙</li><li>丙</li></ol>',
            ["3. 甲", "9. 乙", "10. 丙"],
            id="start-and-value",
        ),
        pytest.param(
            '<ol type="a"><li>甲</li></ol><ol type="I"><li>乙</li><li>丙</li></ol>',
            ["a. 甲", "I. 乙", "II. 丙"],
            id="type",
        ),
        pytest.param("<ol reversed><li>甲</li><li>乙</li></ol>", ["2. 甲", "1. 乙"], id="reversed"),
        pytest.param(
            '<ol style="list-style-type: simp-chinese-informal"><li>甲</li><li>乙</li></ol>',
            ["一、甲", "二、乙"],
            id="chinese",
        ),
        pytest.param('<ol style="list-style:none"><li>甲</li></ol>', ["甲"], id="none"),
        pytest.param("<ol><li>1.甲</li><li>2.乙</li></ol>", ["1.甲", "2.乙"], id="already-numbered"),
        pytest.param("<ol><li>甲<ol><li>乙</li></ol></li><li>丙</li></ol>", ["1. 甲", "1. 乙", "2. 丙"], id="nested"),
        pytest.param("<ul><li>甲</li></ul>", ["甲"], id="ul"),
        pytest.param("<ol><li><p>甲</p><p>乙</p></li></ol>", ["1. 甲", "乙"], id="paragraphs-in-an-item"),
    ],
)
def test_lists(page: str, expected: list[str]) -> None:
    assert [regex.sub(r"\s+", " ", text) for text in texts(page)] == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var a = '<p>不见</p>'</script>",
        "<style>p{content:'不见'}</style>",
        "<!-- 不见 -->",
        '<p style="color:red; display : none">不见</p>',
        '<span style="visibility:hidden">不见</span>',
        "<div hidden>不见</div>",
        "<noscript>不见</noscript>",
        "<textarea>不见</textarea>",
        "<template><p>不见</p></template>",
        "<title>不见</title>",
    ],
)
def test_what_is_not_seen_is_not_text(hidden: str) -> None:
    assert "".join(texts(f"<body><p>前{'文' * 30}。</p>{hidden}<p>后。</p></body>")) == f"前{'文' * 30}。后。"


def test_an_article_hidden_until_a_script_has_run_is_read() -> None:
    assert (
        texts(f'<p>首页</p><div style="display:none"><p>{"坚持稳中求进。" * 9}</p></div>')[-1] == "坚持稳中求进。" * 9
    )


def test_control_characters_are_left_out() -> None:
    assert texts("<p>新增\x0120&#7;家<span hidden>x</span>\x02。</p>") == ["新增20家。"]


@pytest.mark.parametrize(
    ("page", "centred"),
    [
        ('<p align="center">通知</p>', True),
        ('<div style="text-align: center"><p>通知</p></div>', True),
        ("<center>通知</center>", True),
        ("<h1>通知</h1>", True),
        ('<div align="center"><p style="text-align:left">通知</p></div>', False),
        ("<p>通知</p>", False),
    ],
)
def test_centred(page: str, centred: bool) -> None:
    assert blocks(page)[0].centred is centred


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            "<table><tr><td rowspan=2>类别<td colspan=2>分工<tr><td>牵头<td>责任<tr><td>一<td>甲<br>乙<td><p>丙</p><p>丁</p></table>",
            [("类别", 0, 0, 2, 1), ("分工", 0, 1, 1, 2), ("牵头", 1, 1, 1, 1), ("责任", 1, 2, 1, 1), ("一", 2, 0, 1, 1), ("甲\n乙", 2, 1, 1, 1), ("丙\n丁", 2, 2, 1, 1)],
            id="spans-and-breaks",
        ),
        pytest.param(
            "<table><tfoot><tr><td>计<td>2</tfoot><tbody><tr><td>甲<td>1</tbody><thead><tr><th>任务<th>数</thead></table>",
            [("任务", 0, 0, 1, 1), ("数", 0, 1, 1, 1), ("甲", 1, 0, 1, 1), ("1", 1, 1, 1, 1), ("计", 2, 0, 1, 1), ("2", 2, 1, 1, 1)],
            id="head-first-foot-last",
        ),
        pytest.param(
            "<table><tr><td rowspan=9>a<td colspan=x>b<tr><td rowspan=0>c<tr></table>",
            [("a", 0, 0, 3, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 2, 1)],
            id="spans-beyond-the-table",
        ),
        pytest.param(
            "<table border=1><tr><td>序号<td>任务<tr><td><td>&nbsp;</table>",
            [("序号", 0, 0, 1, 1), ("任务", 0, 1, 1, 1), ("", 1, 0, 1, 1), ("", 1, 1, 1, 1)],
            id="empty-cells",
        ),
        pytest.param(
            "<table><tr><td>任务<td>单位<tr><td><ol><li>甲<li>乙</ol><td><table><tr><td>局<td>镇<tr><td>1<td>2</table></table>",
            [("任务", 0, 0, 1, 1), ("单位", 0, 1, 1, 1), ("1. 甲\n2. 乙", 1, 0, 1, 1), ("局\n镇\n1\n2", 1, 1, 1, 1)],
            id="list-and-table-in-a-cell",
        ),
    ],
)  # fmt: skip
def test_tables(page: str, expected: list[tuple[str, int, int, int, int]]) -> None:
    assert [(b.kind, b.text, b.cell) for b in blocks(page)] == [
        ("cell", text, Cell(0, *place)) for text, *place in expected
    ]


def test_a_caption_and_text_outside_the_cells_come_before_a_table() -> None:
    page = "<table><caption>附表</caption><tr><td>甲<td>乙</tr><tr><td>1<td>2</tr></table>"
    assert [(b.kind, b.text) for b in blocks(page)][:2] == [("paragraph", "附表"), ("cell", "甲")]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>{}</td></tr></table>",
        "<table><tr><td width=9>&nbsp;</td><td>{}</td><td></td></tr><tr><td></td><td>完</td><td></td></tr></table>",
        "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
        '<table role="presentation"><tr><td>a</td><td>b</td></tr><tr><td>{}</td><td>c</td></tr></table>',
        "<table><tr><td>左</td><td>右</td></tr><tr><td>{}</td><td>栏</td></tr></table>",
    ],
    ids=["one-cell", "spacers", "nested", "presentation", "main-column"],
)
def test_tables_that_lay_out_a_page_are_paragraphs(page: str) -> None:
    content = "".join(f"<p>{text}</p>" for text in BODY)
    found = blocks(page.format(content))
    assert not any(b.cell for b in found)
    assert [b.text for b in found if b.text in BODY] == BODY


BODY = [
    "东政办〔2027〕3号",
    "各乡镇人民政府，县政府各部门：",
    "经县政府同意，现将2027年重点任务分解如下，请认真抓好落实，确保按期完成。",
    "一、夯实产业基础",
    "1.新增企业20家，完成投资30亿元。（牵头单位：县工信局；责任单位：县商务局）",
    "2.新建公路12公里，改造危桥3座。（牵头单位：县交通局；责任单位：各乡镇）",
    "二、强化组织保障",
    "各责任单位要健全机制，每季度报告进展情况。",
    "东湖县人民政府办公室",
    "2027年3月1日",
]
TITLE = "东湖县人民政府办公室关于印发重点任务分解的通知"
INFO = "发布时间：2027-03-02 09:12　来源：县政府办　浏览次数：318次　字体：[<a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a>]"
MENU = "<ul><li><a href='/'>首页</a></li><li><a href='/zwgk'>政务公开</a></li><li><a href='/hd'>互动交流</a></li></ul>"
TRAIL = "您当前所在的位置：<a href='/'>首页</a> &gt; <a href='/zwgk'>政务公开</a> &gt; <a href='/wj'>政策文件</a>"
NEWS = "<h3>相关阅读</h3><ul><li><a href='1'>县政府召开常务会议，研究部署春耕生产工作</a></li><li><a href='2'>县长调研重点项目建设，强调加快进度。</a></li></ul>"
IMPRINT = "<p>主办：东湖县人民政府办公室　承办：县大数据中心</p><p>X ICP备00000000号　网站标识码：0000000000</p>"
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in BODY)
RECORD = "<table border=1><tr><td>索引号</td><td>000/2027-1</td></tr><tr><td>发文机关</td><td>县政府办</td></tr><tr><td>成文日期</td><td>2027年3月1日</td></tr></table>"

SHAPES = {
    "div": f"<div class=header>{MENU}</div><div class=dqwz>{TRAIL}</div><div class=main><h1>{TITLE}</h1><div class=info>{INFO}</div><div id=zoom>{PARAGRAPHS}</div>"
    f"<div class=xgwd>{NEWS}</div></div><div class=footer>{IMPRINT}</div>",
    "no-names": f"<div>{MENU}</div><div>{TRAIL}</div><div><div><p align=center>{TITLE}</p></div><div>{INFO}</div><div>{PARAGRAPHS}</div><div>{NEWS}</div></div><div>{IMPRINT}</div>",
    "flat": f"{MENU}<p>{TRAIL}</p><h1>{TITLE}</h1><p>{INFO}</p>{PARAGRAPHS}<p><a href=1>上一篇：春耕</a></p><p><a href=2>下一篇：防汛</a></p>{IMPRINT}",
    "tables": f"<table><tr><td><img src=a></td><td>{MENU}</td></tr></table><table><tr><td width=200>{MENU}{NEWS}</td><td>{TRAIL}<table><tr><td align=center class=title>{TITLE}</td></tr>"
    f"<tr><td align=center>{INFO}</td></tr><tr><td>{PARAGRAPHS}</td></tr></table></td></tr></table><table><tr><td>{IMPRINT}</td></tr></table>",
    "breaks": f"<div>{MENU}</div><div><h2>{TITLE}</h2><div>{INFO}</div><div class=TRS_Editor>{'<br>'.join('　　' + text for text in BODY)}</div></div><div>{IMPRINT}</div>",
    "html5": f"<header>{MENU}</header><nav>{TRAIL}</nav><main><article><h1>{TITLE}</h1><p>{INFO}</p>{PARAGRAPHS}</article><aside>{NEWS}</aside></main><footer>{IMPRINT}</footer>",
    "form": f"<form id=aspnetForm><div class=top>{MENU}<select><option>县政府</option><option>市政府</option></select><button>搜索</button></div>"
    f"<div class=nr><h1>{TITLE}</h1><p>{INFO}</p>{PARAGRAPHS}</div><div>{IMPRINT}</div></form>",
    "everything-is-top": f"<div id=top class=nav>{MENU}<div class=header><h1>{TITLE}</h1>{PARAGRAPHS}</div><div class=footer>{IMPRINT}</div></div>",
    "record": f"<div>{MENU}</div><div>{RECORD}<h1>{TITLE}</h1>{PARAGRAPHS}</div><div>{IMPRINT}</div>",
    "signature-outside": f"<div>{MENU}</div><div><h1>{TITLE}</h1><div class=content>{''.join(f'<p>{t}</p>' for t in BODY[:-2])}</div><div><p>{BODY[-2]}</p><p>{BODY[-1]}</p></div></div>"
    f"<div>{IMPRINT}</div>",
    "site-heading": f"<div class=header><h1>东湖县人民政府</h1>{MENU}</div><div class=content><h2>{TITLE}</h2>{PARAGRAPHS}</div><div class=foot>{IMPRINT}</div>",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_the_article_is_found_whatever_the_shape_of_the_page(shape: str) -> None:
    found = blocks(f"<html><head><title>{TITLE}_东湖县人民政府</title></head><body>{SHAPES[shape]}</body></html>")
    assert [b.text for b in found if b.kind != "furniture"] == [TITLE, *BODY]
    assert {f.reason for b in found for f in b.furniture} == {"navigation"}


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_that_is_seen_gets_lost(shape: str) -> None:
    seen = regex.sub(r"<[^>]*>|\s|&nbsp;", "", SHAPES[shape]).replace("&gt;", ">")
    assert sorted(regex.sub(r"\s", "", "".join(texts(f"<body>{SHAPES[shape]}</body>")))) == sorted(seen)


def test_a_page_heading_that_the_article_repeats_is_furniture() -> None:
    page = f"<div><h1>{TITLE}</h1><div>{INFO}</div><div class=content><p align=center>{TITLE[:11]}</p><p align=center>{TITLE[11:]}</p>{PARAGRAPHS}</div></div>"
    assert article(page) == [TITLE[:11], TITLE[11:], *BODY]


def test_a_table_of_data_beside_the_article_is_kept_and_one_of_links_is_not() -> None:
    data = "<div><table border=1><tr><th>任务</th><th>责任单位</th></tr><tr><td>建设泊位</td><td>县住建局</td></tr></table></div>"
    links = "<div><table><tr><td><a href=1>机构职能</a></td><td><a href=2>政策文件</a></td></tr><tr><td><a href=3>财政信息</a></td><td><a href=4>人事信息</a></td></tr></table></div>"
    assert article(f"<div>{links}</div><div class=content>{PARAGRAPHS}</div>{data}") == [
        *BODY,
        "任务",
        "责任单位",
        "建设泊位",
        "县住建局",
    ]


def test_attachments_below_the_article_are_kept() -> None:
    assert (
        article(
            f"<div class=content>{PARAGRAPHS}</div><p>附件：<a href=a.doc>任务分解表.doc</a></p><p><a href=1>打印本页</a></p>"
        )[-1]
        == "附件：任务分解表.doc"
    )


CHINESE = "<p>推进镕基大道与堃圳路建设，完成投资3亿元。</p>"
ENCODED = [
    ('<meta charset="utf-8">', "utf-8"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
    ("<meta charset=GBK>", "gb18030"),
    ('<meta charset="utf-8">', "gb18030"),  # the page is wrong about itself
    ('<meta charset="gb2312">', "utf-8"),
    ("", "gb18030"),
    ("", "utf-8-sig"),
    ('<meta charset="utf-8">', "utf-16"),
    ("", "utf-16-le"),
    ("", "utf-16-be"),
    ('<meta charset="no-such-code">', "gb18030"),
    ('<?xml version="1.0" encoding="gbk"?>', "gb18030"),
]


@pytest.mark.parametrize(("meta", "encoding"), ENCODED)
def test_encodings(meta: str, encoding: str) -> None:
    page = (
        meta + f"<html><body>{CHINESE}</body></html>"
        if meta.startswith("<?")
        else f"<html><head>{meta}</head><body>{CHINESE}</body></html>"
    )
    result = read(page.encode(encoding))
    assert [b.text for b in result.blocks] == ["推进镕基大道与堃圳路建设，完成投资3亿元。"]
    assert (result.media_type, result.remarks) == (MEDIA_TYPE, ())


def test_traditional_characters_in_big5() -> None:
    page = '<html><head><meta charset="big5"></head><body><p>推動產業發展，完成投資三億元。</p></body></html>'
    assert [b.text for b in read(page.encode("big5")).blocks] == ["推動產業發展，完成投資三億元。"]


def test_damaged_characters_are_shown_and_said() -> None:
    page = f"<html><head><meta charset=gbk></head><body>{CHINESE * 3}</body></html>".encode("gb18030").replace(
        "推进".encode("gbk"), b"\xcd\xff", 1
    )
    result = read_html(page)
    assert len(result.blocks) == 3
    assert "encoding" in result.remarks[0]


def _archive(body: bytes, coding: str, boundary: str = "--=_x") -> bytes:
    head = f'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n'
    part = (
        f"--{boundary}\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
    )
    style = f"\r\n--{boundary}\r\nContent-Type: text/css\r\n\r\np{{}}\r\n--{boundary}--\r\n".encode()
    return head.encode() + part + body + style


@pytest.mark.parametrize("coding", ["quoted-printable", "8bit"])
def test_a_page_saved_as_mhtml(coding: str) -> None:
    page = f"<html><body>{CHINESE}</body></html>".encode("gb18030")
    body = quopri.encodestring(page) if coding == "quoted-printable" else page
    result = read(_archive(body, coding))
    assert [b.text for b in result.blocks] == ["推进镕基大道与堃圳路建设，完成投资3亿元。"]
    assert result.media_type == MEDIA_TYPE


def test_an_mhtml_file_without_a_page_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="no HTML page"):
        read(_archive(b"", "8bit").replace(b"\r\nContent-Type: text/html;", b"\r\nContent-Type: text/plain;"))


@pytest.mark.parametrize(
    ("text", "media_type"),
    [
        ("<!-- saved from url=(0041)http://example.org/ -->\n<html><p>甲</p>", MEDIA_TYPE),
        ("\ufeff\n <!doctype HTML><p>甲</p>", MEDIA_TYPE),
        ('<div class="a"><p>甲</p></div>', MEDIA_TYPE),
        ("<P>甲</P>", MEDIA_TYPE),
        ("<center>\n\n# 通知\n\n</center>\n", "text/markdown"),
        ("<甲>乙</甲>", "text/plain"),
        ("一、<p>是标签</p>", "text/plain"),
        ("From: 县政府办\n\n各乡镇：", "text/plain"),
    ],
)
def test_pages_are_known_by_their_bytes(text: str, media_type: str) -> None:
    assert read(text.encode()).media_type == media_type


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("<html></html>", "no text"),
        ("<html><body><script>load()</script><img src=a></body></html>", "no text"),
        ("<html><frameset><frame src=a></frameset></html>", "no text"),
        ("<html>" + "<div>" * 3000 + "甲", "nested more than"),
        ("<!doctype html>", "empty"),
    ],
)
def test_pages_without_text_end_in_one_clear_line(page: str, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message) as raised:
        read(page.encode())
    assert "\n" not in str(raised.value)


def test_a_page_nested_deep_is_read() -> None:
    assert texts("<div><font>" * 700 + "坚持稳中求进。") == ["坚持稳中求进。"]


def test_tables_nested_deep_are_read() -> None:
    assert "".join(texts("<table><tr><td>甲<td>乙<tr><td>丙<td>" * 100)).count("甲") == 100


def test_damage_anywhere_in_a_page_never_shows_a_foreign_error() -> None:
    good = f"<!doctype html><html><body>{SHAPES['tables']}</body></html>".encode("gb18030")
    for at in range(0, len(good), 5):
        bad = bytearray(good)
        bad[at] ^= 0x55
        try:
            read(bytes(bad))
        except TaskparseError:
            continue


@needs_shared
@pytest.mark.parametrize("name", [p.relative_to(SHARED).as_posix() for p in sorted(SHARED.glob("gold/*/*.html"))])
def test_the_words_of_real_pages_are_all_there(name: str) -> None:
    page = (SHARED / name).read_text(encoding="utf-8")
    seen = (
        regex.sub(r"(?s)<head>.*?</head>|<!--.*?-->|<[^>]*>|\s|&nbsp;", "", page)
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&amp;", "&")
    )
    assert regex.sub(r"\s", "", "".join(b.text for b in read_html(page.encode()).blocks)) == seen


def test_a_number_torn_from_what_it_counts_by_the_end_of_a_paragraph() -> None:
    page = (
        "<p>一、人才</p><p>1.强化专职驻点联络员和人才项目对接员团队配置，靶向对接有专利有技术的高校教师团队，推动不少于20</p>"
        "<p>家高校人才创办企业落户。（责任单位：县委组织部）</p><p>2.新建公寓300套。（责任单位：县住建局）</p>"
    )
    first, second = extract_bytes(f"<html><body>{page}</body></html>".encode()).tasks
    assert [target.text for target in first.targets] == ["不少于20家"]
    assert [unit.name for unit in (*first.responsible_units, *second.responsible_units)] == ["县委组织部", "县住建局"]
