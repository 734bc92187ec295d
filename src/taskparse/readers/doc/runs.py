"""Where properties hold: pages of 512 bytes that give each stretch of the file its list of changes ([MS-DOC] 2.9.33 ChpxFkp, 2.9.174 PapxFkp)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from taskparse.readers.doc.file import DocFile, Part
from taskparse.readers.doc.plc import read_ranges

_PAGE: Final = 512
_PAGE_NUMBER: Final = (1 << 22) - 1
_PLACE_OF_PARAGRAPH: Final = 13
"""Bytes for each paragraph in a page: where its changes are, and what its height was."""


class Run(NamedTuple):
    """Bytes [start, end) of the text stream, and the list that holds for them."""

    start: int
    end: int
    changes: bytes


@dataclass(frozen=True)
class Runs:
    """The runs in the order of the file; they do not overlap."""

    runs: tuple[Run, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> bytes:
        """The list that holds for the byte at `offset`."""
        index = bisect_right(self.starts, offset) - 1
        return self.runs[index].changes if index >= 0 and offset < self.runs[index].end else b""

    def between(self, start: int, end: int) -> Iterator[Run]:
        """The runs of the bytes [start, end), cut to fit; empty lists where the file has none."""
        index = max(bisect_right(self.starts, start) - 1, 0)
        for run in self.runs[index:]:
            if run.start >= end or start >= end:
                break
            if run.end <= start:
                continue
            if start < run.start:
                yield Run(start, run.start, b"")
            yield Run(max(start, run.start), min(end, run.end), run.changes)
            start = min(end, run.end)
        if start < end:
            yield Run(start, end, b"")


def character_runs(file: DocFile) -> Runs:
    """The runs of characters."""
    return _read(file, Part.CHARACTER_PAGES, 1, _character_changes)


def paragraph_runs(file: DocFile) -> Runs:
    """The runs of paragraphs; a list begins with the number of the style, in two bytes."""
    return _read(file, Part.PARAGRAPH_PAGES, _PLACE_OF_PARAGRAPH, _paragraph_changes)


def _read(file: DocFile, part: Part, size: int, changes: Callable[[bytes, int], bytes]) -> Runs:
    numbers = [struct.unpack("<I", record)[0] & _PAGE_NUMBER for record in read_ranges(file.part(part), 4).records]
    found: dict[int, Run] = {}
    for number in dict.fromkeys(numbers):  # a page that is named again adds nothing
        page = file.word[number * _PAGE : (number + 1) * _PAGE]
        if len(page) < _PAGE:
            continue
        count = min(page[-1], (_PAGE - 5) // (4 + size))
        offsets = struct.unpack_from(f"<{count + 1}I", page)
        for index, (start, end) in enumerate(pairwise(offsets)):
            if start < end:
                place = 2 * page[4 * (count + 1) + size * index]
                found.setdefault(start, Run(start, end, changes(page, place) if place else b""))
    runs = [found[start] for start in sorted(found)]
    cut = [run._replace(end=min(run.end, after.start)) for run, after in pairwise(runs)] + runs[-1:]
    return Runs(tuple(cut), tuple(run.start for run in cut))


def _character_changes(page: bytes, place: int) -> bytes:
    return page[place + 1 : place + 1 + page[place]]


def _paragraph_changes(page: bytes, place: int) -> bytes:
    if size := page[place]:
        return page[place + 1 : place + 2 * size]
    return page[place + 2 : place + 2 + 2 * page[place + 1]]
