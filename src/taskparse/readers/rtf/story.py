"""The tokens of an RTF file become blocks: groups, destinations, code pages, paragraphs, tables."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import regex

from taskparse.errors import UnreadableInput
from taskparse.readers.docx.fields import Inline
from taskparse.readers.docx.inline import INVISIBLE
from taskparse.readers.docx.paragraphs import as_furniture, make_blocks
from taskparse.readers.rtf.flow import Flow, Group, joined
from taskparse.readers.rtf.tables import Edges, read_rows
from taskparse.readers.rtf.tokens import Token
from taskparse.readers.rtf.words import APART, CHARACTERS, CHARSETS, ENDS, FONTS, LABELS, SKIPPED, SYMBOLS, codec_of
from taskparse.source import Block

_DEEPEST: Final = 2000
"""Groups inside each other; Word writes a dozen."""


class Story:
    """A file being read, token by token."""

    def __init__(self) -> None:
        self.flow = Flow()
        self.apart: list[Flow] = []
        self.seen: Counter[str] = Counter()
        self.depth = 0
        self._group = Group()
        self._stack: list[tuple[Group, Flow]] = []
        self._edges = Edges()
        self._charsets: dict[int, str] = {}
        self._font = -1
        self._codec = "cp1252"
        self._decoder = codecs.getincrementaldecoder("cp1252")("replace")
        self._decodes = "cp1252"
        self._to_skip = 0
        self._starred = False
        self._tables = 0

    def read(self, tokens: Iterable[Token]) -> None:
        """Take all tokens in."""
        for token in tokens:
            if token.kind == "{":
                self._open()
            elif token.kind == "}":
                self._close()
            elif token.kind == "word":
                self._word(token.value, token.number)
            elif token.kind == "symbol":
                self._symbol(token.value)
            else:
                self._bytes(token.value)
        self.depth = len(self._stack)
        while self._stack:
            self._close()
        self._end_paragraph()
        self._end_table()

    def _open(self) -> None:
        if len(self._stack) >= _DEEPEST:
            raise UnreadableInput(
                "the RTF file is damaged: its groups are too deep", hint="open it in Word and save it again"
            )
        self._to_skip = 0
        self._stack.append((self._group, self.flow))

    def _close(self) -> None:
        self._to_skip = 0
        if not self._stack:
            return
        group, flow = self._stack.pop()
        if flow is not self.flow:
            self._end_paragraph()
            self._end_table()
            done, self.flow = self.flow, flow
            if done.reason:
                self.apart.append(done)
            else:
                flow.after += done.blocks
        self._group = group

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self._starred = True
        elif symbol in ENDS:
            self._word(symbol, None)
        elif symbol in SYMBOLS:
            self._text(SYMBOLS[symbol])

    def _word(self, word: bytes, number: int | None) -> None:
        starred, self._starred = self._starred, False
        if self._to_skip and word != b"u":
            self._to_skip -= 1
            return
        if word in APART and not (self._group.skipped and word != b"shptxt"):
            self._finish()
            self.flow = Flow(APART[word])
            self._group = replace(self._group, skipped=False, in_table=False, hidden=False)
        elif word in LABELS:
            self._group = replace(self._group, label=True)
        elif word == FONTS:
            self._group = replace(self._group, fonts=True)
        elif starred or word in SKIPPED:
            self.seen["picture"] += word in (b"pict", b"shppict")
            self.seen["comment"] += word == b"annotation"
            self._group = replace(self._group, skipped=True)
        elif self._group.fonts:
            self._of_font(word, number)
        elif not self._group.skipped:
            self._of_text(word, number)

    def _of_font(self, word: bytes, number: int | None) -> None:
        if word == b"f":
            self._font = -1 if number is None else number
        elif word == b"fcharset" and number in CHARSETS:
            self._charsets[self._font] = CHARSETS[number]

    def _of_text(self, word: bytes, number: int | None) -> None:
        is_on = number != 0
        if word == b"u":
            self._unicode(number or 0)
        elif word in CHARACTERS:
            self._text(CHARACTERS[word])
        elif word in ENDS:
            self._end_paragraph()
        elif word == b"cell":
            self._end_paragraph(of_cell=True)
            self.flow.cells.append(self.flow.content)
            self.flow.content = []
        elif word == b"row":
            self._end_row()
        elif word == b"v":
            self._group = replace(self._group, hidden=is_on)
        elif word == b"deleted":
            self.seen["deletion"] += is_on
            self._group = replace(self._group, deleted=is_on)
        elif word == b"revised":
            self.seen["insertion"] += is_on
        elif word == b"plain":
            self._group = replace(self._group, hidden=False, deleted=False, font=-1)
        elif word == b"pard":
            self._group = replace(self._group, centred=False, in_table=False)
        elif word in (b"qc", b"ql", b"qr", b"qj", b"qd"):
            self._group = replace(self._group, centred=word == b"qc")
        elif word == b"intbl":
            self._group = replace(self._group, in_table=True)
        elif word == b"f":
            self._group = replace(self._group, font=-1 if number is None else number)
        elif word == b"uc":
            self._group = replace(self._group, unicode_skip=min(max(number or 0, 0), 16))
        elif word == b"ansicpg":
            self._codec = codec_of(number)
        elif word == b"mac":
            self._codec = "mac_roman"
        else:
            self._edges = self._edges.after(word, number or 0)

    def _bytes(self, data: bytes) -> None:
        self._starred = False
        if self._to_skip:
            self._to_skip, data = max(self._to_skip - len(data), 0), data[self._to_skip :]
        if not data or self._group.skipped or self._group.fonts:
            return
        wanted = self._charsets.get(self._group.font, self._codec)
        if wanted != self._decodes:
            if self._decoder.getstate()[0]:  # a character may begin in one run and end in the next
                self._show(self._decoder.decode(data[:1]))
                data = data[1:]
            self._finish()
            self._decodes, self._decoder = wanted, codecs.getincrementaldecoder(wanted)("replace")
        self._show(self._decoder.decode(data))

    def _unicode(self, number: int) -> None:
        self._text(chr(number & 0xFFFF))
        self._to_skip = self._group.unicode_skip

    def _text(self, text: str) -> None:
        self._finish()
        self._show(text)

    def _finish(self) -> None:
        """What is left of a character that was cut short."""
        if self._decoder.getstate()[0]:
            self._show(self._decoder.decode(b"", final=True))
        self._decoder.reset()

    def _show(self, text: str) -> None:
        group = self._group
        if text and not (group.skipped or group.fonts or group.hidden or group.deleted):
            (self.flow.label if group.label else self.flow.pieces).append(text)

    def _end_paragraph(self, *, of_cell: bool = False) -> None:
        self._finish()
        flow = self.flow
        text = joined(flow.pieces).translate(INVISIBLE)
        label = joined(flow.label).translate(INVISIBLE)
        pieces = [Inline(piece) for piece in regex.split(r"(\n)", text) if piece]
        found = make_blocks(label, pieces, self._group.centred) if label.strip() or text else []
        if not found and not of_cell:
            found = make_blocks("", [], self._group.centred)
        found += flow.after
        flow.pieces, flow.label, flow.after = [], [], []
        if of_cell or self._group.in_table:
            flow.content += found
        else:
            self._end_table()
            flow.blocks += found

    def _end_row(self) -> None:
        flow = self.flow
        if flow.content or flow.pieces:
            self._end_paragraph(of_cell=True)
            flow.cells.append(flow.content)
        if flow.cells:
            flow.rows.append((flow.cells, self._edges))
        flow.cells, flow.content = [], []

    def _end_table(self) -> None:
        flow = self.flow
        if flow.content or flow.cells:
            self._end_row()
        if flow.rows:
            rows, flow.rows = flow.rows, []
            found = list(read_rows(rows, self._tables))
            self._tables += any(block.cell for block in found)
            flow.blocks += found

    def furniture(self, reason: str) -> Iterator[Block]:
        """The lines of headers, footers or notes; what is printed on several kinds of pages once."""
        printed: set[str] = set()
        for block in [block for flow in self.apart if flow.reason == reason for block in flow.blocks]:
            if block.text.strip() and block.text not in printed:
                printed.add(block.text)
                yield as_furniture(block.text, reason)
