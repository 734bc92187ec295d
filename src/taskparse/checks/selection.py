"""Which rules are run: codes or their beginnings, chosen and left out."""

from collections.abc import Iterable, Sequence

from taskparse.checks.catalogue import BY_CODE


def select(chosen: Sequence[str], left_out: Sequence[str]) -> frozenset[str]:
    """The codes that are run: where both lists name a code the longer beginning decides, of two equal ones the second list's.

    >>> sorted(select(["TP1", "TP401"], ["TP10", "TP401"])), sorted(select(["TP201"], ["TP2"]))
    ([], ['TP201'])
    """
    return frozenset(code for code in BY_CODE if _longest(code, chosen) > _longest(code, left_out))


def unknown(beginnings: Iterable[str]) -> list[str]:
    """Those that no code begins with.

    >>> unknown(["TP", "TP20", "TP201", "TP0", "X", ""])
    ['TP0', 'X', '']
    """
    return [b for b in beginnings if not b or not any(code.startswith(b) for code in BY_CODE)]


def _longest(code: str, beginnings: Iterable[str]) -> int:
    return max((len(b) for b in beginnings if code.startswith(b)), default=0)
