"""The command line: arguments in, one library call, exit code out.

Modules here import typer and nothing slower; what a command works with is imported when it runs, so `--help` and `--version` answer at once.
"""

import gc
import os
from typing import Final

_OBJECTS: Final = 200_000


def main() -> None:
    """Run the command line; the entry point of the script `taskparse`."""
    # A start makes many objects that stay and hardly a cycle: Python need not look for cycles after every 700 of them.
    gc.set_threshold(_OBJECTS)
    # Plugins of pydantic could change what a model accepts; looking for them takes 20 ms of every start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from taskparse.cli.app import app

    app(prog_name="taskparse")
