"""The pages of the commands and of the settings, made from the command line itself."""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module
from typing import TYPE_CHECKING

import click

import whosays
from tools.reference.markdown import first_line, page, table
from whosays import cli
from whosays.capture.files import SIZE_LIMIT
from whosays.case.settings import SETTINGS
from whosays.cli.proposing import KEY, KEY_HELP
from whosays.errors import WhosaysError
from whosays.plugged_in import OFF, OFF_HELP

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = """
`whosays COMMAND --help` prints the same on the terminal. What is found goes to stdout, talk to stderr. Inside a case folder, or
in a folder under it, `--case` can be left out.
"""
_SETTINGS = """
There is no file of settings. What concerns a case is kept in it. Options of a command say what it does; some options can also
be given once for all commands by a variable of the environment. An option on the command line goes first.
"""


def commands_page() -> str:
    """Return the page of the commands."""
    parts = [_overview(), *(_command(ctx) for ctx in contexts()), *_exits(), *_errors()]
    return page("Commands", _OPENING, parts)


def settings_page() -> str:
    """Return the page of the settings."""
    limits = [
        "## Limits",
        f"A file of more than {SIZE_LIMIT:,} bytes is not read; the problem `file-too-large` says so. One document may take the"
        " seconds that `whosays add --timeout` gives, then it is stopped and `reader-slow` says so.",
    ]
    of_case = [
        "## Of a case",
        "`whosays settings` prints them, `whosays settings NAME VALUE` sets one. They are kept in the case, with who set them.",
        table(("setting", "unless set", "what it does"), ((f"`{s.name}`", s.default or "empty", s.help) for s in SETTINGS)),
    ]
    variables = ["## Of the environment", table(("variable", "option", "commands", "what it sets"), _variables())]
    return page("Settings", _SETTINGS, [*of_case, *variables, *limits])


def contexts() -> Iterator[click.Context]:
    """Yield a context for each command, those under a group included, in the order of `whosays --help`."""
    root = click.Context(cli.cli, info_name="whosays", max_content_width=100)
    for name in cli.cli.list_commands(root) if isinstance(cli.cli, click.Group) else ():
        command = cli.cli.get_command(root, name)
        if command is None:
            continue
        ctx = click.Context(command, info_name=name, parent=root)
        yield ctx
        if isinstance(command, click.Group):
            yield from (click.Context(sub, info_name=under, parent=ctx) for under, sub in command.commands.items())


def _overview() -> str:
    rows = ((f"`{ctx.command_path}`", ctx.command.get_short_help_str(200)) for ctx in contexts())
    return table(("command", "what it does"), rows)


def _command(ctx: click.Context) -> str:
    usage = " ".join(["$", ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])
    told = inspect.cleandoc(ctx.command.help or "").replace("\b\n", "")
    options = [_option(param, ctx) for param in ctx.command.params if isinstance(param, click.Option)]
    return "\n\n".join(filter(None, [f"## {ctx.command_path}", f"    {usage.removeprefix('$ ')}", told, "\n".join(options)]))


def _option(option: click.Option, ctx: click.Context) -> str:
    record = option.get_help_record(ctx)
    names, told = record or (option.opts[-1], "")
    variable = f" Variable: `{option.envvar}`." if isinstance(option.envvar, str) else ""
    return f"- `{names}`: {told}{variable}"


def _exits() -> Iterator[str]:
    """Yield the exit codes, as the docstring of the command line has them."""
    told = " ".join((cli.__doc__ or "").split()).partition("Exit codes: ")[2]
    codes = re.findall(r"(\d+) (.+?)(?:, (?=\d)|\.$)", told)
    yield (
        "## Exit codes\n\nThey are the same for every command. `add` also ends with 1 where whosays itself"
        " failed on a document."
    )
    yield table(("code", "when"), codes)


def _errors() -> Iterator[str]:
    """Yield what the user can put right, by code."""
    yield (
        "## Errors\n\nWhat you can put right is told in one line on stderr, which names the next step, and ends the command"
        ' with 1. With `--json` the line is `{"error": CODE, "message": WORDS}`.'
    )
    yield table(("error", "what it says"), sorted({(f"`{kind.code}`", first_line(kind)) for kind in error_classes()}))


def error_classes() -> Iterator[type[WhosaysError]]:
    """Yield every error that the user can put right."""
    for module in pkgutil.walk_packages(whosays.__path__, "whosays."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    waiting = WhosaysError.__subclasses__()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if "code" in vars(kind) and kind.__module__.startswith("whosays."):
            yield kind


def _variables() -> Iterator[tuple[str, str, str, str]]:
    found: dict[tuple[str, str, str], list[str]] = {}
    for ctx in contexts():
        for param in ctx.command.params:
            if isinstance(param, click.Option) and isinstance(param.envvar, str):
                key = (param.envvar, param.opts[-1], param.help or "")
                found.setdefault(key, []).append(ctx.command_path.removeprefix("whosays "))
    found[KEY, "", KEY_HELP] = ["propose"]
    found[OFF, "", OFF_HELP] = ["all"]
    for (variable, option, told), commands in sorted(found.items()):
        yield f"`{variable}`", f"`{option}`" if option else "none", ", ".join(commands), told
