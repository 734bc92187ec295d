r"""RTF (Rich Text Format 1.9.1), also in files named .doc, becomes the blocks that a DOCX of the same text becomes: tokens → story → blocks."""

from __future__ import annotations

from typing import Final

from taskparse.errors import NoTextLayer, UnreadableInput
from taskparse.readers.docx.fields import REMARKS
from taskparse.readers.rtf.story import Story
from taskparse.readers.rtf.tokens import read_tokens
from taskparse.source import ReadResult

MEDIA_TYPE: Final = "application/rtf"
_LARGEST: Final = 200 << 20
"""Bytes: pictures stand in RTF as figures, and take four times their size."""


def read_rtf(data: bytes) -> ReadResult:
    """Blocks of an RTF file: headers, body, notes, footers; automatic numbers as they are printed, deletions and hidden text dropped.

    Errors: UnreadableInput for a file that is too large or too deep or has no text, NoTextLayer where it holds pictures only.
    """
    if len(data) > _LARGEST:
        raise UnreadableInput("the RTF file is too large", hint="save it as DOCX")
    story = Story()
    story.read(read_tokens(data))
    blocks = story.flow.blocks
    if not any(block.text.strip() for block in blocks):
        if story.seen["picture"]:
            hint = "run a text recognition (OCR) on the pictures first"
            raise NoTextLayer("the RTF file holds pictures and no text", hint=hint)
        raise UnreadableInput("the RTF file holds no text", hint="check that the file is what its name says")
    remarks = [f"{what}: {story.seen[key]}" for key, what in REMARKS if story.seen[key]]
    if story.depth:
        remarks.append("the RTF file is damaged or cut short: what could be found of it was read")
    heads, notes, feet = (story.furniture(reason) for reason in ("running-head", "footnote", "running-foot"))
    return ReadResult((*heads, *blocks, *notes, *feet), MEDIA_TYPE, remarks=tuple(remarks))
