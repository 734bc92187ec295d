"""The way through: bytes → readers → blocks → SourceText → structure → language → Notice → checks."""

import os
from hashlib import sha256
from pathlib import Path

from taskparse.checks.grounding import check_grounding
from taskparse.checks.questions import ask
from taskparse.errors import UnreadableInput
from taskparse.notice.assemble import assemble
from taskparse.notice.models import Notice
from taskparse.readers import read
from taskparse.source import SourceText


def extract(path: str | os.PathLike[str], *, password: str | None = None) -> Notice:
    """Read a notice from a file.

    Errors: UnreadableInput and its kin (taskparse.errors) where the file cannot be opened or read; odd content is in `diagnostics`.
    """
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
    return extract_bytes(data, name=name, password=password)


def extract_bytes(data: bytes, *, name: str = "-", password: str | None = None) -> Notice:
    r"""Read a notice from the bytes of a file; `name` only goes into `source.file`.

    >>> extract_bytes("一、重点任务\\n1.新建公园3个。（责任单位：区城管局）".encode()).tasks[0].targets[0].value
    3
    """
    result = read(data, password)
    source = SourceText.join(result.blocks)
    notice = assemble(source, result, name=name, digest=sha256(data).hexdigest())
    check_grounding(notice, source)
    return ask(notice, source)
