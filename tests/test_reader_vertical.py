"""Columns of upright characters (竖排), read from the top and from the right, in PDF and OFD alike; pages of OFD that are turned."""

from __future__ import annotations

import pytest

from taskparse.extraction import extract_bytes
from taskparse.readers.ofd import read_ofd
from taskparse.readers.pdf import read_pdf
from taskparse.source import ReadResult
from tests.ofd_writer import MM, ofd
from tests.pdf_writer import Raw, Text, pdf
from tests.test_reader_pdf_odd import TWO_FONTS, composite

COLUMNS = [
    "关于印发重点任务分工的通知",
    "　　一、新建公园三个，植树二亩，改造道路五条。",
    "（责任单位：县城管局、县园林局）",
]
READ = ["关于印发重点任务分工的通知", "一、新建公园三个，植树二亩，改造道路五条。（责任单位：县城管局、县园林局）"]
SIZE, PITCH, RIGHT, TOP = 16.0, 28.0, 500.0, 80.0
TURNED = "page 1: turned by {} degrees clockwise to be read; its boxes are those of the turned page"
TABLE_OF_CODES = composite("STSong-Light", "UniGB-UCS2-V", ("Adobe", "GB1"))


def by_one() -> list[Text]:
    """Each character for itself."""
    return [
        Text(RIGHT - PITCH * i, TOP + SIZE * (k + 1), char, SIZE)
        for i, column in enumerate(COLUMNS)
        for k, char in enumerate(column)
        if char != "　"
    ]


def vertical_font() -> bytes:
    """Text in a font whose writing mode is 1 (ISO 32000-1, 9.7.4.3)."""
    shown = [
        Raw(f"BT /F2 16 Tf 1 0 0 1 {RIGHT - PITCH * i} {842 - TOP} Tm <{column.encode('utf-16-be').hex()}> Tj ET")
        for i, column in enumerate(COLUMNS)
    ]
    return pdf([shown], resources=TWO_FONTS, objects=TABLE_OF_CODES)


def objects(attributes: str, steps: str) -> bytes:
    """Text objects whose first character has its baseline's start at the place of its column."""
    found = []
    for i, column in enumerate(COLUMNS):
        delta = f'{steps}="g {len(column) - 1} {SIZE * MM:.4f}"' if steps else ""
        x, y = (RIGHT - PITCH * i) * MM, (TOP + SIZE) * MM
        found.append(
            f'<ofd:TextObject ID="9" Font="1" Size="{SIZE * MM:.4f}" Boundary="{x:.4f} {y:.4f} 100 200" {attributes}>'
            f'<ofd:TextCode X="0" Y="0" {delta}>{column}</ofd:TextCode></ofd:TextObject>'
        )
    return ofd([found])


def paragraphs(result: ReadResult) -> list[str]:
    return [block.text for block in result.blocks if block.kind == "paragraph"]


FILES = {
    "pdf, a font of vertical writing": (read_pdf, vertical_font()),
    "pdf, each character for itself": (read_pdf, pdf([by_one()])),
    "ofd, direction of reading": (read_ofd, objects('ReadDirection="90"', "")),
    "ofd, steps downwards": (read_ofd, objects("", "DeltaY")),
    "ofd, direction of reading and steps": (read_ofd, objects('ReadDirection="90"', "DeltaY")),
    "ofd, characters turned too": (read_ofd, objects('ReadDirection="90" CharDirection="90"', "DeltaY")),
    "ofd, turned by a matrix": (read_ofd, objects('CTM="0 1 -1 0 0 0"', "DeltaX")),
}


@pytest.mark.parametrize("name", FILES)
def test_columns_are_read_from_the_right(name: str) -> None:
    reader, data = FILES[name]
    result = reader(data)
    assert paragraphs(result) == READ
    assert result.remarks == (TURNED.format(270),)


@pytest.mark.parametrize("name", ["pdf, each character for itself", "ofd, steps downwards"])
def test_boxes_are_those_of_the_turned_page(name: str) -> None:
    reader, data = FILES[name]
    line = reader(data).blocks[0].lines[0]
    assert line.lefts[0] == pytest.approx(TOP + 2, abs=2.5)
    assert line.lefts[5] - line.lefts[0] == pytest.approx(5 * SIZE, abs=0.1)
    assert line.top == pytest.approx(595 - RIGHT - SIZE, abs=0.5)


def test_a_page_upside_down_and_one_from_below() -> None:
    def turned(matrix: str, place: tuple[float, float], step: tuple[float, float]) -> bytes:
        found = []
        for i, line in enumerate(["一、新建公园三个，植树二亩。", "二、改造道路五条，新建学校。"]):
            x, y = (place[k] * MM + i * step[k] * MM for k in (0, 1))
            found.append(
                f'<ofd:TextObject ID="9" Font="1" Size="{SIZE * MM:.4f}" Boundary="{x:.4f} {y:.4f} 100 100" CTM="{matrix}">'
                f'<ofd:TextCode X="0" Y="0" DeltaX="g {len(line) - 1} {SIZE * MM:.4f}">{line}</ofd:TextCode></ofd:TextObject>'
            )
        return ofd([found])

    for matrix, place, step, degrees in (
        ("-1 0 0 -1 0 0", (480, 700), (0, -28), 180),
        ("0 -1 1 0 0 0", (100, 700), (28, 0), 90),
    ):
        result = read_ofd(turned(matrix, place, step))
        assert paragraphs(result) == ["一、新建公园三个，植树二亩。", "二、改造道路五条，新建学校。"]
        assert result.remarks == (TURNED.format(degrees),)


def test_a_notice_in_columns_is_read() -> None:
    task = extract_bytes(FILES["ofd, steps downwards"][1]).tasks[0]
    assert [unit.name for unit in task.responsible_units] == ["县城管局", "县园林局"]
    assert task.span.boxes


def test_brackets_in_their_vertical_form() -> None:
    """GBK-EUC-V means another glyph by a bracket than GBK-EUC-H: one that lies on its side."""
    shown = [
        Raw(f"BT /F2 16 Tf 1 0 0 1 {RIGHT - PITCH * i} {842 - TOP} Tm <{column.encode('gbk').hex()}> Tj ET")
        for i, column in enumerate(COLUMNS)
    ]
    fonts = composite("A", "GBK-EUC-V", ("Adobe", "GB1"))
    data = pdf([shown], resources=TWO_FONTS, objects=fonts)
    assert "︵" in paragraphs(read_pdf(data))[1]
    assert [unit.name for unit in extract_bytes(data).tasks[0].responsible_units] == ["县城管局", "县园林局"]
