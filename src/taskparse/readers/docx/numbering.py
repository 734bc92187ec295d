"""Automatic numbering: numbering.xml read into levels, and the counters that say what Word prints before a paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from taskparse import patterns
from taskparse.readers.docx.package import W
from taskparse.readers.docx.styles import NumberRef, Styles, toggle, value
from taskparse.readers.docx.symbols import to_bullet
from taskparse.readers.ordinals import format_ordinal

_LEVELS: Final = 9
_PLACE_RE: Final = patterns.compile(r"%([1-9])")
_SUFFIXES: Final = {"tab": "\t", "space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` is "（%1）" or "%1.%2"; `restart` is the level (from 1) after which it begins anew, 0 for never."""

    start: int = 0
    format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A w:num: the levels it has after its overrides, whose counters it shares, and where it starts anew."""

    abstract: str
    levels: dict[int, Level]
    overrides: dict[int, int] = field(default_factory=dict)


def read_lists(root: etree._Element | None, styles: Styles) -> dict[str, List]:
    """The lists of numbering.xml by numId."""
    if root is None:
        return {}
    abstracts = {e.get(W + "abstractNumId", ""): e for e in root.iterchildren(W + "abstractNum")}
    nums = {e.get(W + "numId", ""): e for e in root.iterchildren(W + "num")}
    return {num_id: _list(element, abstracts, nums, styles) for num_id, element in nums.items()}


def _list(
    element: etree._Element, abstracts: dict[str, etree._Element], nums: dict[str, etree._Element], styles: Styles
) -> List:
    abstract_id = value(element, "abstractNumId") or ""
    abstract = abstracts.get(abstract_id)
    linked = value(abstract, "numStyleLink")
    if linked in styles.by_id and (number := styles.by_id[linked].number) and number.num_id in nums:
        # the list is defined by a numbering style, which points at the list that holds its levels
        abstract = abstracts.get(value(nums[number.num_id], "abstractNumId") or "", abstract)
    levels = {} if abstract is None else {_level_of(e): _level(e) for e in abstract.iterchildren(W + "lvl")}
    overrides: dict[int, int] = {}
    for override in element.iterchildren(W + "lvlOverride"):
        level = _level_of(override)
        if (own := override.find(W + "lvl")) is not None:
            levels[level] = _level(own)
        if (start := value(override, "startOverride")) is not None:
            overrides[level] = _int(start)
            levels[level] = replace(levels.get(level, Level()), start=_int(start))
    return List(abstract_id, levels, overrides)


def _level_of(element: etree._Element) -> int:
    return _int(element.get(W + "ilvl", "0"))


def _level(element: etree._Element) -> Level:
    # a format of Word 2010 (w14) stands in an alternative whose fallback is one that everybody knows
    formats = [e.get(W + "val", "") for e in element.iter(W + "numFmt")]
    name = next((f for f in formats if f != "custom"), "decimal")
    text = value(element, "lvlText") or ""
    fonts = element.find(f"{W}rPr/{W}rFonts")
    restart = value(element, "lvlRestart")
    return Level(
        start=_int(value(element, "start") or "0"),
        format=name,
        text=to_bullet(text, "" if fonts is None else fonts.get(W + "ascii", "")) if name == "bullet" else text,
        suffix=value(element, "suff") or "tab",
        restart=None if restart is None else _int(restart),
        legal=bool(toggle(element, "isLgl")),
        style=value(element, "pStyle"),
    )


def _int(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@dataclass(frozen=True)
class Numbering:
    """The lists of a document and which of them a paragraph is in."""

    lists: dict[str, List]
    styles: Styles
    _found: dict[tuple[NumberRef | None, str | None], tuple[str, int] | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def find(self, direct: NumberRef | None, style_id: str | None) -> tuple[str, int] | None:
        """The numId and level of a paragraph, from its own numPr or its style's; None where it is not numbered."""
        key = direct, style_id
        if key not in self._found:
            self._found[key] = self._find(direct, style_id)
        return self._found[key]

    def _find(self, direct: NumberRef | None, style_id: str | None) -> tuple[str, int] | None:
        num_id, level = direct or NumberRef()
        for owner, style in self.styles.chain(style_id):
            if num_id is not None and level is not None:
                break
            if style.number is None:
                continue
            if num_id is None:
                num_id = style.number.num_id
            if level is None and num_id == style.number.num_id:
                level = self._linked(num_id, style_id, owner, style.number.level)
        if num_id is None or num_id not in self.lists:
            return None
        return num_id, min(level or 0, _LEVELS - 1)

    def _linked(self, num_id: str | None, style_id: str | None, owner: str, level: int | None) -> int | None:
        """The level that names the style as its own; what the style says of the level comes after it."""
        levels = self.lists[num_id].levels if num_id in self.lists else {}
        for name in (style_id, owner):
            for index, candidate in levels.items():
                if candidate.style is not None and candidate.style == name:
                    return index
        return level


class Counters:
    """The counters of one story (the body, a header, a text box), moved on paragraph by paragraph.

    Lists that share an abstract list share its counters, unless one says where to start: then it does so once.
    """

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, direct: NumberRef | None, style_id: str | None) -> str:
        """What Word prints before the next paragraph of this numbering, with its suffix; "" where it prints nothing."""
        found = self._numbering.find(direct, style_id)
        if found is None:
            return ""
        num_id, level = found
        numbers = self._numbering.lists[num_id]
        own = numbers.levels.get(level)
        if own is None:
            return ""
        counts = self._counts.setdefault(numbers.abstract, {})
        first = (num_id, level) not in self._started and level in numbers.overrides
        self._started.add((num_id, level))
        counts[level] = own.start if first or level not in counts else counts[level] + 1
        for above in range(level):  # a level that was skipped counts as begun
            counts.setdefault(above, numbers.levels.get(above, Level()).start)
        for below in [index for index in counts if index > level]:
            restart = numbers.levels.get(below, Level()).restart
            if restart is None or level < restart:
                del counts[below]
        text = _PLACE_RE.sub(lambda m: _written(numbers, counts, int(m[1]) - 1, own.legal), own.text)
        return text + _SUFFIXES.get(own.suffix, "\t") if text else ""


def _written(numbers: List, counts: dict[int, int], level: int, legal: bool) -> str:
    name = numbers.levels.get(level, Level()).format
    if name in ("none", "bullet"):
        return ""
    return format_ordinal(counts.get(level, 0), "decimal" if legal else name)
