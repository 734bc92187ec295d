"""How much of an OFD file is read at most: a short file could name one part for a thousand pages, or objects inside objects."""

from __future__ import annotations

from typing import Final

from taskparse.errors import UnreadableInput

_MOST: Final = 4_000_000
"""Objects and characters of a file; far more than a thousand full pages have."""

_BYTES: Final = 64
"""Bytes of XML that count as one object."""


class Budget:
    """What is left to be read of a file."""

    def __init__(self, most: int = _MOST) -> None:
        self._left = most

    def spend(self, count: int = 1) -> None:
        """Take so many objects or characters.

        Errors: UnreadableInput where no more are left.
        """
        self._left -= count
        if self._left < 0:
            raise UnreadableInput(f"the OFD file has more than {_MOST} objects and characters on its pages")

    def spend_bytes(self, size: int) -> None:
        """Take so many bytes of XML."""
        self.spend(size // _BYTES)
