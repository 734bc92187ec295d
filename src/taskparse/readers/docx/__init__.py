"""DOCX and DOCM (ECMA-376): paragraphs, tables and automatic numbers as Word shows them, from the raw XML.

package → styles, numbering → story: inline → paragraphs, tables → blocks
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from taskparse.errors import NoTextLayer, UnreadableInput
from taskparse.readers.docx.inline import REMARKS, Note, State
from taskparse.readers.docx.numbering import Numbering, read_lists
from taskparse.readers.docx.package import Package, R, Relation, W, find_document, open_package
from taskparse.readers.docx.paragraphs import as_furniture
from taskparse.readers.docx.story import Story, are_fields_balanced
from taskparse.readers.docx.styles import read_styles, value
from taskparse.source import Block, ReadResult

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTES: Final = {"footnote": "footnotes", "endnote": "endnotes"}


def read_docx(data: bytes) -> ReadResult:
    """Blocks of a Word file: headers, body, notes, footers; tracked insertions kept, deletions dropped.

    Errors: UnreadableInput for a broken container, part or XML, or a file without text; EncryptedInput for an encrypted one.
    """
    package = open_package(data)
    name = find_document(package)
    root = package.part(name)
    body = None if root is None else root.find(W + "body")
    if root is None or body is None:
        raise UnreadableInput(
            f"{name} is not a Word document: it has no body", hint="open it in Word and save it again"
        )
    relations = package.relations(name)
    styles = read_styles(_part(package, relations, "styles"))
    numbering = Numbering(read_lists(_part(package, relations, "numbering"), styles), styles)
    seen: Counter[str] = Counter()
    hides = any(True for _ in root.iter(W + "vanish")) or any(style.hidden for style in styles.by_id.values())
    state = State(styles, _note_format(root), are_fields_balanced(body), hides, seen=seen)
    blocks = list(Story(numbering, state).blocks(body))
    if not any(block.text.strip() for block in blocks):
        raise _no_text(root)
    heads = _running(package, relations, root, numbering, "header", "running-head")
    notes = _notes(package, relations, state.notes, numbering)
    feet = _running(package, relations, root, numbering, "footer", "running-foot")
    remarks = [f"{what}: {seen[key]}" for key, what in REMARKS if seen[key]]
    if any(relation.kind == "diagramData" for relation in relations.values()):
        remarks.append("text inside diagrams is not read")
    return ReadResult((*heads, *blocks, *notes, *feet), MEDIA_TYPE, remarks=tuple(remarks))


def _part(package: Package, relations: dict[str, Relation], kind: str) -> etree._Element | None:
    return next((package.part(r.target) for r in relations.values() if r.kind == kind), None)


def _note_format(root: etree._Element) -> str:
    found = next((value(e, "numFmt") for e in root.iter(W + "footnotePr") if value(e, "numFmt")), None)
    return found or "decimal"


def _no_text(root: etree._Element) -> UnreadableInput:
    if next(root.iter(W + "drawing", W + "pict"), None) is not None:
        return NoTextLayer(
            "the Word file holds pictures and no text", hint="run a text recognition (OCR) on the pictures first"
        )
    return UnreadableInput("the Word file holds no text", hint="check that the file is what its name says")


def _running(
    package: Package, relations: dict[str, Relation], root: etree._Element, numbering: Numbering, kind: str, reason: str
) -> Iterator[Block]:
    """The lines of the headers or footers that the sections refer to, each once."""
    printed: set[str] = set()
    for reference in root.iter(f"{W}{kind}Reference"):
        relation = relations.get(reference.get(R + "id", ""))
        part = None if relation is None else package.part(relation.target)
        for block in (
            []
            if part is None
            else Story(numbering, State(numbering.styles, balanced=are_fields_balanced(part))).blocks(part)
        ):
            if block.text.strip() and block.text not in printed:
                printed.add(block.text)
                yield as_furniture(block.text, reason)


def _notes(
    package: Package, relations: dict[str, Relation], notes: list[Note], numbering: Numbering
) -> Iterator[Block]:
    """The footnotes, then the endnotes, in the order in which the text refers to them."""
    for kind, part_kind in _NOTES.items():
        part = _part(package, relations, part_kind)
        elements = {} if part is None else {e.get(W + "id", ""): e for e in part.iterchildren(W + kind)}
        for note in notes:
            element = elements.get(note.id)
            if note.kind != kind or element is None:
                continue
            state = State(numbering.styles, balanced=are_fields_balanced(element), note_mark=note.mark)
            yield from (
                as_furniture(b.text, "footnote") for b in Story(numbering, state).blocks(element) if b.text.strip()
            )
