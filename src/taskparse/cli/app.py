"""The application: its commands, its global options, and what happens to exceptions."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from taskparse.cli import check, explain, extract, picture, schema, show, units, validate, verify
from taskparse.cli.outputs import stop_writing
from taskparse.cli.reporting import Code, Reporter
from taskparse.edition import VERSION

EXIT_CODES: Final = (
    "Exit codes: 0 fine, 1 something is wrong with the content, 2 wrong usage or a place that cannot be written, "
    "3 a file cannot be read, 4 an error in taskparse itself."
)


class Commands(TyperGroup):
    """Commands that never show a traceback unless asked to."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; say in one line what went wrong."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            stop_writing()
            raise typer.Exit(Code.BROKEN_PIPE) from None
        except Exception as error:
            # Exits and errors of usage bring their own exit code; typer knows what to do with them.
            if hasattr(error, "exit_code") or isinstance(error, typer.Abort):
                raise
            reporter = ctx.obj or Reporter()
            reporter.fail(error)
            raise typer.Exit(reporter.code) from error


app = typer.Typer(
    cls=Commands,
    help="Read Chinese government notices that assign tasks into data: units, targets, deadlines, each with its place.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"taskparse {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    ctx: typer.Context,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    ctx.obj = Reporter(quiet=quiet, debug=debug)


app.command(short_help="Read notices into data.", epilog=extract.EPILOG)(extract.extract)
app.command(short_help="Show a notice in the terminal.", epilog=show.EPILOG)(show.show)
app.command(short_help="Say why a task was read as it was.", epilog=explain.EPILOG)(explain.explain)
app.command(short_help="Draw a page with what was read from it.", epilog=picture.EPILOG)(picture.render)
app.command(short_help="Print the JSON Schema of the format.", epilog=schema.EPILOG)(schema.schema)
app.command(short_help="Hold extractions against the schema.", epilog=validate.EPILOG)(validate.validate)
app.command(short_help="Say whether data is what its source gives.", epilog=verify.EPILOG)(verify.verify)
app.command(short_help="Ask what a careful clerk would ask.", epilog=check.EPILOG)(check.check)
app.command(short_help="List the units that documents name.", epilog=units.EPILOG)(units.units)
