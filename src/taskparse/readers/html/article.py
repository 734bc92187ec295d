"""The article of a page: which of its pieces the document is made of, and which are the site's.

The densest element is the article's; its neighbours belong to it where they look like it: sentences, tables, titles, signatures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import regex
from lxml import etree

from taskparse import patterns
from taskparse.readers.html.chrome import is_control, is_named_article, is_named_furniture
from taskparse.readers.html.flow import Piece
from taskparse.readers.site import is_chrome, is_document_imprint, is_imprint, is_info, is_office_line, is_record

_SENTENCE: Final = 20
"""Characters from which on a piece with a stop in it is a sentence."""
_SHARE: Final = 0.85
"""The article's element holds this share of a page's sentences …"""
_NAMED_SHARE: Final = 0.5
"""… or this one, where its name says that it is the article's."""
_LINKED: Final = 0.6
"""A piece with this share of its characters in links is a link."""
_FURNITURE_SHARE: Final = 0.3
"""An element with more of a page's text is no furniture, whatever its name says: some sites call everything "top"."""
_TITLE_REACH: Final = 12
"""A title stands at most this many pieces before the article."""
_TITLE_LIMIT: Final = 120
_OPENING: Final = 6
"""Pieces after the first sentence in which an article may repeat its title."""

_STOPS: Final = frozenset("。；，：、,;:")
_LEAVES: Final = frozenset(
    {"p", "li", "ul", "ol", "dl", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "b", "strong"}
)
_TITLE_NAME_RE: Final = patterns.compile(
    r"(?:^|[-_\s])(?:[a-z]*title|bt|biaoti|tit|headline)(?:[-_\s\d]|$)", regex.IGNORECASE
)
_CLOSING_RE: Final = patterns.compile(
    r"附件|附[:：]|抄送|[（(](?:此件|本文)?[^（）()]{0,12}公开[^（）()]{0,8}[）)]$|联系(?:人|电话)|.{0,30}[12]\d{3}年\d{1,2}月\d{1,2}日$"
)
_WORD_RE: Final = patterns.compile(r"\w")


class _Page:
    """The pieces of a page and what each weighs; `furniture` are the elements that are furniture by name and hold little text."""

    def __init__(self, pieces: Sequence[Piece], root: etree._Element) -> None:
        self.pieces = pieces
        self.records = _records(pieces)
        lengths = _shares(root, pieces, [len(p.text) - p.links for p in pieces])
        limit = _FURNITURE_SHARE * lengths.get(root, 0)
        self._furniture: set[etree._Element] = set()
        for element in root.iter():
            small = lengths.get(element, 0) <= limit
            if element.getparent() in self._furniture or (small and is_named_furniture(element)):
                self._furniture.add(element)
        self.weights = [self._weight(p) for p in pieces]
        self.container = _container(pieces, self.weights, root)
        within = set(self.container.iter())
        parent = self.container.getparent()
        around = set() if parent is None else set(parent.iter())
        self.inside = [p.element in within for p in pieces]
        self.beside = [p.element in around for p in pieces]

    def is_site(self, piece: Piece) -> bool:
        """Whether a piece is a site's by its own words or by the name of what it stands in."""
        if piece.cell is not None:
            return piece.cell.table in self.records
        return (
            is_info(piece.text)
            or is_chrome(piece.text)
            or (self.is_in_furniture(piece) and not is_document_imprint(piece.text))
            or not _WORD_RE.search(piece.text)
        )

    def is_in_furniture(self, piece: Piece) -> bool:
        """Whether a piece stands in an element that is furniture by name."""
        return piece.element in self._furniture

    def _weight(self, piece: Piece) -> int:
        """How much a piece counts as text of an article."""
        text = piece.text
        if not text or is_link(piece) or self.is_site(piece):
            return 0
        if piece.cell is not None:
            return len(text)
        if is_office_line(text):
            return 0
        return len(text) - piece.links if len(text) >= _SENTENCE and not _STOPS.isdisjoint(text) else 0


def find_article(pieces: Sequence[Piece], root: etree._Element) -> list[bool]:
    """For each piece of a page whether it is part of the article."""
    page = _Page(pieces, root)
    dense = [i for i, weight in enumerate(page.weights) if weight and page.inside[i]]
    if not dense:
        return [not page.is_site(p) for p in pieces]
    kept = [_belongs(page, i, dense[0] <= i <= dense[-1]) for i in range(len(pieces))]
    _keep_closing(page, kept, dense[-1])
    _drop_imprint(page, kept, dense[-1])
    _keep_title(page, kept, dense[0])
    return kept


def is_link(piece: Piece) -> bool:
    """Whether a piece is a link, or a cell of links."""
    return piece.links > _LINKED * len(piece.text)


def _shares(root: etree._Element, pieces: Iterable[Piece], lengths: Iterable[int]) -> dict[etree._Element, int]:
    """The sum of the lengths in each element that has any."""
    shares: dict[etree._Element, int] = {}
    for piece, length in zip(pieces, lengths, strict=True):
        if length:
            shares[piece.element] = shares.get(piece.element, 0) + length
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if parent is not None and element in shares:
            shares[parent] = shares.get(parent, 0) + shares[element]
    return shares


def _container(pieces: Sequence[Piece], weights: Sequence[int], root: etree._Element) -> etree._Element:
    """The deepest element with nearly all sentences; never a table of data or a paragraph, whose neighbours belong to it."""
    shares = _shares(root, pieces, weights)
    tables = {piece.element for piece in pieces if piece.cell is not None}
    here = root
    while True:
        children = [c for c in here if c in shares and c not in tables and c.tag not in _LEAVES]
        best = max(children, key=lambda child: shares[child], default=None)
        if best is None or shares[best] < (_NAMED_SHARE if is_named_article(best) else _SHARE) * shares[here]:
            return here
        here = best


def _records(pieces: Sequence[Piece]) -> set[int]:
    """The tables that are a page's catalogue record, a list of links or the imprint of the site."""
    tables: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.cell is not None:
            tables.setdefault(piece.cell.table, []).append(piece)
    return {
        number
        for number, cells in tables.items()
        if is_record([c.text for c in cells])
        or sum(c.links for c in cells) > _LINKED * sum(len(c.text) for c in cells)
        or (len(cells) <= _OPENING and any(is_imprint(c.text) for c in cells))
    }


def _belongs(page: _Page, index: int, between: bool) -> bool:
    """Whether one piece is part of the article by where it stands and what it looks like."""
    piece = page.pieces[index]
    if piece.cell is not None:
        return piece.cell.table not in page.records
    if is_control(piece.element):
        return False
    if not page.inside[index]:
        return bool(page.weights[index]) and page.beside[index]
    if between:
        # a heading may stand in an element of any name; a line of links in one that is furniture is the site's
        is_site_link = is_link(piece) and (is_chrome(piece.text) or page.is_in_furniture(piece))
        return not is_site_link and not is_info(piece.text, 2)
    return not page.is_site(piece) and (not is_link(piece) or _CLOSING_RE.match(piece.text) is not None)


def _keep_closing(page: _Page, kept: list[bool], last: int) -> None:
    """Signature, date and attachments that a page sets right below the element of its article."""
    for index in range(last + 1, len(kept)):
        piece = page.pieces[index]
        if kept[index]:
            continue
        if page.is_site(piece):
            return
        following = page.pieces[index + 1].text if index + 1 < len(kept) else ""
        is_signature = (
            len(piece.text) <= 30 and not piece.links and _CLOSING_RE.match(following) and following[0] != "附"
        )
        if not is_signature and not _CLOSING_RE.match(piece.text):
            return
        kept[index] = True


def _drop_imprint(page: _Page, kept: list[bool], last: int) -> None:
    """The imprint of a page without structure: from its first lines, which only name offices, to the end."""
    imprint = next((i for i in range(last + 1, len(kept)) if is_imprint(page.pieces[i].text)), None)
    if imprint is None:
        return
    while imprint - 1 > last and is_office_line(page.pieces[imprint - 1].text):
        imprint -= 1
    for index in range(imprint, len(kept)):
        kept[index] = kept[index] and page.pieces[index].cell is not None


def _keep_title(page: _Page, kept: list[bool], first: int) -> None:
    """The nearest heading above the first sentence that is not in the article yet, unless the article repeats it."""
    own = [_squeezed(p) for i, p in enumerate(page.pieces[: first + _OPENING]) if kept[i]]
    opening = "".join(own)
    titles = [
        _squeezed(p) for i, p in enumerate(page.pieces[:first]) if kept[i] and _is_title(p) and "号" not in p.text[-1:]
    ]
    for index in range(first - 1, max(-1, first - 1 - _TITLE_REACH), -1):
        piece = page.pieces[index]
        text = _squeezed(piece)
        if (
            kept[index]
            or not 6 <= len(text) <= _TITLE_LIMIT
            or not _is_title(piece)
            or is_info(piece.text)
            or is_chrome(piece.text)
        ):
            continue
        if page.inside[index] and titles:  # the site's own heading
            return
        kept[index] = text not in opening and not any(len(t) >= 10 and t in text for t in titles)
        return


def _is_title(piece: Piece) -> bool:
    if is_link(piece) or piece.cell is not None:
        return False
    element = piece.element
    return (
        piece.heading in (1, 2)
        or piece.centred
        or _TITLE_NAME_RE.search(f"{element.get('id') or ''} {element.get('class') or ''}") is not None
    )


def _squeezed(piece: Piece) -> str:
    return "".join(piece.text.split())
