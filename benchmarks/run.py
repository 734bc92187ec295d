"""What taskparse costs beside other ways to the same text, as ratios: all measured in one run, in turn, medians of several rounds.

Times are processor time, of this process and of those it starts, so that other work on the machine disturbs them little.

    python benchmarks/run.py [NOTICE.pdf] [--rounds N]

The notice is samples/chengyan-2026.pdf unless another is named; its text (for the parts that need none of the PDF) is the Markdown file
of the same name, or of the name before the first hyphen, or notice.md, beside it. Prints a Markdown table. It needs taskparse installed with
its development tools; nothing here is a test.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pdfplumber
import pypdfium2
import pypdfium2.raw as pdfium
from timing import Row, medians, run, times

from taskparse.extraction import extract, extract_bytes, interpret
from taskparse.readers import read
from taskparse.source import SourceText

SAMPLE: Final = Path(__file__).parents[1] / "samples" / "chengyan-2026.pdf"
COPIES: Final = 100
PAGES: Final = 300
HEAVY: Final = ("lxml", "pdfplumber", "pydantic", "pypdfium2", "regex", "rich.table", "taskparse.notice.models", "yaml")
"""What `taskparse --version` has no use for."""

COLD_PDFPLUMBER: Final = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    sys.stdout.write("\\n".join(page.extract_text() for page in pdf.pages))
"""

PEAK: Final = """
import sys
from taskparse.cli.app import app
try:
    app(prog_name="taskparse")
except SystemExit:
    pass
sys.stderr.write(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def hand_over_characters(path: Path) -> int:
    """PDFium's text and one box for each of its characters, for all pages, as a program gets them that asks PDFium and nothing more."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    characters = 0
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        for number in range(len(document)):
            page = pdfium.FPDF_LoadPage(document.raw, number)
            text_page = pdfium.FPDFText_LoadPage(page)
            count = pdfium.FPDFText_CountChars(text_page)
            buffer = (ctypes.c_ushort * (count + 1))()
            pdfium.FPDFText_GetText(text_page, 0, count, buffer)
            text = bytes(buffer).decode("utf-16-le", "replace")
            boxes = []
            for index in range(count):
                pdfium.FPDFText_GetCharBox(text_page, index, left, right, bottom, top)
                boxes.append((left.value, top.value, right.value, bottom.value))
            characters += min(len(text), len(boxes))
            pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDF_ClosePage(page)
    return characters


def extract_text_with_pdfplumber(path: Path) -> int:
    """The text of all pages by pdfplumber's extract_text."""
    with pdfplumber.open(path) as document:
        return sum(len(page.extract_text()) for page in document.pages)


def repeated(text: str, copies: int) -> bytes:
    """The text with its plan, from the first heading to the last task, several times over."""
    notice = extract_bytes(text.encode())
    start, end = notice.sections[0].span.start, notice.tasks[-1].span.end
    return (text[:start] + "\n".join([text[start:end]] * copies) + text[end:]).encode()


def modules_of_version() -> list[str]:
    """Names of the modules that `taskparse --version` imports."""
    command = [sys.executable, "-X", "importtime", "-m", "taskparse", "--version"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stderr.splitlines()
    return [line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")][1:]


def long_pdf(path: Path, pages: int, place: Path) -> Path:
    """A PDF of so many pages: those of the notice again and again."""
    with pypdfium2.PdfDocument(path) as notice, pypdfium2.PdfDocument.new() as long:
        while len(long) < pages:
            long.import_pages(notice, pages=list(range(min(len(notice), pages - len(long)))))
        long.save(place)
    return place


def peak_memory(path: Path) -> float:
    """Megabytes that `taskparse extract` of a file has at most; a process says so itself, for a child's count begins with its parent's."""
    command = [sys.executable, "-c", PEAK, "extract", str(path), "-f", "json"]
    result = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(result.stderr.split()[-2]) / 1024


def measure_pages(path: Path, rounds: int) -> list[Row]:
    """What many pages cost: memory, and time beside that of a third of them."""
    with TemporaryDirectory() as folder:
        some, many = (long_pdf(path, count, Path(folder, f"{count}.pdf")) for count in (PAGES // 3, PAGES))
        some_time, many_time = medians(min(rounds, 3), [lambda: extract(some), lambda: extract(many)])
        memory = peak_memory(many)
    return [
        Row(f"memory of `taskparse extract` for {PAGES} pages", f"{memory:.0f} MB", "≤ 250 MB"),
        Row(f"`extract()` of {PAGES} pages : of {PAGES // 3} pages", times(many_time, some_time), "≤ 3.3"),
    ]


def measure_formats(path: Path, rounds: int) -> list[Row]:
    """The notice as Word file and as web page, where they lie beside it, beside the PDF: read, and read into a Notice."""
    others = [file for suffix in (".docx", ".html") if (file := beside(path, suffix))]
    rows: list[Row] = []
    for what, work in (("`read()`", read), ("`extract()`", extract_bytes)):
        whole = [file.read_bytes() for file in (path, *others)]
        pdf, *found = medians(rounds, [partial(work, data) for data in whole])
        for file, taken in zip(others, found, strict=True):
            rows.append(Row(f"{what} of the PDF : of the {file.suffix[1:].upper()}", times(pdf, taken), "≥ 2"))
    return rows


def beside(path: Path, suffix: str) -> Path | None:
    """The file of that kind that holds the same notice as the PDF."""
    stems = (path.stem, path.name.split(".")[0], path.stem.split("-")[0])
    places = [path.with_name(stem + suffix) for stem in stems]
    return next((place for place in places if place.exists()), None)


def measure(path: Path, rounds: int) -> list[Row]:
    """All rows of the table."""
    text_file = beside(path, ".md") or path
    data = text_file.read_bytes()
    result, digest = read(data), hashlib.sha256(data).hexdigest()
    characters, plumber, notice, text, cold, cold_plumber = medians(
        rounds,
        [
            lambda: hand_over_characters(path),
            lambda: extract_text_with_pdfplumber(path),
            lambda: extract(path),
            lambda: interpret(result, name="notice.md", digest=digest),
            lambda: run("-m", "taskparse", "extract", str(path)),
            lambda: run("-c", COLD_PDFPLUMBER, str(path)),
        ],
    )
    plain = SourceText.join(result.blocks).text
    one, many = repeated(plain, 1), repeated(plain, COPIES)
    once, often = medians(min(rounds, 5), [lambda: extract_bytes(one), lambda: extract_bytes(many)])
    modules = modules_of_version()
    heavy = [name for name in HEAVY if name in modules]
    return [
        Row(
            "`extract()` of the PDF, warm : pypdfium2 handing over the same characters and boxes",
            times(notice, characters),
            "≤ 3",
        ),
        Row(
            "`extract()` of the PDF, warm : pdfplumber's `extract_text` of the same pages",
            times(notice, plumber),
            "≤ 0.125",
        ),
        Row(
            f"text → Notice ({text_file.suffix[1:]}, blocks already read) : pypdfium2 as above",
            times(text, characters),
            "≤ 1",
        ),
        Row(
            "cold `taskparse extract` : cold script with pdfplumber's `extract_text`",
            times(cold, cold_plumber),
            "≤ 0.5",
        ),
        Row(f"the plan {COPIES} times over in one text : the text as it is", times(often, once), "≤ 110"),
        Row(
            "modules that `taskparse --version` imports",
            f"{len(modules)}, of {', '.join(HEAVY)}: {', '.join(heavy) or 'none'}",
            "none of these",
        ),
        *measure_formats(path, rounds),
        *measure_pages(path, rounds),
    ]


def main() -> None:
    """Measure one notice and print the table."""
    parser = argparse.ArgumentParser(description="Measure taskparse beside other tools and print a Markdown table.")
    parser.add_argument("notice", nargs="?", type=Path, default=SAMPLE, help="a PDF with a text layer")
    parser.add_argument("--rounds", type=int, default=9, help="rounds of which the median is taken")
    options = parser.parse_args()
    with pypdfium2.PdfDocument(options.notice) as document:
        pages = len(document)
    version = ".".join(map(str, sys.version_info[:3]))
    print(f"{options.notice.name}, {pages} pages, Python {version}, median of {options.rounds} rounds\n")
    print("| measure | ratio | goal |\n|---|---|---|")
    for row in measure(options.notice, options.rounds):
        print(f"| {row.what} | {row.cost} | {row.goal} |")


if __name__ == "__main__":
    main()
