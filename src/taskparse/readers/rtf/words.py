"""What the control words of RTF say: which destinations hold no text, what words stand for characters, which code page a font has."""

from __future__ import annotations

from typing import Final

CHARACTERS: Final = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": "\u2003", b"enspace": "\u2002", b"page": "\n\n", b"column": "\n\n",
}  # fmt: skip
SYMBOLS: Final = {b"~": "\xa0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t"}
ENDS: Final = frozenset((b"par", b"sect", b"nestcell", b"nestrow", b"\n", b"\r"))
"""Words, and line ends behind a backslash, that end a paragraph; cells inside of a cell are paragraphs of it."""

SKIPPED: Final = frozenset((
    b"colortbl", b"stylesheet", b"info", b"pict", b"filetbl", b"fldinst", b"datafield", b"nonshppict", b"shprslt", b"nonesttables", b"tc", b"xe",
    b"rxe", b"pntxta", b"pntxtb", b"template", b"revtbl", b"listtable", b"listoverridetable", b"rsidtbl", b"generator", b"themedata", b"annotation",
    b"atnid", b"atnauthor", b"objdata", b"ftnsep", b"ftnsepc", b"aftnsep", b"aftnsepc", b"ftncn", b"aftncn", b"do", b"sp", b"txe", b"private",
))  # fmt: skip
"""Destinations that hold none of the text."""

FONTS: Final = b"fonttbl"
LABELS: Final = frozenset((b"listtext", b"pntext"))
"""An automatic number as it is printed."""

APART: Final = {
    b"header": "running-head", b"headerl": "running-head", b"headerr": "running-head", b"headerf": "running-head",
    b"footer": "running-foot", b"footerl": "running-foot", b"footerr": "running-foot", b"footerf": "running-foot",
    b"footnote": "footnote", b"shptxt": "",
}  # fmt: skip
"""Destinations with paragraphs of their own, and what kind of furniture they are; text boxes are none."""

CHARSETS: Final = {
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "big5",
    161: "cp1253",
    204: "cp1251",
    238: "cp1250",
}
"""Windows character sets whose bytes are no Latin ones (\fcharset)."""


def codec_of(page: int | None) -> str:
    r"""The codec of a code page (\ansicpg): GB 18030 for GBK, Latin where Python has none."""
    if page in (936, 54936):
        return "gb18030"
    return {950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8"}.get(page or 0) or (
        f"cp{page}" if page in (1250, 1251, 1252, 1253, 1254, 1257) else "cp1252"
    )
