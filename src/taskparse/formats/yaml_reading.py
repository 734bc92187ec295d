"""YAML read into plain data: from the events of libyaml, so that no document can overflow a stack.

PyYAML's loaders are not used: composing 100,000 brackets ends the process with a segmentation fault, dates and `on` become something else,
keys given twice vanish, and they need several times the time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from itertools import islice
from typing import Any, Final, TypeAlias

import yaml

from taskparse.checks.rules import Path
from taskparse.formats.positions import (
    LINE_RE,
    MAX_DEPTH,
    Loaded,
    Malformed,
    Place,
    Position,
    Problem,
    position_at,
    quote,
)
from taskparse.formats.yaml_scalars import TAG, mark_position, scalar

_MAX_VALUES: Final = 1_000_000
"""So many values may come out of aliases, each counted as often as it is used."""

_Loader: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Iterator[Loaded]:
    """The documents of a YAML stream; `Malformed` where it ends to be YAML."""
    for index, reader in enumerate(_documents(text, keep_places=False)):
        yield Loaded(
            reader.value, reader.position, partial(_locate, text, index), partial(LINE_RE.split, text), reader.problems
        )


def _locate(text: str, index: int, paths: Collection[Path]) -> dict[Path, Place]:
    reader = next(islice(_documents(text, keep_places=True), index, None))
    found: dict[Path, Place] = {}
    for path in paths:
        value: Any = reader.value
        place = Place(reader.position, reader.position)
        for step in path:
            line, column, value_line, value_column = reader.places[id(value)][step]
            place = Place(Position(line + 1, column + 1), Position(value_line + 1, value_column + 1))
            value = value[step]
        found[path] = place
    return found


def _documents(text: str, *, keep_places: bool) -> Iterator[_Reader]:
    try:
        loader = _Loader(text)
        while loader.check_event():
            if isinstance(loader.get_event(), yaml.DocumentStartEvent):
                reader = _Reader(loader, keep_places)
                reader.read()
                yield reader
    except yaml.reader.ReaderError as error:
        offset = error.position
        if error.encoding == "?":  # the C reader counts bytes
            offset = len(text.encode()[:offset].decode(errors="ignore"))
        raise Malformed("not YAML: a character that text cannot hold", position_at(text, offset)) from error
    except yaml.MarkedYAMLError as error:
        said = ", ".join(part for part in (error.context, error.problem) if part)
        raise Malformed(f"not YAML: {said}", mark_position(error.problem_mark or error.context_mark)) from error


_Marks: TypeAlias = tuple[int, int, int, int]
"""Line and column, from 0, of a key and of its value. Bare integers: there are half a million of them in a long file."""


class _Frame:
    """A mapping or a list that is being read."""

    __slots__ = ("anchor", "is_mapping", "key", "key_mark", "mark", "merged", "merging", "places", "size", "value")

    def __init__(self, event: Any, is_mapping: bool) -> None:
        self.value: Any = {} if is_mapping else []
        self.is_mapping = is_mapping
        self.anchor: str | None = event.anchor
        self.mark = event.start_mark
        self.size = 1
        self.key: str | None = None
        self.key_mark = event.start_mark
        self.merging = False
        self.merged: list[dict[str, Any]] = []
        self.places: dict[str | int, _Marks] = {}


class _Reader:
    """One document out of a stream of events."""

    def __init__(self, loader: Any, keep_places: bool) -> None:
        self.loader = loader
        self.keep_places = keep_places
        self.places: dict[int, dict[str | int, _Marks]] = {}
        self.problems: list[Problem] = []
        self.stack: list[_Frame] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliased = 0
        self.value: Any = None
        self.position = Position(1, 1)

    def read(self) -> None:
        """Read up to the end of the document."""
        get_event = self.loader.get_event
        stack = self.stack
        event = get_event()
        self.position = mark_position(event.start_mark)
        while (kind := type(event)) is not yaml.DocumentEndEvent:
            if kind is yaml.ScalarEvent:
                if stack and stack[-1].is_mapping and stack[-1].key is None:
                    self._key(stack[-1], event, event.value)
                else:
                    self._put(scalar(event), 1, event.start_mark, event.anchor)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open(event, kind is yaml.MappingStartEvent)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            else:
                frame = stack.pop()
                self._merge(frame)
                if self.keep_places:
                    self.places[id(frame.value)] = frame.places
                self._put(frame.value, frame.size, frame.mark, frame.anchor)
            event = get_event()

    def _key(self, frame: _Frame, event: Any, key: str) -> None:
        frame.key, frame.key_mark = key, event.start_mark
        frame.merging = key == "<<" and type(event) is yaml.ScalarEvent and event.implicit[0]
        if type(event) is yaml.ScalarEvent and event.anchor:
            self.anchors[event.anchor] = key, 1

    def _put(self, value: Any, size: int, mark: Any, anchor: str | None = None) -> None:
        """Put a value where it belongs."""
        if anchor:
            self.anchors[anchor] = value, size
        if not self.stack:
            self.value = value
            return
        frame = self.stack[-1]
        frame.size += size
        if not frame.is_mapping:
            if self.keep_places:
                frame.places[len(frame.value)] = (mark.line, mark.column, mark.line, mark.column)
            frame.value.append(value)
            return
        if frame.merging:
            self._note_merge(frame, value, mark)
        else:
            if frame.key in frame.value:
                self.problems.append(Problem(mark_position(frame.key_mark), self._path(), "this key is given twice"))
            if self.keep_places:
                key_mark = frame.key_mark
                frame.places[frame.key or ""] = (key_mark.line, key_mark.column, mark.line, mark.column)
            frame.value[frame.key] = value
        frame.key = None

    def _path(self) -> Path:
        return tuple([(f.key or "") if f.is_mapping else len(f.value) for f in self.stack])

    def _open(self, event: Any, is_mapping: bool) -> None:
        if len(self.stack) == MAX_DEPTH:
            raise Malformed(f"nested deeper than {MAX_DEPTH} levels", mark_position(event.start_mark))
        if event.tag not in (None, "!", TAG + ("map" if is_mapping else "seq")):
            raise Malformed(f"unknown tag {quote(event.tag)}", mark_position(event.start_mark))
        if self.stack and self.stack[-1].is_mapping and self.stack[-1].key is None:
            raise Malformed("a key must be text", mark_position(event.start_mark))
        self.stack.append(_Frame(event, is_mapping))

    def _alias(self, event: Any) -> None:
        if any(frame.anchor == event.anchor for frame in self.stack):
            raise Malformed(f"*{event.anchor} stands inside of what it names", mark_position(event.start_mark))
        if event.anchor not in self.anchors:
            raise Malformed(f"*{event.anchor} names nothing", mark_position(event.start_mark))
        value, size = self.anchors[event.anchor]
        self.aliased += size
        if self.aliased > _MAX_VALUES:
            raise Malformed(f"aliases stand for more than {_MAX_VALUES:,} values", mark_position(event.start_mark))
        frame = self.stack[-1] if self.stack else None
        if frame and frame.is_mapping and frame.key is None:
            if not isinstance(value, str):
                raise Malformed("a key must be text", mark_position(event.start_mark))
            self._key(frame, event, value)
        else:
            self._put(value, size, event.start_mark)

    def _note_merge(self, frame: _Frame, value: Any, mark: Any) -> None:
        found = value if isinstance(value, list) else [value]
        if not all(isinstance(one, dict) for one in found):
            raise Malformed("<< takes a mapping or a list of mappings", mark_position(mark))
        frame.merged += found

    def _merge(self, frame: _Frame) -> None:
        """Fill in from the mappings under <<: what the mapping itself says wins, then the first that says it."""
        for other in frame.merged:
            for key, value in other.items():
                if key not in frame.value:
                    frame.value[key] = value
                    if self.keep_places:
                        frame.places[key] = self.places[id(other)][key]
