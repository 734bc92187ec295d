"""The values of a workbook, as calamine reads them from XLSX and XLS."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from taskparse.errors import EncryptedInput, UnreadableInput
from taskparse.readers.sheets.facts import Facts
from taskparse.readers.sheets.grid import Area, Sheet, check_size
from taskparse.readers.sheets.printed import print_value

_MEND: Final = "open it in Excel or WPS and save it again"
_PANIC: Final = "PanicException"
"""What PyO3 makes of a bug in Rust; no subclass of Exception, and not to be imported."""


def read_sheets(data: bytes, facts: Callable[[int, str], Facts]) -> tuple[list[Sheet], list[str]]:
    """The sheets that are shown (all, if none is), and the names of the hidden ones; `facts`: what is known of a sheet by number and name.

    Errors: UnreadableInput where the workbook is broken, EncryptedInput where it is encrypted.
    """
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            known = [
                (i, m.name, m.visible == SheetVisibleEnum.Visible)
                for i, m in enumerate(book.sheets_metadata)
                if m.typ == SheetTypeEnum.WorkSheet
            ]
            is_any = any(shown for _, _, shown in known)
            read = [(i, name) for i, name, shown in known if shown or not is_any]
            sheets: list[Sheet] = []
            count = 0
            for i, name in read:
                sheets.append(_read_sheet(book.get_sheet_by_name(name), facts(i, name)))
                count += len(sheets[-1].cells)
                check_size(0, 0, count)
            return sheets, [name for _, name, shown in known if is_any and not shown]
    except PasswordError as exc:
        raise EncryptedInput("the workbook is encrypted", hint="save it without a password") from exc
    except (CalamineError, OSError, ValueError, OverflowError) as exc:
        reason = (str(exc).splitlines() or [""])[0]
        raise UnreadableInput(f"the workbook is damaged: {reason}", hint=_MEND) from exc
    except BaseException as exc:
        if type(exc).__name__ != _PANIC:
            raise
        raise UnreadableInput("the workbook is damaged", hint=_MEND) from exc


def _read_sheet(sheet: CalamineSheet, facts: Facts) -> Sheet:
    top, left = sheet.start or (0, 0)
    cells: dict[tuple[int, int], str] = {}
    for r, values in enumerate(sheet.to_python(), top):
        for c, value in enumerate(values, left):
            if value != "" and (text := print_value(value, facts.formats.get((r, c), "General"))):
                cells[r, c] = text
    merged = [
        Area(first[0], first[1], last[0] - first[0] + 1, last[1] - first[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
        if last[0] >= first[0] and last[1] >= first[1]
    ]
    return Sheet(sheet.name, cells, merged, facts.hidden_rows, facts.hidden_columns)
