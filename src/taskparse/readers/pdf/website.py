"""Web pages printed to PDF: what a site prints below an article is furniture there as it is on the page."""

from __future__ import annotations

from typing import Final

from taskparse.source import Block, Furniture

_IMPRINT: Final = ("ICP备", "公网安备", "网站标识码", "版权所有")
"""Words of the imprint that every official site bears."""
_FOOT: Final = 30
"""So many blocks at the end are looked through."""
_SENTENCE_ENDS: Final = "。；;）)"


def without_foot(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks, those of a site's foot as furniture: from the first button or list of links that only titles follow, to the end.

    >>> foot = Block("一、新建公园3个。"), Block("相关解读"), Block("一图读懂"), Block("某县人民政府主办 网站标识码：0000000001")
    >>> [block.kind for block in without_foot(foot)]
    ['paragraph', 'furniture', 'furniture', 'furniture']
    """
    first = max(0, len(blocks) - _FOOT)
    imprint = next((i for i in range(first, len(blocks)) if any(word in blocks[i].text for word in _IMPRINT)), None)
    if imprint is None or any(not _is_loose(block) for block in blocks[imprint:]):
        return blocks
    from taskparse.readers.site import is_chrome  # its patterns are of no need to other PDFs

    begin = at = imprint
    while at > first and _is_loose(blocks[at - 1]):
        at -= 1
        if is_chrome(blocks[at].text):
            begin = at
    return (*blocks[:begin], *map(_as_furniture, blocks[begin:]))


def _is_loose(block: Block) -> bool:
    """No cell and no sentence, which the document may end with."""
    return block.cell is None and block.text.rstrip()[-1:] not in _SENTENCE_ENDS


def _as_furniture(block: Block) -> Block:
    return block._replace(kind="furniture", furniture=(Furniture(0, len(block.text), "navigation"),))
