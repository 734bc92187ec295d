"""Lists of units: 区发改局、区商务局，柳南、岚山街道等 → units with their full names.

Rules of the reading guide ("Units"): a shared ending or level sign is given back to each name, closing 等 opens the list, a bracket after a
name is its note, a bracket inside stays, a collective is one unit, 等相关部门 closes the list with a collective.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, starmap
from typing import Final, TypeAlias

import regex

from taskparse import patterns
from taskparse.language.names import NamedUnit, is_collective, is_unit_like, kind_of
from taskparse.language.sharing import share_endings, share_levels
from taskparse.lexicon.roles import LIST_CLOSERS, LIST_OPENERS
from taskparse.lexicon.rules import SIGNS
from taskparse.lexicon.units import BRANCHES, COLLECTIVE_NOUNS, GOVERNMENTS, LEVELS, PARENTS, PARTY_ORGANS
from taskparse.source import CELL_BREAK
from taskparse.words import Words

_ETC_RE: Final = patterns.compile(
    r"等(?P<noun>(?:\d+|[一二三四五六七八九十]+)?个?(?:单位|部门|街道|乡镇|镇街)?)$|等(?P<collective>(?:[省市州县区](?:直|级))?(?:各|有关|相关)[^、,;等]{2,8}|(?:中央|国有|[省市州县区旗]属)(?:企业|单位|医院|高校))$"
)
_Piece: TypeAlias = tuple[int, int, str]
"""A stretch of a list, and the separator after it."""
_GROUP_ENDS: Final = ("", ",", ";", "。", "\n", CELL_BREAK)
_OPENERS: Final = Words.of(LIST_OPENERS)
_CLOSERS: Final = Words.of(LIST_CLOSERS)
_MARKS: Final = " :·" + SIGNS
_TRAILING: Final = " .:" + SIGNS
_SHORTEST: Final = 4
"""No department's name is shorter, in characters, its level sign included."""
_SEAT_RE: Final = patterns.compile(r"[省市州县区旗镇乡]委|.*(?:政府|党委|党工委)")
"""What an office may be one of."""
_COLLECTIVE_ENDS: Final = (*COLLECTIVE_NOUNS, "小组", "机构", *"省市县区州旗镇乡街村")
_STRONG_ENDS: Final = "局部委处厅办院联会队"
"""Where a name ends so before a gap, or there are several gaps, they are hardly stray."""
_NO_CHANCE: Final = ("供销社", "合作社", "联合社", "报社")
_FEW_GAPS: Final = 4
"""With more gaps in a name all of them part it, or none."""
_CHANCE_ENDS: Final = "科社村"
"""After a level sign they end what white space has cut: 县委社　会工作部."""
_OF_AREAS_RE: Final = patterns.compile(rf"[省市县区州旗镇乡街村]*(?:{'|'.join(GOVERNMENTS)}|党委|党工委)")
_NOTHING: Final = "—―─-/无"
"""What stands in a cell that names nobody."""
_JOINERS: Final = frozenset("和与及")
_OPENING: Final = frozenset("([<")
_SPLIT_RE: Final = patterns.compile(rf"[、,;。/]|以及|并会同|会同|\n|{CELL_BREAK}")
_AREA: Final = "(?:县级市|自治[区州县旗]|直辖市|特区|林区|新区|[市县区州乡镇街村旗盟])"
_BARE_AREA_RE: Final = patterns.compile(rf"各(?:有关|相关)?(?:(?:省|{_AREA})、)*(?:省|{_AREA})(?:\([^()]*\))?")
_AREAS_RE: Final = patterns.compile(r"(?:[市县区旗州乡镇村、,]|社区|街道|园区)+")
"""A bracket that only names kinds of areas belongs to the name: 各相关县（市、区）."""
_AREA_TAIL_RE: Final = patterns.compile(
    rf"{_AREA}(?:[\(\[][^()\[\]]*[\)\]])?(?:.{{0,2}}(?:政府|管委会|办事处)|[市县区州乡镇街])?(?:[<(].*[>)])?"
)


def find_units(text: str, start: int, end: int) -> list[NamedUnit]:
    """Units of the list at text[start:end], in order.

    `text` is folded (see `lexicon.characters.MATCH`); names come in its characters.

    >>> [u.name for u in find_units("区商务局、住建局,柳南、岚山街道等", 0, 17)]
    ['区商务局', '区住建局', '柳南街道', '岚山街道']
    """
    units: list[NamedUnit] = []
    group: list[NamedUnit] = []  # an ending is shared between commas, never across
    for begin, stop, separator in _pieces(text, start, end):
        group += [unit.moved(begin) for unit in _read_piece(text[begin:stop])]
        if separator in _GROUP_ENDS or separator.endswith("会同"):
            units += share_endings(group)
            group = []
    return share_levels(units)


def part_units(text: str, units: Iterable[NamedUnit], gaps: Sequence[int]) -> Iterator[NamedUnit]:
    """Units, each parted at as many of the gaps in it as leave parts that are units by themselves."""
    for unit in units:
        cuts = [gap for gap in gaps if unit.start < gap < unit.end and not _is_at_bracket(text, unit.start, gap)]
        some = range(len(cuts), 0, -1) if len(cuts) <= _FEW_GAPS else (len(cuts),)
        chosen = (taken for count in some for taken in combinations(cuts, count))
        yield from next(filter(None, (_parted(text, unit, taken) for taken in chosen)), [unit])


def _parted(text: str, unit: NamedUnit, cuts: Sequence[int]) -> list[NamedUnit]:
    """The parts of a unit, or nothing where one of them is none by itself."""
    edges = pairwise([unit.start, *cuts, unit.end])
    parts = [part for start, end in edges for part in find_units(text, start, end)]
    sure = len(cuts) > 1 or parts[0].name[-1] in _STRONG_ENDS or parts[-1].name[0] == "各"
    shortest = _SHORTEST - sure
    alone = all(_stands_alone(part, shortest) for part in parts)
    return parts if alone and not any(starmap(_goes_on, pairwise(parts))) else []


def _is_at_bracket(text: str, start: int, gap: int) -> bool:
    """各乡镇 （街道）, 各市（州 ）: white space beside a bracket, or in one, parts no names."""
    return text[gap] in "()[]<>" or _depth(text, start, gap) > 0


def _stands_alone(unit: NamedUnit, shortest: int) -> bool:
    """Whether a part is a unit by itself: 宣传部 after 区委 is none, nor is 办公室 after 市政府, nor 各, nor 县委社 of 县委社会工作部.

    `shortest`: in characters, of a name without a level sign.
    """
    name = unit.name
    if unit.collective:
        bare = name.partition("(")[0]  # 各乡镇（街道）
        return len(bare) > 1 and (kind_of(bare) is not None or bare.endswith(_COLLECTIVE_ENDS))
    if name in GOVERNMENTS or not is_unit_like(name):
        return False
    if name[0] in LEVELS and len(name) > 2:
        return name[-1] not in _CHANCE_ENDS or name.endswith(_NO_CHANCE)
    return len(name) >= shortest or unit.kind == "mass" or (len(name) > 2 and name[-1] in "镇乡村")


def _goes_on(one: NamedUnit, other: NamedUnit) -> bool:
    """各镇　人民政府, 县委　宣传部, 科技园　区管委会, 人民银行　城东支行: the second only ends the name that the first begins."""
    if one.name.startswith("各") and _OF_AREAS_RE.match(other.name):
        return True
    if _SEAT_RE.fullmatch(one.name) and (len(other.name) < _SHORTEST or other.name in PARTY_ORGANS):
        return True
    if one.name.endswith("园") and other.name.startswith("区"):
        return True
    branch = other.name.endswith(BRANCHES) and not any(parent in other.name for parent in PARENTS)
    return branch and one.name.endswith(PARENTS)


def _pieces(text: str, start: int, end: int) -> list[_Piece]:
    """Pieces between separators that stand outside brackets, joining 各市、县政府; nothing separates the last one."""
    cuts: list[tuple[int, int]] = [m.span() for m in _SPLIT_RE.finditer(text, start, end)]
    if not cuts:
        return [(start, end, "")]
    here = text[start:end]
    if not _OPENING.isdisjoint(here):
        cuts = [cut for cut in cuts if _depth(text, start, cut[0]) == 0]
    if CELL_BREAK in here:
        cuts = [(a, b) for a, b in cuts if text[a] != CELL_BREAK or _separates(text, start, a, end)]
    several = "各" in here
    pieces: list[_Piece] = []
    begin = start
    for index, (stop, after) in enumerate(cuts):
        following = cuts[index + 1][0] if index + 1 < len(cuts) else end
        area = _BARE_AREA_RE.search(text, begin, stop) if several and text[stop] == "、" else None
        if area and area.end() == stop and _is_area_tail(text, after, following):
            if area.start() == begin:
                continue  # 各县、区政府: the 、 is inside one name
            joined = text[area.start() - 1] in _JOINERS  # 市文旅集团及各县、区政府, or nothing between them
            if joined or is_unit_like(text[begin : area.start()]):
                pieces.append((begin, area.start() - joined, "、"))
                begin = area.start()
                continue
        pieces.append((begin, stop, text[stop:after]))
        begin = after
    pieces.append((begin, end, ""))
    return pieces


def _separates(text: str, start: int, at: int, end: int) -> bool:
    """Whether a line begun in a cell begins another unit: what stands before and after it are names by themselves."""
    before, after = (
        regex.split(rf"[、,;{CELL_BREAK}]", text[start:at])[-1],
        regex.split(rf"[、,;{CELL_BREAK}]", text[at + 1 : end])[0],
    )
    return not before or (is_unit_like(before) and is_unit_like(after))


def _glued(text: str) -> int:
    """县委编办县人力资源社会保障局: where a second name with the same level sign begins, the sign between them lost; else the end."""
    if len(text) >= 2 * _SHORTEST and text[0] in LEVELS:
        for i in range(_SHORTEST, len(text) - _SHORTEST + 1):
            if text[i] == text[0] and is_unit_like(text[:i]) and is_unit_like(text[i:]):
                return i
    return len(text)


def _is_area_tail(text: str, start: int, end: int) -> bool:
    return _AREA_TAIL_RE.fullmatch(text, start, end) is not None


def _names(piece: str) -> Iterator[tuple[int, int]]:
    """Where the names of a piece stand: parted at 和, 与 and 及 with whole names on both sides (县教育局和县财政局, but 住房和城乡建设局), and where one is glued to the next."""
    start = 0
    if not _JOINERS.isdisjoint(piece[2:-1]):
        for i in range(2, len(piece) - 1):
            if (
                piece[i] in _JOINERS
                and i >= start + 2
                and _depth(piece, start, i) == 0
                and is_unit_like(piece[start:i])
                and _splits_name(piece[start:i], piece[i + 1 :])
            ):
                yield start, i
                start = i + 1
    while start + (length := _glued(piece[start:])) < len(piece):
        yield start, start + length
        start += length
    yield start, len(piece)


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


@lru_cache(maxsize=4096)
def _read_piece(piece: str) -> tuple[NamedUnit, ...]:
    """The units of a piece, their places counted from its start; a notice names the same ones again and again."""
    return tuple([unit for start, end in _names(piece) for unit in _read_one(piece, start, end)])


def _read_one(text: str, start: int, end: int) -> list[NamedUnit]:
    """The unit of one piece, and the collective that closes a list (区消防救援局等相关部门)."""
    while start < end and (text[start] in _MARKS or (text[start] in "." and start + 1 < end)):
        start += 1
    opened = _OPENERS.at(text, start, end)
    if end - opened >= 2:
        start = opened
    while 2 <= (closed := _CLOSERS.before(text, start, end)) - start < end - start:
        end = closed
    piece = text[start:end].rstrip(_TRAILING)
    if ")" in piece and piece.count(")") > piece.count("("):  # a bracket that nobody opened
        piece = piece.rstrip(")")
    end = start + len(piece)
    if not piece.strip(_NOTHING):
        return []
    etc = _ETC_RE.search(piece) if "等" in piece else None
    if etc is None:
        return _read_name(text, start, end, open_ended=False)
    collective = etc["collective"]
    units = _read_name(text, start, start + etc.start(), open_ended=collective is None) if etc.start() else []
    if collective is not None:
        units.append(NamedUnit(collective, start + etc.start("collective"), end, end, "group", collective=True))
    return units


def _read_name(text: str, start: int, end: int, *, open_ended: bool) -> list[NamedUnit]:
    """The unit of a name, its note apart; none where nothing but a note stands."""
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
        return []
    collective = is_collective(name)
    kind = kind_of(name)
    if collective and kind in (None, "department", "institution"):
        kind = "group"
    return [NamedUnit(name, start, start + len(name), end, kind or "other", collective, open_ended, note)]


def _opening(name: str) -> int:
    """Index of the bracket that the last character closes, or -1."""
    depth = 0
    for i in range(len(name) - 1, -1, -1):
        depth += (name[i] in ")]>") - (name[i] in "([<")
        if depth == 0:
            return i
    return -1
