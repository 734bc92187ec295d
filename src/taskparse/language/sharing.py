"""What a list of units says once is given back to each: an ending (柳南、岚山街道), a level sign (市水务局、住建局), 县委, 人民政府."""

from collections.abc import Sequence
from typing import Final

from taskparse import patterns
from taskparse.language.names import NamedUnit, kind_of
from taskparse.lexicon.units import (
    AREA_ENDINGS,
    BARE_ORGANS,
    GOVERNMENTS,
    LEVELS,
    ORGANS,
    PARTY_ORGANS,
    SHARED_ENDINGS,
    STEMS,
    TRADES,
)
from taskparse.words import Words

_SHARED: Final = Words.of(SHARED_ENDINGS)
_TRADE_RE: Final = patterns.compile(r"(?:中国)?\L<trades>(?=.{2,})", trades=TRADES)
_LEVEL_RE: Final = patterns.compile(rf"(?P<level>师市|[{LEVELS}])(?!场|域|直|级|属|内)\p{{Han}}{{2,}}")
_LEVEL_KINDS: Final = frozenset(
    ("department", "vertical", "party", "mass", "institution", "judicial", "office", "enterprise")
)
_PARTY_RE: Final = patterns.compile(rf"(?P<prefix>[{LEVELS}]委)\L<organs>", organs=PARTY_ORGANS)
_BARE_PARTY_RE: Final = patterns.compile(r"\L<organs>", organs=PARTY_ORGANS)
_STEM_RE: Final = patterns.compile(rf"[{LEVELS}]?\L<stems>+", stems=STEMS)
_LEVELLESS_RE: Final = patterns.compile(
    r"(?:\L<stems>+(?:和\L<stems>+)*(?:\L<endings>)(?:\(.*\))?|\L<organs>)",
    stems=STEMS,
    endings=ORGANS,
    organs=BARE_ORGANS,
)
_COMMITTEE_RE: Final = patterns.compile(r"(?P<seat>.+?)(?:党委|党工委|党\(工\)委)(?:\(党工委\))?")
_CHANCE_ENDINGS: Final = "园州站所院社台库馆厂盟旗署"
_GOVERNMENT_RE: Final = patterns.compile(r"\p{Han}{2,5}[市县区旗镇乡](?P<suffix>人民政府|政府)")


def share_endings(group: Sequence[NamedUnit]) -> list[NamedUnit]:
    """柳南、松鹤山、清平街道: names without an ending take that of the name after them."""
    units = list(group)
    if len(units) < 2:
        return units
    ending = ""
    for i in range(len(units) - 1, -1, -1):
        unit = units[i]
        if ending and not unit.collective and _lacks_ending(unit, ending):
            name = unit.name + ending
            units[i] = unit._replace(name=name, suffix=ending, kind=kind_of(name) or "other")
            continue
        if (
            unit.kind == "other"
            and i + 1 < len(units)
            and _STEM_RE.fullmatch(unit.name)
            and units[i + 1].name.endswith("局")
        ):
            units[i] = unit._replace(name=unit.name + "局", suffix="局", kind="department")  # 县发改、财政局
            continue
        if i + 1 < len(units) and (suffix := _government(unit.name, units[i + 1].name)):
            units[i] = unit._replace(
                name=unit.name + suffix, suffix=suffix, kind="government"
            )  # 东港区、南屿县人民政府
            continue
        begin = 0 if unit.collective else _SHARED.before(unit.name, 0, len(unit.name))
        ending = unit.name[begin:] if begin else ""
        if ending.endswith("公司") and (trade := _TRADE_RE.match(unit.name)):  # 中国电信、移动、联通青榆分公司
            ending = unit.name[trade.end() :]
    return units


def _government(name: str, following: str) -> str:
    """人民政府 or 政府, where the unit after a bare area says it for both."""
    if len(name) > 6 or name[-1] not in "市县区旗镇乡" or name[0] == "各":
        return ""
    match = _GOVERNMENT_RE.fullmatch(following)
    return match["suffix"] if match else ""


def _lacks_ending(unit: NamedUnit, ending: str) -> bool:
    """A bare place name, or a short one whose last character only looks like an ending (竹园、清平街道)."""
    if unit.kind == "other":
        return len(unit.name) <= 8
    if ending.endswith("公司"):
        return unit.name.endswith(TRADES)
    return ending in AREA_ENDINGS and len(unit.name) <= 3 and unit.name[-1] in _CHANCE_ENDINGS


def share_levels(units: list[NamedUnit]) -> list[NamedUnit]:
    """市水务局、住建局: departments without a level sign take the one that the name before them bears."""
    if len(units) < 2:
        return units
    level = party = ""
    for i, unit in enumerate(units):
        if unit.name[1:2] == "委" and (match := _PARTY_RE.fullmatch(unit.name)):
            level, party = match["prefix"][0], match["prefix"]
        elif party and _BARE_PARTY_RE.fullmatch(unit.name):
            units[i] = unit._replace(name=party + unit.name, prefix=party)
        elif unit.name in GOVERNMENTS and i and (seat := _COMMITTEE_RE.fullmatch(units[i - 1].name)):
            units[i] = unit._replace(
                name=seat["seat"] + unit.name, prefix=seat["seat"], collective=units[i - 1].collective
            )  # 各乡镇党委、政府
        elif not unit.collective and unit.kind in _LEVEL_KINDS and (match := _LEVEL_RE.match(unit.name)):
            level = match["level"]
        elif level and not unit.collective and _LEVELLESS_RE.fullmatch(unit.name):
            units[i] = unit._replace(name=level + unit.name, prefix=level)
    return units
