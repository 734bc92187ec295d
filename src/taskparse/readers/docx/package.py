"""A Word file as a package (OPC, ECMA-376 part 2): its parts, read within limits, and how they refer to each other."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from lxml import etree

from taskparse.errors import UnreadableInput
from taskparse.readers.packages import Container, Kind, open_container

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
KIND: Final = Kind("Word file", "Word")

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
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)
_STRICT_PREFIX: Final = b"http://purl.oclc.org/ooxml/"

_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_USUAL: Final = "word/document.xml"
_WORD_TYPES: Final = ("wordprocessingml", "ms-word")
_MAIN_TYPE: Final = "main+xml"
"""The content types of main parts end so: document and template, with macros and without."""


class Relation(NamedTuple):
    """One part's reference to another: kind is the last word of its type ("footer"), target the part's name."""

    kind: str
    target: str


@dataclass(frozen=True)
class Package:
    """An open package; parts are found by name, upper or lower case."""

    container: Container
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict, compare=False, repr=False)

    def part(self, name: str, shorten: Callable[[bytes], bytes] | None = None) -> etree._Element | None:
        """The root of an XML part, None where there is no such part; `shorten` takes out bytes that nobody will ask for."""
        data = self.container.read(name)
        if data is None:
            return None
        if _STRICT_PREFIX in data:
            for old, new in _STRICT:
                data = data.replace(old, new)
        return self.container.parse(name, data if shorten is None else shorten(data))

    def relations(self, name: str = "") -> Mapping[str, Relation]:
        """The references of a part (of the package itself where name is empty) by id; those to outside are left out."""
        if name not in self._relations:
            self._relations[name] = dict(self._read_relations(name))
        return self._relations[name]

    def _read_relations(self, name: str) -> Iterator[tuple[str, Relation]]:
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        for element in () if root is None else root.iter(_RELATION):
            target = element.get("Target", "").replace("\\", "/")
            if element.get("TargetMode") != "External" and target:
                whole = target if target.startswith("/") else posixpath.join("/", folder, target)
                kind = element.get("Type", "").rpartition("/")[2]
                yield element.get("Id", ""), Relation(kind, posixpath.normpath(whole).lstrip("/"))

    @cached_property
    def content_types(self) -> Mapping[str, str]:
        """The content types of parts ("word/document.xml") and of all that ends alike (".xml"), in small letters; a broken list says nothing."""
        try:
            root = self.part("[Content_Types].xml")
        except UnreadableInput:
            root = None
        found: dict[str, str] = {}
        for element in () if root is None else root.iter(_TYPES + "Override", _TYPES + "Default"):
            name = element.get("PartName", "").lstrip("/") or "." + element.get("Extension", "")
            found.setdefault(name.lower(), element.get("ContentType", ""))
        return found

    def content_type(self, name: str) -> str:
        """The content type of a part, said of it or of all parts that end as it does; empty where nothing is said."""
        name = name.lower()
        return self.content_types.get(name) or self.content_types.get(posixpath.splitext(name)[1], "")


def open_package(data: bytes) -> Package:
    """Open the container and look at its directory, before anything is unpacked.

    Errors: UnreadableInput for a broken container, too many members, too large ones or ones packed suspiciously tight.
    """
    return Package(open_container(data, KIND))


def find_document(package: Package) -> str:
    """The name of the main part, "word/document.xml" as a rule: the package refers to it, or at least says its content type."""
    for relation in package.relations().values():
        if relation.kind == "officeDocument" and package.container.has(relation.target):
            return relation.target
    if package.container.has(_USUAL):
        return _USUAL
    for name, content_type in package.content_types.items():
        is_main = content_type.endswith(_MAIN_TYPE) and any(word in content_type for word in _WORD_TYPES)
        if is_main and package.container.has(name):
            return name
    raise UnreadableInput(f"the Word file has no document part ({_USUAL})", hint="open it in Word and save it again")
