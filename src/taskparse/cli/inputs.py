"""What a command is given: documents, extractions, standard input."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

import typer

from taskparse.cli.progress import showing_progress
from taskparse.errors import EncryptedInput, UnreadableInput, UnsupportedFormat

if TYPE_CHECKING:
    from taskparse.formats.positions import Loaded
    from taskparse.notice.models import Notice

Ocr: TypeAlias = Literal["auto", "never", "always"]
OcrOption: TypeAlias = Annotated[
    Ocr, typer.Option("--ocr", help="Recognise text in pictures: of pages without text, of none, of all.")
]

PASSWORD_VARIABLE: Final = "TASKPARSE_PASSWORD"


def read_bytes(file: str) -> bytes:
    """The bytes of a data file, or of standard input for `-`."""
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        with open(file, "rb") as stream:
            return stream.read()
    except (OSError, ValueError) as error:
        raise UnreadableInput(getattr(error, "strerror", None) or str(error)) from error


def read_notices(file: str, ocr: Ocr = "auto", *, quiet: bool = False) -> list[Notice]:
    """The Notice of a document, or those of an extraction in YAML or JSON; `ocr`: which pages to recognise."""
    return [notice for notice, _ in read_located(file, ocr, quiet=quiet)]


def read_located(file: str, ocr: Ocr, *, quiet: bool) -> list[tuple[Notice, Loaded | None]]:
    """The same Notices; those of an extraction come with the data that they were read from, which knows its lines."""
    from taskparse.formats.loading import is_extraction, load_located

    data = read_bytes(file) if file == "-" else None
    head = _head(file) if data is None else data
    if is_extraction(file, head):
        return [*load_located(read_bytes(file) if data is None else data, file)]
    with showing_progress(file, quiet=quiet):
        return [(_extract(file, data, ocr), None)]


def read_document(file: str, ocr: Ocr, *, quiet: bool) -> Notice:
    """The Notice of a document.

    Errors: UnsupportedFormat for an extraction.
    """
    ((notice, loaded),) = read_located(file, ocr, quiet=quiet)[:1]
    if loaded is not None:
        raise UnsupportedFormat("this is an extraction", hint="name the document that it was made from")
    return notice


def _head(file: str) -> bytes:
    from taskparse.formats.loading import HEAD

    try:
        with open(file, "rb") as stream:
            return stream.read(HEAD)
    except (OSError, ValueError):
        return b""  # extract() says what is wrong with it


def _extract(file: str, data: bytes | None, ocr: Ocr) -> Notice:
    """Extract, asking for the password of an encrypted file where somebody can answer; it is never taken from the arguments."""
    from taskparse.extraction import extract, extract_bytes

    def run(password: str | None) -> Notice:
        if data is None:
            return extract(file, password=password, ocr=ocr)
        return extract_bytes(data, name=file, password=password, ocr=ocr)

    try:
        return run(os.environ.get(PASSWORD_VARIABLE))
    except EncryptedInput:
        if file == "-" or not sys.stdin.isatty():
            raise
        return run(typer.prompt(f"Password of {file}", hide_input=True, err=True))
