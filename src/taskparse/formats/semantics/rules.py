"""All that is held against a document without faults of its schema.

All of it works on plain data and says nothing of the notice itself: that is for `taskparse check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from taskparse.formats.faults import Fault
from taskparse.formats.semantics import records, references, spans, values
from taskparse.formats.semantics.checks import Check, Data
from taskparse.notice.versions import RECORD_VERSION

_OF_NOTICES: Final[tuple[Check, ...]] = (
    references.repeated_ids,
    references.references,
    references.sums,
    spans.spans,
    spans.nesting,
    values.dates,
    values.document_number,
    values.targets,
)
_OF_RECORDS: Final[tuple[Check, ...]] = (records.places, records.dates, records.targets)


def contradictions(data: Data) -> Iterator[Fault]:
    """The faults of a document that is as its schema says, in no order."""
    for check in _OF_RECORDS if data["schema_version"] == RECORD_VERSION else _OF_NOTICES:
        yield from check(data)
