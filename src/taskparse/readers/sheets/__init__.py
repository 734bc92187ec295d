"""Spreadsheets become blocks: a workbook's file → its sheets (texts, merged areas) → titles, tables, notes.

XLSX and ODS from their XML, XLS and ET from their records, tables in text files by their delimiters; numbers as their formats print them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from taskparse.errors import UnreadableInput
from taskparse.readers.sheets.grid import Sheet, remarks_on
from taskparse.readers.sheets.layout import lay_out
from taskparse.source import ReadResult

__all__ = ["ODS", "XLS", "XLSX", "read_ods", "read_xls", "read_xlsx"]

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS: Final = "application/vnd.ms-excel"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"


def read_xlsx(data: bytes) -> ReadResult:
    """Blocks of an XLSX workbook: each sheet's titles as paragraphs, its table cell by cell; numbers and dates as they are printed.

    Hidden sheets are left out (but for a workbook of nothing else), hidden rows and columns are read; `remarks` name both.
    Errors: UnreadableInput for a broken workbook, one without text or one larger than any table; EncryptedInput for an encrypted one.
    """
    from taskparse.readers.sheets.xlsx import read_tables

    return _result(*read_tables(data), XLSX)


def read_xls(data: bytes) -> ReadResult:
    """Blocks of an XLS workbook, or of an ET one of WPS, as of an XLSX one; the errors are the same."""
    from taskparse.readers.sheets.xls import read_tables

    return _result(*read_tables(data), XLS)


def read_ods(data: bytes) -> ReadResult:
    """Blocks of an ODS workbook, as of an XLSX one; the errors are the same."""
    from taskparse.readers.sheets.ods import read_tables

    return _result(*read_tables(data), ODS)


def _result(shown: Sequence[Sheet], hidden: Sequence[Sheet], media_type: str) -> ReadResult:
    sheets = shown or hidden
    if not any(sheet.cells for sheet in sheets):
        raise UnreadableInput("the workbook holds no text", hint="check that the file is what its name says")
    names = [sheet.name for sheet in hidden if sheet.cells] if shown else []
    remarks = [f"hidden sheets are not read: {', '.join(names)}"] if names else []
    return ReadResult(tuple(lay_out(sheets)), media_type, remarks=(*remarks, *remarks_on(sheets)))
