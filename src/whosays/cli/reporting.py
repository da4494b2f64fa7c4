"""The command that lists the reports of a case and prints one: reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import count, on_screen, print_json, print_table, short

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@case_option
@json_option
@click.argument("report", required=False, metavar="[REPORT]")
def reports(case_dir: Path | None, as_json: bool, report: str | None) -> None:
    """Print the reports of the case, or REPORT as Markdown.

    REPORT is the id of a report, or how that begins. Claims that were withdrawn or changed since are marked in it. Reports are
    written on the desk (`whosays desk`).
    """
    import msgspec

    from whosays.publish.report import to_markdown

    with open_case(case_dir) as case:
        if report is None:
            found = case.reports()
            if as_json:
                print_json(msgspec.to_builtins(found))
                return
            print_table((short(one.id), one.when[:10], one.who, f"version {one.version}", one.title) for one in found)
            click.echo(count(len(found), "report"), err=True)
            return
        told = case.tell_report(report)
    if as_json:
        print_json(msgspec.to_builtins(told))
        return
    for line in to_markdown(told).splitlines():
        click.echo(on_screen(line))
