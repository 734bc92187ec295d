"""All that is held against a document without faults of its schema.

All of it works on plain data and says nothing of the notice itself: that is for `taskparse check`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from taskparse.formats.faults import Fault
from taskparse.formats.semantics import records, references, spans, values
from taskparse.formats.semantics.checks import Check, Data


def _registry(data: Data) -> Iterator[Fault]:
    from taskparse.formats.registry_faults import registry_faults  # needs the models, which notices can do without

    return registry_faults(data)


_CHECKS: Final[dict[str, tuple[Check, ...]]] = {
    "notice": (
        references.repeated_ids,
        references.references,
        references.sums,
        spans.spans,
        spans.nesting,
        values.dates,
        values.document_number,
        values.targets,
    ),
    "task": (records.places, records.dates, records.targets),
    "registry": (_registry,),
}


def contradictions(data: Data, format: str) -> Iterator[Fault]:
    """The faults of a document that is as the schema of its format says, in no order."""
    for check in _CHECKS[format]:
        yield from check(data)
