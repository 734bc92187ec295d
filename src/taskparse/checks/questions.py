"""Asking: the diagnostics of an extraction, and the findings of a check."""

from collections.abc import Collection, Iterable
from typing import TypeAlias

from taskparse.checks.catalogue import BY_CODE, RULES
from taskparse.checks.reading import UNCLAIMED, left_over
from taskparse.checks.rules import Finding, Hit, Rule, found
from taskparse.notice.models import Diagnostic, Notice
from taskparse.source import SourceText

Hits: TypeAlias = Iterable[tuple[Rule, Hit]]
"""What was found elsewhere, by a unit registry."""


def ask(notice: Notice, source: SourceText) -> Notice:
    """The notice with the diagnostics of every rule that is asked at extraction added."""
    findings = [found(rule, hit, notice) for rule in RULES if rule.asked for hit in rule.find(notice)]
    findings += [found(UNCLAIMED, hit, notice) for hit in left_over(notice, source)]
    return _with(notice, findings)


def ask_again(notice: Notice, codes: Collection[str], more: Hits) -> Notice:
    """The notice with what these rules find in it now in the place of what they have found before, and with more hits."""
    findings = [
        found(rule, hit, notice) for rule in RULES if rule.asked and rule.code in codes for hit in rule.find(notice)
    ]
    findings += [found(rule, hit, notice) for rule, hit in more]
    return _with(without(notice, codes), findings)


def without(notice: Notice, codes: Collection[str]) -> Notice:
    """The notice without the diagnostics of these rules."""
    kept = [diagnostic for diagnostic in notice.diagnostics if diagnostic.code not in codes]
    return notice.model_copy(update={"diagnostics": kept})


def _with(notice: Notice, findings: Iterable[Finding]) -> Notice:
    return notice.model_copy(update={"diagnostics": [*notice.diagnostics, *map(_diagnostic, findings)]})


def check(notice: Notice, codes: Collection[str] = tuple(BY_CODE), more: Hits = ()) -> list[Finding]:
    """What the rules of these codes find in a Notice, in the order of its text; what is in no place comes first.

    Everything is looked for anew, so that data changed by hand is judged as it is now; only text left over and remarks of the reader are
    those that the extraction has recorded. `more`: what a unit registry says of it.
    """
    findings = [found(rule, hit, notice) for rule in RULES if rule.code in codes for hit in rule.find(notice)]
    findings += [found(rule, hit, notice) for rule, hit in more if rule.code in codes]
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
