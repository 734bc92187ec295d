"""Responsibility clauses: （牵头单位：…；责任单位：…） · （X牵头，Y配合） · 责任单位：… on a line of its own.

A clause is found by its labels or by the verbs that close its lists, in brackets of every kind, nested, mismatched or never closed. What
it says is left to `roles`.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

import regex

from taskparse import patterns
from taskparse.language.labels import first_label, label_at, lost_label_at
from taskparse.language.names import NamedUnit, is_unit_like
from taskparse.language.phrases import VERB_WORDS
from taskparse.language.roles import (
    DUE_RE,
    VERB_RE,
    Content,
    Named,
    Standing,
    by_verbs,
    find_standing,
    in_cell,
    labelled,
    listed,
    read_list,
    trim,
    without_colon,
)
from taskparse.language.units import find_units, part_units
from taskparse.lexicon.roles import Role
from taskparse.lexicon.units import LEVELS


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
    "verb-start": "由X牵头，Y配合，清淤渠道…: lists and verbs before what is to be done",
    "block": "以上工作由X牵头: a sentence on all the tasks above it",
    "following": "以下任务由X牵头: a sentence on all the tasks after it",
    "column": "a cell of a table in a column of units, leaders or dates",
}

_BRACKET_RE: Final = patterns.compile(r"[()\[\]{}]")
_BLOCK_RE: Final = patterns.compile(
    r"(?:以上|上述|本部分|本节)(?:各项)?(?:重点)?(?:工作|任务|事项)?(?:均)?由(?P<body>[^。]{2,120}(?:负责|落实|牵头|配合|参与)[^。]{0,12})。?"
    r"|(?:以上|上述)(?:各项)?(?:工作|任务|事项)?的?责任(?:单位|部门)?(?:均|都)(?:包括|含|有)(?P<included>[^。]{2,120}?)(?:,?不[^。]{2,8})?。?$"
    r"|(?:以上|上述|本部分|本节)(?:各项)?(?:重点)?(?:工作|任务|事项)的?(?P<labelled>[^。;:,]{2,10}[:为][^。]{2,160})。?"
)

_FOLLOWING_RE: Final = patterns.compile(
    r"(?:以下|下列|下述)(?:各项|各条)?(?:重点)?(?:工作|任务|事项|项目)(?:均|都)?由(?P<body>[^。]{2,120}(?:负责|落实|牵头|配合|参与)[^。]{0,12})。?"
)
_OPENED_RE: Final = patterns.compile(
    r"(?:[此该本这](?:项|部分)?(?:重点)?(?:工作|任务|事项|项目)?)?(?:均)?由|[—─]{1,2}|--"
)
_SHORTEST: Final = 3
"""No name of a unit without a level sign is shorter, in characters."""
_NAME: Final = 24
"""No name of a unit in a bracket is longer, in characters."""
_LIMIT: Final = 1500
"""No clause is longer, in characters: what is longer is a bracket that nobody closed."""
_BULLETS: Final = "-*+•●·◆■ "
"""Signs that may stand before the labels of a list."""
_SENTENCE: Final = 120
"""No clause that is a sentence of its own is longer, in characters."""


def find_clauses(text: str) -> list[Clause]:
    """Clauses of a paragraph in order, none inside another. `text` is folded.

    >>> clause, = find_clauses("新建公园3个。(牵头单位:区城管局;责任单位:区水务局,各街道)")
    >>> [(n.role, [u.name for u in n.units]) for n in clause.named]
    [('lead', ['区城管局']), ('responsible', ['区水务局', '各街道'])]
    """
    line = label_at(text, len(text) - len(text.lstrip(_BULLETS)))
    if line:
        return [Clause(0, len(text), "label-line", *labelled(text, line.start, _end_of_sentence(text, 0)))]
    if named := without_colon(text):
        return [Clause(0, len(text), "label-line", named)]
    found: list[Clause] = []
    done = 0
    for start, stop, closed in _brackets(text):
        if start < done:
            continue
        if label_at(text, start):  # 【牵头单位】县教育局；【责任单位】县财政局
            end = _end_of_sentence(text, start)
            clause: Clause | None = Clause(start, end, "label-line", *labelled(text, start, end))
        else:
            clause = _bracket_clause(text, start, stop, closed)
        if clause is not None:
            found.append(clause)
            done = clause.end
    if not found:
        found.extend(_unbracketed(text))
    return found


def _brackets(text: str) -> list[tuple[int, int, bool]]:
    """Pairs of brackets, outermost first at each start; any closing bracket closes any opening one; one never closed runs to the end."""
    stack: list[int] = []
    pairs: list[tuple[int, int, bool]] = []
    for match in _BRACKET_RE.finditer(text):
        at = match.start()
        if text[at] in "([{":
            stack.append(at)
        elif stack:
            pairs.append((stack.pop(), at + 1, True))
    pairs += [(start, len(text), False) for start in stack]
    pairs.sort()
    return pairs


def _bracket_clause(text: str, start: int, stop: int, closed: bool) -> Clause | None:
    begin, end = start + 1, stop - 1 if closed else stop
    while begin < end and text[begin] in " :,、":
        begin += 1
    if end - begin > _LIMIT or end - begin < 2:
        return None
    label = label_at(text, begin, end) or lost_label_at(text, begin, end)
    if label is not None:
        return Clause(start, stop, "label-bracket", *labelled(text, begin, end, label))
    if not closed:
        return None
    if (later := first_label(text, begin, end)) and _is_bare_list(text, begin, trim(text, begin, later.start)):
        first = listed(text, "responsible", "", begin, trim(text, begin, later.start))
        named, rules = labelled(text, later.start, end)
        return Clause(start, stop, "label-bracket", (first, *named), rules)
    if not _ends_a_sentence(text, start, stop):
        return None
    rules = find_standing(text, begin, end)
    if VERB_RE.search(text, begin, min((r.start for r in rules), default=end)) is not None:
        content = by_verbs(text, begin, end)
        return Clause(start, stop, "verb-bracket", *content) if content else None
    last = trim(text, begin, min((r.start for r in rules), default=end))
    if last - begin >= 3 and _is_bare_list(text, begin, last):
        return Clause(start, stop, "bare-list-bracket", tuple(read_list(text, "responsible", "", begin, last)), rules)
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
    if len(pieces) > 1 and DUE_RE.fullmatch(pieces[-1]):  # （区管委会、县自然资源局，11月底前完成）
        pieces.pop()
    if all(is_unit_like(p.split("等")[0]) for p in pieces):
        return any(len(p) >= 3 for p in pieces)
    units = find_units(text, begin, end)
    likely = sum(1 for unit in units if is_unit_like(unit.name))
    leveled = likely > 1 and 3 * likely >= 2 * len(units) and is_unit_like(pieces[0]) and pieces[0][0] in LEVELS
    many = likely > 2 and 4 * likely >= 3 * len(units) and min(len(unit.name) for unit in units) >= _SHORTEST
    return (leveled or many) and max(map(len, pieces)) <= _NAME


def parted(clause: Clause, text: str, gaps: Sequence[int]) -> Clause:
    """The clause, names of units that only a space parts told apart (责任单位：区教育局 区民政局); `gaps`: where spaces are printed."""
    if not any(unit.start < gap < unit.end for gap in gaps for found in clause.named for unit in found.units):
        return clause
    return clause._replace(
        named=tuple(found._replace(units=tuple(part_units(text, found.units, gaps))) for found in clause.named)
    )


def column_clause(text: str, role: Role, name: str) -> Clause:
    """What a cell of a table gives the role of its column; verbs in the cell say more (县农业农村局牵头，各乡镇配合)."""
    return Clause(0, len(text), "column", *in_cell(text, role, name))


def _unbracketed(text: str) -> Iterator[Clause]:
    """牵头单位：X；责任单位：Y。 at the end of a paragraph, and 以上工作由X牵头，会同Y负责落实。"""
    block = _BLOCK_RE.search(text)
    if block is not None:
        content = _block_content(text, block)
        if content:
            yield Clause(block.start(), block.end(), "block", *content)
        return
    if following := _FOLLOWING_RE.fullmatch(text):
        content = by_verbs(text, *following.span("body"))
        if content:
            yield Clause(0, len(text), "following", *content)
        return
    if clause := _at_start(text):
        yield clause
        return
    start = text.rfind("。", 0, len(text) - 1) + 1
    end = trim(text, start, len(text))
    opened = _OPENED_RE.match(text, start, end)
    # …85%以上。分工：区规划建设局牵头: where a label begins the last sentence, its list is no part of a name
    short = opened or (end - start <= _SENTENCE and label_at(text, start, end) is None)
    content = by_verbs(text, opened.end() if opened else start, end) if short else None
    if content and end - start <= _SENTENCE:
        whole = _end_of_lists(text, content[0], end) == end
        if opened or _is_all(content[0], start, whole):
            yield Clause(start, len(text), "verb-line", *content)
            return
    label = first_label(text)
    if label is not None and (text[label.start - 1] in "。;!)]" or label.start == 0):
        end = _end_of_sentence(text, label.start)
        yield Clause(label.start, end, "label-line", *labelled(text, label.start, end))


def _at_start(text: str) -> Clause | None:
    """由X牵头，Y配合，清淤渠道…: who does it is said before what is to be done, in the first sentence; lists of nothing but names."""
    opened = _OPENED_RE.match(text)
    if opened is None:
        return None
    stop = text.find("。") if "。" in text else len(text)
    content = by_verbs(text, opened.end(), stop)
    if content is None:
        return None
    named = tuple(takewhile(lambda found: not any(map(_is_work, found.units)), content[0]))
    done = _end_of_lists(text, named, stop) if named else stop
    return Clause(0, done + 1, "verb-start", named, content[1]) if done < trim(text, 0, stop) else None


def _is_work(unit: NamedUnit) -> bool:
    """完善配套设施: what begins with a verb, and ends like no unit, is to be done."""
    named = unit.collective or is_unit_like(unit.name)
    return not named and VERB_WORDS.at(unit.name, 0, len(unit.name)) > 0


def _are_names(units: Sequence[NamedUnit]) -> bool:
    return all(unit.collective or is_unit_like(unit.name) for unit in units)


def _block_content(text: str, block: "regex.Match[str]") -> Content | None:
    if block["body"] is not None:
        return by_verbs(text, *block.span("body"))
    if block["included"] is not None:
        return (listed(text, "responsible", "", *block.span("included")),), ()
    begin, end = block.span("labelled")
    return labelled(text, begin, end) if label_at(text, begin, end) else None


def _end_of_lists(text: str, named: Sequence[Named], end: int) -> int:
    """Where the verb after the last list ends, or the time after it."""
    last = VERB_RE.match(text, named[-1].end, end)
    return last.end() if last else named[-1].end


def _is_all(named: Sequence[Named], start: int, whole: bool) -> bool:
    """县水利局为牵头单位，县财政局为配合单位。: a sentence of lists and verbs and nothing else, every name one of a unit."""
    return whole and named[0].start == start and all(_are_names(found.units) for found in named)


def _end_of_sentence(text: str, start: int) -> int:
    """Labels run to the end of their sentence; what follows a 。 that is not the last character is text again, unless a label follows."""
    at = start
    while True:
        stop = text.find("。", at)
        if stop < 0 or stop + 1 >= len(text):
            return len(text)
        if label_at(text, stop + 1):
            at = stop + 1
            continue
        return stop + 1
