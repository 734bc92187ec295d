"""Settings of a project: `[check]` of the nearest taskparse.toml, or `[tool.taskparse.check]` of the nearest pyproject.toml."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import typer


@dataclass(frozen=True, slots=True)
class Settings:
    """Codes or their beginnings: which rules are run, and which of them are not."""

    select: tuple[str, ...] = ("TP",)
    ignore: tuple[str, ...] = ()


_FILES: Final = (("taskparse.toml", ("check",)), ("pyproject.toml", ("tool", "taskparse", "check")))


def find_settings(folder: Path) -> Settings:
    """The settings that hold in a folder: those of the nearest file above that has any, or the default.

    Errors: a usage error for a file that is no TOML, for an unknown name, for anything but a list of codes.
    """
    for place in (folder, *folder.parents):
        for name, keys in _FILES:
            file = place / name
            if file.is_file() and (table := _table(file, keys)) is not None:
                return _settings(file, table)
    return Settings()


def _table(file: Path, keys: tuple[str, ...]) -> Any:
    import tomllib

    try:
        found: Any = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"{file} cannot be read: {' '.join(str(error).split())}") from error
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _settings(file: Path, table: Any) -> Settings:
    if not isinstance(table, dict):
        raise typer.BadParameter(f"{file}: check is a table")
    lists = {}
    for name, value in table.items():
        if name not in Settings.__dataclass_fields__:
            raise typer.BadParameter(f"{file}: check.{name} is unknown; there are select and ignore")
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise typer.BadParameter(f'{file}: check.{name} is a list of codes, such as ["TP2", "TP301"]')
        lists[name] = tuple(value)
    return Settings(**lists)
