"""Where two extractions differ, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from taskparse.checks.rules import Path

ABSENT: Final = object()
"""What one of the two does not have."""


class Difference(NamedTuple):
    """A value that differs; `path` leads to it in the old data, or where it would stand there."""

    path: Path
    old: Any
    new: Any

    @property
    def is_place(self) -> bool:
        """Whether it only says where something is printed."""
        return any(isinstance(value, dict) and "start" in value for value in (self.old, self.new))


def differences(old: Any, new: Any, path: Path = ()) -> Iterator[Difference]:
    """Each smallest value that differs; a span is one value, and sections and tasks are held against those of the same id.

    >>> [d.path for d in differences({"tasks": [{"id": "1-1"}, {"id": "1-2"}]}, {"tasks": [{"id": "1-2"}]})]
    [('tasks', 0)]
    """
    if isinstance(old, dict) and isinstance(new, dict) and "start" not in old:
        for key in {**old, **new}:
            yield from differences(old.get(key, ABSENT), new.get(key, ABSENT), (*path, key))
    elif isinstance(old, list) and isinstance(new, list):
        for index, before, after in _paired(old, new):
            yield from differences(before, after, (*path, index))
    elif old != new:
        yield Difference(path, old, new)


def _paired(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int, Any, Any]]:
    """Items that belong together, each with its index in the old list: by their ids where they have some, else by their order."""
    ids = [[item.get("id") if isinstance(item, dict) else None for item in items] for items in (old, new)]
    if None in ids[0] or None in ids[1]:
        for index, (before, after) in enumerate(zip_longest(old, new, fillvalue=ABSENT)):
            yield index, before, after
        return
    for _, start, end, begin, stop in SequenceMatcher(None, ids[0], ids[1], autojunk=False).get_opcodes():
        same = ids[0][start:end] == ids[1][begin:stop]
        if same:
            yield from zip(range(start, end), old[start:end], new[begin:stop], strict=True)
        else:
            yield from ((index, old[index], ABSENT) for index in range(start, end))
            yield from ((end, ABSENT, item) for item in new[begin:stop])
