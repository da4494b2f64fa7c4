"""The manual page of the command line, made from the command line itself."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tools.reference.commands import contexts
from whosays import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
_MADE = '.\\" Made from the program by `python -m tools.reference`; change it there.'


def man_page() -> str:
    """Return the page as roff with the man macros. It has no date, so that it changes with the program alone."""
    project = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]
    lines = [
        _MADE,
        f'.TH WHOSAYS 1 "" "whosays {project["version"]}" "whosays"',
        ".SH NAME",
        f"whosays \\- {roff(project['description'].partition(': ')[2].rstrip('.'))}",
        ".SH SYNOPSIS",
        "\\fBwhosays\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGS\\fR]...",
        ".SH DESCRIPTION",
        *_paragraphs(cli.cli.help or ""),
        ".SH COMMANDS",
    ]
    for ctx in contexts():
        lines += _command(ctx)
    lines += [".SH EXIT STATUS", *_paragraphs((cli.__doc__ or "").partition("Exit codes: ")[2])]
    lines += [".SH ENVIRONMENT", *_variables()]
    return "\n".join(lines) + "\n"


def roff(words: str) -> str:
    """Return words as they may stand in a line of roff."""
    words = words.replace("\\", "\\e").replace("-", "\\-").replace("`", "\\(ga").replace("~", "\\(ti").replace("^", "\\(ha")
    return f"\\&{words}" if words.startswith((".", "'")) else words


def _command(ctx: click.Context) -> Iterator[str]:
    usage = " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])
    yield f".SS {roff(ctx.command_path)}"
    yield f".B {roff(usage)}"
    yield ".PP"
    yield from _paragraphs(ctx.command.help or "")
    for param in ctx.command.params:
        record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
        if record:
            yield ".TP"
            yield f".B {roff(record[0])}"
            yield roff(" ".join(record[1].split()) or "See the commands above.")


def _paragraphs(told: str) -> Iterator[str]:
    """Yield paragraphs; one that click is told to keep as it is (its own mark of a backspace) stays in its lines."""
    for number, block in enumerate(re.split(r"\n\s*\n", inspect.cleandoc(told))):
        if number:
            yield ".PP"
        if block.startswith("\b"):
            yield from (".nf", *(roff(line) for line in block.splitlines()[1:]), ".fi")
        else:
            yield roff(" ".join(block.split()))


def _variables() -> Iterator[str]:
    found: dict[str, str] = {}
    for ctx in contexts():
        for param in ctx.command.params:
            if isinstance(param, click.Option) and isinstance(param.envvar, str) and not param.hidden:
                found.setdefault(param.envvar, f"Stands for {param.opts[-1]}. {param.help or ''}".strip())
    for variable, told in sorted(found.items()):
        yield from (".TP", f".B {roff(variable)}", roff(told))
