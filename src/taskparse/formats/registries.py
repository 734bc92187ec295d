"""Unit registries as files: read with all their faults told, written for people to go on with."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from taskparse.errors import InvalidData
from taskparse.formats.yaml import emit_spread

if TYPE_CHECKING:
    from taskparse.registry.directory import Directory
    from taskparse.registry.models import Registry

_HEAD: Final = """\
# Begun by taskparse from {files}. A draft: a person has to confirm it.
#
# name           the canonical name; replace the one of the notice where that is an abbreviation, and move the latter to abbreviations
# abbreviations  other names of the unit; documents' names resolve by name and abbreviations
# proposals      names that are probably this unit's: nothing resolves by them. Move what is right to abbreviations,
#                and give the others an entry of their own
# members        of a collective: the ids of its units, to be filled in
# Also: code (统一社会信用代码), valid_from, valid_to, successors (ids), note; area above the units. `taskparse validate` finds mistakes,
# `taskparse schema registry` describes every field.
"""


def load_registry(data: bytes, name: str = "-") -> Directory:
    """The registry of a YAML or JSON file, arranged by name.

    Errors: Malformed where it is no YAML and no JSON; InvalidData where it is no registry, or one with faults.
    """
    from taskparse.formats.loading import load
    from taskparse.formats.validation import validate
    from taskparse.registry.directory import Directory
    from taskparse.registry.models import Registry

    documents = [loaded.value for loaded in load(data, name)]
    declared = [str(one.get("schema_version")) if isinstance(one, dict) else "" for one in documents]
    if len(documents) != 1 or not declared[0].startswith("registry-"):
        raise InvalidData("this is no unit registry", hint="`taskparse units FILE --init-registry` starts one")
    if findings := validate(data, name).findings:
        first, more = findings[0], len(findings) - 1
        others = f", and {more} more" if more else ""
        raise InvalidData(
            f"line {first.line}: {first.path}: {first.message}",
            hint=f"the registry has this fault{others}; `taskparse validate` shows it all",
        )
    return Directory(Registry.model_validate(documents[0]), sha256(data).hexdigest())


def dump_started(registry: Registry, files: str) -> str:
    """A registry that was begun from documents, as YAML with a head that says what to do with it."""
    return _HEAD.format(files="".join([c if c.isprintable() else "�" for c in files])) + emit_spread(
        registry.model_dump(exclude_defaults=True)
    )
