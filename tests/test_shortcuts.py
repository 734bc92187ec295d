"""Patterns are not tried where a sign that they need is missing: that loses nothing they would have found.

Each shortcut is held against its pattern over the texts of all notices that are plain text.
"""

from pathlib import Path

from taskparse.language import labels, quantities, traps
from taskparse.language.scene import Scene
from taskparse.lexicon.characters import MATCH
from taskparse.lexicon.roles import LABEL_STARTS, LABELS
from taskparse.structure import parts

NOTICES = sorted(
    path for path in (Path(__file__).parent / "notices").iterdir() if path.suffix in (".txt", ".md", ".html")
)
LINES = sorted(
    {
        line.strip().translate(MATCH)
        for path in NOTICES
        for line in path.read_bytes().decode("utf-8", "ignore").splitlines()
        if line.strip()
    }
)


def test_labels_are_tried_wherever_one_begins() -> None:
    for line in LINES:
        for begin in {0, line.find("(") + 1}:
            found = [match.span() for match in labels._matches(line, begin, len(line))]
            assert found == [match.span() for match in labels._LABEL_RE.finditer(line, begin)], line


def test_every_label_begins_as_labels_do() -> None:
    for label in sorted({label for found in LABELS.values() for label in found}):
        assert label[:2] in LABEL_STARTS
        assert labels.label_at(f"{label}:区水务局") is not None, label


def test_a_label_ends_with_what_the_first_one_is_looked_for_by() -> None:
    for line in LINES:
        signed = next((m.start() for m in labels._LABEL_RE.finditer(line) if m["sign"] is not None), None)
        found = labels.first_label(line)
        assert (found and found.start) == signed, line


def test_the_tail_of_a_measure_begins_with_one_of_its_signs() -> None:
    for sign in sorted({character for line in LINES for character in line}):
        tail = quantities._TAIL_RE.match(f"{sign}名)")
        assert sign in quantities._TAIL_SIGNS or (tail is not None and tail.end() == 0), sign


def test_a_trap_that_is_not_asked_for_a_kind_would_say_no() -> None:
    for line in LINES:
        found = tuple(quantities.find_quantities(line))
        scene = Scene(line, found, 2026)
        for index, quantity in enumerate(found):
            asked = {name for name, _ in traps._ASKED[quantity.kind]}
            assert not [name for name, trap in traps.TRAPS if name not in asked and trap(scene, index)], line


def test_an_imprint_begins_or_ends_as_one() -> None:
    for line in [*LINES, "(此件公开发布)", "抄送:区委", "某县人民政府办公室2026年1月20日印发", "共印50份", "校对:张三"]:
        may_be = line.startswith(parts._IMPRINT_STARTS) or line.endswith("印发")
        assert may_be or parts._TAIL_RE.fullmatch(line) is None, line
