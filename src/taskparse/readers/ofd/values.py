"""The basic values of OFD (GB/T 33190-2016, 7.3): numbers, boxes, matrices, lists with repeats; elements by their local names."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Final, NamedTuple

from lxml import etree

_LARGEST: Final = 1e6
"""Millimetres: larger numbers are damage."""


class Box(NamedTuple):
    """ST_Box: millimetres from the top left."""

    left: float
    top: float
    width: float
    height: float


class Matrix(NamedTuple):
    """A transformation as OFD writes it (CTM): x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where it moves a point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Matrix) -> Matrix:
        """The transformation that does `inner` first, then this.

        >>> Matrix(e=10.0).after(Matrix(a=2.0)).at(1, 1)
        (12.0, 1.0)
        """
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            *self.at(inner.e, inner.f),
        )


def parse_number(text: str | None) -> float | None:
    """A number, None where the text is none or no place on a page.

    >>> parse_number(" 12.5 "), parse_number("1e400"), parse_number("12mm")
    (12.5, None, None)
    """
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if isfinite(number) and abs(number) <= _LARGEST else None


def parse_box(text: str | None) -> Box | None:
    """Four numbers."""
    numbers = [parse_number(word) for word in (text or "").split()[:5]]
    if len(numbers) != 4 or None in numbers:
        return None
    return Box(*[number or 0.0 for number in numbers])


def parse_matrix(text: str | None) -> Matrix:
    """Six numbers; anything else changes nothing."""
    numbers = [parse_number(word) for word in (text or "").split()[:7]]
    if len(numbers) != 6 or None in numbers:
        return Matrix()
    return Matrix(*[number or 0.0 for number in numbers])


def parse_steps(text: str | None, count: int) -> list[float]:
    """The first `count` steps of a list in which `g n v` stands for n times v (11.3); fewer where it is shorter.

    >>> parse_steps("g 3 5.6 2.8 5.6", 4)
    [5.6, 5.6, 5.6, 2.8]
    """
    words = iter((text or "").split())
    steps: list[float] = []
    for word in words:
        if len(steps) >= count:
            break
        times = 1
        if word in ("g", "G"):
            times = int(parse_number(next(words, None)) or 0)
            word = next(words, "")
        number = parse_number(word)
        if number is None:
            break
        steps += [number] * max(min(times, count - len(steps)), 0)
    return steps


def is_true(text: str) -> bool:
    """xs:boolean."""
    return text.strip().lower() not in ("false", "0")


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(parent: etree._Element | None, *names: str) -> Iterator[etree._Element]:
    """The children with one of these local names; none of no element."""
    for child in () if parent is None else parent:
        if local_name(child) in names:
            yield child


def first(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that local name."""
    return next(children(parent, name), None)
