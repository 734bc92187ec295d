"""The notice as PDFs that LibreOffice does not write, and as a scan."""

from __future__ import annotations

import io
import random
import tempfile
from html import escape
from pathlib import Path
from typing import Any, Final

from tests.data.same.source import BLOCKS, FLUSH, HERE, SAMPLE, TITLES, plain, rows

DOTS: Final = 150
"""Dots to the inch of the scan."""


def chromium_pdf() -> bytes:
    """The notice as Chromium prints it."""
    with tempfile.TemporaryDirectory() as folder:
        SAMPLE.print_with_chromium(BLOCKS, Path(folder, "notice.pdf"))
        return Path(folder, "notice.pdf").read_bytes()


def typst_pdf() -> bytes:
    """The notice as typst sets it: OpenType fonts, its own line breaks."""
    import typst

    def written(value: str) -> str:
        return '#"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'

    parts = [
        '#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")\n'
        f'#set text(font: "{SAMPLE.TITLE_SONG}", size: 16pt, lang: "zh")\n'
        "#set par(justify: true, leading: 0.8em, first-line-indent: (amount: 2em, all: true))\n"
    ]
    for block in BLOCKS:
        if block.table:
            cells = ", ".join(f"[{written(cell)}]" for row in rows() for cell in row)
            parts.append(
                f"#set text(size: 12pt)\n#set par(justify: false, first-line-indent: 0em)\n#table(columns: (1fr, 5fr, 2fr, 3fr, 2fr), {cells})\n"
            )
        elif block.role in TITLES:
            parts.append(f'#align(center, text(size: 20pt, weight: "bold")[{written(plain(block))}])\n')
        elif block.role in ("signature", "date"):
            parts.append(f"#align(right)[{written(plain(block))}]\n")
        elif block.role in FLUSH:
            parts.append(f"#par(first-line-indent: 0em)[{written(plain(block))}]\n")
        else:
            parts.append(f"{written(plain(block))}\n")
    return bytes(typst.compile("\n".join(parts).encode()))


def reportlab_pdf() -> bytes:
    """The notice as reportlab sets it: a font that the reader has to bring along, a table that keeps to its columns."""
    from reportlab.lib.enums import TA_CENTER, TA_RIGHT
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    registerFont(UnicodeCIDFont("STSong-Light"))
    base = ParagraphStyle("base", fontName="STSong-Light", fontSize=16, leading=29, wordWrap="CJK")
    body = ParagraphStyle("body", base, firstLineIndent=32)
    title = ParagraphStyle("title", base, fontSize=20, leading=34, alignment=TA_CENTER)
    right = ParagraphStyle("right", base, alignment=TA_RIGHT, rightIndent=32)
    small = ParagraphStyle("small", base, fontSize=11, leading=15)
    styles = dict.fromkeys(TITLES, title) | dict.fromkeys(FLUSH, base) | {"signature": right, "date": right}
    story: list[Any] = []
    for block in BLOCKS:
        if block.table:
            cells = [[Paragraph(escape(cell), small) for cell in row] for row in rows()]
            grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
            story.append(
                Table(cells, colWidths=[15 * mm, 60 * mm, 25 * mm, 34 * mm, 22 * mm], style=grid, repeatRows=1)
            )
        else:
            story.append(Paragraph(escape(plain(block)), styles.get(block.role, body)))

    def number(canvas: Any, document: Any) -> None:
        canvas.setFont("STSong-Light", 14)
        canvas.drawCentredString(A4[0] / 2, 60, f"— {document.page} —")

    buffer = io.BytesIO()
    margins = {"leftMargin": 28 * mm, "rightMargin": 26 * mm, "topMargin": 37 * mm, "bottomMargin": 35 * mm}
    SimpleDocTemplate(buffer, pagesize=A4, **margins).build(story, onFirstPage=number, onLaterPages=number)
    return buffer.getvalue()


def scan() -> bytes:
    """LibreOffice's PDF printed and scanned: grey pictures, a little askew, a little noise."""
    import pypdfium2
    from PIL import Image, ImageFilter

    chance = random.Random(2028)
    pages = []
    with pypdfium2.PdfDocument((HERE / "notice.libreoffice.pdf").read_bytes()) as document:
        for page in document:
            picture = page.render(scale=DOTS / 72).to_pil().convert("L")
            picture = picture.rotate(chance.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor=255)
            noise = Image.effect_noise(picture.size, 18).filter(ImageFilter.GaussianBlur(0.6))
            pages.append(Image.blend(picture.filter(ImageFilter.GaussianBlur(0.5)), noise, 0.08))
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=DOTS, quality=45)
    return buffer.getvalue()
