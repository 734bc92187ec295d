"""RTF as a row of tokens (Rich Text Format Specification 1.9.1, "Control Word"): braces, control words and symbols, text as bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from taskparse import patterns

_TOKEN_RE: Final = patterns.compile(
    rb"""
      (?P<brace>[{}])
    | \\(?P<word>[A-Za-z]{1,32}) (?P<number>-?[0-9]{1,10})? \x20?      # \par  \u-12345  \cellx9000
    | \\'(?P<byte>[0-9A-Fa-f]{2})                                     # \'d6
    | \\(?P<symbol>[^A-Za-z])                                         # \~  \*  \{
    | (?P<text>[^\\{}\r\n\0]+)
    """,
    regex.VERBOSE | regex.DOTALL,
)


class Token(NamedTuple):
    """kind: "{", "}", "word", "symbol" or "text"; a word's number, None where it has none."""

    kind: str
    value: bytes = b""
    number: int | None = None


def read_tokens(data: bytes) -> Iterator[Token]:
    r"""The tokens of a file; what is none is passed over.

    >>> [token.kind for token in read_tokens(b"{\\b1 x\\'d6}")]
    ['{', 'word', 'text', 'text', '}']
    """
    at = 0
    while match := _TOKEN_RE.search(data, at):
        at = match.end()
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == b"bin":
                at += max(number or 0, 0)
            yield Token("word", match["word"], number)
        elif match["byte"]:
            yield Token("text", bytes([int(match["byte"], 16)]))
        elif match["brace"]:
            yield Token(match["brace"].decode())
        elif match["symbol"]:
            yield Token("symbol", match["symbol"])
        else:
            yield Token("text", match["text"])
