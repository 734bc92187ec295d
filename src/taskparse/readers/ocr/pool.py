"""Pictures are recognised side by side in worker processes, as many as there are processors and as the memory holds; answers come in order."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import Final

from taskparse.errors import UnreadableInput
from taskparse.readers.ocr.seen import Picture, Sight

_WORKER_MEMORY: Final = 1 << 30
"""Bytes that one worker takes: 0.8 GB were measured on pages of A4 at 150 dots an inch."""


def recognise(pictures: Iterable[Picture], count: int) -> Iterator[Sight]:
    """What is seen on each of `count` pictures, in their order; they are drawn only as fast as they are recognised.

    Errors: UnreadableInput where a worker comes to its end before its work does.
    """
    size = min(count, count_workers())
    workers: SimpleQueue[_Worker] = SimpleQueue()
    every = [_Worker() for _ in range(size)]
    for worker in every:
        workers.put(worker)

    def run(picture: Picture) -> Sight:
        if picture.is_blank:
            return Sight()
        worker = workers.get()
        try:
            return worker.see(picture)
        finally:
            workers.put(worker)

    with ThreadPoolExecutor(max(size, 1)) as threads:
        try:
            waiting: deque[Future[Sight]] = deque()
            for picture in pictures:
                # One picture more than workers, so that none has to wait for the next to be drawn.
                if len(waiting) > size:
                    yield waiting.popleft().result()
                waiting.append(threads.submit(run, picture))
            while waiting:
                yield waiting.popleft().result()
        finally:
            for worker in every:
                worker.end()


def count_workers() -> int:
    """How many pages to recognise at once: one for each processor that this process may use, within the free memory."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, _free_memory() // _WORKER_MEMORY))


def _free_memory() -> int:
    """Bytes that can be had without swapping; where the system does not say, enough for two workers."""
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 2 * _WORKER_MEMORY


class _Worker:
    """A process that recognises one picture after the other; started with the first."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def see(self, picture: Picture) -> Sight:
        """What it sees."""
        if self._ended:
            raise UnreadableInput("the text recognition was stopped")
        if self._process is None:
            self._process = _start()
        assert self._process.stdin
        assert self._process.stdout
        try:
            pickle.dump(picture, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            answer = pickle.load(self._process.stdout)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            what = "the text recognition came to an unexpected end"
            raise UnreadableInput(what, hint="there may be too little memory") from error
        if isinstance(answer, Sight):
            return answer
        raise UnreadableInput(f"the text recognition failed: {answer}", hint="install taskparse[ocr] again")

    def end(self) -> None:
        """Stop the process; one at work is not waited for."""
        self._ended = True
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                if stream:
                    with suppress(OSError):
                        stream.close()


def _start() -> subprocess.Popen[bytes]:
    """A worker with one thread that finds the same modules as this process."""
    path = os.pathsep.join([entry or os.getcwd() for entry in sys.path])
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "taskparse.readers.ocr.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1"},
    )
