"""`python -m tools.reference` writes the pages of docs/reference; with `--check` it ends with 1 where one is stale."""

from __future__ import annotations

import sys

import click

from tools.reference import FOLDER, stale_pages, write_pages


def main(args: list[str]) -> int:
    """Write the pages, or check them."""
    if args not in ([], ["--check"]):
        click.echo("usage: python -m tools.reference [--check]", err=True)
        return 2
    found = stale_pages() if args else write_pages()
    for path in found:
        click.echo(f"{path.relative_to(FOLDER.parents[1])} {'is stale: run python -m tools.reference' if args else 'written'}")
    return 1 if args and found else 0


sys.exit(main(sys.argv[1:]))
