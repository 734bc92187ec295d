"""Writes the notice of notice.md, in a county that does not exist, as the files beside it: text, pages, Word, OFD, tables, a scan.

    python -m tests.data.same.build              all files
    python -m tests.data.same.build doc xlsx     those with such endings

It needs LibreOffice, Chromium and the fonts of samples/build.py, and from PyPI reportlab, typst, xlsxwriter, xlwt, pypdfium2 and Pillow. The tests read what is
committed; times of making and ids in the files change with every run.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Final

from tests.data.same.printed import chromium_pdf, reportlab_pdf, scan, typst_pdf
from tests.data.same.source import BLOCKS, FLUSH, HERE, SAMPLE, TITLES, plain, rows, table_title
from tests.data.same.typeset import set_pages
from tests.ofd_writer import ofd

# --- text and web page ------------------------------------------------------------------------------------------------


def text() -> bytes:
    """Text as Windows programs save it: GB18030, CRLF, paragraphs indented, the table with tabs."""
    lines: list[str] = []
    for block in BLOCKS:
        if block.table:
            lines += ["\t".join(row) for row in rows()]
        else:
            lines.append(plain(block) if block.role in TITLES or block.role in FLUSH else "　　" + plain(block))
    return ("\r\n".join(lines) + "\r\n").encode("gb18030")


def web_page() -> bytes:
    """A page of a county's site: navigation, the article in spans with their own looks, gb2312, the table, the buttons below."""
    links = "".join(
        f'<li><a href="/{i}.html">{name}</a></li>'
        for i, name in enumerate(("首页", "政务公开", "政务服务", "互动交流", "走进岚浦"))
    )
    body = "".join(
        f"<p align=center><strong>{plain(block)}</strong></p>\r\n"
        if block.role in TITLES
        else f"<p style='text-indent:2em'><span style='font-family:仿宋_GB2312;font-size:16pt'>{'' if block.role in FLUSH else '　　'}{plain(block)}</span></p>\r\n"
        if not block.table
        else "<table border=1 width=100%>"
        + "".join(f"<tr>{''.join(f'<td><p>{escape(cell)}</p></td>' for cell in row)}</tr>\r\n" for row in rows())
        + "</table>"
        for block in BLOCKS
    )
    title = SAMPLE.title_of(BLOCKS)
    return (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\r\n'
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{title}_岚浦县人民政府</title></head><body>'
        f'<div class="header"><div class="nav"><ul>{links}</ul></div></div><div class="position">您的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>'
        f'<div class="main"><h1>{title}</h1><div class="info">发布时间：2028-02-20 09:12　来源：县政府办公室　浏览次数：<span>315</span></div>'
        f'<div class="TRS_Editor">{body}</div><div class="share">分享到：<a href="#">微信</a> <a href="#">打印</a> <a href="#">关闭窗口</a></div></div>'
        '<div class="footer"><p>主办：岚浦县人民政府办公室　网站标识码：0000000000</p></div></body></html>\r\n'
    ).encode("gb18030")


# --- pages ------------------------------------------------------------------------------------------------------------


def by_office(source: str, name: str, target: str) -> bytes:
    """A flat OpenDocument file as LibreOffice converts it."""
    program = SAMPLE.find_program("LibreOffice", ["soffice", "libreoffice"], "libreoffice")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, name).write_text(source, encoding="utf-8")
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        SAMPLE.run(
            [program, profile, "--headless", "--convert-to", target, "--outdir", f"{folder}/out", f"{folder}/{name}"]
        )
        return next(Path(folder, "out").iterdir()).read_bytes()


def ofd_file() -> bytes:
    """The notice as an OFD, set by tests/data/same/typeset.py."""
    return ofd(set_pages([(str(block.role), rows() if block.table else plain(block)) for block in BLOCKS]))


# --- tables -----------------------------------------------------------------------------------------------------------


def workbook() -> bytes:
    """The table of tasks as XlsxWriter writes it: its title over all columns, a header, the rows; the numbers are numbers."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        sheet = book.add_worksheet("民生实事")
        sheet.merge_range(0, 0, 0, len(rows()[0]) - 1, table_title())
        for index, row in enumerate(rows(), 1):
            sheet.write_row(index, 0, [int(cell) if cell.isdigit() else cell for cell in row])
    return buffer.getvalue()


def old_workbook() -> bytes:
    """The same as xlwt writes it, in the format of Excel 97."""
    from xlwt import Workbook

    book = Workbook(encoding="utf-8")
    sheet = book.add_sheet("民生实事")
    sheet.write_merge(0, 0, 0, len(rows()[0]) - 1, table_title())
    for index, row in enumerate(rows(), 1):
        for column, cell in enumerate(row):
            sheet.write(index, column, int(cell) if cell.isdigit() else cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


FILES: Final[dict[str, Callable[[], bytes]]] = {
    "notice.txt": text,
    "notice.html": web_page,
    "notice.libreoffice.pdf": lambda: by_office(SAMPLE.flat_odt(BLOCKS), "notice.fodt", "pdf"),
    "notice.chromium.pdf": chromium_pdf,
    "notice.typst.pdf": typst_pdf,
    "notice.reportlab.pdf": reportlab_pdf,
    "notice.docx": lambda: by_office(SAMPLE.flat_odt(BLOCKS), "notice.fodt", "docx"),
    "notice.rtf": lambda: by_office(SAMPLE.flat_odt(BLOCKS), "notice.fodt", "rtf"),
    "notice.doc": lambda: by_office(SAMPLE.flat_odt(BLOCKS), "notice.fodt", "doc"),
    "notice.ofd": ofd_file,
    "notice.scan.pdf": scan,
    "table.xlsx": workbook,
    "table.xls": old_workbook,
}


def main(endings: list[str]) -> None:
    """Write the files whose names end so, or all."""
    SAMPLE.check_fonts()
    for name, make in FILES.items():
        if not endings or any(name.endswith(ending) for ending in endings):
            (HERE / name).write_bytes(make())
            print(name)


if __name__ == "__main__":
    main(sys.argv[1:])
