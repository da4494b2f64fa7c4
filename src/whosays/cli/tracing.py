"""The commands on what claims rest on: trace, unsourced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import count, print_json, print_line, print_table, short

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.case import Case
    from whosays.records import Claim
    from whosays.trace.lineage import Lineage


@click.command()
@case_option
@json_option
@click.option("--check", is_flag=True, help="Print the claim beside each passage that it cites, for you to say what that says.")
@click.argument("claim", metavar="CLAIM")
def trace(case_dir: Path | None, as_json: bool, check: bool, claim: str) -> None:
    """Print what a claim rests on.

    CLAIM is its id, or how that begins. Printed are the claims that state the same, each step to the last known source, how
    many independent origins there are at least and at most, and what is odd: circles, sources that are not in the case, an
    only origin that is the subject itself.
    """
    with open_case(case_dir) as case:
        if check:
            _print_checks(case, claim, as_json=as_json)
            return
        lineage = case.trace(claim)
        if as_json:
            import msgspec

            print_json(msgspec.to_builtins(lineage))
            return
        _print_lineage(lineage)


@click.command()
@case_option
@json_option
@click.argument("doc", metavar="[DOC]", required=False)
def unsourced(case_dir: Path | None, as_json: bool, doc: str | None) -> None:
    """Find claims that give no source.

    Without DOC, one line a document: how many claims cite a note, perhaps cite one, name who said it, and how many give a
    vague source, hide who said it, or give no source. With DOC (its name, its id, or how the id begins), the claims of the
    last three kinds. It finds what a document does not say; that says nothing on whether a claim is true.
    """
    from whosays.analyse.unsourced import KINDS

    with open_case(case_dir) as case:
        found = case.support(doc)
        if as_json:
            import msgspec

            print_json(msgspec.to_builtins(found))
            return
        names = {one.id: one.name for one in case.documents()}
        print_table(
            [("document", *KINDS)]
            + [(names[account.doc], *(str(account.counts.get(kind, 0)) for kind in KINDS)) for account in found]
        )
        if doc is None:
            click.echo("`whosays unsourced DOC` prints the claims", err=True)
            return
        for account in found:
            for one in account.unsourced:
                print_line(f"  {short(one.claim)}  {one.kind:6}  ", f"{one.words}  @{one.start}-{one.end}")


def _print_lineage(lineage: Lineage) -> None:
    print_line("", lineage.verdict)
    printing = _Printing(lineage)
    for version in (lineage.claim, *lineage.versions):
        if version not in printing.told:
            click.echo("")
            printing.print_from(version)


class _Printing:
    """Prints each version with the steps behind it, indented; what was printed before is pointed at."""

    def __init__(self, lineage: Lineage) -> None:
        self.nodes = {node.id: node for node in lineage.nodes}
        self.onward: dict[str, list[tuple[str, str]]] = {}
        self.told: set[str] = set()
        for step in lineage.steps:
            if step.leads:
                sure = "" if step.firm else "perhaps "
                words = f" ({step.words})" if step.words else ""
                self.onward.setdefault(step.a, []).append((f"{sure}{step.how}{words}", step.b))

    def print_from(self, name: str, how: str = "", depth: int = 0) -> None:
        """Print a node and what it rests on. No path is longer than a lineage has nodes."""
        node = self.nodes[name]
        mark = f"{short(name)}  " if node.kind == "claim" else "" if how.endswith(node.kind) else f"{node.kind}: "
        again = " (see above)" if name in self.told and self.onward.get(name) else ""
        place = f"  {node.place}" if node.place else ""
        print_line("    " * min(depth, 12), f"{f'← {how}: ' if how else ''}{mark}{node.words}{place}{again}")
        if name not in self.told:
            self.told.add(name)
            for step, after in self.onward.get(name, ()):
                self.print_from(after, step, depth + 1)


def _print_checks(case: Case, words: str, *, as_json: bool) -> None:
    claim = case.claim(words)
    checks = case.check_support(words)
    if as_json:
        import msgspec

        print_json([{**msgspec.to_builtins(one), "document": one.document.id if one.document else None} for one in checks])
        return
    print_line("claim:  ", f"{_words(claim)}  {short(claim.id)}")
    for one in checks:
        support = one.link.support or "not checked"
        note = " ".join(one.note.note.text.split()) if one.note.note else f"note {one.note.number}"
        click.echo("")
        print_line("cited:  ", f"note {one.note.number}  {note}")
        if one.document is None:
            print_line("says:   ", "the source is not in the case; add it with `whosays add ADDRESS`")
        elif not one.passages:
            print_line("says:   ", f"no claim in {one.document.name} is proposed as the same; read it with `whosays passages`")
        else:
            for at in one.passages:
                print_line("says:   ", f"{' '.join(at.text.split())}  {one.document.name} @{at.start}-{at.end}")
        print_line(f"{short(one.link.id)}  ", support)
    if checks:
        click.echo("whosays judge edit LINK support=says-it|says-part|does-not-say-it|cannot-be-reached", err=True)
    else:
        click.echo(f"{count(0, 'note')}: the claim cites nothing", err=True)


def _words(claim: Claim) -> str:
    return " … ".join(" ".join(at.text.split()) for at in claim.content)
