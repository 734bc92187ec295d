"""What can go wrong with an input, as one family of exceptions.

    TaskparseError              every error that a user can mend
      UnreadableInput           the bytes cannot be turned into text (exit code 3)
        UnsupportedFormat       no reader for these bytes
        EncryptedInput          a password is needed, or the given one is wrong
        NoTextLayer             a scan: pages without any text
      InvalidData               an extraction (YAML, JSON) that is not what its schema says

Odd *content* is never an exception: it is a diagnostic in the Notice.
"""

from __future__ import annotations


class TaskparseError(Exception):
    """An error with a message for the user: what is wrong, where, and what to do."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UnreadableInput(TaskparseError):
    """The bytes cannot be read as a notice."""


class UnsupportedFormat(UnreadableInput):
    """No reader knows these bytes."""


class EncryptedInput(UnreadableInput):
    """The file is encrypted and the password is missing or wrong."""


class NoTextLayer(UnreadableInput):
    """Every page is a picture."""


class InvalidData(TaskparseError):
    """A YAML or JSON file that cannot be loaded as an extraction."""
