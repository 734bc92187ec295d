"""Files that are zip containers of XML parts (Word, OFD, spreadsheets): opened within limits, their XML read without entities."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from lxml import etree

from taskparse.errors import EncryptedInput, UnreadableInput

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


class Kind(NamedTuple):
    """What messages call a file of this kind ("Word file"), and the program that mends it ("Word")."""

    name: str
    program: str


@dataclass(frozen=True)
class Container:
    """An open container; members are found by name, upper or lower case."""

    archive: ZipFile
    members: dict[str, ZipInfo]
    kind: Kind

    def has(self, name: str) -> bool:
        """Whether there is a member of that name."""
        return member_name(name) in self.members

    def size(self, name: str) -> int:
        """How many bytes a member has unpacked, 0 where there is none of that name."""
        info = self.members.get(member_name(name))
        return 0 if info is None else info.file_size

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, None where there is no such member.

        Errors: EncryptedInput where it is encrypted, UnreadableInput where it is damaged.
        """
        info = self.members.get(member_name(name))
        if info is None:
            return None
        if info.flag_bits & 1:
            raise EncryptedInput(f"the {self.kind.name} is encrypted", hint="save it without a password")
        try:
            return self.archive.read(info)
        except _DAMAGE as exc:
            what = f"the {self.kind.name} is damaged at {info.filename}: {exc}"
            raise UnreadableInput(what, hint=self._mend) from exc

    def part(self, name: str) -> etree._Element | None:
        """The root of an XML part, None where there is no such part."""
        data = self.read(name)
        return None if data is None else self.parse(name, data)

    def parse(self, name: str, data: bytes) -> etree._Element:
        """The root of what was read from an XML part."""
        return parse_xml(data, self.members[member_name(name)].filename, self.kind)

    @property
    def _mend(self) -> str:
        return f"open it in {self.kind.program} and save it again"


def open_container(data: bytes, kind: Kind, most: int = MAX_MEMBERS) -> Container:
    """Open a container and look at its directory, before anything is unpacked; `most`: how many members it may have.

    Errors: UnreadableInput for a broken container, too many members, too large ones or ones packed suspiciously tight.
    """
    try:
        archive = ZipFile(BytesIO(data))
        infos = archive.infolist()
    except _DAMAGE as exc:
        raise UnreadableInput(f"the zip container is damaged: {exc}", hint="check the download") from exc
    if len(infos) > most:
        raise UnreadableInput(f"the zip container has {len(infos)} members, more than {most}")
    if sum(info.file_size for info in infos) > MAX_SIZE:
        raise UnreadableInput(f"the zip container unpacks to more than {MAX_SIZE // 2**20} MB")
    for info in infos:
        if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
            what = f"{info.filename} is packed more than {MAX_RATIO} times: no {kind.name} that a program wrote"
            raise UnreadableInput(what)
    return Container(archive, {member_name(info.filename): info for info in infos}, kind)


def member_name(filename: str) -> str:
    """A member's name as it is looked up: some programs write backslashes."""
    return filename.replace("\\", "/").lstrip("/").lower()


def parse_xml(data: bytes, name: str, kind: Kind) -> etree._Element:
    """The root of an XML part.

    Errors: UnreadableInput where it is not well-formed, nested too deeply or declares a document type (and with it entities).
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as exc:
        reason = str(exc).splitlines()[0] if str(exc) else repr(exc)
        what = f"{name} is not well-formed XML: {reason}"
        raise UnreadableInput(what, hint=f"open it in {kind.program} and save it again") from exc
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableInput(f"{name} declares a document type, which no {kind.name} does")
    return root
