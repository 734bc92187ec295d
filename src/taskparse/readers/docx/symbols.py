"""Characters of symbol fonts: Word keeps them at private code points, or at those of letters, where no other font has them."""

from typing import Final

UNKNOWN: Final = "\ufffd"
"""Stands for a character that nothing else shows: better a gap that is seen than a sign that nobody wrote."""


def _rows(*rows: tuple[int, str]) -> dict[int, str]:
    """A table of rows, each the code of its first character and what it and the next ones are; a space is a code without equivalent."""
    return {start + i: sign for start, signs in rows for i, sign in enumerate(signs) if sign != " "} | {0x20: " "}


# Code points of the fonts' own tables, by font; the signs are those that Unicode took them in as, or the plain ones that everybody knows.
_SYMBOL: Final = _rows(
    (0x21, "!∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"),
    (0xF1, "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
)
_WINGDINGS: Final = _rows(
    (0x22, "✂✁    ☎✆✉"), (0x36, "⌛"), (0x3E, "✇✍ ✌   ☜☞☝☟ ☺ ☹    ✈☼ ❄ ✞ ✠✡☪☯ ☸♈♉♊♋♌♍♎♏♐♑♒♓"),
    (0x6C, "●❍■□❐❑❒⬧⧫◆❖⬥⌧ ⌘"), (0x7F, "▯⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"), (0x9E, "·•▪○  ◉◎ ▪◻ ✦★✶✴✹✵"), (0xB1, "⌖   ✪✰"),
    (0xD5, "⌫⌦ ➢   ➲  ←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✘✔☒☑"),
)  # fmt: skip
_WINGDINGS_2: Final = _rows(
    (0x25, "✄✀"), (0x4F, "✗✓☒☑☒☒⊗⊗"), (0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"), (0x80, "☉ ☽☾ ✝"), (0x95, "⋅·•●○"), (0x9D, "⊙◉"), (0xA0, "▪◾■□"),
    (0xA8, "▣"), (0xAD, "⬩◆◇ ◈    ▪⬧◊ ◖◗"), (0xEB, "✶    ✹  ✯    ※⁂"),
)  # fmt: skip
_WINGDINGS_3: Final = _rows((0x21, "←→↑↓↖↗↙↘"), (0x31, "↔↕"), (0x66, "←→↑↓↖↗↙↘↔↕▲▼△▽◀▶◁▷◣◢◤◥◂▸▴"))
_WEBDINGS: Final = _rows((0x33, "◀▶▲▼"), (0x61, "✔"), (0x63, "□"), (0x67, "■"), (0x6E, "●"), (0x72, "✖"))
_TABLES: Final = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "wingdings3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}
BULLET: Final = "•"
"""What a mark of a font that nobody knows most probably is."""


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are signs."""
    return font.lower() in _TABLES


def to_unicode(text: str, font: str) -> str:
    r"""Text of a symbol font in characters that any font has, `UNKNOWN` for those that have none.

    >>> to_unicode("\uf0b7", "Symbol"), to_unicode("\uf06c", "Wingdings"), to_unicode("R", "Wingdings 2"), to_unicode("●", "宋体")
    ('•', '●', '☑', '●')
    """
    table = _TABLES.get(font.lower())
    if table is None and not any("\uf000" <= c <= "\uf0ff" for c in text):
        return text
    return "".join([_character(c, table or {}) for c in text])


def to_bullet(text: str, font: str) -> str:
    r"""The mark of a list whose items have no numbers: any mark of a symbol font will do.

    >>> to_bullet("\uf06c", ""), to_bullet("\uf0d8", "Wingdings"), to_bullet("-", "宋体")
    ('•', '➢', '-')
    """
    return to_unicode(text, font).replace(UNKNOWN, BULLET)


def _character(character: str, table: dict[int, str]) -> str:
    code = ord(character)
    private = 0xF000 <= code <= 0xF0FF
    if not private and (code > 0xFF or code < 0x20 or not table):
        return character
    return table.get(code - 0xF000 if private else code, UNKNOWN)
