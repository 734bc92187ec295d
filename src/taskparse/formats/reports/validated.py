"""The findings of `validate` as entries of a report."""

from __future__ import annotations

from collections.abc import Sequence

from taskparse.formats.faults import RULES
from taskparse.formats.positions import Position
from taskparse.formats.reports.entries import Entry, RuleEntry, excerpt_at, fingerprints
from taskparse.formats.validation import Finding

RULE_ENTRIES = {id: RuleEntry(id, id, title, None, "error") for id, title in RULES.items()}


def entries(findings: Sequence[Finding]) -> list[Entry]:
    """The entries of one file."""
    marks = fingerprints([(f.document_index, f.rule, f.path, f.message) for f in findings])
    return [
        Entry(
            file=finding.file,
            rule=RULE_ENTRIES[finding.rule],
            message=f"{finding.path}: {finding.message}" if finding.path else finding.message,
            position=Position(finding.line, finding.column),
            path=finding.path,
            page=finding.page,
            quote=finding.quote,
            excerpt=excerpt_at(finding.source_line, finding.column),
            fingerprint=mark,
        )
        for finding, mark in zip(findings, marks, strict=True)
    ]
