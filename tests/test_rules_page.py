"""The page of all rules: every rule is on it, every example of it gives what it says, and it is the one that the rules make.

When the last test fails: `python docs/build.py`.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from _pytest.mark import ParameterSet

from taskparse.checks.catalogue import BY_CODE
from taskparse.language.clauses import FORMS, find_clauses
from taskparse.language.quantities import RULES as QUANTITY_RULES
from taskparse.language.quantities import find_quantities
from taskparse.lexicon.characters import MATCH
from taskparse.lexicon.columns import ColumnRole
from taskparse.lexicon.markers import MARKERS
from taskparse.lexicon.measures import Comparator, TargetKind
from taskparse.lexicon.roles import VERBS, Role
from taskparse.lexicon.rules import RULES as STANDING
from taskparse.lexicon.rules import STANDING_RULES
from taskparse.lexicon.units import UnitKind

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # for docs, which is no part of the package

from docs.rulebook import FAMILIES, Example, Family, page  # noqa: E402

SOURCE = ROOT / "src" / "taskparse"
BY_TITLE = {family.title: family for family in FAMILIES}

# Rules and words that the rule's own phrase does not reach, each with the reason.
UNREACHED = {
    "达到20百万千焦": "百万 is read as the multiplier, so that 千焦 is left",
}


def examples() -> Iterator[ParameterSet]:
    for family in FAMILIES:
        for example in family.examples:
            yield pytest.param(family, example, id=f"{family.title}-{example.id}-{example.phrase[:16]!r}")


def words() -> Iterator[ParameterSet]:
    for family in FAMILIES:
        for rule, phrase in dict.fromkeys(family.tried()):
            why = UNREACHED.get(phrase)
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            yield pytest.param(family, rule, phrase, id=f"{family.title}-{rule}-{phrase}", marks=marks)


@cache
def rows() -> dict[str, list[tuple[str, str]]]:
    """Title of a section → id and text of each row of its table, as the page has them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for section in re.split(r"^## ", (ROOT / "docs" / "rules.md").read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, text = section.partition("\n")
        found[title] = []
        for row in re.findall(r"^\| (?!id |-)(.*) \|$", text, re.MULTILINE):
            name = row.partition(" | ")[0].strip("` ")
            found[title].append((name or found[title][-1][0], row))
    return found


def corpus(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests" / "corpora" / f"{name}.yaml").read_text("utf-8"))
    return found


@pytest.mark.parametrize(("family", "example"), list(examples()))
def test_an_example_gives_what_the_page_says_by_its_rule(family: Family, example: Example) -> None:
    outcome = family.run(example.phrase)
    assert outcome.gives == example.gives
    assert example.id in outcome.fired


@pytest.mark.parametrize(("family", "rule", "phrase"), list(words()))
def test_a_word_that_the_page_lists_is_known_to_its_rule(family: Family, rule: str, phrase: str) -> None:
    assert rule in family.run(phrase).fired


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.title)
def test_every_rule_is_on_the_page_with_an_example_and_no_other(family: Family) -> None:
    assert {example.id for example in family.examples} == set(family.rules)
    assert list(dict.fromkeys(name for name, _ in rows()[family.title])) == list(family.rules)
    assert all(says.strip() for says in family.rules.values())
    assert set(family.words) <= set(family.rules)


def test_the_lists_of_ids_are_those_of_the_code() -> None:
    assert set(BY_TITLE["Markers"].rules) == set(MARKERS)
    assert set(BY_TITLE["Labels"].rules) == set(get_args(Role))
    assert set(BY_TITLE["Verbs"].rules) == set(VERBS)
    assert set(BY_TITLE["Kinds of units"].rules) == set(get_args(UnitKind))
    assert set(BY_TITLE["Columns of task tables"].rules) == set(get_args(ColumnRole))
    assert set(BY_TITLE["Kinds of quantities"].rules) == set(get_args(TargetKind))
    assert set(BY_TITLE["Comparators"].rules) == set(get_args(Comparator))


def test_the_code_gives_no_id_that_is_not_described() -> None:
    used = {code for path in SOURCE.rglob("*.py") for code in re.findall(r"\bTP\d{3}\b", path.read_text("utf-8"))}
    assert used == set(BY_CODE)
    stated = re.findall(r'Stated\("([a-z-]+)"', (SOURCE / "notice" / "standing.py").read_text("utf-8"))
    assert {*STANDING_RULES, *stated} == set(STANDING)
    forms = {c.form for row in corpus("clauses") for c in find_clauses(row["text"].translate(MATCH))}
    assert forms <= set(FORMS)
    phrases = [row["text"] for row in corpus("quantities")] + [row["phrase"] for row in corpus("targets")]
    assert {q.rule for phrase in phrases for q in find_quantities(phrase.translate(MATCH))} == set(QUANTITY_RULES)


@pytest.mark.parametrize(("header", "title"), [("list", "Lists of units"), ("phrase", "What else is said of a target")])
def test_the_page_on_fields_says_what_comes_out(header: str, title: str) -> None:
    text = (ROOT / "docs" / "reading-rules.md").read_text("utf-8")
    tables = re.findall(rf"^\| {header} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    cells = [tuple(row.strip("| ").split(" | ")) for table in tables for row in table.splitlines()]
    assert cells
    assert [(phrase, BY_TITLE[title].run(phrase).gives) for phrase, _ in cells] == cells


@pytest.mark.parametrize("name", ["rules.md", "reading-rules.md", "checks.md"])
def test_links_lead_somewhere(name: str) -> None:
    pages = {path.name: path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")}
    for target, anchor in re.findall(r"\]\(([^#)]*)#?([^)]*)\)", pages[name]):
        headings = re.findall(r"^#+ (.*)$", pages[target or name], re.MULTILINE)
        assert not anchor or anchor in [heading.lower().replace(" ", "-") for heading in headings]


def test_the_page_is_the_one_that_the_rules_make() -> None:
    """When this fails: `python docs/build.py`."""
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == page()
