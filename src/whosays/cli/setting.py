"""The command that prints and changes the settings of a case: settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import print_json, print_table

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@case_option
@json_option
@click.option("--who", envvar="WHOSAYS_WHO", help="Who decides (default: the login name).")
@click.argument("name", required=False)
@click.argument("value", required=False)
def settings(case_dir: Path | None, as_json: bool, who: str | None, name: str | None, value: str | None) -> None:
    """Print the settings of the case, or set NAME to VALUE.

    A setting holds for what is read from then on; run `whosays add` again on the same files to read them by it.
    """
    from whosays.case.settings import SETTINGS, NoSuchSetting

    with open_case(case_dir) as case:
        if name is not None and value is not None:
            case.set(name, value, who=who)
        held = case.settings()
    if name is not None and name not in held:
        raise NoSuchSetting(name)
    shown = {one: told for one, told in held.items() if name in (None, one)}
    if as_json:
        print_json(shown)
        return
    helps = {setting.name: setting.help for setting in SETTINGS}
    print_table((one, told or "(empty)", helps[one]) for one, told in shown.items())
