"""What a rule is, and what it finds.

A rule is a stable code, words in two languages and a function from a Notice to the places where it holds. A place is a path of fields and
indexes from the top of the Notice; task, span and quoted text are looked up there, so that a rule says each thing once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from taskparse.notice.models import Notice, Span

Path: TypeAlias = tuple[str | int, ...]
"""Fields and indexes from the top of a document to one of its values."""
Severity: TypeAlias = Literal["error", "warning", "info"]
Language: TypeAlias = Literal["en", "zh"]

LANGUAGES: Final[tuple[Language, ...]] = ("en", "zh")


class Words(NamedTuple):
    """What a rule says in one language: what it looks for, a message with {values} to fill in, what to do."""

    title: str
    message: str
    hint: str


class Said(NamedTuple):
    """A value of a message that each language says in its own way."""

    en: str
    zh: str


class Hit(NamedTuple):
    """A place where a rule holds, and the values of its message; `quote`: what is meant of the text there, where it is not the whole."""

    path: Path
    values: Mapping[str, object] = {}
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A check. `asked`: at every extraction too, whose diagnostics it becomes; the others are `taskparse check`'s alone.

    error: what is printed contradicts itself or cannot be. warning: somebody has to ask. info: worth knowing.
    """

    code: str
    name: str
    severity: Severity
    en: Words
    zh: Words
    find: Callable[[Notice], Iterable[Hit]] = field(compare=False)
    asked: bool = False

    def words(self, language: Language) -> Words:
        """The words of a language."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule found: at `path`, which is printed at `span` as `quote`; `context` is the printed text around the quote."""

    rule: Rule
    path: Path
    values: Mapping[str, object]
    task: str | None
    span: Span | None
    quote: str
    context: str

    def message(self, language: Language = "en") -> str:
        """What was found, as a sentence."""
        said = {
            name: getattr(value, language) if isinstance(value, Said) else value for name, value in self.values.items()
        }
        return self.rule.words(language).message.format(**said)


def found(rule: Rule, hit: Hit, notice: Notice) -> Finding:
    """A hit with what stands at its path."""
    node: Any = notice
    for step in hit.path:
        node = node[step] if isinstance(step, int) else getattr(node, step)
    task = notice.tasks[int(hit.path[1])] if hit.path[:1] == ("tasks",) and len(hit.path) > 1 else None
    span: Span | None = node if hasattr(node, "boxes") else getattr(node, "span", None)
    quote = hit.quote or getattr(node, "text", None) or getattr(node, "title", None) or ""
    around = [task.text, task.clause or ""] if task else []
    if span and hit.path[0] == "document":
        around += [p.text for p in notice.document.passages if p.span.start <= span.start < p.span.end]
    context = next((text for text in around if quote in text), quote)
    return Finding(rule, hit.path, hit.values, task.id if task else getattr(node, "task", None), span, quote, context)
