"""Characters that no Chinese notice is written in, and lines and words that are made of them: codes were taken for what they are not.

A line in another script (Uyghur, Tibetan, Korean) is none of these: it is in one script, and a jumble of codes is in many.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import groupby, pairwise
from typing import Final

from taskparse import patterns

_FOREIGN_RE: Final = patterns.compile(
    r"[\u00a1-\u00a6\u00a8-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u00ff]"
    r"|[^\P{L}\p{Han}\p{Greek}\p{Hiragana}\p{Katakana}\p{Bopomofo}A-Za-z\uff21-\uff5a]"
)
"""Letters that no Chinese notice is written in, and signs of Western Europe."""

_PERHAPS_FOREIGN_RE: Final = re.compile(
    r"[^\x00-\xa0\xa7\xb0\xb1\xb7\xd7\xf7\u2010-\u2027\u3000-\u3003\u3008-\u3011\u4e00-\u9fff\uff01-\uff5e]"
)
"""What is not plainly none of them; soon looked for, and on most pages in vain."""

_UNKNOWN_RE: Final = re.compile(r"[\ue000-\uf8ff\ufffd]")

FEW: Final = 4
"""Fewer strange characters tell nothing of a line."""

_SHARE: Final = 0.6
"""…nor does a smaller share of it: Vietnamese is half of them, a list of rare names less."""

_SCRIPTS: Final = 3
"""So many scripts in one line are a jumble."""


def foreign(text: str) -> list[int]:
    """Places of foreign letters."""
    return [match.start() for match in _FOREIGN_RE.finditer(text)] if _PERHAPS_FOREIGN_RE.search(text) else []


def jumbled(text: str) -> list[int]:
    r"""Places of the characters of lines, and of long words in them, that are no text in any script.

    >>> jumbled("通知\n㐀㐌㑇㑊㔾。"), jumbled("ÖØµãÈÎÎñ"), jumbled("བོད་ཡིག"), jumbled("王㛃、李㑇")
    ([3, 4, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5, 6, 7], [], [])
    """
    rare = _rare(text)
    strange = {*foreign(text), *[i for i, char in enumerate(text) if char in rare]}
    if len(strange) < FEW:
        return []
    strange |= {match.start() for match in _UNKNOWN_RE.finditer(text)}
    found: list[int] = []
    ends = [0, *[i for i, char in enumerate(text) if char in "\r\n"], len(text)]
    for start, end in pairwise(ends):
        places = [i for i in range(start, end) if not text[i].isspace()]
        odd = [i for i in places if i in strange]
        if len(odd) >= max(FEW, _SHARE * len(places)) and _is_jumble([text[i] for i in odd]):
            found += places
        else:
            runs = [list(run) for is_odd, run in groupby(places, strange.__contains__) if is_odd]
            found += [i for run in runs if len(run) > FEW and _is_jumble([text[i] for i in run]) for i in run]
    return found


def _rare(text: str) -> Collection[str]:
    """The ideographs of a text that are in none of the usual character sets, simplified, traditional or Japanese."""
    some = "".join([char for char in dict.fromkeys(text) if _is_han(char)])
    for charset in ("gb2312", "big5", "shift_jis"):
        some = "".join([char for char in some if not char.encode(charset, "ignore")]) if some else ""
    return frozenset(some)


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _is_jumble(odd: list[str]) -> bool:
    """Whether strange characters are letters and signs of Western Europe, rare ideographs, or of many scripts."""
    scripts = {_script(char) for char in odd}
    plain = [char for char in odd if char <= "\xff" or _is_han(char)]
    return 2 * len(plain) >= len(odd) or len(scripts) >= _SCRIPTS


def _script(char: str) -> int:
    """A number for the script of a letter, as far as blocks tell it: those that have several are one."""
    block = ord(char) >> 8
    if block in (0xFB, 0xFC, 0xFD, 0xFE):  # the forms of Arabic letters
        return 0x06
    if 0xAC <= block <= 0xD7 or block == 0x11:  # Hangul
        return 0xAC
    return 0xA0 if 0xA0 <= block <= 0xA4 else block  # Yi
