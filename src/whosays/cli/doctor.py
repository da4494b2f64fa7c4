"""The command that looks after a case: doctor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.options import json_option
from whosays.cli.printing import count, on_screen, print_json, print_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.case.checkup import Part
    from whosays.case.rescuing import Saved
    from whosays.store.checkup import Finding

_SHOWN = 5  # names of one line


@click.command()
@json_option
@click.option("--quick", is_flag=True, help="Leave out what takes long: bytes of originals, every anchor, the index.")
@click.option(
    "--save",
    "into",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Put what can be read of the damaged CASE into a new case in DIR. CASE is left as it is.",
)
@click.argument("case", metavar="[CASE]", required=False, type=click.Path(path_type=Path))
def doctor(case: Path | None, into: Path | None, quick: bool, as_json: bool) -> int:
    """Print what is installed, and check a case.

    CASE is the folder of a case; without it, only what is installed is told. Nothing in the case is changed. Of each check it
    says "fine", "note" (nothing is lost) or "wrong"; it ends with 1 where something is wrong, or with --save where something is
    lost.
    """
    if into is not None:
        if case is None:
            raise click.UsageError("--save needs the folder of the damaged case: whosays doctor --save DIR CASE")
        return _save(case, into, as_json=as_json)
    from whosays.case.checkup import check, installed

    parts = list(installed())
    findings = list(check(case, quick=quick)) if case else []
    is_wrong = any(part.needed and part.version is None for part in parts) or any(one.state == "wrong" for one in findings)
    if as_json:
        import msgspec

        print_json({"installed": msgspec.to_builtins(parts), "findings": msgspec.to_builtins(findings), "fine": not is_wrong})
        return int(is_wrong)
    _print_parts(parts)
    if case:
        click.echo()
        _print_findings(case, findings)
    return int(is_wrong)


def _print_parts(parts: Iterable[Part]) -> None:
    rows = [(part.kind, part.name, part.version or ("MISSING" if part.needed else "not installed")) for part in parts]
    print_table(rows)


def _print_findings(case: Path, findings: list[Finding]) -> None:
    from whosays.store.base import is_elsewhere

    for one in findings:
        click.echo(on_screen(f"{one.state:5}  {one.check:9}  {one.told}"))
        for place in one.where:
            click.echo(on_screen(f"{'':18}{place}"))
    wrong = sum(one.state == "wrong" for one in findings)
    if wrong and is_elsewhere(case):
        click.echo(f"{count(wrong, 'check')} found something wrong; restore the case from a backup of the server", err=True)
    elif wrong:
        click.echo(
            f"{count(wrong, 'check')} found something wrong; restore the case from a backup, or save what can be read:",
            err=True,
        )
        click.echo(f"  whosays doctor --save NEW-DIR {case}", err=True)
    else:
        click.echo("nothing is wrong with this case", err=True)


def _save(case: Path, into: Path, *, as_json: bool) -> int:
    from whosays.case.rescuing import save

    saved = save(case, into)
    is_whole = not (saved.lost or saved.unread or saved.originals or saved.unreadable or saved.pages or saved.people is False)
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(saved) | {"whole": is_whole})
        return int(not is_whole)
    _print_saved(saved)
    if not is_whole and not saved.kept.get("documents"):
        click.echo(
            f"no document is left in the database; their files may be: whosays add --case {into} {case / 'originals'}", err=True
        )
    click.echo(f"saved into {into}; {case} is as it was", err=True)
    click.echo(f"next: whosays doctor {into}", err=True)
    return int(not is_whole)


def _print_saved(saved: Saved) -> None:
    click.echo("saved: " + (", ".join(f"{number:,} {kind}" for kind, number in saved.kept.items()) or "nothing"))
    if saved.read_again:
        click.echo(on_screen(f"read again from their originals: {_some(saved.read_again)}"))
    for kind, ids in saved.lost.items():
        click.echo(f"lost: {len(ids):,} {kind}")
        for one in ids:
            click.echo(f"    {one}")
    if saved.unread:
        click.echo(on_screen(f"lost with their originals: {_some(saved.unread)}"))
    if saved.originals:
        click.echo(on_screen(f"kept without their originals: {_some(saved.originals)}"))
    if saved.pages:
        told = "cannot be read, or not all of them" if saved.pages > 1 else "cannot be read, or not all of it"
        rows = f" ({count(saved.unreadable, 'row')})" if saved.unreadable else ""
        click.echo(f"{count(saved.pages, 'page')} of the database {told}{rows}; what is lost with them is told above")
        click.echo("as far as an index of the database tells of it")
    if saved.people is False:
        click.echo("the file of people is damaged: make the accounts anew with `whosays people add`")


def _some(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
