"""Asking: the diagnostics of an extraction, and the findings of a check."""

from collections.abc import Collection

from taskparse.checks.catalogue import BY_CODE, RULES
from taskparse.checks.reading import UNCLAIMED, left_over
from taskparse.checks.rules import Finding, found
from taskparse.notice.models import Diagnostic, Notice
from taskparse.source import SourceText


def ask(notice: Notice, source: SourceText) -> Notice:
    """The notice with the diagnostics of every rule that is asked at extraction added."""
    findings = [found(rule, hit, notice) for rule in RULES if rule.asked for hit in rule.find(notice)]
    findings += [found(UNCLAIMED, hit, notice) for hit in left_over(notice, source)]
    diagnostics = [*notice.diagnostics, *map(_diagnostic, findings)]
    return notice.model_copy(update={"diagnostics": diagnostics})


def check(notice: Notice, codes: Collection[str] = tuple(BY_CODE)) -> list[Finding]:
    """What the rules of these codes find in a Notice, in the order of its text; what is in no place comes first.

    Everything is looked for anew, so that data changed by hand is judged as it is now; only text left over and remarks of the reader are
    those that the extraction has recorded.
    """
    findings = [found(rule, hit, notice) for rule in RULES if rule.code in codes for hit in rule.find(notice)]
    return sorted(findings, key=lambda finding: finding.span.start if finding.span else -1)


def _diagnostic(finding: Finding) -> Diagnostic:
    rule = finding.rule
    return Diagnostic.model_construct(
        code=rule.code,
        severity=rule.severity,
        message=finding.message(),
        task=finding.task,
        span=finding.span,
        hint=rule.en.hint,
    )
