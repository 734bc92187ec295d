"""Pieces that the parts of the display share."""

from __future__ import annotations

import re
from typing import Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

# Control characters would move the cursor or change colours; a document must not be able to.
_CONTROL_RE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text(content: str, style: str = "") -> Text:
    r"""Text of a document, safe to print.

    >>> text("一\x1b[2J二").plain
    '一�[2J二'
    """
    return Text(_CONTROL_RE.sub(lambda m: " " if m[0] in "\n\t" else "\ufffd", content), style)


def shorten(content: str, cells: int) -> Text:
    """Text cut to so many columns of a terminal, of which a Chinese character takes two.

    >>> shorten("壮大数据产业", 7).plain
    '壮大数…'
    """
    short = text(content)
    short.truncate(cells, overflow="ellipsis")
    return short


def heading(console: Console, content: str) -> None:
    """A heading with a blank line before it."""
    console.print()
    console.print(text(content, "bold"))


def make_table(console: Console) -> Table:
    """A table with a head: lines on a terminal, bare columns in a pipe."""
    if console.is_terminal:
        return Table(box=box.ROUNDED, header_style="bold", show_lines=True)
    return Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
