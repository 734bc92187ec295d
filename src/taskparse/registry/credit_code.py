"""The unified social credit code (统一社会信用代码) of GB 32100-2015 and its check digit.

Eighteen characters of 0-9 and A-Z without I, O, S, V and Z, which are easily misread: registering authority, category, six of the
administrative division, nine of the organisation, and a check digit. The sum of the values of the first seventeen, each times its weight
3^(place - 1) mod 31, and the value of the check digit is a multiple of 31. One wrong character, or two neighbours exchanged, never go
unnoticed: 31 is prime and the weights differ.
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters in the order of their values."""
PATTERN: Final = f"^[{ALPHABET}]{{18}}$"

_WEIGHTS: Final = [pow(3, place, len(ALPHABET)) for place in range(17)]


def check_digit(code: str) -> str:
    """The check digit that belongs to the first seventeen characters of a code. GB 32100-2015 has this one as its example:

    >>> check_digit("91350100M000100Y4")
    '3'
    """
    total = sum(ALPHABET.index(c) * weight for c, weight in zip(code, _WEIGHTS, strict=False))
    return ALPHABET[-total % len(ALPHABET)]
