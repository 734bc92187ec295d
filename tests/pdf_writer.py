"""Small PDFs for tests, written by hand: Chinese text at given places, rules, turned pages, a password.

The font is STSong-Light, which PDF readers bring along; Chinese characters are one size broad, Latin ones half.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


FONTS: Final = "/Font << /F1 3 0 R >>"
"""The resources of a page: its font."""


class Text(NamedTuple):
    """Text with its baseline `y` points below the top of the page; `upwards`: written from the bottom to the top, as on turned pages."""

    x: float
    y: float
    text: str
    size: float = 16.0
    upwards: bool = False


class Rule(NamedTuple):
    """A straight line, in points from the top left."""

    x0: float
    y0: float
    x1: float
    y1: float


class Raw(NamedTuple):
    """Operators as they stand in a page's content, in the page's own coordinates (y upwards)."""

    content: str


Item: TypeAlias = Text | Rule | Raw


def pdf(
    pages: Iterable[Iterable[Item]],
    *,
    size: tuple[float, float] = (595.0, 842.0),
    page_entries: str = "",
    password: str = "",
    resources: str = "",
    objects: Sequence[str | bytes] = (),
    leaves: Sequence[tuple[tuple[float, float], str]] = (),
) -> bytes:
    """A PDF of these pages; `page_entries` go into each page's dictionary (/Rotate 90, /CropBox […]), `resources` into its resources.

    `objects`: more of them, whose numbers begin with 6. `leaves`: size and entries of each page, where they are not all the same.
    """
    more = [item.encode("latin-1") if isinstance(item, str) else item for item in objects]
    every = list(pages)
    leaves = leaves or [(size, page_entries)] * len(every)
    contents = [_content(items, leaf[1]) for items, (leaf, _) in zip(every, leaves, strict=True)]
    first = 6 + len(more)
    kids = " ".join(f"{first + 2 * i} 0 R" for i in range(len(contents)))
    found = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /Ascent 880"
        b" /Descent -120 /CapHeight 880 /StemV 80 /ItalicAngle 0 >>",
        *more,
    ]
    for i, (content, ((width, height), entries)) in enumerate(zip(contents, leaves, strict=True)):
        box = f"/MediaBox [0 0 {width:g} {height:g}] {entries}"
        number = first + 2 * i
        used = resources or FONTS
        found.append(
            f"<< /Type /Page /Parent 2 0 R {box} /Resources << {used} >> /Contents {number + 1} 0 R >>".encode()
        )
        found.append(content)
    return _file(found, password)


def content_of(*items: Item, height: float = 842.0) -> str:
    """The operators that set these items, for form XObjects and appearances of annotations."""
    return _content(items, height).decode()


def stream(entries: str, content: str) -> bytes:
    """A stream object with these entries of its dictionary."""
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream".encode("latin-1")


def _content(items: Iterable[Item], height: float) -> bytes:
    lines = []
    for item in items:
        if isinstance(item, Raw):
            lines.append(item.content)
        elif isinstance(item, Rule):
            lines.append(f"{item.x0:g} {height - item.y0:g} m {item.x1:g} {height - item.y1:g} l S")
        else:
            codes = item.text.encode("utf-16-be").hex()
            turn = "0 1 -1 0" if item.upwards else "1 0 0 1"
            lines.append(f"BT /F1 {item.size:g} Tf {turn} {item.x:g} {height - item.y:g} Tm <{codes}> Tj ET")
    return "\n".join(lines).encode()


def _file(objects: Sequence[bytes], password: str) -> bytes:
    owner = hashlib.sha256(b"owner").digest()
    ident = hashlib.md5(b"ident").digest()
    key = hashlib.md5((password.encode() + PADDING)[:32] + owner + b"\xfc\xff\xff\xff" + ident).digest()[:5]
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        if not body.startswith((b"<<", b"[")):
            if password:
                body = _rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], body)
            body = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)
        elif password:  # the only strings in a dictionary
            object_key = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            for string in (b"Adobe", b"GB1"):
                body = body.replace(b"(%s)" % string, b"<%s>" % _rc4(object_key, string).hex().encode())
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"/Size %d /Root 1 0 R /ID [<%s> <%s>]" % (len(places) + 1, ident.hex().encode(), ident.hex().encode())
    if password:
        user = _rc4(key, PADDING)
        trailer += b" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
            owner.hex().encode(),
            user.hex().encode(),
        )
    return bytes(out + b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
