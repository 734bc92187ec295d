"""A file becomes blocks in reading order, page furniture named. The bytes say which reader, never the name."""

from typing import Final

from taskparse.errors import EncryptedInput, UnreadableInput, UnsupportedFormat
from taskparse.readers.flat import with_flat_tables
from taskparse.readers.ocr import PICTURES, Ocr, Recognition
from taskparse.source import ReadResult

_PDF_SEARCH: Final = 1024
"""A PDF header may follow up to this much rubbish (ISO 32000-1, annex H)."""

_PACKED: Final = (b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
"""Archives may hold a PDF as it is, near their beginning."""

_UNPACK: Final = "unpack it and name the files in it"

_FOREIGN: Final = (
    (b"PK\x03\x04", "a zip container that is no Word file, spreadsheet or OFD", _UNPACK + ", or save the file as PDF"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office file that is no document (DOC, WPS) and no workbook (XLS, ET)",
        "save it as PDF",
    ),
    (b"PK\x05\x06", "an empty zip archive", "check the download"),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
)


def read(data: bytes, password: str | None = None, ocr: Ocr = "auto") -> ReadResult:
    """Read a file's bytes with the reader that they ask for; only that one is imported. `ocr`: where text is recognised.

    Errors: UnsupportedFormat where no reader knows them, UnreadableInput and its kin where the reader gives up.
    """
    return with_flat_tables(_read(data, password, ocr))


def _read(data: bytes, password: str | None, ocr: Ocr) -> ReadResult:
    if not data.strip():
        raise UnreadableInput("the file is empty", hint="check the download")
    if b"%PDF-" in data[:_PDF_SEARCH] and not data.startswith(_PACKED):
        from taskparse.readers.pdf import read_pdf

        return read_pdf(data, password, Recognition(ocr))
    if data.startswith(PICTURES):
        return Recognition(ocr).read_pictures(data)
    if data.startswith(b"{\\rtf"):
        from taskparse.readers.rtf import read_rtf

        return read_rtf(data)
    from taskparse.readers.sniffing import is_csv, is_page, is_page_archive, is_word_xml, old_format, zip_format

    if data.startswith(b"PK\x03\x04"):
        match zip_format(data):
            case "word":
                from taskparse.readers.docx import read_docx

                return read_docx(data)
            case "ofd":
                from taskparse.readers.ofd import read_ofd

                return read_ofd(data)
            case "xlsx":
                from taskparse.readers.sheets import read_xlsx

                return read_xlsx(data)
            case "ods":
                from taskparse.readers.sheets import read_ods

                return read_ods(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        match old_format(data):
            case "document":
                from taskparse.readers.doc import read_doc

                return read_doc(data)
            case "workbook":
                from taskparse.readers.sheets import read_xls

                return read_xls(data)
            case "broken":
                raise UnreadableInput(
                    "the old Office file (DOC, XLS) is damaged or cut short", hint="check the download"
                )
            case "encrypted":
                raise EncryptedInput("the Office file is encrypted", hint="save it without a password")
    if data[257:262] == b"ustar":
        raise UnsupportedFormat("a tar archive cannot be read", hint=_UNPACK)
    for magic, what, hint in _FOREIGN:
        if data.startswith(magic):
            raise UnsupportedFormat(f"{what} cannot be read yet", hint=hint)
    if is_word_xml(data):
        from taskparse.readers.docx import read_docx
        from taskparse.readers.docx.flat import to_package

        return read_docx(to_package(data))
    if is_page(data) or is_page_archive(data):
        from taskparse.readers.html import read_html

        return read_html(data)
    if is_csv(data):
        from taskparse.readers.sheets.delimited import read_csv

        return read_csv(data)
    from taskparse.readers.text import read_text

    return read_text(data)
