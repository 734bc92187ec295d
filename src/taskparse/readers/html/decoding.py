"""The characters of a web page: byte order mark, the bytes themselves, and what the page says of itself, in this order of trust."""

from __future__ import annotations

import codecs
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.errors import UnreadableInput

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED_RE: Final = patterns.compile(
    rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,80}encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""",
    regex.IGNORECASE,
)
_DECLARED_WITHIN: Final = 4096

# Names of the standard that are subsets of what pages in fact hold (Encoding Standard, 4.2).
_SUPERSETS: Final = {
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "csgb2312": "gb18030", "big5": "big5hkscs",
    "iso-8859-1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "utf-16": "utf-8", "unicode": "utf-8",
}  # fmt: skip
# Bytes 80-9F read as Latin-1 control characters: browsers take them for Windows-1252.
WINDOWS: Final = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


class Decoded(NamedTuple):
    """The text of a page, and how many characters of it the encoding did not know."""

    text: str
    damaged: int = 0


def decode_page(data: bytes, declared: str | None = None) -> Decoded:
    """The text of a page's bytes; `declared` is an encoding that came with them.

    gb2312 is read as GB18030. A page that decodes as UTF-8 is UTF-8, whatever it says of itself: GBK text does not.

    >>> decode_page('<meta charset="gb2312"><p>镕基</p>'.encode("gb18030")).text
    '<meta charset="gb2312"><p>镕基</p>'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _loosely(data[len(mark) :] if encoding == "utf-8" else data, encoding)
    if wide := _wide(data):
        return _loosely(data, wide)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    said = _usable(declared) or _usable(_declared(data))
    for encoding in dict.fromkeys(e for e in (said, "gb18030") if e and e != "utf-8"):
        try:
            return Decoded(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    readings = [_loosely(data, encoding) for encoding in dict.fromkeys((said or "utf-8", "utf-8", "gb18030"))]
    return min(readings, key=lambda reading: reading.damaged)


def open_archive(data: bytes) -> Decoded:
    """The page of an MHTML file.

    Errors: UnreadableInput where it holds none.
    """
    try:
        message = message_from_bytes(data.removeprefix(codecs.BOM_UTF8).lstrip())
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                return decode_page(_payload(part), part.get_content_charset())
    except (MessageError, LookupError, ValueError) as exc:
        raise UnreadableInput(f"the MHTML file is damaged: {exc}", hint="save the page again") from exc
    raise UnreadableInput("the MHTML file holds no HTML page", hint="save the page again")


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of the first tag is zero."""
    head = data[:64]
    if len(head) < 8 or not head.count(0):
        return None
    odd, even = head[1::2].count(0), head[::2].count(0)
    return (
        "utf-16-le" if odd > len(head) // 3 and not even else "utf-16-be" if even > len(head) // 3 and not odd else None
    )


def _declared(data: bytes) -> str | None:
    match = _DECLARED_RE.search(data[:_DECLARED_WITHIN])
    return None if match is None else (match[1] or match[2]).decode("ascii")


def _usable(name: str | None) -> str | None:
    if not name:
        return None
    name = _SUPERSETS.get(name.lower(), name.lower())
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _loosely(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text.removeprefix("\ufeff"), text.count("\ufffd"))
