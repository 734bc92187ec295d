"""A DOC file's streams and the table of contents in its header ([MS-DOC] 2.5.1 Fib): where each structure is."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from taskparse.errors import EncryptedInput, UnreadableInput
from taskparse.readers.compound import read_streams

MEND: Final = "open it in Word or WPS and save it as DOCX or PDF"

_STREAMS: Final = ("WordDocument", "0Table", "1Table", "Data")
_MAGIC: Final = 0xA5EC
_OLD_MAGIC: Final = 0xA5DC
_WORD_97: Final = 0xC0
"""The least nFib of the format read here; Word 6 and 95 wrote up to 0x69."""

_ENCRYPTED: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_COUNTS: Final = 0x4C
_PLACES: Final = 0x9A


class Part(IntEnum):
    """Structures of the table stream by their place in the header ([MS-DOC] 2.5.6 FibRgFcLcb97)."""

    STYLES = 1
    FOOTNOTE_MARKS = 2
    FOOTNOTES = 3
    SECTIONS = 6
    HEADERS = 11
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    FONTS = 15
    PIECES = 33
    SHAPES = 40
    HEADER_SHAPES = 41
    ENDNOTE_MARKS = 46
    ENDNOTES = 47
    BOXES = 56
    HEADER_BOXES = 58
    LISTS = 73
    LIST_USES = 74


class Counts(NamedTuple):
    """How many characters each document in the file has, in the order in which they follow each other ([MS-DOC] 2.5.4 FibRgLw97)."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int


@dataclass(frozen=True)
class DocFile:
    """An open file: its text stream, its table stream, the stream of large property lists."""

    word: bytes
    table: bytes
    data: bytes
    counts: Counts

    def part(self, part: Part) -> bytes:
        """The bytes of a structure; empty where the file has none, short where it is cut off."""
        start, size = self._place(part)
        return self.table[start : start + size]

    def rest(self, part: Part) -> bytes:
        """The bytes from a structure on, for those that say themselves where they end."""
        start, size = self._place(part)
        return self.table[start:] if size else b""

    def _place(self, part: Part) -> tuple[int, int]:
        at = _PLACES + 8 * part
        start, size = struct.unpack_from("<II", self.word, at) if at + 8 <= len(self.word) else (0, 0)
        return start, size

    def start(self, name: str) -> int:
        """Where the document of that name (a field of Counts) begins, in characters from the beginning of the text."""
        return sum(self.counts[: Counts._fields.index(name)])


class OldWord(UnreadableInput):
    """A file of Word 6 or 95, whose structures are others."""


def open_file(data: bytes) -> DocFile:
    """Open the container and read the header.

    Errors: UnreadableInput where it is damaged or no Word file, OldWord before Word 97, EncryptedInput for an encrypted one.
    """
    streams = read_streams(data, _STREAMS, MEND)
    word = streams.get("WordDocument", b"")
    if len(word) < _PLACES:
        raise damaged("its header is cut short")
    magic, version = struct.unpack_from("<HH", word)
    flags: int = struct.unpack_from("<H", word, 0x0A)[0]
    if flags & _ENCRYPTED:
        raise EncryptedInput("the Word file (DOC) is encrypted", hint="save it without a password")
    if magic == _OLD_MAGIC and version < _WORD_97:
        raise OldWord("the Word file (DOC) is of Word 95 or older", hint=MEND)
    if magic not in (_MAGIC, _OLD_MAGIC):
        raise damaged("its header is not that of a Word file")
    table = streams.get("1Table" if flags & _SECOND_TABLE else "0Table", b"")
    return DocFile(word, table, streams.get("Data", b""), Counts(*struct.unpack_from("<8I", word, _COUNTS)))


def damaged(what: str) -> UnreadableInput:
    """The error of a file that cannot be read further."""
    return UnreadableInput(f"the Word file (DOC) is damaged: {what}", hint=MEND)
