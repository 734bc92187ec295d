"""`taskparse schema`."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from taskparse.cli.outputs import open_output

EPILOG: Final = """\b
Examples:
  taskparse schema > notice.schema.json
  taskparse schema task > task.schema.json
  taskparse schema registry > registry.schema.json

Exit codes: 0 fine, 2 no such schema."""


def schema(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="notice: a whole extraction; task: a record of `extract -f jsonl`; registry: a unit registry.",
        ),
    ] = "notice",
) -> None:
    """Print the JSON Schema of a published format."""
    from taskparse.formats import schema as schemas

    if name not in schemas.BY_NAME:
        raise typer.BadParameter(f"no schema is called {name!r}; there are {', '.join(schemas.BY_NAME)}")
    with open_output(None) as write:
        write(schemas.dump(schemas.schema_of(schemas.BY_NAME[name])))
