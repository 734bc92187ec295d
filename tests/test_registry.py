"""The unit registry: check digits, names and times, members, nearest names, what becomes of a Notice; a registry begun from notices."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskparse.checks.aliases import shortens
from taskparse.checks.questions import check
from taskparse.errors import InvalidData
from taskparse.extraction import extract, extract_bytes
from taskparse.formats import yaml
from taskparse.formats.loading import load_notices
from taskparse.formats.registries import dump_started, load_registry
from taskparse.formats.validation import validate
from taskparse.models import Notice, RegisteredUnit, Registry, Unit, records
from taskparse.notice.versions import REGISTRY_VERSION
from taskparse.registry.credit_code import ALPHABET, check_digit
from taskparse.registry.directory import ALWAYS, Directory, Period, life_of, period_of
from taskparse.registry.likeness import Nearest
from taskparse.registry.listing import begin_registry, list_units
from taskparse.registry.resolution import OWN, resolution_of, resolve

DOCS = Path(__file__).parents[1] / "docs"
CLEAN = DOCS / "clean-notice.md"
DIRECTORY = load_registry((DOCS / "clean-registry.yaml").read_bytes())


def unit(id: str, name: str = "", **fields: Any) -> RegisteredUnit:
    return RegisteredUnit.model_validate({"id": id, "name": name or id, "kind": "department", **fields})


def directory(*units: RegisteredUnit, area: str | None = None) -> Directory:
    return Directory(Registry(schema_version=REGISTRY_VERSION, area=area, units=list(units)), "0" * 64)


def day(on: str) -> Period:
    return Period(on, on)


def notice_of(*clauses: str, issued: str = "2031年2月21日") -> Notice:
    tasks = "\n".join(f"{number}.新建公园。（{clause}）" for number, clause in enumerate(clauses, 1))
    head = "青榆县人民政府办公室关于印发重点任务分工的通知\n各乡镇人民政府：\n现印发给你们。\n"
    return extract_bytes(f"{head}青榆县人民政府办公室\n{issued}\n一、重点任务\n{tasks}\n".encode())


def units_of(notice: Notice) -> list[Unit]:
    return [u for t in notice.tasks for u in (*t.lead_units, *t.responsible_units, *t.supporting_units)]


def asked(notice: Notice) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in notice.diagnostics if d.code in OWN]


# --- check digits


# The example of GB 32100-2015, then codes that belong to nobody.
CODES = [
    ("91350100M000100Y4", "3"),
    ("11990001MB0000001", "4"),
    ("11990001MB0000002", "7"),
    ("1199000100000000X", "M"),
    ("00000000000000000", "0"),
    ("00000000000000001", "3"),
    ("YYYYYYYYYYYYYYYYY", "T"),
]


@pytest.mark.parametrize(("body", "expected"), CODES)
def test_check_digits(body: str, expected: str) -> None:
    assert check_digit(body) == expected
    total = sum(ALPHABET.index(c) * 3**place for place, c in enumerate(body)) + ALPHABET.index(expected)
    assert total % 31 == 0


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(body: str, place: int, other: str) -> None:
    changed = body[:place] + other + body[place + 1 :]
    assert (check_digit(changed) == check_digit(body)) is (changed == body)


@given(st.text(ALPHABET, min_size=17, max_size=17), st.integers(0, 15))
def test_two_neighbours_exchanged_are_always_noticed(body: str, place: int) -> None:
    changed = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    assert (check_digit(changed) == check_digit(body)) is (changed == body)


# --- names and times

REFORM = directory(
    unit("old", "青榆县农业局", abbreviations=["县农办"], valid_to="2029-03-31", successors=["new"]),
    unit("new", "青榆县农业农村局", abbreviations=["县农办"], valid_from="2029-04-01", valid_to="2035-12-31", successors=["next", "forest"]),
    unit("next", "青榆县乡村发展局", valid_from="2036-01-01"),
    unit("forest", "青榆县林业局"),
    area="青榆县",
)  # fmt: skip

# A name, a day → the unit, and whether it exists then.
FOUND = [
    ("青榆县农业局", "2029-03-31", "old", "valid"),
    ("青榆县农业局", "2029-04-01", "old", "over"),
    ("县农业局", "2020-01-01", "old", "valid"),
    ("农业局", "2020-01-01", "old", "valid"),
    ("县农办", "2029-03-31", "old", "valid"),
    ("县农办", "2029-04-01", "new", "valid"),
    ("县农办", "2040-01-01", "new", "over"),
    ("县农业农村局", "2029-03-31", "new", "early"),
    ("县农业 农村局", "2030-01-01", "new", "valid"),
    ("縣農業農村局", "2030-01-01", "new", "valid"),
    ("县乡村发展局", "9999-12-31", "next", "valid"),
    ("市林业局", "2030-01-01", None, None),
    ("县", "2030-01-01", None, None),
    ("", "2030-01-01", None, None),
]


@pytest.mark.parametrize(("name", "on", "id", "standing"), FOUND)
def test_which_unit_a_name_stands_for(name: str, on: str, id: str | None, standing: str | None) -> None:
    match = REFORM.find(name, day(on))
    assert (match and match.unit.id, match and match.standing) == (id, standing)


def test_without_a_date_the_newest_counts() -> None:
    match = REFORM.find("县农办", ALWAYS)
    assert match is not None
    assert (match.unit.id, match.standing) == ("new", "valid")


def test_what_two_units_would_share_is_implied_of_neither() -> None:
    places = directory(
        unit("one", "青榆县数据局"), unit("other", "青榆县青榆县数据局", abbreviations=["青榆县 数据局"]), area="青榆县"
    )
    assert places.find("县数据局") is None
    stated = directory(unit("one", "青榆县数据局"), unit("other", "县数据局"), area="青榆县")
    match = stated.find("县数据局")
    assert match is not None
    assert match.unit.id == "other"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ({"issued_on": "2031-02-21", "plan_year": 2030}, ("2031-02-21", "2031-02-21")),
        ({"issued_on": None, "plan_year": 2030}, ("2030-01-01", "2030-12-31")),
        ({"issued_on": None, "plan_year": None}, ALWAYS),
    ],
)
def test_when_a_document_speaks(head: dict[str, Any], expected: tuple[str, str]) -> None:
    assert period_of(extract(CLEAN).document.model_copy(update=head)) == expected


@pytest.mark.parametrize(
    ("id", "on", "expected"),
    [
        ("old", "2030-01-01", ["new"]),
        ("old", "2036-01-01", ["next", "forest"]),
        ("new", "2036-01-01", ["next", "forest"]),
        ("next", "2036-01-01", []),
    ],
)
def test_who_took_over(id: str, on: str, expected: list[str]) -> None:
    assert [one.id for one in REFORM.successors(REFORM.units[id], day(on))] == expected


PLACES = directory(
    unit("all", members=["towns", "streets", "a"]),
    unit("towns", members=["a", "b"]),
    unit("streets", members=["c", "gone", "nobody", "all"]),
    unit("a"),
    unit("b", valid_from="2030-01-01"),
    unit("c"),
    unit("gone", valid_to="2030-12-31"),
    unit("empty", members=[]),
)


@pytest.mark.parametrize(
    ("id", "on", "expected"),
    [
        ("towns", "2029-12-31", ["a"]),
        ("towns", "2030-01-01", ["a", "b"]),
        ("streets", "2030-12-31", ["c", "gone", "a", "b"]),
        ("all", "2031-01-01", ["a", "b", "c"]),
        ("empty", "2031-01-01", []),
        ("a", "2031-01-01", []),
    ],
)
def test_members_at_a_time(id: str, on: str, expected: list[str]) -> None:
    """`streets` holds `all`, which holds `streets`: a fault that validate finds, and no reason to hang."""
    assert PLACES.members(PLACES.units[id], day(on)) == expected


def test_successors_in_a_circle_end() -> None:
    circle = directory(
        unit("a", valid_to="2030-01-01", successors=["b"]), unit("b", valid_to="2030-01-01", successors=["a"])
    )
    assert [one.id for one in circle.successors(circle.units["a"], day("2031-01-01"))] == ["b"]


# --- nearest names

NAMES = directory(
    unit("chengguan", "县城市管理局", abbreviations=["县城管局"], proposals=["县执法局"]),
    unit("minzheng", "县民政局"),
    unit("renshe", "县人力资源和社会保障局"),
    unit("shichang", "县市场监督管理局", abbreviations=["县市场监管局"]),
    unit("gone", "县程序管理局", valid_to="2030-01-01"),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("县程管局", ["县城管局", "县市场监管局"]),
        ("县人社局", ["县人力资源和社会保障局"]),
        ("县执法局", ["县城市管理局"]),
        ("县民证局", ["县民政局"]),
        ("市民政局", ["县民政局"]),
        ("松溪镇", []),
        ("县城市管理和市场监督管理局", ["县市场监督管理局", "县城市管理局"]),
    ],
)
def test_nearest_names(name: str, expected: list[str]) -> None:
    assert Nearest(NAMES, day("2031-01-01")).to(name) == expected


@given(st.text("县市区城管局民政人社", max_size=12))
def test_the_nearest_of_anything_are_known_and_few(name: str) -> None:
    near = Nearest(NAMES, ALWAYS).to(name)
    assert len(near) == len(set(near)) <= 3
    assert set(near) <= {known for known, _ in NAMES.names(ALWAYS)}


@given(st.text("县人社力资源局", min_size=1, max_size=8))
def test_no_name_shortens_itself_or_a_shorter_one(name: str) -> None:
    assert not shortens(name, name)
    assert not shortens(name, name[:-1])


# --- a Notice


def test_names_resolve_and_stay_as_they_are() -> None:
    before = extract(CLEAN)
    after = resolve(before, DIRECTORY)
    assert {one.name: one.id for one in units_of(after)}["县发改局"] == "fagai"
    assert None not in {one.id for one in units_of(after)}
    assert asked(after) == []
    assert check(after) == []
    assert after.extractor.registry == DIRECTORY.digest
    bare: dict[str, Any] = {"id": None, "members": []}
    assert [one.model_copy(update=bare) for one in units_of(after)] == units_of(before)
    (collective,) = (one for one in units_of(after) if one.collective)
    assert (collective.text, collective.id, collective.members) == ("各乡镇", "xiangzhen", ["songxi", "boyang"])


def test_to_resolve_again_changes_nothing() -> None:
    once = resolve(notice_of("牵头单位：县农业局；责任单位：县程管局、县数据局，各园区"), DIRECTORY)
    assert resolve(once, DIRECTORY) == once
    assert load_notices(yaml.dump(once).encode()) == [once]
    assert validate(yaml.dump(once).encode()).findings == []


def test_what_is_asked_and_how_often() -> None:
    clauses = [
        "牵头单位：县农业局；责任单位：县程管局",
        "责任单位：县程管局、县数据局",
        "责任单位：县程管局，各园区，相关部门",
    ]
    told = asked(resolve(notice_of(*clauses), DIRECTORY))
    assert told == [
        ("TP212", "县农业局 was abolished on 2029-03-31; its work went to: 青榆县农业农村局"),
        ("TP211", "县程管局 is not in the unit registry (nearest: 县城管局、县市场监管局; tasks: 3)"),
        ("TP213", "县数据局 was set up only on 2031-07-01, after this notice"),
        ("TP214", "the unit registry does not say which units 各园区 stands for"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("issued", "expected"),
    [("2029年3月31日", None), ("2029年4月1日", "TP212")],
)
def test_the_day_of_issue_decides(issued: str, expected: str | None) -> None:
    notice = resolve(notice_of("责任单位：县农业局", issued=issued), DIRECTORY)
    assert units_of(notice)[0].id == "nongye"
    assert [code for code, _ in asked(notice)] == ([expected] if expected else [])


def test_a_check_of_a_document_and_of_its_data_ask_the_same() -> None:
    notice = notice_of("责任单位：县程管局、县农业局、县数据局，各园区")
    resolution = resolution_of(notice, DIRECTORY)
    live = check(resolution.notice, OWN, resolution.hits)
    data = check(resolution.recorded(), OWN)
    assert len(live) == len(data) == 4
    for language in ("en", "zh"):
        assert [f.message(language) for f in live] == [f.message(language) for f in data]
    assert [f.path[0] for f in (*live, *data)] == ["tasks"] * 4 + ["diagnostics"] * 4


@pytest.mark.parametrize(
    ("clauses", "without", "with_registry"),
    [
        (["责任单位：县人社局", "责任单位：县人力资源和社会保障局"], ["TP204"], []),
        (["责任单位：县发改局、县发改委"], [], ["TP205"]),
        (["责任单位：县发改局、县发改局"], ["TP205"], ["TP205"]),
    ],
)
def test_what_is_asked_of_names_depends_on_what_is_known(
    clauses: list[str], without: list[str], with_registry: list[str]
) -> None:
    notice = notice_of(*clauses)
    names = {"TP204", "TP205"}
    assert [d.code for d in notice.diagnostics if d.code in names] == without
    assert [d.code for d in resolve(notice, DIRECTORY).diagnostics if d.code in names] == with_registry


def test_the_kind_is_the_registrys() -> None:
    registry = directory(unit("x", "县某某专班", kind="office"), unit("y", "青石片", kind="zone", members=["x"]))
    notice = resolve(notice_of("责任单位：县某某专班、县民政局"), registry)
    assert [(one.id, one.kind) for one in units_of(notice)] == [("x", "office"), (None, "department")]


def test_records_have_the_ids_with_collectives_as_their_members() -> None:
    notice = resolve(notice_of("牵头单位：县发改局；责任单位：各乡镇，松溪镇，各园区，县某局"), DIRECTORY)
    (record,) = records(notice)
    assert record.lead_unit_ids == ["fagai"]
    assert record.responsible_unit_ids == ["songxi", "boyang", "yuanqu"]
    assert record.supporting_unit_ids == []


def test_rapidfuzz_is_imported_only_for_an_unknown_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert asked(resolve(extract(CLEAN), DIRECTORY)) == []
    with pytest.raises(ImportError):
        resolve(notice_of("责任单位：县程管局"), DIRECTORY)


# --- files


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1", "this is no unit registry .*--init-registry"),
        ("[]", "this is no unit registry"),
        ('schema_version: "1.0"', "this is no unit registry"),
        ("schema_version: registry-1.0\n---\nschema_version: registry-1.0", "this is no unit registry"),
        ("schema_version: registry-9", "line 1: schema_version: unknown version"),
        ("schema_version: registry-1.0\nunits:\n- {id: a, name: 甲}", "line 3: units.0.: the field kind is missing"),
        (
            "schema_version: registry-1.0\nunits:\n- {id: a, name: 甲, kind: other, valid_from: x, valid_to: y}",
            r"line 3: .* \(the registry has this fault, and 1 more; `taskparse validate`",
        ),
    ],
)
def test_a_file_that_is_no_registry_is_refused(text: str, said: str) -> None:
    with pytest.raises(InvalidData) as caught:
        load_registry(text.encode())
    assert re.search(said, str(caught.value))


def test_json_is_read_too() -> None:
    registry = load_registry(
        b'{"schema_version": "registry-1.0", "units": [{"id": "a", "name": "a", "kind": "other"}]}'
    )
    assert list(registry.units) == ["a"]


def test_the_page_says_what_is_true() -> None:
    page = (DOCS / "units.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert validate(example.encode()).findings == []
    fields = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", page, re.MULTILINE))))
    assert fields == {*RegisteredUnit.model_fields, "area"}


def test_the_python_of_the_page_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", (DOCS / "units.md").read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(DOCS.parent)
    exec(compile(program, "units.md", "exec"), {})
    assert capsys.readouterr().out == "fagai\n"


IDS = st.sampled_from("abcd")
DAYS = st.none() | st.sampled_from(["2028-01-01", "2029-02-30", "2030-01-01"])
UNITS = st.lists(
    st.fixed_dictionaries(
        {"id": IDS, "name": st.sampled_from(["县甲局", "县乙局", "青榆县甲局", "各局"]), "kind": st.just("department")},
        optional={
            "abbreviations": st.lists(st.sampled_from(["甲局", "县甲局", "乙 局"]), max_size=2),
            "valid_from": DAYS,
            "valid_to": DAYS,
            "successors": st.lists(IDS, max_size=2),
            "members": st.none() | st.lists(IDS, max_size=2),
        },
    ),
    max_size=4,
)


@given(UNITS)
def test_in_a_registry_without_faults_every_name_is_its_units(units: list[dict[str, Any]]) -> None:
    """And one with faults is judged to the end, and still finds only what it has."""
    registry = Registry.model_validate({"schema_version": REGISTRY_VERSION, "area": "青榆县", "units": units})
    faults = validate(yaml.emit(registry.model_dump(exclude_defaults=True)).encode()).findings
    names = Directory(registry, "0" * 64)
    for one in registry.units:
        period = life_of(one)
        for name in (one.name, *one.abbreviations):
            match = names.find(name, Period(period.first, period.first))
            if not faults:
                assert match is not None
                assert (match.unit.id, match.standing) == (one.id, "valid")
        assert set(names.members(one, period)) <= set(names.units)
        assert {after.id for after in names.successors(one, period)} <= set(one.successors) | set(names.units)


# --- a registry begun from notices


def test_units_are_counted_by_task_and_role() -> None:
    listed = list_units(
        [notice_of("牵头单位：县发改局；责任单位：县发改局、县民政局", "责任单位：县民政局；配合单位：各乡镇")]
    )
    assert [(one.name, one.tasks, *one.roles.values()) for one in listed] == [
        ("县民政局", 2, 0, 2, 0),
        ("县发改局", 1, 1, 1, 0),
        ("各乡镇", 1, 0, 0, 1),
    ]


def test_a_registry_is_begun() -> None:
    clauses = ["责任单位：县人社局、县民政局，各乡镇，相关部门", "责任单位：县人力资源和社会保障局、松溪镇"]
    registry = begin_registry([notice_of(*clauses)])
    assert registry.area == "青榆县"
    assert [(one.id, one.kind, one.proposals, one.members) for one in registry.units] == [
        ("县民政局", "department", [], None),
        ("县人力资源和社会保障局", "department", ["县人社局"], None),
        ("松溪镇", "township", [], None),
        ("各乡镇", "township", [], []),
    ]


@pytest.mark.parametrize(
    ("issuers", "area"),
    [
        (["青榆县人民政府办公室"], "青榆县"),
        (["中共青榆县委办公室", "青榆县人民政府"], "青榆县"),
        (["青榆县人民政府", "柏阳县人民政府"], None),
        (["青榆县人民政府", None], None),
        (["县政府办公室"], None),
        ([], None),
    ],
)
def test_the_area_is_that_of_all_issuers(issuers: list[str | None], area: str | None) -> None:
    notice = notice_of("责任单位：县民政局")
    heads = [notice.document.model_copy(update={"issuer": issuer}) for issuer in issuers]
    assert begin_registry([notice.model_copy(update={"document": head}) for head in heads]).area == area


def test_a_name_whose_longer_form_is_itself_a_proposal_is_not_lost() -> None:
    """县人局 shortens 县人社局 alone, for it stands beside 县人力资源和社会保障局, whose proposal 县人社局 is."""
    clauses = ["责任单位：县人社局", "责任单位：县人力资源和社会保障局、县人局"]
    registry = begin_registry([notice_of(*clauses)])
    assert {one.id: one.proposals for one in registry.units} == {"县人力资源和社会保障局": ["县人社局"], "县人局": []}


def test_what_is_begun_is_the_same_whatever_the_order_of_equal_runs_and_knows_its_own_names() -> None:
    notices = [extract(CLEAN), notice_of("责任单位：县人力资源和社会保障局、县程管局")]
    written = dump_started(begin_registry(notices), "a.md、b.md")
    assert written == dump_started(begin_registry(notices), "a.md、b.md")
    assert written.startswith("# Begun by taskparse from a.md、b.md.")
    assert validate(written.encode()).findings == []
    begun = load_registry(written.encode())
    left = [one.name for notice in notices for one in units_of(resolve(notice, begun)) if one.id is None]
    assert left == ["县人社局"]  # a proposal, until somebody confirms it


def test_what_a_registry_knows_is_not_begun_again() -> None:
    notice = resolve(notice_of("责任单位：县发改局、县程管局，各乡镇"), DIRECTORY)
    assert [one.id for one in begin_registry([notice]).units] == ["县程管局"]


def test_a_file_name_cannot_end_the_comment() -> None:
    written = dump_started(begin_registry([]), "a\nunits: x\x1b[2J")
    assert written.splitlines()[0].startswith("# Begun by taskparse from a�units: x�[2J.")
    assert validate(written.encode()).findings == []
