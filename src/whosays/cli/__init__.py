"""The command line: `main`, the table of commands, and how every command ends.

Data goes to stdout, talk to stderr. Commands are loaded when they are called, and load the program when they run, so that
`--help` is quick. Exit codes: 0 fine, 1 something the user can put right, 2 wrong usage, 130 Ctrl-C.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from keyword import iskeyword
from typing import IO, cast

import click

from whosays.errors import WhosaysError

# command → the module that holds it, in the order in which `--help` shows them.
COMMANDS = {
    "new": "making",
    "add": "making",
    "desk": "desk",
    "people": "people",
    "mcp": "mcp",
    "documents": "asking",
    "passages": "asking",
    "claims": "asking",
    "names": "naming",
    "lists": "asking",
    "notes": "asking",
    "events": "asking",
    "links": "linking",
    "problems": "asking",
    "search": "asking",
    "account": "accounting",
    "dossier": "analysing",
    "timeline": "analysing",
    "network": "analysing",
    "places": "analysing",
    "campaigns": "analysing",
    "trends": "analysing",
    "trace": "tracing",
    "unsourced": "tracing",
    "compare": "comparing",
    "watch": "watching",
    "judge": "judging",
    "propose": "proposing",
    "models": "models",
    "plugins": "plugins",
    "report": "reporting",
    "reports": "reporting",
    "check": "reporting",
    "settings": "setting",
    "remove": "making",
    "copy": "copying",
    "doctor": "doctor",
    "export": "making",
    "publish": "publishing",
    "import": "importing",
    "completion": "completing",
}


class _Commands(click.Group):
    """A group that imports the module of a command when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"whosays.cli.{COMMANDS[cmd_name]}")
        return cast("click.Command", getattr(module, f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name))


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from whosays import __version__

        click.echo(f"whosays {__version__}")
        ctx.exit()


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Print the version.")
def cli() -> None:
    """Who says what about whom, in which words, how sure, when, and what it finally rests on.

    \b
    whosays new river-case                       make a case: a folder of its own
    whosays add --case river-case reports/       read documents into it
    whosays claims --case river-case             see who says what
    """


def main(args: list[str] | None = None) -> None:
    """Run the command line and end the process with its exit code."""
    args = sys.argv[1:] if args is None else args
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    code = _run(args)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _hush()
    sys.exit(code)


def _run(args: list[str]) -> int:
    try:
        ended = cli.main(args, prog_name="whosays", standalone_mode=False)
    except WhosaysError as error:
        return _tell(error.to_json(), args, f"whosays: {error}", 1)
    except click.UsageError as error:
        if "--json" in args:
            return _tell({"error": "usage", "message": error.format_message()}, args, "", 2)
        error.show()
        return 2
    except click.ClickException as error:
        return _tell({"error": "error", "message": error.format_message()}, args, f"whosays: {error.format_message()}", 1)
    except (click.Abort, KeyboardInterrupt):
        click.echo("whosays: stopped", err=True)
        return 130
    except BrokenPipeError:
        _hush()
        return 0
    return ended if isinstance(ended, int) else 0


def _tell(shape: dict[str, str], args: list[str], line: str, code: int) -> int:
    click.echo(json.dumps(shape, ensure_ascii=False) if "--json" in args else line, err=True)
    return code


def _hush() -> None:
    """Send what is left for a reader who has gone to nowhere, so that the interpreter does not complain as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, cast("IO[str]", sys.stdout).fileno())
