"""Text recognition by `taskparse extract --ocr always` beside RapidOCR alone: the same pages, drawn alike, in as many processes.

    python benchmarks/recognition.py [SCAN.pdf] [--pages N] [--rounds N]

The first four pages unless others are asked for. RapidOCR alone runs with the settings that taskparse gives it but for the places of single
characters, which only taskparse has a use for: one thread in each of several processes, and each process takes every n-th page. Whole
processes, in turn, medians of several rounds: pages a second by the clock, and processor time. It needs the extra `ocr`. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

import pypdfium2
from timing import processor_time, times

from taskparse.readers.ocr.pool import count_workers

SAMPLE: Final = Path(__file__).parents[1] / "samples" / "chengyan-2026.pdf"

ALONE: Final = """
import sys
import numpy, pypdfium2
from rapidocr import RapidOCR

path, first, step = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
recognise = RapidOCR(params={
    "Global.log_level": "error", "Global.use_cls": False, "Global.max_side_len": 4000,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1,
})
with pypdfium2.PdfDocument(path) as document:
    for number in range(first, len(document), step):
        print("\\n".join(recognise(document[number].render(scale=150 / 72).to_numpy()).txts or ()))
"""


def alone(path: Path, processes: int) -> None:
    """RapidOCR on all pages, in so many processes."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ALONE, str(path), str(number), str(processes)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        for number in range(processes)
    ]
    codes = [process.wait() for process in started]
    if any(codes):
        raise SystemExit("RapidOCR has failed: is the extra `ocr` installed?")


def whole(path: Path) -> None:
    """The Notice of all pages."""
    command = [sys.executable, "-m", "taskparse", "extract", str(path), "--ocr", "always"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measure(works: list[Callable[[], None]], rounds: int) -> list[tuple[float, float]]:
    """Seconds by the clock and of processor time for each work; a first round does not count."""
    taken: list[list[tuple[float, float]]] = [[] for _ in works]
    for number in range(rounds + 1):
        for work, found in zip(works, taken, strict=True):
            clock, processor = time.perf_counter(), processor_time()
            work()
            if number:
                found.append((time.perf_counter() - clock, processor_time() - processor))
    return [(median(c for c, _ in found), median(p for _, p in found)) for found in taken]


def main() -> None:
    """Measure a scan and print the table."""
    parser = argparse.ArgumentParser(description="Measure text recognition beside RapidOCR alone.")
    parser.add_argument("scan", nargs="?", type=Path, default=SAMPLE, help="a PDF; its text layer is not looked at")
    parser.add_argument("--pages", type=int, default=4, help="so many pages from the first")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the median is taken")
    options = parser.parse_args()
    processes = min(count_workers(), options.pages)
    with TemporaryDirectory() as folder:
        part = Path(folder, "part.pdf")
        with pypdfium2.PdfDocument(options.scan) as scan, pypdfium2.PdfDocument.new() as some:
            some.import_pages(scan, pages=list(range(min(options.pages, len(scan)))))
            pages = len(some)
            some.save(part)
        (ours, our_work), (theirs, their_work) = measure(
            [partial(whole, part), partial(alone, part, processes)], options.rounds
        )
    print(f"{options.scan.name}, {pages} pages, {processes} processes, median of {options.rounds} rounds\n")
    print("| measure | taskparse | RapidOCR alone | ratio of the times | goal |\n|---|---|---|---|---|")
    print(f"| pages a second | {pages / ours:.2f} | {pages / theirs:.2f} | {times(ours, theirs)} | ≤ 1.15 |")
    print(
        f"| processor time for a page | {our_work / pages:.2f} s | {their_work / pages:.2f} s | {times(our_work, their_work)} | ≤ 1.15 |"
    )


if __name__ == "__main__":
    main()
