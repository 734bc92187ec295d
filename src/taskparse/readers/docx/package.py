"""A Word file as a package (OPC, ECMA-376 part 2): its parts, read within limits, and how they refer to each other."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from taskparse.errors import UnreadableInput
from taskparse.readers.packages import Container, Kind, open_container

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KIND: Final = Kind("Word file", "Word")

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


class Relation(NamedTuple):
    """One part's reference to another: kind is the last word of its type ("footer"), target the part's name."""

    kind: str
    target: str


@dataclass(frozen=True)
class Package:
    """An open package; parts are found by name, upper or lower case."""

    container: Container

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML part, None where there is no such part."""
        return self.container.part(name, _STRICT)

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


def open_package(data: bytes) -> Package:
    """Open the container and look at its directory, before anything is unpacked.

    Errors: UnreadableInput for a broken container, too many members, too large ones or ones packed suspiciously tight.
    """
    return Package(open_container(data, _KIND))


def find_document(package: Package) -> str:
    """The name of the main part, "word/document.xml" as a rule."""
    for relation in package.relations().values():
        if relation.kind == "officeDocument" and package.container.has(relation.target):
            return relation.target
    if package.container.has("word/document.xml"):
        return "word/document.xml"
    raise UnreadableInput(
        "the Word file has no document part (word/document.xml)", hint="open it in Word and save it again"
    )
