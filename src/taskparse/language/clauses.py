"""Responsibility clauses: （牵头单位：…；责任单位：…） · （X牵头，Y配合） · 责任单位：… on a line of its own.

A clause is found by its labels or by the verbs that close its lists, in brackets of every kind, nested, mismatched or never closed. What
it says is left to `units`.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from taskparse.language.names import NamedUnit, is_unit_like
from taskparse.language.units import find_units
from taskparse.lexicon.roles import LABELS, UNIT_ROLES, VERBS, Role
from taskparse.lexicon.rules import STANDING_RULES


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


class Clause(NamedTuple):
    """A responsibility clause at [start, end) of the text, brackets included."""

    start: int
    end: int
    form: str
    """Id of the rule that found it, a key of FORMS."""
    named: tuple[Named, ...]
    rules: tuple[Standing, ...] = ()


FORMS: Final[dict[str, str]] = {
    "label-bracket": "（牵头单位：…；责任单位：…）: labels in brackets, each before its list",
    "verb-bracket": "（X牵头，Y配合）: lists in brackets, each before its verb",
    "bare-list-bracket": "（X、Y）: nothing but names of units in brackets, at the end of a sentence",
    "label-line": "责任单位：…: labels without brackets, on a line of their own or as the last sentence",
    "verb-line": "由X牵头，Y负责。: a sentence of its own without brackets, the last of a paragraph",
    "block": "以上工作由X牵头: a sentence on all the tasks above it",
    "column": "a cell of a table in a column of units, leaders or dates",
}

_ROLES: Final[dict[str, Role]] = {label: role for role, labels in LABELS.items() for label in labels}
_VERB_ROLES: Final[dict[str, Role]] = {verb: role for role, verbs in VERBS.items() for verb in verbs}
_LABEL_RE: Final = regex.compile(
    r"(?:[省市州县区]级|[市县区]直|具体)?(?:(?P<label>\L<labels>)(?:\([^()]{1,6}\))?:|\[(?P<label>\L<labels>)\]:?)",
    labels=list(_ROLES),
)
_BARE_LABEL_RE: Final = regex.compile(
    r"(?P<label>\L<labels>)(?=[省市州县区各])",
    labels=[label for role in UNIT_ROLES for label in LABELS[role] if label.endswith(("单位", "部门"))],
)
"""A label whose colon was lost, at the start of a bracket and before a unit."""
_DUE_RE: Final = regex.compile(
    r"(?:(?:\d{4}年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|上旬|中旬|下旬)?|[一二三四]季度末?|第[一二三四]季度|上半年|年底|年末|年内|汛期)(?:之?前|以前|内)?|全年|长期|持续)(?:底|末)?(?:完成|完工|建成|落实|办结|推进|坚持|实施|投用|开工|竣工|到位)?"
)
"""A time without a label among the units of a clause: （责任单位：县城管局；9月底前完成）."""
_BRACKET_RE: Final = regex.compile(r"[()\[\]{}]")
_VERB_RE: Final = regex.compile(r"(?P<verb>\L<verbs>)(?=[,;。、)\]]|会同|,|$)", verbs=list(_VERB_ROLES))
_RULES_RE: Final = regex.compile(
    "|".join(f"(?P<{code.replace('-', '_')}>{pattern})" for code, pattern in STANDING_RULES.items())
)
_BLOCK_RE: Final = regex.compile(
    r"(?:以上|上述)(?:各项)?(?:重点)?(?:工作|任务|事项)?(?:均)?由(?P<body>[^。]{2,120}(?:负责|落实|牵头|配合|参与)[^。]{0,12})。?"
)

_CHIEF: Final = "主要责任单位"
_LEADS: Final = ("牵头", "牵头单位", "牵头负责", "牵头部门")
_MARK_RE: Final = regex.compile(r"[,;]")
_LIMIT: Final = 1500
"""No clause is longer, in characters: what is longer is a bracket that nobody closed."""
_NAME: Final = 24
"""No name of a unit before a verb is longer, in characters."""
_SENTENCE: Final = 120
"""No clause that is a sentence of its own is longer, in characters."""


def find_clauses(text: str) -> list[Clause]:
    """Clauses of a paragraph in order, none inside another. `text` is folded.

    >>> clause, = find_clauses("新建公园3个。(牵头单位:区城管局;责任单位:区水务局,各街道)")
    >>> [(n.role, [u.name for u in n.units]) for n in clause.named]
    [('lead', ['区城管局']), ('responsible', ['区水务局', '各街道'])]
    """
    line = _LABEL_RE.match(text)
    if line:
        return [_labelled(text, 0, len(text), 0, _end_of_sentence(text, 0), "label-line")]
    found: list[Clause] = []
    done = 0
    for start, stop, closed in _brackets(text):
        if start < done:
            continue
        clause = _bracket_clause(text, start, stop, closed)
        if clause is not None:
            found.append(clause)
            done = clause.end
    if not found:
        found.extend(_unbracketed(text))
    return found


def _brackets(text: str) -> Iterator[tuple[int, int, bool]]:
    """Pairs of brackets, outermost first at each start; any closing bracket closes any opening one; one never closed runs to the end."""
    stack: list[int] = []
    pairs: list[tuple[int, int, bool]] = []
    for match in _BRACKET_RE.finditer(text):
        if match[0] in "([{":
            stack.append(match.start())
        elif stack:
            pairs.append((stack.pop(), match.end(), True))
    pairs.extend((start, len(text), False) for start in stack)
    pairs.sort()
    yield from pairs


def _bracket_clause(text: str, start: int, stop: int, closed: bool) -> Clause | None:
    begin, end = start + 1, stop - 1 if closed else stop
    while begin < end and text[begin] in " :,、":
        begin += 1
    if end - begin > _LIMIT or end - begin < 2:
        return None
    label = _LABEL_RE.match(text, begin, end) or _BARE_LABEL_RE.match(text, begin, end)
    if label is not None:
        return _labelled(text, start, stop, begin, end, "label-bracket")
    if not closed:
        return None
    if (later := _LABEL_RE.search(text, begin, end)) and _is_bare_list(text, begin, _trim(text, begin, later.start())):
        clause = _labelled(text, start, stop, later.start(), end, "label-bracket")
        first = _named(text, "responsible", "", begin, _trim(text, begin, later.start()))
        return clause._replace(named=(first, *clause.named))
    if not _ends_a_sentence(text, start, stop):
        return None
    if _VERB_RE.search(text, begin, end) is not None:
        return _by_verbs(text, start, stop, begin, end, "verb-bracket")
    rules = _standing(text, begin, end)
    last = _trim(text, begin, min((r.start for r in rules), default=end))
    if last - begin >= 3 and _is_bare_list(text, begin, last):
        return Clause(start, stop, "bare-list-bracket", (_named(text, "responsible", "", begin, last),), tuple(rules))
    return None


def _ends_a_sentence(text: str, start: int, stop: int) -> bool:
    """A clause without a label stands after a sentence or at the end of one, never inside: 推广“街道吹哨（社区负责）”做法."""
    if text[stop : stop + 1] in ("", "。", "\n"):
        return True
    return text[start - 1 : start] in ("", "。", ";", "!", "\n", ")", "]") and text[stop : stop + 1] != "”"


def _is_bare_list(text: str, begin: int, end: int) -> bool:
    """（县财政局、县民政局）: at the end of a sentence, nothing but names of units with a level sign, or collectives."""
    if begin >= 2 and text[begin - 2] not in "。;!\n)":
        return False
    pieces = regex.split("[、,;]", text[begin:end])
    return all(is_unit_like(p.split("等")[0]) for p in pieces) and any(len(p) >= 3 for p in pieces)


def _labelled(text: str, start: int, stop: int, begin: int, end: int, form: str) -> Clause:
    """Labels and the lists after them, up to the next label; standing rules stand apart."""
    rules = _standing(text, begin, end)
    limit = min((r.start for r in rules), default=end)
    labels = list(_LABEL_RE.finditer(text, begin, end))
    if not labels or labels[0].start() > begin:
        bare = _BARE_LABEL_RE.match(text, begin, end)
        labels = [*([bare] if bare else []), *labels]
    named: list[Named] = []
    for i, label in enumerate(labels):
        list_end = labels[i + 1].start() if i + 1 < len(labels) else end
        if label.start() < limit < list_end:
            list_end = limit
        role = _ROLES[label["label"]]
        named.extend(_listed(text, role, label["label"], label.end(), _trim(text, label.end(), list_end)))
    return Clause(start, stop, form, chief_leads(named), tuple(rules))


def chief_leads(named: Sequence[Named]) -> tuple[Named, ...]:
    """主要责任单位 leads where another label, of this clause or of the same task, names the other units."""
    others = any(n.role in ("responsible", "supporting") and n.label != _CHIEF for n in named)
    return tuple(n._replace(role="lead") if others and n.label == _CHIEF else n for n in named)


def _listed(text: str, role: Role, label: str, begin: int, end: int) -> Iterator[Named]:
    """A labelled list; a time at its end, or lists with verbs after it, stand apart."""
    cut = end
    for mark in _MARK_RE.finditer(text, begin, end):
        rest = mark.end()
        if due := _DUE_RE.fullmatch(text, rest, end):
            yield _named(text, role, label, begin, mark.start())
            yield Named("due", "", due.start(), due.end(), ())
            return
        if mark[0] == ";" and _VERB_RE.search(text, rest, end):
            cut = mark.start()
            break
    verb = _outer_verb(text, begin, end) if cut == end and role in UNIT_ROLES else None
    if verb is not None:  # 牵头单位：县民政局，县财政局负责: the label reaches to the comma before the verb's list
        comma = max(text.rfind(",", begin, verb.start()), text.rfind(";", begin, verb.start()))
        cut = comma if comma > begin else end
        if cut == end:
            yield _named(text, role, label, begin, verb.start())
            begin = end
    if begin < end:
        yield from _led(text, _named(text, role, label, begin, cut))
    if cut < end:
        verbs = _by_verbs(text, cut + 1, end, cut + 1, end, "")
        yield from verbs.named if verbs else ()


def _outer_verb(text: str, begin: int, end: int) -> "regex.Match[str] | None":
    """The first verb of a role that stands in no bracket of the list."""
    verbs = (
        v
        for v in _VERB_RE.finditer(text, begin, end)
        if text.count("(", begin, v.start()) == text.count(")", begin, v.start())
    )
    return next(verbs, None)


def _led(text: str, named: Named) -> Iterator[Named]:
    """责任单位：县教育局（牵头）、县财政局: a note that says 牵头 makes its unit lead."""
    lead = tuple(u for u in named.units if u.note and text[slice(*u.note)] in _LEADS)
    if lead:
        yield named._replace(role="lead", start=lead[0].start, end=lead[-1].end, units=lead)
        rest = tuple(u for u in named.units if u not in lead)
        named = named._replace(start=rest[0].start, end=rest[-1].end, units=rest) if rest else named._replace(units=())
    if named.units or not lead:
        yield named


def _named(text: str, role: Role, label: str, begin: int, end: int) -> Named:
    units = tuple(find_units(text, begin, end)) if role in ("lead", "responsible", "supporting") and end > begin else ()
    return Named(role, label, begin, end, units)


def _trim(text: str, begin: int, end: int) -> int:
    while end > begin and text[end - 1] in ",;。、 \n":
        end -= 1
    return end


def column_clause(text: str, role: Role, name: str) -> Clause:
    """What a cell of a table gives the role of its column; verbs in the cell say more (县农业农村局牵头，各乡镇配合)."""
    begin, end = (1 if text[:1] in "、,;" else 0), _trim(text, 0, len(text))
    verbs = (
        _by_verbs(text, begin, end, begin, end, "") if role in UNIT_ROLES and _outer_verb(text, begin, end) else None
    )
    named = verbs.named if verbs else tuple(_led(text, _named(text, role, name, begin, end)))
    return Clause(0, len(text), "column", named, tuple(_standing(text, 0, len(text))))


def find_standing(text: str) -> list[Standing]:
    """Standing rules stated anywhere in a text."""
    return _standing(text, 0, len(text))


def _standing(text: str, begin: int, end: int) -> list[Standing]:
    found = []
    for match in _RULES_RE.finditer(text, begin, end):
        code = next(code for code in STANDING_RULES if match[code.replace("-", "_")] is not None)
        named = match.span("units")
        units = tuple(find_units(text, *named)) if named[0] >= 0 else ()
        found.append(Standing(code, match.start(), match.end(), units))
    return found


def _by_verbs(text: str, start: int, stop: int, begin: int, end: int, form: str) -> Clause | None:
    """X牵头，Y配合: each list is what stands before its verb, back to the verb before."""
    rules = _standing(text, begin, end)
    limit = min((r.start for r in rules), default=end)
    named: list[Named] = []
    at = begin
    for verb in _VERB_RE.finditer(text, begin, limit):
        while at < verb.start() and text[at] in ",;。、 并且":
            at += 1
        if verb.start() - at < 2:
            at = max(at, verb.end())
            continue
        units = tuple(find_units(text, at, verb.start()))
        if not units or not _are_units(units):
            return None if not named else Clause(start, stop, form, tuple(named), tuple(rules))
        named.append(Named(_VERB_ROLES[verb["verb"]], verb["verb"], at, verb.start(), units))
        at = verb.end()
    while at < limit and text[at] in ",;。、 ":
        at += 1
    if due := _DUE_RE.fullmatch(text, at, limit):
        named.append(Named("due", "", due.start(), due.end(), ()))
    return Clause(start, stop, form, tuple(named), tuple(rules)) if named else None


def _are_units(units: Sequence[NamedUnit]) -> bool:
    """Whether a list before a verb names units: none is a phrase, and most end like a unit."""
    likely = sum(1 for u in units if u.collective or is_unit_like(u.name))
    return 2 * likely >= len(units) and likely > 0 and all(len(u.name) <= _NAME for u in units)


def _unbracketed(text: str) -> Iterator[Clause]:
    """牵头单位：X；责任单位：Y。 at the end of a paragraph, and 以上工作由X牵头，会同Y负责落实。"""
    block = _BLOCK_RE.search(text)
    if block is not None:
        clause = _by_verbs(text, block.start(), block.end(), block.start("body"), block.end("body"), "block")
        if clause is not None:
            yield clause
        return
    start = text.rfind("。", 0, len(text) - 1) + 1
    if text.startswith("由", start) and len(text) - start <= _SENTENCE:
        clause = _by_verbs(text, start, len(text), start, _trim(text, start, len(text)), "verb-line")
        if clause is not None:
            yield clause
            return
    label = _LABEL_RE.search(text)
    if label is not None and (text[label.start() - 1] in "。;!)]" or label.start() == 0):
        end = _end_of_sentence(text, label.start())
        yield _labelled(text, label.start(), end, label.start(), end, "label-line")


def _end_of_sentence(text: str, start: int) -> int:
    """Labels run to the end of their sentence; what follows a 。 that is not the last character is text again, unless a label follows."""
    at = start
    while True:
        stop = text.find("。", at)
        if stop < 0 or stop + 1 >= len(text):
            return len(text)
        if _LABEL_RE.match(text, stop + 1):
            at = stop + 1
            continue
        return stop + 1
