"""What pdfminer (it comes with pdfplumber) reads on pages whose text layer says little: a second opinion on each glyph.

The two readers know different things. pdfminer follows glyph names (uni5EFA) in fonts where PDFium goes by the codes, knows more of Adobe's
code tables (GB-H, GBT-EUC-H) and takes a ToUnicode that is a name; PDFium goes on to the font's own collection where a ToUnicode has gaps.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Final, NamedTuple

import pypdfium2

_SECONDS: Final = 60
"""By the clock; the worker has a limit of its own of processor time, so that a busy machine changes nothing."""


class Glyph(NamedTuple):
    """Where a glyph begins in the page's own coordinates, what it means ("" where pdfminer does not know), its font's number and its code in it.

    `other`: what its name, or its place in Adobe's collection, means, where the font's own table says otherwise.
    """

    x: float
    y: float
    text: str
    font: int
    code: int
    other: str = ""


def read_again(document: pypdfium2.PdfDocument, numbers: Sequence[int]) -> dict[int, list[Glyph]]:
    """The glyphs of these pages as pdfminer reads them; pages that it cannot read are missing.

    PDFium writes the pages into a file of their own first: without encryption, and with its parts where the file says they are.
    """
    answers = _ask(_pages_of(document, numbers))
    found: dict[int, list[Glyph]] = {}
    for number, line in zip(numbers, answers.splitlines(keepends=True), strict=False):
        if line.endswith(b"\n"):
            found[number] = [Glyph(*glyph) for glyph in json.loads(line)]
    return found


def _pages_of(document: pypdfium2.PdfDocument, numbers: Sequence[int]) -> bytes:
    buffer = io.BytesIO()
    part = pypdfium2.PdfDocument.new()
    try:
        part.import_pages(document, [number - 1 for number in numbers])
        part.save(buffer)
    except pypdfium2.PdfiumError:  # a damaged page may be readable and yet not to be copied
        return b""
    finally:
        part.close()
    return buffer.getvalue()


def _ask(data: bytes) -> bytes:
    """The lines that the worker writes; those before its end where it comes to an unexpected one."""
    if not data:
        return b""
    path = os.pathsep.join([entry or os.getcwd() for entry in sys.path])
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "taskparse.readers.pdf.second_worker"],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
        )
    except subprocess.TimeoutExpired as late:
        return late.stdout or b""
    except OSError:  # a program that holds Python inside of it has no interpreter to start
        return b""
    return done.stdout
