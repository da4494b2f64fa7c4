"""The command that answers assistants: mcp."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.options import case_option, open_case


@click.command()
@case_option
@click.argument("folder", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
def mcp(case_dir: Path | None, folder: Path | None) -> None:
    """Answer an assistant from the case.

    An assistant that knows the Model Context Protocol starts this command and talks to it over stdin and stdout. It can search
    and read, with exact quotations and their places, and can change nothing. What it reads goes to whoever runs the assistant.
    """
    from whosays.assist.server import serve

    with open_case(folder or case_dir) as case:
        serve(case)
