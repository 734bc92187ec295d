"""The findings of `check` as entries of a report."""

from __future__ import annotations

from collections.abc import Sequence

from taskparse.checks.rules import Finding, Language, Rule
from taskparse.formats.positions import Loaded, spell
from taskparse.formats.reports.entries import Entry, Excerpt, RuleEntry, excerpt_at, fingerprints


def rule_entry(rule: Rule, language: Language) -> RuleEntry:
    """A rule as a report describes it."""
    words = rule.words(language)
    return RuleEntry(rule.code, rule.name, words.title, words.hint, rule.severity)


def entries(file: str, findings: Sequence[Finding], language: Language, loaded: Loaded | None = None) -> list[Entry]:
    """The entries of one Notice; `loaded`: the data that it was read from, whose lines are then named and shown."""
    places = loaded.locate({finding.path for finding in findings}) if loaded and findings else {}
    lines = loaded.lines() if loaded and findings else []
    marks = fingerprints([_identity(finding) for finding in findings])
    made = []
    for finding, mark in zip(findings, marks, strict=True):
        position = places[finding.path].value if places else None
        made.append(
            Entry(
                file=file,
                rule=rule_entry(finding.rule, language),
                message=finding.message(language),
                position=position,
                path=spell(finding.path),
                task=finding.task,
                page=finding.span.page if finding.span else None,
                quote=finding.quote or None,
                excerpt=excerpt_at(lines[position.line - 1], position.column, finding.quote)
                if position
                else _in_text(finding),
                fingerprint=mark,
            )
        )
    return made


def _identity(finding: Finding) -> tuple[object, ...]:
    """What makes it this finding: rule, text and values, but no place, and no words of a language."""
    return finding.rule.code, finding.context, finding.quote, *sorted(finding.values.items())


def _in_text(finding: Finding) -> Excerpt | None:
    text, quote = finding.context, finding.quote
    if not quote or quote == text:
        return Excerpt(text, 0, 0) if text else None
    at = text.index(quote)
    return Excerpt(text, at, at + len(quote))
