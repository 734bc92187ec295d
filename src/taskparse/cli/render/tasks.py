"""The tasks as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.text import Text

from taskparse.cli.render.parts import heading, make_table, shorten, text

if TYPE_CHECKING:
    from taskparse.notice.models import Notice, Target, Task, Unit

_SIGNS: Final = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "≈", "between": ""}
_MODALITIES: Final = {"strive": "力争", "ensure": "确保"}
_LARGE: Final = ((10**8, "亿"), (10**4, "万"))
_DECIMALS: Final = 4


def print_tasks(notice: Notice, console: Console) -> None:
    """One row a task; a column that would be empty is left out."""
    heading(console, f"Tasks ({len(notice.tasks)})")
    if not notice.tasks:
        return
    table = make_table(console)
    table.add_column("Id", no_wrap=True, style="cyan")
    table.add_column("Text", overflow="fold", ratio=5)
    columns: list[tuple[str, Callable[[Task], str]]] = [
        ("Lead", lambda task: _units(task.lead_units)),
        ("Responsible", lambda task: _units(task.responsible_units)),
        ("Supporting", lambda task: _units(task.supporting_units)),
        ("Leaders", lambda task: "\n".join(f"{leader.role}{leader.name}" for leader in task.leaders)),
        ("Due", lambda task: (task.due.on or task.due.text) if task.due else ""),
        ("Targets", lambda task: "\n".join(map(spell_target, task.targets))),
    ]
    used = [(name, give) for name, give in columns if any(map(give, notice.tasks))]
    for name, _ in used:
        table.add_column(name, overflow="fold", ratio=4 if name == "Targets" else 3)
    cells = 64 if console.width >= 120 else 32
    for task in notice.tasks:
        table.add_row(text(task.id), shorten(task.text, cells), *[_lines(give(task)) for _, give in used])
    console.print(table)


def _lines(content: str) -> Text:
    return Text("\n").join([text(line) for line in content.split("\n")])


def _units(units: Iterable[Unit]) -> str:
    return "、".join([unit.name + ("等" if unit.open_ended else "") for unit in units])


def spell_target(target: Target) -> str:
    """A target in one line: 力争 建成 算力中心 2个, 新增 数据要素型企业 ≥20家, 增长 5%→6%."""
    unit = target.unit or ""
    amount = f"{_SIGNS[target.comparator]}{spell_number(target.value)}{unit}"
    if target.upper is not None:
        amount = f"{spell_number(target.value)}–{spell_number(target.upper)}{unit}"
    if target.baseline is not None:
        amount = f"{spell_number(target.baseline)}{unit}→{amount}"
    modality = _MODALITIES[target.modality] if target.modality else None
    return " ".join(part for part in (modality, target.action, target.metric, amount) if part)


def spell_number(value: float) -> str:
    """A number as short as it can be without a digit lost.

    >>> spell_number(300_0000_0000), spell_number(23000), spell_number(20), spell_number(5.5), spell_number(12345678.25)
    ('300亿', '2.3万', '20', '5.5', '12345678.25')
    """
    exact = Decimal(str(value))
    size, word = next(((size, word) for size, word in _LARGE if abs(exact) >= size), (1, ""))
    short = f"{(exact / size).normalize():f}"
    if word and len(short.partition(".")[2]) <= _DECIMALS:
        return short + word
    return f"{exact.normalize():f}"
