"""The models of the published formats, for programs that use taskparse as a library.

    from taskparse.extraction import extract
    from taskparse.models import Target, Task, records

    def targets(path: str) -> list[tuple[Task, Target]]:
        return [(task, target) for task in extract(path).tasks for target in task.targets]

`Notice` is a whole extraction, `TaskRecord` one task in a line, as `extract -f jsonl` writes it; `records` makes the second of the first.
`Registry` is a unit registry: `taskparse.formats.registries.load_registry` reads one, `taskparse.registry.resolution.resolve` applies it.
They are pydantic models, immutable, and refuse unknown fields: `Notice.model_validate(data)` reads plain data,
`taskparse.formats.loading.load_notices` files. Other modules under taskparse.notice and taskparse.registry are not meant to be imported.
"""

from taskparse.notice.models import (
    Attachment,
    Coverage,
    Deadline,
    Diagnostic,
    Document,
    DocumentNumber,
    DocumentSpans,
    Due,
    Extractor,
    Ignored,
    Leader,
    Notice,
    Passage,
    RecurringDeadline,
    Rule,
    Section,
    Source,
    Span,
    Target,
    Task,
    Unit,
)
from taskparse.notice.records import TaskRecord, records
from taskparse.notice.versions import RECORD_VERSION, SCHEMA_VERSION
from taskparse.registry.models import RegisteredUnit, Registry

__all__ = [
    "RECORD_VERSION",
    "SCHEMA_VERSION",
    "Attachment",
    "Coverage",
    "Deadline",
    "Diagnostic",
    "Document",
    "DocumentNumber",
    "DocumentSpans",
    "Due",
    "Extractor",
    "Ignored",
    "Leader",
    "Notice",
    "Passage",
    "RecurringDeadline",
    "RegisteredUnit",
    "Registry",
    "Rule",
    "Section",
    "Source",
    "Span",
    "Target",
    "Task",
    "TaskRecord",
    "Unit",
    "records",
]
