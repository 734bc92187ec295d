"""What the columns of a task table hold, by their names."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from taskparse import patterns
from taskparse.lexicon.columns import ColumnRole, role_of
from taskparse.lexicon.roles import UNIT_ROLES

_MEASURE_RE: Final = patterns.compile(r"\((?:单位:)?(?P<measure>[^()\d、,;]{1,8})\)$")


class Column(NamedTuple):
    """What a column holds, and its name as printed."""

    role: ColumnRole
    name: str

    @property
    def measure(self) -> str:
        """The unit of measure in the name: 目标值（万人次） → 万人次; "" where there is none."""
        match = _MEASURE_RE.search(self.name) if self.role == "task" else None
        return match["measure"] if match else ""


def column_of(name: str) -> Column | None:
    """The role of a column from its name.

    >>> column_of("牵头单位"), column_of("上半年完成情况").role
    (Column(role='lead', name='牵头单位'), 'background')
    """
    role = role_of(name)
    return Column(role, name) if role else None


def settled(columns: dict[int, Column]) -> dict[int, Column]:
    """单位 names units of measure beside another column of units, and units of government where there is none."""
    if any(column.role in UNIT_ROLES for column in columns.values()):
        return columns
    return {i: c._replace(role="responsible") if c.name == "单位" else c for i, c in columns.items()}


def chief_columns(columns: dict[int, Column]) -> dict[int, Column]:
    """主要责任单位 leads where another column names the other units."""
    others = [c for c in columns.values() if c.role in ("responsible", "supporting") and "主要" not in c.name]
    if not others:
        return columns
    return {
        i: c._replace(role="lead") if c.role == "responsible" and "主要" in c.name else c for i, c in columns.items()
    }


def has_tasks_and_units(columns: Iterable[Column]) -> bool:
    """Whether columns make a task table: one names units, another tasks or their numbers."""
    roles = {column.role for column in columns}
    return not roles.isdisjoint(UNIT_ROLES) and ("task" in roles or "number" in roles)
