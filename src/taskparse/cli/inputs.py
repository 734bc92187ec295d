"""What a command is given: documents, extractions, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple, TypeAlias, TypeVar

import typer

from taskparse.cli.limits import limited
from taskparse.cli.progress import showing_progress
from taskparse.errors import EncryptedInput, UnreadableInput, UnsupportedFormat

if TYPE_CHECKING:
    from taskparse.formats.positions import Loaded
    from taskparse.notice.models import Notice
    from taskparse.source import SourceText

Ocr: TypeAlias = Literal["auto", "never", "always"]
OcrOption: TypeAlias = Annotated[
    Ocr, typer.Option("--ocr", help="Recognise text in pictures: of pages without text, of none, of all.")
]

T = TypeVar("T")

NOT_EXTRACTED: Final = UnsupportedFormat("this is an extraction", hint="name the document that it was made from")
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
    with showing_progress(file, quiet=quiet), limited(file):
        return [(_extract(file, data, ocr), None)]


def read_document(file: str, ocr: Ocr, *, quiet: bool) -> Notice:
    """The Notice of a document.

    Errors: UnsupportedFormat for an extraction.
    """
    ((notice, loaded),) = read_located(file, ocr, quiet=quiet)[:1]
    if loaded is not None:
        raise NOT_EXTRACTED
    return notice


class Document(NamedTuple):
    """A document with all that was needed to read it."""

    data: bytes
    password: str | None
    notice: Notice
    source: SourceText


def read_whole(file: str, ocr: Ocr, *, quiet: bool) -> Document:
    """A document and its canonical text, for what an extraction alone cannot say.

    Errors: UnsupportedFormat for an extraction.
    """
    from taskparse.extraction import extract_with_source
    from taskparse.formats.loading import is_extraction

    data = read_bytes(file)
    if is_extraction(file, data):
        raise NOT_EXTRACTED
    name = file if file == "-" else os.path.basename(file)

    def run(password: str | None) -> Document:
        return Document(data, password, *extract_with_source(data, name=name, password=password, ocr=ocr))

    with showing_progress(file, quiet=quiet), limited(file):
        return _with_password(file, run)


def _head(file: str) -> bytes:
    from taskparse.formats.loading import HEAD

    try:
        with open(file, "rb") as stream:
            return stream.read(HEAD)
    except (OSError, ValueError):
        return b""  # extract() says what is wrong with it


def _extract(file: str, data: bytes | None, ocr: Ocr) -> Notice:
    """Extract, asking for the password of an encrypted file where somebody can answer."""
    from taskparse.extraction import extract, extract_bytes

    def run(password: str | None) -> Notice:
        if data is None:
            return extract(file, password=password, ocr=ocr)
        return extract_bytes(data, name=file, password=password, ocr=ocr)

    return _with_password(file, run)


def _with_password(file: str, run: Callable[[str | None], T]) -> T:
    """Run with the password of the environment, or with one that is asked for; none is ever taken from the arguments."""
    try:
        return run(os.environ.get(PASSWORD_VARIABLE))
    except EncryptedInput:
        if file == "-" or not sys.stdin.isatty():
            raise
        return run(typer.prompt(f"Password of {file}", hide_input=True, err=True))
