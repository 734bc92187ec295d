"""Questions: diagnostics on the content of a notice, each from its own function, in a fixed order."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Final, Literal

import regex

from taskparse.notice.models import Diagnostic, Notice, Span, Task, Unit
from taskparse.source import SourceText

CODES: Final[dict[str, str]] = {
    "TP101": "a number is missing in the numbering",
    "TP102": "a number is repeated or falls back",
    "TP201": "no unit is named for a task",
    "TP202": "a label of units with nothing after it",
    "TP203": "a clause with more opening than closing brackets, or fewer",
    "TP204": "one unit, probably, under two names",
    "TP205": "a unit named twice in one task",
    "TP301": "letters or figures that belong to no part of the notice",
    "TP401": "no task was found",
    "TP901": "what the reader of the file remarks: pages without text, damaged characters",
}

_FIGURES_RE: Final = regex.compile(r"[(（]?(?:\d+|[一二三四五六七八九十百〇零]+)[)）]?")
_WORD_RE: Final = regex.compile(r"[\p{L}\p{N}]")
_EMPTY_LABEL_RE: Final = regex.compile(
    r"(?:牵头|责任|配合|主办|承办|协办)(?:单位|部门)[:：]\s*(?=[;；,，。)）\]】〕]|$)"
)
_ALIAS_KINDS: Final = ("department", "vertical", "institution")
_MOST_NAMES: Final = 400
"""Above so many different units likely aliases are not looked for: no notice names as many, damaged text may."""

Severity = Literal["error", "warning", "info"]


def ask(notice: Notice, source: SourceText) -> Notice:
    """The notice with the diagnostics of every question added."""
    found = list(notice.diagnostics)
    for question in QUESTIONS:
        found.extend(question(notice, source))
    return notice.model_copy(update={"diagnostics": found})


def _diagnostic(
    code: str,
    severity: Severity,
    message: str,
    *,
    task: str | None = None,
    span: Span | None = None,
    hint: str | None = None,
) -> Diagnostic:
    return Diagnostic.model_construct(code=code, severity=severity, message=message, task=task, span=span, hint=hint)


def _shape(task: Task) -> str:
    return _FIGURES_RE.sub("N", task.marker or "")


def _numbering(notice: Notice, _: SourceText) -> Iterator[Diagnostic]:
    """Numbers run on by one; a new section may begin again at 1."""
    last: dict[str, Task] = {}
    for task in notice.tasks:
        shape = _shape(task)
        before = last.get(shape)
        last[shape] = task
        if task.number is None or before is None or before.number is None:
            continue
        step = task.number - before.number
        restarted = task.number == 1 and task.section != before.section
        if step == 1 or restarted or (step == 0 and task.part is not None and task.part > 1):
            continue
        if step > 1:
            missing = f"{before.number + 1}" if step == 2 else f"{before.number + 1}-{task.number - 1}"
            yield _diagnostic(
                "TP101",
                "warning",
                f"number {missing} is missing between {before.id} and {task.id}",
                task=task.id,
                span=task.span,
                hint="check whether an item was left out",
            )
        else:
            yield _diagnostic(
                "TP102",
                "warning",
                f"number {task.number} follows {before.number}",
                task=task.id,
                span=task.span,
                hint="check the numbering",
            )


def _clauses(notice: Notice, _: SourceText) -> Iterator[Diagnostic]:
    for task in notice.tasks:
        named = task.lead_units or task.responsible_units or task.supporting_units
        if task.clause is not None and (empty := _EMPTY_LABEL_RE.search(task.clause)):
            yield _diagnostic(
                "TP202",
                "warning",
                f"{empty[0]} names no unit",
                task=task.id,
                span=task.span,
                hint="ask the issuer which unit is meant",
            )
        elif not named:
            yield _diagnostic(
                "TP201",
                "warning",
                "no unit is named for this task",
                task=task.id,
                span=task.span,
                hint="ask the issuer which unit is meant",
            )


def _brackets(notice: Notice, _: SourceText) -> Iterator[Diagnostic]:
    for task in notice.tasks:
        text = task.clause or ""
        opened, closed = (sum(map(text.count, signs)) for signs in ("(（[［〔【", ")）]］〕】"))
        if opened != closed:
            yield _diagnostic(
                "TP203",
                "warning",
                f"{opened} opening but {closed} closing brackets in the clause",
                task=task.id,
                span=task.span,
            )


def _all_units(task: Task) -> Iterator[Unit]:
    yield from task.lead_units
    yield from task.responsible_units
    yield from task.supporting_units


def _aliases(notice: Notice, _: SourceText) -> Iterator[Diagnostic]:
    """区人社局 and 区人力资源和社会保障局: the one's characters stand in the other in the same order, first and last alike."""
    groups: dict[tuple[str, str], dict[str, tuple[Task, Unit]]] = defaultdict(dict)
    for task in notice.tasks:
        for unit in _all_units(task):
            if unit.kind in _ALIAS_KINDS and not unit.collective and len(unit.name) > 2:
                groups[unit.name[0], unit.name[-1]].setdefault(unit.name, (task, unit))
    if sum(map(len, groups.values())) > _MOST_NAMES:
        return
    for group in groups.values():
        names = sorted(group, key=lambda name: (len(name), name))
        for i, short in enumerate(names):
            for long in names[i + 1 :]:
                if len(long) > len(short) and _stands_in(short, long):
                    task, unit = group[long]
                    yield _diagnostic(
                        "TP204",
                        "info",
                        f"{short} and {long} are probably one unit",
                        task=task.id,
                        span=unit.span,
                        hint="use one name for it",
                    )


def _stands_in(short: str, long: str) -> bool:
    place = iter(long)
    return all(character in place for character in short)


def _twice(notice: Notice, _: SourceText) -> Iterator[Diagnostic]:
    for task in notice.tasks:
        seen: dict[str, Span] = {}
        for unit in _all_units(task):
            if (
                unit.name in seen and unit.span != seen[unit.name]
            ):  # a standing rule may give one printed unit two roles
                yield _diagnostic("TP205", "info", f"{unit.name} is named twice", task=task.id, span=unit.span)
            seen.setdefault(unit.name, unit.span)


def _unclaimed(notice: Notice, source: SourceText) -> Iterator[Diagnostic]:
    for span in notice.coverage.unclaimed:
        text = source.text[span.start : span.end]
        if _WORD_RE.search(text):
            shown = " ".join(text.split())
            yield _diagnostic(
                "TP301",
                "warning",
                f"belongs to no task, section or field: {shown[:40]}{'…' if len(shown) > 40 else ''}",
                span=span,
                hint="read this place by eye",
            )


def _tasks(notice: Notice, _: SourceText) -> Iterator[Diagnostic]:
    if not notice.tasks:
        yield _diagnostic("TP401", "error", "no task was found", hint="check that this is a notice that assigns tasks")


QUESTIONS: Final[tuple[Callable[[Notice, SourceText], Iterator[Diagnostic]], ...]] = (
    _tasks,
    _numbering,
    _clauses,
    _brackets,
    _aliases,
    _twice,
    _unclaimed,
)
