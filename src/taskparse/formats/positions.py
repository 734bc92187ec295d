"""Where things stand in a data file: lines, columns, paths."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from taskparse.checks.rules import Path
from taskparse.errors import UnreadableInput

MAX_DEPTH: Final = 100
"""Deeper YAML is refused: the format needs 8 levels."""

LINE_RE: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for libyaml, by which it counts; in JSON only a line feed does."""

_NAME_RE: Final = re.compile(r"\w+")


class Position(NamedTuple):
    """Line and column, both from 1; a column is a code point."""

    line: int
    column: int


class Place(NamedTuple):
    """Where a value stands and, in a mapping, its key; an item of a list has no key and gives its own place for it."""

    key: Position
    value: Position


class Problem(NamedTuple):
    """A fault of the text that does not keep it from being read, such as a key given twice."""

    position: Position
    path: Path
    message: str


class Malformed(UnreadableInput):
    """The text is no YAML and no JSON: `position` says from where on, `line` is what stands in that line."""

    def __init__(self, message: str, position: Position) -> None:
        super().__init__(message, hint=f"line {position.line}, column {position.column}")
        self.position = position
        self.line = ""

    def within(self, text: str) -> Malformed:
        """The same, with its line."""
        lines = LINE_RE.split(text)
        self.line = lines[self.position.line - 1] if self.position.line <= len(lines) else ""
        return self


@dataclass(frozen=True, slots=True)
class Loaded:
    """One document of a data file, as plain data.

    `locate` finds places; it reads the text anew, so it is asked once and only where there is something to tell. `lines`: of the whole file.
    """

    value: Any
    position: Position
    locate: Callable[[Collection[Path]], dict[Path, Place]]
    lines: Callable[[], list[str]]
    problems: list[Problem] = field(default_factory=list)


def position_at(text: str, offset: int) -> Position:
    r"""Line and column of an offset.

    >>> position_at("一\n二三", 3)
    Position(line=2, column=2)
    """
    return Position(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def spell(path: Path) -> str:
    """A path as people write it.

    >>> spell(("tasks", 3, "lead_units", 0, "kind"))
    'tasks[3].lead_units[0].kind'
    """
    written = ""
    for step in path:
        if isinstance(step, int):
            written += f"[{step}]"
        elif _NAME_RE.fullmatch(step):
            written += f".{step}" if written else step
        else:
            written += f"[{quote(step)}]"
    return written


def quote(text: str, limit: int = 40) -> str:
    r"""Text in quotes for a message: shortened, nothing in it that would move a terminal's cursor.

    >>> quote("一\x1b[2J")
    '"一\\x1b[2J"'
    """
    short = text if len(text) <= limit else text[: limit - 1] + "…"
    return (
        '"'
        + "".join([c if c.isprintable() or c == "\u3000" else c.encode("unicode_escape").decode() for c in short])
        + '"'
    )
