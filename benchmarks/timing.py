"""How benchmarks measure: works in turn, processor time, medians."""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any, NamedTuple


class Row(NamedTuple):
    """A line of the table."""

    what: str
    cost: str
    goal: str


def run(*command: str, codes: Sequence[int] = (0,)) -> str:
    """What a process of its own writes, from start to end, with the bytecode that an installed package has; its exit code is one of these."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, env=environment)
    if done.returncode not in codes:
        raise subprocess.CalledProcessError(done.returncode, done.args, done.stdout, done.stderr)
    return done.stdout


def processor_time() -> float:
    """Seconds that this process and its finished children have computed."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def forget() -> None:
    """Empty what taskparse remembers of words that it has seen: a round must not profit from the same notice in the round before."""
    for name, module in list(sys.modules.items()):
        if name.startswith("taskparse."):
            for value in vars(module).values():
                if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"] is not None:
                    value.cache_clear()


def medians(rounds: int, works: Sequence[Callable[[], Any]]) -> list[float]:
    """Seconds that each work takes, the median of all rounds; a first round, in which files and code get warm, does not count."""
    times: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        for work, taken in zip(works, times, strict=True):
            gc.collect()  # what the work before has left behind is not this one's cost
            forget()
            began = processor_time()
            work()
            if number:
                taken.append(processor_time() - began)
    return [median(taken) for taken in times]


def times(one: float, other: float) -> str:
    """A ratio with the two times it comes from."""
    return f"{one / other:.3g} ({1000 * one:.3g} ms : {1000 * other:.3g} ms)"
