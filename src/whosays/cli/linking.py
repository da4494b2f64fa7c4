"""The command that prints links: what is tied to what, with the words of both sides."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, cast, get_args

import click

from whosays.cli.options import case_option, doc_option, json_option, open_case
from whosays.cli.printing import count, on_screen, print_line, print_records, short
from whosays.records import LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.case.whole import WholeView
    from whosays.records import Anchor, Link

# So much of a passage is printed: its beginning and end. `--json` has all of it.
_HEAD, _TAIL = 160, 80


@click.command()
@case_option
@json_option
@doc_option
@click.option("--kind", type=click.Choice(get_args(LinkKind)), help="Of this kind.")
def links(case_dir: Path | None, as_json: bool, doc: str | None, kind: str | None) -> None:
    """Print what is tied to what, with the words of both sides.

    Notes and the addresses they point to, reused passages, quoted words, holders and their documents, variants of pictures.
    A link is a proposal until somebody decides on it.
    """
    with open_case(case_dir) as case:
        found = case.links(kind=cast("LinkKind | None", kind), doc=doc)
        if as_json:
            print_records(case, found, as_json=True)
            return
        with case.view() as view:
            names = _names(view)
        for number, link in enumerate(found):
            if number:
                click.echo()
            _print_link(link, names)
    click.echo(count(len(found), "link"), err=True)


def _print_link(link: Link, names: dict[str, str]) -> None:
    sides = f"{names.get(link.a, short(link.a))} → {names.get(link.b, short(link.b))}"
    mark = "" if link.status == "candidate" else f"  [{link.status}]"
    print_line(f"{short(link.id)}  ", f"{link.kind}  {sides}{mark}")
    if link.reason:
        print_line("  ", link.reason)
    for name, place, words in _sides(link, names):
        print_line(f"  {on_screen(name)} {place}  ", words)


def _sides(link: Link, names: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield document, place and words of the evidence, pieces of one document together."""
    for doc, pieces in groupby(link.evidence, key=lambda anchor: anchor.doc):
        anchors: list[Anchor] = list(pieces)
        yield (
            names.get(doc, short(doc)),
            ", ".join(f"{at.start}-{at.end}" for at in anchors),
            " […] ".join(_shortened(" ".join(at.text.split())) for at in anchors),
        )


def _shortened(words: str) -> str:
    return words if len(words) <= _HEAD + _TAIL + 9 else f"{words[:_HEAD]} … {words[-_TAIL:]}"


def _names(view: WholeView) -> dict[str, str]:
    """Return what documents, captures and sources are called."""
    names: dict[str, str] = {capture.id: capture.name for capture in view.captures()}
    names.update((source.id, source.url or source.name or source.id) for source in view.sources())
    names.update((doc.id, doc.name) for doc in view.documents())
    return names
