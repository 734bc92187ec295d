"""Where a list of units can be read in two ways, and which one was taken."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import regex

from taskparse.checks.responsibility import units_of
from taskparse.checks.rules import Hit, Rule, Words
from taskparse.notice.models import Notice


def _space_parted(notice: Notice) -> Iterator[Hit]:
    for index, task in enumerate(notice.tasks):
        if not task.clause or not (" " in task.clause or "\u3000" in task.clause):
            continue
        for (_, path, one), (_, _, other) in pairwise(units_of(index, task)):
            if regex.search(rf"{regex.escape(one.text)}[ \u3000]+{regex.escape(other.text)}", task.clause):
                yield Hit(path, {"one": one.name, "other": other.name})


RULES: Final = (
    Rule(
        "TP801",
        "space-parted",
        "info",
        Words(
            "two units that only a space parts",
            "read as two units, {one} and {other}, for only a space parts them; they could be one",
            "put a 、 between them, or take the space out",
        ),
        Words(
            "两个单位之间只有空格",
            "“{one}”与“{other}”之间只有空格，按两个单位处理，也可能是一个单位",
            "在两者之间加顿号，或删去空格",
        ),
        _space_parted,
        asked=True,
    ),
)
