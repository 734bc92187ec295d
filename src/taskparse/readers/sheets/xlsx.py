"""XLSX (ECMA-376 part 1, chapter 18): the sheets of a workbook from its XML, in the usual and in the strict variant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from lxml import etree

from taskparse import patterns
from taskparse.errors import UnreadableInput
from taskparse.readers.packages import Container, Kind, open_container
from taskparse.readers.sheets.cells import Cells
from taskparse.readers.sheets.grid import Area, Sheet
from taskparse.readers.sheets.printed import FORMATS, Style, Value

_KIND: Final = Kind("workbook", "Excel")
_WORKBOOK: Final = "xl/workbook.xml"
_PLACE_RE: Final = patterns.compile(r"(?P<column>[A-Za-z]{0,3})(?P<row>[0-9]{1,7})")
_ESCAPE_RE: Final = patterns.compile(r"_x00(0[9ADad])_")
"""Line feeds as some programs write them (22.9.2.19)."""

_TRUE: Final = ("1", "true")


def read_tables(data: bytes) -> tuple[list[Sheet], list[Sheet]]:
    """The sheets that are shown, and the hidden ones.

    Errors: UnreadableInput for a broken container or part, or more than any table holds; EncryptedInput for an encrypted one.
    """
    container = open_container(data, _KIND)
    book = container.part(_WORKBOOK)
    texts = [_text(si) for si in _named(container.part("xl/sharedStrings.xml"), "si")]
    properties = next(_named(book, "workbookPr"), None)
    since_1904 = properties is not None and properties.get("date1904") in _TRUE
    cells = Cells(_styles(container.part("xl/styles.xml"), since_1904))
    found: tuple[list[Sheet], list[Sheet]] = ([], [])
    read: set[str] = set()
    for sheet, part in _sheets(container, book):
        root = None if part in read else container.part(part)
        read.add(part)
        if root is not None and next(_named(root, "sheetData"), None) is not None:
            shown = sheet.get("state", "visible") == "visible"
            found[not shown].append(_read_sheet(root, sheet.get("name", ""), texts, cells.next_sheet()))
    return found


def _sheets(container: Container, book: etree._Element | None) -> Iterator[tuple[etree._Element, str]]:
    """The sheets that a workbook lists, and the names of their parts."""
    relations = _named(container.part("xl/_rels/workbook.xml.rels"), "Relationship")
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    for sheet in _named(book, "sheet"):
        reference = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        if target := targets.get(reference):
            yield sheet, posixpath.normpath(posixpath.join("/xl", target)).lstrip("/").lower()


def _styles(root: etree._Element | None, since_1904: bool) -> dict[int, Style]:
    """How cells of each style print numbers."""
    codes = FORMATS | {_int(e.get("numFmtId"), -1): e.get("formatCode", "") for e in _named(root, "numFmt")}
    numbers = [_int(xf.get("numFmtId"), 0) for xf in _named(next(_named(root, "cellXfs"), None), "xf")]
    return {i: Style(codes.get(number, "General"), since_1904) for i, number in enumerate(numbers)}


def _read_sheet(root: etree._Element, name: str, texts: list[str], cells: Cells) -> Sheet:
    rows: list[int] = []  # hidden ones
    row = column = 0
    for element in root.iter("{*}row", "{*}c"):
        if str(element.tag).endswith("row"):
            row, column = _place(element.get("r", ""), row + 1, 0)
            if element.get("hidden") in _TRUE:
                rows.append(row - 1)
        else:
            row, column = _place(element.get("r", ""), row, column + 1)
            cells.add(row - 1, column - 1, _value(element, texts), _int(element.get("s"), 0))
    areas = [area for merge in _named(root, "mergeCell") if (area := _area(merge.get("ref", "")))]
    columns = [
        (_int(col.get("min"), 1) - 1, _int(col.get("max"), 0) - 1)
        for col in _named(root, "col")
        if col.get("hidden") in _TRUE
    ]
    return Sheet(name, cells.texts, areas, cells.count_rows(rows), cells.count_columns(columns))


def _value(cell: etree._Element, texts: list[str]) -> Value:
    """What a cell holds (18.3.1.4)."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(next(_named(cell, "is"), cell))
    value = next(_named(cell, "v"), None)
    text = "" if value is None else value.text or ""
    if kind == "s":
        index = _int(text.strip(), -1)
        if not 0 <= index < len(texts):
            raise UnreadableInput("the workbook is damaged: a cell has a text that is not there", hint="save it again")
        return texts[index]
    if kind == "b":
        return text.strip() in _TRUE if text else ""
    if kind == "n":
        try:
            return float(text) if text else ""
        except ValueError:
            return text
    return "" if kind == "e" else _unescape(text)


def _text(element: etree._Element) -> str:
    """A text in one piece or in several of different fonts; how it is pronounced is not part of it."""
    pieces = [t.text or "" for t in element.iter("{*}t") if not str(getattr(t.getparent(), "tag", "")).endswith("}rPh")]
    return _unescape("".join(pieces))


def _unescape(text: str) -> str:
    return _ESCAPE_RE.sub(lambda match: chr(int(match[1], 16)), text) if "_x00" in text else text


def _place(text: str, row: int, column: int) -> tuple[int, int]:
    """The row and column (from 1) that a cell or a row says it has; without any those given.

    >>> _place("C7", 1, 1), _place("7", 1, 0), _place("", 2, 3)
    ((7, 3), (7, 0), (2, 3))
    """
    if not text:
        return row, column
    match = _PLACE_RE.fullmatch(text)
    if match is None:
        raise UnreadableInput(f"the workbook is damaged: there is no cell {text[:20]}", hint="save it again")
    return int(match["row"]), _column(match["column"].upper()) if match["column"] else column


def _area(text: str) -> Area | None:
    """Merged cells, as in A1:F1."""
    first, _, last = text.partition(":")
    if not first or not last:
        return None
    (top, left), (bottom, right) = _place(first, 1, 1), _place(last, 1, 1)
    return Area(top - 1, left - 1, bottom - top + 1, right - left + 1)


def _named(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The elements of a local name: the strict variant of the format has other namespaces."""
    if root is not None:
        yield from root.iter("{*}" + name)


def _column(letters: str) -> int:
    """The number of a column, from 1.

    >>> _column("A"), _column("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _int(text: str | None, otherwise: int) -> int:
    return int(text) if text and len(text) < 9 and text.isascii() and text.isdigit() else otherwise
