"""The command that opens the reading desk."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import print_json


@click.command()
@case_option
@json_option
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen (default: any free port).")
@click.option("--who", metavar="NAME", envvar="WHOSAYS_WHO", help="Who signs decisions (default: the login name).")
@click.option(
    "--max-upload",
    type=click.IntRange(1, 100_000),
    default=500,
    metavar="MB",
    help="How much may be added in one go (default: 500).",
)
@click.option("--no-browser", is_flag=True, help="Print the address, and open no browser.")
@click.argument("folder", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
def desk(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None, as_json: bool, port: int, who: str | None, max_upload: int, no_browser: bool, folder: Path | None
) -> None:
    """Open the case in the browser: read, review, search.

    Served on this machine alone; the address that is printed carries the key of this run. Ctrl-C ends it.
    """
    from whosays.desk.serving import serve

    with open_case(folder or case_dir) as case:
        place = case.folder
    tell = _tell_json if as_json else click.echo
    serve(place, port=port, who=who, max_upload=max_upload << 20, open_browser=not no_browser, tell=tell)


def _tell_json(address: str) -> None:
    print_json({"address": address})
