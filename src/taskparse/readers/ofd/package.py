"""An OFD file as a package (GB/T 33190-2016, chapter 7): OFD.xml → documents → pages, templates, annotations, resources.

Elements are found by their local names: files come with the prefix ofd, with a default namespace, with an outdated one or with none.
"""

from __future__ import annotations

import posixpath
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from lxml import etree

from taskparse.errors import EncryptedInput, UnreadableInput
from taskparse.readers.ofd.budget import Budget
from taskparse.readers.ofd.values import Box, children, first, is_true, parse_box
from taskparse.readers.packages import Container, Kind, open_container

_KIND: Final = Kind("OFD file", "an OFD reader")
_MAX_MEMBERS: Final = 32768
"""Each page is a folder of several files."""

_A4: Final = Box(0.0, 0.0, 210.0, 297.0)
_LARGEST: Final = 5000.0
"""Millimetres: no paper is larger."""

_MEND: Final = "get the file again, or save it as PDF"


class Annotation(NamedTuple):
    """What an annotation looks like on its page, and its type (Watermark, Stamp, Link …)."""

    kind: str
    appearance: etree._Element


class PageParts(NamedTuple):
    """A page's XML, its area, the templates that lie under and over it, and its annotations; `root` is None where the part is missing.

    `units`: the composite graphic units that it may use, by id.
    """

    root: etree._Element | None
    box: Box
    under: tuple[etree._Element, ...]
    over: tuple[etree._Element, ...]
    annotations: tuple[Annotation, ...]
    units: Mapping[str, etree._Element]


@dataclass(frozen=True)
class Package:
    """An open OFD package. `base` is the folder that OFD.xml stands in: none, but for packages zipped with a folder around them."""

    container: Container
    base: str

    def find(self, location: str, folder: str) -> str | None:
        """The member that a location (ST_Loc) means, read from a file in `folder`; some programs forget the first slash."""
        location = location.strip().replace("\\", "/")
        if not location:
            return None
        inside = posixpath.join(self.base, location.lstrip("/"))
        places = [inside] if location.startswith("/") else [posixpath.join(folder, location), inside]
        names = [posixpath.normpath(place) for place in places]
        return next((name for name in names if self.container.has(name)), None)

    def documents(self, budget: Budget) -> list[Document]:
        """The documents of the package in order.

        Errors: UnreadableInput where there is none.
        """
        name = posixpath.join(self.base, "OFD.xml")
        root = self.container.part(name)
        found: list[Document] = []
        for body in children(root, "DocBody"):
            member = self.find(_text(first(body, "DocRoot")), self.base)
            budget.spend_bytes(self.container.size(member or ""))
            part = None if member is None else self.container.part(member)
            if member is not None and part is not None:
                found.append(Document(self, posixpath.dirname(member), part, budget))
        if not found:
            raise UnreadableInput("the OFD file has no document: OFD.xml names none that is there", hint=_MEND)
        return found


@dataclass(frozen=True)
class Document:
    """One document of a package. `folder` is where its Document.xml stands."""

    package: Package
    folder: str
    root: etree._Element
    budget: Budget

    def pages(self) -> Iterator[PageParts]:
        """Its pages in order."""
        for page in children(first(self.root, "Pages"), "Page"):
            yield self._page(page)

    def attachments(self) -> list[str]:
        """The names of the files attached to the document."""
        part = self._part(_text(first(self.root, "Attachments")), self.folder)[0]
        return [a.get("Name") or "?" for a in children(part, "Attachment")]

    def _page(self, page: etree._Element) -> PageParts:
        root, folder = self._part(_location(page), self.folder)
        box = _area(first(root, "Area")) or self._box
        under: list[etree._Element] = []
        over: list[etree._Element] = []
        for use in children(root, "Template"):
            template = self._templates.get(use.get("TemplateID", ""))
            if template is not None:
                (over if use.get("ZOrder", "").strip() == "Foreground" else under).append(template)
        annotations = tuple(self._annotations_of(page.get("ID", "")))
        own = self._units_of(children(root, "PageRes"), folder)
        return PageParts(root, box, tuple(under), tuple(over), annotations, ChainMap(own, self._units))

    @property
    def _common(self) -> etree._Element | None:
        return first(self.root, "CommonData")

    @cached_property
    def _box(self) -> Box:
        return _area(first(self._common, "PageArea")) or _A4

    @cached_property
    def _units(self) -> dict[str, etree._Element]:
        return self._units_of(children(self._common, "PublicRes", "DocumentRes"), self.folder)

    def _units_of(self, resources: Iterable[etree._Element], folder: str) -> dict[str, etree._Element]:
        """The composite graphic units among resources, by id."""
        found: dict[str, etree._Element] = {}
        for resource in resources:
            for units in children(self._part(_text(resource), folder)[0], "CompositeGraphicUnits"):
                found |= {unit.get("ID", ""): unit for unit in children(units, "CompositeGraphicUnit")}
        return found

    @cached_property
    def _templates(self) -> dict[str, etree._Element | None]:
        """The template pages by id; None for those that are missing."""
        pages = children(self._common, "TemplatePage")
        return {page.get("ID", ""): self._part(_location(page), self.folder)[0] for page in pages}

    @cached_property
    def _annotation_places(self) -> dict[str, list[tuple[str, str]]]:
        """The files with a page's annotations, by the page's id, and the folder that names them."""
        part, folder = self._part(_text(first(self.root, "Annotations")), self.folder)
        found: dict[str, list[tuple[str, str]]] = {}
        for page in children(part, "Page"):
            found.setdefault(page.get("PageID", ""), []).append((_text(first(page, "FileLoc")), folder))
        return found

    def _annotations_of(self, page: str) -> Iterator[Annotation]:
        for location, folder in self._annotation_places.get(page, ()):
            for annotation in children(self._part(location, folder)[0], "Annot"):
                appearance = first(annotation, "Appearance")
                if appearance is not None and is_true(annotation.get("Visible", "true")):
                    yield Annotation(annotation.get("Type", "").strip(), appearance)

    def _part(self, location: str, folder: str) -> tuple[etree._Element | None, str]:
        """The XML at a location and the folder that it stands in."""
        member = self.package.find(location, folder)
        if member is None:
            return None, ""
        self.budget.spend_bytes(self.package.container.size(member))
        return self.package.container.part(member), posixpath.dirname(member)


def open_package(data: bytes) -> Package:
    """Open an OFD file.

    Errors: UnreadableInput for a broken container or one without OFD.xml; EncryptedInput for an encrypted one (GM/T 0099).
    """
    container = open_container(data, _KIND, _MAX_MEMBERS)
    entries = [name for name in container.members if posixpath.basename(name) == "ofd.xml"]
    if not entries:
        raise UnreadableInput("the OFD file has no OFD.xml", hint=_MEND)
    base = posixpath.dirname(min(entries, key=len))
    if container.has(posixpath.join(base, "Encryptions.xml")):
        raise EncryptedInput("the OFD file is encrypted", hint="save it without protection")
    return Package(container, base)


def _area(element: etree._Element | None) -> Box | None:
    """The paper's size of an area, None where nothing that can be paper is given."""
    box = parse_box(_text(first(element, "PhysicalBox")))
    return box if box is not None and 1 <= box.width <= _LARGEST and 1 <= box.height <= _LARGEST else None


def _location(element: etree._Element) -> str:
    """Where a page's part is: an attribute says it, an element in the files of some programs."""
    return element.get("BaseLoc") or _text(first(element, "BaseLoc"))


def _text(element: etree._Element | None) -> str:
    return "" if element is None else (element.text or "").strip()
