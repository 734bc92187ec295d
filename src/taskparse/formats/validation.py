"""Data files against the published schemas: every fault with its line and column, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

import jsonschema_rs
from jsonschema_rs import ValidationError

from taskparse.checks.rules import Path
from taskparse.formats import schema
from taskparse.formats.loading import load
from taskparse.formats.positions import Loaded, Malformed, quote, spell

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
    r"^TP\d{3}$": "a code such as TP101",
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fault in a data file: where and what. Findings sort by file and place."""

    file: str
    document_index: int
    line: int
    column: int
    path: str
    message: str

    def __str__(self) -> str:
        said = f"{self.path}: {self.message}" if self.path else self.message
        return f"{self.file}:{self.line}:{self.column}: {said}"


@dataclass(frozen=True, slots=True)
class Report:
    """What came out of a file: how many documents were read, and every fault. `readable`: the whole file is YAML or JSON."""

    documents: int
    findings: list[Finding]
    readable: bool = True


def validate(data: bytes, file: str = "-") -> Report:
    """Hold every document of a data file against the schema of the version that it declares."""
    documents = 0
    findings: list[Finding] = []
    try:
        for loaded in load(data, file):
            findings += sorted(_judge(loaded, file, documents))
            documents += 1
    except Malformed as error:
        findings.append(Finding(file, documents, *error.position, "", error.message))
        return Report(documents, findings, readable=False)
    return Report(documents, findings)


def _judge(loaded: Loaded, file: str, index: int) -> Iterator[Finding]:
    """The findings of one document, in no order."""
    for position, path, message in loaded.problems:
        yield Finding(file, index, *position, spell(path), message)
    faults = list(_faults(loaded.value))
    if faults:
        places = loaded.locate({fault.path for fault in faults})
        for fault in faults:
            place = places[fault.path]
            yield Finding(file, index, *(place.key if fault.at_key else place.value), spell(fault.path), fault.message)


@dataclass(frozen=True, slots=True)
class _Fault:
    path: Path
    message: str
    at_key: bool = False


def _faults(value: Any) -> Iterator[_Fault]:
    known = " and ".join(schema.VERSIONS)
    if not isinstance(value, dict):
        yield _Fault((), f"expected a mapping with schema_version, found {_found(value)}")
        return
    if "schema_version" not in value:
        yield _Fault((), f"schema_version is missing (known: {known})")
        return
    version = str(value["schema_version"])
    if version not in schema.VERSIONS:
        yield _Fault(("schema_version",), f"unknown version {quote(version)} (known: {known})")
        return
    try:
        errors = list(_validator().iter_errors(value))
    except UnicodeEncodeError:
        yield _Fault((), "a text holds half a surrogate pair")
    except ValueError as refusal:
        if "ecursion" not in str(refusal):
            raise
        yield _Fault((), "nested too deeply")
    else:
        # A closed set says what is expected better than its type.
        closed = {tuple(e.instance_path) for e in errors if e.kind.name in ("const", "enum")}
        for error in errors:
            if not (error.kind.name == "type" and tuple(error.instance_path) in closed):
                yield from _explain(error)


@cache
def _validator() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema.notice_schema())


def _explain(error: ValidationError) -> Iterator[_Fault]:
    """What is expected and what is there instead, one fault for each thing to mend."""
    path = tuple(error.instance_path)
    found: Any = error.instance
    kind: Any = error.kind  # each kind has its own attributes
    match kind.name:
        case "anyOf":
            yield from _explain_choice(error)
        case "additionalProperties":
            known = list(_at(schema.notice_schema(), error.schema_path[:-1]).get("properties", {}))
            for name in kind.unexpected:
                near = get_close_matches(name, [k for k in known if k not in found], n=1)
                hint = f"; is {near[0]} meant?" if near else ""
                yield _Fault((*path, name), f"unknown field{hint}", at_key=True)
        case "required":
            yield _Fault(path, f"the field {kind.property} is missing")
        case "type":
            yield _Fault(path, _expected(_or(_NOUNS[t] for t in kind.types), found, kind.types))
        case "enum":
            yield _Fault(path, _expected("one of " + ", ".join(map(str, kind.options)), found))
        case "const":
            yield _Fault(path, _expected(_found(kind.expected_value), found, ["string"]))
        case "pattern":
            wanted = _PATTERNS.get(kind.pattern, f"text that matches {kind.pattern}")
            yield _Fault(path, _expected(wanted, found))
        case "minimum":
            yield _Fault(path, _expected(f"at least {kind.limit}", found))
        case "minItems" | "maxItems":
            bound = "at least" if kind.name == "minItems" else "at most"
            yield _Fault(path, f"expected {bound} {kind.limit} values, found {len(found)}")
        case _:
            yield _Fault(path, error.message)


def _explain_choice(error: ValidationError) -> Iterator[_Fault]:
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
            yield from _explain(inner)
        return
    if "number" in wrong_types:
        wrong_types.remove("integer")
    yield _Fault(tuple(path), _expected(_or(_NOUNS[t] for t in wrong_types), error.instance, wrong_types))


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
