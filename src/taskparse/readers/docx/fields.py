"""Fields and notes: what a paragraph prints that is not written in it, and what goes on from one paragraph of a story to the next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import regex
from lxml import etree

from taskparse import patterns
from taskparse.readers.docx.package import W
from taskparse.readers.docx.styles import VALUE, Styles, toggle, value
from taskparse.readers.docx.symbols import BULLET, UNKNOWN, to_unicode
from taskparse.readers.ordinals import format_ordinal

_CIRCLE_RE: Final = patterns.compile(r"\s*eq\s*\\o\s*\\ac\s*\(\s*[○〇◯]\s*[,;]\s*(\d{1,2})\s*\)\s*", regex.IGNORECASE)
_SYMBOL_RE: Final = patterns.compile(
    r"""\s*symbol\s+(?:0x(?P<hex>[0-9a-f]{1,4})|(?P<code>\d{1,5}))(?:(?!\\f).)*(?:\\f\s*"?(?P<font>[^"\\]*))?.*""",
    regex.IGNORECASE,
)

REMARKS: Final = (
    ("insertion", "tracked insertions are read as if accepted"),
    ("deletion", "tracked deletions are left out"),
    ("hidden", "stretches of hidden text are left out"),
    ("comment", "comments are not read"),
    ("embedded", "embedded documents are not read"),
    ("symbol", "characters of symbol fonts have no equivalent and are shown as \ufffd or •"),
    ("number", "automatic numbers cannot be worked out and are missing"),
)
"""What is said of the things that `State.seen` counts."""


class Inline(NamedTuple):
    r"""A stretch of a paragraph; "\n" alone is a line break. `reason` is set where it is furniture."""

    text: str
    reason: str = ""


class Note(NamedTuple):
    """A footnote or endnote that the text refers to, and the number it is printed with."""

    kind: str
    id: str
    mark: str


@dataclass
class Field:
    """A complex field that is open: its instruction so far, whether its result has begun and has text, what a form field without text draws."""

    instruction: str = ""
    shown: bool = False
    printed: bool = False
    drawn: str = ""


@dataclass
class State:
    """What goes on from one paragraph of a story to the next."""

    styles: Styles
    note_format: str = "decimal"
    balanced: bool = True
    varied: bool = True
    """Whether a run of the story may be hidden or set in a symbol font."""
    fields: list[Field] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    numbered: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    note_mark: str = ""
    remarks: dict[str, None] = field(default_factory=dict)
    """What the readers of documents inside the file remark, each once."""


def is_shown(state: State) -> bool:
    """Whether text stands in the result of every open field; a story whose fields do not pair off shows everything."""
    return not state.fields or not state.balanced or all(f.shown for f in state.fields)


def move_field(kind: str, state: State, drawn: str = "") -> str:
    """Move the open fields on; what a field without a result draws itself: a choice, a tick, a number in a circle, a symbol.

    `drawn` is what a form field draws that begins here, unless text stands for it (`note_result`).
    """
    if kind == "begin":
        state.fields.append(Field(drawn=drawn))
    elif kind == "separate" and state.fields:
        state.fields[-1].shown = True
    elif kind == "end" and state.fields:
        done = state.fields.pop()
        if done.printed:
            note_result(state)
            return ""
        return done.drawn or ("" if done.shown else _own_text(done.instruction, state))
    return ""


def note_result(state: State) -> None:
    """Note that text was printed: the innermost open field has a result, and so will those around it when it ends."""
    if state.fields:
        state.fields[-1].printed = True


def drawn_by(element: etree._Element) -> str:
    """What a form field shows where no text stands for it: the entry chosen from a list, a box with or without a cross."""
    for choice in element.iter(W + "ddList"):
        entries = [entry.get(VALUE, "") for entry in choice.iter(W + "listEntry")]
        chosen = value(choice, "result") or value(choice, "default") or "0"
        return entries[int(chosen)] if chosen.isdecimal() and len(chosen) < 4 and int(chosen) < len(entries) else ""
    for box in element.iter(W + "checkBox"):
        checked = toggle(box, "checked")
        return "☒" if (toggle(box, "default") if checked is None else checked) else "☐"
    return ""


def _own_text(instruction: str, state: State) -> str:
    """What the instruction of a field without a result prints."""
    if match := _CIRCLE_RE.fullmatch(instruction):
        return format_ordinal(int(match[1]), "decimalEnclosedCircle")
    if match := _SYMBOL_RE.fullmatch(instruction):
        code = int(match["hex"], 16) if match["hex"] else int(match["code"])
        return symbol(code, (match["font"] or "").strip(), state)
    return ""


def symbol(code: int, font: str, state: State) -> str:
    """A character of a symbol font as any font has it; one without an equivalent, or of a font without a name, is counted."""
    if not font and 0xF000 <= code <= 0xF0FF:
        state.seen["symbol"] += 1
        return BULLET
    is_character = 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return counted(to_unicode(chr(code), font) if is_character else UNKNOWN, state)


def counted(text: str, state: State) -> str:
    """The text; the characters in it that nobody knows are counted."""
    state.seen["symbol"] += text.count(UNKNOWN)
    return text


def note_mark(kind: str, note_id: str, custom: bool, state: State) -> Inline:
    """What stands where the text refers to a note, which moves the state on; a custom mark is text of its own."""
    if custom:
        mark = ""
    else:
        state.numbered[kind] += 1
        mark = format_ordinal(state.numbered[kind], state.note_format if kind == "footnote" else "lowerRoman")
    state.notes.append(Note(kind, note_id, mark))
    return Inline(mark, "footnote")
