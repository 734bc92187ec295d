"""Which taskparse this is: its version, and a hash of all that decides what is read.

Two extractions of one file by the same edition are the same bytes; data says in `extractor` by which edition it was made.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

VERSION: Final = "0.1.0"
"""As in pyproject.toml; asking the installed metadata would cost as much as the rest of `taskparse --version`."""

READING: Final = (
    "checks",
    "extraction.py",
    "language",
    "lexicon",
    "notice",
    "readers",
    "registry",
    "source.py",
    "structure",
    "values",
    "patterns.py",
    "words.py",
)
"""The layers from a file's bytes to the Notice: what is changed in one of them may change what is read."""

BUILT: Final = "rules.hash"
"""The hash in a wheel, written there by hatch_build.py: 150 files need not be read at each start."""

_HERE: Final = Path(__file__).parent


@cache
def rules_hash() -> str:
    """BLAKE2b of 128 bits, in hexadecimal, over the rules and the code that read.

    It is taken from the wheel, or from the source files where there is no wheel, which takes 3 to 10 ms.

    >>> len(rules_hash())
    32
    """
    try:
        return (_HERE / BUILT).read_text("ascii").strip()
    except FileNotFoundError:
        return hash_of(_HERE)


def hash_of(package: Path) -> str:
    """The hash of the reading layers in a folder of the package, whatever ends its lines have."""
    from hashlib import blake2b

    root = os.fspath(package)
    digest = blake2b(digest_size=16)
    for name in sorted(_files(root)):
        with open(f"{root}/{name}", "rb", buffering=0) as stream:
            content = stream.read().replace(b"\r\n", b"\n")
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _files(root: str) -> Iterator[str]:
    """Paths of the modules in the reading layers, from the package on."""
    for layer in READING:
        yield from [layer] if layer.endswith(".py") else _modules(root, layer)


def _modules(root: str, folder: str) -> Iterator[str]:
    with os.scandir(f"{root}/{folder}") as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield f"{folder}/{entry.name}"
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _modules(root, f"{folder}/{entry.name}")
