"""The article of a page: which of its pieces the document is made of, and which are the site's.

The densest element is the article's; its neighbours belong to it where they look like it: sentences, tables, titles, signatures.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex
from lxml import etree

from taskparse.readers.html.chrome import is_chrome, is_info, is_named_article, is_named_furniture, is_record
from taskparse.readers.html.flow import Piece
from taskparse.readers.html.tree import ancestry

_SENTENCE: Final = 20
"""Characters from which on a piece with a stop in it is a sentence."""
_SHARE: Final = 0.85
"""The article's element holds this share of a page's sentences …"""
_NAMED_SHARE: Final = 0.5
"""… or this one, where its name says that it is the article's."""
_LINKED: Final = 0.6
"""A piece with this share of its characters in links is a link."""
_TITLE_REACH: Final = 12
"""A title stands at most this many pieces before the article."""
_TITLE_LIMIT: Final = 120

_STOPS: Final = frozenset("。；，：、,;:")
_LEAVES: Final = frozenset(
    {"p", "li", "ul", "ol", "dl", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "b", "strong"}
)
_TITLE_NAME_RE: Final = regex.compile(
    r"(?:^|[-_\s])(?:[a-z]*title|bt|biaoti|tit|headline)(?:[-_\s\d]|$)", regex.IGNORECASE
)
_CLOSING_RE: Final = regex.compile(
    r"附件|附[:：]|抄送|[（(](?:此件|本文)?[^（）()]{0,12}公开[^（）()]{0,8}[）)]$|联系(?:人|电话)|.{0,30}[12]\d{3}年\d{1,2}月\d{1,2}日$"
)


def find_article(pieces: Sequence[Piece], root: etree._Element) -> list[bool]:
    """For each piece of a page whether it is part of the article."""
    records = _records(pieces)
    weights = [0 if p.cell and p.cell.table in records else _weight(p) for p in pieces]
    if not any(weights):
        return [not _is_site(p) for p in pieces]
    container = _container(pieces, weights, root)
    inside = [any(e is container for e in ancestry(p.element)) for p in pieces]
    dense = [i for i, weight in enumerate(weights) if weight and inside[i]]
    first, last = dense[0], dense[-1]
    kept = [
        not (p.cell and p.cell.table in records) and _belongs(p, weights[i], inside[i], first <= i <= last, container)
        for i, p in enumerate(pieces)
    ]
    _keep_closing(pieces, kept, last)
    _keep_title(pieces, kept, inside, first)
    return kept


def _weight(piece: Piece) -> int:
    """How much a piece counts as text of an article."""
    text = piece.text
    if not text or piece.links > _LINKED * len(text):
        return 0
    if piece.cell is not None:
        return len(text)
    if is_info(text) or is_chrome(text) or is_named_furniture(piece.element, None):
        return 0
    return len(text) - piece.links if len(text) >= _SENTENCE and not _STOPS.isdisjoint(text) else 0


def _container(pieces: Sequence[Piece], weights: Sequence[int], root: etree._Element) -> etree._Element:
    """The deepest element with nearly all sentences; never a table of data or a paragraph, whose neighbours belong to it."""
    shares: dict[etree._Element, int] = {}
    for piece, weight in zip(pieces, weights, strict=True):
        if weight:
            for element in ancestry(piece.element):
                shares[element] = shares.get(element, 0) + weight
    tables = {piece.element for piece in pieces if piece.cell is not None}
    here = root
    while True:
        whole = shares.get(here, 0)
        children = [c for c in here if c in shares and c not in tables and c.tag not in _LEAVES]
        best = max(children, key=lambda child: shares[child], default=None)
        if best is None or shares[best] < (_NAMED_SHARE if is_named_article(best) else _SHARE) * whole:
            return here
        here = best


def _records(pieces: Sequence[Piece]) -> set[int]:
    """The tables that are catalogue records of the page or lists of links."""
    tables: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.cell is not None:
            tables.setdefault(piece.cell.table, []).append(piece)
    found = set()
    for number, cells in tables.items():
        length = sum(len(c.text) for c in cells)
        if is_record([c.text for c in cells]) or sum(c.links for c in cells) > _LINKED * length:
            found.add(number)
    return found


def _is_site(piece: Piece) -> bool:
    return (
        is_info(piece.text) or is_chrome(piece.text) or (piece.cell is None and is_named_furniture(piece.element, None))
    )


def _belongs(piece: Piece, weight: int, inside: bool, between: bool, container: etree._Element) -> bool:
    """Whether one piece is part of the article by where it stands and what it looks like."""
    text = piece.text
    if piece.cell is not None:
        return True
    if not inside:
        neighbour = container.getparent()
        return bool(weight) and neighbour is not None and any(e is neighbour for e in ancestry(piece.element))
    if is_named_furniture(piece.element, container) and not (between and weight):
        return False
    if between:
        return not (piece.links == len("".join(text.split())) and is_chrome(text))
    if is_info(text) or is_chrome(text):
        return False
    return piece.links <= _LINKED * len(text) or _CLOSING_RE.match(text) is not None


def _keep_closing(pieces: Sequence[Piece], kept: list[bool], last: int) -> None:
    """Signature, date and attachments that a page sets right below the element of its article."""
    for index in range(last + 1, len(pieces)):
        if kept[index]:
            continue
        text = pieces[index].text
        if is_info(text) or is_chrome(text) or is_named_furniture(pieces[index].element, None):
            return
        following = pieces[index + 1].text if index + 1 < len(pieces) else ""
        if not _CLOSING_RE.match(text) and not (
            len(text) <= 30 and not pieces[index].links and _CLOSING_RE.match(following) and "附" not in following[:1]
        ):
            return
        kept[index] = True


def _keep_title(pieces: Sequence[Piece], kept: list[bool], inside: Sequence[bool], first: int) -> None:
    """The heading above the article's element, unless the article repeats it."""
    opening = "".join("".join(p.text.split()) for i, p in enumerate(pieces[: first + 6]) if kept[i])
    for index in range(first - 1, max(-1, first - 1 - _TITLE_REACH), -1):
        piece = pieces[index]
        squeezed = "".join(piece.text.split())
        if inside[index] or not 6 <= len(squeezed) <= _TITLE_LIMIT or is_info(piece.text) or is_chrome(piece.text):
            continue
        if _is_title(piece):
            kept[index] = squeezed not in opening
            return


def _is_title(piece: Piece) -> bool:
    if piece.links > _LINKED * len(piece.text):
        return False
    if piece.heading in (1, 2) or piece.centred:
        return True
    element = piece.element
    return _TITLE_NAME_RE.search(f"{element.get('id') or ''} {element.get('class') or ''}") is not None
