"""Lists of units: 区发改局、区商务局，珞南、关山街道等 → units with their full names.

Rules of the reading guide ("Units"): a shared ending or level sign is given back to each name, closing 等 opens the list, a bracket after a
name is its note, a bracket inside stays, a collective is one unit, 等相关部门 closes the list with a collective.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import regex

from taskparse.lexicon.roles import LIST_CLOSERS, LIST_OPENERS
from taskparse.lexicon.units import (
    BARE_ORGANS,
    COLLECTIVE_NOUNS,
    ENDINGS,
    LEVELS,
    ORGANS,
    PARTY_ORGANS,
    SHARED_ENDINGS,
    STEMS,
    UnitKind,
)


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit named at [start, end) of the text it was found in, its note included; the name proper ends at `stop`.

    `name` is the unit as meant, in the text's folded characters: `prefix` and `suffix` are what the list says once for several names.
    """

    name: str
    start: int
    stop: int
    end: int
    kind: UnitKind
    collective: bool = False
    open_ended: bool = False
    note: tuple[int, int] | None = None
    prefix: str = ""
    suffix: str = ""


_KINDS: Final = {ending: kind for kind, endings in ENDINGS.items() for ending in endings}
_LONGEST: Final = max(map(len, _KINDS))
_SHARED_RE: Final = regex.compile(r".*?(\L<endings>)$", endings=SHARED_ENDINGS)
_LEVEL_RE: Final = regex.compile(rf"(?P<level>[{LEVELS}])(?!场|域|直|级|属|内)\p{{Han}}{{2,}}")
_LEVEL_KINDS: Final = frozenset(
    ("department", "vertical", "party", "mass", "institution", "judicial", "office", "enterprise")
)
_PARTY_RE: Final = regex.compile(rf"(?P<prefix>[{LEVELS}]委)\L<organs>", organs=PARTY_ORGANS)
_BARE_PARTY_RE: Final = regex.compile(r"\L<organs>", organs=PARTY_ORGANS)
_STEM_RE: Final = regex.compile(rf"[{LEVELS}]?\L<stems>+", stems=STEMS)
_LEVELLESS_RE: Final = regex.compile(
    r"(?:\L<stems>+(?:\L<endings>)(?:\(.*\))?|\L<organs>)", stems=STEMS, endings=ORGANS, organs=BARE_ORGANS
)
_COLLECTIVE_RE: Final = regex.compile(
    r"""
      (?:各|全体|所有)(?!自|项|类|种).*                                  # 各街道, 各相关部门
    | (?:有关|相关|其他|其它|涉及)(?:[^、,;]{0,8})\L<nouns>              # 有关单位, 相关乡镇
    | .{0,8}?(?:各|有关|相关)[^、,;]{0,8}\L<nouns>                        # 区直各相关单位, 区政府各部门
    """,
    regex.VERBOSE,
    nouns=COLLECTIVE_NOUNS,
)
_ETC_RE: Final = regex.compile(
    r"等(?P<noun>(?:\d+|[一二三四五六七八九十]+)?个?(?:单位|部门|街道|乡镇|镇街)?)$|等(?P<collective>(?:[省市州县区](?:直|级))?(?:各|有关|相关)[^、,;等]{2,8})$"
)
_OPENER_RE: Final = regex.compile(r"\L<openers>", openers=LIST_OPENERS)
_CLOSER_RE: Final = regex.compile(r"\L<closers>$", closers=LIST_CLOSERS)
_CHANCE_ENDINGS: Final = "园州站所院社台库馆厂盟旗署"
_GOVERNMENT_RE: Final = regex.compile(r"\p{Han}{2,5}[市县区旗镇乡](?P<suffix>人民政府|政府)")
_TOWNSHIPS: Final = (
    "街道",
    "街道办事处",
    "镇",
    "乡",
    "镇政府",
    "乡政府",
    "市政府",
    "区政府",
    "县政府",
    "市人民政府",
    "镇人民政府",
    "乡人民政府",
)
_TRADES: Final = (
    "电信",
    "移动",
    "联通",
    "铁塔",
    "广电",
    "供电",
    "燃气",
    "水务",
    "公交",
    "邮政",
    "热力",
    "自来水",
    "城投",
    "交投",
    "国投",
)
_JOINERS: Final = "和与及"
_SPLIT_RE: Final = regex.compile(r"[、,;。]|以及|会同|\n")
_BARE_AREA_RE: Final = regex.compile(r"各(?:县级市|[市县区州乡镇街村旗盟])(?:\([^()]*\))?")
_AREAS_RE: Final = regex.compile(r"(?:[市县区旗州乡镇村、,]|社区|街道|园区)+")
"""A bracket that only names kinds of areas belongs to the name: 各相关县（市、区）."""
_AREA_TAIL_RE: Final = regex.compile(
    r"(?:县级市|[市县区州乡镇街村旗盟])(?:[\(\[][^()\[\]]*[\)\]])?(?:.{0,2}(?:政府|管委会|办事处)|[市县区州乡镇街])?(?:[<(].*[>)])?"
)


def find_units(text: str, start: int, end: int) -> list[NamedUnit]:
    """Units of the list at text[start:end], in order.

    `text` is folded (see `lexicon.characters.MATCH`); names come in its characters.

    >>> [u.name for u in find_units("区商务局、住建局,珞南、关山街道等", 0, 17)]
    ['区商务局', '区住建局', '珞南街道', '关山街道']
    """
    units: list[NamedUnit] = []
    for group in _groups(text, start, end):
        units.extend(_give_back_endings(group))
    return _give_back_levels(units)


@lru_cache(maxsize=4096)
def kind_of(name: str) -> UnitKind | None:
    """The kind that the ending of a name means, or None for a name that ends like no unit.

    >>> kind_of("县生态环境分局"), kind_of("关山街道"), kind_of("增强动力")
    ('vertical', 'township', None)
    """
    if name.startswith("团") and name.endswith("委"):
        return "mass"
    for size in range(min(_LONGEST, len(name)), 0, -1):
        kind = _KINDS.get(name[-size:])
        if kind is not None and (size < len(name) or size > 1):
            return kind
    return None


def is_unit_like(text: str) -> bool:
    """Whether a whole stretch reads as the name of a unit: it ends like one, or is a collective."""
    name = text.split("(")[0] if text.endswith(")") and not text.startswith("(") else text
    return 2 <= len(name) <= 30 and (kind_of(name) is not None or _COLLECTIVE_RE.fullmatch(name) is not None)


def _groups(text: str, start: int, end: int) -> Iterator[list[NamedUnit]]:
    """Units between commas: an ending is shared within such a group, never across."""
    group: list[NamedUnit] = []
    for begin, stop, separator in _pieces(text, start, end):
        group.extend(_read_piece(text, begin, stop))
        if separator in ",;。\n" or separator == "会同":
            yield group
            group = []
    yield group


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Pieces between separators that stand outside brackets, joining 各市、县政府."""
    cuts = [(m.start(), m.end()) for m in _SPLIT_RE.finditer(text, start, end)]
    if cuts and any(c in "([<" for c in text[start:end]):
        cuts = [cut for cut in cuts if _depth(text, start, cut[0]) == 0]
    begin = start
    for index, (stop, after) in enumerate(cuts):
        following = cuts[index + 1][0] if index + 1 < len(cuts) else end
        area = _BARE_AREA_RE.search(text, begin, stop) if text[stop] == "、" else None
        if area and area.end() == stop and _is_area_tail(text, after, following):
            if area.start() == begin:
                continue  # 各县、区政府: the 、 is inside one name
            if text[area.start() - 1] in _JOINERS:  # 市文旅集团及各县、区政府
                yield from _joined(text, begin, area.start() - 1, "、")
                begin = area.start()
                continue
        yield from _joined(text, begin, stop, text[stop:after])
        begin = after
    yield from _joined(text, begin, end, "")


def _is_area_tail(text: str, start: int, end: int) -> bool:
    return _AREA_TAIL_RE.fullmatch(text, start, end) is not None


def _joined(text: str, start: int, end: int, separator: str) -> Iterator[tuple[int, int, str]]:
    """Split at 和, 与 and 及 where whole names stand on both sides (县教育局和县财政局, but 住房和城乡建设局)."""
    for i in range(start + 2, end - 1):
        if (
            text[i] in _JOINERS
            and _depth(text, start, i) == 0
            and is_unit_like(text[start:i])
            and _splits_name(text[start:i], text[i + 1 : end])
        ):
            yield start, i, "、"
            yield from _joined(text, i + 1, end, separator)
            return
    yield start, end, separator


def _splits_name(left: str, right: str) -> bool:
    """区住房|和|城乡建设局 is one name: the left side must end like an organ, not only like an area."""
    kind = kind_of(left)
    name = right.split("等")[0]
    return (
        (kind not in ("government", "township", None) or left[0] == "各" or left.endswith(("政府", "街道")))
        and bool(name)
        and (is_unit_like(name) or kind_of(name) is not None)
    )


def _depth(text: str, start: int, end: int) -> int:
    part = text[start:end]
    return sum(map(part.count, "([<")) - sum(map(part.count, ")]>"))


def _read_piece(text: str, start: int, end: int) -> Iterator[NamedUnit]:
    """The unit of one piece, and the collective that closes a list (区消防救援局等相关部门)."""
    while start < end and (text[start] in " :*·" or (text[start] in "." and start + 1 < end)):
        start += 1
    opener = _OPENER_RE.match(text, start, end)
    if opener and end - opener.end() >= 2:
        start = opener.end()
    piece = text[start:end]
    while (closer := _CLOSER_RE.search(piece)) and closer.start() >= 2:
        piece = piece[: closer.start()]
    piece = piece.rstrip(" .:")
    end = start + len(piece)
    if not piece:
        return
    etc = _ETC_RE.search(piece) if "等" in piece else None
    if etc is None:
        yield from _read_name(text, start, end, open_ended=False)
        return
    collective = etc["collective"]
    if etc.start():
        yield from _read_name(text, start, start + etc.start(), open_ended=collective is None)
    if collective is not None:
        yield NamedUnit(collective, start + etc.start("collective"), end, end, "group", collective=True)


def _read_name(text: str, start: int, end: int, *, open_ended: bool) -> Iterator[NamedUnit]:
    name, note = text[start:end], None
    if (
        name[-1] in ")]>"
        and (open_at := _opening(name)) > 0
        and not _AREAS_RE.fullmatch(name, open_at + 1, len(name) - 1)
    ):
        note, name = (start + open_at + 1, end - 1), name[:open_at]
    elif ("(" in name) and ")" not in name:  # a bracket that nobody closed
        open_at = name.index("(")
        if open_at:
            note, name = (start + open_at + 1, end), name[:open_at]
    if not name.strip():
        return
    collective = _COLLECTIVE_RE.fullmatch(name) is not None
    kind = kind_of(name)
    if collective and kind in (None, "department", "institution"):
        kind = "group"
    yield NamedUnit(name, start, start + len(name), end, kind or "other", collective, open_ended, note)


def _opening(name: str) -> int:
    """Index of the bracket that the last character closes, or -1."""
    depth = 0
    for i in range(len(name) - 1, -1, -1):
        depth += (name[i] in ")]>") - (name[i] in "([<")
        if depth == 0:
            return i
    return -1


def _give_back_endings(group: Sequence[NamedUnit]) -> list[NamedUnit]:
    """珞南、狮子山、和平街道: names without an ending take that of the name after them."""
    units = list(group)
    ending = ""
    for i in range(len(units) - 1, -1, -1):
        unit = units[i]
        if ending and not unit.collective and _lacks_ending(unit, ending):
            name = unit.name + ending
            units[i] = replace(unit, name=name, suffix=ending, kind=kind_of(name) or "other")
            continue
        if (
            unit.kind == "other"
            and i + 1 < len(units)
            and _STEM_RE.fullmatch(unit.name)
            and units[i + 1].name.endswith("局")
        ):
            units[i] = replace(unit, name=unit.name + "局", suffix="局", kind="department")  # 县发改、财政局
            continue
        if i + 1 < len(units) and (suffix := _government(unit.name, units[i + 1].name)):
            units[i] = replace(
                unit, name=unit.name + suffix, suffix=suffix, kind="government"
            )  # 东港区、南屿县人民政府
            continue
        match = _SHARED_RE.match(unit.name) if not unit.collective else None
        ending = match[1] if match and len(match[1]) < len(unit.name) else ""
    return units


def _government(name: str, following: str) -> str:
    """人民政府 or 政府, where the unit after a bare area says it for both."""
    match = _GOVERNMENT_RE.fullmatch(following)
    return match["suffix"] if match and len(name) <= 6 and name[-1] in "市县区旗镇乡" and name[0] not in "各" else ""


def _lacks_ending(unit: NamedUnit, ending: str) -> bool:
    """A bare place name, or a short one whose last character only looks like an ending (梨园、和平街道)."""
    if unit.kind == "other":
        return len(unit.name) <= 8
    if ending.endswith("公司"):
        return unit.name.endswith(_TRADES)
    return ending in _TOWNSHIPS and len(unit.name) <= 3 and unit.name[-1] in _CHANCE_ENDINGS


def _give_back_levels(units: list[NamedUnit]) -> list[NamedUnit]:
    """市水务局、住建局: departments without a level sign take the one that the name before them bears."""
    level = party = ""
    for i, unit in enumerate(units):
        if match := _PARTY_RE.fullmatch(unit.name):
            level, party = match["prefix"][0], match["prefix"]
        elif party and _BARE_PARTY_RE.fullmatch(unit.name):
            units[i] = replace(unit, name=party + unit.name, prefix=party)
        elif not unit.collective and unit.kind in _LEVEL_KINDS and (match := _LEVEL_RE.match(unit.name)):
            level = match["level"]
        elif level and not unit.collective and _LEVELLESS_RE.fullmatch(unit.name):
            units[i] = replace(unit, name=level + unit.name, prefix=level)
    return units
