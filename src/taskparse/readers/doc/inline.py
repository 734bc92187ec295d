"""The text of a paragraph as Word shows it: control characters, fields, hidden text, tracked changes, symbols, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.readers.doc.formats import Look, read_look
from taskparse.readers.doc.pieces import Pieces, join_pairs
from taskparse.readers.doc.runs import Runs
from taskparse.readers.docx.fields import Inline, State, counted, is_shown, move_field, note_mark, symbol
from taskparse.readers.docx.inline import INVISIBLE
from taskparse.readers.docx.symbols import to_unicode

_TOKEN_RE: Final = patterns.compile(r"[\x00-\x1f]|[^\x00-\x1f]+")
_PRINTED: Final = {"\t": "\t", "\v": "\n", "\f": "\n\n", "\x0e": "\n\n", "\x1e": "-"}
"""Tab, line break, breaks of page and column, hyphen that does not break ([MS-DOC] 2.4.1)."""

_FIELD_BEGIN: Final = "\x13"
_FIELD_END: Final = "\x15"
_FIELD: Final = {_FIELD_BEGIN: "begin", "\x14": "separate", _FIELD_END: "end"}
_FIELD_RE: Final = patterns.compile("[\x13\x15]")
_DEEPEST_FIELD: Final = 64
_PRIVATE_RE: Final = patterns.compile("[\uf000-\uf0ff]")
_INSTRUCTION: Final = 1000
"""Characters of a field's instruction that are looked at."""

_NOTE: Final = "\x02"
_COMMENT: Final = "\x05"
_AUTO_NUMBER_RE: Final = patterns.compile(r"\s*autonum", regex.IGNORECASE)
_RUBY_RE: Final = patterns.compile(
    r"\s*eq\b[^(]*\\o\s*\\a\w*\s*\(\s*\\s\s*\\up[\s\d]*\((?P<above>[^()]*)\)\s*[,;]\s*(?P<base>[^()]*)\)",
    regex.IGNORECASE,
)
"""The pronunciation above a character is drawn by a field that has no result."""


class Reference(NamedTuple):
    """Where the text refers to a note: footnote or endnote, the how manieth, whether its mark is text of its own."""

    kind: str
    id: str
    custom: bool


@dataclass(frozen=True)
class Words:
    """The characters of a file and how they are set; `references`: the notes by the position that refers to them."""

    pieces: Pieces
    runs: Runs
    fonts: Sequence[str]
    references: Mapping[int, Reference]

    def looks(self, start: int, end: int) -> Iterator[tuple[int, int, Look]]:
        """The characters [start, end) in stretches that are set alike."""
        at = start
        for first, last, offset, piece in self.pieces.stretches(start, end):
            at = first
            size = (last - first) * piece.width
            for run in self.runs.between(offset, offset + size):
                stop = first + -(-(run.end - offset) // piece.width)
                if at < stop:
                    yield at, stop, read_look(run.changes + piece.changes)
                at = max(at, stop)

    def font(self, number: int) -> str:
        """The name of a font, empty where there is none of that number."""
        return self.fonts[number] if number < len(self.fonts) else ""

    def look(self, at: int) -> Look:
        """How one character is set."""
        return next((look for _, _, look in self.looks(at, at + 1)), Look())


def read_inline(words: Words, start: int, end: int, state: State) -> list[Inline]:
    """The characters [start, end) as they are shown; moves the state on."""
    pieces: list[Inline] = []
    change = ""
    for first, last, look in words.looks(start, end):
        before, change = change, "deletion" if look.deleted else "insertion" if look.inserted else ""
        if change and change != before:
            state.seen[change] += 1
        hidden = _is_hidden(look, state)
        lost = False
        for token in _TOKEN_RE.finditer(words.pieces.text, first, last):
            found = [piece for piece in _pieces(words, token, look, state) if piece.text]
            if look.deleted or not is_shown(state):
                continue
            if hidden:
                lost = lost or any(piece.text.strip() for piece in found)
            else:
                pieces += found
        state.seen["hidden"] += lost
    return [piece._replace(text=join_pairs(piece.text)) for piece in _joined(pieces)]


def _joined(pieces: Sequence[Inline]) -> Iterator[Inline]:
    """The pieces, stretches of plain text in one: a character of two halves may stand in two."""
    plain = ""
    for piece in pieces:
        if not piece.reason and not piece.text.startswith("\n"):
            plain += piece.text
            continue
        if plain:
            yield Inline(plain)
        plain = ""
        yield piece
    if plain:
        yield Inline(plain)


def _is_hidden(look: Look, state: State) -> bool:
    by_style = False
    if look.style in state.styles.by_id:
        chain = state.styles.chain(look.style)
        by_style = next((style.hidden for _, style in chain if style.hidden is not None), False)
    if look.hidden is None or look.hidden == 0x80:
        return by_style
    return not by_style if look.hidden == 0x81 else look.hidden != 0


def _pieces(words: Words, token: regex.Match[str], look: Look, state: State) -> Iterator[Inline]:
    """What a stretch of text or a control character prints."""
    text = token[0]
    if text >= " ":
        yield _plain(words, text, look, state)
    elif text in _PRINTED:
        yield Inline(_PRINTED[text])
    elif text in _FIELD:
        instruction = state.fields[-1].instruction if text == _FIELD_END and state.fields else ""
        if _AUTO_NUMBER_RE.match(instruction):
            state.seen["number"] += 1
        yield Inline(move_field(_FIELD[text], state))
        if match := _RUBY_RE.match(instruction):
            yield Inline(match["above"], "ruby")
            yield Inline(match["base"])
    elif text == _COMMENT:
        state.seen["comment"] += 1
    elif text == _NOTE:
        reference = words.references.get(token.start())
        yield Inline(state.note_mark) if reference is None else note_mark(*reference, state)


def _plain(words: Words, text: str, look: Look, state: State) -> Inline:
    if look.symbol is not None and look.symbol[1]:
        return Inline(symbol(look.symbol[1], words.font(look.symbol[0]), state) * len(text))
    if state.fields and not state.fields[-1].shown and len(state.fields[-1].instruction) < _INSTRUCTION:
        state.fields[-1].instruction += text
    text = text.translate(INVISIBLE)
    if _PRIVATE_RE.search(text):
        text = counted(to_unicode(text, "" if look.font is None else words.font(look.font)), state)
    return Inline(text)


def are_fields_balanced(text: str) -> bool:
    r"""Whether every field that begins in a story ends in it, and none is inside more others than anybody writes.

    >>> are_fields_balanced("\x13PAGE\x141\x15"), are_fields_balanced("\x13PAGE")
    (True, False)
    """
    depth = 0
    for mark in _FIELD_RE.finditer(text):
        depth += 1 if mark[0] == _FIELD_BEGIN else -1
        if not 0 <= depth <= _DEEPEST_FIELD:
            return False
    return depth == 0
