"""The text of a paragraph as Word shows it: runs, fields, tracked changes, symbols, notes; text boxes are handed over apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import regex
from lxml import etree

from taskparse import patterns
from taskparse.readers.docx.package import MC, W
from taskparse.readers.docx.styles import Styles, toggle, value
from taskparse.readers.docx.symbols import to_unicode
from taskparse.readers.ordinals import format_ordinal

_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DRAWING_TEXT: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_WORD_ART: Final = "{urn:schemas-microsoft-com:vml}textpath"
_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
TEXT_BOX: Final = W + "txbxContent"

_SKIPPED: Final = frozenset(
    W + name
    for name in (
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "fldData",
        "delText",
        "delInstrText",
        "sectPr",
    )
)
_REMOVED: Final = frozenset({W + "del", W + "moveFrom"})
_CHARACTERS: Final = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
_CIRCLE_RE: Final = patterns.compile(r"\s*eq\s*\\o\s*\\ac\s*\(\s*[○〇◯]\s*[,;]\s*(\d{1,2})\s*\)\s*", regex.IGNORECASE)
INVISIBLE: Final = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))

REMARKS: Final = (
    ("insertion", "tracked insertions are read as if accepted"),
    ("deletion", "tracked deletions are left out"),
    ("comment", "comments are not read"),
    ("embedded", "embedded documents are not read"),
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
    """A complex field that is open: its instruction so far, and whether its result has begun."""

    instruction: str = ""
    shown: bool = False


@dataclass
class State:
    """What goes on from one paragraph of a story to the next."""

    styles: Styles
    note_format: str = "decimal"
    balanced: bool = True
    hides: bool = True
    """Whether a run of the story may be hidden: looking that up for each costs a tenth of the reading."""
    fields: list[Field] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    numbered: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    note_mark: str = ""


class Content(NamedTuple):
    """What a paragraph holds: its text and the text boxes that are anchored before and after its first character."""

    pieces: list[Inline]
    boxes_before: list[etree._Element]
    boxes_after: list[etree._Element]


def read_inline(paragraph: etree._Element, state: State) -> Content:
    """The content of one w:p; moves the state on."""
    content = Content([], [], [])
    stack: list[tuple[Iterator[etree._Element], bool]] = [(iter(paragraph), False)]
    while stack:
        children, hidden = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            continue
        tag = element.tag
        if tag in _SKIPPED:
            continue
        if tag in _REMOVED:
            state.seen["deletion"] += 1
        elif tag == TEXT_BOX:
            (content.boxes_after if any(p.text.strip() for p in content.pieces) else content.boxes_before).append(
                element
            )
        elif tag == W + "r":
            stack.append((iter(element), state.hides and _is_hidden(element, state.styles)))
        elif tag == MC + "AlternateContent":
            branch = choose_branch(element)
            if branch is not None:
                stack.append((iter(branch), hidden))
        elif (piece := _piece(element, state)) is not None:
            if piece.text and not hidden and is_shown(state):
                content.pieces.append(piece)
        else:
            if tag == W + "ins":
                state.seen["insertion"] += 1
            stack.append((iter(element), hidden))
    return content


def choose_branch(element: etree._Element) -> etree._Element | None:
    """The branch of an mc:AlternateContent that is read: the choice, or the fallback where only that holds text."""
    branches = [e for e in element if e.tag in (MC + "Choice", MC + "Fallback")]
    for branch in branches:
        if any(True for _ in branch.iter(W + "t", W + "sym", _WORD_ART, _DRAWING_TEXT)):
            return branch
    return branches[0] if branches else None


def _is_hidden(run: etree._Element, styles: Styles) -> bool:
    properties = run.find(W + "rPr")
    if properties is None:
        return False
    hidden = toggle(properties, "vanish")
    if hidden is None and (style := value(properties, "rStyle")) in styles.by_id:
        hidden = styles.by_id[style].hidden
    return bool(hidden)


def is_shown(state: State) -> bool:
    """Whether text stands in the result of every open field; a story whose fields do not pair off shows everything."""
    return not state.balanced or all(f.shown for f in state.fields)


def _piece(element: etree._Element, state: State) -> Inline | None:
    """What an element of a run prints (perhaps nothing), or None for an element to look into."""
    tag = element.tag
    if tag in (W + "t", _MATH_TEXT, _DRAWING_TEXT):
        text = element.text or ""
        if tag == W + "t" and element.get(_PRESERVE) != "preserve":
            text = text.strip()
        text = text.translate(INVISIBLE).replace("\r", " ").replace("\n", " ")
        return Inline(text, "ruby" if _in_ruby(element) else "")
    if tag in _CHARACTERS:
        return Inline(_CHARACTERS[tag])
    if tag == W + "br":
        return Inline("\n" if element.get(W + "type", "textWrapping") == "textWrapping" else "\n\n")
    if tag == W + "sym":
        code = element.get(W + "char", "")
        return Inline(
            to_unicode(chr(int(code, 16)), element.get(W + "font", ""))
            if regex.fullmatch("[0-9A-Fa-f]{2,4}", code)
            else ""
        )
    if tag == W + "fldChar":
        return Inline(move_field(element.get(W + "fldCharType", ""), state))
    if tag == W + "instrText":
        if state.fields:
            state.fields[-1].instruction += element.text or ""
        return Inline("")
    if tag in (W + "footnoteReference", W + "endnoteReference"):
        return _note(element, tag.removeprefix(W).removesuffix("Reference"), state)
    if tag in (W + "footnoteRef", W + "endnoteRef"):
        return Inline(state.note_mark)
    if tag == W + "commentReference":
        state.seen["comment"] += 1
        return Inline("")
    if tag == _WORD_ART:
        return Inline((element.get("string") or "").replace("\n", " "))
    return None


def _in_ruby(element: etree._Element) -> bool:
    run = element.getparent()
    above = None if run is None else run.getparent()
    return above is not None and above.tag == W + "rt"


def move_field(kind: str, state: State) -> str:
    """Move the open fields on; what a field without a result draws itself (a number in a circle)."""
    if kind == "begin":
        state.fields.append(Field())
    elif kind == "separate" and state.fields:
        state.fields[-1].shown = True
    elif kind == "end" and state.fields:
        done = state.fields.pop()
        if not done.shown and (match := _CIRCLE_RE.fullmatch(done.instruction)):
            return format_ordinal(int(match[1]), "decimalEnclosedCircle")
    return ""


def _note(element: etree._Element, kind: str, state: State) -> Inline:
    custom = element.get(W + "customMarkFollows") in ("1", "true", "on")
    return note_mark(kind, element.get(W + "id", ""), custom, state)


def note_mark(kind: str, note_id: str, custom: bool, state: State) -> Inline:
    """What stands where the text refers to a note, which moves the state on; a custom mark is text of its own."""
    if custom:
        mark = ""
    else:
        state.numbered[kind] += 1
        mark = format_ordinal(state.numbered[kind], state.note_format if kind == "footnote" else "lowerRoman")
    state.notes.append(Note(kind, note_id, mark))
    return Inline(mark, "footnote")
