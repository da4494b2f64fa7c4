"""The command that copies a whole case: copy."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.options import json_option, on_option
from whosays.cli.printing import count, print_json


@click.command()
@json_option
@on_option
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("to", metavar="TO", type=click.Path(path_type=Path))
def copy(case: Path, to: Path, on: str | None, as_json: bool) -> None:
    """Copy the whole case in CASE into the folder TO.

    TO is new or empty. All of it is copied: originals, the record, decisions, settings, and the accounts of a team. The copy is
    in a file, or on a server with --on, whichever CASE is. It is compared with what it was made of; CASE is left as it is. A
    copy that was cut short is no case; run it again.
    """
    from whosays.case import Case

    with Case.open(case) as opened:
        copied = opened.copy(to, on=on)
    if as_json:
        print_json({"case": str(to), "originals": copied.originals, "rows": copied.rows})
        return
    done = f"{count(copied.originals, 'original')} and {count(copied.rows, 'row')}"
    click.echo(f"copied {done} into {to}; {case} is as it was", err=True)
    click.echo(f"next: whosays doctor {to}", err=True)
