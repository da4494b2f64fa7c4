"""The command that writes a case as pages to be read anywhere: publish."""

from __future__ import annotations

from pathlib import Path

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import count, print_json


@click.command()
@case_option
@json_option
@click.option("--language", type=click.Choice(["en", "ar", "fa"]), default="en", show_default=True, help="Of the words around.")
@click.option("--accepted-only", is_flag=True, help="Leave out claims that nobody has decided on.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def publish(case_dir: Path | None, as_json: bool, language: str, accepted_only: bool, folder: Path) -> None:
    """Write the case as a site into the folder DIR, to be read only.

    The pages need no server, and script for searching alone: open DIR/index.html, or put the folder on any file server. What
    was rejected is left out, what is hidden (`judge hide`) is hidden in it. Publish into the same folder again to bring it up
    to date.
    """
    from whosays.desk.site.writing import publish as write

    with open_case(case_dir) as case:
        paths = list(write(case, folder, language=language, decided_only=accepted_only))
    pages = [path for path in paths if path.suffix == ".html"]
    if as_json:
        print_json([str(path) for path in paths])
        return
    click.echo(folder / "index.html")
    click.echo(count(len(pages), "page"), err=True)
