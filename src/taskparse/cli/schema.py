"""`taskparse schema`."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from taskparse.cli.outputs import open_output

EPILOG: Final = """\b
Example:
  taskparse schema > notice.schema.json

Exit codes: 0 fine, 2 no such schema."""


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which schema; only notice so far.")] = "notice",
) -> None:
    """Print the JSON Schema of the published format."""
    from taskparse.formats import schema as schemas

    if name not in schemas.NAMES:
        raise typer.BadParameter(f"no schema is called {name!r}; there is {', '.join(schemas.NAMES)}")
    with open_output(None) as write:
        write(schemas.dump(schemas.notice_schema()))
