"""Spreadsheets become titles, tables and notes, whatever format they are in; numbers and dates are as a clerk reads them."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from taskparse.errors import EncryptedInput, UnreadableInput
from taskparse.extraction import extract_bytes
from taskparse.readers import read
from taskparse.readers.sheets.delimited import read_csv
from taskparse.readers.sheets.printed import Style, Value, print_value
from taskparse.readers.sheets.strings import shared_texts
from taskparse.source import Block
from tests.damage import damaged
from tests.ole_writer import ole
from tests.sheet_writer import Table, ods, pack, record, xls, xlsx
from tests.sheet_writer import Value as CellValue

MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
WRITERS: dict[str, Callable[..., bytes]] = {"xlsx": xlsx, "xls": xls, "ods": ods}
HEADER = ("序号", "工作任务", "目标值", "牵头单位", "责任单位", "完成时限")
LEDGER = Table(
    [
        ["2026年政府工作报告重点任务分解表", None, None, None, None, None],
        HEADER,
        ["一、经济发展", None, None, None, None, None],
        [1, "新增高新技术企业20家以上。", None, "区科技局", "区经信局、各街道办事处", date(2026, 6, 30)],
        [2.0, "提高研发投入强度。", 0.055, "区科技局", "区财政局", date(2026, 12, 31)],
        ["二、城市建设", None, None, None, None, None],
        [3, "新建公园3个。", None, "区城管局", "区住建局", date(2026, 12, 31)],
        [4, "新增就业岗位。", 12000, None, "区人社局", date(2026, 12, 31)],
        ["注：任务于年底前完成。", None, None, None, None, None],
    ],
    merged=[(0, 0, 0, 5), (2, 0, 2, 5), (5, 0, 5, 5), (6, 3, 7, 3), (8, 0, 8, 5)],
    formats={(4, 2): "0.0%", (7, 2): '#,##0"人"'},
)
CSV = """2026年政府工作报告重点任务分解表,,,,,
序号,工作任务,目标值,牵头单位,责任单位,完成时限
1,新增高新技术企业20家以上。,,区科技局,区经信局、各街道办事处,2026年6月30日
2,"新建公园3个，
其中""口袋公园""2个。",,区城管局,区住建局,2026年12月31日
"""


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def cells(blocks: tuple[Block, ...] | list[Block]) -> list[tuple[str, int, int, int, int]]:
    return [(b.text, *b.cell[1:]) for b in blocks if b.cell]


@pytest.mark.parametrize("kind", WRITERS)
def test_a_workbook_becomes_a_title_a_table_and_a_note(kind: str) -> None:
    result = read(WRITERS[kind](LEDGER))
    assert (result.media_type, result.pages, result.remarks) == (MEDIA_TYPES[kind], None, ())
    first, *table, last = result.blocks
    assert (first.text, first.kind, first.centred) == ("2026年政府工作报告重点任务分解表", "paragraph", True)
    assert (last.text, last.kind, last.centred) == ("注：任务于年底前完成。", "paragraph", False)
    assert cells(table)[:7] == [
        *[(name, 0, column, 1, 1) for column, name in enumerate(HEADER)],
        ("一、经济发展", 1, 0, 1, 6),
    ]
    assert ("区城管局", 5, 3, 2, 1) in cells(table)
    assert [b.text for b in table[-5:]] == ["4", "新增就业岗位。", "12,000人", "区人社局", "2026年12月31日"]
    assert "5.5%" in [b.text for b in table]
    assert {b.kind for b in table} == {"cell"}


def test_all_formats_give_the_same_blocks_and_tasks() -> None:
    files = [write(LEDGER) for write in WRITERS.values()]
    assert len({read(data).blocks for data in files}) == 1
    notices = [extract_bytes(data).model_dump(exclude={"source"}) for data in files]
    assert notices[0] == notices[1] == notices[2]


def test_a_workbook_gives_its_tasks() -> None:
    notice = extract_bytes(xlsx(LEDGER))
    assert notice.document.title == "2026年政府工作报告重点任务分解表"
    assert [section.title for section in notice.sections] == ["经济发展", "城市建设"]
    assert [task.number for task in notice.tasks] == [1, 2, 3, 4]
    assert [[u.name for u in task.lead_units] for task in notice.tasks] == [
        ["区科技局"], ["区科技局"], ["区城管局"], ["区城管局"],
    ]  # fmt: skip
    assert [u.name for u in notice.tasks[0].responsible_units] == ["区经信局", "各街道办事处"]
    assert [str(task.due.on) for task in notice.tasks if task.due] == ["2026-06-30"] + ["2026-12-31"] * 3
    assert [(t.metric, t.value, t.unit) for t in notice.tasks[0].targets] == [("高新技术企业", 20, "家")]
    assert [(t.value, t.unit) for t in notice.tasks[1].targets] == [(5.5, "%")]


PRINTED: list[tuple[Value, str, str]] = [
    (3.0, "General", "3"),
    (3, "0", "3"),
    (0.1 + 0.2, "General", "0.3"),
    (-12.5, "General", "-12.5"),
    (123456789012.0, "General", "123456789012"),
    (0.00001, "General", "0.00001"),
    (0.0, "General", "0"),
    (0.055, "0%", "6%"),
    (0.055, "0.00%", "5.50%"),
    (0.055, "0.0#%", "5.5%"),
    (1234.5, "#,##0.00", "1,234.50"),
    (-1234.5, "#,##0.00_ ;[Red](#,##0.00)", "(1,234.50)"),
    (12.0, '0"家"', "12家"),
    (12.0, "0.0亿元", "12.0亿元"),
    (7.0, "000", "007"),
    (7.0, 'G/通用格式"个"', "7个"),
    (5.0, "[$¥-804]#,##0", "¥5"),
    (2500000.0, '0.0,,"百万"', "2.5百万"),
    (0.0, '0;-0;"无"', "0"),
    (12.5, "# ?/?", "12.5"),
    (12.5, "0.00E+00", "12.5"),
    (12.5, "@", "12.5"),
    (1e300, "0", "1e+300"),
    (float("inf"), "General", ""),
    (True, "General", "TRUE"),
    ("甲\r\n乙", "General", "甲\n乙"),
    (float("nan"), "yyyy/m/d", ""),
    (46203, "yyyy/m/d", "2026年6月30日"),
    (46203.0, "m/d", "2026年6月30日"),
    (46174, 'yyyy"年"m"月"', "2026年6月"),
    (46203.0, "[$-804]yyyy\\-mm\\-dd;@", "2026年6月30日"),
    (46203.39583333, "yyyy-mm-dd hh:mm", "2026年6月30日 09:30"),
    (46203.39583333, "yyyy-mm-dd", "2026年6月30日"),
    (0.39583333, "h:mm", "09:30"),
    (1.5, "[h]:mm", "36:00"),
    (1, "yyyy/m/d", "1900年1月1日"),
    (0, "yyyy/m/d", "0"),
    (1e9, "yyyy/m/d", "1000000000"),
]


@pytest.mark.parametrize(("value", "code", "expected"), PRINTED)
def test_values_are_printed_as_a_clerk_reads_them(value: Value, code: str, expected: str) -> None:
    assert print_value(value, Style(code)) == expected


def test_days_may_be_counted_from_1904() -> None:
    assert print_value(44741, Style("yyyy/m/d", since_1904=True)) == "2026年6月30日"


ROW: list[CellValue] = [1, "植树。", None, "区城管局", None, None]
TITLED: dict[str, tuple[Table, list[str], list[bool]]] = {
    "a sheet's name, if there is no title": (Table([HEADER, ROW], "重点任务清单"), ["重点任务清单"], [True]),
    "not the name that a program gave": (Table([HEADER, ROW], "Sheet1"), [], []),
    "not beside a title": (Table([["任务分解表"], HEADER, ROW], "重点任务清单"), ["任务分解表"], [True]),
    "two lines": (Table([["某某区人民政府"], ["任务分解表"], HEADER, ROW]), ["某某区人民政府", "任务分解表"], [True, True]),
    "a number of the annex is no title": (Table([["附件1"], ["任务分解表"], HEADER, ROW]), ["附件1", "任务分解表"], [False, True]),
    "nor is a line to be filled in": (
        Table([["任务分解表"], ["填报单位：", None, "日期："], HEADER, ROW]), ["任务分解表", "填报单位：　日期："], [True, False],
    ),
    "an empty row before the table": (Table([["任务分解表"], [], HEADER, ROW]), ["任务分解表"], [True]),
    "a table that does not begin in the first column": (Table([[None, "任务分解表"], [None, *HEADER], [None, *ROW]]), ["任务分解表"], [True]),
    "a text in cells": (Table([["一、重点任务"], ["1.新建公园3个。（责任单位：区城管局）"]]), ["一、重点任务", "1.新建公园3个。（责任单位：区城管局）"], [False, False]),
}  # fmt: skip


@pytest.mark.parametrize("name", TITLED)
@pytest.mark.parametrize("kind", WRITERS)
def test_what_stands_above_a_table(name: str, kind: str) -> None:
    table, expected, centred = TITLED[name]
    blocks = read(WRITERS[kind](table)).blocks
    above = [b for b in blocks if b.kind == "paragraph"]
    assert ([b.text for b in above], [b.centred for b in above]) == (expected, centred)
    if kind != "ods":  # whose empty rows and columns at the sides count
        assert not cells(list(blocks)) or cells(list(blocks))[0] == ("序号", 0, 0, 1, 1)


def test_a_name_is_no_title_of_a_text() -> None:
    assert texts(xlsx(Table([["1.植树。（责任单位：区城管局）"]], "通知"))) == ["1.植树。（责任单位：区城管局）"]


def test_each_sheet_has_its_own_table() -> None:
    data = xlsx(Table([HEADER, ROW], "经济发展任务"), Table([], "空"), Table([HEADER, ROW], "城市建设任务"))
    blocks = read(data).blocks
    assert [b.text for b in blocks if b.kind == "paragraph"] == ["经济发展任务", "城市建设任务"]
    assert sorted({b.cell.table for b in blocks if b.cell}) == [0, 1]
    assert len(extract_bytes(data).tasks) == 2


def test_tables_below_each_other_are_apart() -> None:
    other = ("序号", "重点项目内容", "责任单位")
    data = xlsx(Table([["表一：工作任务"], HEADER, ROW, [], ["表二：重点项目"], other, [1, "修路。", "区住建局"]]))
    blocks = read(data).blocks
    assert [b.text for b in blocks if b.kind == "paragraph"] == ["表一：工作任务", "表二：重点项目"]
    assert [(b.text, b.cell.row) for b in blocks if b.cell and b.cell.table == 1][:4] == [
        ("序号", 0), ("重点项目内容", 0), ("责任单位", 0), ("1", 1),
    ]  # fmt: skip


def test_a_header_that_comes_again_begins_no_table() -> None:
    blocks = read(xlsx(Table([HEADER, ROW, HEADER, ROW]))).blocks
    assert {b.cell.table for b in blocks if b.cell} == {0}


def test_a_header_of_two_rows_is_one() -> None:
    rows: list[list[CellValue]] = [["序号", "工作任务", "责任单位", None, None], [None, None, "牵头单位", "责任单位", "配合单位"], [1, "植树。", "区城管局", "区住建局", "区园林局"]]  # fmt: skip
    data = xlsx(Table(rows, merged=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4)]))
    task = extract_bytes(data).tasks[0]
    units = (task.lead_units, task.responsible_units, task.supporting_units)
    assert [[u.name for u in found] for found in units] == [["区城管局"], ["区住建局"], ["区园林局"]]


@pytest.mark.parametrize("kind", WRITERS)
def test_hidden_sheets_are_left_out_hidden_rows_are_read(kind: str) -> None:
    shown = Table([HEADER, ROW, ROW], "任务", hidden_rows=[2], hidden_columns=[0, 2])
    result = read(WRITERS[kind](shown, Table([["旧稿"]], "旧稿", hidden=True)))
    assert "旧稿" not in [b.text for b in result.blocks]
    assert [b.text for b in result.blocks].count("植树。") == 2
    assert result.remarks == (
        "hidden sheets are not read: 旧稿",
        "sheet 任务: 1 row and 2 columns hidden, read all the same",
    )


@pytest.mark.parametrize("kind", WRITERS)
def test_where_all_sheets_are_hidden_they_are_read(kind: str) -> None:
    result = read(WRITERS[kind](Table([HEADER, ROW], hidden=True)))
    assert ("植树。" in [b.text for b in result.blocks], result.remarks) == (True, ())


def test_merged_areas_may_be_wrong() -> None:
    areas = [(0, 0, 90, 90), (1, 0, 1, 1), (80, 80, 90, 90), (1, 3, 1, 3)]
    assert texts(xlsx(Table([HEADER, ROW, ROW], merged=areas))) == ["序号"]
    found = cells(list(read(xlsx(Table([HEADER, ROW, ROW], merged=[(1, 0, 90, 0), (2, 0, 2, 1)]))).blocks))
    assert found[6:] == [("1", 1, 0, 2, 1), ("植树。", 1, 1, 1, 1), ("区城管局", 1, 3, 1, 1), ("植树。", 2, 1, 1, 1), ("区城管局", 2, 3, 1, 1)]  # fmt: skip


def test_text_under_a_merged_cell_is_not_shown() -> None:
    assert texts(xlsx(Table([["任务分解表", "旧"], HEADER, ROW], merged=[(0, 0, 0, 5)])))[:2] == ["任务分解表", "序号"]


def test_xlsx_cells_of_all_kinds() -> None:
    row = [
        '<c t="b"><v>1</v></c>', '<c t="e"><v>#N/A</v></c>', '<c t="str"><f>A1</f><v>甲_x000D__x000A_乙</v></c>', "<c><f>A1</f></c>",
        "<c><v>x</v></c>", '<c t="d"><v>2026-06-30</v></c>', "<c><v>0.1</v></c>",
    ]  # fmt: skip
    data = xlsx(Table([]), extra=sheet_xml(f"<row>{''.join(row)}</row><row><c><v>2</v></c></row>"))
    assert [(text, row, column) for text, row, column, *_ in cells(list(read(data).blocks))] == [
        ("TRUE", 0, 0), ("甲\n乙", 0, 2), ("x", 0, 4), ("2026-06-30", 0, 5), ("0.1", 0, 6), ("2", 1, 0),
    ]  # fmt: skip


def test_rich_text_and_shared_text() -> None:
    shared = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>新建</t></r><r><t>公园</t></r><rPh sb="0" eb="1"><t>xin</t></rPh></si></sst>'
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    )
    extra = {
        "xl/sharedStrings.xml": shared,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/_rels/workbook.xml.rels": relations,
    }
    assert texts(xlsx(Table([]), extra=extra)) == ["新建公园"]


def place(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<HHH", row, column, style)


def test_xls_cells_of_all_kinds() -> None:
    word = struct.pack("<HB", 2, 0)
    records = [
        record(0x27E, place(0, 0) + struct.pack("<I", 22)),
        record(0xBD, struct.pack("<HH", 0, 1) + struct.pack("<HIHI", 0, 123 << 2 | 3, 0, 0xFFFFFFFE) + b"\x02\x00"),
        record(0x204, place(1, 0) + word + b"ab"),
        record(0x205, place(1, 1) + b"\x01\x00"),
        record(0x205, place(1, 2) + b"\x2a\x01"),
        record(0x06, place(2, 0) + struct.pack("<d", 2.5) + bytes(6)),
        record(0x06, place(2, 1) + b"\x00\x00\x00\x00\x00\x00\xff\xff" + bytes(6)),
        record(0x207, word + b"cd"),
        record(0x06, place(2, 2) + b"\x01\x00\x01\x00\x00\x00\xff\xff" + bytes(6)),
        record(0x06, place(2, 3) + b"\x02\x00\x2a\x00\x00\x00\xff\xff" + bytes(6)),
        record(0x809, bytes(16)) + record(0x203, place(9, 9) + struct.pack("<d", 9)) + record(0x0A, b""),  # a chart
    ]
    found = cells(list(read(xls(Table([]), records=b"".join(records))).blocks))
    assert [(text, row, column) for text, row, column, *_ in found] == [
        ("5", 0, 0), ("1.23", 0, 1), ("-1", 0, 2), ("ab", 1, 0), ("TRUE", 1, 1), ("2.5", 2, 0), ("cd", 2, 1), ("TRUE", 2, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(("page", "name"), [(936, "任务"), (1252, "Tâche")])
def test_xls_before_excel_97(page: int, name: str) -> None:
    encoded = name.encode("gb18030" if page == 936 else "latin-1")
    head = record(0x809, struct.pack("<HHHH", 0x500, 5, 0, 1995)) + record(0x42, struct.pack("<H", page))
    head += record(0x22, b"\x01\x00") + record(0x41E, struct.pack("<HB", 164, 8) + b"yyyy/m/d")
    head += record(0xE0, struct.pack("<HH", 0, 164) + bytes(12))
    listed = struct.pack("<IBBB", len(head) + 4 + 7 + len(encoded) + 4, 0, 0, len(encoded)) + encoded
    sheet = record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0, 1995))
    sheet += record(0x204, place(0, 0) + struct.pack("<H", len(encoded)) + encoded)
    sheet += record(0x203, place(0, 1) + struct.pack("<d", 44741))
    data = ole({"Book": head + record(0x85, listed) + record(0x0A, b"") + sheet + record(0x0A, b"")})
    assert texts(data) == [name, name, "2026年6月30日"]


def test_ods_rows_and_columns_are_repeated() -> None:
    cell = "<table:table-cell table:number-columns-repeated='2'><text:p>甲<text:s text:c='2'/><text:span>乙</text:span></text:p><text:p>丙</text:p></table:table-cell>"
    rest = "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
    row = f"<table:table-row-group><table:table-row table:number-rows-repeated='2'>{cell}</table:table-row></table:table-row-group>"
    data = ods(content=f"<table:table table:name='t'>{row}{rest}</table:table>")
    assert cells(list(read(data).blocks)) == [("甲  乙\n丙", r, c, 1, 1) for r in (0, 1) for c in (0, 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_values_in_a_text_file(encoding: str, delimiter: str) -> None:
    result = read(CSV.replace(",", delimiter).encode(encoding))
    assert result.media_type == "text/csv"
    assert (result.blocks[0].text, result.blocks[0].centred) == ("2026年政府工作报告重点任务分解表", True)
    assert [text for text, row, *_ in cells(list(result.blocks)) if row == 2] == [
        "2", "新建公园3个，\n其中\"口袋公园\"2个。", "区城管局", "区住建局", "2026年12月31日",
    ]  # fmt: skip
    notice = extract_bytes(CSV.replace(",", delimiter).encode(encoding))
    assert [[u.name for u in t.lead_units] for t in notice.tasks] == [["区科技局"], ["区城管局"]]


def test_a_quotation_without_end() -> None:
    with pytest.raises(UnreadableInput, match="quotation"):
        read_csv(('序号,任务,责任单位\n1,"' + "植树," * 60_000).encode())


NO_TABLES = {
    "a notice": "一、重点任务\n1.新建公园3个。（牵头单位：区城管局；责任单位：区住建局）\n" * 9,
    "English": "The task, the unit, the number, the date\nare set, as said, below, and so on\n",
    "a table without units": "年份,产值,增速\n2025,100,5\n2026,110,6\n",
    "rows of other lengths": "序号,任务,责任单位\n" + "1,2\n" * 9,
    "a header alone": "序号,任务,责任单位\n",
    "a header in a text": "要求如下,序号,任务\n序号,任务,牵头单位,责任单位\n" + "第一段，没有逗号。\n" * 9,
    "Markdown": "| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 1 | 植树,修路,清河,植树 | 区城管局 |\n",
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_other_texts_are_no_tables(name: str) -> None:
    assert read(NO_TABLES[name].encode()).media_type != "text/csv"


def test_a_document_with_a_workbook_inside_is_no_workbook() -> None:
    with pytest.raises(UnreadableInput, match="DOC"):
        read(ole({"WordDocument": "Workbook".encode("utf-16-le")}))


def test_cells_far_apart_cost_nothing() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    merged = '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>'
    result = read(xlsx(Table([]), extra=sheet_xml(ONE + far + merged)))
    assert [b.text for b in result.blocks] == ["1", "2"]
    assert extract_bytes(xls(LEDGER, dimensions=(2**31, 60000))).tasks


def sheet_xml(rows: str) -> dict[str, str]:
    names = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return {"xl/worksheets/sheet1.xml": f"<worksheet {names}><sheetData>{rows}</sheetData></worksheet>"}


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
ENTITY = {"xl/worksheets/sheet1.xml": '<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData>&b;</sheetData></worksheet>'}
SHARED = {
    "xl/sharedStrings.xml": f"<sst><si><t>{'甲' * 60_000}</t></si></sst>",
    **sheet_xml("".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 1000))),
}
CELL = "<table:table-cell table:number-columns-repeated='16384'><text:p>甲</text:p></table:table-cell>"
ROWS = f"<table:table><table:table-row table:number-rows-repeated='1048576'>{CELL}</table:table-row></table:table>"
BROKEN = [
    pytest.param(xlsx(LEDGER)[:900], UnreadableInput, "damaged", id="xlsx-cut-off"),
    pytest.param(xls(LEDGER)[:2000], UnreadableInput, "damaged", id="xls-cut-off"),
    pytest.param(ods(LEDGER)[:900], UnreadableInput, "damaged", id="ods-cut-off"),
    pytest.param(xlsx(Table([])), UnreadableInput, "no text", id="xlsx-empty"),
    pytest.param(xls(Table([])), UnreadableInput, "no text", id="xls-empty"),
    pytest.param(ods(Table([])), UnreadableInput, "no text", id="ods-empty"),
    pytest.param(xlsx(Table([]), extra=sheet_xml(ONE + '<row r="4294967295"><c><v>1</v></c></row>')), UnreadableInput, "no cell", id="xlsx-no-such-row"),
    pytest.param(xlsx(Table([]), extra=SHARED), UnreadableInput, "characters", id="xlsx-one-text-in-many-cells"),
    pytest.param(xlsx(Table([]), extra=ENTITY), UnreadableInput, "document type", id="xlsx-entities"),
    pytest.param(xlsx(Table([]), extra={"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + "<a>" * 400}), UnreadableInput, "well-formed", id="xlsx-too-deep"),
    pytest.param(xlsx(Table([]), extra={"xl/media/1": bytes(3 * 2**20)}), UnreadableInput, "packed", id="xlsx-bomb"),
    pytest.param(xlsx(Table([]), extra=sheet_xml('<row r="1"><c r="A1" t="s"><v>7</v></c></row>')), UnreadableInput, "not there", id="xlsx-no-such-text"),
    pytest.param(ole({"Workbook": record(0x809, bytes(16)) + record(0x85, struct.pack("<IBBBB", 20, 0, 0, 1, 0) + b"a") * 2}), UnreadableInput, "list of sheets", id="xls-one-sheet-twice"),
    pytest.param(ole({"Workbook": record(0x809, bytes(16)) + record(0x85, struct.pack("<IBBBB", 20, 0, 0, 1, 0) + b"a")}), UnreadableInput, "no end", id="xls-no-end"),
    pytest.param(xls(Table([]), records=record(0xFD, place(0, 0) + bytes(4))), UnreadableInput, "cut short", id="xls-no-such-text"),
    pytest.param(xls(LEDGER, password=True), EncryptedInput, "encrypted", id="xls-password"),
    pytest.param(ole({"EncryptedPackage": b""}), EncryptedInput, "encrypted", id="office-password"),
    pytest.param(ods(content=ROWS), UnreadableInput, "cells", id="ods-repeated"),
    pytest.param(ods(content="", extra={"content.xml": "<a/>"}), UnreadableInput, "no tables", id="ods-other-xml"),
    pytest.param(ods(LEDGER, extra={"META-INF/manifest.xml": '<m:a xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/></m:a>'}), EncryptedInput, "encrypted", id="ods-password"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "error", "message"), BROKEN)
def test_broken_files_end_in_one_clear_line(data: bytes, error: type[UnreadableInput], message: str) -> None:
    with pytest.raises(error, match=message) as raised:
        read(data)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("kind", WRITERS)
def test_damage_anywhere_in_a_file_never_shows_a_foreign_error(kind: str) -> None:
    good = WRITERS[kind](LEDGER)
    chance = random.Random(3)
    for _ in range(500):
        bad = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            bad[chance.randrange(8, len(bad))] = chance.choice((0, 0xFF, chance.randrange(256)))
        try:
            read(bytes(bad))
        except UnreadableInput:
            continue


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_damage_in_the_parts_of_a_file_never_shows_a_foreign_error(kind: str) -> None:
    with zipfile.ZipFile(io.BytesIO(WRITERS[kind](LEDGER))) as archive:
        good = {name: archive.read(name) for name in archive.namelist()}
    chance = random.Random(7)
    for _ in range(500):
        bad = damaged(good, chance, (b"", b"9", b"-", b"e99", b'"', b"<", b"&#1;", b"Z", b":"))
        try:
            read(pack(bad))
        except UnreadableInput:
            continue


def test_shared_texts_may_run_over_records() -> None:
    first = struct.pack("<II", 3, 3) + struct.pack("<HB", 5, 1) + "甲乙".encode("utf-16-le")
    second = b"\x00abc" + struct.pack("<HBHI", 2, 0xD, 1, 3) + "丙丁".encode("utf-16-le") + bytes(4 + 3)
    third = struct.pack("<HB", 1, 0) + b"z"
    assert shared_texts([memoryview(first), memoryview(second), memoryview(third)]) == ["甲乙abc", "丙丁", "z"]


def test_a_workbook_of_many_rows_and_areas_is_read_in_time() -> None:
    rows = [[n, "植树。", None, "区城管局", None, None] for n in range(3000)]
    areas = [(r, 0, r + 1, 0) for r in range(1, 3000)] + [(1, 0, 3000, 5)] * 3000
    assert len(read(xlsx(Table([HEADER, *rows], merged=areas))).blocks) > 7000
