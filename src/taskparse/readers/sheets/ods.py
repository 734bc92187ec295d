"""ODS (OpenDocument 1.2, part 1, chapter 9): its tables from the raw XML, for that holds each cell as it is printed, and what is merged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from lxml import etree

from taskparse.errors import EncryptedInput, UnreadableInput
from taskparse.readers.packages import Kind, open_container
from taskparse.readers.sheets.grid import Area, Sheet, check_size
from taskparse.readers.sheets.printed import print_date

_KIND: Final = Kind("ODS file", "LibreOffice or Excel")
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_MANIFEST: Final = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_CELLS: Final = (_TABLE + "table-cell", _TABLE + "covered-table-cell")
_GROUPS: Final = tuple(_TABLE + n for n in ("table-rows", "table-row-group", "table-header-rows"))
_LAST_ROW: Final = 2**20
_LAST_COLUMN: Final = 2**14


def read_tables(data: bytes) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets that are shown, and the hidden ones.

    Errors: UnreadableInput for a broken file or one larger than any table, EncryptedInput for an encrypted one.
    """
    container = open_container(data, _KIND)
    manifest = container.part("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(_MANIFEST + "encryption-data"), None) is not None:
        raise EncryptedInput("the ODS file is encrypted", hint="save it without a password")
    root = container.part("content.xml")
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}spreadsheet")
    if root is None or body is None:
        raise UnreadableInput("the ODS file has no tables", hint="open it and save it again")
    unseen = {
        style.get(_STYLE + "name", "")
        for style in root.iter(_STYLE + "style")
        if any(p.get(_TABLE + "display") == "false" for p in style.iter(_STYLE + "table-properties"))
    }
    shown: list[Sheet] = []
    hidden: list[Sheet] = []
    cells = characters = 0
    for table in body.iterchildren(_TABLE + "table"):
        sheet = _read_table(table)
        cells += len(sheet.cells)
        characters += sum(map(len, sheet.cells.values()))
        check_size(cells, characters)
        (hidden if table.get(_TABLE + "style-name", "") in unseen else shown).append(sheet)
    return shown, hidden


def _read_table(table: etree._Element) -> Sheet:
    cells: dict[tuple[int, int], str] = {}
    merged: list[Area] = []
    row = hidden = 0
    for element in _rows(table):
        times = _count(element, "number-rows-repeated", _LAST_ROW)
        values, areas = _read_row(element, row)
        check_size(len(cells) + len(values) * times, 0)
        for r in range(row, row + times) if values else ():
            cells |= {(r, column): text for column, text in values.items()}
        merged += areas
        hidden += times if values and element.get(_TABLE + "visibility", "visible") != "visible" else 0
        row += times
    last = max((column for _, column in cells), default=-1)
    return Sheet(table.get(_TABLE + "name", ""), cells, merged, hidden, _hidden_columns(table, last))


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also those in groups."""
    stack = [iter(parent)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif element.tag == _TABLE + "table-row":
            yield element
        elif element.tag in _GROUPS:
            stack.append(iter(element))


def _read_row(element: etree._Element, row: int) -> tuple[dict[int, str], list[Area]]:
    """The texts of a row by column, and the merged areas that begin in it."""
    texts: dict[int, str] = {}
    areas: list[Area] = []
    column = 0
    for cell in element.iterchildren(*_CELLS):
        times = _count(cell, "number-columns-repeated", _LAST_COLUMN)
        text = _print_cell(cell)
        if text and cell.tag == _CELLS[0]:
            texts |= dict.fromkeys(range(column, min(column + times, _LAST_COLUMN)), text)
        rows, columns = (
            _count(cell, "number-rows-spanned", _LAST_ROW),
            _count(cell, "number-columns-spanned", _LAST_COLUMN),
        )
        if rows > 1 or columns > 1:
            areas.append(Area(row, column, rows, columns))
        column += times
    return texts, areas


def _print_cell(cell: etree._Element) -> str:
    """A cell's text as printed; a date in full."""
    if cell.get(_OFFICE + "value-type") == "date":
        try:
            return print_date(date.fromisoformat(cell.get(_OFFICE + "date-value", "")[:10]))
        except ValueError:
            pass
    return "\n".join([_text(paragraph) for paragraph in cell.iterchildren(_TEXT + "p")])


def _text(paragraph: etree._Element) -> str:
    pieces = [paragraph.text or ""]
    for element in paragraph.iterdescendants():
        if element.tag == _TEXT + "s":
            pieces.append(" " * _count(element, "c", 100, _TEXT))
        elif element.tag in (_TEXT + "tab", _TEXT + "line-break"):
            pieces.append("\n" if element.tag == _TEXT + "line-break" else "\t")
        elif isinstance(element.tag, str):
            pieces.append(element.text or "")
        pieces.append(element.tail or "")
    return "".join(pieces)


def _hidden_columns(table: etree._Element, last: int) -> int:
    at = hidden = 0
    for element in table.iter(_TABLE + "table-column"):
        times = _count(element, "number-columns-repeated", _LAST_COLUMN)
        if element.get(_TABLE + "visibility", "visible") != "visible":
            hidden += max(min(at + times, last + 1) - at, 0)
        at += times
    return hidden


def _count(element: etree._Element, name: str, most: int, namespace: str = _TABLE) -> int:
    """A number of repetitions, 1 where none is given."""
    text = element.get(namespace + name, "1")
    return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 9 else 1
