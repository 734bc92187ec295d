"""What a clause gives each role: lists after labels (牵头单位：…), lists before verbs (X牵头), standing rules among them.

Where a clause begins and ends is found in `clauses`; the names in a list in `units`.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

import regex

from taskparse import patterns
from taskparse.language.labels import Label, label_at, labels_in, open_label_at
from taskparse.language.names import NamedUnit, is_unit_like
from taskparse.language.units import find_units
from taskparse.lexicon.roles import UNIT_ROLES, VERBS, Role
from taskparse.lexicon.rules import NOBODY, RULE_WORDS, STANDING_RULES
from taskparse.source import CELL_BREAK


class Named(NamedTuple):
    """What a clause gives one role: the text range of its list, and the units in it (empty for leaders and dates)."""

    role: Role
    label: str
    start: int
    end: int
    units: tuple[NamedUnit, ...]


class Standing(NamedTuple):
    """A standing rule at [start, end) of the text, and the units that it names itself."""

    code: str
    start: int
    end: int
    units: tuple[NamedUnit, ...] = ()


Content: TypeAlias = tuple[tuple[Named, ...], tuple[Standing, ...]]
"""What stands in a clause."""

_VERB_ROLES: Final[dict[str, Role]] = {verb: role for role, verbs in VERBS.items() for verb in verbs}
DUE_RE: Final = patterns.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|上旬|中旬|下旬)?|[一二三四]季度末?|第[一二三四]季度|上半年|年底|年末|年内|汛期)(?:之?前|以前|内)?|全年|长期|持续)(?:底|末)?(?:完成|完工|建成|落实|办结|推进|坚持|实施|投用|开工|竣工|到位)?"
)
"""A time without a label among the units of a clause: （责任单位：县城管局；9月底前完成）."""
VERB_RE: Final = patterns.compile(r"(?P<verb>\L<verbs>)(?=[,;。、)\]]|会同|,|$)", verbs=list(_VERB_ROLES))
"""A verb after its list."""
_RULES_RE: Final = patterns.compile(
    "|".join(f"(?P<{code.replace('-', '_')}>{pattern})" for code, pattern in STANDING_RULES.items())
)

_NOBODY_RE: Final = patterns.compile(NOBODY)
_CHIEF: Final = "主要责任"
_LEADS: Final = ("牵头", "牵头单位", "牵头负责", "牵头部门")
_MARK_RE: Final = patterns.compile(r"[,;]")
_PERSON_RE: Final = patterns.compile(r"\p{Han}{2,4}(?:、\p{Han}{2,4})*")
_SIGNS: Final = ",;。、 \n" + CELL_BREAK
_NAME: Final = 24
"""No name of a unit before a verb is longer, in characters."""


def labelled(text: str, begin: int, end: int, first: Label | None = None) -> Content:
    """Labels and the lists after them, up to the next label; standing rules stand apart. `first`: the label at `begin`, where it is known."""
    rules = find_standing(text, begin, end)
    limit = rules[0].start if rules else end
    labels = labels_in(text, begin, end, first)
    named: list[Named] = []
    for i, label in enumerate(labels):
        list_end = labels[i + 1].start if i + 1 < len(labels) else end
        if label.start < limit < list_end:
            list_end = limit
        named.extend(read_list(text, label.role, label.words, label.end, trim(text, label.end, list_end)))
    return chief_leads(named), rules


def without_colon(text: str) -> tuple[Named, ...]:
    """牵头单位　县林业局: a line that is a label and a list of units, a name or a time; nothing where it is a sentence."""
    label = open_label_at(text)
    if label is None or len(text) <= label.end + 1:
        return ()
    role, end = label.role, trim(text, 0, len(text))
    rest = text[label.end : end]
    if role == "leader":
        fits = _PERSON_RE.fullmatch(rest) is not None
    elif role == "due":
        fits = DUE_RE.fullmatch(rest) is not None
    else:
        units = listed(text, role, label.words, label.end, end).units
        fits = bool(units) and all(unit.collective or is_unit_like(unit.name) for unit in units)
    return (listed(text, role, label.words, label.end, end),) if fits else ()


def chief_leads(named: Sequence[Named]) -> tuple[Named, ...]:
    """主要责任单位 leads where another label, of this clause or of the same task, names the other units."""
    if not [n for n in named if n.label.startswith(_CHIEF)]:
        return tuple(named)
    others = any(n.role in ("responsible", "supporting") and not n.label.startswith(_CHIEF) for n in named)
    return tuple(n._replace(role="lead") if others and n.label.startswith(_CHIEF) else n for n in named)


def read_list(text: str, role: Role, label: str, begin: int, end: int) -> Iterator[Named]:
    """A labelled list; a time at its end, or lists with verbs after it, stand apart."""
    cut = end
    inner = text[begin:end]
    for mark in _MARK_RE.finditer(text, begin, end) if "," in inner or ";" in inner else ():
        rest = mark.end()
        if due := DUE_RE.fullmatch(text, rest, end):
            yield listed(text, role, label, begin, mark.start())
            yield Named("due", "", due.start(), due.end(), ())
            return
        if mark[0] == ";" and VERB_RE.search(text, rest, end):
            cut = mark.start()
            break
    verb = _outer_verb(text, begin, end) if cut == end and role in UNIT_ROLES else None
    if verb is not None and not any(sign in text[begin : verb.start()] for sign in ",;"):
        verbs = by_verbs(text, begin, end)  # 分工：县教育局牵头，县财政局配合
        # the label 责任单位 says no more than that: 责任单位：省科技厅牵头
        if verbs and (len(verbs[0]) > 1 or label.endswith("分工") or role == "responsible"):
            yield from verbs[0]
            return
    if verb is not None:  # 牵头单位：县民政局，县财政局负责: the label reaches to the comma before the verb's list
        comma = max(text.rfind(",", begin, verb.start()), text.rfind(";", begin, verb.start()))
        cut = comma if comma > begin else end
        if cut == end:
            yield listed(text, role, label, begin, verb.start())
            begin = end
    if begin < end:
        yield from _led(text, listed(text, role, label, begin, cut))
    if cut < end:
        verbs = by_verbs(text, cut + 1, end)
        yield from verbs[0] if verbs else ()


def _outer_verb(text: str, begin: int, end: int) -> "regex.Match[str] | None":
    """The first verb of a role that stands in no bracket of the list."""
    for verb in VERB_RE.finditer(text, begin, end):
        at = verb.start()
        if text.count("(", begin, at) == text.count(")", begin, at):
            return verb
    return None


def _led(text: str, named: Named) -> list[Named]:
    """责任单位：县教育局（牵头）、县财政局: a note that says 牵头 makes its unit lead."""
    lead = tuple([u for u in named.units if u.note and text[slice(*u.note)] in _LEADS])
    if not lead:
        return [named]
    found = [named._replace(role="lead", start=lead[0].start, end=lead[-1].end, units=lead)]
    rest = tuple([u for u in named.units if u not in lead])
    if rest:
        found.append(named._replace(start=rest[0].start, end=rest[-1].end, units=rest))
    return found


def listed(text: str, role: Role, label: str, begin: int, end: int) -> Named:
    """A list of one role with the units in it."""
    units = tuple(find_units(text, begin, end)) if role in ("lead", "responsible", "supporting") and end > begin else ()
    return Named(role, label, begin, end, units)


def by_verbs(text: str, begin: int, end: int) -> Content | None:
    """X牵头，Y配合: each list is what stands before its verb, back to the verb before."""
    rules = find_standing(text, begin, end)
    limit = rules[0].start if rules else end
    named: list[Named] = []
    at = begin
    for verb in VERB_RE.finditer(text, begin, limit):
        while at < verb.start() and text[at] in ",;。、 并且":
            at += 1
        if verb.start() - at < 2:
            at = max(at, verb.end())
            continue
        units = tuple(find_units(text, at, verb.start()))
        if not units or not _are_units(units):
            return (tuple(named), rules) if named else None
        named.append(Named(_VERB_ROLES[verb["verb"]], verb["verb"], at, verb.start(), units))
        at = verb.end()
    while at < limit and text[at] in ",;。、 ":
        at += 1
    if due := DUE_RE.fullmatch(text, at, limit):
        named.append(Named("due", "", due.start(), due.end(), ()))
    return (tuple(named), rules) if named else None


def _are_units(units: Sequence[NamedUnit]) -> bool:
    """Whether a list before a verb names units: none is a phrase, and most end like a unit."""
    likely = sum(1 for u in units if u.collective or is_unit_like(u.name))
    return 2 * likely >= len(units) and likely > 0 and all(len(u.name) <= _NAME for u in units)


def in_cell(text: str, role: Role, name: str) -> Content:
    """A list that has its role from labels in it, from the verbs in it, or from the column it stands in."""
    if label_at(text):
        return labelled(text, 0, trim(text, 0, len(text)))
    begin, end = (1 if text[:1] in "、,;" else 0), trim(text, 0, len(text))
    verbs = by_verbs(text, begin, end) if role in UNIT_ROLES and _outer_verb(text, begin, end) else None
    named = verbs[0] if verbs else tuple(_led(text, listed(text, role, name, begin, end)))
    return named, find_standing(text)


def find_standing(text: str, begin: int = 0, end: int | None = None) -> tuple[Standing, ...]:
    """Standing rules stated anywhere in a stretch of a text, in order."""
    end = len(text) if end is None else end
    stretch = text[begin:end]
    for word in RULE_WORDS:
        if word in stretch:
            break
    else:
        return ()
    found = []
    for match in _RULES_RE.finditer(text, begin, end):
        code = next(code for code in STANDING_RULES if match[code.replace("-", "_")] is not None)
        named = match.span("units")
        units = tuple(find_units(text, *named)) if named[0] >= 0 else ()
        if units and all(_NOBODY_RE.fullmatch(unit.name) for unit in units):
            continue
        found.append(Standing(code, match.start(), match.end(), units))
    return tuple(found)


def trim(text: str, begin: int, end: int) -> int:
    """The end of a list without the signs after it."""
    while end > begin and text[end - 1] in _SIGNS:
        end -= 1
    return end
