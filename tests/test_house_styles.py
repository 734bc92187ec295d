"""The same tasks in the house styles of many offices: numbers, headings and clauses are set anew, and read as what they were.

The tasks are those of some invented notices; what is compared is what those give.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from taskparse.extraction import extract_bytes
from taskparse.notice.models import Task, Unit

NOTICES = Path(__file__).parent / "notices"
SOURCES: Final = (
    "d09-district-report-split.md",
    "k01-city-work-report.txt",
    "m01-fenglin-district.md",
    "m03-wangchuan-devzone.txt",
    "c02-town-villages.txt",
)
FEW: Final = 6
"""Tasks below each heading."""
NUMERALS: Final = "零一二三四五六七八九十"
NAMES: Final = "甲乙丙丁戊己庚辛壬癸"


class Work(NamedTuple):
    """A task without its number and clause: its text, and its units by role."""

    text: str
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    supporting: tuple[str, ...]
    values: tuple[float, ...]

    @property
    def others(self) -> tuple[str, ...]:
        return self.responsible + self.supporting

    @property
    def units(self) -> tuple[str, ...]:
        return self.lead + self.others


Told = tuple[set[str], set[str], set[str]]


def names(units: Sequence[Unit]) -> tuple[str, ...]:
    return tuple(unit.name for unit in units)


def work_of(task: Task) -> Work:
    units = (names(task.lead_units), names(task.responsible_units), names(task.supporting_units))
    return Work(task.text.strip(), *units, tuple(target.value for target in task.targets))


@cache
def works() -> dict[str, list[Work]]:
    found = {}
    for name in SOURCES:
        tasks = extract_bytes((NOTICES / name).read_bytes()).tasks
        found[name] = [work for work in map(work_of, tasks) if work.lead and work.others and "2026" not in work.text][
            :24
        ]
    assert sum(map(len, found.values())) > 50
    return found


def numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens or number == 10:
        return NUMERALS[number]
    return ("" if tens == 1 else NUMERALS[tens]) + "十" + (NUMERALS[ones] if ones else "")


def joined(units: Sequence[str]) -> str:
    return "、".join(units)


def labelled(
    work: Work, sign: str = "；", words: Sequence[str] = ("牵头单位", "责任单位", "配合单位"), mark: str = "、"
) -> str:
    lists = zip(words, (work.lead, work.responsible, work.supporting), strict=True)
    return sign.join(f"{word}：{mark.join(units)}" for word, units in lists if units)


def sentence(work: Work) -> str:
    return work.text.rstrip("。；") + "。"


MARKERS: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}.",
    "1．": lambda n: f"{n}．",
    "1、": lambda n: f"{n}、",
    "1）": lambda n: f"{n}）",
    "（1）": lambda n: f"（{n}）",
    "【1】": lambda n: f"【{n}】",
    "01.": lambda n: f"{n:02}.",
    "1 and a space": lambda n: f"{n} ",
    "1 and a wide space": lambda n: f"{n}\u3000",
    "（一）": lambda n: f"（{numeral(n)}）",
    "第一项": lambda n: f"第{numeral(n)}项　",
    "任务1": lambda n: f"任务{n}：",
    "项目一": lambda n: f"项目{numeral(n)}：",
    "重点工作1": lambda n: f"重点工作{n}：",
}
SIGNS: dict[str, Callable[[int], str]] = {"●": lambda _: "●", "△": lambda _: "△", "none": lambda _: ""}
HEADINGS: dict[str, Callable[[int], str] | None] = {
    "一、": lambda k: f"{numeral(k)}、关于{NAMES[k - 1]}项工作",
    "一．": lambda k: f"{numeral(k)}．关于{NAMES[k - 1]}项工作",
    "一 and a space": lambda k: f"{numeral(k)} 关于{NAMES[k - 1]}项工作",
    "第一部分": lambda k: f"第{numeral(k)}部分　关于{NAMES[k - 1]}项工作",
    "第一章": lambda k: f"第{numeral(k)}章　关于{NAMES[k - 1]}项工作",
    "——": lambda k: f"——关于{NAMES[k - 1]}项工作",
    "with a count": lambda k: f"{numeral(k)}、关于{NAMES[k - 1]}项工作（共{FEW}项）",
    "none": None,
}

Set = tuple[Callable[[str, Work], str], Callable[[Work], Told]]


def by_role(work: Work) -> Told:
    return set(work.lead), set(work.responsible), set(work.supporting)


def others_support(work: Work) -> Told:
    return set(work.lead), set(), set(work.others)


def others_are_responsible(work: Work) -> Told:
    return set(work.lead), set(work.others), set()


CLAUSES: dict[str, Set] = {
    "（牵头单位：…；责任单位：…）": (lambda m, w: f"{m}{sentence(w)}（{labelled(w)}）", by_role),
    "（牵头单位：…，责任单位：…）": (lambda m, w: f"{m}{sentence(w)}（{labelled(w, '，')}）", by_role),
    "〔牵头部门（单位）：…〕": (lambda m, w: f"{m}{sentence(w)}〔{labelled(w, words=('牵头部门（单位）', '责任部门（单位）', '配合部门（单位）'))}〕", by_role),
    "【牵头单位】…【责任单位】…": (lambda m, w: m + sentence(w) + "".join(f"【{k}】{joined(v)}" for k, v in (("牵头单位", w.lead), ("责任单位", w.responsible), ("配合单位", w.supporting)) if v), by_role),
    "units parted by commas": (lambda m, w: f"{m}{sentence(w)}（{labelled(w, mark='，')}）", by_role),
    "units parted by strokes": (lambda m, w: f"{m}{sentence(w)}（{labelled(w, mark='/')}）", by_role),
    "units parted by spaces": (lambda m, w: f"{m}{sentence(w)}（{labelled(w, mark=' ')}）", by_role),
    "lines below": (lambda m, w: m + sentence(w) + "\n" + labelled(w, "\n"), by_role),
    "one line below": (lambda m, w: m + sentence(w) + "\n" + labelled(w, "　　"), by_role),
    "a sentence of labels": (lambda m, w: f"{m}{sentence(w)}{labelled(w)}。", by_role),
    "before the text": (lambda m, w: f"{m}（{labelled(w)}）{sentence(w)}", by_role),
    "（X牵头，Y配合）": (lambda m, w: f"{m}{sentence(w)}（{joined(w.lead)}牵头，{joined(w.others)}配合）", others_support),
    "（X牵头，Y按职责分工负责）": (lambda m, w: f"{m}{sentence(w)}（{joined(w.lead)}牵头，{joined(w.others)}按职责分工负责）", others_are_responsible),
    "（由X牵头，会同Y负责落实）": (lambda m, w: f"{m}{sentence(w)}（由{joined(w.lead)}牵头，会同{joined(w.others)}负责落实）", others_are_responsible),
    "——X牵头，Y参与": (lambda m, w: f"{m}{sentence(w)}——{joined(w.lead)}牵头，{joined(w.others)}参与", others_support),
    "由X牵头，Y配合，…": (lambda m, w: f"{m}由{joined(w.lead)}牵头，{joined(w.others)}配合，{sentence(w)}", others_support),
    "（责任单位：X（牵头）、Y）": (lambda m, w: f"{m}{sentence(w)}（责任单位：{joined([f'{unit}（牵头）' for unit in w.lead])}、{joined(w.others)}）", others_are_responsible),
    "（主办单位：X；协办单位：Y）": (lambda m, w: f"{m}{sentence(w)}（主办单位：{joined(w.lead)}；协办单位：{joined(w.others)}）", others_support),
    "（主要责任单位：X；其他责任单位：Y）": (lambda m, w: f"{m}{sentence(w)}（主要责任单位：{joined(w.lead)}；其他责任单位：{joined(w.others)}）", others_are_responsible),
}  # fmt: skip

TABLES: dict[str, tuple[str, Callable[[int, Work], str]]] = {
    "bars": ("| 序号 | 工作任务 | 牵头单位 | 责任单位 | 配合单位 |\n|---|---|---|---|---|", lambda n, w: f"| {n} | {sentence(w)} | {joined(w.lead)} | {joined(w.responsible)} | {joined(w.supporting)} |"),
    "tabs": ("序号\t工作任务\t牵头单位\t责任单位\t配合单位", lambda n, w: f"{n}\t{sentence(w)}\t{joined(w.lead)}\t{joined(w.responsible)}\t{joined(w.supporting)}"),
    "lines": ("序号\n工作任务\n牵头单位\n责任单位\n配合单位", lambda n, w: "\n".join([str(n), sentence(w), joined(w.lead), joined(w.responsible) or "/", joined(w.supporting) or "/"])),
}  # fmt: skip


def written(
    source: Sequence[Work],
    marker: Callable[[int], str],
    heading: Callable[[int], str] | None,
    clause: Callable[[str, Work], str],
    *,
    anew: bool,
) -> str:
    """A notice of these tasks; `anew`: the numbers begin again below each heading."""
    lines = ["松陵区2031年重点工作任务分解表"]
    for index, work in enumerate(source):
        if heading is not None and index % FEW == 0:
            lines.append(heading(index // FEW + 1))
        lines.append(clause(marker((index % FEW if anew else index) + 1), work))
    return "\n".join(lines)


def told(task: Task) -> Told:
    return set(names(task.lead_units)), set(names(task.responsible_units)), set(names(task.supporting_units))


@pytest.mark.parametrize("anew", [True, False], ids=["numbers begin again", "numbers run on"])
@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("marker", [*MARKERS, *SIGNS])
def test_numbers_and_headings(marker: str, heading: str, anew: bool) -> None:
    clause, expected = CLAUSES["（牵头单位：…；责任单位：…）"]
    head = HEADINGS[heading]
    for name, source in works().items():
        anew_here = anew and head is not None
        notice = extract_bytes(written(source, (MARKERS | SIGNS)[marker], head, clause, anew=anew_here).encode())
        assert [told(task) for task in notice.tasks] == [expected(work) for work in source], name
        if marker in MARKERS:
            assert [task.number for task in notice.tasks] == [
                (i % FEW if anew_here else i) + 1 for i in range(len(source))
            ], name
        assert len(notice.sections) == (0 if head is None else -(-len(source) // FEW)), name


KNOWN: dict[tuple[str, str], str] = {}


@pytest.mark.parametrize("form", CLAUSES)
def test_clauses(form: str) -> None:
    clause, expected = CLAUSES[form]
    wrong: list[Any] = []
    for name, source in works().items():
        notice = extract_bytes(written(source, MARKERS["1."], HEADINGS["一、"], clause, anew=False).encode())
        assert len(notice.tasks) == len(source), name
        for work, task in zip(source, notice.tasks, strict=True):
            values = tuple(target.value for target in task.targets)
            if (told(task), values) != (expected(work), work.values) and (form, work.text[:8]) not in KNOWN:
                wrong.append((work.text[:8], told(task), expected(work), values, work.values))
    assert wrong == []


@pytest.mark.parametrize("form", TABLES)
def test_tables(form: str) -> None:
    header, row = TABLES[form]
    for name, source in works().items():
        lines = ["松陵区2031年重点工作任务分解表", header, *(row(n, work) for n, work in enumerate(source, 1))]
        notice = extract_bytes("\n".join(lines).encode())
        assert [(task.number, told(task)) for task in notice.tasks] == [
            (n, by_role(w)) for n, w in enumerate(source, 1)
        ], name
        assert [[target.value for target in task.targets] for task in notice.tasks] == [
            list(work.values) for work in source
        ], name
