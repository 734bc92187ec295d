"""The worker process: `python -m taskparse.readers.ocr.worker` takes pictures on standard input and gives what it sees on standard output.

A process of its own and not one of `multiprocessing`: that would run the program of the caller a second time, and needs it to be guarded.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from typing import Any


def _stay_offline(event: str, _: tuple[Any, ...]) -> None:
    """The models are inside the wheel; where one is missing, that is an error and not a download."""
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        raise PermissionError("text recognition does not use the network")


def main() -> None:
    """Answer each pickled Picture by a Sight, or by a text that says what went wrong, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    sys.addaudithook(_stay_offline)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    engine: Any = None
    while True:
        try:
            picture = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answer: Any
        try:
            if engine is None:
                from taskparse.readers.ocr.engine import Engine

                engine = Engine()
            answer = engine.see(picture)
        except Exception as error:
            answer = f"{type(error).__name__}: {error}"
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main()
