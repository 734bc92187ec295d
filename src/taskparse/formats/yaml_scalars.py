"""Scalars of YAML, and the marks of its parser.

They are read by the core schema of YAML 1.2, which is what JSON can hold: `no`, `on` and `2026-01-20` are text.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from taskparse.formats.positions import Malformed, Position, quote

TAG: Final = "tag:yaml.org,2002:"
"""What the tags of YAML's own types begin with."""

_WORDS: Final = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT_RE: Final = re.compile(r"[-+]?[0-9]{1,4000}|0o[0-7]{1,4000}|0x[0-9a-fA-F]{1,4000}")
_FLOAT_RE: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASES: Final = {"0o": 8, "0x": 16}


def mark_position(mark: yaml.Mark | None) -> Position:
    """Where a mark of libyaml is, which counts from 0."""
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


def scalar(event: Any) -> Any:
    """The value of the event of a scalar."""
    text: str = event.value
    plain, quoted = event.implicit
    if event.tag == "!":
        return text
    if plain:
        if text[:1] in "-+.0123456789":
            number = _number(text)
            if number is not None:
                return number
        return _WORDS.get(text, text)
    return text if quoted else _tagged(event)


def _number(text: str) -> int | float | None:
    if _INT_RE.fullmatch(text):
        base = _BASES.get(text[:2])
        return int(text[2:], base) if base else int(text)
    return float(text) if _FLOAT_RE.fullmatch(text) else None


def _tagged(event: Any) -> Any:
    """A scalar with a tag, such as !!str 12."""
    text: str = event.value
    kind = event.tag.removeprefix(TAG)
    if kind == "str":
        return text
    found = _number(text) if kind in ("int", "float") else _WORDS.get(text, text)
    if kind == "float" and found is not None:
        return float(found)
    fits = {"int": isinstance(found, int), "bool": isinstance(found, bool), "null": found is None}
    if not fits.get(kind):
        raise Malformed(
            f"unknown tag or no such value: {quote(event.tag)} {quote(text)}", mark_position(event.start_mark)
        )
    return found
