"""What a paragraph's style says about it: its numbering, whether it is centred, whether its text is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from lxml import etree

from taskparse.readers.docx.package import W

_OFF: Final = frozenset({"0", "false", "off", "none"})
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


@dataclass(frozen=True)
class Styles:
    """All styles by id; `default` is the paragraph style of a paragraph that names none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    align: str | None = None

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

    def is_contents(self, style_id: str | None) -> bool:
        """Whether the style is one of the generated table of contents (toc 1 … toc 9)."""
        return any(style.name.lower().startswith("toc ") for _, style in self.chain(style_id))

    def is_centred(self, properties: etree._Element | None, style_id: str | None) -> bool:
        """Whether a paragraph with these properties is centred, by itself or by its style."""
        align = value(properties, "jc")
        for _, style in self.chain(style_id):
            align = align or style.align
        return (align or self.align) == "center"


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of styles.xml; none where the part is missing."""
    if root is None:
        return Styles()
    by_id = {element.get(W + "styleId", ""): _style(element) for element in root.iter(W + "style")}
    default = next(
        (
            e.get(W + "styleId")
            for e in root.iter(W + "style")
            if e.get(W + "type") == "paragraph" and e.get(W + "default") in ("1", "true", "on")
        ),
        None,
    )
    return Styles(by_id, default, value(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"), "jc"))


def _style(element: etree._Element) -> Style:
    properties = element.find(W + "pPr")
    return Style(
        name=value(element, "name") or "",
        based_on=value(element, "basedOn"),
        number=number_ref(properties),
        align=value(properties, "jc"),
        hidden=toggle(element.find(W + "rPr"), "vanish"),
    )


def number_ref(properties: etree._Element | None) -> NumberRef | None:
    """The w:numPr of paragraph properties."""
    element = None if properties is None else properties.find(W + "numPr")
    if element is None:
        return None
    level = value(element, "ilvl")
    return NumberRef(value(element, "numId"), int(level) if level and level.isdecimal() else None)


def value(parent: etree._Element | None, name: str) -> str | None:
    """The w:val of a child element, None where there is neither."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val")


def toggle(parent: etree._Element | None, name: str) -> bool | None:
    """A property that is on by being there, unless it says otherwise; None where it is not there."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val", "1").lower() not in _OFF
