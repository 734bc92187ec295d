"""Data files against the published schemas and what these cannot say: every fault with its line and column, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from taskparse.checks.rules import Path
from taskparse.formats.faults import faults
from taskparse.formats.grounds import Sources, ungrounded_fields
from taskparse.formats.loading import load_each
from taskparse.formats.positions import Loaded, Malformed, spell
from taskparse.formats.schema import BY_DECLARATION


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault in a data file: where and what. Findings sort by file and place.

    `rule`: its id, one of `faults.RULES`; `page`, `quote`: of the notice, where the data around it has a span; `source_line`: the line that
    it stands in.
    """

    file: str
    document_index: int
    line: int
    column: int
    path: str
    message: str
    rule: str = field(default="", compare=False)
    page: int | None = field(default=None, compare=False)
    quote: str | None = field(default=None, compare=False)
    source_line: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        said = f"{self.path}: {self.message}" if self.path else self.message
        return f"{self.file}:{self.line}:{self.column}: {said}"


@dataclass(frozen=True, slots=True)
class Report:
    """What came out of a file: how many documents were read, and every fault. `readable`: the whole file is YAML or JSON."""

    documents: int
    findings: list[Finding]
    readable: bool = True


def validate(data: bytes, file: str = "-", sources: Sources | None = None) -> Report:
    """Hold every document of a data file against the schema of the version that it declares, and against itself.

    With `sources`, the documents that the data was made from, what it says is compared with what is printed there.

    >>> [str(finding) for finding in validate(b'schema_version: "7"', "a.yaml").findings]
    ['a.yaml:1:17: schema_version: unknown version "7" (known: 1.0, task-1.0, registry-1.0, 0.2 and task-0.1)']
    """
    documents = 0
    findings: list[Finding] = []
    readable = True
    for loaded in load_each(data, file):
        if isinstance(loaded, Malformed):
            place = loaded.position
            line = loaded.line
            findings.append(Finding(file, documents, *place, "", loaded.message, "syntax", source_line=line))
            readable = False
        else:
            findings += sorted(_judge(loaded, file, documents, sources))
            documents += 1
    return Report(documents, findings, readable)


def _judge(loaded: Loaded, file: str, index: int, sources: Sources | None) -> Iterator[Finding]:
    """The findings of one document, in no order."""
    for position, path, message in loaded.problems:
        line = loaded.lines()[position.line - 1]
        yield Finding(file, index, *position, spell(path), message, "repeated-key", source_line=line)
    found = list(faults(loaded.value))
    is_sound = not found and not loaded.problems  # what is not as the schema says cannot be relied upon
    if is_sound:
        format = BY_DECLARATION[loaded.value["schema_version"]].name
        # It reads quantities, and their patterns take 20 ms of a start: data that breaks the schema has no need of them.
        from taskparse.formats.semantics.rules import contradictions

        found += contradictions(loaded.value, format)
        if not found and sources is not None and format != "registry":
            found += ungrounded_fields(loaded.value, sources)
    if not found:
        return
    places, lines = loaded.locate({fault.path for fault in found}), loaded.lines()
    for fault in found:
        at = places[fault.path].key if fault.at_key else places[fault.path].value
        page, quote = _printed(loaded.value, fault.path)
        yield Finding(file, index, *at, spell(fault.path), fault.message, fault.rule, page, quote, lines[at.line - 1])


def _printed(value: Any, path: Path) -> tuple[int | None, str | None]:
    """Page and text of the smallest part around a fault that has a span."""
    page: int | None = None
    quote: str | None = None
    for step in (*path, None):
        span = value.get("span") if isinstance(value, dict) else None
        if isinstance(span, dict):
            page = span.get("page") if isinstance(span.get("page"), int) else None
            texts = [value.get(name) for name in ("text", "title", "name")]
            quote = next((text for text in texts if isinstance(text, str)), None)
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
    return page, quote
