"""An extraction against what would be written of its source now: the same bytes, or where they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from taskparse.checks.rules import Path
from taskparse.errors import InvalidData
from taskparse.formats import json, yaml
from taskparse.formats.differences import Difference, differences
from taskparse.formats.loading import load_located
from taskparse.formats.positions import Loaded, Position

if TYPE_CHECKING:
    from taskparse.notice.models import Notice

RECEIPT: Final[Mapping[Path, str]] = {
    ("source", "sha256"): "made from another file",
    ("extractor", "version"): "made by another version",
    ("extractor", "rules"): "made by other rules",
    ("extractor", "registry"): "made with another unit registry than --units names, or without one",
}
"""The fields that say what an extraction was made of, and by what; and what it means when they differ."""


@dataclass(frozen=True, slots=True)
class Located:
    """A difference and where it stands in the data file."""

    difference: Difference
    position: Position


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the comparison.

    `identical`: byte for byte. Otherwise `receipt` has the fields of `RECEIPT` that differ, `fields` all others, `places` how many spans do.
    Where nothing differs and the bytes do, the data is written in another way, from `rewritten` on.
    """

    identical: bool
    receipt: tuple[Located, ...] = ()
    fields: tuple[Located, ...] = ()
    places: int = 0
    rewritten: Position | None = None


def verify(data: bytes, now: Notice, name: str = "-") -> Verdict:
    """Hold a data file of one extraction against the Notice that its source gives now.

    The name of the source is the one in the data: a file that has been moved since is the same file.

    Errors: Malformed where the data is no YAML and no JSON; InvalidData where it is no extraction, or more than one.

        verify(Path("notice.yaml").read_bytes(), extract("notice.pdf")).identical
    """
    loaded = load_located(data, name)
    if len(loaded) != 1:
        raise InvalidData(f"it holds {len(loaded)} documents", hint="one at a time can be verified")
    ((then, where),) = loaded
    now = now.model_copy(update={"source": now.source.model_copy(update={"file": then.source.file})})
    written = _written(now, data)
    if data in written:
        return Verdict(True)
    found = list(differences(then.model_dump(mode="json"), now.model_dump(mode="json")))
    if not found:
        return Verdict(False, rewritten=_first_change(data, written[0]))
    placed = _locate([difference for difference in found if not difference.is_place], where)
    return Verdict(
        False,
        tuple(one for one in placed if one.difference.path in RECEIPT),
        tuple(one for one in placed if one.difference.path not in RECEIPT),
        len(found) - len(placed),
    )


def _written(now: Notice, data: bytes) -> list[bytes]:
    """What `extract` writes in the data's format: for one file, and for one of several."""
    format = json if data.lstrip().startswith(b"{") else yaml
    return [format.dump(now).encode(), format.dump_stream([now]).encode()]


def _first_change(data: bytes, written: bytes) -> Position:
    """Where the first line begins that is written in another way."""
    lines = zip_longest(data.split(b"\n"), written.split(b"\n"))
    return Position(next(number for number, (old, new) in enumerate(lines, 1) if old != new), 1)


def _locate(found: list[Difference], where: Loaded) -> list[Located]:
    """The differences with their places; what the data leaves out is placed where it would stand."""
    paths = [_written_part(difference.path, where.value) for difference in found]
    places = where.locate(set(paths))
    return [Located(difference, places[path].value) for difference, path in zip(found, paths, strict=True)]


def _written_part(path: Path, value: Any) -> Path:
    """The part of a path that the data has."""
    for depth, step in enumerate(path):
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return path[:depth]
    return path
