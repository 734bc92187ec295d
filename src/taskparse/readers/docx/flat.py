"""Word files that are one XML file ("Word XML document", Flat OPC): the parts of the package stand in it one after the other."""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from taskparse.errors import UnreadableInput
from taskparse.readers.docx.package import KIND
from taskparse.readers.packages import MAX_MEMBERS, MAX_SIZE, parse_xml

_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_LONGEST_NAME: Final = 1000
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"


def to_package(data: bytes) -> bytes:
    """The same file as a container, within the limits of one; nothing in it is compressed.

    Errors: UnreadableInput for broken XML, too many parts, or too large ones.
    """
    if len(data) > MAX_SIZE:
        raise UnreadableInput(f"the {KIND.name} is larger than {MAX_SIZE // 2**20} MB")
    root = parse_xml(data, f"the {KIND.name}", KIND)
    parts = {part.get(_PKG + "name", "").lstrip("/"): part for part in root.iterchildren(_PKG + "part")}
    if len(parts) > MAX_MEMBERS:
        raise UnreadableInput(f"the {KIND.name} has {len(parts)} parts, more than {MAX_MEMBERS}")
    types = etree.Element(f"{{{_TYPES}}}Types")
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            if 0 < len(name) <= _LONGEST_NAME:
                content_type = part.get(_PKG + "contentType", "")
                etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=content_type)
                archive.writestr(name, b"".join(_content(part)))
        archive.writestr("[Content_Types].xml", etree.tostring(types))
    return buffer.getvalue()


def _content(part: etree._Element) -> Iterator[bytes]:
    """The bytes of a part: its XML, or what base64 stands for; a damaged picture is as good as none."""
    for xml in part.iterchildren(_PKG + "xmlData"):
        yield from (etree.tostring(child, with_tail=False) for child in xml)
    for binary in part.iterchildren(_PKG + "binaryData"):
        try:
            yield binascii.a2b_base64(binary.text or "")
        except (binascii.Error, ValueError):
            continue
