"""The command that answers assistants: mcp."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.options import case_option, open_case


@click.command()
@case_option
@click.option("--allow-judging", is_flag=True, help="Let the assistant record decisions too, for the person that --who names.")
@click.option("--who", metavar="NAME", envvar="WHOSAYS_WHO", help="For whom, with --allow-judging.")
@click.argument("folder", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
def mcp(case_dir: Path | None, folder: Path | None, who: str | None, *, allow_judging: bool) -> None:
    """Answer an assistant from the case.

    An assistant that knows the Model Context Protocol starts this command and talks to it over stdin and stdout. It can search
    and read, with exact quotations and their places, and can change nothing. What it reads goes to whoever runs the assistant.

    With --allow-judging it can also accept and reject records, and say that names are the same or different: each with a
    reason, signed “NAME (through an assistant)”. It cannot undo what people decided; `whosays judge undo` takes
    back what it did.
    """
    from whosays.assist.judging import NobodySigns
    from whosays.assist.server import serve

    if allow_judging and not who:
        raise NobodySigns
    with open_case(folder or case_dir) as case:
        if allow_judging:
            click.echo(f"an assistant may judge in {case.folder.absolute().name} for {who}", err=True)
        serve(case, judge_for=who if allow_judging else None)
