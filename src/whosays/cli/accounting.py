"""The command that prints a document on one page: account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import count, on_screen, print_json, print_line, short

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.analyse.account import DocumentAccount

_TOLD = {
    "cited": "with a note",
    "perhaps": "perhaps with a note",
    "named": "said by somebody who is named",
    "vague": "with a vague source",
    "hidden": "without saying whose they are",
    "none": "stated by the author, without a source",
}


@click.command()
@case_option
@json_option
@click.option("--all", "everything", is_flag=True, help="Print every claim, and not the first five of each kind.")
@click.argument("doc", metavar="DOC")
def account(case_dir: Path | None, as_json: bool, everything: bool, doc: str) -> None:
    """Print a document on one page.

    The claims of DOC by what they rest on, who holds them, its notes, passages that other documents have too, and what is odd.
    It says what a document shows of its sources; whether its claims are true, it does not say.
    """
    with open_case(case_dir) as case:
        with case.analysing() as ask:
            found = ask.account(doc)
        if as_json:
            import msgspec

            print_json(msgspec.to_builtins(found))
            return
        _print_account(found, most=None if everything else 5)


def _print_account(found: DocumentAccount, *, most: int | None) -> None:
    doc = found.document
    by = doc.author or doc.publisher
    click.echo(on_screen(f"{doc.title or doc.name}{f', {by}' if by else ''}, {doc.date or 'no date'}"))
    claims = sum(len(standing.claims) for standing in found.standings)
    printed, sourced = found.notes
    click.echo(f"{count(claims, 'claim')}, {found.hedged} with a hedge; {count(printed, 'note')}, {sourced} with a source")
    for standing in found.standings:
        click.echo(f"\n{_TOLD[standing.footing]}: {len(standing.claims)}")
        for claim in standing.claims[:most]:
            words = " … ".join(" ".join(at.text.split()) for at in claim.content)
            notes = f"  [{', '.join(map(str, claim.cites))}]" if claim.cites else ""
            print_line(f"  {short(claim.id)}  ", f"{words}{notes}")
        if most is not None and len(standing.claims) > most:
            click.echo(f"  … {len(standing.claims) - most} more (--all)")
    click.echo("\nwhose they are")
    for holder, times in found.holders[:most]:
        print_line("  ", f"{holder or 'the author, or not said'}  {times}×")
    if found.shared:
        click.echo("\nshared with other documents")
        for link in found.shared[:most]:
            print_line(f"  {short(link.id)}  ", link.reason or link.kind)
    if found.problems:
        click.echo("\nwhat is odd")
        for code, times in found.problems:
            click.echo(f"  {code}  {times}×")
