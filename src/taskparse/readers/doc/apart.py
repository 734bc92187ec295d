"""What stands apart from the text: headers and footers, notes, text boxes, and where the text refers to them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from taskparse.readers.doc.file import DocFile, Part
from taskparse.readers.doc.inline import Reference
from taskparse.readers.doc.lists import format_name
from taskparse.readers.doc.plc import read_ranges
from taskparse.readers.doc.sprms import read_sprms
from taskparse.readers.doc.story import Box, Boxes

_SEPARATORS: Final = 6
"""The first stories of the headers are lines between text and notes ([MS-DOC] 2.3.3)."""

_KINDS: Final = (True, True, False, False, True, False)
"""Of the six of a section, which are headers: of even pages, odd ones, their footers, header and footer of the first page."""

_SHAPE: Final = 26
_SECTION: Final = 12
_NOTE_FORMAT: Final = 0x5040
_BOX: Final = 22


def read_references(file: DocFile) -> dict[int, Reference]:
    """The notes by the position of the text that refers to them ([MS-DOC] 2.8.19 PlcffndRef, 2.8.16 PlcfendRef)."""
    found: dict[int, Reference] = {}
    for kind, part in (("footnote", Part.FOOTNOTE_MARKS), ("endnote", Part.ENDNOTE_MARKS)):
        ranges = read_ranges(file.part(part), 2)
        for index, (at, record) in enumerate(zip(ranges.positions, ranges.records, strict=False)):
            found[at] = Reference(kind, str(index), record == b"\0\0")
    return found


def read_notes(file: DocFile) -> dict[tuple[str, str], Box]:
    """The text of each note, by its kind and number."""
    found: dict[tuple[str, str], Box] = {}
    for kind, part, name in (
        ("footnote", Part.FOOTNOTES, "footnotes"),
        ("endnote", Part.ENDNOTES, "endnotes"),
    ):
        for index, box in enumerate(_stories(file, part, 0, name)):
            found[kind, str(index)] = box
    return found


def read_headers(file: DocFile) -> tuple[list[Box], list[Box]]:
    """The texts of the headers and of the footers, section by section."""
    headers: list[Box] = []
    footers: list[Box] = []
    for index, box in enumerate(_stories(file, Part.HEADERS, 0, "headers")):
        if index >= _SEPARATORS:
            (headers if _KINDS[(index - _SEPARATORS) % len(_KINDS)] else footers).append(box)
    return headers, footers


def read_boxes(file: DocFile, of_headers: bool) -> tuple[Boxes, list[Box]]:
    """The text boxes by where they are anchored, and those of which nobody knows it (they are in a group)."""
    name, anchors_name = ("header_boxes", "headers") if of_headers else ("boxes", "main")
    part, shapes = (Part.HEADER_BOXES, Part.HEADER_SHAPES) if of_headers else (Part.BOXES, Part.SHAPES)
    records = read_ranges(file.part(part), _BOX).records
    texts: dict[int, list[Box]] = {}
    for record, box in zip(records[:-1], _stories(file, part, _BOX, name), strict=False):
        reusable, shape = struct.unpack_from("<HxxxxI", record, 8)
        if not reusable & 1:
            texts.setdefault(shape, []).append(box)
    first = file.start(anchors_name)
    ranges = read_ranges(file.part(shapes), _SHAPE)
    at: dict[int, list[Box]] = {}
    for position, record in zip(ranges.positions, ranges.records, strict=False):
        boxes = texts.pop(struct.unpack_from("<I", record)[0], None)
        if boxes and position < file.counts[file.counts._fields.index(anchors_name)]:
            at.setdefault(first + position, []).extend(boxes)
    return Boxes(sorted(at), at), [box for boxes in texts.values() for box in boxes]


def read_sections(file: DocFile) -> frozenset[int]:
    """The positions of the page breaks that end a section ([MS-DOC] 2.8.26 PlcfSed)."""
    return frozenset(position - 1 for position in read_ranges(file.part(Part.SECTIONS), _SECTION).positions[1:])


def read_note_format(file: DocFile) -> str:
    """The format of the footnotes' numbers, which the first section gives ([MS-DOC] 2.9.243 Sed, 2.6.4 sprmSNfcFtnRef)."""
    for record in read_ranges(file.part(Part.SECTIONS), _SECTION).records[:1]:
        at: int = struct.unpack_from("<I", record, 2)[0]
        size = int.from_bytes(file.word[at : at + 2], "little")
        for code, operand in read_sprms(file.word[at + 2 : at + 2 + size]):
            if code == _NOTE_FORMAT:
                return format_name(int.from_bytes(operand, "little"))
    return "decimal"


def _stories(file: DocFile, part: Part, size: int, name: str) -> Iterator[Box]:
    """The stories of a document beside the main one, as positions in the whole text; none holds what stood in another."""
    reached = file.start(name)
    end = reached + file.counts[file.counts._fields.index(name)]
    for stop in read_ranges(file.part(part), size).positions[1:]:
        start, reached = reached, max(reached, min(file.start(name) + stop, end))
        yield Box(start, reached)
