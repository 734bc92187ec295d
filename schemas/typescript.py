"""TypeScript declarations of the published formats, made from their JSON Schemas."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

_HEAD: Final = "// Written by schemas/build.py from the JSON Schemas beside this file; do not edit."
_SIMPLE: Final = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def declarations(schemas: Mapping[str, Mapping[str, Any]]) -> str:
    """The text of a .d.ts file: an interface for each object of the schemas, each once; `schemas`: title → schema.

    Errors: ValueError where two schemas mean different things by one name, or say what this file cannot say.
    """
    made: dict[str, str] = {}
    for schema in schemas.values():
        for name, content in [(schema["title"], schema), *schema["$defs"].items()]:
            text = _interface(name, content)
            if made.setdefault(name, text) != text:
                raise ValueError(f"two schemas differ in {name}")
    return "\n\n".join([_HEAD, *made.values()]) + "\n"


def _interface(name: str, content: Mapping[str, Any]) -> str:
    if content.get("additionalProperties") is not False:
        raise ValueError(f"{name} is open")
    return "\n".join([*_comment(content, ""), f"export interface {name} {{", *_fields(content), "}"])


def _fields(content: Mapping[str, Any]) -> Iterator[str]:
    """The fields; those with a default may be missing in YAML, which leaves it out."""
    for name, field in content["properties"].items():
        yield from _comment(field, "  ")
        mark = "" if name in content.get("required", ()) else "?"
        yield f"  {name}{mark}: {type_of(field)};"


def _comment(content: Mapping[str, Any], indent: str) -> list[str]:
    said = content.get("description", "").replace("*/", "* /")
    return [f"{indent}/** {said} */"] if said else []


def type_of(schema: Mapping[str, Any]) -> str:
    """The type of a value.

    >>> type_of({"type": "array", "items": {"anyOf": [{"type": "integer"}, {"type": "null"}]}})
    '(number | null)[]'
    """
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return " | ".join(json.dumps(value, ensure_ascii=False) for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(type_of(branch) for branch in schema["anyOf"]))
    if schema.get("type") == "array" and "prefixItems" in schema:
        return f"[{', '.join(type_of(item) for item in schema['prefixItems'])}]"
    if schema.get("type") == "array":
        item = type_of(schema["items"])
        return f"({item})[]" if " | " in item else f"{item}[]"
    if schema.get("type") in _SIMPLE:
        return _SIMPLE[schema["type"]]
    raise ValueError(f"there is no type for {schema}")
