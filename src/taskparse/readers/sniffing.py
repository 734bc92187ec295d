"""Which format bytes are in, where one magic number does not say it: Word files among zip containers, web pages among texts."""

from __future__ import annotations

import codecs
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

import regex

_HEAD: Final = 4096

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE: Final = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))

_PAGE_RE: Final = regex.compile(
    r"""
    \s* (?:<\?xml [^>]*> \s* | <!--.*?--> \s* | <!\[[^>]*> \s*)*+   # <!-- saved from url=… -->
    (?: <!doctype\s+html\b | <html[\s>] | <(?:head|body|meta|title|base)[\s>/]
      | (?P<part><(?:div|p|table|tbody|span|article|section|center|font|h[1-6]|ul|ol|strong|b|style|script|link|form|br)[\s>/]) )
    """,
    regex.VERBOSE | regex.IGNORECASE | regex.DOTALL,
)
_CLOSED_RE: Final = regex.compile(
    r"</(?:p|div|td|tr|table|span|li|article|section|center|font|h[1-6])\s*>", regex.IGNORECASE
)
_MARKDOWN_RE: Final = regex.compile(r"^(?:\#{1,6}[ \t]|\|.*\|[ \t]*$|[-*][ \t])", regex.MULTILINE)

_ENTRY_RE: Final = regex.compile(
    rb"\s*(?:From|MIME-Version|Content-Type|Subject|Date|Snapshot-Content-Location|X-[A-Za-z-]+)[ \t]*:",
    regex.IGNORECASE,
)
_MULTIPART_RE: Final = regex.compile(
    rb"^Content-Type[ \t]*:\s*(?:multipart/(?:related|mixed|alternative)|text/html)", regex.IGNORECASE | regex.MULTILINE
)


_OTHER_PARTS: Final = (b"xl/", b"OFD.xml", b"ppt/", b"mimetype")
"""Names of parts of workbooks, OFD packages, slides and OpenDocument files."""


def is_word(data: bytes) -> bool:
    """Whether a zip container is a Word file, by the parts it lists; a broken one is, unless what is left says otherwise."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = [name.lower().replace("\\", "/").lstrip("/") for name in archive.namelist()]
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return not any(part in data for part in _OTHER_PARTS)
    return "word/document.xml" in names or (
        "[content_types].xml" in names and any(name.startswith("word/") for name in names)
    )


def is_page(data: bytes) -> bool:
    r"""Whether text begins as an HTML page or a piece of one; Markdown may begin with a tag too.

    >>> is_page("\ufeff  <!DOCTYPE html>".encode()), is_page(b"<p>1</p>"), is_page("<center>\n# 通知\n</center>".encode())
    (True, True, False)
    """
    head = _text(data)
    match = _PAGE_RE.match(head)
    if match is None:
        return False
    return match["part"] is None or (_CLOSED_RE.search(head) is not None and _MARKDOWN_RE.search(head) is None)


def is_page_archive(data: bytes) -> bool:
    """Whether the bytes are a page saved with its parts (MHTML): the header of an e-mail that holds HTML."""
    head = data[:_HEAD].removeprefix(codecs.BOM_UTF8)
    return _ENTRY_RE.match(head) is not None and _MULTIPART_RE.search(head) is not None


def _text(data: bytes) -> str:
    """The beginning of the text; characters beyond ASCII do not matter."""
    head = data[:_HEAD]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    for start, encoding in _WIDE:
        if head[: len(start)] == start:
            return head.decode(encoding, "ignore")
    return head.decode("latin-1")
