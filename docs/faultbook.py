"""What can be wrong with a data file: what docs/faults.md is made from."""

from taskparse.formats.faults import RULES


def page() -> str:
    """The text of docs/faults.md."""
    lines = [
        "# What can be wrong with a data file",
        "",
        "<!-- Written by docs/build.py from src/taskparse/formats/faults.py; do not edit. -->",
        "",
        f"The {len(RULES)} rules of `taskparse validate`. All of them are errors; their ids are stable and stand in every report. What the schema does not say",
        "is looked for where a document is as its schema says, and the document that it was made from is compared where nothing else is wrong.",
        "",
        "| id | what is wrong |",
        "|---|---|",
        *(f"| `{id}` | {title} |" for id, title in RULES.items()),
    ]
    return "\n".join(lines) + "\n"
