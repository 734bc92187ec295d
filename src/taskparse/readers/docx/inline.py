"""The text of a paragraph as Word shows it: runs, fields, tracked changes, symbols, notes; text boxes are handed over apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from lxml import etree

from taskparse import patterns
from taskparse.readers.docx.branches import DRAWING_TEXT, TEXT, WORD_ART, choose_branch
from taskparse.readers.docx.fields import (
    Inline,
    State,
    counted,
    drawn_by,
    is_shown,
    move_field,
    note_mark,
    note_result,
    symbol,
)
from taskparse.readers.docx.looks import HIDDEN, OPEN, Place, in_font, place_of
from taskparse.readers.docx.package import MC, W
from taskparse.readers.docx.styles import REMOVED

_RUN: Final = W + "r"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PRESERVE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_RUBY: Final = "ruby"
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
        "rubyPr",
    )
)
INVISIBLE: Final = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_ODD_RE: Final = patterns.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\r\n]")
_SPACE_OF_XML: Final = " \t\r\n"


class Content(NamedTuple):
    """What a paragraph holds: its text and the text boxes that are anchored before and after its first character."""

    pieces: list[Inline]
    boxes_before: list[etree._Element]
    boxes_after: list[etree._Element]


def read_inline(paragraph: etree._Element, state: State, style: str | None = None) -> Content:
    """The content of one w:p of that style; moves the state on."""
    content = Content([], [], [])
    place = HIDDEN if state.varied and state.styles.look(style).hidden else OPEN
    _read(paragraph, content, state, place)
    return content


def _read(parent: etree._Element, content: Content, state: State, place: Place) -> None:
    """Read the children of an element: text and runs, which most of them are, at once, others as `_READERS` say, wrappers from inside."""
    for element in parent:
        tag = element.tag
        if tag == TEXT:
            if text := element.text:
                if element.get(_PRESERVE) != "preserve":
                    text = text.strip(_SPACE_OF_XML)
                _print(text, content, state, place)
        elif tag in _SKIPPED:
            continue
        elif tag == _RUN:
            _read(element, content, state, place_of(element, state.styles, place) if state.varied else place)
        elif tag in _READERS:
            _READERS[tag](element, content, state, place)
        else:
            _read(element, content, state, place)


def _print(text: str, content: Content, state: State, place: Place) -> None:
    """Add text to a paragraph, unless it is hidden or the instruction of a field."""
    if _ODD_RE.search(text):
        text = text.translate(INVISIBLE).replace("\r", " ").replace("\n", " ")
    if place.font:
        text = counted(in_font(text, place.font), state)
    if text and is_shown(state):
        if place.hidden:
            state.seen["hidden"] += bool(text.strip())
        else:
            content.pieces.append(Inline(text, place.reason))
            note_result(state)


def _add(text: str, content: Content, state: State, place: Place) -> None:
    """Add what a control element prints: a tab, a break, a sign."""
    if text and not place.hidden and is_shown(state):
        content.pieces.append(Inline(text, place.reason))
        note_result(state)


def _branch(element: etree._Element, content: Content, state: State, place: Place) -> None:
    branch = choose_branch(element)
    if branch is not None:
        _read(branch, content, state, place)


def _removed(element: etree._Element, content: Content, state: State, place: Place) -> None:
    state.seen["deletion"] += 1


def _inserted(element: etree._Element, content: Content, state: State, place: Place) -> None:
    state.seen["insertion"] += 1
    _read(element, content, state, place)


def _box(element: etree._Element, content: Content, state: State, place: Place) -> None:
    after = any(piece.text.strip() for piece in content.pieces)
    (content.boxes_after if after else content.boxes_before).append(element)


def _other_text(element: etree._Element, content: Content, state: State, place: Place) -> None:
    """Text of a formula or a drawing."""
    _print(element.text or "", content, state, place)


def _word_art(element: etree._Element, content: Content, state: State, place: Place) -> None:
    _print(element.get("string") or "", content, state, place)
    _read(element, content, state, place)


def _guide(element: etree._Element, content: Content, state: State, place: Place) -> None:
    """The pronunciation above a character."""
    _read(element, content, state, place._replace(reason=_RUBY))


def _tab(element: etree._Element, content: Content, state: State, place: Place) -> None:
    _add("\t", content, state, place)


def _hyphen(element: etree._Element, content: Content, state: State, place: Place) -> None:
    _add("-", content, state, place)


def _break(element: etree._Element, content: Content, state: State, place: Place) -> None:
    """A line break, which may only wrap, or a break of page or column, which never does."""
    wraps = element.get(W + "type", "textWrapping") == "textWrapping"
    _add("\n" if wraps else "\n\n", content, state, place)


def _symbol(element: etree._Element, content: Content, state: State, place: Place) -> None:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        code = -1
    _add(symbol(code, element.get(W + "font", ""), state), content, state, place)


def _field(element: etree._Element, content: Content, state: State, place: Place) -> None:
    _add(move_field(element.get(W + "fldCharType", ""), state, drawn_by(element)), content, state, place)


def _instruction(element: etree._Element, content: Content, state: State, place: Place) -> None:
    if state.fields:
        state.fields[-1].instruction += element.text or ""


def _note(element: etree._Element, content: Content, state: State, place: Place) -> None:
    kind = element.tag.removeprefix(W).removesuffix("Reference")
    custom = element.get(W + "customMarkFollows") in ("1", "true", "on")
    mark = note_mark(kind, element.get(W + "id", ""), custom, state)
    _add(mark.text, content, state, place._replace(reason=mark.reason))


def _own_mark(element: etree._Element, content: Content, state: State, place: Place) -> None:
    _add(state.note_mark, content, state, place)


def _comment(element: etree._Element, content: Content, state: State, place: Place) -> None:
    state.seen["comment"] += 1


def _left_out(element: etree._Element, content: Content, state: State, place: Place) -> None:
    """A document in another file, which this one only names."""
    state.seen["embedded"] += 1


def _readers() -> Iterator[tuple[str, Callable[[etree._Element, Content, State, Place], None]]]:
    yield from ((tag, _removed) for tag in REMOVED)
    yield from ((W + name, _tab) for name in ("tab", "ptab"))
    yield from ((W + name, _break) for name in ("br", "cr"))
    yield from ((W + f"{name}Reference", _note) for name in ("footnote", "endnote"))
    yield from ((W + f"{name}Ref", _own_mark) for name in ("footnote", "endnote"))
    yield from ((tag, _other_text) for tag in (_MATH_TEXT, DRAWING_TEXT))
    yield W + "ins", _inserted
    yield W + "rt", _guide
    yield W + "noBreakHyphen", _hyphen
    yield W + "sym", _symbol
    yield W + "fldChar", _field
    yield W + "instrText", _instruction
    yield W + "commentReference", _comment
    yield W + "subDoc", _left_out
    yield TEXT_BOX, _box
    yield MC + "AlternateContent", _branch
    yield WORD_ART, _word_art


_READERS: Final = dict(_readers())
