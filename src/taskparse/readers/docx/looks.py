"""How the text of a run is set, as far as it matters to what is read: hidden, or in a symbol font."""

from __future__ import annotations

from typing import Final, NamedTuple

from lxml import etree

from taskparse.readers.docx.package import W
from taskparse.readers.docx.styles import Styles, toggle, value
from taskparse.readers.docx.symbols import UNKNOWN, is_symbol_font, to_unicode

_FONTS: Final = W + "rFonts"
_ASCII: Final = W + "ascii"
_HIGH_ANSI: Final = W + "hAnsi"


class Place(NamedTuple):
    """What holds for the text of a place: whether it is hidden, the symbol font it is set in, why it is furniture."""

    hidden: bool = False
    font: str = ""
    reason: str = ""


OPEN: Final = Place()
HIDDEN: Final = Place(hidden=True)


def varies(root: etree._Element, styles: Styles) -> bool:
    """Whether any run of a part may be hidden or set in a symbol font: asking each costs a tenth of the reading, and few files need it."""
    if next(root.iter(W + "vanish"), None) is not None or any(style.hidden for style in styles.by_id.values()):
        return True
    return any(
        is_symbol_font(font)
        for font in {font for e in root.iter(_FONTS) for font in (e.get(_ASCII), e.get(_HIGH_ANSI)) if font}
    )


def place_of(run: etree._Element, styles: Styles, outer: Place) -> Place:
    """What holds for the text of a run: what it says itself comes before its style, and that before the paragraph's."""
    properties = next(run.iterchildren(W + "rPr"), None)
    if properties is None:
        return outer
    hidden = toggle(properties, "vanish")
    if hidden is None:
        # two styles that both hide show again what they are both given to (ECMA-376 part 1, 17.7.3)
        hidden = outer.hidden != _hides(value(properties, "rStyle"), styles)
    return outer._replace(hidden=hidden, font=_symbol_font(properties))


def _hides(style: str | None, styles: Styles) -> bool:
    return style in styles.by_id and styles.look(style).hidden


def _symbol_font(properties: etree._Element) -> str:
    fonts = next(properties.iterchildren(_FONTS), None)
    names = () if fonts is None else (fonts.get(_ASCII, ""), fonts.get(_HIGH_ANSI, ""))
    return next((name for name in names if is_symbol_font(name)), "")


def in_font(text: str, font: str) -> str:
    """Text that is set in a symbol font; a letter or a figure whose sign is unknown stays what it is."""
    signs = [to_unicode(c, font) for c in text]
    return "".join([c if sign == UNKNOWN and c <= "\xff" else sign for c, sign in zip(text, signs, strict=True)])
