"""Writes songhu-2027.docx and songhu-2027.doc beside this file: one notice, in a place that does not exist, in both formats.

    python -m tests.data.word.build

It needs LibreOffice Writer (Debian: apt-get install libreoffice-writer), which makes the DOC from the DOCX. The tests read what is committed.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.test_reader_docx import DOWN, NOTHING, ON, SPAN, cell, level, make_docx, make_zip, paragraph, run, unpack

HERE = Path(__file__).parent
NAME = "songhu-2027"

_WIDTHS = (800, 3600, 1500, 2000, 1300)
_KINDS = ("numbering", "styles", "footnotes", "header", "footer")


def heading(text: str, index: int = 0) -> str:
    """A heading with its automatic number: 一、 or （一）."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="1"/></w:numPr>')


def task(text: str) -> str:
    """A task with its automatic number, which runs through."""
    return paragraph(text, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')


def row(*texts: str, merged: str = "") -> str:
    """A row of the table of tasks; `merged`: how its first cell is merged."""
    first, *others = (
        cell(text, f'<w:tcW w:w="{width}" w:type="dxa"/>{merged if not index else ""}')
        for index, (text, width) in enumerate(zip(texts, _WIDTHS, strict=True))
    )
    return first + "".join(others)


def table(widths: tuple[int, ...], *rows: str) -> str:
    """A table with the widths of its columns, which LibreOffice needs."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(f"<w:tr>{line}</w:tr>" for line in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>'


def centred(text: str) -> str:
    """A line of the title."""
    return paragraph(text, '<w:pStyle w:val="C"/>')


BODY = (
    centred("松湖县人民政府办公室文件")
    + centred("松湖府办〔2027〕3号")
    + centred("松湖县人民政府办公室关于印发2027年县《政府工作报告》重点任务分解方案的通知")
    + paragraph("各乡镇人民政府，县政府各部门：")
    + paragraph(
        "《2027年县〈政府工作报告〉重点任务分解方案》已经县政府同意，现印发给你们，请认真组织实施。"
        "各牵头单位要于2027年3月20日前将工作方案报县政府督查室。"
    )
    + paragraph("松湖县人民政府办公室")
    + paragraph("2027年3月2日")
    + heading("总体目标")
    + task(
        "地区生产总值增长6%左右，一般公共预算收入达到21.5亿元。（牵头单位：县发展改革局；责任单位：县财政局、县统计局）"
    )
    + heading("重点任务")
    + heading("做强特色产业", 1)
    + task(
        "培育规模以上工业企业12家以上，新建标准厂房8万平方米。（牵头单位：县工信局；责任单位：县自然资源局，松岭、柏溪镇）"
    )
    + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>'
    + run("新增高标准农田")
    + f'<w:del w:id="1" w:author="a"><w:r><w:delText>2</w:delText></w:r></w:del><w:ins w:id="2" w:author="a">{run("3")}</w:ins>'
    + run("万亩")
    + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    + run("，建成冷链仓库2座。")
    + run("（此处待核）", "<w:vanish/>")
    + run("（牵头单位：县农业农村局；责任单位：县水利局、各乡镇）")
    + "</w:p>"
    + heading("办好民生实事", 1)
    + task("改造老旧小区15个，惠及居民2600户。（牵头单位：县住建局；责任单位：县城管局、城关镇）")
    + paragraph("附件：1.松湖县2027年重点项目任务表")
    + centred("松湖县2027年重点项目任务表")
    + table(
        _WIDTHS,
        row("类别", "任务", "牵头单位", "责任单位", "完成时限"),
        row("交通", "建成县城北环路7.2公里。", "县交通运输局", "县自然资源局|城关镇", "2027年10月", merged=DOWN),
        row("", "改造农村公路60公里。", "县公路中心", "各乡镇", "2027年12月", merged=ON),
        row("水利", "除险加固水库3座。", "县水利局", "松岭镇、柏溪镇", "2027年11月"),
    )
    + paragraph("")
    + table(
        (5000, 4200),
        cell("抄送：县委办公室，县人大常委会办公室。", f'<w:tcW w:w="9200" w:type="dxa"/>{SPAN}'),
        cell("松湖县人民政府办公室", '<w:tcW w:w="5000" w:type="dxa"/>')
        + cell("2027年3月2日印发", '<w:tcW w:w="4200" w:type="dxa"/>'),
    )
    + paragraph("")
    + '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/><w:footerReference w:type="default" r:id="rfooter"/></w:sectPr>'
)
NUMBERS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "%1、", NOTHING)
    + level(1, "chineseCountingThousand", "（%2）", NOTHING)
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.", NOTHING)
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="Centre"/><w:basedOn w:val="N"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
)
NOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
    + run("含提质改造面积。")
    + "</w:p></w:footnote>"
)


def notice() -> bytes:
    """The DOCX, with the types of its parts, without which LibreOffice takes none."""
    parts = unpack(
        make_docx(
            BODY,
            numbering=NUMBERS,
            styles=STYLES,
            footnotes=NOTES,
            header=paragraph("松湖县人民政府办公室文件"),
            footer=paragraph("— 1 —"),
        )
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    types = "".join(
        f'<Override PartName="/word/{kind}{"1" if kind in ("header", "footer") else ""}.xml" ContentType="{main}.{kind}+xml"/>'
        for kind in _KINDS
    )
    known = parts["[Content_Types].xml"].decode().partition('<Override PartName="/word/numbering')[0]
    return make_zip(parts | {"[Content_Types].xml": f"{known}{types}</Types>"})


def main() -> None:
    """Write both files."""
    source = HERE / f"{NAME}.docx"
    source.write_bytes(notice())
    program = shutil.which("soffice")
    if program is None:
        raise SystemExit("LibreOffice is needed to write the DOC")
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "doc", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        shutil.copyfile(Path(folder, f"{NAME}.doc"), HERE / f"{NAME}.doc")


if __name__ == "__main__":
    main()
