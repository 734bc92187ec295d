"""Writing and reading: what is written comes back as it was, and any other YAML or JSON is read as its standard says."""

from __future__ import annotations

import json as stdlib_json
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from taskparse.errors import InvalidData
from taskparse.formats import json, yaml
from taskparse.formats.loading import is_extraction, load, load_notices
from taskparse.formats.positions import Malformed, Place, Position, position_at, quote, spell
from taskparse.notice.models import Model, Notice

NOTICE = Path(__file__).parent / "data" / "notice.yaml"

# Everything that a YAML 1.1 reader could take for something else, and every sign that has a meaning.
SIGNS = "-?:,[]{}#&*!|>'\"%@`~=<. \t\n\r\0\x07\x1b\x7f\x85\xa0\u2028\ufeff\ufffe０〔（、一區A1_é😀"
TEXTS = st.one_of(
    st.text(st.sampled_from(SIGNS), max_size=8),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=80),
    st.from_regex(r"[-+]?[0-9][0-9_,.:eExo-]{0,9}", fullmatch=True),
    st.sampled_from(
        ["no", "On", "y", "~", "null", "<<", "=", "1.", "2-7", "0x1f", "1e3", "0o7", ".5", "2026-01-20", "1:30", ""]
    ),
)


def data(floats: st.SearchStrategy[float]) -> st.SearchStrategy[Any]:
    scalars = st.one_of(TEXTS, st.integers(), floats, st.booleans(), st.none())
    return st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=5),
        max_leaves=25,
    )


FINITE = data(st.floats(allow_nan=False, allow_infinity=False))


@pytest.fixture(scope="module")
def notice() -> Notice:
    return load_notices(NOTICE.read_bytes())[0]


def read(text: str, name: str = "-") -> list[Any]:
    return [loaded.value for loaded in load(text.encode(), name)]


@given(FINITE)
def test_any_data_comes_back_from_pyyaml_and_from_our_reader(data: Any) -> None:
    written = yaml.emit(data)
    assert pyyaml.load(written, Loader=pyyaml.CSafeLoader) == data
    assert read("---\n" + written) == [data]


def test_infinity_comes_back_from_pyyaml() -> None:
    assert pyyaml.safe_load(yaml.emit([float("inf"), -float("inf")])) == [float("inf"), -float("inf")]
    assert str(pyyaml.safe_load(yaml.emit([float("nan")]))) == "[nan]"


@given(FINITE)
def test_what_json_writes_is_read_as_it_was(data: Any) -> None:
    assert read(stdlib_json.dumps(data), "x.json") == [data]
    assert read(stdlib_json.dumps([data], ensure_ascii=False)) == [[data]]


def leaves(data: Any) -> list[Any]:
    if isinstance(data, dict):
        data = list(data.values())
    return [leaf for item in data for leaf in leaves(item)] if isinstance(data, list) else [data]


def test_a_notice_in_yaml_is_what_the_committed_file_says(notice: Notice) -> None:
    assert yaml.dump(notice) == NOTICE.read_text("utf-8")


def test_yaml_and_json_give_the_same_notice(notice: Notice) -> None:
    assert load_notices(json.dump(notice).encode()) == [notice]
    assert load_notices(yaml.dump(notice).encode()) == [notice]
    assert Notice.model_validate(pyyaml.safe_load(yaml.dump(notice))) == notice


def test_streams_hold_every_notice(notice: Notice) -> None:
    other = notice.model_copy(update={"tasks": []})
    assert load_notices(yaml.dump_stream([notice, other]).encode()) == [notice, other]
    stream = json.dump_stream([notice, other])
    assert load_notices(stream.encode()) == [notice, other]
    assert [stdlib_json.loads(line)["schema_version"] for line in stream.splitlines()] == ["1.0", "1.0"]


def test_json_leaves_nothing_out_and_escapes_no_chinese(notice: Notice) -> None:
    written = json.dump(notice)
    second = stdlib_json.loads(written)["tasks"][1]
    assert (second["due"], second["lead_units"], second["responsible_units"][0]["collective"]) == (None, [], False)
    assert "区发改局" in written


def test_the_default_of_every_field_says_absent() -> None:
    models = Model.__subclasses__()
    defaults = {
        f"{model.__name__}.{name}": field.get_default(call_default_factory=True, validated_data={})
        for model in models
        for name, field in model.model_fields.items()
        if not field.is_required()
    }
    assert len(defaults) > 40
    assert {
        name: value for name, value in defaults.items() if value is not None and value is not False and value != []
    } == {}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", {"a": "no"}),
        ("on: 2026-01-20", {"on": "2026-01-20"}),
        ("a: 1:30", {"a": "1:30"}),
        ("a: 010", {"a": 10}),
        ("a: [0o10, 0x1F, +1, -2, 1_000]", {"a": [8, 31, 1, -2, "1_000"]}),
        (
            "a: [1.5, .5, 1., 1e3, -1.5E-2, 1.2.3, .inf, .nan]",
            {"a": [1.5, 0.5, 1.0, 1000.0, -0.015, "1.2.3", ".inf", ".nan"]},
        ),
        ("a: [~, null, NULL, , true, False, nUll]", None),
        ("a: [~, null, NULL, true, False, nUll]", {"a": [None, None, None, True, False, "nUll"]}),
        ("a:", {"a": None}),
        ("1: x\ntrue: y", {"1": "x", "true": "y"}),
        ("a: &x [1]\nb: *x", {"a": [1], "b": [1]}),
        ("&k a: 1\nb: {*k : 2}", {"a": 1, "b": {"a": 2}}),
        ("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}", {"a": {"k": 1, "l": 2}, "b": {"l": 3, "k": 1}}),
        ("a: {<<: [{k: 1}, {k: 2, m: 3}]}", {"a": {"k": 1, "m": 3}}),
        ('"<<": 1', {"<<": 1}),
        ("a: !!str 12", {"a": "12"}),
        (
            "a: [!!int '12', !!float 1, !!null '', !!bool 'true', !<tag:yaml.org,2002:seq> [], ! 12]",
            {"a": [12, 1.0, None, True, [], "12"]},
        ),
        ("a: |\n  x\n  y\n", {"a": "x\ny\n"}),
        ("﻿a: 1", {"a": 1}),
        ('{"a": 1, "b": [2]}', {"a": 1, "b": [2]}),
        ('{\t"a":\t"\\/\\u4e00"}', {"a": "/一"}),
        ("{a: 1, b: [2,]}", {"a": 1, "b": [2]}),
    ],
)
def test_reading_one_document(text: str, value: Any) -> None:
    if value is None:
        with pytest.raises(Malformed):
            read(text)
    else:
        (found,) = read(text)
        assert found == value
        assert list(map(type, leaves(found))) == list(map(type, leaves(value)))


def test_reading_utf_16() -> None:
    assert [loaded.value for loaded in load("a: 一".encode("utf-16"))] == [{"a": "一"}]


def test_json_documents_may_follow_each_other() -> None:
    assert read('{"a": 1}\n{"a": 2} [3]\n4', "x.jsonl") == [{"a": 1}, {"a": 2}, [3], 4]
    assert read("a: 1\n---\nb: 2\n...\n---\n- 3\n") == [{"a": 1}, {"b": 2}, [3]]


BOMB = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 30))
MERGES = "a0: &a0 {k: v}\n" + "".join(f"a{i}: &a{i} {{<<: [{', '.join([f'*a{i - 1}'] * 10)}]}}\n" for i in range(1, 30))


@pytest.mark.parametrize(
    ("data", "name", "position", "message"),
    [
        (b"", "-", (1, 1), "there is nothing in it"),
        (b" \n\t\n", "-", (1, 1), "there is nothing in it"),
        (b"# only this\n", "-", (1, 1), "there is nothing but comments in it"),
        (b"a\x00b", "-", (1, 2), "this is no text: it holds a null character"),
        ("a: 1\nb: 局".encode("gbk"), "-", (2, 4), "this is no text in UTF-8"),
        ("一: 国\x01".encode(), "-", (1, 5), "not YAML: a character that text cannot hold"),
        (b"a: 1\nb: }\n", "-", (2, 4), "not YAML: while parsing a block node, did not find expected node content"),
        (b"a: *x", "-", (1, 4), "*x names nothing"),
        (b"a: &x [*x]", "-", (1, 8), "*x stands inside of what it names"),
        (b"a: !x {}", "-", (1, 4), 'unknown tag "!x"'),
        (
            b"a: !!python/name:os.system",
            "-",
            (1, 4),
            'unknown tag or no such value: "tag:yaml.org,2002:python/name:os.system" ""',
        ),
        (b"a: !!int x", "-", (1, 4), 'unknown tag or no such value: "tag:yaml.org,2002:int" "x"'),
        (b"? [a]\n: 1", "-", (1, 3), "a key must be text"),
        (b"a: &x [1]\n*x : 2", "-", (2, 1), "a key must be text"),
        (b"a: {<<: 1}", "-", (1, 9), "<< takes a mapping or a list of mappings"),
        (b"- " * 100_000, "-", (1, 201), "nested deeper than 100 levels"),
        (b"a: " + b"[" * 100_000, "-", (1, 103), "nested deeper than 100 levels"),
        (b"[" * 100_000, "x.json", (1, 1), "nested too deeply"),
        (BOMB.encode(), "-", (7, 25), "aliases stand for more than 1,000,000 values"),
        (MERGES.encode(), "-", (7, 30), "aliases stand for more than 1,000,000 values"),
        (b'{"a": 1', "-", (1, 8), "not JSON: expecting ',' delimiter"),
        (b'{"a": 1,}', "x.json", (1, 9), "not JSON: "),
        (b"a: 1", "x.json", (1, 1), "not JSON: expecting value"),
        (b'{"NaN": NaN}', "x.json", (1, 9), "not JSON: NaN"),
        (b'{"a":\n ' + b"1" * 5000 + b"}", "x.json", (2, 2), "a number is too long"),
        (b'{"a": 1}\n\n  {"a": x}', "x.jsonl", (3, 9), "not JSON: expecting value"),
        (b'{"a": 1}\n{"a":\n  1}', "x.jsonl", (2, 6), "not JSON: expecting value"),
    ],
)
def test_what_cannot_be_read_says_where(data: bytes, name: str, position: tuple[int, int], message: str) -> None:
    with pytest.raises(Malformed) as caught:
        list(load(data, name))
    assert caught.value.position == position
    assert caught.value.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "path", "key", "value"),
    [
        ("一: 1\nb:\n  - {c: 2, d: [3, 4]}\n", (), (1, 1), (1, 1)),
        ("一: 1\nb:\n  - {c: 2, d: [3, 4]}\n", ("b", 0, "d", 1), (3, 19), (3, 19)),
        ("一: 1\nb:\n  - {c: 2, d: [3, 4]}\n", ("b", 0, "d"), (3, 12), (3, 15)),
        ("a: &x {k: 1}\nb: *x\n", ("b",), (2, 1), (2, 4)),
        ("a: &x {k: 1}\nb: *x\n", ("b", "k"), (1, 8), (1, 11)),
        ("a: &x {k: 1}\nb: {<<: *x}\n", ("b", "k"), (1, 8), (1, 11)),
        ('{"一": "\\"{", "b": [\n{"c": 2}, {"d": [3,4]}]}', ("b", 1, "d", 1), (2, 20), (2, 20)),
        ('{"一": "\\"{", "b": [\n{"c": 2}, {"d": [3,4]}]}', ("b",), (1, 14), (1, 19)),
        ('\n {"a": 1, "a": 2}', ("a",), (2, 11), (2, 16)),
        ('\n {"a": 1, "a": 2}', (), (2, 2), (2, 2)),
    ],
)
def test_places(text: str, path: tuple[str | int, ...], key: tuple[int, int], value: tuple[int, int]) -> None:
    (loaded,) = load(text.encode())
    assert loaded.locate([path]) == {path: Place(Position(*key), Position(*value))}


def test_places_in_the_second_document() -> None:
    for text in ("a: 1\n---\na: 2\n", '{"a": 1}\n\n{"a": 2}'):
        _, second = load(text.encode())
        assert second.locate([("a",)])[("a",)].key.line == 3


@given(FINITE)
def test_every_place_of_json_is_where_the_value_begins(data: Any) -> None:
    text = stdlib_json.dumps(data, indent=2, ensure_ascii=False)
    (loaded,) = load(text.encode(), "x.json")
    lines = text.split("\n")
    for path, value in walk(data):
        position = loaded.locate([path])[path].value
        rest = "\n".join([lines[position.line - 1][position.column - 1 :], *lines[position.line :]])
        assert stdlib_json.JSONDecoder().raw_decode(rest)[0] == value


def walk(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    below: Any = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [(path, data), *(found for step, inner in below for found in walk(inner, (*path, step)))]


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("-", b'{"schema_version": "1.0"}', True),
        ("-", b'{\n  "source": {},\n  "schema_version" : "1.0"}', True),
        ("-", b"# by hand\n---\nschema_version: '1.0'\n", True),
        ("x.yaml", b"anything", True),
        ("x.JSON", b"", True),
        ("x.md", "一、schema_version: 1.0".encode(), False),
        ("x.pdf", b"%PDF-1.7\n%schema_version\n", False),
        ("-", b"", False),
    ],
)
def test_an_extraction_is_known_by_its_name_or_its_beginning(name: str, head: bytes, expected: bool) -> None:
    assert is_extraction(name, head) is expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- 1", "no schema_version"),
        ("a: 1", "no schema_version"),
        ('schema_version: "1.0"', "source: Field required"),
        ('schema_version: "task-1.0"', "records of tasks"),
        ('schema_version: "registry-1.0"', "a unit registry, not an extraction .*--units"),
        ('schema_version: "9"', "schema_version: Input should be '1.0'"),
    ],
)
def test_what_is_no_notice_is_refused(text: str, message: str) -> None:
    with pytest.raises(InvalidData, match=message):
        load_notices(text.encode())


def test_data_of_the_version_before_is_read_as_data_of_today(notice: Notice) -> None:
    earlier = NOTICE.read_text("utf-8").replace('schema_version: "1.0"', 'schema_version: "0.2"')
    assert load_notices(earlier.encode()) == [notice]


def test_words_for_places() -> None:
    assert [position_at("一\n\n二三", offset) for offset in (0, 1, 2, 4)] == [(1, 1), (1, 2), (2, 1), (3, 2)]
    assert spell(()) == ""
    assert spell((0, "a b", "c")) == '[0]["a b"].c'
    assert quote("长" * 50) == f'"{"长" * 39}…"'
    assert quote("a\n\x1b[2J") == '"a\\n\\x1b[2J"'
