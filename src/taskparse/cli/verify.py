"""`taskparse verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from taskparse.cli.inputs import OcrOption, read_bytes, read_document
from taskparse.cli.outputs import open_output
from taskparse.cli.registries import UnitsOption, open_registry, resolved
from taskparse.cli.reporting import Code, Reporter
from taskparse.edition import VERSION

if TYPE_CHECKING:
    from taskparse.formats.verification import Located, Verdict

EPILOG: Final = """\b
Examples:
  taskparse verify notice.yaml --source notice.pdf
  taskparse verify notice.json --source archive/2026-01.pdf
  taskparse verify notice.yaml --source notice.pdf --units registry.yaml

The names of source and registry do not count, their bytes do.

Exit codes: 0 identical byte for byte, 1 not so, 2 wrong usage, 3 a file cannot be read."""

SHOWN: Final = 20
"""More differences than this are only counted."""


def verify(
    ctx: typer.Context,
    data: Annotated[str, typer.Argument(metavar="DATA", help="An extraction in YAML or JSON; - is standard input.")],
    source: Annotated[str, typer.Option("--source", metavar="DOCUMENT", help="What the data was made from.")],
    units: UnitsOption = None,
    ocr: OcrOption = "auto",
) -> None:
    """Extract the source again and say whether the data is what comes out now, byte for byte, and if not where it differs.

    Data names the version and the rules that it was made by; where these are not the present ones, that is said first.
    """
    from taskparse.formats.verification import verify as compare

    reporter: Reporter = ctx.obj
    directory = open_registry(reporter, units)
    with reporter.carrying_on(data):
        content = read_bytes(data)
    with reporter.carrying_on(source):
        (now,) = resolved([read_document(source, ocr, quiet=reporter.quiet)], directory)
    reporter.finish()
    with reporter.carrying_on(data):
        verdict = compare(content, now, data)
        if verdict.identical:
            reporter.remark(f"{data}: identical to what taskparse {VERSION} reads from {source}")
        else:
            with open_output(None) as write:
                write(
                    "\n".join([f"{data}: not what taskparse {VERSION} reads from {source}", *_lines(verdict, data), ""])
                )
            reporter.code = max(reporter.code, Code.CONTENT)
    reporter.finish()


def _lines(verdict: Verdict, data: str) -> list[str]:
    """The verdict, a line for each thing that differs."""
    from taskparse.formats.verification import RECEIPT

    if verdict.rewritten is not None:
        return [f"{data}:{verdict.rewritten.line}: the same fields, written in another way from here on"]
    lines = [_line(one, data, f"{RECEIPT[one.difference.path]}: ") for one in verdict.receipt]
    if not verdict.fields and not verdict.places:
        return [*lines, "nothing else differs"]
    lines += [_line(one, data) for one in verdict.fields[:SHOWN]]
    hidden = len(verdict.fields) - SHOWN
    if hidden > 0:
        lines.append(f"and {hidden} more {'field' if hidden == 1 else 'fields'}")
    if verdict.places:
        lines.append(f"places (span) that differ: {verdict.places}")
    return lines


def _line(one: Located, data: str, said: str = "") -> str:
    from taskparse.formats.positions import spell

    path, old, new = one.difference
    place = f"{data}:{one.position.line}:{one.position.column}: {spell(path)}"
    return f"{place}: {said}{_spelled(old)} here, {_spelled(new)} now"


def _spelled(value: Any) -> str:
    """A value in a few words."""
    import json

    from taskparse.formats.differences import ABSENT
    from taskparse.formats.positions import quote

    if value is ABSENT:
        return "nothing"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, dict):
        named = next((value[key] for key in ("id", "name", "text", "code", "title") if value.get(key)), None)
        return quote(str(named)) if named else "a mapping"
    return json.dumps(value, ensure_ascii=False)
