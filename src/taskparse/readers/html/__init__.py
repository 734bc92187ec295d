"""HTML as government sites serve it, and pages saved as MHTML.

bytes → decoding → tree of what is seen → flow of paragraphs and cells → article and site → blocks
"""

from __future__ import annotations

from typing import Final

from taskparse.errors import UnreadableInput
from taskparse.readers.copied import with_record
from taskparse.readers.html.article import find_article
from taskparse.readers.html.decoding import Decoded, decode_page, open_archive
from taskparse.readers.html.flow import Piece, read_flow
from taskparse.readers.html.tree import parse_page
from taskparse.readers.sniffing import is_page_archive
from taskparse.source import Block, Furniture, ReadResult

MEDIA_TYPE: Final = "text/html"
_SHELL: Final = 1000
"""A page that shows fewer characters may be a shell whose article is hidden …"""
_HIDDEN_TIMES: Final = 5
"""… where with what is hidden it has this many times the text."""


def read_html(data: bytes) -> ReadResult:
    """Blocks of a web page: its article as paragraphs and cells, what the site prints around it as furniture.

    Errors: UnreadableInput for a page without text.

    >>> [b.text for b in read_html("<p>一、总体要求</p><p>坚持<b>稳中求进</b>。</p>".encode()).blocks]
    ['一、总体要求', '坚持稳中求进。']
    """
    decoded = _decode(data)
    root = parse_page(decoded.text)
    pieces = read_flow(root)
    if _length(pieces) < _SHELL:
        # some pages hide their article until a script has run
        whole = parse_page(decoded.text, hidden=True)
        if _length(all_pieces := read_flow(whole)) > _HIDDEN_TIMES * _length(pieces):
            root, pieces = whole, all_pieces
    if not any(piece.text for piece in pieces):
        raise UnreadableInput(
            "the HTML page holds no text", hint="a page that a script fills: save it from a browser after it has loaded"
        )
    kept = find_article(pieces, root)
    blocks = tuple(_block(p, in_article) for p, in_article in zip(pieces, kept, strict=True) if p.text or in_article)
    return ReadResult(with_record(blocks), MEDIA_TYPE, remarks=_remarks(decoded))


def read_fragment(data: bytes) -> ReadResult:
    """Blocks of HTML that is no page of a site but part of a document: all of it is text of that document.

    >>> [b.text for b in read_fragment("<ul><li>植树</li></ul><p>首页</p>".encode()).blocks]
    ['植树', '首页']
    """
    decoded = _decode(data)
    pieces = read_flow(parse_page(decoded.text))
    return ReadResult(tuple(_block(piece, in_article=True) for piece in pieces), MEDIA_TYPE, remarks=_remarks(decoded))


def _decode(data: bytes) -> Decoded:
    return open_archive(data) if is_page_archive(data) else decode_page(data)


def _remarks(decoded: Decoded) -> tuple[str, ...]:
    return (f"characters that the page's encoding does not know: {decoded.damaged}",) if decoded.damaged else ()


def _length(pieces: list[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _block(piece: Piece, in_article: bool) -> Block:
    if not in_article:
        return Block(piece.text, "furniture", furniture=(Furniture(0, len(piece.text), "navigation"),))
    if piece.cell is not None:
        return Block(piece.text, "cell", cell=piece.cell)
    return Block(piece.text, centred=piece.centred)
