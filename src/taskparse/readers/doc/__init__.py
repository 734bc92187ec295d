"""DOC and WPS ([MS-DOC], the Word 97 format in an OLE container): what the DOCX of the same text gives, from the binary structures.

file → pieces (text), runs (properties), styles, lists → paragraphs → tables → story → blocks
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from taskparse.errors import NoTextLayer, UnreadableInput
from taskparse.readers.doc.apart import (
    read_boxes,
    read_headers,
    read_note_format,
    read_notes,
    read_references,
    read_sections,
)
from taskparse.readers.doc.file import MEND, DocFile, OldWord, Part, damaged, open_file
from taskparse.readers.doc.formats import Formats
from taskparse.readers.doc.inline import Words, are_fields_balanced
from taskparse.readers.doc.lists import read_lists
from taskparse.readers.doc.office import convert, find_office
from taskparse.readers.doc.pieces import read_pieces
from taskparse.readers.doc.runs import character_runs, paragraph_runs
from taskparse.readers.doc.story import Book, Box, Boxes, Story
from taskparse.readers.doc.styles import read_fonts, read_styles
from taskparse.readers.docx import read_docx
from taskparse.readers.docx.fields import REMARKS, State
from taskparse.readers.docx.numbering import Numbering
from taskparse.readers.docx.paragraphs import as_furniture
from taskparse.source import Block, ReadResult

MEDIA_TYPE: Final = "application/msword"
_PICTURES: Final = "\x01\x08"


def read_doc(data: bytes) -> ReadResult:
    """Blocks of a DOC or WPS file, as `read_docx` gives them: headers, body, notes, footers.

    A file of Word 6 or 95 is read by way of an installed LibreOffice, which `remarks` say.
    Errors: UnreadableInput for a damaged file, one without text or one that needs LibreOffice; EncryptedInput for an encrypted one.
    """
    try:
        file = open_file(data)
    except OldWord as exc:
        return _read_old(data, exc)
    book = _book(file)
    styles = book.numbering.styles
    main = Box(0, min(file.counts.main, len(book.words.pieces.text)))
    text = book.words.pieces.text[: main.end]
    boxes, loose = read_boxes(file, of_headers=False)
    state = State(styles, read_note_format(file), are_fields_balanced(text))
    story = Story(book, state, boxes)
    blocks = list(story.blocks(*main))
    for box in loose:
        blocks += Story(book, State(styles, seen=state.seen), tables=story.tables).blocks(*box)
    if not any(block.text.strip() for block in blocks):
        raise _no_text(text)
    header_boxes, _ = read_boxes(file, of_headers=True)
    headers, footers = read_headers(file)
    heads = _running(book, headers, header_boxes, "running-head")
    feet = _running(book, footers, header_boxes, "running-foot")
    notes = _notes(file, book, state)
    remarks = tuple(f"{what}: {state.seen[key]}" for key, what in REMARKS if state.seen[key])
    return ReadResult((*heads, *blocks, *notes, *feet), MEDIA_TYPE, remarks=remarks)


def _read_old(data: bytes, reason: OldWord) -> ReadResult:
    """What LibreOffice makes of a file that is too old to be read here."""
    program = find_office()
    if program is None:
        raise UnreadableInput(reason.message, hint=f"install LibreOffice, or {MEND}") from reason
    result = read_docx(convert(data, program))
    remark = "read by way of LibreOffice, as a file of Word 95 or older"
    return replace(result, media_type=MEDIA_TYPE, remarks=(remark, *result.remarks))


def _book(file: DocFile) -> Book:
    pieces = read_pieces(file)
    if len(pieces.text) < sum(file.counts):
        raise damaged("its table of pieces is too short")
    fonts = read_fonts(file.part(Part.FONTS))
    words = Words(pieces, character_runs(file), fonts, read_references(file))
    numbering = Numbering(read_lists(file, fonts), read_styles(file.part(Part.STYLES)))
    return Book(words, paragraph_runs(file), Formats(file.data), numbering, read_sections(file))


def _no_text(text: str) -> UnreadableInput:
    if any(mark in text for mark in _PICTURES):
        return NoTextLayer(
            "the Word file (DOC) holds pictures and no text", hint="run a text recognition (OCR) on the pictures first"
        )
    return UnreadableInput("the Word file (DOC) holds no text", hint="check that the file is what its name says")


def _running(book: Book, stories: Sequence[Box], boxes: Boxes, reason: str) -> Iterator[Block]:
    """The lines of the headers or footers, each once."""
    printed: set[str] = set()
    for story in stories:
        for block in _apart(book, story, boxes):
            if block.text.strip() and block.text not in printed:
                printed.add(block.text)
                yield as_furniture(block.text, reason)


def _notes(file: DocFile, book: Book, state: State) -> Iterator[Block]:
    """The footnotes, then the endnotes, in the order in which the text refers to them."""
    marks = {(note.kind, note.id): note.mark for note in state.notes}
    texts = read_notes(file)
    references = sorted(book.words.references.items())
    for kind in ("footnote", "endnote"):
        for _, reference in references:
            key = (reference.kind, reference.id)
            if reference.kind != kind or key not in texts or not (reference.custom or key in marks):
                continue
            for block in _apart(book, texts[key], Boxes(), marks.get(key, "")):
                if block.text.strip():
                    yield as_furniture(block.text, "footnote")


def _apart(book: Book, story: Box, boxes: Boxes, note_mark: str = "") -> Iterator[Block]:
    """The blocks of a story beside the text."""
    balanced = are_fields_balanced(book.words.pieces.text[story.start : story.end])
    state = State(book.numbering.styles, balanced=balanced, note_mark=note_mark)
    return Story(book, state, boxes).blocks(*story)
