"""What a command is given: documents, extractions, standard input."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

import typer

from taskparse.errors import EncryptedInput, UnreadableInput

if TYPE_CHECKING:
    from taskparse.notice.models import Notice

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


def read_notices(file: str) -> list[Notice]:
    """The Notice of a document, or those of an extraction in YAML or JSON."""
    from taskparse.formats.loading import is_extraction, load_notices

    data = read_bytes(file) if file == "-" else None
    head = _head(file) if data is None else data
    if is_extraction(file, head):
        return load_notices(read_bytes(file) if data is None else data, file)
    return [_extract(file, data)]


def _head(file: str) -> bytes:
    from taskparse.formats.loading import HEAD

    try:
        with open(file, "rb") as stream:
            return stream.read(HEAD)
    except (OSError, ValueError):
        return b""  # extract() says what is wrong with it


def _extract(file: str, data: bytes | None) -> Notice:
    """Extract, asking for the password of an encrypted file where somebody can answer; it is never taken from the arguments."""
    from taskparse.extraction import extract, extract_bytes

    def run(password: str | None) -> Notice:
        if data is None:
            return extract(file, password=password)
        return extract_bytes(data, name=file, password=password)

    try:
        return run(os.environ.get(PASSWORD_VARIABLE))
    except EncryptedInput:
        if file == "-" or not sys.stdin.isatty():
            raise
        return run(typer.prompt(f"Password of {file}", hide_input=True, err=True))
