"""XLSX (ECMA-376 part 1, chapter 18): what its XML says beyond the values, and whether they are as many as a table has."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import regex
from lxml import etree

from taskparse.errors import UnreadableInput
from taskparse.readers.packages import Container, Kind, open_container
from taskparse.readers.sheets.facts import Facts
from taskparse.readers.sheets.grid import check_size
from taskparse.readers.sheets.printed import BUILT_IN

_KIND: Final = Kind("workbook", "Excel")
_PLACE_RE: Final = regex.compile(r"(?P<column>[A-Za-z]{0,3})(?P<row>[0-9]{1,7})")
_WORKBOOK: Final = "xl/workbook.xml"


def read_facts(data: bytes) -> dict[str, Facts]:
    """What is known of each sheet, by its name.

    Errors: UnreadableInput for a broken container or part, and for sheets larger than any table; EncryptedInput for an encrypted one.
    """
    container = open_container(data, _KIND)
    lengths = [
        sum(len(t.text or "") for t in _named(si, "t")) for si in _named(_part(container, "sharedStrings"), "si")
    ]
    formats = _formats(_part(container, "styles"))
    # Whatever part a program takes for a sheet, its size is known before it is read.
    parts = {name: _read_sheet(root, formats, lengths) for name, root in _sheet_parts(container)}
    return {name: parts[part] for name, part in _sheets(container) if part in parts}


def _sheet_parts(container: Container) -> Iterator[tuple[str, etree._Element]]:
    """The parts that hold cells, by name."""
    for name in container.members:
        if b"sheetData" in (container.read(name) or b"") and (root := container.part(name)) is not None:
            yield name, root


def _read_sheet(root: etree._Element, formats: Mapping[int, str], lengths: list[int]) -> Facts:
    """The facts of a sheet.

    Errors: UnreadableInput where it is larger than any table, or a cell is at a place that there is not.
    """
    found: dict[tuple[int, int], str] = {}
    rows: list[int] = []
    columns: list[int] = []
    characters = hidden = row = column = 0
    for element in root.iter("{*}row", "{*}c"):
        if str(element.tag).endswith("row"):
            row, column = _place(element.get("r", ""), row + 1, 0)
            hidden += element.get("hidden") in ("1", "true")
            continue
        at, column = _place(element.get("r", ""), row, column + 1)
        if not len(element):
            continue
        rows.append(at)
        columns.append(column)
        text = "".join([str(piece) for piece in element.itertext()])
        shared = _int(text.strip(), -1) if element.get("t") == "s" else -1
        characters += lengths[shared] if 0 <= shared < len(lengths) else len(text)
        if code := formats.get(_int(element.get("s"), 0)):
            found[at - 1, column - 1] = code
    if rows:
        check_size(max(rows) - min(rows) + 1, max(columns) - min(columns) + 1, len(rows), characters)
    return Facts(found, hidden, _hidden_columns(root, max(columns, default=0)))


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


def _hidden_columns(root: etree._Element, last: int) -> int:
    hidden = [col for col in _named(root, "col") if col.get("hidden") in ("1", "true")]
    return sum(max(min(_int(col.get("max"), 0), last) - _int(col.get("min"), 1) + 1, 0) for col in hidden)


def _sheets(container: Container) -> Iterator[tuple[str, str]]:
    """The sheets of a workbook in order: their names and the names of their parts."""
    targets = {
        r.get("Id", ""): r.get("Target", "")
        for r in _named(container.part("xl/_rels/workbook.xml.rels"), "Relationship")
    }
    for sheet in _named(container.part(_WORKBOOK), "sheet"):
        reference = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(str(reference), "")
        if target:
            yield sheet.get("name", ""), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _part(container: Container, name: str) -> etree._Element | None:
    return container.part(f"xl/{name}.xml")


def _formats(styles: etree._Element | None) -> dict[int, str]:
    """The number formats of cell styles that print numbers otherwise than they are."""
    codes = dict(BUILT_IN)
    for element in _named(styles, "numFmt"):
        codes[_int(element.get("numFmtId"), -1)] = element.get("formatCode", "")
    cells = next(_named(styles, "cellXfs"), None)
    numbers = [_int(xf.get("numFmtId"), 0) for xf in _named(cells, "xf")]
    return {i: codes[number] for i, number in enumerate(numbers) if number in codes}


def _named(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The elements below one by their local name: the strict variant of the format has other namespaces."""
    found: Iterable[etree._Element] = () if root is None else root.iter("{*}" + name)
    yield from found


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
