"""Set the sample notices as PDF, DOCX and HTML in the look of GB/T 9704-2012, the layout of official documents.

    python samples/build.py                 all files
    python samples/build.py jiling-2027     the files of one notice

A notice is read from its Markdown source into blocks, the blocks are written as flat ODT for LibreOffice or as HTML
for Chromium, and the program prints them. Nothing outside the standard library is needed but those two programs and
the fonts; when one is missing, the script says which Debian package has it.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from pathlib import Path

HERE = Path(__file__).resolve().parent

# The page, in millimetres: A4 with a type area of 156 by 225, which holds 22 lines of 28 characters.
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
MARGIN_TOP, MARGIN_LEFT, TYPE_WIDTH, TYPE_HEIGHT = 37, 28, 156, 225
MARGIN_RIGHT = PAGE_WIDTH - MARGIN_LEFT - TYPE_WIDTH
MARGIN_BOTTOM = PAGE_HEIGHT - MARGIN_TOP - TYPE_HEIGHT
PAGE_NUMBER_GAP = 7

# Sizes in points: the names are those of Chinese type sizes (二号, 三号, 四号).
SIZE_2, SIZE_3, SIZE_4 = 22, 16, 14
LINE = 28.95  # 22 lines in 225 mm
TRACKING = -0.25  # 28 characters of 16 points in 156 mm
INDENT = 2 * (SIZE_3 + TRACKING)
RED = "#e60012"
ROW_HEIGHT = 14
IMPRINT_GAP = "\u3000"

SONG, KAI, HEI, TITLE_SONG = "AR PL SungtiL GB", "AR PL KaitiM GB", "Noto Sans CJK SC", "Noto Serif CJK SC"
FONT_PACKAGES = {
    SONG: "fonts-arphic-gbsn00lp",
    KAI: "fonts-arphic-gkai00mp",
    HEI: "fonts-noto-cjk",
    TITLE_SONG: "fonts-noto-cjk",
}


def points(millimetres: float) -> float:
    """Millimetres in points."""
    return round(millimetres * 72 / 25.4, 2)


class Role(StrEnum):
    """What a block is in the document; the value names its style in both outputs."""

    LETTERHEAD = "letterhead"
    NUMBER = "number"
    TITLE = "title"
    ADDRESSEES = "addressees"
    BODY = "body"
    HEADING_1 = "heading1"
    HEADING_2 = "heading2"
    HEADING_3 = "heading3"
    SIGNATURE = "signature"
    DATE = "date"
    PLAN_TITLE = "plantitle"
    ATTACHMENT = "attachment"
    NEXT_ATTACHMENT = "nextattachment"
    ANNEX = "annex"
    ANNEX_TITLE = "annextitle"
    FORM_LINE = "formline"
    TABLE = "table"
    IMPRINT = "imprint"


@dataclass(frozen=True)
class Cell:
    """A cell of a form and the number of rows it covers."""

    text: str
    rows: int


@dataclass(frozen=True)
class Table:
    """A form: relative widths of its columns, and its rows; None stands where a cell from above reaches down."""

    widths: list[int]
    rows: list[list[Cell | None]]


@dataclass(frozen=True)
class Block:
    """A paragraph, a heading or a table of the notice."""

    role: Role
    text: str = ""
    table: Table | None = None


@dataclass(frozen=True)
class Product:
    """A file to build: its name, its source and what makes it."""

    file: str
    source: str
    producer: Callable[[list[Block], Path], None]


class MissingToolError(RuntimeError):
    """A program or a font that the build needs is not installed."""


# --- reading the source -----------------------------------------------------------------------------------------------


def read_blocks(markdown: str) -> list[Block]:
    r"""The blocks of a notice in reading order.

    >>> [block.role.value for block in read_blocks("# 某县人民政府文件\n\n某政〔2027〕1号\n\n## 关于某事的通知")]
    ['letterhead', 'number', 'title']
    """
    chunks = [chunk.strip("\n") for chunk in re.split(r"\n\s*\n", markdown.strip())]
    blocks: list[Block] = []
    imprint = False
    for chunk, following in zip(chunks, [*chunks[1:], ""], strict=True):
        if chunk == "---":
            imprint = True
        elif imprint:
            blocks.append(Block(Role.IMPRINT, chunk))
        elif chunk.startswith("|"):
            blocks.append(Block(Role.TABLE, table=read_table(chunk)))
        else:
            blocks.append(Block(role_of(chunk, following, blocks), chunk.lstrip("# ")))
    return blocks


def role_of(chunk: str, following: str, before: list[Block]) -> Role:
    """What a paragraph or heading is, from its mark, its wording and its neighbours."""
    previous = before[-1].role if before else None
    seen = {block.role for block in before}
    if chunk.startswith("#"):
        return heading_role(chunk, previous)
    if previous is Role.LETTERHEAD:
        return Role.NUMBER
    if previous is Role.TITLE:
        return Role.ADDRESSEES
    if is_date(following) and Role.PLAN_TITLE not in seen:
        return Role.SIGNATURE
    if previous is Role.SIGNATURE:
        return Role.DATE
    if chunk.startswith("附件："):
        return Role.ATTACHMENT
    if re.fullmatch(r"附件\d*", chunk):
        return Role.ANNEX
    if previous in (Role.ATTACHMENT, Role.NEXT_ATTACHMENT):
        return Role.NEXT_ATTACHMENT
    return Role.FORM_LINE if previous is Role.ANNEX_TITLE else Role.BODY


def heading_role(chunk: str, previous: Role | None) -> Role:
    """What a line with # marks is: their number tells, and for ## what stands before."""
    depth = len(chunk) - len(chunk.lstrip("#"))
    if depth == 1:
        return Role.LETTERHEAD if previous is None else Role.PLAN_TITLE
    if depth == 2:
        return {Role.NUMBER: Role.TITLE, Role.ANNEX: Role.ANNEX_TITLE}.get(previous or Role.BODY, Role.HEADING_1)
    return Role.HEADING_2 if depth == 3 else Role.HEADING_3


def is_date(text: str) -> bool:
    """Whether a paragraph is a date and nothing else."""
    return re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", text) is not None


def read_table(markdown: str) -> Table:
    r"""A pipe table; the dashes under the header give the widths of the columns.

    A row without its first cell goes on with the row above: its empty cells join the cells over them.

    >>> read_table("|号|季度|\n|-|--|\n|1|一|\n||二|").rows[1:]
    [[Cell(text='1', rows=2), Cell(text='一', rows=1)], [None, Cell(text='二', rows=1)]]
    """
    header, rule, *body = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in markdown.splitlines()]
    rows: list[list[Cell | None]] = [[Cell(text, 1) for text in header]]
    for index, cells in enumerate(body):
        following = body[index + 1 :]
        rows.append(
            [
                None if not cells[0] and not text else Cell(text, 1 + reach(following, at))
                for at, text in enumerate(cells)
            ]
        )
    return Table([len(dashes) for dashes in rule], rows)


def reach(following: list[list[str]], column: int) -> int:
    """Over how many of the following rows a cell of this column reaches down."""
    count = 0
    for cells in following:
        if cells[0] or cells[column]:
            break
        count += 1
    return count


# --- how each block looks ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Style:
    """The look of a paragraph; lengths in points."""

    font: str = SONG
    size: float = SIZE_3
    line: float = LINE
    align: str = "justify"
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    bold: bool = False
    colour: str = "#000000"
    keep: bool = False
    new_page: bool = False
    rule_below: bool = False


TITLE_STYLE = Style(TITLE_SONG, SIZE_2, line=34, align="center", bold=True, keep=True)
STYLES = {
    Role.LETTERHEAD: replace(TITLE_STYLE, line=44, before=points(35), colour=RED),
    Role.NUMBER: Style(align="center", before=2 * LINE, rule_below=True),
    Role.TITLE: replace(TITLE_STYLE, before=2 * LINE, after=LINE),
    Role.ADDRESSEES: Style(),
    Role.BODY: Style(first=INDENT),
    Role.HEADING_1: Style(HEI, first=INDENT, align="start", keep=True),
    Role.HEADING_2: Style(KAI, first=INDENT, align="start", keep=True),
    Role.HEADING_3: Style(first=INDENT, align="start", bold=True, keep=True),
    Role.SIGNATURE: Style(align="end", right=INDENT, before=2 * LINE, keep=True),
    Role.DATE: Style(align="end", right=2 * INDENT),
    Role.PLAN_TITLE: replace(TITLE_STYLE, before=LINE, after=LINE, new_page=True),
    Role.ATTACHMENT: Style(first=INDENT, before=LINE, keep=True),
    Role.NEXT_ATTACHMENT: Style(left=2.5 * INDENT),
    Role.ANNEX: Style(HEI, align="start", keep=True, new_page=True),
    Role.ANNEX_TITLE: replace(TITLE_STYLE, before=LINE, after=LINE),
    Role.FORM_LINE: Style(size=SIZE_4, align="start", keep=True),
    Role.TABLE: Style(size=SIZE_4, line=20, align="center"),
    Role.IMPRINT: Style(size=SIZE_4, line=24, first=SIZE_4),
}


def style_of(block: Block) -> Style:
    """The look of a block; the letterhead is made as large as its line allows."""
    style = STYLES[block.role]
    if block.role is Role.LETTERHEAD:
        return replace(style, size=min(40, int(2 * points(TYPE_WIDTH) / len(block.text)) / 2))
    return style


def styles_of(blocks: list[Block]) -> dict[Role, Style]:
    """The look of every role that the notice has."""
    return {block.role: style_of(block) for block in blocks}


def marked_up(text: str, role: Role, line_break: str, run_in: str) -> str:
    """The text of a paragraph as XML: titles broken at their blanks, run-in heads set apart.

    Markdown has a blank after the number of an item, the printed notice has none.
    """
    marked = re.sub(r"^((?:附件：)?\d+\.) ", r"\1", escape(text, quote=False))
    if STYLES[role].font == TITLE_SONG:
        marked = marked.replace(" ", line_break)
    return re.sub(r"\*\*(.+?)\*\*", run_in, marked)


# --- LibreOffice: flat ODT --------------------------------------------------------------------------------------------

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
    }.items()
)
PAGE_NUMBER = "— <text:page-number/> —"


def flat_odt(blocks: list[Block]) -> str:
    """The notice as a flat ODT document."""
    body = [block for block in blocks if block.role is not Role.IMPRINT]
    imprint = [block for block in blocks if block.role is Role.IMPRINT]
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{escape(title_of(blocks))}</dc:title></office:meta>
<office:font-face-decls>{odt_fonts()}</office:font-face-decls>
<office:styles>{"".join(odt_style(role, style) for role, style in styles_of(blocks).items())}
<style:style style:name="Frame" style:family="graphic"/>
<style:style style:name="runin" style:family="text"><style:text-properties {odt_font(HEI)}/></style:style>
{odt_footer_style("footer-odd", "end", "right")}{odt_footer_style("footer-even", "start", "left")}
</office:styles>
<office:automatic-styles>{odt_page_layout()}{odt_table_styles(blocks)}{odt_imprint_styles()}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">
<style:footer><text:p text:style-name="footer-odd">{PAGE_NUMBER}</text:p></style:footer>
<style:footer-left><text:p text:style-name="footer-even">{PAGE_NUMBER}</text:p></style:footer-left>
</style:master-page></office:master-styles>
<office:body><office:text>
{"".join(odt_block(index, block) for index, block in enumerate(body))}{odt_imprint(imprint)}
</office:text></office:body>
</office:document>
"""


def odt_fonts() -> str:
    """The declarations of the fonts."""
    return "".join(f'<style:font-face style:name="{font}" svg:font-family="\'{font}\'"/>' for font in FONT_PACKAGES)


def odt_font(font: str) -> str:
    """The attributes that set a font for both Latin and Chinese characters."""
    return f'style:font-name="{font}" style:font-name-asian="{font}"'


def odt_style(role: Role, style: Style) -> str:
    """A paragraph style."""
    weight = 'fo:font-weight="bold" style:font-weight-asian="bold"' if style.bold else ""
    keep = 'fo:keep-with-next="always"' if style.keep else ""
    new_page = 'fo:break-before="page"' if style.new_page else ""
    rule = f'fo:border-bottom="1.4pt solid {RED}" fo:padding-bottom="4mm"' if style.rule_below else ""
    return f"""
<style:style style:name="{role}" style:family="paragraph"><style:paragraph-properties fo:text-align="{style.align}"
 fo:line-height="{style.line}pt" fo:text-indent="{style.first}pt" fo:margin-left="{style.left}pt"
 fo:margin-right="{style.right}pt" fo:margin-top="{style.before}pt" fo:margin-bottom="{style.after}pt"
 fo:orphans="1" fo:widows="1" style:text-autospace="none" style:punctuation-wrap="simple" style:line-break="strict"
 {keep} {new_page} {rule}/>
<style:text-properties {odt_font(style.font)} fo:font-size="{style.size}pt" style:font-size-asian="{style.size}pt"
 fo:letter-spacing="{tracking(style)}pt" fo:color="{style.colour}" {weight} fo:language="zh" fo:country="CN"
 style:language-asian="zh" style:country-asian="CN"/></style:style>"""


def tracking(style: Style) -> float:
    """The change of the space between characters: only text of the body size is set on the grid of 28."""
    return TRACKING if style.size == SIZE_3 else 0


def odt_footer_style(name: str, align: str, side: str) -> str:
    """The style of the page number: on the outer side, one character in."""
    return f"""
<style:style style:name="{name}" style:family="paragraph">
<style:paragraph-properties fo:text-align="{align}" fo:margin-{side}="{SIZE_4}pt"/>
<style:text-properties {odt_font(SONG)} fo:font-size="{SIZE_4}pt" style:font-size-asian="{SIZE_4}pt"/></style:style>"""


def odt_page_layout() -> str:
    """The page: the footer takes its place from the lower margin."""
    footer = PAGE_NUMBER_GAP + 8
    return f"""
<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{PAGE_WIDTH}mm"
 fo:page-height="{PAGE_HEIGHT}mm" fo:margin-top="{MARGIN_TOP}mm" fo:margin-left="{MARGIN_LEFT}mm"
 fo:margin-right="{MARGIN_RIGHT}mm" fo:margin-bottom="{MARGIN_BOTTOM - footer}mm"/>
<style:footer-style><style:header-footer-properties svg:height="{footer}mm" fo:margin-top="{PAGE_NUMBER_GAP}mm"/>
</style:footer-style></style:page-layout>"""


def odt_table_styles(blocks: list[Block]) -> str:
    """The styles of the forms: ruled cells, and the columns of each."""
    cell = f"""
<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"
 fo:padding="1mm" style:vertical-align="middle"/></style:style>
<style:style style:name="row" style:family="table-row"><style:table-row-properties
 style:min-row-height="{ROW_HEIGHT}mm"/></style:style>
<style:style style:name="grid" style:family="table"><style:table-properties style:width="{TYPE_WIDTH}mm"
 table:align="left"/></style:style>"""
    columns = [
        f'<style:style style:name="col{index}-{at}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width:.2f}mm"/></style:style>'
        for index, block in enumerate(blocks)
        if block.table
        for at, width in enumerate(column_widths(block.table))
    ]
    return cell + "".join(columns)


def column_widths(table: Table) -> list[float]:
    """The widths of the columns in millimetres, which fill the type area."""
    return [TYPE_WIDTH * width / sum(table.widths) for width in table.widths]


def odt_block(index: int, block: Block) -> str:
    """A block of the body."""
    if block.table:
        return odt_table(index, block.table)
    text = marked_up(block.text, block.role, "<text:line-break/>", r'<text:span text:style-name="runin">\1</text:span>')
    return f'<text:p text:style-name="{block.role}">{text}</text:p>\n'


def odt_table(index: int, table: Table) -> str:
    """A form."""
    columns = "".join(f'<table:table-column table:style-name="col{index}-{at}"/>' for at in range(len(table.widths)))
    rows = "".join(
        f'<table:table-row table:style-name="row">{"".join(map(odt_cell, row))}</table:table-row>\n'
        for row in table.rows
    )
    return f'<table:table table:name="form{index}" table:style-name="grid">{columns}\n{rows}</table:table>\n'


def odt_cell(cell: Cell | None) -> str:
    """A cell of a form."""
    if cell is None:
        return "<table:covered-table-cell/>"
    return (
        f'<table:table-cell table:style-name="cell" table:number-rows-spanned="{cell.rows}">'
        f'<text:p text:style-name="{Role.TABLE}">{escape(cell.text)}</text:p></table:table-cell>'
    )


def odt_imprint_styles() -> str:
    """The frame of the imprint, which stands at the foot of the last page."""
    return f"""
<style:style style:name="foot" style:family="graphic" style:parent-style-name="Frame"><style:graphic-properties style:vertical-pos="bottom"
 style:vertical-rel="page-content" style:horizontal-pos="center" style:horizontal-rel="page-content"
 style:wrap="none" fo:border="none" fo:padding="0mm"/></style:style>
<style:style style:name="imprint-first" style:family="paragraph" style:parent-style-name="{Role.IMPRINT}">
<style:paragraph-properties fo:border-top="1pt solid #000000" fo:border-bottom="0.7pt solid #000000"
 style:join-border="false"/></style:style>
<style:style style:name="imprint-last" style:family="paragraph" style:parent-style-name="{Role.IMPRINT}">
<style:paragraph-properties fo:text-align="start" fo:border-bottom="1pt solid #000000" style:join-border="false">
<style:tab-stops><style:tab-stop style:position="{points(TYPE_WIDTH) - SIZE_4}pt" style:type="right"/>
</style:tab-stops></style:paragraph-properties></style:style>"""


def odt_imprint(imprint: list[Block]) -> str:
    """The imprint (copies to, printed by) in its frame."""
    lines = "".join(
        f'<text:p text:style-name="imprint-{"last" if block is imprint[-1] else "first"}">'
        f"{escape(block.text).replace(IMPRINT_GAP, '<text:tab/>')}</text:p>"
        for block in imprint
    )
    return f"""<text:p text:style-name="{Role.FORM_LINE}"><draw:frame draw:style-name="foot" text:anchor-type="paragraph"
 svg:width="{TYPE_WIDTH}mm"><draw:text-box fo:min-height="10mm">{lines}</draw:text-box></draw:frame></text:p>"""


# --- Chromium: HTML ---------------------------------------------------------------------------------------------------


def html_page(blocks: list[Block]) -> str:
    """The notice as an HTML document for printing."""
    rules = "\n".join(css_rule(role, style) for role, style in styles_of(blocks).items())
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title_of(blocks))}</title><style>
@page {{ size: {PAGE_WIDTH}mm {PAGE_HEIGHT}mm;
 margin: {MARGIN_TOP}mm {MARGIN_RIGHT}mm {MARGIN_BOTTOM}mm {MARGIN_LEFT}mm; }}
{css_page_number("right")}
{css_page_number("left")}
* {{ margin: 0; padding: 0; box-sizing: border-box; }}
body {{ orphans: 1; widows: 1; text-autospace: no-autospace; line-break: strict; }}
b {{ font-family: "{HEI}"; font-weight: normal; }}
table {{ border-collapse: collapse; width: {TYPE_WIDTH - 0.5}mm; table-layout: fixed; }}
td {{ border: 0.5pt solid; height: {ROW_HEIGHT}mm; padding: 0 1mm; }}
{rules}
section {{ break-before: page; }}
section .{Role.ANNEX} {{ break-before: auto; }}
section:last-of-type {{ height: {TYPE_HEIGHT - 1}mm; display: flex; flex-direction: column; }}
.{Role.IMPRINT} {{ border-bottom: 1pt solid; display: flex; justify-content: space-between;
 padding: 0 {SIZE_4}pt; text-indent: 0; }}
.{Role.FORM_LINE} {{ white-space: pre; }}
.foot {{ margin-top: auto; border-top: 1pt solid; }}
</style></head><body>
{"".join(html_parts(blocks))}
</body></html>
"""


def title_of(blocks: list[Block]) -> str:
    """The title of the notice in one line."""
    return next(block.text.replace(" ", "") for block in blocks if block.role is Role.TITLE)


def css_page_number(side: str) -> str:
    """The page number of right or left pages: on the outer side, one character in."""
    return f"""@page :{side} {{ @bottom-{side} {{ content: "— " counter(page) " —"; vertical-align: top;
 font: {SIZE_4}pt "{SONG}"; padding-top: {PAGE_NUMBER_GAP}mm; padding-{side}: {SIZE_4}pt; }} }}"""


def css_rule(role: Role, style: Style) -> str:
    """A paragraph style."""
    weight = "bold" if style.bold else "normal"
    rule = f" border-bottom: 1.4pt solid {RED}; padding-bottom: 4mm;" if style.rule_below else ""
    new_page = " break-before: page;" if style.new_page else ""
    keep = " break-after: avoid;" if style.keep else ""
    return (
        f'.{role} {{ font: {weight} {style.size}pt/{style.line}pt "{style.font}"; letter-spacing: {tracking(style)}pt;'
        f" color: {style.colour}; text-align: {style.align}; text-indent: {style.first}pt;"
        f" margin: 0 {style.right}pt {style.after}pt {style.left}pt; padding-top: {style.before}pt;"
        f"{rule}{new_page}{keep} }}"
    )


def html_parts(blocks: list[Block]) -> Iterator[str]:
    """The blocks as HTML: each annex is a section, and the imprint goes to the foot of the last."""
    sections = 0
    for block, previous in zip(blocks, [None, *blocks], strict=False):
        if block.role is Role.ANNEX:
            yield "</section>\n<section>" if sections else "<section>"
            sections += 1
        if block.role is Role.IMPRINT and previous and previous.role is not Role.IMPRINT:
            yield '<div class="foot">'
        yield html_block(block)
    yield "</div></section>"


def html_block(block: Block) -> str:
    """A block of the notice."""
    if block.table:
        return html_table(block.table)
    text = marked_up(block.text, block.role, "<br>", r"<b>\1</b>")
    if block.role is Role.IMPRINT:
        text = "".join(f"<span>{part}</span>" for part in text.split(IMPRINT_GAP))
    return f'<p class="{block.role}">{text}</p>\n'


def html_table(table: Table) -> str:
    """A form."""
    columns = "".join(f'<col style="width: {100 * width / TYPE_WIDTH:.2f}%">' for width in column_widths(table))
    rows = "".join(
        f"<tr>{''.join(f'<td rowspan={cell.rows}>{escape(cell.text)}</td>' for cell in row if cell)}</tr>\n"
        for row in table.rows
    )
    return f'<table class="{Role.TABLE}"><colgroup>{columns}</colgroup>\n{rows}</table>\n'


# --- printing ---------------------------------------------------------------------------------------------------------


def convert_with_libreoffice(blocks: list[Block], file: Path) -> None:
    """Set the notice with LibreOffice, as PDF or as DOCX."""
    program = find_program("LibreOffice", ["soffice", "libreoffice"], "libreoffice-writer")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, file.with_suffix(".fodt").name)
        source.write_text(flat_odt(blocks), encoding="utf-8")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        run([program, profile, "--headless", "--convert-to", file.suffix[1:], "--outdir", folder, str(source)])
        shutil.copyfile(source.with_suffix(file.suffix), file)


def write_html(blocks: list[Block], file: Path) -> None:
    """Write the page that Chromium prints."""
    file.write_text(html_page(blocks), encoding="utf-8")


def print_with_chromium(blocks: list[Block], pdf: Path) -> None:
    """Set the notice with Chromium."""
    program = find_program("Chromium", ["chromium", "chromium-browser", "google-chrome"], "chromium")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "notice.html")
        source.write_text(html_page(blocks), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        run([program, *options, f"--user-data-dir={folder}/profile", f"--print-to-pdf={pdf}", source.as_uri()])


def find_program(name: str, commands: list[str], package: str) -> str:
    """The path of the first command that is installed."""
    for command in commands:
        if path := shutil.which(command):
            return path
    raise MissingToolError(f"{name} is needed to build this file (Debian: apt-get install {package})")


def check_fonts() -> None:
    """Stop when a font is missing: the PDFs would be set in another one without a word."""
    listing = find_program("fontconfig", ["fc-list"], "fontconfig")
    families = subprocess.run([listing, ":", "family"], check=True, capture_output=True, text=True).stdout
    missing = {package for font, package in FONT_PACKAGES.items() if font not in families}
    if missing:
        raise MissingToolError(f"fonts are missing (Debian: apt-get install {' '.join(sorted(missing))})")


def run(command: list[str]) -> None:
    """Run a program that sets a PDF; what it prints is shown only when it fails."""
    subprocess.run(command, check=True, capture_output=True, timeout=300)


PRODUCTS = [
    Product("chengyan-2026.pdf", "chengyan-2026.md", convert_with_libreoffice),
    Product("chengyan-2026.docx", "chengyan-2026.md", convert_with_libreoffice),
    Product("chengyan-2026.html", "chengyan-2026.md", write_html),
    Product("jiling-2027.pdf", "jiling-2027.md", convert_with_libreoffice),
    Product("jiling-2027.chromium.pdf", "jiling-2027.md", print_with_chromium),
]


def main(arguments: list[str] | None = None) -> int:
    """Build the files; 1 when a tool is missing or fails."""
    parser = argparse.ArgumentParser(description="Build the files of the sample notices.")
    parser.add_argument("notice", nargs="*", help="names of notices, such as chengyan-2026 (default: all)")
    wanted = parser.parse_args(arguments).notice
    if unknown := set(wanted) - {Path(product.source).stem for product in PRODUCTS}:
        parser.error(f"no such notice: {', '.join(sorted(unknown))}")
    try:
        check_fonts()
        for product in PRODUCTS:
            if not wanted or Path(product.source).stem in wanted:
                blocks = read_blocks((HERE / product.source).read_text(encoding="utf-8"))
                product.producer(blocks, HERE / product.file)
                print(product.file)
    except MissingToolError as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        print(f"build.py: {error}\n{(error.stderr or b'').decode(errors='replace')}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
