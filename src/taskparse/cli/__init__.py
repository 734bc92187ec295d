"""The command line: arguments in, one library call, exit code out.

Modules here import typer and nothing slower; what a command works with is imported when it runs, so `--help` and `--version` answer at once.
"""

import gc
import os
import sys
from contextlib import suppress
from typing import Final, NoReturn

from taskparse import patterns

_OBJECTS: Final = 200_000


def main() -> NoReturn:
    """Run the command line; the entry point of the script `taskparse`."""
    # A start makes many objects that stay and hardly a cycle: Python need not look for cycles after every 700 of them.
    gc.set_threshold(_OBJECTS)
    # Plugins of pydantic could change what a model accepts; looking for them takes 20 ms of every start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _stand_in()
    code = _run()
    patterns.keep()
    with suppress(OSError):
        sys.stderr.flush()
    # Files stand whole or are gone by now, and processes have ended with the blocks that began them: what is left is memory, and to take it
    # apart object by object, as `sys.exit` does, is a fifth of the time of a short run.
    os._exit(code)


def _stand_in() -> None:
    """Streams in the place of those that the caller closed: an output that refuses what is written to it, an error output that swallows it."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")


def _run() -> int:
    """Run the command and write out what it printed; the exit code."""
    from taskparse.cli.app import app
    from taskparse.cli.outputs import STANDARD_OUTPUT, refused
    from taskparse.cli.reporting import Code

    try:
        try:
            app(prog_name="taskparse")
        except SystemExit as end:
            sys.stdout.flush()
            return end.code if isinstance(end.code, int) else Code.FINE
        return Code.FINE
    except BrokenPipeError:
        return Code.BROKEN_PIPE
    except OSError as error:  # what typer prints by itself, and what a command left in the buffer
        return refused(STANDARD_OUTPUT, error)
