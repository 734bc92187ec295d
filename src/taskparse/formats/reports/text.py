"""A report for people: a line that says where and what, the text that is meant with a marker below it, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len, set_cell_size

from taskparse.checks.rules import Language, Severity
from taskparse.formats.reports.entries import Entry, Excerpt

_WIDTH: Final = 100
"""Columns of an excerpt; a line of JSON may hold a whole notice."""
_BEFORE: Final = 40
"""Columns that are shown before the marked part of a long line."""
_INDENT: Final = "    "
_SEVERITIES: Final[dict[Severity, str]] = {"error": "错误", "warning": "警告", "info": "提示"}


def write(entries: Iterable[Entry], language: Language = "en") -> str:
    """The report as text."""
    return "".join([f"{line}\n" for entry in entries for line in _lines(entry, language)])


def _lines(entry: Entry, language: Language) -> Iterable[str]:
    severity = _SEVERITIES[entry.rule.severity] if language == "zh" else entry.rule.severity
    where = f"{entry.file}:{entry.position.line}:{entry.position.column}" if entry.position else entry.file
    yield f"{where}: {entry.rule.id} {severity}: {entry.message}{_place(entry, language)}"
    if entry.excerpt and entry.excerpt.line.strip():
        yield from (f"{_INDENT}{line}" for line in marked(entry.excerpt) if line)
    if entry.rule.hint:
        yield f"{_INDENT}{'建议' if language == 'zh' else 'hint'}: {entry.rule.hint}"


def _place(entry: Entry, language: Language) -> str:
    task, page = ("任务{}", "第{}页") if language == "zh" else ("task {}", "page {}")
    parts = [task.format(entry.task)] if entry.task else []
    parts += [page.format(entry.page)] if entry.page else []
    if not parts:
        return ""
    return f"（{'，'.join(parts)}）" if language == "zh" else f" ({', '.join(parts)})"


def marked(excerpt: Excerpt) -> tuple[str, str]:
    """The part of a line around what is meant, and the marker to print below it; a Chinese character takes two columns.

    Where the whole line is meant, start and end are the same and there is no marker.

    >>> print(*marked(Excerpt("  kind: 部门, name: 数据局", 18, 21)), sep=chr(10))
    kind: 部门, name: 数据局
                      ^^^^^^
    """
    first = _first(excerpt)
    line = "".join([c if c.isprintable() else " " for c in excerpt.line[first : first + _WIDTH]])
    shown = ("…" if excerpt.line[:first].strip() else "") + line
    is_cut = cell_len(shown) > _WIDTH or len(excerpt.line) > first + _WIDTH
    if is_cut:
        shown = set_cell_size(shown, min(_WIDTH, cell_len(shown)) - 1).rstrip() + "…"
    if excerpt.start == excerpt.end:
        return shown, ""
    start, end = excerpt.start - first, excerpt.end - first
    before = cell_len(line[:start]) + (1 if excerpt.line[:first].strip() else 0)
    length = max(cell_len(line[start:end]), 1)
    return shown, " " * before + "^" * max(min(length, _WIDTH - before), 1)


def _first(excerpt: Excerpt) -> int:
    """Where the shown part begins: no more than so many columns before the marked one, after the indentation."""
    first, columns = min(excerpt.start, len(excerpt.line)), 0
    while first and (columns := columns + cell_len(excerpt.line[first - 1])) <= _BEFORE:
        first -= 1
    while first < excerpt.start and excerpt.line[first].isspace():
        first += 1
    return first
