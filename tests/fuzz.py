"""Damaged files without end: each reader, and all that comes after it, gives a Notice or one named error, in time.

    python -m tests.fuzz                     40 files of each kind
    python -m tests.fuzz --minutes 30        as many as fit into half an hour, others every time
    python -m tests.fuzz pdf doc --from 1000 --cases 500

What a file of a kind and a number looks like is always the same. Files are read in a process of their own, which may crash or hang; those that end
in anything but a Notice or a TaskparseError are kept in tests/data/fuzz, where tests/test_fuzz.py reads them from then on.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import multiprocessing
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from taskparse.errors import TaskparseError
from taskparse.extraction import extract_bytes
from tests.pdf_writer import FONTS, Item, Raw, Text, content_of, pdf, stream
from tests.sheet_writer import Table, ods

SAME: Final = Path(__file__).parent / "data" / "same"
KEPT: Final = Path(__file__).parent / "data" / "fuzz"
SECONDS: Final = 20.0
"""A file that takes longer counts as one that never ends; most take a tenth of a second."""

_SCRAPS: Final = (
    b"", b"\0", b"\xff\xff\xff\xff", b"-1", b"99999999999", b"1e99", b"<", b">", b"&#1;", b'"', b"/", b"(", b")", b"[", b"<<", b">>", b" 0 R",
    "（牵头单位：".encode(), "一、".encode(), b"\t\t", b"|", b"{\\rtf", b"\\u-1?", b"\xd0\xcf",
)  # fmt: skip


def _pdf() -> bytes:
    """Everything that tests/pdf_writer.py can write, unpacked, so that damage meets it."""
    form = stream(
        f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {FONTS} >>",
        content_of(Text(100, 100, "一、重点任务")),
    )
    note = "<< /Type /Annot /Subtype /FreeText /Rect [112 640 312 670] /F 4 /AP << /N 6 0 R >> >>"
    turned = Text(300, 500, "1.新建公园3个。（责任单位：区城管局）", upwards=True)
    white = Raw("q 1 g " + content_of(Text(100, 300, "看不见")) + " Q 10 10 300 0.5 re f 10 10 m 10 300 l S")
    pages: list[list[Item]] = [
        [Raw("q 1 0 0 1 0 -20 cm /X1 Do Q"), turned, white],
        [turned, Text(100, 100, "2.植树。")],
    ]
    return pdf(
        pages,
        resources=FONTS + " /XObject << /X1 6 0 R >>",
        page_entries="/Rotate 90 /Annots [7 0 R]",
        objects=[form, note],
    )


def _file(name: str) -> Callable[[], bytes]:
    return (SAME / name).read_bytes


SEEDS: Final[dict[str, Callable[[], bytes]]] = {
    "text": _file("notice.txt"),
    "markdown": _file("notice.md"),
    "html": _file("notice.html"),
    "docx": _file("notice.docx"),
    "doc": _file("notice.doc"),
    "rtf": _file("notice.rtf"),
    "ofd": _file("notice.ofd"),
    "xlsx": _file("table.xlsx"),
    "xls": _file("table.xls"),
    "ods": lambda: ods(
        Table([["序号", "任务", "责任单位"], [1, "植树。", "区城管局"], [2, "新建公园3个。", "区园林局"]])
    ),
    "csv": lambda: "序号,任务,责任单位,时限\n1,植树。,区城管局,全年\n2,新建公园3个。,区园林局,6月底前\n".encode(),
    "pdf": _pdf,
    "pdf-reportlab": _file("notice.reportlab.pdf"),
}


@cache
def _seed(kind: str) -> bytes:
    return SEEDS[kind]()


def mutant(kind: str, number: int) -> bytes:
    """A damaged file; of a zip container one part is damaged, or, every fourth time, the container itself."""
    chance, data = Random(f"{kind} {number}"), _seed(kind)
    if not data.startswith(b"PK") or number % 4 == 0:
        return _damaged(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name, content in parts.items() if content])
    parts[name] = _damaged(parts[name], chance)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return buffer.getvalue()


def _damaged(data: bytes, chance: Random) -> bytes:
    bad = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        at, length = chance.randrange(len(bad) + 1), min(chance.choice((0, 1, 1, 2, 4, 16, 200)), len(bad))
        match chance.randrange(5):
            case 0 if bad:
                bad[at % len(bad)] = chance.choice((0, 0xFF, 0x7F, chance.randrange(256)))
            case 1:
                bad[at : at + length] = chance.choice(_SCRAPS)
            case 2:
                del bad[at : at + length]
            case 3:
                start = chance.randrange(len(bad) + 1)
                bad[at:at] = bad[start : start + length] * chance.choice((1, 2, 50))
            case _:
                bad[at:at] = chance.choice(_SCRAPS) * chance.choice((1, 1, 3, 400))
    return bytes(bad[: chance.randrange(len(bad) + 1)] if chance.random() < 0.05 else bad)


def fault_of(data: bytes) -> str | None:
    """What is wrong with how a file was read; None where it gave a Notice or a named error in one line."""
    try:
        extract_bytes(data, ocr="never")
    except TaskparseError as error:
        return None if "\n" not in str(error) else f"a message of several lines: {error}"
    except Exception:  # whatever it is, it is a finding
        return traceback.format_exc()
    return None


def _work(kind: str, start: int, end: int, until: float, at: object, faults: object) -> None:
    for number in range(start, end):
        at.value = number  # type: ignore[attr-defined]
        if time.time() > until:
            break
        if fault := fault_of(mutant(kind, number)):
            faults.put((number, fault))  # type: ignore[attr-defined]


def search(kind: str, start: int, end: int, until: float) -> Iterator[tuple[int, str]]:
    """Numbers of files of a kind that are read wrongly, and how."""
    processes = multiprocessing.get_context("spawn")
    while start < end and time.time() < until:
        at, faults = processes.Value("q", start), processes.SimpleQueue()
        worker = processes.Process(target=_work, args=(kind, start, end, until, at, faults))
        worker.start()
        seen, since = -1, time.time()
        while worker.is_alive():
            worker.join(0.2)
            while not faults.empty():
                yield faults.get()
            if at.value != seen:
                seen, since = at.value, time.time()
            elif time.time() - since > SECONDS:
                worker.kill()
                worker.join()
                yield seen, f"takes more than {SECONDS:g} s"
        while not faults.empty():
            yield faults.get()
        if worker.exitcode == 0:
            return
        if worker.exitcode != -9:
            yield at.value, f"the process ended with {worker.exitcode}"
        start = at.value + 1


def main() -> int:
    """Search all kinds, or those named; 1 where something was found."""
    parser = argparse.ArgumentParser(description="Read damaged files and keep those that are read wrongly.")
    parser.add_argument("kinds", nargs="*", choices=[[], *SEEDS], help="kinds of files (default: all)")
    parser.add_argument("--cases", type=int, default=40, help="files of each kind")
    parser.add_argument("--minutes", type=float, help="go on so long, with other files every time")
    parser.add_argument("--from", dest="start", type=int, help="the number of the first file")
    options = parser.parse_args()
    kinds = options.kinds or list(SEEDS)
    start = options.start if options.start is not None else int(time.time()) * 1000 if options.minutes else 0
    found = 0
    for kind in kinds:
        until = time.time() + (60 * options.minutes / len(kinds) if options.minutes else 600)
        end = start + (10**9 if options.minutes else options.cases)
        known: set[str] = set()
        for number, fault in search(kind, start, end, until):
            found += 1
            what = fault.strip().splitlines()[-1]
            if what in known:  # one file shows it
                continue
            known.add(what)
            data = mutant(kind, number)
            KEPT.mkdir(exist_ok=True)
            place = KEPT / f"{kind}-{hashlib.sha256(data).hexdigest()[:8]}.bin"
            place.write_bytes(data)
            print(f"{kind} {number}: kept as {place.name}\n{fault.strip()}\n", file=sys.stderr)
    print(f"{', '.join(kinds)}: {found} findings")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
