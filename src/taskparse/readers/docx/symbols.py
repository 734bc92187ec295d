"""Characters of symbol fonts: Word keeps them at private code points, where no other font has them."""

from typing import Final

# Code points of the fonts' own tables, by font; the rest of a symbol font is shown as a plain bullet.
_SYMBOL: Final = {
    0xB7: "•",
    0xB4: "×",
    0xB1: "±",
    0xA3: "≤",
    0xB3: "≥",
    0xB0: "°",
    0xA5: "∞",
    0xBB: "≈",
    0xB9: "≠",
    0xB8: "÷",
    0xAE: "→",
    0x6D: "μ",
    0xD7: "⋅",
}
_WINGDINGS: Final = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻",
    0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xFC: "✔", 0xFB: "✘", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + i: chr(0x2460 + i) for i in range(10)}, **{0x8C + i: chr(0x2776 + i) for i in range(10)},
}  # fmt: skip
_TABLES: Final = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_BULLET: Final = "•"


def to_unicode(text: str, font: str) -> str:
    r"""Text of a symbol font in characters that any font has.

    >>> to_unicode("\uf0b7", "Symbol"), to_unicode("\uf06c", "Wingdings"), to_unicode("●", "宋体")
    ('•', '●', '●')
    """
    table = _TABLES.get(font.lower())
    if table is None and not any("\uf000" <= c <= "\uf0ff" for c in text):
        return text
    return "".join([_character(c, table) for c in text])


def _character(character: str, table: dict[int, str] | None) -> str:
    code = ord(character)
    private = 0xF000 <= code <= 0xF0FF
    if not private and (table is None or code > 0xFF):
        return character
    plain = code - 0xF000 if private else code
    if table is not None and plain in table:
        return table[plain]
    return _BULLET if private else character
