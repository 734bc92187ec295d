"""Which format bytes are in, where one magic number does not say it: what a zip container holds, web pages among texts."""

from __future__ import annotations

import codecs
import zlib
from io import BytesIO
from typing import Final, Literal, TypeAlias
from zipfile import BadZipFile, ZipFile

import regex

from taskparse import patterns
from taskparse.errors import UnsupportedFormat

_HEAD: Final = 4096
_ROWS: Final = 65536
"""Bytes that show whether a text is a table."""

_FEW: Final = 4
"""Fewer delimiters than this make no table."""

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE: Final = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))

_PAGE_RE: Final = patterns.compile(
    r"""
    \s* (?:<\?xml [^>]*> \s* | <!--.*?--> \s* | <!\[[^>]*> \s*)*+   # <!-- saved from url=… -->
    (?: <!doctype\s+html\b | <html[\s>] | <(?:head|body|meta|title|base)[\s>/]
      | (?P<part><(?:div|p|table|tbody|span|article|section|center|font|h[1-6]|ul|ol|strong|b|style|script|link|form|br)[\s>/]) )
    """,
    regex.VERBOSE | regex.IGNORECASE | regex.DOTALL,
)
_CLOSED_RE: Final = patterns.compile(
    r"</(?:p|div|td|tr|table|span|li|article|section|center|font|h[1-6])\s*>", regex.IGNORECASE
)
_MARKDOWN_RE: Final = patterns.compile(r"^(?:\#{1,6}[ \t]|\|.*\|[ \t]*$|[-*][ \t])", regex.MULTILINE)

_ENTRY_RE: Final = patterns.compile(
    rb"\s*(?:From|MIME-Version|Content-Type|Subject|Date|Snapshot-Content-Location|X-[A-Za-z-]+)[ \t]*:",
    regex.IGNORECASE,
)
_MULTIPART_RE: Final = patterns.compile(
    rb"^Content-Type[ \t]*:\s*(?:multipart/(?:related|mixed|alternative)|text/html)", regex.IGNORECASE | regex.MULTILINE
)


_TYPES: Final = "[content_types].xml"
_WORD_RE: Final = patterns.compile(rb"(?:wordprocessingml|ms-word)\.[A-Za-z.]*main\+xml")

_WORD_XML_RE: Final = patterns.compile(
    rb"""
    \s* (?:<\?[^>]*> \s* | <!--.*?--> \s* | <!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?> \s*)*+
    <[\w.-]+: (?P<root>package\s[^>]*schemas\.microsoft\.com/office/2006/xmlPackage | wordDocument\s[^>]*/word/2003/wordml)
    """,
    regex.VERBOSE | regex.DOTALL,
)

ZipFormat: TypeAlias = Literal["word", "ofd", "xlsx", "ods", "other"]

_ZIPPED: Final[tuple[tuple[ZipFormat, bytes], ...]] = (
    ("ofd", b"OFD.xml"),
    ("xlsx", b"xl/"),
    ("other", b"ppt/"),
    ("ods", b"mimetypeapplication/vnd.oasis"),
)
"""What the bytes of a container hold that is too broken to list its parts."""

_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"

OldFormat: TypeAlias = Literal["document", "workbook", "encrypted", "other", "broken"]

_STREAMS: Final[tuple[tuple[OldFormat, tuple[str, ...]], ...]] = (
    ("document", ("WordDocument",)),
    ("other", ("PowerPoint Document",)),
    ("workbook", ("Workbook", "Book")),
    ("encrypted", ("EncryptedPackage",)),
)
"""Streams at the root of an OLE container; further down they belong to what is embedded."""


def zip_format(data: bytes) -> ZipFormat:
    """What a zip container holds, by the parts it lists; a broken one is a Word file, unless what is left says otherwise."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = {name.lower().replace("\\", "/").lstrip("/") for name in archive.namelist()}
            is_ods = "mimetype" in names and archive.open("mimetype").read(len(_ODS)) == _ODS
            is_word = "word/document.xml" in names or (_TYPES in names and _lists_word(archive, names))
    except (BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error):
        return next((name for name, part in _ZIPPED if part in data), "word")
    if is_ods:
        return "ods"
    if is_word:
        return "word"
    if _TYPES in names and "xl/workbook.xml" in names:
        return "xlsx"
    return "ofd" if len(names) > 1 and any(name.rpartition("/")[2] == "ofd.xml" for name in names) else "other"


def _lists_word(archive: ZipFile, names: set[str]) -> bool:
    """Whether the parts are those of a Word file: by their folder, or by their list of types where they stand in another one."""
    if any(name.startswith("word/") for name in names):
        return True
    listed = next(info for info in archive.infolist() if info.filename.lower().replace("\\", "/").lstrip("/") == _TYPES)
    return _WORD_RE.search(archive.open(listed).read(_ROWS)) is not None


def old_format(data: bytes) -> OldFormat:
    """What an OLE container (the old Office files) holds; one too broken to be opened, by the names in its bytes."""
    from taskparse.readers.compound import open_compound  # of no use to other files

    try:
        with open_compound(data) as container:
            return next((kind for kind, names in _STREAMS if any(map(container.exists, names))), "other")
    except Exception:  # olefile checks little: a damaged file ends in errors of many kinds
        there = [kind for kind, names in _STREAMS if any(name.encode("utf-16-le") in data for name in names)]
        return there[0] if there else "broken"


def is_word_xml(data: bytes) -> bool:
    """Whether an XML file is a Word file of one piece.

    Errors: UnsupportedFormat where it is one of Word 2003, whose markup is another.
    """
    match = _WORD_XML_RE.match(data[:_HEAD].removeprefix(codecs.BOM_UTF8))
    if match is not None and match["root"].startswith(b"wordDocument"):
        what = "an XML file of Word 2003 (often named .doc) cannot be read yet"
        raise UnsupportedFormat(what, hint="open it in Word or WPS and save it as DOCX")
    return match is not None


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


def is_csv(data: bytes) -> bool:
    r"""Whether a text is clearly a task table: a header with names of columns, and rows of as many values.

    >>> is_csv("序号,任务,责任单位\n1,植树,区城管局\n".encode()), is_csv("一、重点任务,责任单位,完成时限".encode())
    (True, False)
    """
    head = data[:_ROWS]
    if not any(head.count(delimiter) >= _FEW for delimiter in (b",", b";", b"\t")):
        return False
    from taskparse.readers.sheets.delimited import is_task_table  # of no use to other texts

    return is_task_table(head if len(data) <= _ROWS else head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1])


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
