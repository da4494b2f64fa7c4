"""The command that prints names: all of them, some with their places, proposals that two are one, a list looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast, get_args

import click

from whosays.cli.explaining import print_why_name
from whosays.cli.options import case_option, doc_option, json_option, open_case
from whosays.cli.printing import print_json, print_line, print_records, print_table, say_count, short
from whosays.derived import is_weak
from whosays.records import MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from whosays.case import Case
    from whosays.case.judging.matching import Candidate, InPlace, Match, Place
    from whosays.records import Entity


@click.command()
@case_option
@json_option
@doc_option
@click.option("--kind", type=click.Choice(get_args(MentionKind)), help="Of this kind only.")
@click.option("--text", metavar="WORDS", help="With these words in the name.")
@click.option("--mentions", is_flag=True, help="Print every place where something is named.")
@click.option("--candidates", is_flag=True, help="Print the proposals that two names are one, with reasons; with ID: of these.")
@click.option(
    "--match", metavar="FILE", type=click.File("rb"), help="Look up the names in a file (-: typed in): CSV, lines, FtM."
)
@click.option("--column", metavar="NAME", help="With --match: the column of the table that holds the names.")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1), help="With --match: how many hits a name.")
@click.option("--why", metavar="ID", help="Print why this name, or this place of one, is in the record.")
@click.argument("ids", metavar="[ID…]", nargs=-1)
def names(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None,
    as_json: bool,
    doc: str | None,
    kind: str | None,
    text: str | None,
    mentions: bool,
    candidates: bool,
    match: BinaryIO | None,
    column: str | None,
    limit: int,
    why: str | None,
    ids: tuple[str, ...],
) -> None:
    """Print the names in the documents.

    Each entity has its kind, its number of mentions and, where it is known, its country. Names that only one of the small
    models of Arabic or Persian found have "(weak)" behind them. With ID: the places of these names; an id that a name had
    before it was joined leads to it, and so does that of a place.
    """
    _check_together(
        {"--why": why, "--match": match, "--candidates": candidates, "--mentions": mentions},
        {"--doc": doc, "--kind": kind, "--text": text, "ID": ids},
    )
    wanted = cast("MentionKind | None", kind)
    with open_case(case_dir) as case:
        if why is not None:
            print_why_name(case.why_name(why), as_json=as_json)
        elif match is not None:
            _print_matches(case, _read_names(match, column), limit, as_json=as_json)
        elif candidates:
            _print_candidates(case.candidates(ids), as_json=as_json)
        elif ids:
            _print_in_place([case.name(words) for words in ids], as_json=as_json)
        elif mentions:
            places = case.mentions(doc=doc, kind=wanted, text=text)
            print_records(case, places, as_json=as_json)
            say_count(case, len(places), "mention", as_json=as_json)
        else:
            _print_names(case, case.names(doc=doc, kind=wanted, text=text), doc, as_json=as_json)


def _check_together(asked: Mapping[str, object], kept_to: Mapping[str, object]) -> None:
    """Refuse options of which one would be passed over in silence."""
    modes, filters = ([name for name, value in given.items() if value] for given in (asked, kept_to))
    fitting = {"--candidates": {"ID"}, "--mentions": {"--doc", "--kind", "--text"}}.get(modes[0], set()) if modes else {"ID"}
    odd = [name for name in filters if name not in fitting] if modes or "ID" in filters else []
    if len(modes) > 1 or odd:
        raise click.UsageError(f"{' and '.join([*(modes or ['ID']), *odd])} do not go together")


def _print_names(case: Case, found: list[Entity], doc: str | None, *, as_json: bool) -> None:
    if as_json:
        print_records(case, found, as_json=True)
        return
    by = {str(mention.id): mention.by for mention in case.mentions(doc=doc)}
    weak = {e.id for e in found if is_weak(by[m] for m in e.members if m in by)}
    called = {e.id: f"{e.name} (weak)" if e.id in weak else e.name for e in found}
    print_table((short(e.id), e.kind, f"{len(e.members)}×", e.country or "  ", called[e.id]) for e in found)
    say_count(case, len(found), "name", as_json=as_json)


def _print_in_place(found: list[InPlace], *, as_json: bool) -> None:
    if as_json:
        _as_json(found)
        return
    for named in found:
        print_line(f"{short(named.entity.id)}  ", _told(named))
        for ids, label in ((named.entity.part_of, "part of"), (named.entity.parts, "has part")):
            for one in ids:
                print_line(f"  {label}  ", f"{one}")
        _print_places("  ", named.places)


def _print_candidates(found: list[Candidate], *, as_json: bool) -> None:
    if as_json:
        _as_json(found)
        return
    for candidate in found:
        print_line(f"{short(candidate.id)}  ", " | ".join(_told(side, with_id=True) for side in (candidate.a, candidate.b)))
        print_line("  why  ", candidate.reason)
        for side in (candidate.a, candidate.b):
            _print_places("  ", side.places)
    click.echo(f"{len(found):,} to decide: `whosays judge same`, `different`, `part-of` or `not-sure` with the id", err=True)


def _print_matches(case: Case, queries: list[str], limit: int, *, as_json: bool) -> None:
    matches: list[Match] = case.match_names(queries, limit=limit)
    if as_json:
        _as_json(matches)
        return
    for match in matches:
        print_line("", match.query)
        for found in match.found:
            print_line(f"  {short(found.named.entity.id)}  ", f"{_told(found.named)}: {found.reason}")
            _print_places("    ", found.named.places)
        if not match.found:
            print_line("  ", "nothing like it")
    hit = sum(bool(match.found) for match in matches)
    say_count(case, hit, f"of {len(matches):,} names has hits", f"of {len(matches):,} names have hits", as_json=False)


def _read_names(file: BinaryIO, column: str | None) -> list[str]:
    from whosays.case.intake.name_lists import read_name_list

    return read_name_list(file.read(), file.name, column=column)


def _told(named: InPlace, *, with_id: bool = False) -> str:
    entity = named.entity
    about = [entity.kind, *([entity.country] if entity.country else []), f"{named.count}×"]
    return f"{entity.name} ({', '.join([*([short(entity.id)] if with_id else []), *about])})"


def _print_places(indent: str, places: Iterable[Place]) -> None:
    for place in places:
        print_line(f"{indent}{short(place.record)}  ", f"{place.document} @{place.start}-{place.end}  {_flat(place.words)}")


def _flat(words: str) -> str:
    return " ".join(words.split())


def _as_json(found: object) -> None:
    import msgspec

    print_json(msgspec.to_builtins(found))
