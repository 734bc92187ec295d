"""DOCX and DOCM (ECMA-376): paragraphs, tables and automatic numbers as Word shows them, from the raw XML.

package → styles, numbering → story: inline → paragraphs, tables → blocks
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from lxml import etree

from taskparse.errors import NoTextLayer, UnreadableInput
from taskparse.readers.docx.chunks import Chunks, Limits, limits_of_file
from taskparse.readers.docx.fields import REMARKS, State
from taskparse.readers.docx.looks import varies
from taskparse.readers.docx.numbering import Numbering, read_lists
from taskparse.readers.docx.package import Package, R, Relation, W, find_document, open_package
from taskparse.readers.docx.paragraphs import as_furniture
from taskparse.readers.docx.story import Story, are_fields_balanced
from taskparse.readers.docx.styles import read_styles, value, without_tables
from taskparse.source import Block, ReadResult

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOTES: Final = {"footnote": "footnotes", "endnote": "endnotes"}
_EMBEDDED: Final = ("package", "oleObject")
_DRAWN: Final = {"diagramData": "diagrams", "chart": "charts"}


def read_docx(data: bytes) -> ReadResult:
    """Blocks of a Word file: headers, body, notes, footers; tracked insertions kept, deletions dropped.

    Errors: UnreadableInput for a broken container, part or XML, or a file without text; EncryptedInput for an encrypted one.
    """
    return _read_package(open_package(data), limits_of_file())


def _read_package(package: Package, limits: Limits) -> ReadResult:
    name = find_document(package)
    root = package.part(name)
    body = None if root is None else next(root.iterchildren(W + "body"), None)
    if root is None or body is None:
        raise UnreadableInput(
            f"{name} is not a Word document: it has no body", hint="open it in Word and save it again"
        )
    relations = package.relations(name)
    styles = read_styles(_part(package, relations, "styles", without_tables))
    numbering = Numbering(read_lists(_part(package, relations, "numbering"), styles), styles)
    state = State(styles, _note_format(root), are_fields_balanced(body), varies(root, styles))
    file = _File(package, limits, numbering, state)
    blocks = list(file.story(name, state).blocks(body))
    if not any(block.text.strip() for block in blocks):
        raise _no_text(root)
    heads = file.running(relations, root, "header", "running-head")
    notes = file.notes(relations)
    feet = file.running(relations, root, "footer", "running-foot")
    return ReadResult((*heads, *blocks, *notes, *feet), MEDIA_TYPE, remarks=(*_remarks(state, relations),))


def _remarks(state: State, relations: Mapping[str, Relation]) -> Iterator[str]:
    """What a clerk should know: what was left out, and what was read in one of two ways."""
    kinds = Counter(relation.kind for relation in relations.values())
    seen = state.seen + Counter(embedded=sum(kinds[kind] for kind in _EMBEDDED))
    yield from (f"{what}: {seen[key]}" for key, what in REMARKS if seen[key])
    yield from (f"text inside {what} is not read" for kind, what in _DRAWN.items() if kinds[kind])
    yield from state.remarks


def _part(
    package: Package, relations: Mapping[str, Relation], kind: str, shorten: Callable[[bytes], bytes] | None = None
) -> etree._Element | None:
    return next((package.part(r.target, shorten) for r in relations.values() if r.kind == kind), None)


def _note_format(root: etree._Element) -> str:
    found = next((value(e, "numFmt") for e in root.iter(W + "footnotePr") if value(e, "numFmt")), None)
    return found or "decimal"


def _no_text(root: etree._Element) -> UnreadableInput:
    if next(root.iter(W + "drawing", W + "pict"), None) is not None:
        return NoTextLayer(
            "the Word file holds pictures and no text", hint="run a text recognition (OCR) on the pictures first"
        )
    return UnreadableInput("the Word file holds no text", hint="check that the file is what its name says")


class _File(NamedTuple):
    """A file whose parts are being read; `state` is that of its body, which knows the notes and counts for all of them."""

    package: Package
    limits: Limits
    numbering: Numbering
    state: State

    def story(self, part: str, state: State) -> Story:
        """A story of a part: the documents inside it are named by the part's own relations."""
        return Story(self.numbering, state, Chunks(self.package, part, self.limits, _read_package))

    def beside(self, part: etree._Element, mark: str = "") -> State:
        """The state of a story beside the body: counters and notes of its own, the count of what was seen shared."""
        varied = varies(part, self.numbering.styles)
        seen, remarks = self.state.seen, self.state.remarks
        balanced = are_fields_balanced(part)
        return State(self.numbering.styles, "decimal", balanced, varied, seen=seen, note_mark=mark, remarks=remarks)

    def running(
        self, relations: Mapping[str, Relation], root: etree._Element, kind: str, reason: str
    ) -> Iterator[Block]:
        """The lines of the headers or footers that the sections refer to, each once."""
        names = [
            relations[i].target for e in root.iter(f"{W}{kind}Reference") if (i := e.get(R + "id", "")) in relations
        ]
        printed: set[str] = set()
        for name in dict.fromkeys(names):
            part = self.package.part(name)
            for block in () if part is None else self.story(name, self.beside(part)).blocks(part):
                if block.text.strip() and block.text not in printed:
                    printed.add(block.text)
                    yield as_furniture(block.text, reason)

    def notes(self, relations: Mapping[str, Relation]) -> Iterator[Block]:
        """The footnotes, then the endnotes, in the order in which the text refers to them."""
        for kind, part_kind in _NOTES.items():
            wanted = [note for note in self.state.notes if note.kind == kind]
            name = next((r.target for r in relations.values() if r.kind == part_kind), "")
            part = self.package.part(name) if wanted and name else None
            elements = {} if part is None else {e.get(W + "id", ""): e for e in part.iterchildren(W + kind)}
            for note in wanted:
                if (element := elements.get(note.id)) is not None:
                    story = self.story(name, self.beside(element, note.mark))
                    yield from (as_furniture(b.text, "footnote") for b in story.blocks(element) if b.text.strip())
