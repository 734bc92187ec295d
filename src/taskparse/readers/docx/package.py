"""A Word file as a package (OPC, ECMA-376 part 2): its parts, read within limits, and how they refer to each other."""

from __future__ import annotations

import posixpath
import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from lxml import etree

from taskparse.errors import EncryptedInput, UnreadableInput

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# The strict variant of the format has the same elements under other names.
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)

MAX_MEMBERS: Final = 4096
MAX_SIZE: Final = 256 * 2**20
MAX_RATIO: Final = 200
_SMALL: Final = 2**20
"""A member up to this size may be packed as tightly as it likes: a page of spaces is no bomb."""

_DAMAGE: Final = (
    BadZipFile,
    LargeZipFile,
    NotImplementedError,
    RuntimeError,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)
"""What zipfile raises over a damaged file."""


class Relation(NamedTuple):
    """One part's reference to another: kind is the last word of its type ("footer"), target the part's name."""

    kind: str
    target: str


@dataclass(frozen=True)
class Package:
    """An open package; parts are found by name, upper or lower case."""

    archive: ZipFile
    members: dict[str, ZipInfo]

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML part, None where there is no such part."""
        info = self.members.get(_name(name))
        return None if info is None else _parse(self._bytes(info), info.filename)

    def relations(self, name: str = "") -> dict[str, Relation]:
        """The references of a part (of the package itself where name is empty) by id; those to outside are left out."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for element in () if root is None else root.iter(_RELATION):
            target = element.get("Target", "")
            if element.get("TargetMode") != "External" and target:
                whole = target if target.startswith("/") else posixpath.join("/", folder, target)
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = Relation(kind, posixpath.normpath(whole).lstrip("/"))
        return found

    def _bytes(self, info: ZipInfo) -> bytes:
        if info.flag_bits & 1:
            raise EncryptedInput("the Word file is encrypted", hint="save it without a password")
        try:
            return self.archive.read(info)
        except _DAMAGE as exc:
            raise UnreadableInput(
                f"the Word file is damaged at {info.filename}: {exc}", hint="open it in Word and save it again"
            ) from exc


def open_package(data: bytes) -> Package:
    """Open the container and look at its directory, before anything is unpacked.

    Errors: UnreadableInput for a broken container, too many members, too large ones or ones packed suspiciously tight.
    """
    try:
        archive = ZipFile(BytesIO(data))
        infos = archive.infolist()
    except _DAMAGE as exc:
        raise UnreadableInput(f"the zip container is damaged: {exc}", hint="check the download") from exc
    if len(infos) > MAX_MEMBERS:
        raise UnreadableInput(f"the zip container has {len(infos)} members, more than {MAX_MEMBERS}")
    if sum(info.file_size for info in infos) > MAX_SIZE:
        raise UnreadableInput(f"the zip container unpacks to more than {MAX_SIZE // 2**20} MB")
    for info in infos:
        if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
            raise UnreadableInput(
                f"{info.filename} is packed more than {MAX_RATIO} times: not a Word file that a program wrote"
            )
    return Package(archive, {_name(info.filename): info for info in infos})


def _name(filename: str) -> str:
    """A member's name as parts are looked up: some programs write backslashes."""
    return filename.replace("\\", "/").lstrip("/").lower()


def _parse(data: bytes, name: str) -> etree._Element:
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        raise UnreadableInput(
            f"{name} is not well-formed XML: {str(exc).splitlines()[0] if str(exc) else exc!r}",
            hint="open it in Word and save it again",
        ) from exc
    if b"<!DOCTYPE" in data:
        raise UnreadableInput(f"{name} declares a document type, which no Word file does")
    return root


def find_document(package: Package) -> str:
    """The name of the main part, "word/document.xml" as a rule."""
    for relation in package.relations().values():
        if relation.kind == "officeDocument" and relation.target.lower() in package.members:
            return relation.target
    if "word/document.xml" in package.members:
        return "word/document.xml"
    raise UnreadableInput(
        "the Word file has no document part (word/document.xml)", hint="open it in Word and save it again"
    )
