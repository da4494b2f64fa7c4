"""The command that opens the reading desk."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.options import case_option, open_case


@click.command()
@case_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen (default: any free port).")
@click.option("--who", metavar="NAME", envvar="WHOSAYS_WHO", help="Who signs decisions (default: the login name).")
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.argument("folder", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
def desk(case_dir: Path | None, port: int, who: str | None, no_browser: bool, folder: Path | None) -> None:
    """Open the case in the browser: read, review, search.

    Served on this machine alone; the address that is printed carries the key of this run. Ctrl-C ends it.
    """
    from whosays.desk.serving import serve

    with open_case(folder or case_dir) as case:
        place = case.folder
    serve(place, port=port, who=who, open_browser=not no_browser, tell=click.echo)
