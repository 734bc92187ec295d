"""The reasons of a task: for each unit its clause and what moved it, for each target its rule, and the figures that are none.

Extraction keeps no record of its reasons; they are found by drafting the same text again, which gives the same drafts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal, TypeAlias

from taskparse.language.clauses import FORMS
from taskparse.language.quantities import RULES as QUANTITIES
from taskparse.language.targets import read_targets
from taskparse.language.traps import meaning_of
from taskparse.lexicon.rules import RULES as STANDING
from taskparse.notice.drafting import draft_notice
from taskparse.notice.drafts import PlacedUnit, Stated, TaskDraft
from taskparse.notice.models import Notice, Rule, Span, Target, Task, Unit
from taskparse.notice.places import Places
from taskparse.notice.tasks import merged
from taskparse.source import SourceText

UnitRole: TypeAlias = Literal["lead", "responsible", "supporting"]
UNIT_ROLES: Final[tuple[UnitRole, ...]] = ("lead", "responsible", "supporting")


@dataclass(frozen=True, slots=True)
class UnitReason:
    """A unit and why it stands where it does.

    `form`: id of the form of the clause that names it (`language.clauses.FORMS`), and `label`: the label or verb that gives its list a role
    there; both are None for a unit that the task's own clauses do not name. `prefix` and `suffix`: what its list says once for several
    names. `rule`: the standing rule that added it, or moved it here.
    """

    role: UnitRole
    unit: Unit
    form: str | None
    label: str | None
    prefix: str
    suffix: str
    rule: Rule | None

    @property
    def form_says(self) -> str:
        """The form of the clause in words."""
        return FORMS[self.form] if self.form else ""

    @property
    def rule_says(self) -> str:
        """What the standing rule does."""
        return STANDING[self.rule.code] if self.rule else ""


@dataclass(frozen=True, slots=True)
class TargetReason:
    """A target and the rule that read it, in words."""

    target: Target
    says: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """A figure of the task that is no target: the id of the trap that says so (`language.traps.TRAPS`), and what it means."""

    text: str
    trap: str
    says: str
    span: Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """A task and the reasons of what is said of it, each list in the order of the task's own."""

    task: Task
    units: tuple[UnitReason, ...]
    targets: tuple[TargetReason, ...]
    rejected: tuple[Rejection, ...]


def explain(source: SourceText, notice: Notice, task: Task) -> Explanation:
    """Why a task has its units and targets.

    Errors: ValueError where the Notice was not read from this source, by these rules, or the task is none of it.

        result = read(data)
        source = SourceText.join(result.blocks)
        notice = interpret(result, name="notice.pdf", digest="…")
        for reason in explain(source, notice, notice.tasks[0]).units:
            print(reason.role, reason.unit.name, reason.form, reason.rule and reason.rule.text)
    """
    drafts = draft_notice(source).drafts.tasks
    digest = sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest != notice.source.text_sha256 or [d.id for d in drafts] != [t.id for t in notice.tasks]:
        raise ValueError("the Notice was not read from this source by these rules")
    draft = drafts[notice.tasks.index(task)]
    return Explanation(
        task,
        tuple(_unit_reasons(notice, task, draft)),
        tuple(TargetReason(target, QUANTITIES[target.rule]) for target in task.targets),
        tuple(_rejections(source, draft, notice.document.plan_year)),
    )


def _unit_reasons(notice: Notice, task: Task, draft: TaskDraft) -> Iterator[UnitReason]:
    published = (task.lead_units, task.responsible_units, task.supporting_units)
    for role, units in zip(UNIT_ROLES, published, strict=True):
        for unit, placed in zip(units, draft.units[role], strict=True):
            form, label = _clause_of(placed, draft)
            rule = _rule(notice, placed.stated) if placed.stated else None
            yield UnitReason(role, unit, form, label, placed.unit.prefix, placed.unit.suffix, rule)


def _clause_of(placed: PlacedUnit, draft: TaskDraft) -> tuple[str | None, str | None]:
    """The form of the task's clause that names a unit, and the label or verb of its list."""
    forms = [c.clause.form for c in draft.clauses for _ in c.clause.named]
    for form, (found, reading) in zip(forms, draft.named, strict=True):
        if reading is placed.reading and placed.unit in found.units:
            return form, found.label
    return None, None


def _rule(notice: Notice, stated: Stated) -> Rule:
    return next(
        rule
        for rule in notice.document.rules
        if (rule.code, rule.span.start, rule.span.end) == (stated.code, *stated.span)
    )


def _rejections(source: SourceText, draft: TaskDraft, year: int | None) -> Iterator[Rejection]:
    places = Places(source)
    for piece in merged(draft.pieces):
        for quantity, trap in read_targets(piece.text, year).rejected:
            span = piece.span(quantity.start, quantity.end)
            where = Span.model_validate(places.span(span))
            yield Rejection(source.printed(span), trap, meaning_of(trap), where)
