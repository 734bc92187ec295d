"""The command line: arguments in, one library call, exit code out.

Modules here import typer and nothing slower; what a command works with is imported when it runs, so `--help` and `--version` answer at once.
"""

from typing import Final

VERSION: Final = "0.1.0"
"""As in pyproject.toml; asking the installed metadata would cost as much as the rest of `taskparse --version`."""


def main() -> None:
    """Run the command line; the entry point of the script `taskparse`."""
    from taskparse.cli.app import app

    app(prog_name="taskparse")
