"""The rules of taskparse with examples: what docs/rules.md is made from, and what tests/test_rules_page.py runs.

The ids, and what each rule does, come from the code; so do the words. Only the examples stand here, with what each must give.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

import regex

from taskparse.extraction import extract_bytes
from taskparse.language.clauses import FORMS, Clause, column_clause, find_clauses
from taskparse.language.names import NamedUnit, kind_of
from taskparse.language.quantities import RULES as QUANTITY_RULES
from taskparse.language.quantities import find_quantities
from taskparse.language.roles import Named
from taskparse.language.scene import Scene
from taskparse.language.targets import find_targets
from taskparse.language.traps import TRAPS, meaning_of, trap_of
from taskparse.language.units import find_units
from taskparse.lexicon.actions import ENSURE, STRIVE
from taskparse.lexicon.characters import MATCH
from taskparse.lexicon.columns import COLUMN_PARTS, COLUMNS
from taskparse.lexicon.markers import MARKERS, STYLES
from taskparse.lexicon.measures import COMPARATORS_AFTER, COMPARATORS_BEFORE, MEASURES
from taskparse.lexicon.roles import LABEL_NOUNS, LABELS, LIST_CLOSERS, LIST_OPENERS, VERBS
from taskparse.lexicon.rules import RULES as STANDING
from taskparse.lexicon.units import ENDINGS, LEVELS, SHARED_ENDINGS
from taskparse.notice.models import Notice, Unit
from taskparse.structure.columns import column_of
from taskparse.structure.markers import marker_at


class Outcome(NamedTuple):
    """What a phrase gives, in the page's words, and the ids of the rules that gave it."""

    gives: str
    fired: frozenset[str]


class Example(NamedTuple):
    """A phrase as printed, the rule that it is for, and what it must give."""

    id: str
    phrase: str
    gives: str


Run: TypeAlias = Callable[[str], Outcome]


class Family(NamedTuple):
    """Rules of one kind: id → what it does. `words`: those that a rule knows; `carriers`: the phrases that they are tried in."""

    title: str
    says: str
    rules: Mapping[str, str]
    run: Run
    examples: tuple[Example, ...]
    words: Mapping[str, tuple[str, ...]] = {}
    carriers: Mapping[str, str] | str = "{}"

    def tried(self) -> Iterator[tuple[str, str]]:
        """Each word that a rule knows, in its phrase."""
        for rule, words in self.words.items():
            carrier = self.carriers if isinstance(self.carriers, str) else self.carriers[rule]
            yield from ((rule, carrier.format(word)) for word in words)


def _fold(text: str) -> str:
    return text.translate(MATCH)


# --- What a phrase gives


def _marker(phrase: str) -> Outcome:
    marker = marker_at(_fold(phrase), 0)
    if marker is None:
        return Outcome("no marker", frozenset())
    fired = {marker.style}
    if regex.match(MARKERS["enclosed"], phrase):
        fired.add("enclosed")
    number = "without a number" if marker.number is None else f"number {marker.number}"
    return Outcome(f"{phrase[: marker.end]} → {marker.style}, {number}", frozenset(fired))


def _unit(unit: NamedUnit, phrase: str) -> str:
    """A unit in the characters of the phrase, with what is said of it."""
    said = [f"note {phrase[slice(*unit.note)]}"] if unit.note else []
    said += ["collective"] * unit.collective + ["open-ended"] * unit.open_ended
    name = unit.prefix + phrase[unit.start : unit.stop] + unit.suffix
    return name + (f" ({', '.join(said)})" if said else "")


def _named(named: Named, phrase: str) -> str:
    if named.role in ("lead", "responsible", "supporting"):
        return f"{named.role} {', '.join(_unit(u, phrase) for u in named.units)}"
    return f"{named.role} {phrase[named.start : named.end]}"


def _clauses(phrase: str) -> Outcome:
    return _said(find_clauses(_fold(phrase)), phrase)


def _said(clauses: Iterable[Clause], phrase: str) -> Outcome:
    clauses = list(clauses)
    gives = " / ".join("; ".join(_named(n, phrase) for n in clause.named) for clause in clauses)
    return Outcome(gives, frozenset(clause.form for clause in clauses))


def _form(phrase: str) -> Outcome:
    """A clause; in 牵头单位 | 县文旅局 the name of a column and a cell below it."""
    name, bar, cell = phrase.partition(" | ")
    column = column_of(name) if bar else None
    role = next((role for role in LABELS if column is not None and role == column.role), None)
    if role is None:
        return _clauses(phrase)
    return _said([column_clause(_fold(cell), role, name)], cell)


def _roles(phrase: str) -> Outcome:
    clauses = find_clauses(_fold(phrase))
    return Outcome(_said(clauses, phrase).gives, frozenset(n.role for c in clauses for n in c.named))


def _units(phrase: str) -> Outcome:
    folded = _fold(phrase)
    units = find_units(folded, 0, len(folded))
    fired: set[str] = set()
    at = 0
    for unit in units:
        between = folded[at : unit.start]
        fired |= {"shared-ending"} if unit.suffix else set()
        fired |= {"shared-level" if unit.prefix in LEVELS else "shared-committee"} if unit.prefix else set()
        fired |= {"note"} if unit.note else set()
        fired |= {"inner-bracket"} if "(" in unit.name else set()
        fired |= {"inner-list"} if "、" in unit.name.split("(")[0] else set()
        fired |= {"open-list"} if unit.open_ended else set()
        fired |= {"closing-collective" if between == "等" else "collective"} if unit.collective else set()
        fired |= {"joined"} if between and between in "和与及" else set()
        opened = between.endswith(LIST_OPENERS) or "会同" in between
        fired |= {"opener"} if opened and not any(u.name in LIST_OPENERS for u in units) else set()
        at = unit.end
    fired |= {"closer"} if folded[at:] in LIST_CLOSERS else set()
    return Outcome(", ".join(_unit(u, phrase) for u in units), frozenset(fired))


def _kind(name: str) -> Outcome:
    kind = kind_of(_fold(name))
    if kind is None:
        units = find_units(_fold(name), 0, len(name))
        kind = units[0].kind if units else None
    elif (units := find_units(_fold(name), 0, len(name))) and units[0].collective:
        kind = units[0].kind
    return Outcome(str(kind), frozenset([str(kind)]))


def _column(name: str) -> Outcome:
    column = column_of(_fold(name))
    return Outcome(column.role if column else "no column of a task table", frozenset([column.role] if column else ()))


def _column_part(name: str) -> Outcome:
    bare = _fold(name)
    part = next((part for part, _ in COLUMN_PARTS if part in bare), "")
    return Outcome(_column(name).gives, frozenset() if bare in COLUMNS else frozenset([part]))


def _plain(value: object) -> str:
    return f"{value:f}" if hasattr(value, "as_tuple") else str(value)


def _measure(unit: str | None) -> str:
    """A measure word with its brackets as they are printed."""
    return f" {unit}".replace("(", "（").replace(")", "）") if unit else ""


def _quantities(phrase: str) -> Outcome:
    found = list(find_quantities(_fold(phrase)))
    gives = []
    for q in found:
        value = _plain(q.value) if q.upper is None else f"{_plain(q.value)} to {_plain(q.upper)}"
        gives.append(f"{phrase[q.start : q.end]} → {q.comparator} {value}{_measure(q.unit)}, {q.kind}")
    return Outcome("; ".join(gives), frozenset(q.rule for q in found))


def _kinds(phrase: str) -> Outcome:
    found = frozenset(q.kind for q in find_quantities(_fold(phrase)))
    return Outcome(_quantities(phrase).gives, frozenset(found))


def _comparators(phrase: str) -> Outcome:
    found = frozenset(q.comparator for q in find_quantities(_fold(phrase)))
    return Outcome(_quantities(phrase).gives, frozenset(found))


def _targets(phrase: str) -> Outcome:
    fired: set[str] = set()
    gives = []
    for target in find_targets(_fold(phrase)):
        q = target.quantity
        said = [f"from {_plain(target.baseline)}"] if target.baseline is not None else []
        said += [target.modality] if target.modality else []
        fired |= {"baseline"} if target.baseline is not None else set()
        fired |= {target.modality} if target.modality else set()
        metric = "".join(phrase[a:b] for a, b in target.metric.thing)
        sign = "" if q.comparator in ("=", "between") else f"{q.comparator} "
        value = _plain(q.value) if q.upper is None else f"{_plain(q.value)} to {_plain(q.upper)}"
        gives.append(f"{metric} {sign}{value}{_measure(q.unit)}" + (f" ({', '.join(said)})" if said else ""))
    return Outcome("; ".join(gives) or "none", frozenset(fired))


def _traps(phrase: str) -> Outcome:
    folded = _fold(phrase)
    scene = Scene(folded, tuple(find_quantities(folded)))
    found = [(phrase[q.start : q.end], trap_of(scene, i)) for i, q in enumerate(scene.quantities)]
    gives = "; ".join(f"{words}: {'no target' if trap else 'a target'}" for words, trap in found)
    return Outcome(gives, frozenset(trap for _, trap in found if trap))


def _notice(phrase: str) -> Notice:
    """A notice from its text; � stands for a byte that is no character."""
    return extract_bytes(phrase.encode().replace("�".encode(), b"\xff"))


def _standing(phrase: str) -> Outcome:
    notice = _notice(phrase)

    def names(role: str, units: Iterable[Unit]) -> list[str]:
        found = [unit.name for unit in units]
        return [f"{role} {', '.join(found)}"] if found else []

    gives = [
        f"task {task.number}: "
        + "; ".join(
            [
                *names("lead", task.lead_units),
                *names("responsible", task.responsible_units),
                *names("supporting", task.supporting_units),
            ]
        )
        for task in notice.tasks
    ]
    return Outcome(" / ".join(gives), frozenset(rule.code for rule in notice.document.rules))


# --- What rules do whose registry is a table of words

_ROLE_SAYS: Final = {
    "lead": "the units lead: `lead_units`",
    "responsible": "the units are responsible: `responsible_units`",
    "supporting": "the units support: `supporting_units`",
    "leader": "persons, no units: `leaders`",
    "due": "when the task is to be done: `due`",
    "other": "read, so that it is no part of a list, and given to no field",
}
_UNIT_SAYS: Final = {
    "shared-ending": "an ending that a list says once is given back to each name",
    "shared-level": "a level sign that a list says once is given back to departments and organs",
    "shared-committee": "so is the name of a party committee to its organs",
    "note": "a bracket after a name is its note",
    "inner-bracket": "a bracket that only names kinds of areas, or has more of the name after it, stays in the name",
    "inner-list": "各 before several kinds of areas with one noun is one unit: the 、 is inside its name",
    "collective": "各, 有关, 相关, 其他 and the like with a noun name many units as one",
    "closing-collective": "after 等 such a noun closes the list as a unit of its own",
    "open-list": "等, 等单位, 等部门 leave the list open: the unit before is `open_ended`",
    "joined": "和, 与, 及 part two units where a whole name stands on either side",
    "opener": "words before a name that are no part of it",
    "closer": "words after the last name that are no part of it",
}
_KIND_SAYS: Final = {
    "government": "a government, or the area for it",
    "party": "an organ of the party",
    "department": "a department of a government",
    "vertical": "an agency led from above, or a branch",
    "township": "a town, a street, a village and their offices",
    "zone": "a development zone and its committee",
    "mass": "a mass organisation, a society",
    "judicial": "courts, procuratorates, congresses",
    "institution": "schools, hospitals, centres and the like",
    "enterprise": "companies and banks",
    "office": "temporary offices and leading groups",
    "group": "a collective of units of several kinds",
    "other": "a name that ends like none of these",
}
_COLUMN_SAYS: Final = {
    "number": "the number of a task",
    "category": "a section: its cells are headings",
    "task": "the text of a task",
    "lead": "lead units",
    "responsible": "responsible units",
    "supporting": "supporting units",
    "leader": "persons",
    "due": "when a task is to be done",
    "measure": "the unit of measure of the bare figures in the row; 单位 only beside a column of units",
    "background": "neither text nor targets: progress, purpose, remarks",
}
_COMPARATOR_SAYS: Final = {
    "=": "none of the words below",
    ">=": "at least",
    ">": "more than",
    "<=": "at most",
    "<": "less than",
    "~": "about",
    "between": "a range: `value` to `upper`",
}
_TARGET_SAYS: Final = {
    "strive": "`modality: strive`, in the same stretch between sentence signs",
    "ensure": "`modality: ensure`, in the same stretch between sentence signs",
    "baseline": "the value after 从 or 由 is what the target starts from, no target itself",
}


def _columns(role: str) -> tuple[str, ...]:
    return _usual_nouns([name for name, of in COLUMNS.items() if of == role])


def _usual_nouns(labels: Iterable[str]) -> tuple[str, ...]:
    """Of the labels that differ only in their noun (牵头单位, 牵头处室 …) the one with 单位."""
    return tuple(label for label in labels if not label.endswith(LABEL_NOUNS[1:]))


_HEAD: Final = "一、重点任务\n"

FAMILIES: Final[tuple[Family, ...]] = (
    Family(
        "Markers",
        "The style of the marker that an item begins with. Which styles are headings and which are tasks is seen from the document, not from the style.",
        STYLES,
        _marker,
        (
            Example("chapter", "第三部分 保障措施", "第三部分 → chapter, number 3"),
            Example("article", "第六条 各乡镇应当建立台账", "第六条 → article, number 6"),
            Example("labelled", "任务3：改造老旧小区", "任务3： → labelled, number 3"),
            Example("chinese", "十二、强化要素保障", "十二、 → chinese, number 12"),
            Example("chinese-bracketed", "（二）提升城市品质", "（二） → chinese-bracketed, number 2"),
            Example("dash", "——坚持项目为王", "—— → dash, without a number"),
            Example("figure-bracketed", "（4）完善调度机制", "（4） → figure-bracketed, number 4"),
            Example("figure-closed", "4）优化办事流程", "4） → figure-closed, number 4"),
            Example("figure-boxed", "【4】优化办事流程", "【4】 → figure-boxed, number 4"),
            Example("figure", "15.5G基站新增130个", "15. → figure, number 15"),
            Example("circled", "⑫开展年度评估", "⑫ → circled, number 12"),
            Example("enclosed", "⑵落实属地责任", "⑵ → figure-bracketed, number 2"),
            Example("bullet", "●全力稳定增长", "● → bullet, without a number"),
        ),
    ),
    Family(
        "Clauses",
        "The form of a responsibility clause. Brackets may be of any kind, mismatched or never closed.",
        FORMS,
        _form,
        (
            Example(
                "label-bracket",
                "新建公园3个。（牵头单位：县城管局；责任单位：县水利局，各乡镇）",
                "lead 县城管局; responsible 县水利局, 各乡镇 (collective)",
            ),
            Example(
                "label-bracket",
                "新建公园3个。（责任单位：县城管局；9月底前完成）",
                "responsible 县城管局; due 9月底前完成",
            ),
            Example(
                "verb-bracket", "新建书店3家。（县文旅局牵头，县财政局配合）", "lead 县文旅局; supporting 县财政局"
            ),
            Example("bare-list-bracket", "新建书店3家。（县文旅局、县财政局）", "responsible 县文旅局, 县财政局"),
            Example("label-line", "责任单位：县文旅局；完成时限：9月底", "responsible 县文旅局; due 9月底"),
            Example(
                "verb-line",
                "新建书店3家。由县文旅局牵头，县财政局、各乡镇负责落实。",
                "lead 县文旅局; responsible 县财政局, 各乡镇 (collective)",
            ),
            Example("verb-start", "由县文旅局牵头，县财政局配合，新建书店3家。", "lead 县文旅局; supporting 县财政局"),
            Example("block", "以上工作由县文旅局牵头，县财政局配合。", "lead 县文旅局; supporting 县财政局"),
            Example("following", "以下任务由县文旅局牵头，县财政局配合。", "lead 县文旅局; supporting 县财政局"),
            Example("column", "配合单位 | 县文旅局、县财政局", "supporting 县文旅局, 县财政局"),
        ),
    ),
    Family(
        "Labels",
        "What a label before a colon makes of the list after it. Labels of people and of times beyond these are known by their form (县级包抓领导, 办结期限).",
        _ROLE_SAYS,
        _roles,
        (
            Example("lead", "（主办单位：县教育局）", "lead 县教育局"),
            Example(
                "lead", "（主要责任单位：县教育局；其他责任单位：县财政局）", "lead 县教育局; responsible 县财政局"
            ),
            Example("responsible", "（承办单位：县教育局）", "responsible 县教育局"),
            Example("supporting", "（协同配合单位：县教育局）", "supporting 县教育局"),
            Example("leader", "（牵头领导：方知夏；责任单位：县教育局）", "leader 方知夏; responsible 县教育局"),
            Example("due", "（责任单位：县教育局；完成时限：2027年6月）", "responsible 县教育局; due 2027年6月"),
            Example("other", "（责任单位：县教育局；考核单位：县督查室）", "responsible 县教育局; other 县督查室"),
        ),
        {role: _usual_nouns(words) for role, words in LABELS.items()},
        "（{}：县教育局）",
    ),
    Family(
        "Nouns of labels",
        "Instead of 单位 a label may name another kind of unit: 牵头单位, 牵头处室, 配合股室.",
        {"responsible": "any of these after 牵头, 责任, 配合 and the other words above"},
        _roles,
        (Example("responsible", "（责任处室：县教育局）", "responsible 县教育局"),),
        {"responsible": LABEL_NOUNS},
        "（责任{}：县教育局）",
    ),
    Family(
        "Verbs",
        "What a verb after a list makes of it.",
        {role: says for role, says in _ROLE_SAYS.items() if role in VERBS},
        _roles,
        (
            Example("lead", "（由县教育局牵头负责）", "lead 县教育局"),
            Example("responsible", "（县教育局、县财政局按职责分工负责）", "responsible 县教育局, 县财政局"),
            Example("supporting", "（县教育局牵头，县财政局协助）", "lead 县教育局; supporting 县财政局"),
        ),
        {role: tuple(words) for role, words in VERBS.items()},
        "新建书屋。（县教育局{}）",
    ),
    Family(
        "Standing rules",
        "Statements that give or move units of many tasks. Each is kept in `document.rules` with its place; a task that names its own lead keeps it.",
        STANDING,
        _standing,
        (
            Example(
                "first-listed-leads",
                _HEAD
                + "1.新建公园。（责任单位：县城管局、县水利局，列第一位的为牵头单位，下同）\n2.新建书店。（责任单位：县文旅局、县教育局）",
                "task 1: lead 县城管局; responsible 县水利局 / task 2: lead 县文旅局; responsible 县教育局",
            ),
            Example(
                "before-first-comma-leads",
                _HEAD
                + "1.新建公园。（责任单位：县城管局、县林业局，县水利局。第一个逗号前为牵头单位，下同）\n2.新建书店。（责任单位：县文旅局，县教育局）",
                "task 1: lead 县城管局, 县林业局; responsible 县水利局 / task 2: lead 县文旅局; responsible 县教育局",
            ),
            Example(
                "responsible-leads-where-none",
                "关于分解重点任务的通知\n各乡镇：\n无牵头单位的，责任单位即为牵头单位。\n一、重点任务\n1.新建公园。（责任单位：县城管局）",
                "task 1: lead 县城管局; responsible 县城管局",
            ),
            Example(
                "first-leads-others-support",
                _HEAD
                + "1.新建公园。（县水利局、县城管局。排首位的牵头，其余配合）\n2.新建书店。（责任单位：县文旅局）",
                "task 1: lead 县水利局; supporting 县城管局 / task 2: lead 县文旅局",
            ),
            Example(
                "marked-leads",
                _HEAD
                + "1.新建公园。（责任单位：县水利局、*县城管局；带*的为牵头单位，下同）\n2.新建书店。（责任单位：*县文旅局、县教育局）",
                "task 1: lead 县城管局; responsible 县水利局 / task 2: lead 县文旅局; responsible 县教育局",
            ),
            Example(
                "following-also-responsible",
                _HEAD
                + "1.新建公园。（牵头单位：县城管局；下列任务均由各乡镇负责，不再列出）\n2.新建书店。（牵头单位：县文旅局）",
                "task 1: lead 县城管局 / task 2: lead 县文旅局; responsible 各乡镇",
            ),
            Example(
                "following-also-supporting",
                _HEAD
                + "1.新建公园。（牵头单位：县城管局；下列任务均由各乡镇配合，不再列出）\n2.新建书店。（牵头单位：县文旅局）",
                "task 1: lead 县城管局 / task 2: lead 县文旅局; supporting 各乡镇",
            ),
            Example(
                "heading-leads",
                "一、县文旅局牵头工作（2项）\n1.新建书店3家。\n2.新建剧场1座。（牵头单位：县住建局）",
                "task 1: lead 县文旅局 / task 2: lead 县住建局",
            ),
            Example(
                "following-led-by",
                _HEAD + "以下任务由县文旅局牵头，县财政局配合。\n1.新建书店3家。\n2.新建剧场1座。",
                "task 1: lead 县文旅局; supporting 县财政局 / task 2: lead 县文旅局; supporting 县财政局",
            ),
            Example(
                "above-led-by",
                _HEAD + "1.新建书店3家。\n2.新建剧场1座。\n以上工作由县文旅局牵头，县财政局配合。",
                "task 1: lead 县文旅局; supporting 县财政局 / task 2: lead 县文旅局; supporting 县财政局",
            ),
        ),
    ),
    Family(
        "Lists of units",
        "How a list of units is read. `name` is the unit as meant, `text` what is printed.",
        _UNIT_SAYS,
        _units,
        (
            Example("shared-ending", "岚浦、石濑街道", "岚浦街道, 石濑街道"),
            Example("shared-level", "县水务局、住建局", "县水务局, 县住建局"),
            Example("shared-committee", "县委组织部、宣传部", "县委组织部, 县委宣传部"),
            Example("note", "县发改局（统计中心）", "县发改局 (note 统计中心)"),
            Example("inner-bracket", "各县（市、区）政府", "各县（市、区）政府 (collective)"),
            Example("inner-list", "各县、区政府", "各县、区政府 (collective)"),
            Example("collective", "县水务局、各相关部门", "县水务局, 各相关部门 (collective)"),
            Example("closing-collective", "县应急局等有关部门", "县应急局, 有关部门 (collective)"),
            Example("open-list", "县文旅局、县财政局等", "县文旅局, 县财政局 (open-ended)"),
            Example("joined", "县住房和城乡建设局和县财政局", "县住房和城乡建设局, 县财政局"),
            Example("opener", "由县教育局会同县财政局", "县教育局, 县财政局"),
            Example("closer", "县教育局、县财政局按职责分工", "县教育局, 县财政局"),
        ),
        {"shared-ending": SHARED_ENDINGS, "opener": LIST_OPENERS, "closer": LIST_CLOSERS},
        {"shared-ending": "岚浦、石濑{}", "opener": "县财政局，{}县教育局", "closer": "县财政局、县教育局{}"},
    ),
    Family(
        "Kinds of units",
        "`kind` comes from the form of the name alone: the longest of these endings decides.",
        _KIND_SAYS,
        _kind,
        (
            Example("government", "霁岭县人民政府", "government"),
            Example("party", "县委组织部", "party"),
            Example("department", "县农业农村局", "department"),
            Example("vertical", "县税务局", "vertical"),
            Example("township", "岚浦街道", "township"),
            Example("zone", "霁岭经开区", "zone"),
            Example("mass", "县妇联", "mass"),
            Example("judicial", "县法院", "judicial"),
            Example("institution", "县疾控中心", "institution"),
            Example("enterprise", "霁岭燃气公司", "enterprise"),
            Example("office", "县防汛抗旱指挥部", "office"),
            Example("group", "县直各相关单位", "group"),
            Example("other", "霁岭书香联盟理事", "other"),
        ),
        {kind: tuple(endings) for kind, endings in ENDINGS.items()},
        "甲乙{}",
    ),
    Family(
        "Columns of task tables",
        "What a column holds, from its name; brackets, spaces and colons in the name do not count.",
        _COLUMN_SAYS,
        _column,
        (
            Example("number", "序 号", "number"),
            Example("category", "任务类别", "category"),
            Example("task", "工作任务", "task"),
            Example("lead", "牵头单位（部门）", "lead"),
            Example("responsible", "责任单位", "responsible"),
            Example("supporting", "配合单位", "supporting"),
            Example("leader", "责任领导", "leader"),
            Example("due", "完成时限", "due"),
            Example("measure", "计量单位", "measure"),
            Example("background", "上半年完成情况", "background"),
        ),
        {role: _columns(role) for role in _COLUMN_SAYS},
    ),
    Family(
        "Parts of column names",
        "A name of up to 14 characters that the list above does not hold is known by the first of these parts that stands in it.",
        {part: f"a column of `{role}`" for part, role in COLUMN_PARTS},
        _column_part,
        (
            Example("完成情况", "目标完成情况", "background"),
            Example("推进情况", "上半年推进情况", "background"),
            Example("评分", "市直评分部门", "background"),
            Example("是否", "是否达标", "background"),
            Example("分类", "事项分类", "category"),
            Example("进展", "年度任务进展", "background"),
            Example("推进情况", "项目推进情况", "background"),
            Example("是否", "是否完成", "background"),
            Example("评分", "年度评分办法", "background"),
            Example("完成率", "目标完成率", "background"),
            Example("领导", "县政府牵头领导", "leader"),
            Example("责任人", "具体责任人", "leader"),
            Example("负责人", "科室负责人", "leader"),
            Example("牵头", "市直牵头单位", "lead"),
            Example("配合", "市直配合单位", "supporting"),
            Example("协办", "协办班子", "supporting"),
            Example("责任单位", "市直责任单位", "responsible"),
            Example("责任部门", "市直责任部门", "responsible"),
            Example("主办", "主办班子", "lead"),
            Example("承办", "承办班子", "responsible"),
            Example("主体", "项目业主主体", "responsible"),
            Example("时限", "办理时限", "due"),
            Example("完成时间", "计划完成时间", "due"),
            Example("任务", "2027年任务", "task"),
            Example("目标", "2027年目标", "task"),
            Example("序号", "台账序号", "number"),
            Example("类别", "实事类别", "category"),
            Example("分类", "实事分类", "category"),
            Example("实事", "民生实事", "task"),
            Example("编号", "实事编号", "number"),
            Example("事项", "攻坚事项", "task"),
            Example("内容", "攻坚内容", "task"),
            Example("措施", "攻坚措施", "task"),
            Example("指标", "攻坚指标", "task"),
        ),
    ),
    Family(
        "Quantities",
        "How a number is read. The id is kept in `targets[].rule`; `value` is multiplied out.",
        QUANTITY_RULES,
        _quantities,
        (
            Example("number-measure", "油茶3万5千亩", "3万5千亩 → = 35000 亩, area"),
            Example("number-measure", "企业200余家", "200余家 → > 200 家, count"),
            Example("number-measure", "惠及1至2万人", "1至2万人 → between 10000 to 20000 人, count"),
            Example("number-bare", "就业人数突破24万", "突破24万 → > 240000 人, count"),
            Example("number-open", "鲜切花产量超220亿枝", "超220亿枝 → > 22000000000 枝, count"),
            Example("tenths", "占比达到三成五", "三成五 → = 35 %, percentage"),
            Example("doubling", "总量翻两番", "两番 → = 4 倍, ratio"),
            Example("fraction", "覆盖三分之一以上行政村", "三分之一以上 → >= 33.3333 %, percentage"),
        ),
    ),
    Family(
        "Kinds of quantities",
        "The measure word decides; a unit per something takes the kind of what stands before the line.",
        {kind: f"`kind: {kind}`" for kind in MEASURES},
        _kinds,
        (
            Example("percentage", "占比提高2个百分点", "2个百分点 → = 2 个百分点, percentage"),
            Example("money", "人均补助700元/人", "700元/人 → = 700 元/人, money"),
            Example("length", "管网18.6公里", "18.6公里 → = 18.6 公里, length"),
            Example("area", "绿地7.5公顷", "7.5公顷 → = 7.5 公顷, area"),
            Example("volume", "库容320万立方米", "320万立方米 → = 3200000 立方米, volume"),
            Example("mass", "节能1.6万吨标准煤", "1.6万吨标准煤 → = 16000 吨标准煤, mass"),
            Example("power", "装机4.5万千瓦", "4.5万千瓦 → = 45000 千瓦, power"),
            Example("energy", "电量5200万千瓦时", "5200万千瓦时 → = 52000000 千瓦时, energy"),
            Example("duration", "优良天数300天", "300天 → = 300 天, duration"),
            Example("ratio", "客流增长1.5倍", "1.5倍 → = 1.5 倍, ratio"),
            Example("count", "走访企业10家（次）", "10家（次） → = 10 家（次）, count"),
        ),
        {kind: tuple(words) for kind, words in MEASURES.items()},
        "达到20{}",
    ),
    Family(
        "Comparators",
        "A word directly before the number or after the measure word.",
        _COMPARATOR_SAYS,
        _comparators,
        (
            Example("=", "新增学位达到600个", "600个 → = 600 个, count"),
            Example(">=", "新增学位600个以上", "600个以上 → >= 600 个, count"),
            Example(">", "新增学位突破600个", "突破600个 → > 600 个, count"),
            Example("<=", "办理时间控制在3个工作日以内", "控制在3个工作日以内 → <= 3 个工作日, duration"),
            Example("<", "失业率低于5%", "低于5% → < 5 %, percentage"),
            Example("~", "增长6%左右", "6%左右 → ~ 6 %, percentage"),
            Example("between", "举办展会3至5场", "3至5场 → between 3 to 5 场, count"),
        ),
        {
            sign: tuple(
                [f"{word}20家" for word in COMPARATORS_BEFORE.get(sign, ())]  # type: ignore[call-overload]
                + [f"20家{word}" for word in COMPARATORS_AFTER.get(sign, ())]  # type: ignore[call-overload]
            )
            for sign in _COMPARATOR_SAYS
        },
        "新增{}",
    ),
    Family(
        "What else is said of a target",
        "",
        _TARGET_SAYS,
        _targets,
        (
            Example("strive", "力争新增企业20家", "企业 20 家 (strive)"),
            Example("ensure", "确保粮食产量稳定在15万吨以上", "粮食产量 >= 150000 吨 (ensure)"),
            Example("baseline", "绿化覆盖率由52%提高到58%", "绿化覆盖率 58 % (from 52)"),
        ),
        {"strive": STRIVE, "ensure": ENSURE},
        "{}新增企业20家",
    ),
    Family(
        "Traps",
        "Quantities that are no target: the first rule that holds decides. A quantity in none of these is a target.",
        {name: meaning_of(name).rstrip(".") for name, _ in TRAPS},
        _traps,
        (
            Example("name", "主要指标进入全市前10名", "10名: no target"),
            Example("slogan", "落实《校园食品安全守护三年行动方案》", "三年: no target"),
            Example("slogan", "推进“新增20家企业”行动", "20家: no target"),
            Example("one", "打造一支巡护队伍", "一支: no target"),
            Example("one", "为百家企业上门办事", "百家: no target"),
            Example("bare-number", "信用评级高于90，定期通报", "高于90: no target"),
            Example("period", "实施三年行动", "三年: no target"),
            Example("period", "帮扶71周岁以下老人600人", "71周岁以下: no target; 600人: a target"),
            Example("ordinal", "分3批改造老旧小区", "3批: no target"),
            Example("ordinal", "建成产业园二期厂房3栋", "二期: no target; 3栋: a target"),
            Example("moment", "每日3点开展巡查", "3点: no target"),
            Example("summed-up", "落实八项规定", "八项: no target"),
            Example("institute", "盘活722所园区", "722所: no target"),
            Example("distance", "整治校园周边500米范围内摊点", "500米: no target"),
            Example("done", "目前已建成公园460个，今年再建20个", "460个: no target; 20个: a target"),
            Example("done", "截至6月底，累计开通公交15条", "15条: no target"),
            Example("grant", "给予最高500万元补助", "500万元: no target"),
            Example("grant", "按不高于30%的比例给予补助", "不高于30%: no target"),
            Example("awarded", "每人每次限领2张", "2张: no target"),
            Example("schedule", "进度安排：7月底前开工14个", "14个: no target"),
            Example("problem", "问题表现：大班额比例达11.3%", "11.3%: no target"),
            Example("size", "建设50兆瓦光伏项目2个", "50兆瓦: no target; 2个: a target"),
            Example("condition", "引进5亿元以上项目4个", "5亿元以上: no target; 4个: a target"),
        ),
    ),
)


# --- The page

_SIGNS_RE: Final = regex.compile(r"[|*_<\\]")


def _cell(text: str) -> str:
    return _SIGNS_RE.sub(r"\\\g<0>", text).replace("\n", "<br>")


def page() -> str:
    """The text of docs/rules.md."""
    count = sum(len(family.rules) for family in FAMILIES)
    lines = [
        "# The rules",
        "",
        "<!-- Written by docs/build.py from the rules in src/taskparse and the examples in docs/rulebook.py; do not edit. -->",
        "",
        f"All {count} rules by which taskparse reads a notice, each with its id and an example that runs as a test.",
        "What the fields of an extraction mean is on [another page](reading-rules.md), and so is [what is asked about](checks.md). Places and units are invented.",
        "",
        *(f"- [{family.title}](#{family.title.lower().replace(' ', '-')})" for family in FAMILIES),
    ]
    for family in FAMILIES:
        lines += ["", f"## {family.title}", "", *([family.says, ""] if family.says else [])]
        lines += ["| id | what it does | example | gives |", "|---|---|---|---|"]
        for rule, says in family.rules.items():
            shown: tuple[str, str] = (f"`{rule}`", says if "`" in says else _cell(says))
            for example in family.examples:
                if example.id == rule:
                    lines.append(f"| {shown[0]} | {shown[1]} | {_cell(example.phrase)} | {_cell(example.gives)} |")
                    shown = ("", "")
        if family.words:
            lines += ["", "The words:", ""]
            lines += [f"- `{rule}`: {' · '.join(map(_cell, words))}" for rule, words in family.words.items() if words]
    return "\n".join(lines) + "\n"
