"""An extraction against the document that it was made from: is it that document, and does every field stand where its span says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, TypeAlias

from taskparse.formats.faults import Fault

if TYPE_CHECKING:
    from taskparse.readers.ocr import Ocr
    from taskparse.source import SourceText

Sources: TypeAlias = "Mapping[str, SourceText]"
"""SHA-256 of a document → its canonical text."""


def read_source(data: bytes, *, password: str | None = None, ocr: Ocr = "auto") -> tuple[str, SourceText]:
    """The SHA-256 and the canonical text of a document.

    Errors: UnreadableInput and its kin where it cannot be read.
    """
    from taskparse.readers import read
    from taskparse.source import SourceText

    return sha256(data).hexdigest(), SourceText.join(read(data, password, ocr).blocks)


def ungrounded_fields(data: dict[str, Any], sources: Sources) -> Iterator[Fault]:
    """The fields of a document without other faults that are not printed where they say, in the source that it names."""
    from taskparse.checks.grounding import ungrounded
    from taskparse.formats.earlier import as_present
    from taskparse.notice.models import Notice

    source = sources.get(data["source"]["sha256"])
    if source is None:
        yield Fault(
            ("source", "sha256"), "other-source", "this was made from another document than the one that is given"
        )
    elif sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest() != data["source"]["text_sha256"]:
        message = "the document reads differently today: extract it anew"
        yield Fault(("source", "text_sha256"), "other-text", message)
    else:
        for path, wrong in ungrounded(Notice.model_validate(as_present(data)), source):
            yield Fault(path, "ungrounded", wrong)
