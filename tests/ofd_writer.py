"""Small OFD files for tests, written by hand after GB/T 33190-2016: text objects at given places, rules, templates, annotations."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from tests.pdf_writer import Rule, Text

MM = 25.4 / 72
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(
    pages: Iterable[Iterable[Text | Rule | str]],
    *,
    size: tuple[float, float] = (595.0, 842.0),
    parts: Mapping[str, str] | None = None,
    document: str = "",
    common: str = "",
    page: str = "",
) -> bytes:
    """An OFD file of these pages (in points, or XML of objects); `parts`: more files; the others go into Document.xml, its CommonData, each page."""
    files = dict(document_files("Doc_0", pages, size=size, document=document, common=common, page=page))
    return package({"OFD.xml": entry(["Doc_0/Document.xml"]), **files, **(parts or {})})


def entry(documents: Sequence[str]) -> str:
    """OFD.xml of these documents."""
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>{i:032}</ofd:DocID></ofd:DocInfo><ofd:DocRoot>{name}</ofd:DocRoot></ofd:DocBody>"
        for i, name in enumerate(documents)
    )
    return f'{HEAD}<ofd:OFD {NAMES} Version="1.0" DocType="OFD">{bodies}</ofd:OFD>'


def document_files(
    folder: str,
    pages: Iterable[Iterable[Text | Rule | str]],
    *,
    size: tuple[float, float] = (595.0, 842.0),
    document: str = "",
    common: str = "",
    page: str = "",
) -> Iterable[tuple[str, str]]:
    """The files of one document."""
    contents = [page_xml(items, page) for items in pages]
    listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i, _ in enumerate(contents))
    box = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {size[0] * MM:.4f} {size[1] * MM:.4f}</ofd:PhysicalBox></ofd:PageArea>"
    yield (
        f"{folder}/Document.xml",
        f"{HEAD}<ofd:Document {NAMES}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>{box}{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{document}</ofd:Document>",
    )
    for i, content in enumerate(contents):
        yield f"{folder}/Pages/Page_{i}/Content.xml", content


def page_xml(items: Iterable[Text | Rule | str], page: str = "") -> str:
    """A page or a template page; strings are XML of objects."""
    objects = "".join(
        item if isinstance(item, str) else rule_object(item) if isinstance(item, Rule) else text_object(item)
        for item in items
    )
    return f'{HEAD}<ofd:Page {NAMES}>{page}<ofd:Content><ofd:Layer ID="5" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def text_object(item: Text, attributes: str = "") -> str:
    """A text object: Chinese characters are one size broad, others half, as in the fonts of the PDFs for tests."""
    size = item.size * MM
    steps = [size if char > "~" else size / 2 for char in item.text[:-1]]
    boundary = f"{item.x * MM:.4f} {item.y * MM - size:.4f} {size * len(item.text):.4f} {1.2 * size:.4f}"
    deltas = " ".join(_packed(steps))
    delta = f' DeltaX="{deltas}"' if deltas else ""
    code = f'<ofd:TextCode X="0" Y="{size:.4f}"{delta}>{escape(item.text)}</ofd:TextCode>'
    return (
        f'<ofd:TextObject ID="9" Font="1" Size="{size:.4f}" Boundary="{boundary}" {attributes}>{code}</ofd:TextObject>'
    )


def rule_object(item: Rule) -> str:
    """A path object with one line."""
    left, top, width, height = (v * MM for v in (item.x0, item.y0, item.x1 - item.x0, item.y1 - item.y0))
    data = f"<ofd:AbbreviatedData>M 0 0 L {width:.4f} {height:.4f}</ofd:AbbreviatedData>"
    boundary = f"{left:.4f} {top:.4f} {width:.4f} {height:.4f}"
    return f'<ofd:PathObject ID="8" Boundary="{boundary}" LineWidth="0.25">{data}</ofd:PathObject>'


def package(files: Mapping[str, str | bytes]) -> bytes:
    """The files in a zip container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _packed(steps: Sequence[float]) -> Iterable[str]:
    """Steps as OFD writes them: g n v for n times v."""
    for step, group in groupby(steps):
        count = len(list(group))
        yield f"g {count} {step:.4f}" if count > 1 else f"{step:.4f}"
