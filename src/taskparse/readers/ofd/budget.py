"""How much of an OFD file is read at most: a short file could name one part for a thousand pages, or objects inside objects."""

from __future__ import annotations

from typing import Final

from taskparse.errors import UnreadableInput

_MOST: Final = 10_000_000
"""What may be spent on a file: more than a thousand full pages cost, even with an object for each character."""

_OBJECT: Final = 10
"""An object costs as much as so many characters."""

_BYTES: Final = 32
"""So many bytes of XML cost as much as a character."""


class Budget:
    """What is left to be read of a file."""

    def __init__(self, most: int = _MOST) -> None:
        self._left = most

    def spend(self, characters: int) -> None:
        """Take so many characters.

        Errors: UnreadableInput where nothing is left.
        """
        self._left -= characters
        if self._left < 0:
            raise UnreadableInput("the OFD file has more objects and characters on its pages than any notice")

    def spend_object(self) -> None:
        """Take an object."""
        self.spend(_OBJECT)

    def spend_bytes(self, size: int) -> None:
        """Take so many bytes of XML."""
        self.spend(size // _BYTES)
