"""The text of a page as a browser lays it out: paragraphs, headings, list items and cells, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Final, NamedTuple

from lxml import etree

from taskparse import patterns
from taskparse.readers.breaks import group_lines
from taskparse.readers.html.lists import label_items
from taskparse.readers.html.tables import is_data, loose_texts, read_grid
from taskparse.readers.html.tree import clean, style_of
from taskparse.source import Cell

_BLOCKS: Final = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre",
        "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "button",
    }
)  # fmt: skip
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")

_SPACE_RE: Final = patterns.compile(r"[ \t\r\n]+")
# A line feed in the source between two Chinese characters is no space (CSS Text 4, 4.1.3).
_SOURCE_BREAK_RE: Final = patterns.compile(
    r"(?<=[\p{Han}\u3000-\u303f\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\p{Han}\u3000-\u303f\uff00-\uffef])"
)
_EDGES: Final = " \t\r\n\u3000\xa0\u2002\u2003"


class Piece(NamedTuple):
    """One paragraph or cell: its text, the block element it stands in, how many of its characters are links."""

    text: str
    element: etree._Element
    links: int = 0
    centred: bool = False
    heading: int = 0
    cell: Cell | None = None


_BREAK: Final = "\v"
"""Stands for a line break; `clean` leaves no such character in a text."""


class _Run(NamedTuple):
    """A stretch of inline text, or a line break."""

    text: str
    linked: bool = False
    is_label: bool = False


class _Place(NamedTuple):
    """The block that text stands in, and what it inherits: whether it is centred, the level of its heading."""

    block: etree._Element
    centred: bool = False
    heading: int = 0


def read_flow(root: etree._Element) -> list[Piece]:
    """The pieces of a tree in the order of the page."""
    return list(_flow(root, count()))


def _flow(root: etree._Element, tables: count[int]) -> Iterator[Piece]:
    runs: list[_Run] = []
    places = [_Place(root)]
    labels: dict[etree._Element, str] = {}
    linked = preformatted = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        is_block = element is not root and (tag in _BLOCKS or "display:block" in style_of(element))
        if event == "start":
            # a list's number waits for the first paragraph of its item
            if is_block and any(run.text.strip() and not run.is_label for run in runs):
                yield from _flush(runs, places[-1])
            if is_block or element is root:
                places.append(_inside(places[-1], element))
            if tag == "table" and is_data(element):
                yield from _table(element, tables)
                walk.skip_subtree()
                continue
            linked += tag == "a" and element.get("href") is not None
            preformatted += tag == "pre"
            if tag == "br":
                runs.append(_Run(_BREAK))
            elif tag == "ol":
                labels.update(label_items(element))
            elif labels.get(element):
                runs.append(_Run(labels[element], is_label=True))
            runs += _runs(element.text, bool(linked), bool(preformatted))
            continue
        linked -= tag == "a" and element.get("href") is not None
        preformatted -= tag == "pre"
        if is_block:
            yield from _flush(runs, places.pop())
        if element is not root:
            runs += _runs(element.tail, bool(linked), bool(preformatted))
    yield from _flush(runs, places[-1])


def _inside(place: _Place, element: etree._Element) -> _Place:
    """What a block inherits and what it says itself."""
    tag = element.tag
    style = style_of(element)
    centred = place.centred and tag != "table"
    if "text-align:" in style:
        centred = "text-align:center" in style
    elif tag == "center":
        centred = True
    elif element.get("align") and tag != "table":
        centred = (element.get("align") or "").strip().lower() in ("center", "middle")
    heading = _HEADINGS.index(tag) + 1 if tag in _HEADINGS else 0 if tag in ("td", "body", "div") else place.heading
    return _Place(element, centred, heading)


def _runs(text: str | None, linked: bool, preformatted: bool) -> Iterator[_Run]:
    text = clean(text)
    if not preformatted:
        if text:
            yield _Run(text, linked)
        return
    for index, line in enumerate(text.split("\n")):
        if index:
            yield _Run(_BREAK)
        if line:
            yield _Run(line, linked)


def _flush(runs: list[_Run], place: _Place) -> Iterator[Piece]:
    """The paragraphs of the runs so far, which are then forgotten."""
    if not runs:
        return
    lines: list[list[_Run]] = [[]]
    for run in runs:
        if run.text == _BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    runs.clear()
    texts = [_collapsed("".join([run.text for run in line])) for line in lines]
    for group in group_lines(texts):
        text = ""
        for index in group:
            following = texts[index].strip(_EDGES)
            text += (" " if text and _is_word(text[-1]) and _is_word(following[0]) else "") + following
        links = sum(len("".join(run.text.split())) for i in group for run in lines[i] if run.linked)
        yield Piece(text, place.block, links, place.centred or place.heading == 1, place.heading)


def _collapsed(text: str) -> str:
    return _SPACE_RE.sub(" ", _SOURCE_BREAK_RE.sub("", text)).strip(" ")


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _table(table: etree._Element, tables: count[int]) -> Iterator[Piece]:
    """A table of data: its caption, then its cells, each as one piece."""
    for caption in table.iterchildren("caption"):
        yield from (piece._replace(centred=True) for piece in _flow(caption, count()))
    loose = " ".join([text for text in (_collapsed(clean(t)).strip(_EDGES) for t in loose_texts(table)) if text])
    if loose:
        yield Piece(loose, table)
    number = next(tables)
    for cell in read_grid(table):
        pieces = list(_flow(cell.element, count()))  # a table inside a cell is text of the cell
        text = "\n".join([piece.text for piece in pieces if piece.text])
        place = Cell(number, cell.row, cell.column, cell.rows, cell.columns)
        yield Piece(text, table, sum(piece.links for piece in pieces), cell=place)
