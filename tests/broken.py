"""Data files with one fault or a few, of every kind that hands and editors make, each with the places where a reader would point.

A place is a stretch of the broken file with ▸ before the character that is meant, so that no line is counted by hand and none by taskparse.
"""

import json
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeAlias

import yaml

GOOD: Final = (Path(__file__).parent / "data" / "notice.yaml").read_text("utf-8")
DATA: Final[dict[str, Any]] = yaml.safe_load(GOOD)
RECORD: Final[dict[str, Any]] = {
    "schema_version": "task-1.0", "file": "a.pdf", "sha256": "ab" * 32, "issued_on": "2026-01-20", "id": "1-7",
    "text": "新增企业20家。", "lead_units": ["区数据局"], "targets": [
        {"metric": "企业", "value": 20, "unit": "家", "kind": "count", "comparator": "=", "text": "20家", "rule": "count-measure",
         "span": {"start": 3, "end": 6}},
    ], "start": 1, "end": 12,
}  # fmt: skip
_POINT: Final = "▸"


class Expected(NamedTuple):
    """A fault: the id of its rule, its path, and where it stands, both from 1."""

    rule: str
    path: str
    line: int
    column: int


Fault: TypeAlias = tuple[str, str, str]
"""A rule, a path, a place."""


class Broken(NamedTuple):
    """A file with faults. `schema`: the published one that it is meant for."""

    name: str
    suffix: str
    text: str
    faults: tuple[Fault, ...]
    encoding: str = "utf-8"
    schema: str = "notice"

    @property
    def file(self) -> str:
        """What the file is called."""
        return self.name.replace(" ", "-") + self.suffix

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.text.encode(self.encoding)

    @property
    def expected(self) -> list[Expected]:
        """Its faults in the order of the text."""
        return sorted((Expected(rule, path, *self._find(at)) for rule, path, at in self.faults), key=lambda f: f[2:])

    def _find(self, at: str) -> tuple[int, int]:
        before, _, after = at.partition(_POINT)
        assert self.text.count(before + after) == 1, at  # or the place is not the one that is meant
        offset = self.text.index(before + after) + len(before)
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)


def _changed(old: str, new: str, text: str = GOOD) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


_VERSION: Final = DATA["schema_version"]
_TARGETS: Final = "tasks[0].targets"
_PRETTY: Final = json.dumps(DATA, ensure_ascii=False, indent=2)
_LINE: Final = json.dumps(DATA, ensure_ascii=False)
_RECORD: Final = json.dumps(RECORD, ensure_ascii=False)
_FLOW: Final = yaml.safe_dump(DATA, allow_unicode=True, default_flow_style=True, width=120)

# One change of the good notice: what it is called, what is replaced, by what, and the faults.
_CHANGES: Final[list[tuple[str, str, str, *tuple[Fault, ...]]]] = [
    # --- what the schema says
    ("wrong type", "pages: 3", "pages: three", ("wrong-type", "source.pages", "pages: ▸three")),
    ("wrong type in a list", "- 各街道办事处", "- [各街道办事处]", ("wrong-type", "document.addressees[0]", "- ▸[各街道")),
    ("number for text", 'id: "1-7"', "id: 1.7", ("wrong-type", "tasks[0].id", "id: ▸1.7")),
    ("text for a list", "responsible_units:\n  - {name: 区发改局", "responsible_units: 区发改局\n  other_units:\n  - {name: 区发改局",
     ("wrong-type", "tasks[1].responsible_units", "units: ▸区发改局"), ("unknown-field", "tasks[1].other_units", "▸other_units")),
    ("null for a mapping", "coverage:\n", "coverage:\nx:\n", ("wrong-type", "coverage", "coverage:▸\nx:"), ("unknown-field", "x", "▸x:\n")),
    ("not a number", "value: 0.58", "value: .nan", ("wrong-type", f"{_TARGETS}[2].value", "value: ▸.nan")),
    ("missing field in flow", "kind: department, ", "", ("missing-field", "tasks[0].lead_units[0]", "- ▸{name: 区数据局")),
    ("missing field of a task", '- id: "1-8"\n  number: 8', "- number: 8", ("missing-field", "tasks[1]", "- ▸number: 8")),
    ("unknown field", "  number: 7\n", "  nummer: 7\n", ("unknown-field", "tasks[0].nummer", "▸nummer")),
    ("bad enum", "severity: info", "severity: note", ("wrong-value", "diagnostics[2].severity", "severity: ▸note")),
    ("negative start", "{start: 130,", "{start: -1,", ("out-of-range", "document.rules[0].span.start", "start: ▸-1")),
    ("box of four", "[[3, 88.0, 100.5, 506.25, 114.5]]}}\n  span", "[[3, 88.0, 100.5, 506.25]]}}\n  span",
     ("wrong-length", "tasks[1].targets[0].span.boxes[0]", "[▸[3, 88.0, 100.5, 506.25]]")),
    ("deep in a task", "[2, 88.0, 132.5, 506.25, 146.5]", "[2, 88.0, 132.5, x, 146.5]",
     ("wrong-type", "tasks[0].span.boxes[2][3]", "132.5, ▸x")),
    ("date with slashes", '"on": "2026-12-31"', '"on": 2026/12/31', ("wrong-form", "tasks[0].due.on", ": ▸2026/12/31")),
    ("digest cut short", "sha256: abab", "sha256: ab", ("wrong-form", "source.sha256", "  sha256: ▸ab")),
    ("version as a number", f'n: "{_VERSION}"', f"n: {_VERSION}", ("wrong-value", "schema_version", f"schema_version: ▸{_VERSION}")),
    ("version of the future", 'schema_version: "', 'schema_version: "9.', ("unknown-version", "schema_version", ': ▸"9.')),
    ("anchor and alias", "span: {start: 0, end: 10", "span: &a {start: 0, end: 10, x: 1}, y: *a, z: {end: 10",
     ("unknown-field", "document.document_number.span.x", "10, ▸x: 1"), ("unknown-field", "document.document_number.y", "▸y: *a"),
     ("unknown-field", "document.document_number.z", "▸z: {")),
    ("merged mapping", "span: {start: 501, end: 530", "span: {<<: {x: 1, page: 9}, start: 501, end: 530",
     ("unknown-field", "tasks[1].span.x", "▸x: 1")),
    ("literal text", "  text: 总投资300亿元的项目开工。\n", "  text: |\n    总投资300亿元的项目开工。\n\n    另起一行：\n  markers: '8.'\n",
     ("unknown-field", "tasks[1].markers", "▸markers: '8.'")),
    # --- what YAML says
    ("duplicate key", '  marker: "8."', '  marker: "8."\n  number: 9', ("repeated-key", "tasks[1].number", "▸number: 9")),
    ("duplicate key in flow", "2, unit: 个,", "2, unit: 个, unit: 座,", ("repeated-key", f"{_TARGETS}[1].unit", "个, ▸unit: 座")),
    ("tab for spaces", "  pages: 3", "\tpages: 3", ("syntax", "", "▸\tpages")),
    ("bracket left open", "[[2, 88.0, 100.5, 506.25, 114.5]]}\n  deadlines", "[[2, 88.0, 100.5, 506.25, 114.5]\n  deadlines",
     ("syntax", "", "▸deadlines:")),
    ("quote left open", 'marker: "7."', 'marker: "7.', ("syntax", "", 'section: "▸1.1"\n  text: 壮大')),
    ("indented too little", "  marker: \"8.\"", " marker: \"8.\"", ("syntax", "", " ▸marker: \"8.")),
    ("colon in plain text", "plan_title: 2026年任务分解方案", "plan_title: 方案: 2026年", ("syntax", "", "方案▸: 2026年")),
    ("tag of a language", "issuer: 东湖区", "issuer: !!python/name:os.system 东湖区", ("syntax", "", "issuer: ▸!!python")),
    ("alias of nothing", "issuer: 东湖区人民政府办公室", "issuer: *office", ("syntax", "", "issuer: ▸*office")),
    ("control character", "title: 壮大产业", "title: 壮大\x07产业", ("syntax", "", "壮大▸\x07")),
    # --- what neither says
    ("span end before start", "span: {start: 460, end: 464", "span: {start: 464, end: 460", ("span-empty", "tasks[0].lead_units[0].span", "span: ▸{start: 464")),
    ("duplicate ids", '- id: "1-8"', '- id: "1-7"', ("repeated-id", "tasks[1].id", 'id: ▸"1-7"\n  number: 8')),
    ("no such section", 'section: "1.1"\n  text: 总', 'section: "1.9"\n  text: 总', ("no-such-section", "tasks[1].section", ': ▸"1.9"')),
    ("no such day", '"on": "2026-01-30"', '"on": "2026-02-30"', ("no-such-date", "document.deadlines[0].on", ': ▸"2026-02-30"')),
    ("not what is printed", "unit: 家", "unit: 户", ("not-printed", f"{_TARGETS}[0].unit", "unit: ▸户")),
]  # fmt: skip


def _json(name: str, old: str, new: str, *faults: Fault, text: str = _PRETTY) -> Broken:
    return Broken(name, ".json", _changed(old, new, text), faults)


def _record(name: str, old: str, new: str, *faults: Fault) -> Broken:
    return Broken(name, ".jsonl", _changed(old, new, _RECORD), faults, schema="task")


_ENUM: Final = ("wrong-value", "tasks[1].supporting_units[0].kind", "区住建局, kind: ▸bureau")
FILES: Final = [
    *[Broken(name, ".yaml", _changed(old, new), tuple(faults)) for name, old, new, *faults in _CHANGES],
    Broken("byte order mark", ".yaml", _changed("pages: 3", "pages: x"), (("wrong-type", "source.pages", "s: ▸x"),), "utf-8-sig"),
    Broken("two bytes a character", ".yaml", _changed("pages: 3", "pages: x"), (("wrong-type", "source.pages", "s: ▸x"),), "utf-16"),
    Broken("old Chinese encoding", ".yaml", _changed("schema_version", "# 任务\nschema_version"), (("syntax", "", "# ▸任务"),), "gb18030"),
    Broken("lines of Windows", ".yaml", _changed("区住建局, kind: department", "区住建局, kind: bureau").replace("\n", "\r\n"), (_ENUM,)),
    Broken("all in flow", ".yaml", _changed("severity: info", "severity: note", _FLOW), (("wrong-value", "diagnostics[2].severity", "severity: ▸note"),)),
    Broken("second of two documents", ".yaml", f"{GOOD}---\n{_changed('pages: 3', 'pages: x')}", (("wrong-type", "source.pages", "s: ▸x"),)),
    Broken("nothing in it", ".yaml", "\n", (("syntax", "", "▸\n"),)),
    Broken(
        "three faults", ".yaml", GOOD.replace("pages: 3", "pages: x").replace("claimed: 540", "claimed: all").replace("level: 2", "level: 0"),
        (("wrong-type", "source.pages", "s: ▸x"), ("wrong-type", "coverage.claimed", "▸all"), ("out-of-range", "sections[1].level", "level: ▸0")),
    ),
    _json("wrong type", '"pages": 3', '"pages": "3"', ("wrong-type", "source.pages", '"pages": ▸"3"')),
    _json("wrong type in one line", '"pages": 3', '"pages": "3"', ("wrong-type", "source.pages", '"pages": ▸"3"'), text=_LINE),
    _json("missing field", '"name": "区住建局",\n', "\n", ("missing-field", "tasks[1].supporting_units[0]", '▸{\n          \n          "text": "区住建局"')),
    _json("duplicate key", '"number": 8,', '"number": 8,\n      "number": 9,', ("repeated-key", "tasks[1].number", '▸"number": 9')),
    _json("not a number", "0.58", "NaN", ("syntax", "", "▸NaN")),
    _json("comma too many", '"东湖区人民政府办公室",', '"东湖区人民政府办公室",,', ("syntax", "", "办公室\",▸,")),
    _json("cut off", _PRETTY.partition('"ignored": ')[2], "", ("syntax", "", '"ignored": ▸')),
    _json("comment", '"pages": 3', '"pages": 3 // 页', ("syntax", "", "▸// 页")),
    Broken("broken line", ".jsonl", "\n".join([_LINE, '{"a": }', _changed("0.58", '"0.58"', _LINE), ""]),
           (("syntax", "", '{"a": ▸}'), ("wrong-type", f"{_TARGETS}[2].value", '▸"0.58"'))),
    Broken("record without id", ".jsonl", "\n".join([_RECORD, _changed('"id": "1-7", ', "", _RECORD), ""]),
           (("missing-field", "", '}\n▸{'),), schema="task"),
    _record("record of nothing", '"end": 12', '"end": 1', ("span-empty", "end", '"end": ▸1')),
    _record("record of no day", "2026-01-20", "2026-01-32", ("no-such-date", "issued_on", '"issued_on": ▸"2026')),
    _record("target of another task", '{"start": 3, "end": 6}', '{"start": 30, "end": 60}', ("span-nesting", "targets[0].span", '▸{"start": 30')),
    _record("target of nothing", '{"start": 3, "end": 6}', '{"start": 6, "end": 6}', ("span-empty", "targets[0].span", '▸{"start": 6')),
    _record("record of other numbers", '"value": 20', '"value": 21', ("not-printed", "targets[0].value", '"value": ▸21')),
]  # fmt: skip
