"""Text and Markdown: the encoding is detected from the bytes, Markdown marks and page numbers are furniture.

One block for each line; whether a paragraph ends with a line is for the structure to say. Rows of a pipe table or of a table pasted
with tabs are cells; so are those of the tables that `drawn` knows.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import regex

from taskparse import patterns
from taskparse.errors import UnreadableInput, UnsupportedFormat
from taskparse.readers.copied import without_site
from taskparse.readers.drawn import drawn_table, read_drawn, read_spaced, spaced_table
from taskparse.source import LINE_BREAK, Block, Cell, Furniture, ReadResult

_CELL_MARK_RE: Final = patterns.compile(r"<br[ \t]*/?>|\*\*", regex.IGNORECASE)
_MARK_RE: Final = patterns.compile(
    r"""
    ^[ \t]*(?:\#{1,6}[ \t]+|>[ \t]+)+   # ### 一、, > 引文
    | \*\*|(?<![A-Za-z0-9_])__(?=\S)|(?<=\S)__(?![A-Za-z0-9_])   # **一、加强组织领导。**
    | ^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$   # ---
    """,
    regex.VERBOSE,
)
PAGE_NUMBER_RE: Final = patterns.compile(
    r"\s*(?:[-—–－―─]\s*[0-9０-９]{1,4}\s*[-—–－―─]|第\s*[0-9０-９]{1,4}\s*页(?:\s*[,，/／]?\s*共\s*[0-9０-９]{1,4}\s*页)?)\s*"
)
_PAIR_RE: Final = patterns.compile(r"(\S)\1")
_DOUBLED_RE: Final = patterns.compile(r"(?=.*\p{Han})\s*(?:(\S)\1\s*){5,}")
"""Each character twice: bold type that was printed as two layers, copied as text."""
_RULE_ROW_RE: Final = patterns.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*")
_CONTROL_RE: Final = patterns.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_EMPTY: Final = 4
"""No two rows of a table have more empty lines between them."""

# A file in UTF-8 with damage has few bad bytes among many good characters; one in another encoding has many.
_DAMAGE: Final = 0.02


def read_text(data: bytes) -> ReadResult:
    r"""Blocks of a text or Markdown file.

    Errors: UnreadableInput for damaged UTF-8, with line and column; UnsupportedFormat for bytes that are no text.

    >>> [b.text for b in read_text("一、总体要求\r\n坚持".encode("gb18030")).blocks]
    ['一、总体要求', '坚持']
    """
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    blocks = without_site(tuple(_blocks(text)))
    markdown = any(f.reason == "markdown" for block in blocks for f in block.furniture)
    return ReadResult(blocks, "text/markdown" if markdown else "text/plain")


def decode(data: bytes) -> str:
    """The text of the bytes: a byte order mark decides, else UTF-8, else UTF-16 or GB18030, whichever fits."""
    if data.startswith(b"\xef\xbb\xbf"):
        return _utf8(data[3:])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return _text(data.decode("utf-16"))
        except UnicodeDecodeError as exc:
            raise UnreadableInput(f"damaged UTF-16 at byte {exc.start}", hint="save the file again as UTF-8") from exc
    try:
        return _text(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    loose = data.decode("utf-8", errors="replace")
    if loose.count("\ufffd") <= _DAMAGE * len(loose):
        return _utf8(data)
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_chinese(text):
            return text
    raise UnsupportedFormat(
        "not a text file in UTF-8, UTF-16 or GB18030, nor another format that is read",
        hint="check that the file is what its name says",
    )


def _utf8(data: bytes) -> str:
    try:
        return _text(data.decode("utf-8"))
    except UnicodeDecodeError as exc:
        before = data[: exc.start].decode("utf-8", errors="replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        raise UnreadableInput(
            f"invalid UTF-8 at line {line}, column {column} (byte {exc.start})", hint="save the file again as UTF-8"
        ) from exc


def _text(text: str) -> str:
    """Refuse bytes that decode but hold control characters: they are no text."""
    if _CONTROL_RE.search(text):
        raise UnsupportedFormat(
            "not a text: it holds control characters", hint="check that the file is what its name says"
        )
    return text


def _looks_chinese(text: str) -> bool:
    """Common ideographs and ASCII make up the text, and no control characters: a wrong encoding gives neither."""
    if _CONTROL_RE.search(text):
        return False
    usual = sum(
        1
        for c in text
        if c < "\x7f"
        or "\u4e00" <= c <= "\u9fff"
        or "\u3000" <= c <= "\u303f"
        or "\uff00" <= c <= "\uffef"
        or c in "“”‘’—…·"
    )
    return usual >= 0.9 * len(text)


def _blocks(text: str) -> Iterator[Block]:
    table = row = -1
    lines = text.split("\n")
    done = 0
    for at, line in enumerate(lines):
        if at < done:
            continue
        if length := drawn_table(lines, at):
            table, row, done = table + 1, -1, at + length
            yield from read_drawn(lines[at:done], table)
            continue
        if length := spaced_table(lines, at):
            table, row, done = table + 1, -1, at + length
            yield from read_spaced(lines[at:done], table)
            continue
        cells = _cells(line, inside=row >= 0)
        if cells is None:
            row = row if row >= 0 and not line.strip() and _goes_on(lines, at) else -1
            yield _line(line)
        else:
            table, row = (table + 1, 0) if row < 0 else (table, row + 1)
            yield from _row(line, cells, table, row)


def _goes_on(lines: Sequence[str], empty: int) -> bool:
    """Whether a table with bars goes on after an empty line: the next line has as many bars as the last, and is no header."""
    above = [line for line in lines[max(0, empty - _EMPTY) : empty] if line.strip()][-1:]
    below = [line for line in lines[empty : empty + 2 * _EMPTY] if line.strip()][:2]
    barred = bool(above and below) and all(line.lstrip().startswith("|") for line in (above[0], below[0]))
    same = barred and above[0].strip().count("|") == below[0].strip().count("|")
    return same and not any(map(_RULE_ROW_RE.fullmatch, below[1:]))


def _line(line: str) -> Block:
    if PAGE_NUMBER_RE.fullmatch(line):
        return Block(line, "furniture", furniture=(Furniture(0, len(line), "page-number"),))
    if _DOUBLED_RE.fullmatch(line):
        return Block(
            line, "line", furniture=tuple(Furniture(m.end() - 1, m.end(), "fake-bold") for m in _PAIR_RE.finditer(line))
        )
    marks = (
        tuple(Furniture(m.start(), m.end(), "markdown") for m in _MARK_RE.finditer(line))
        if line[:1] in "#>-_* \t" or "**" in line or "__" in line
        else ()
    )
    return Block(line, "line", furniture=marks)


def _cells(line: str, *, inside: bool) -> list[tuple[int, int]] | None:
    """Ranges of the cells of a table row, or None for a line of text; `inside` a table a row may begin with an empty cell, or hold nothing else."""
    if line.count("|") >= 2 and line.lstrip().startswith("|") and (inside or line.strip("| \t")):
        bars = [i for i, c in enumerate(line) if c == "|"]
        if line[bars[-1] + 1 :].strip():
            bars.append(len(line))
        return [(a + 1, b) for a, b in pairwise(bars)]
    if (line if inside else line.strip()).count("\t") >= 2 and line.strip():
        tabs = [-1, *(i for i, c in enumerate(line) if c == "\t"), len(line)]
        return [(a + 1, b) for a, b in pairwise(tabs)]
    return None


def _row(line: str, cells: list[tuple[int, int]], table: int, row: int) -> Iterator[Block]:
    if _RULE_ROW_RE.fullmatch(line):
        yield Block(line, "furniture", furniture=(Furniture(0, len(line), "markdown"),))
        return
    if cells[0][0]:
        yield Block(line[: cells[0][0]], "furniture", furniture=(Furniture(0, cells[0][0], "markdown"),), glue="")
    for column, (start, end) in enumerate(cells):
        following = cells[column + 1][0] if column + 1 < len(cells) else len(line)
        glue = line[end:following] + ("\n" if column + 1 == len(cells) else "")
        text = line[start:end]
        yield Block(text, "cell", furniture=tuple(_marks_in(text)), cell=Cell(table, row, column), glue=glue)


def _marks_in(text: str) -> Iterator[Furniture]:
    """Markdown in a cell: <br>, **."""
    if "<" in text or "**" in text:
        for match in _CELL_MARK_RE.finditer(text):
            yield Furniture(match.start(), match.end(), "markdown" if match[0] == "**" else LINE_BREAK)
