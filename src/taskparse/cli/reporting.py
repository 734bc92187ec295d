"""What is said on standard error, and the exit code that a run ends with."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from taskparse.errors import EncryptedInput, TaskparseError, UnreadableInput


class Code(IntEnum):
    """Exit codes; of several files the highest counts."""

    FINE = 0
    CONTENT = 1
    USAGE = 2
    UNREADABLE = 3
    INTERNAL = 4
    BROKEN_PIPE = 141
    """What a shell gives for SIGPIPE: whoever read our output has stopped reading."""


class Reporter:
    """Says what a user should know and keeps the worst exit code."""

    def __init__(self, *, quiet: bool = False, debug: bool = False) -> None:
        self.quiet = quiet
        self.debug = debug
        self.code = Code.FINE

    def remark(self, line: str) -> None:
        """Say something that --quiet keeps back."""
        if not self.quiet:
            print(line, file=sys.stderr)

    def complain(self, message: str, code: Code) -> None:
        """Say what is wrong, in one line."""
        print(f"taskparse: {' '.join(message.split())}", file=sys.stderr)
        self.code = max(self.code, code)

    def fail(self, error: Exception, file: str | None = None) -> None:
        """Say what an exception means to the user."""
        if self.debug:
            traceback.print_exception(error)
        where = f"{file}: " if file else ""
        if isinstance(error, EncryptedInput):
            error.hint = error.hint or "set TASKPARSE_PASSWORD to the password"
        if isinstance(error, TaskparseError):
            code = Code.UNREADABLE if isinstance(error, UnreadableInput) else Code.CONTENT
            self.complain(f"{where}{error}", code)
        else:
            said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            hint = "" if self.debug else " (run `taskparse --debug …` and report what it prints)"
            self.complain(f"{where}internal error: {said}{hint}", Code.INTERNAL)

    @contextmanager
    def carrying_on(self, file: str) -> Iterator[None]:
        """What goes wrong with one file does not keep the others from being read."""
        try:
            yield
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            self.fail(error, file)

    def finish(self) -> None:
        """End the command with the worst exit code."""
        if self.code:
            raise typer.Exit(self.code)
