"""Regular expressions, compiled once for a machine and not at each start.

Two hundred patterns take 60 ms to compile, and 2 ms to read in again. They are kept where Python keeps the bytecode of its modules, for the
same reason and under the same conditions: in `__pycache__`, by the commands only, never where `PYTHONDONTWRITEBYTECODE` is set, and not at
all where nothing can be written. The name of the file holds all that decides what a pattern becomes: the Python, the version of `regex` and
the edition of the rules. A file that is not whole is as good as none.

Pattern objects may be pickled: https://github.com/mrabarnett/mrab-regex, `_pickle` in `regex/_main.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Hashable, Iterable
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any, AnyStr, Final, TypeAlias

from taskparse.edition import rules_hash

if TYPE_CHECKING:
    import regex

Patterns: TypeAlias = "dict[Hashable, regex.Pattern[Any]]"

_DIGEST: Final = 16
_made: Patterns = {}
"""What this process had to compile."""


def compile(pattern: AnyStr, flags: int = 0, **lists: Iterable[str]) -> regex.Pattern[AnyStr]:
    r"""The same as `regex.compile`, from what an earlier process kept where it kept it.

    >>> compile(r"\L<levels>财政局", levels=["市", "县"]).findall("市财政局、县财政局、财政局")
    ['市财政局', '县财政局']
    """
    words: dict[str, Any] = {name: frozenset(words) for name, words in lists.items()}
    key = (pattern, int(flags), frozenset(words.items()))
    found = _kept().get(key)
    if found is None:
        import regex

        found = _made[key] = regex.compile(pattern, flags, **words)
    compiled: regex.Pattern[AnyStr] = found
    return compiled


def keep() -> None:
    """Keep what was compiled for the next process, in the place of what is kept for other rules."""
    if not _made or sys.dont_write_bytecode:
        return
    import pickle
    from hashlib import blake2b

    content = pickle.dumps({**_kept(), **_made})
    place = _place()
    beside = place.with_name(f"{place.name}.{os.urandom(4).hex()}")
    with suppress(OSError):
        try:
            place.parent.mkdir(exist_ok=True)
            beside.write_bytes(blake2b(content, digest_size=_DIGEST).digest() + content)
            beside.replace(place)
        finally:
            beside.unlink(missing_ok=True)
        for other in place.parent.glob(f"{place.name.split('.')[0]}.*.pickle"):
            if other != place:
                other.unlink(missing_ok=True)


@cache
def _kept() -> Patterns:
    """What an earlier process compiled."""
    import pickle
    from hashlib import blake2b

    try:
        data = _place().read_bytes()
    except OSError:
        return {}
    digest, content = data[:_DIGEST], data[_DIGEST:]
    if blake2b(content, digest_size=_DIGEST).digest() != digest:
        return {}
    patterns: Patterns = pickle.loads(content)
    return patterns


@cache
def _place() -> Path:
    import regex

    module = Path(cache_from_source(__file__))
    return module.with_name(f"{module.stem.replace('.', '-')}.{rules_hash()}.regex-{regex.__version__}.pickle")
