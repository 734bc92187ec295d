"""JSON read strictly: one document or several one after another, every place found when asked for."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from functools import partial
from json.decoder import JSONDecodeError
from typing import Any, Final, TypeAlias

from taskparse.checks.rules import Path
from taskparse.formats.positions import Loaded, Malformed, Place, Position, Problem, position_at

_Wanted: TypeAlias = "dict[str | int, _Wanted]"

_SPACE_RE: Final = re.compile(r"[ \t\n\r]*")
# The numbers that Python's json module gives up on or takes although JSON has no such words; strings are stepped over.
_NUMBER_RE: Final = re.compile(r'"(?:[^"\\]|\\.)*"|(NaN|-?Infinity|-?[0-9]{4300,})', re.DOTALL)


class _OddNumberError(ValueError):
    """NaN or Infinity."""


def read_json(text: str) -> Iterator[Loaded]:
    """The documents of a JSON stream; `Malformed` where it ends to be JSON."""
    repeats: list[dict[str, Any]] = []

    def to_dict(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            repeats.append(made)
        return made

    decoder = json.JSONDecoder(object_pairs_hook=to_dict, parse_constant=_refuse)
    at = _skip(text, 0)
    while at < len(text):
        repeats.clear()
        try:
            value, end = decoder.raw_decode(text, at)
        except JSONDecodeError as error:
            message = error.msg[:1].lower() + error.msg[1:]
            raise Malformed(f"not JSON: {message}", position_at(text, error.pos)) from error
        except RecursionError as error:
            raise Malformed("nested too deeply", position_at(text, at)) from error
        except ValueError as error:
            odd = next((m for m in _NUMBER_RE.finditer(text, at) if m[1]), None)
            message = f"not JSON: {odd[1]}" if odd and isinstance(error, _OddNumberError) else "a number is too long"
            raise Malformed(message, position_at(text, odd.start() if odd else at)) from error
        problems = list(_repeated(text, at)) if repeats else []
        yield Loaded(value, position_at(text, at), partial(_locate, text, at), partial(text.split, "\n"), problems)
        at = _skip(text, end)


def read_json_lines(text: str) -> Iterator[Loaded | Malformed]:
    """The documents of JSON Lines, one a line; a line that is no JSON does not keep the next ones from being read."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        try:
            for loaded in read_json(line):
                yield _at_line(loaded, number, lines)
        except Malformed as error:
            moved = Malformed(error.message, Position(number, error.position.column))
            moved.line = line
            yield moved


def _at_line(loaded: Loaded, number: int, lines: list[str]) -> Loaded:
    def move(position: Position) -> Position:
        return Position(number, position.column)

    def locate(paths: Collection[Path]) -> dict[Path, Place]:
        return {path: Place(move(place.key), move(place.value)) for path, place in loaded.locate(paths).items()}

    problems = [problem._replace(position=move(problem.position)) for problem in loaded.problems]
    return Loaded(loaded.value, move(loaded.position), locate, lambda: lines, problems)


def _refuse(name: str) -> None:
    raise _OddNumberError(name)


def _skip(text: str, at: int) -> int:
    found = _SPACE_RE.match(text, at)
    return found.end() if found else at


def _locate(text: str, start: int, paths: Collection[Path]) -> dict[Path, Place]:
    wanted: _Wanted = {}
    for path in paths:
        branch = wanted
        for step in path:
            branch = branch.setdefault(step, {})
    # A key given twice is found twice: the last one stays, as in the data.
    top = position_at(text, start)
    found = {(): Place(top, top)} | {path: place for path, place, _ in _walk(text, start, wanted)}
    return {path: found[path] for path in paths}


def _repeated(text: str, start: int) -> Iterator[Problem]:
    for path, place, again in _walk(text, start, None):
        if again:
            yield Problem(place.key, path, "this key is given twice")


def _walk(text: str, start: int, wanted: _Wanted | None) -> Iterator[tuple[Path, Place, bool]]:
    """Path, place and whether the key came before, of all values or of those that are wanted.

    The text is known to be JSON. What is not wanted is stepped over by the decoder written in C. Places come out in no useful order.
    """
    decode = json.JSONDecoder().raw_decode
    lines = _Lines(text)
    todo: list[tuple[int, Path, _Wanted | None]] = [(start, (), wanted)]
    while todo:
        at, path, branch = todo.pop()
        is_object = text[at] == "{"
        if not is_object and text[at] != "[":
            continue
        seen: set[str | int] = set()
        index = 0
        at = _skip(text, at + 1)
        while text[at] not in "]}":
            key_at = at
            step: str | int = index
            if is_object:
                step, at = decode(text, at)
                at = _skip(text, _skip(text, at) + 1)
            if branch is None or step in branch:
                again = step in seen
                yield (*path, step), Place(lines.position(key_at), lines.position(at)), again
                below = None if branch is None else branch[step]
                if below is None or below:
                    todo.append((at, (*path, step), below))
            if is_object:
                seen.add(step)
            at = _skip(text, decode(text, at)[1])
            if text[at] == ",":
                at = _skip(text, at + 1)
            index += 1


class _Lines:
    """Positions of many offsets in one text."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def position(self, offset: int) -> Position:
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)
