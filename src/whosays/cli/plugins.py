"""The command that lists readers, extractors and exporters: plugins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.options import json_option
from whosays.cli.printing import count, on_screen, print_json

if TYPE_CHECKING:
    from whosays.plugged_in import PlugIn


@click.command()
@json_option
@click.option("--all", "everything", is_flag=True, help="Print those of whosays itself too.")
def plugins(as_json: bool, everything: bool) -> None:
    """Print the plug-ins that are installed.

    A plug-in is a reader, an extractor or an exporter that another package brings. Where one cannot be used, it says why, and
    the exit code is 1. Set WHOSAYS_PLUGINS=off to leave them all out.
    """
    from whosays.plugged_in import all_plug_ins, plugged_in

    brought = plugged_in().listed
    shown = all_plug_ins() if everything else brought
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(shown))
    else:
        for one in shown:
            _print(one)
        if not brought:
            click.echo("no package that is installed brings a plug-in; see `whosays plugins --all`", err=True)
    faults = [one for one in brought if one.fault]
    if faults:
        click.echo(f"{count(len(faults), 'plug-in')} cannot be used; the others are", err=True)
        click.get_current_context().exit(1)


def _print(one: PlugIn) -> None:
    told = f"cannot be used: {one.fault}" if one.fault else one.what
    version = f" {one.version}" if one.version else ""
    click.echo(on_screen(f"{one.kind:9}  {one.name}{version}  ({one.package})  {told}"))
