"""Small workbooks for tests, written by hand: XLSX and ODS from their XML, XLS from its records in an OLE container."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from tests.ole_writer import ole

Value = str | int | float | date | None
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass
class Table:
    """A sheet: its rows of values, merged areas (first row, column, last row, column), number formats of cells, what is hidden."""

    rows: Sequence[Sequence[Value]]
    name: str = "Sheet1"
    merged: Sequence[tuple[int, int, int, int]] = ()
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    hidden: bool = False

    def code(self, row: int, column: int, value: Value) -> str:
        """A cell's number format."""
        return self.formats.get((row, column), "yyyy/m/d" if isinstance(value, date) else "General")


def pack(files: Mapping[str, str | bytes]) -> bytes:
    """The files in a zip container."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def xlsx(*tables: Table, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An XLSX workbook; `extra`: more files, or others of the same names."""
    codes = _codes(tables)
    listed = "".join(
        f'<sheet name={quoteattr(t.name)} sheetId="{i}" r:id="r{i}"{" state=" + quoteattr("hidden") if t.hidden else ""}/>'
        for i, t in enumerate(tables, 1)
    )
    relations = "".join(
        f'<Relationship Id="r{i}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i, _ in enumerate(tables, 1)
    )
    formats = "".join(f'<numFmt numFmtId="{164 + i}" formatCode={quoteattr(c)}/>' for i, c in enumerate(codes))
    styles = "".join(f'<xf numFmtId="{164 + i}"/>' for i, _ in enumerate(codes))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>',
    }
    for i, table in enumerate(tables, 1):
        files[f"xl/worksheets/sheet{i}.xml"] = _sheet_xml(table, codes)
    return pack(files | dict(extra or {}))


def _codes(tables: Sequence[Table]) -> list[str]:
    found = {t.code(r, c, v): None for t in tables for r, row in enumerate(t.rows) for c, v in enumerate(row)}
    return list({"General": None} | found)


def _sheet_xml(table: Table, codes: list[str]) -> str:
    columns = "".join(f'<col min="{c + 1}" max="{c + 1}" hidden="1"/>' for c in table.hidden_columns)
    rows = "".join(
        f'<row r="{r + 1}"{" hidden=" + quoteattr("1") if r in table.hidden_rows else ""}>'
        + "".join(_cell_xml(r, c, value, codes.index(table.code(r, c, value))) for c, value in enumerate(row))
        + "</row>"
        for r, row in enumerate(table.rows)
    )
    merged = "".join(f'<mergeCell ref="{_place(a, b)}:{_place(c, d)}"/>' for a, b, c, d in table.merged)
    return (
        f'<worksheet xmlns="{_MAIN}"><cols>{columns}</cols><sheetData>{rows}</sheetData>'
        f"<mergeCells>{merged}</mergeCells></worksheet>"
    )


def _cell_xml(row: int, column: int, value: Value, style: int) -> str:
    if value is None:
        return ""
    start = f'<c r="{_place(row, column)}" s="{style}"'
    if isinstance(value, str):
        return f'{start} t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f"{start}><v>{_serial(value)}</v></c>"


def _place(row: int, column: int) -> str:
    letters = (chr(ord("A") + column // 26 - 1) if column > 25 else "") + chr(ord("A") + column % 26)
    return f"{letters}{row + 1}"


def _serial(value: int | float | date) -> int | float:
    return (value - date(1899, 12, 30)).days if isinstance(value, date) else value


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(*tables: Table, content: str | None = None, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An ODS workbook; `content`: the XML of its tables instead."""
    body = "".join(map(_table_xml, tables)) if content is None else content
    names = " ".join(f'xmlns:{n}="{_ODF}{n}:1.0"' for n in ("office", "table", "text", "style"))
    unseen = '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>'
    document = (
        f"<office:document-content {names}><office:automatic-styles>{unseen}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return pack({"mimetype": kind, "content.xml": document, **(extra or {})})


def _table_xml(table: Table) -> str:
    columns = "".join(
        f"<table:table-column{_visibility(c in table.hidden_columns)}/>"
        for c in range(max(map(len, table.rows), default=0))
    )
    rows = "".join(
        f"<table:table-row{_visibility(r in table.hidden_rows)}>"
        + "".join(_ods_cell(table, r, c, value) for c, value in enumerate(row))
        + "</table:table-row>"
        for r, row in enumerate(table.rows)
    )
    style = ' table:style-name="h"' if table.hidden else ""
    return f"<table:table table:name={quoteattr(table.name)}{style}>{columns}{rows}</table:table>"


def _visibility(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _ods_cell(table: Table, row: int, column: int, value: Value) -> str:
    area = next((m for m in table.merged if m[0] <= row <= m[2] and m[1] <= column <= m[3]), None)
    if area and area[:2] != (row, column):
        return "<table:covered-table-cell/>"
    span = ""
    if area:
        span = f' table:number-rows-spanned="{area[2] - row + 1}" table:number-columns-spanned="{area[3] - column + 1}"'
    if value is None:
        return f"<table:table-cell{span}/>"
    if isinstance(value, date):
        kind = f' office:value-type="date" office:date-value="{value}"'
        return f"<table:table-cell{span}{kind}><text:p>{value:%y/%m/%d}</text:p></table:table-cell>"
    code = table.code(row, column, value)
    text = (
        f"{value:.1%}"
        if "%" in code
        else f"{value:,}{code.split(chr(34))[1]}"
        if '"' in code
        else value
        if isinstance(value, str)
        else f"{value:g}"
    )
    return f"<table:table-cell{span}><text:p>{escape(text)}</text:p></table:table-cell>"


def xls(
    *tables: Table, password: bool = False, dimensions: tuple[int, int] | None = None, records: bytes = b""
) -> bytes:
    """An XLS workbook (BIFF8); `password`: says that it is encrypted; `dimensions`: rows and columns that it says it has.

    `records`: more of them, at the end of each sheet.
    """
    codes = _codes(tables)
    texts = list(dict.fromkeys(v for t in tables for row in t.rows for v in row if isinstance(v, str)))
    beginning = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0x2000, 1997, 0, 6))
    if password:
        beginning += record(0x2F, struct.pack("<HHH", 1, 1, 4) + bytes(48))
    formats = [struct.pack("<H", 164 + i) + _text(c, "<H") for i, c in enumerate(codes)]
    styles = [struct.pack("<HHHHBBBBIIH", 0, 164 + i, 0, 0, 0, 0, 0, 0, 0, 0, 0) for i, _ in enumerate(codes)]
    head = b"".join([record(0x41E, f) for f in formats] + [record(0xE0, s) for s in styles])
    shared = record(0xFC, struct.pack("<II", len(texts), len(texts)) + b"".join(_text(t, "<H") for t in texts))
    bodies = [_sheet_records(table, codes, texts, dimensions, records) for table in tables]
    names = [_text(table.name, "<B") for table in tables]
    at = len(beginning) + len(head) + len(shared) + sum(10 + len(name) for name in names) + 4
    listed = b""
    for table, body, name in zip(tables, bodies, names, strict=True):
        listed += record(0x85, struct.pack("<IBB", at, int(table.hidden), 0) + name)
        at += len(body)
    return ole({"Workbook": beginning + head + listed + shared + record(0x0A, b"") + b"".join(bodies)})


def _sheet_records(
    table: Table, codes: list[str], texts: list[str], dimensions: tuple[int, int] | None, records: bytes
) -> bytes:
    rows, columns = dimensions or (len(table.rows), max(map(len, table.rows), default=0))
    found = [record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0x2000, 1997, 0, 6))]
    found += [record(0x7D, struct.pack("<HHHHHH", c, c, 0, 0, 1, 0)) for c in table.hidden_columns]
    found.append(record(0x200, struct.pack("<IIHHH", 0, rows, 0, columns, 0)))
    for r, row in enumerate(table.rows):
        hidden = 0x20 if r in table.hidden_rows else 0
        found.append(record(0x208, struct.pack("<HHHHHHI", r, 0, len(row), 255, 0, 0, hidden)))
        for c, value in enumerate(row):
            place = struct.pack("<HHH", r, c, codes.index(table.code(r, c, value)))
            if isinstance(value, str):
                found.append(record(0xFD, place + struct.pack("<I", texts.index(value))))
            elif value is not None:
                found.append(record(0x203, place + struct.pack("<d", _serial(value))))
    if table.merged:
        areas = b"".join(struct.pack("<HHHH", a, c, b, d) for a, b, c, d in table.merged)
        found.append(record(0xE5, struct.pack("<H", len(table.merged)) + areas))
    return b"".join([*found, records, record(0x0A, b"")])


def record(kind: int, data: bytes) -> bytes:
    """A record of an XLS file."""
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, count: str) -> bytes:
    return struct.pack(count, len(text)) + b"\x01" + text.encode("utf-16-le")
