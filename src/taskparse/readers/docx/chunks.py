"""Documents inside a Word file (w:altChunk): programs that put notices together leave parts in HTML, text, RTF or Word for Word to take in.

They are read by the readers of their formats, within the limits of a file; one that cannot be read is counted, and so never lost in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from taskparse.errors import UnreadableInput
from taskparse.readers.docx.package import Package, open_package
from taskparse.source import ReadResult

_MAX_DEPTH: Final = 3
"""Documents inside documents inside documents: nobody goes deeper on purpose."""
_MAX_SIZE: Final = 32 * 2**20
"""All that is read of the documents inside one file, unpacked; a part that is named a thousand times counts a thousand times."""

ReadWord: TypeAlias = "Callable[[Package, Limits], ReadResult]"


class Limits(NamedTuple):
    """How deep this document is inside others, and how much may still be read: one number, which all documents inside a file share."""

    depth: int
    left: list[int]

    def take(self, size: int) -> bool:
        """Whether so many bytes may be read; they are counted."""
        self.left[0] -= size
        return self.left[0] >= 0

    def deeper(self) -> Limits:
        """The limits of a document inside this one."""
        return Limits(self.depth + 1, self.left)


def limits_of_file() -> Limits:
    """The limits of a file that is not inside another one."""
    return Limits(0, [_MAX_SIZE])


class Chunks(NamedTuple):
    """The documents that a part of a package refers to; `read_word` reads one that is a Word file itself."""

    package: Package
    part: str
    limits: Limits
    read_word: ReadWord

    def read(self, relation_id: str) -> ReadResult | None:
        """What the reader of its format makes of a document, None where it cannot be read or is too much."""
        relation = self.package.relations(self.part).get(relation_id)
        if relation is None or self.limits.depth >= _MAX_DEPTH:
            return None
        name = relation.target
        try:
            if not self.limits.take(self.package.container.size(name)):
                return None
            data = self.package.container.read(name)
            return None if data is None else self._read(data, self.package.content_type(name))
        except UnreadableInput:
            return None

    def _read(self, data: bytes, content_type: str) -> ReadResult | None:
        """Read the bytes, which say what they are; only plain text needs its content type."""
        from taskparse.readers.sniffing import is_page, is_page_archive, is_word_xml

        if is_word_xml(data):
            from taskparse.readers.docx.flat import to_package  # of no use to other Word files, like the next ones

            data = to_package(data)
        if data.startswith(b"PK\x03\x04"):
            package = open_package(data)
            fits = self.limits.take(sum(info.file_size for info in package.container.members.values()))
            return self.read_word(package, self.limits.deeper()) if fits else None
        if data.startswith(b"{\\rtf"):
            from taskparse.readers.rtf import read_rtf

            return read_rtf(data)
        if "html" in content_type or is_page(data) or is_page_archive(data):
            from taskparse.readers.html import read_fragment

            return read_fragment(data)
        if content_type.startswith("text/plain"):
            from taskparse.readers.text import read_text

            return read_text(data)
        return None
