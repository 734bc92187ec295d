"""Small DOC files for tests, written by hand: text in pieces anywhere in the file, property pages, a table of parts."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from taskparse.readers.doc.file import Counts, Part
from tests.ole_writer import ole

HEAD = 0x400
PAGE = 512


@dataclass(frozen=True)
class Para:
    """A paragraph with its mark; `changes`: to its properties; `looks`: changes to characters, by the place of the first and after the last."""

    text: str
    mark: str = "\r"
    changes: bytes = b""
    looks: Mapping[tuple[int, int], bytes] = field(default_factory=dict)
    style: int = 0


def sprm(code: int, operand: bytes | int) -> bytes:
    """A change of a property."""
    size = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}.get(code >> 13)
    if isinstance(operand, int):
        assert size
        return struct.pack("<H", code) + operand.to_bytes(size, "little")
    counted = struct.pack("<H", len(operand) + 1) if code == 0xD608 else bytes([len(operand)])
    return struct.pack("<H", code) + (b"" if size else counted) + operand


IN_TABLE = sprm(0x2416, 1)
ROW_END = IN_TABLE + sprm(0x2417, 1)
HIDDEN, DELETED, INSERTED = sprm(0x083C, 1), sprm(0x0800, 1), sprm(0x0801, 1)


def cells(*texts: str, edges: Sequence[int] = (), flags: Sequence[int] = (), more: bytes = b"") -> list[Para]:
    """A row of a table; `edges`: of its cells, one more than there are; `flags`: of each cell; `more`: changes of the row."""
    row = ROW_END
    if edges:
        define = bytes([len(texts)]) + struct.pack(f"<{len(edges)}h", *edges)
        define += b"".join(struct.pack("<H18x", flag) for flag in flags)
        row += sprm(0xD608, define)
    parts = [part for text in texts for part in _cell(text)]
    return [*parts, Para("", "\a", row + more)]


def _cell(text: str) -> list[Para]:
    *first, last = text.split("|")
    return [*(Para(part, "\r", IN_TABLE) for part in first), Para(last, "\a", IN_TABLE)]


@dataclass(frozen=True)
class Options:
    """How a file is written: where the text is cut into pieces, whether these stand backwards, changes of pieces, more parts.

    `stories`: texts beside the main one; `flags`, `version`: of the header; `data`: the stream of large lists.
    """

    cuts: Sequence[int] = ()
    backwards: bool = False
    prms: Mapping[int, int] = field(default_factory=dict)
    prepared: Sequence[bytes] = ()
    parts: Mapping[Part, bytes] = field(default_factory=dict)
    stories: Mapping[str, str] = field(default_factory=dict)
    flags: int = 0x0200
    version: int = 0xC1
    data: bytes = b""


def doc(paragraphs: Sequence[Para | str], options: Options | None = None) -> bytes:
    """A DOC file with these paragraphs; text that Windows can write in one byte is compressed."""
    return ole(streams(paragraphs, options or Options()))


def word_6(text: str) -> bytes:
    """A file of Word 6, as plain as can be."""
    head = bytearray(0x300)
    body = text.encode("ascii")
    struct.pack_into("<HHHHHHH", head, 0, 0xA5DC, 0x65, 0x2027, 0x0409, 0, 0, 0x65)
    struct.pack_into("<III", head, 0x18, len(head), len(head) + len(body), len(head) + len(body))
    struct.pack_into("<I", head, 0x34, len(body))
    return ole({"WordDocument": bytes(head) + body})


def streams(paragraphs: Sequence[Para | str], options: Options) -> dict[str, bytes]:
    """The streams of the file."""
    paras = [p if isinstance(p, Para) else Para(p) for p in paragraphs]
    units = _units("".join(p.text + p.mark for p in paras))
    main = len(units)
    counts = Counts(main, *(len(_units(options.stories.get(name, ""))) for name in Counts._fields[1:]))
    for name in Counts._fields[1:]:
        units += _units(options.stories.get(name, ""))
    if len(units) > main:
        units += _units("\r")
    cuts = sorted({0, *options.cuts, len(units)})
    texts = [units[a:b] for a, b in pairwise(cuts)]
    order = range(len(texts))[::-1] if options.backwards else range(len(texts))
    body, offsets = b"", {}
    for index in order:
        packed = _packed(texts[index])
        body += b"\0" * (len(body) % 2)
        offsets[index] = (HEAD + len(body), 1 if len(packed) == len(texts[index]) else 2)
        body += packed
    pages_at = HEAD + -(-len(body) // PAGE) * PAGE
    para_runs, char_runs = [], []
    for index in order:
        offset, width = offsets[index]
        for start, end, changes in _spread(_para_spans(paras), cuts[index], cuts[index + 1]):
            para_runs.append((offset + start * width, offset + end * width, changes))
        for start, end, changes in _spread(_char_spans(paras), cuts[index], cuts[index + 1]):
            char_runs.append((offset + start * width, offset + end * width, changes))
    pages = b""
    bins = {}
    for part, runs, size in ((Part.PARAGRAPH_PAGES, para_runs, 13), (Part.CHARACTER_PAGES, char_runs, 1)):
        firsts, numbers = [], []
        for group in _groups(runs, size):
            firsts.append(group[0][0])
            numbers.append((pages_at + len(pages)) // PAGE)
            pages += _page(group, size)
        bins[part] = struct.pack(f"<{len(firsts) + 1}I{len(numbers)}I", *firsts, runs[-1][1] if runs else 0, *numbers)
    bins[Part.PIECES] = _clx(cuts, offsets, options)
    table, places = b"", {}
    for part, content in (bins | dict(options.parts)).items():
        places[part] = (len(table), len(content))
        table += content
    head = bytearray(HEAD)
    struct.pack_into("<HH6xH", head, 0, 0xA5EC, options.version, options.flags)
    struct.pack_into("<8I", head, 0x4C, *counts)
    for part, place in places.items():
        struct.pack_into("<II", head, 0x9A + 8 * part, *place)
    word = (bytes(head) + body).ljust(pages_at, b"\0") + pages
    name = "1Table" if options.flags & 0x0200 else "0Table"
    return {"WordDocument": word, name: table} | ({"Data": options.data} if options.data else {})


def _units(text: str) -> list[int]:
    data = text.encode("utf-16-le", "surrogatepass")
    return list(struct.unpack(f"<{len(data) // 2}H", data))


def _packed(units: Sequence[int]) -> bytes:
    text = "".join(map(chr, units))
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        return struct.pack(f"<{len(units)}H", *units)


def _para_spans(paras: Sequence[Para]) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    for para in paras:
        size = len(_units(para.text + para.mark))
        yield at, at + size, struct.pack("<H", para.style) + para.changes
        at += size


def _char_spans(paras: Sequence[Para]) -> Iterator[tuple[int, int, bytes]]:
    at = done = 0
    for para in paras:
        for (start, end), changes in sorted(para.looks.items()):
            yield done, at + start, b""
            yield at + start, at + end, changes
            done = at + end
        at += len(_units(para.text + para.mark))
    yield done, at, b""


def _spread(spans: Iterator[tuple[int, int, bytes]], first: int, last: int) -> Iterator[tuple[int, int, bytes]]:
    """The spans inside a piece, counted from its beginning."""
    for start, end, changes in spans:
        if max(start, first) < min(end, last):
            yield max(start, first) - first, min(end, last) - first, changes


def _groups(runs: Sequence[tuple[int, int, bytes]], size: int) -> Iterator[list[tuple[int, int, bytes]]]:
    """The runs that fit into one page."""
    group: list[tuple[int, int, bytes]] = []
    room = PAGE - 8
    for run in runs:
        needed = 4 + size + len(run[2]) + 3
        if needed > room and group:
            yield group
            group, room = [], PAGE - 8
        group.append(run)
        room -= needed
    if group:
        yield group


def _page(runs: Sequence[tuple[int, int, bytes]], size: int) -> bytes:
    page = bytearray(PAGE)
    page[-1] = len(runs)
    end = PAGE - 1
    for index, (start, stop, changes) in enumerate(runs):
        packed = bytes([len(changes)]) + changes if size == 1 else _even(changes)
        end = (end - len(packed)) & ~1
        page[end : end + len(packed)] = packed
        struct.pack_into("<II", page, 4 * index, start, stop)
        page[4 * (len(runs) + 1) + size * index] = end // 2
    return bytes(page)


def _even(changes: bytes) -> bytes:
    if len(changes) % 2:
        return bytes([(len(changes) + 1) // 2]) + changes
    return bytes([0, len(changes) // 2]) + changes


def _clx(cuts: Sequence[int], offsets: Mapping[int, tuple[int, int]], options: Options) -> bytes:
    table = struct.pack(f"<{len(cuts)}I", *cuts)
    for index in range(len(cuts) - 1):
        offset, width = offsets[index]
        place = offset if width == 2 else offset * 2 | 1 << 30
        table += struct.pack("<HIH", 0, place, options.prms.get(index, 0))
    lists = b"".join(b"\x01" + struct.pack("<H", len(p)) + p for p in options.prepared)
    return lists + b"\x02" + struct.pack("<I", len(table)) + table
