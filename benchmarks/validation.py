"""`taskparse validate` beside check-jsonschema on the broken files of the tests, and beside plain loading on a document of 5,000 tasks.

Times are processor time of this process and of those it starts, in turn, medians of several rounds: what other work the machine has disturbs
them little. Both tools run as whole processes, one for each file.

    python benchmarks/validation.py [--rounds N]

Prints Markdown tables. It needs the extra `benchmark`; without check-jsonschema the first table is left out. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

import yaml
from timing import Row, medians, run, times

from taskparse.formats.json_reading import read_json
from taskparse.formats.loading import load_notices
from taskparse.formats.schema import BY_NAME
from taskparse.formats.validation import validate
from taskparse.formats.yaml import emit

ROOT: Final = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # for the broken files, which are the tests'

from tests.broken import FILES, Broken, Expected  # noqa: E402

TASKS: Final = 5000

UNREADABLE: Final = ("syntax", "repeated-key")
AGAINST_SCHEMA: Final = (
    "missing-field",
    "out-of-range",
    "unknown-field",
    "unknown-version",
    "wrong-form",
    "wrong-length",
    "wrong-type",
    "wrong-value",
)
GROUPS: Final = ("not YAML or JSON, or a key given twice", "against the schema", "against itself")


def group_of(fault: Expected) -> str:
    """What kind of fault it is."""
    return GROUPS[0 if fault.rule in UNREADABLE else 1 if fault.rule in AGAINST_SCHEMA else 2]


class Named(NamedTuple):
    """How a fault was told: at all, by its path (or as what keeps the file from being read), by its line."""

    path: bool
    line: bool


def ours(path: Path) -> list[str]:
    """The command line of taskparse for a file."""
    return ["-m", "taskparse", "validate", str(path)]


def theirs(broken: Broken, path: Path) -> list[str]:
    """The command line of check-jsonschema for a file."""
    return ["-m", "check_jsonschema", "--schemafile", str(ROOT / "schemas" / BY_NAME[broken.schema].file), str(path)]


def named_by_us(fault: Expected, told: list[dict[str, Any]]) -> Named:
    """Whether a finding has the fault's path, and one with its path its line."""
    same = [one for one in told if (one["path"] or "") == fault.path]
    return Named(bool(same), any(one["line"] == fault.line for one in same))


def named_by_them(fault: Expected, said: str) -> Named:
    """Whether the text names the fault's path, or its parent's where a key is missing or unknown; whether it names the line anywhere."""
    if fault.rule in UNREADABLE:
        path = "ailed to parse" in said or "::$: None is not" in said
    else:
        parent = re.sub(r"\.?(\w+|\[[^]]*\])$", "", fault.path)
        paths = [fault.path, parent] if fault.rule == "unknown-field" else [fault.path]
        path = any(f"${'.' if one else ''}{one}: " in said for one in paths)
    return Named(path, path and re.search(rf"\bline:? {fault.line}\b", said) is not None)


def compare(folder: Path, rounds: int) -> Iterator[str]:
    """The table of the broken files."""
    for broken in FILES:
        (folder / broken.file).write_bytes(broken.content)
    counts = {group: [0, 0, 0, 0, 0] for group in GROUPS}
    seconds: list[tuple[float, float]] = []
    for broken in FILES:
        path = folder / broken.file
        told = json.loads(run(*ours(path), "--output", "json", codes=(1, 3)))
        said = re.sub(
            r'in ".*\.py", line \d+', "", run(*theirs(broken, path), "--verbose", codes=(0, 1))
        )  # its own lines
        for fault in broken.expected:
            row = counts[group_of(fault)]
            us, them = named_by_us(fault, told), named_by_them(fault, said)
            for index, counted in enumerate((True, *us, *them)):
                row[index] += counted
        one, other = medians(
            rounds, [partial(run, *ours(path), codes=(1, 3)), partial(run, *theirs(broken, path), codes=(0, 1))]
        )
        seconds.append((one, other))
    yield "| faults | number | taskparse: named | with line | check-jsonschema: named | with line |\n|---|---|---|---|---|---|"
    total = [sum(column) for column in zip(*counts.values(), strict=True)]
    for group, row in (*counts.items(), ("all", total)):
        yield f"| {group} | {' | '.join(map(str, row))} |"
    ratios = [one / other for one, other in seconds]
    typical = times(*(median(column) for column in zip(*seconds, strict=True)))
    yield f"\ntime for a file, taskparse : check-jsonschema, {len(FILES)} files: {typical}, of single files {min(ratios):.2g} to {max(ratios):.2g}"


def long_notice() -> dict[str, Any]:
    """A sound document of many tasks: those of the sample, again and again, their spans moved on."""
    from taskparse.extraction import extract

    notice = extract(ROOT / "samples" / "chengyan-2026.pdf").model_dump(mode="json")
    tasks, size = notice["tasks"], notice["coverage"]["characters"]
    made: list[dict[str, Any]] = []
    turn = count()
    while len(made) < TASKS:
        number = next(turn)
        copy = json.loads(json.dumps(tasks[: TASKS - len(made)]))
        for task in copy:
            task["id"] = f"{number}-{task['id']}"
            for span in spans(task):
                span["start"] += number * size
                span["end"] += number * size
        made += copy
    notice["tasks"] = made
    notice["diagnostics"] = []
    coverage = notice["coverage"]
    coverage["characters"] = size * next(turn)
    coverage["claimed"] = (
        coverage["characters"] - coverage["ignored"] - sum(s["end"] - s["start"] for s in coverage["unclaimed"])
    )
    return notice


def spans(node: Any) -> Iterator[dict[str, int]]:
    """All spans of plain data."""
    if isinstance(node, dict):
        if "start" in node:
            yield node
        for value in node.values():
            yield from spans(value)
    elif isinstance(node, list):
        for value in node:
            yield from spans(value)


def measure_length(rounds: int) -> Iterator[Row]:
    """Validation of the long document beside ways to load it."""
    notice = long_notice()
    as_json = json.dumps(notice, ensure_ascii=False, indent=2).encode()
    as_yaml = emit(notice).encode()
    for data, name in ((as_json, "long.json"), (as_yaml, "long.yaml")):
        if found := validate(data, name).findings:
            raise SystemExit(f"the long document has faults: {found[0]}")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for data, name, others in (
        (
            as_json,
            "long.json",
            {
                "`json.loads`": lambda: json.loads(as_json),
                "our strict reading": lambda: list(read_json(as_json.decode())),
            },
        ),
        (as_yaml, "long.yaml", {"PyYAML's `CSafeLoader`": lambda: yaml.load(as_yaml, loader)}),
    ):
        works: list[Callable[[], Any]] = [
            partial(validate, data, name),
            *others.values(),
            partial(load_notices, data, name),
        ]
        judged, *loaded, models = medians(rounds, works)
        for other, taken in zip(others, loaded, strict=True):
            yield Row(
                f"`validate()` of {TASKS:,} tasks, {len(data) / 1e6:.1f} MB of {name[5:].upper()} : {other}",
                times(judged, taken),
                "≤ 1.5",
            )
        yield Row("the same : `load_notices`, which gives models", times(judged, models), "≤ 1.5")


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Measure validation beside other tools and print Markdown tables.")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the median is taken")
    options = parser.parse_args()
    if find_spec("check_jsonschema"):
        with TemporaryDirectory() as folder:
            for line in compare(Path(folder), options.rounds):
                print(line)
    else:
        print("check-jsonschema is not installed: pip install -e '.[benchmark]'", file=sys.stderr)
    print("\n| measure | ratio | goal |\n|---|---|---|")
    for row in measure_length(options.rounds):
        print(f"| {row.what} | {row.cost} | {row.goal} |")


if __name__ == "__main__":
    main()
