"""Fields of a document, with the ranges of the reading that they were read from."""

from typing import Literal, NamedTuple, TypeAlias

Every: TypeAlias = Literal["week", "ten-days", "month", "two-months", "quarter", "half-year", "year"]
"""How often something is due."""


class Range(NamedTuple):
    """Half-open range of the reading."""

    start: int
    end: int


class Number(NamedTuple):
    """A document number 岭政办〔2026〕1号 and its parts."""

    where: Range
    agency: str
    year: int
    number: int


class Listed(NamedTuple):
    """An attachment: its number, its title, the column names of the form it holds."""

    number: int | None
    title: Range
    columns: tuple[Range, ...] = ()
    extent: Range | None = None


class Reported(NamedTuple):
    """A reporting deadline."""

    where: Range
    on: str
    what: str | None
    form: str | None
    to: str | None


class Recurring(NamedTuple):
    """A report that is due again and again: 每季度末月25日前."""

    where: Range
    every: Every
    what: str | None
    form: str | None
    to: str | None


class Cover(NamedTuple):
    """What the covering notice and the end of the document say about the document."""

    title: Range | None = None
    number: Number | None = None
    issuer: Range | None = None
    issued_on: tuple[Range, str] | None = None
    addressees: tuple[Range, ...] = ()
    plan_title: Range | None = None
    attachments: tuple[Listed, ...] = ()
    deadlines: tuple[Reported, ...] = ()
    recurring: tuple[Recurring, ...] = ()
    passages: tuple[tuple[str, Range], ...] = ()
    claims: tuple[Range, ...] = ()
    """Everything that the fields above rest on, for the coverage."""
