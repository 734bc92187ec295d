"""The way through: bytes → readers → blocks → SourceText → structure → language → Notice → checks."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from taskparse.checks.grounding import check_grounding
from taskparse.checks.questions import ask
from taskparse.errors import UnreadableInput
from taskparse.notice.assemble import assemble
from taskparse.notice.models import Notice
from taskparse.readers import read
from taskparse.readers.ocr import Ocr
from taskparse.source import ReadResult, SourceText


@contextmanager
def _no_cycle_search() -> Iterator[None]:
    """Python's search for cycles, stopped meanwhile: the values here form none, and each search walks all that a long notice has made.

    A decorator of whole functions: when the search begins again, what they needed on the way is gone.
    """
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            if (
                not gc.get_freeze_count()
            ):  # what is left counts as old at once, and is not walked when the search begins again
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def extract(path: str | os.PathLike[str], *, password: str | None = None, ocr: Ocr = "auto") -> Notice:
    """Read a notice from a file; `ocr`: recognise the text of pages that have none ("auto"), of no page, of all.

    Errors: UnreadableInput and its kin (taskparse.errors) where the file cannot be opened or read; odd content is in `diagnostics`.
    """
    if not os.fspath(path):
        raise UnreadableInput("no file is named", hint="name a file, or - for standard input")
    place = Path(path)
    try:
        data = place.read_bytes()
    except FileNotFoundError:
        raise UnreadableInput("no such file", hint="check the path") from None
    except IsADirectoryError:
        raise UnreadableInput("this is a folder, not a file", hint="name the files in it") from None
    except OSError as exc:
        raise UnreadableInput(f"cannot be opened: {exc.strerror or exc}", hint="check its permissions") from exc
    name = os.fsencode(place.name).decode("utf-8", "replace")
    return extract_bytes(data, name=name, password=password, ocr=ocr)


@_no_cycle_search()
def extract_bytes(data: bytes, *, name: str = "-", password: str | None = None, ocr: Ocr = "auto") -> Notice:
    r"""Read a notice from the bytes of a file; `name` only goes into `source.file`.

    >>> extract_bytes("一、重点任务\\n1.新建公园3个。（责任单位：区城管局）".encode()).tasks[0].targets[0].value
    3
    """
    return extract_with_source(data, name=name, password=password, ocr=ocr)[0]


@_no_cycle_search()
def extract_with_source(
    data: bytes, *, name: str = "-", password: str | None = None, ocr: Ocr = "auto"
) -> tuple[Notice, SourceText]:
    """The same, with the canonical text that the spans of the Notice index: what its reasons are found in."""
    result = read(data, password, ocr)
    return _interpreted(result, name, sha256(data).hexdigest())


@_no_cycle_search()
def interpret(result: ReadResult, *, name: str, digest: str) -> Notice:
    """The Notice of blocks that are read already, grounded and with its diagnostics; `digest`: SHA-256 of the file, in hexadecimal."""
    return _interpreted(result, name, digest)[0]


def _interpreted(result: ReadResult, name: str, digest: str) -> tuple[Notice, SourceText]:
    source = SourceText.join(result.blocks)
    notice = assemble(source, result, name=name, digest=digest)
    check_grounding(notice, source)
    return ask(notice, source), source
