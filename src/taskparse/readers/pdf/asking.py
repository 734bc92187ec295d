"""Questions that PDFium is asked about each character and each object of a page, thousands of times.

ctypes makes a Python object of each address that it is given, which takes longer than PDFium's answer. So answers are written to memory that
stays in one place, with references that are made once. Python's lock is kept meanwhile: to let go of it takes time too, and PDFium is not
safe for threads anyway.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

_NUMBERS: Final = 3072
"""So many numbers of 32 bits an answer, or the answers to many questions, may have."""

_BYTES: Final = 4

_Subject = TypeVar("_Subject")


def question(function: Any, answer: Any = ctypes.c_int, *arguments: Any) -> Callable[..., Any]:
    """PDFium's function, which takes addresses and whole numbers as they are.

    `answer`: the type of what it returns, None where that does not matter. `arguments`: the types of its first; what comes after them are
    whole numbers of 32 bits and references.
    """
    return ctypes.PYFUNCTYPE(answer, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


def reference(handle: Any) -> Any:
    """A page, or the text of one, as questions take it."""
    return ctypes.byref(handle.contents)


class Room:
    """Memory that PDFium writes numbers of 32 bits to: answers to questions, a portion of them at a time.

    One is enough for a document; nothing stays in it.
    """

    def __init__(self) -> None:
        self._memory = (ctypes.c_uint32 * _NUMBERS)()
        self._bytes = memoryview(self._memory).cast("B")
        self._references = [ctypes.byref(self._memory, place) for place in range(0, _BYTES * _NUMBERS, _BYTES)]

    def portions(self, subjects: Sequence[_Subject], numbers: int) -> Iterator[Sequence[_Subject]]:
        """The subjects, as many at a time as there is room for; `numbers`: in the answer about each. The memory is zero then."""
        step = _NUMBERS // numbers
        for start in range(0, len(subjects), step):
            ctypes.memset(self._memory, 0, _BYTES * _NUMBERS)
            yield subjects[start : start + step]

    def references(self, numbers: int, first: int = 0) -> Sequence[Any]:
        """Where the answer about each subject of a portion begins; `first`: where its other numbers stand."""
        return self._references[first::numbers]

    def written(self, count: int) -> memoryview[int]:
        """The bytes of so many numbers."""
        return self._bytes[: _BYTES * count]
