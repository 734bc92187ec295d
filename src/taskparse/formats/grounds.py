"""An extraction against the document that it was made from: is it that document, and does every field stand where its span says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from taskparse.formats.faults import Fault
from taskparse.formats.schema import BY_DECLARATION

if TYPE_CHECKING:
    from taskparse.formats.record_grounds import Printed
    from taskparse.readers.ocr import Ocr

Sources: TypeAlias = "Mapping[str, Printed]"
"""SHA-256 of a document → what is printed in it."""

_OTHER: Final = "this was made from another document than the one that is given"


def read_source(data: bytes, *, password: str | None = None, ocr: Ocr = "auto") -> tuple[str, Printed]:
    """The SHA-256 of a document, and what is printed in it.

    Errors: UnreadableInput and its kin where it cannot be read.
    """
    from taskparse.formats.record_grounds import Printed
    from taskparse.readers import read
    from taskparse.source import SourceText

    return sha256(data).hexdigest(), Printed(SourceText.join(read(data, password, ocr).blocks))


def ungrounded_fields(data: dict[str, Any], sources: Sources) -> Iterator[Fault]:
    """The fields of a Notice or of a record without other faults that are not printed where they say, in the document that it names."""
    if BY_DECLARATION[data["schema_version"]].name == "task":
        found = sources.get(data["sha256"])
        if found is None:
            yield Fault(("sha256",), "other-source", _OTHER)
        else:
            for path, wrong in found.ungrounded(data):
                yield Fault(path, "ungrounded", wrong)
        return
    found = sources.get(data["source"]["sha256"])
    if found is None:
        yield Fault(("source", "sha256"), "other-source", _OTHER)
    elif sha256(found.source.text.encode("utf-8", "surrogatepass")).hexdigest() != data["source"]["text_sha256"]:
        message = "the document reads differently today: extract it anew"
        yield Fault(("source", "text_sha256"), "other-text", message)
    else:
        from taskparse.checks.grounding import ungrounded
        from taskparse.formats.earlier import as_present
        from taskparse.notice.models import Notice

        for path, wrong in ungrounded(Notice.model_validate(as_present(data)), found.source):
            yield Fault(path, "ungrounded", wrong)
