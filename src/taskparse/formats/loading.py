"""Reading data files back: YAML or JSON, one document or a stream of them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from taskparse.errors import InvalidData
from taskparse.formats.json_reading import read_json, read_json_lines
from taskparse.formats.positions import Loaded, Malformed, Position, position_at, spell

if TYPE_CHECKING:
    from taskparse.notice.models import Notice

HEAD: Final = 4096
"""So many bytes of a file tell whether it is an extraction."""

_LINES_SUFFIXES: Final = (".jsonl", ".ndjson")
SUFFIXES: Final = (*_LINES_SUFFIXES, ".json", ".yaml", ".yml")
"""Names of data files end so."""
_FIRST_RE: Final = re.compile(r"\s*[{[]")
_DECLARED_RE: Final = re.compile(rb"""^[\s{]*["']?schema_version["']?[ \t]*:""", re.MULTILINE)


def is_extraction(name: str, head: bytes) -> bool:
    """Whether a file claims to be an extraction, by its name or by its beginning.

    >>> is_extraction("-", b'{"schema_version": "1.0"')
    True
    >>> is_extraction("notice.pdf", b"%PDF-1.7")
    False
    """
    return name.lower().endswith(SUFFIXES) or _DECLARED_RE.search(head[:HEAD]) is not None


def load(data: bytes, name: str = "-") -> Iterator[Loaded]:
    """The documents of a data file, in order; `Malformed` at the first place that cannot be read."""
    for loaded in load_each(data, name):
        if isinstance(loaded, Malformed):
            raise loaded
        yield loaded


def load_each(data: bytes, name: str = "-") -> Iterator[Loaded | Malformed]:
    """The documents of a data file, in order, and what cannot be read of it: the rest of it, or in JSON Lines one line.

    A file whose name ends with .json is held to JSON, one with .jsonl or .ndjson to one document a line; every other may be JSON as well as
    YAML.
    """
    text = ""
    try:
        text = _decode(data)
        if not text or text.isspace():
            raise Malformed("there is nothing in it", Position(1, 1))
        if name.lower().endswith(_LINES_SUFFIXES):
            yield from read_json_lines(text)
        elif name.lower().endswith(".json"):
            yield from read_json(text)
        elif _FIRST_RE.match(text):
            yield from _load_either(text)
        else:
            yield from _load_yaml(text)
    except Malformed as error:
        yield error.within(text)


def _load_either(text: str) -> Iterator[Loaded]:
    """JSON, or YAML that begins as JSON does; what is neither of them was meant as JSON."""
    try:
        documents = list(read_json(text))
    except Malformed:
        try:
            documents = list(_load_yaml(text))
        except Malformed:
            yield from read_json(text)
    yield from documents


def _load_yaml(text: str) -> Iterator[Loaded]:
    from taskparse.formats.yaml_reading import read_yaml

    documents = read_yaml(text)
    first = next(documents, None)
    if first is None:
        raise Malformed("there is nothing but comments in it", Position(1, 1))
    yield first
    yield from documents


def _decode(data: bytes) -> str:
    """Text of UTF-8, or of UTF-16 with a byte order mark, as some editors write it."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        at = _end(data[: error.start].decode(error.encoding, "replace"))
        raise Malformed("this is no text in UTF-8", at) from error
    if "\0" in text:
        raise Malformed("this is no text: it holds a null character", position_at(text, text.index("\0")))
    return text


def _end(text: str) -> Position:
    return position_at(text, len(text))


def load_notices(data: bytes, name: str = "-") -> list[Notice]:
    """The Notices of a data file; `InvalidData` when one of them is no Notice."""
    return [notice for notice, _ in load_located(data, name)]


def load_located(data: bytes, name: str = "-") -> list[tuple[Notice, Loaded]]:
    """The Notices of a data file, each with the document that it was read from, which knows the lines of its parts."""
    from pydantic import ValidationError

    from taskparse.formats.earlier import as_present
    from taskparse.notice.models import Notice

    notices = []
    for loaded in load(data, name):
        if not isinstance(loaded.value, dict) or "schema_version" not in loaded.value:
            raise InvalidData("this is no extraction: it has no schema_version")
        if str(loaded.value["schema_version"]).startswith("registry-"):
            raise InvalidData("this is a unit registry, not an extraction", hint="give it with --units")
        if str(loaded.value["schema_version"]).startswith("task-"):
            raise InvalidData(
                "these are records of tasks, not extractions", hint="only `taskparse validate` reads them"
            )
        try:
            notices.append((Notice.model_validate(as_present(loaded.value)), loaded))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise InvalidData(
                f"this is no valid extraction: {spell(first['loc'])}: {first['msg']}",
                hint="`taskparse validate` says more",
            ) from error
    return notices
