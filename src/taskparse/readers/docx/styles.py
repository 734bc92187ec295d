"""What a paragraph's style says about it: its numbering, whether it is centred, whether its text is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from lxml import etree

from taskparse.readers.docx.package import W

VALUE: Final = W + "val"
REMOVED: Final = frozenset({W + "del", W + "moveFrom"})
"""Tracked changes that take something away."""

_OFF: Final = frozenset({"0", "false", "off", "none"})
_ON: Final = frozenset({"1", "true", "on"})
_P_STYLE: Final = W + "pStyle"
_NUM_PR: Final = W + "numPr"
_JC: Final = W + "jc"
_R_PR: Final = W + "rPr"
_SECT_PR: Final = W + "sectPr"
_STYLE: Final = b"<w:style "
_STYLE_END: Final = b"</w:style>"
_NAMES_END: Final = b"</w:latentStyles>"

_MAX_DEPTH: Final = 32
"""Styles that are based on each other this deep are a ring."""


class NumberRef(NamedTuple):
    """A reference to a list: numId as written ("0" switches off) and level, None where not said here."""

    num_id: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """One style of styles.xml, as far as text depends on it."""

    name: str = ""
    based_on: str | None = None
    number: NumberRef | None = None
    align: str | None = None
    hidden: bool | None = None


class Look(NamedTuple):
    """What a style says together with those it is based on."""

    align: str | None = None
    hidden: bool = False
    contents: bool = False


@dataclass(frozen=True)
class Styles:
    """All styles by id; `default` is the paragraph style of a paragraph that names none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    align: str | None = None
    _looks: dict[str | None, Look] = field(default_factory=dict, compare=False, repr=False)

    def chain(self, style_id: str | None) -> list[tuple[str, Style]]:
        """A style and those it is based on, nearest first.

        >>> styles = Styles({"a": Style(based_on="b"), "b": Style(based_on="a")})
        >>> [style_id for style_id, _ in styles.chain("a")]
        ['a', 'b']
        """
        found: list[tuple[str, Style]] = []
        here = style_id if style_id in self.by_id else self.default
        while here in self.by_id and len(found) < _MAX_DEPTH and here not in [i for i, _ in found]:
            found.append((here, self.by_id[here]))
            here = self.by_id[here].based_on
        return found

    def look(self, style_id: str | None) -> Look:
        """What a style says of its paragraphs or runs; worked out once for each style, for thousands of paragraphs ask."""
        found = self._looks.get(style_id)
        if found is None:
            chain = [style for _, style in self.chain(style_id)]
            found = self._looks[style_id] = Look(
                align=next((style.align for style in chain if style.align), self.align),
                hidden=bool(next((style.hidden for style in chain if style.hidden is not None), False)),
                contents=any(style.name.lower().startswith("toc ") for style in chain),
            )
        return found

    def is_contents(self, style_id: str | None) -> bool:
        """Whether the style is one of the generated table of contents (toc 1 … toc 9)."""
        return self.look(style_id).contents

    def is_centred(self, align: str | None, style_id: str | None) -> bool:
        """Whether a paragraph is centred, by its own alignment or by its style's."""
        return (align or self.look(style_id).align) == "center"


def without_tables(data: bytes) -> bytes:
    """The bytes of styles.xml without what no text depends on: styles of tables and the list of styles that are not there.

    They fill nine tenths of what Word writes, and parsing them would cost more than reading the notice.

    >>> without_tables(b'<w:styles><w:style w:type="table"><w:name/></w:style><w:style w:type="paragraph"/></w:styles>')
    b'<w:styles><w:style w:type="paragraph"/></w:styles>'
    """
    if b"<!" in data:  # what looks like a tag may stand in a comment
        return data
    head, *styles = data.split(_STYLE)
    start, end = head.find(b"<w:latentStyles "), head.find(_NAMES_END)
    kept = [head if not 0 <= start < end else head[:start] + head[end + len(_NAMES_END) :]]
    for style in styles:
        end = style.find(_STYLE_END)
        if end >= 0 and b'w:type="table"' in style[: style.find(b">")]:
            kept.append(style[end + len(_STYLE_END) :])
        else:
            kept += [_STYLE, style]
    return b"".join(kept)


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of styles.xml; none where the part is missing."""
    if root is None:
        return Styles()
    by_id: dict[str, Style] = {}
    default = None
    for element in root.iter(W + "style"):
        style_id = element.get(W + "styleId", "")
        by_id[style_id] = _style(element)
        if default is None and element.get(W + "type") == "paragraph" and element.get(W + "default") in _ON:
            default = style_id
    return Styles(by_id, default, value(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"), "jc"))


def _style(element: etree._Element) -> Style:
    parts = {child.tag: child for child in element}
    name, based_on = parts.get(W + "name"), parts.get(W + "basedOn")
    properties = read_properties(parts.get(W + "pPr"))
    return Style(
        name="" if name is None else name.get(VALUE, ""),
        based_on=None if based_on is None else based_on.get(VALUE),
        number=properties.number,
        align=properties.align,
        hidden=toggle(parts.get(W + "rPr"), "vanish"),
    )


class Properties(NamedTuple):
    """What a paragraph says of itself (w:pPr): `removed` and `hidden` are said of its mark, `section`: a section ends with it."""

    style: str | None = None
    number: NumberRef | None = None
    align: str | None = None
    removed: bool = False
    hidden: bool | None = None
    section: bool = False


_PLAIN: Final = Properties()


def read_properties(element: etree._Element | None) -> Properties:
    """The properties of a paragraph or a paragraph style, in one pass: to look for each of them would cost several times as much."""
    if element is None:
        return _PLAIN
    found: dict[str, Any] = {}
    for child in element:
        tag = child.tag
        if tag == _JC:
            found["align"] = child.get(VALUE)
        elif tag == _P_STYLE:
            found["style"] = child.get(VALUE)
        elif tag == _NUM_PR:
            level = value(child, "ilvl")
            found["number"] = NumberRef(
                value(child, "numId"), int(level) if level and level.isdecimal() and len(level) < 3 else None
            )
        elif tag == _R_PR:
            if len(child):
                found["removed"] = any(mark.tag in REMOVED for mark in child)
                found["hidden"] = toggle(child, "vanish")
        elif tag == _SECT_PR:
            found["section"] = True
    return Properties(**found) if found else _PLAIN


def value(parent: etree._Element | None, name: str) -> str | None:
    """The w:val of a child element, None where there is neither."""
    child = None if parent is None else next(parent.iterchildren(W + name), None)
    return None if child is None else child.get(VALUE)


def toggle(parent: etree._Element | None, name: str) -> bool | None:
    """A property that is on by being there, unless it says otherwise; None where it is not there."""
    child = None if parent is None else next(parent.iterchildren(W + name), None)
    return None if child is None else child.get(VALUE, "1").lower() not in _OFF
