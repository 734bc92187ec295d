"""What of a data file is not as its schema says, each fault in plain words: what was expected, and what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

import jsonschema_rs
from jsonschema_rs import ValidationError

from taskparse.checks.rules import Path
from taskparse.formats import schema
from taskparse.formats.positions import quote
from taskparse.registry.credit_code import PATTERN

RULES: Final[dict[str, str]] = {
    "syntax": "the file is no YAML and no JSON from here on",
    "repeated-key": "a key stands twice in one mapping",
    "no-notice": "a document without schema_version is no extraction",
    "unknown-version": "no schema has this version",
    "missing-field": "a field is missing",
    "unknown-field": "a field is not in the schema",
    "wrong-type": "text, number, list or mapping stands where another is expected",
    "wrong-value": "a value is none of those that are allowed",
    "wrong-form": "a date, a digest or a code has another form",
    "out-of-range": "a number is too small",
    "wrong-length": "a list has too few or too many values",
    "bad-text": "a text cannot be written as Unicode",
    "too-deep": "the data is nested too deeply",
    "schema": "another rule of the schema",
    "repeated-id": "two sections, two units of a registry, or two tasks whose printed numbers differ, have one id",
    "no-such-section": "a section is named that does not exist, or stands lower or later",
    "no-such-task": "a task is named that does not exist",
    "span-empty": "a span ends where it begins, or before",
    "span-outside": "a span ends after the text",
    "span-overlap": "a task begins before the one before it ends",
    "span-nesting": "a target stands outside of its task",
    "page-outside": "a page is named that the document does not have",
    "sum": "the account of characters does not add up",
    "no-such-date": "there is no such day",
    "range": "a range without upper end, or an upper end without range",
    "not-printed": "value, unit or kind is not what the quoted text says",
    "no-such-unit": "a registry names a successor or a member that it does not have",
    "claimed-twice": "two units of a registry have one name, or one code, at the same time",
    "circle": "a unit of a registry succeeds itself or is a member of itself, by way of others",
    "ends-early": "a unit of a registry ends before it begins",
    "no-end": "a unit of a registry has successors but no end",
    "check-digit": "the check digit of a unified social credit code is wrong",
    "other-source": "the data was made from another document than the one given with --source",
    "other-text": "the document given with --source reads differently today",
    "ungrounded": "a field is not printed where its span says",
}
"""What can be wrong: id → what it means. The ids are stable; reports name them."""

_NOUNS: Final = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
}
_PATTERNS: Final = {
    r"^\d{4}-\d{2}-\d{2}$": "a date such as 2026-01-31",
    "^[0-9a-f]{64}$": "a SHA-256 of 64 hexadecimal digits",
    "^[0-9a-f]{32}$": "a hash of 32 hexadecimal digits",
    r"^TP\d{3}$": "a code such as TP101",
    r"^\S+$": "an id without white space",
    r"\S": "a name",
    PATTERN: "a 统一社会信用代码: 18 figures and capital letters, without I, O, S, V, Z",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a document: its path, the id of its rule, what is wrong. `at_key`: the key is wrong, not its value."""

    path: Path
    rule: str
    message: str
    at_key: bool = False


def faults(value: Any) -> Iterator[Fault]:
    """What of a document is not as its schema says, in no order."""
    *known_ones, last = schema.BY_DECLARATION
    known = f"{', '.join(known_ones)} and {last}"
    if not isinstance(value, dict):
        yield Fault((), "no-notice", f"expected a mapping with schema_version, found {_found(value)}")
        return
    if "schema_version" not in value:
        yield Fault((), "no-notice", f"schema_version is missing (known: {known})")
        return
    version = str(value["schema_version"])
    published = schema.BY_DECLARATION.get(version)
    if published is None:
        yield Fault(("schema_version",), "unknown-version", f"unknown version {quote(version)} (known: {known})")
        return
    try:
        errors = list(_validator(published).iter_errors(value))
    except UnicodeEncodeError:
        yield Fault((), "bad-text", "a text holds half a surrogate pair")
    except ValueError as refusal:
        if "ecursion" not in str(refusal):
            raise
        yield Fault((), "too-deep", "nested too deeply")
    else:
        # A closed set says what is expected better than its type.
        closed = {tuple(e.instance_path) for e in errors if e.kind.name in ("const", "enum")}
        for error in errors:
            if not (error.kind.name == "type" and tuple(error.instance_path) in closed):
                yield from _explain(error, schema.schema_of(published))


@cache
def _validator(published: schema.Published) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema.schema_of(published))


def _explain(error: ValidationError, whole: Mapping[str, Any]) -> Iterator[Fault]:
    """What is expected and what is there instead, one fault for each thing to mend."""
    path = tuple(error.instance_path)
    found: Any = error.instance
    kind: Any = error.kind  # each kind has its own attributes
    match kind.name:
        case "anyOf":
            yield from _explain_choice(error, whole)
        case "additionalProperties":
            known = list(_at(whole, error.schema_path[:-1]).get("properties", {}))
            for name in kind.unexpected:
                near = get_close_matches(name, [k for k in known if k not in found], n=1)
                hint = f"; is {near[0]} meant?" if near else ""
                yield Fault((*path, name), "unknown-field", f"unknown field{hint}", at_key=True)
        case "required":
            yield Fault(path, "missing-field", f"the field {kind.property} is missing")
        case "type":
            yield Fault(path, "wrong-type", _expected(_or(_NOUNS[t] for t in kind.types), found, kind.types))
        case "enum":
            yield Fault(path, "wrong-value", _expected("one of " + ", ".join(map(str, kind.options)), found))
        case "const":
            yield Fault(path, "wrong-value", _expected(_found(kind.expected_value), found, ["string"]))
        case "pattern":
            wanted = _PATTERNS.get(kind.pattern, f"text that matches {kind.pattern}")
            yield Fault(path, "wrong-form", _expected(wanted, found))
        case "minimum":
            yield Fault(path, "out-of-range", _expected(f"at least {kind.limit}", found))
        case "minItems" | "maxItems":
            bound = "at least" if kind.name == "minItems" else "at most"
            yield Fault(path, "wrong-length", f"expected {bound} {kind.limit} values, found {len(found)}")
        case _:
            yield Fault(path, "schema", error.message)


def _explain_choice(error: ValidationError, whole: Mapping[str, Any]) -> Iterator[Fault]:
    """Either says nothing of the branches of the wrong type, or that no branch has the type."""
    path = error.instance_path
    kind: Any = error.kind
    wrong_types: list[str] = []
    near: list[list[ValidationError]] = []
    for branch in kind.context:
        kinds: list[Any] = [e.kind for e in branch if e.kind.name == "type" and e.instance_path == path]
        types = [t for k in kinds for t in k.types]
        wrong_types += types
        if not types:
            near.append(branch)
    if near:
        for inner in near[0]:
            yield from _explain(inner, whole)
        return
    if "number" in wrong_types:
        wrong_types.remove("integer")
    yield Fault(tuple(path), "wrong-type", _expected(_or(_NOUNS[t] for t in wrong_types), error.instance, wrong_types))


def _at(node: Any, path: Iterable[str | int]) -> Any:
    for step in path:
        node = node[step]
    return node


def _or(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _expected(wanted: str, found: Any, types: Iterable[str] = ()) -> str:
    quotes = " (put it in quotes)" if "string" in types and isinstance(found, bool | int | float) else ""
    return f"expected {wanted}, found {_found(found)}{quotes}"


def _found(value: Any) -> str:
    """A value in a few words.

    >>> _found("三"), _found(2.1), _found([1, 2]), _found({})
    ('the text "三"', 'the number 2.1', 'a list of 2', 'an empty mapping')
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text {quote(value)}"
    if isinstance(value, int | float):
        text = str(value)
        return f"the number {text if len(text) <= 40 else text[:39] + '…'}"
    noun = "mapping" if isinstance(value, dict) else "list"
    return f"a {noun} of {len(value)}" if value else f"an empty {noun}"
