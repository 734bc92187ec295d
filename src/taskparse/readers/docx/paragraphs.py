"""A Word paragraph becomes blocks: one as a rule, several where line breaks or page breaks separate paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from taskparse.readers.breaks import group_lines
from taskparse.readers.docx.fields import Inline
from taskparse.source import Block, Furniture

_SPACE: Final = " \t\u3000\xa0"


def make_blocks(label: str, pieces: Sequence[Inline], centred: bool) -> list[Block]:
    r"""Blocks of a paragraph's pieces, its automatic number before the first.

    >>> [b.text for b in make_blocks("（一）", [Inline("夯实基础。"), Inline("\n"), Inline("坚持")], False)]
    ['（一）夯实基础。', '坚持']
    """
    if not label and (plain := _plain(pieces)) is not None:
        return [Block(plain, centred=centred)] if plain else []
    lines: list[list[Inline]] = [[]]
    for piece in pieces:
        if piece.text.startswith("\n"):
            lines += [[] for _ in piece.text]
        else:
            lines[-1].append(piece)
    groups = group_lines(["".join([p.text for p in line]) for line in lines])
    blocks = [_block(_joined([lines[i] for i in group]), centred) for group in groups]
    if not label:
        return blocks
    if not blocks:
        return [Block(label.rstrip(), centred=centred)]
    return [prefix(label, blocks[0]), *blocks[1:]]


def _plain(pieces: Sequence[Inline]) -> str | None:
    """The text of a paragraph without breaks and furniture, as most are; None for another one."""
    text = "".join([piece.text for piece in pieces])
    if "\n" in text or any(piece.reason for piece in pieces):
        return None
    return text.strip(_SPACE) if text.strip() else ""


def prefix(text: str, block: Block) -> Block:
    """The block with text before it; its furniture keeps its place."""
    moved = tuple(f._replace(start=f.start + len(text), end=f.end + len(text)) for f in block.furniture)
    return Block(text + block.text, block.kind, furniture=moved, centred=block.centred)


def join_blocks(blocks: Sequence[Block]) -> Block:
    r"""One block for the text of a table cell: its paragraphs with a line feed between them.

    >>> join_blocks([Block("县公安局"), Block("各乡镇")]).text
    '县公安局\n各乡镇'
    """
    text = ""
    furniture: list[Furniture] = []
    for block in blocks:
        if not block.text:
            continue
        text += "\n" if text else ""
        furniture += [f._replace(start=f.start + len(text), end=f.end + len(text)) for f in block.furniture]
        text += block.text
    return Block(text, furniture=tuple(furniture))


def as_furniture(text: str, reason: str) -> Block:
    """A block that is all furniture."""
    return Block(text, "furniture", furniture=(Furniture(0, len(text), reason),))


def _joined(lines: Sequence[Sequence[Inline]]) -> list[Inline]:
    """The pieces of wrapped lines in one row, with a space where a break separates Latin words."""
    pieces: list[Inline] = []
    for line in lines:
        if (
            pieces
            and line
            and pieces[-1].text[-1:].isascii()
            and pieces[-1].text[-1:].isalnum()
            and line[0].text[:1].isascii()
            and line[0].text[:1].isalnum()
        ):
            pieces.append(Inline(" "))
        pieces += line
    return pieces


def _block(pieces: Sequence[Inline], centred: bool) -> Block:
    whole = "".join([p.text for p in pieces])
    left = len(whole) - len(whole.lstrip(_SPACE))
    text = whole.strip(_SPACE)
    furniture: list[Furniture] = []
    at = -left
    for piece in pieces:
        start, end = max(at, 0), min(at + len(piece.text), len(text))
        if piece.reason and start < end:
            furniture.append(Furniture(start, end, piece.reason))
        at += len(piece.text)
    return Block(text, furniture=tuple(furniture), centred=centred)
