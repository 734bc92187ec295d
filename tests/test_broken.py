"""Broken files of every kind: each fault is named with its rule, its path, its line and its column, and no other is."""

import pytest

from taskparse.formats.validation import validate
from tests.broken import DATA, FILES, GOOD, RECORD, Broken, Expected


@pytest.mark.parametrize("broken", FILES, ids=lambda broken: broken.file)
def test_every_fault_is_named_where_it_stands(broken: Broken) -> None:
    findings = validate(broken.content, broken.file).findings
    assert [Expected(f.rule, f.path, f.line, f.column) for f in findings] == broken.expected
    lines = broken.text.replace("\r\n", "\n").split("\n")
    assert [f.source_line for f in findings if f.path] == [lines[f.line - 1] for f in findings if f.path]


def test_the_files_differ_and_what_they_are_made_from_is_sound() -> None:
    assert len({broken.file for broken in FILES}) == len(FILES) >= 20
    assert {broken.suffix for broken in FILES} == {".yaml", ".json", ".jsonl"}
    assert DATA["schema_version"] != RECORD["schema_version"]
    for sound in (GOOD, str(RECORD).replace("'", '"')):
        assert validate(sound.encode()).findings == []
