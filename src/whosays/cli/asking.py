"""The commands that print the record: documents, claims, names, lists, notes, events, problems, search."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import click

from whosays.cli.explaining import print_why, print_why_name
from whosays.cli.options import case_option, doc_option, json_option, open_case, status_option
from whosays.cli.printing import count, print_json, print_line, print_records, print_table, short
from whosays.derived import is_weak
from whosays.records import Act, Form, MentionKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whosays.case import Case
    from whosays.case.claim_filter import Status
    from whosays.records import Capture, Document


@click.command()
@case_option
@json_option
def documents(case_dir: Path | None, as_json: bool) -> None:
    """Print the documents of the case."""
    with open_case(case_dir) as case:
        docs = case.documents()
        if as_json:
            print_records(case, docs, as_json=True)
            return
        with case.view() as view:
            captures: dict[str, Capture] = {capture.id: capture for capture in view.captures()}
        print_table(
            (
                short(doc.id),
                doc.name,
                ",".join(doc.languages),
                doc.date or "",
                f"{len(doc.text.split()):,} words",
                _containers(captures, doc),
            )
            for doc in docs
        )
        if not docs:
            _say_empty(case)


@click.command()
@case_option
@json_option
@click.option("--words", is_flag=True, help="Print the words with their places on the page, and how sure text recognition is.")
@click.argument("doc", metavar="DOC")
def passages(case_dir: Path | None, as_json: bool, words: bool, doc: str) -> None:
    """Print what was read of a document.

    The passages of DOC (its name, its id, or how the id begins) with their zones, in reading order.
    """
    with open_case(case_dir) as case:
        if words:
            _print_words(case, doc, as_json=as_json)
            return
        found = case.passages(doc)
        print_records(case, found, as_json=as_json, kind="passage")
        _end(case, len(found), "passage", as_json=as_json)


@click.command()
@case_option
@json_option
@doc_option
@status_option
@click.option("--holder", metavar="WORDS", help="Whose holder has these words in their name.")
@click.option("--about", metavar="WORDS", help="About somebody or something with these words in the name.")
@click.option("--text", metavar="WORDS", help="With these words in the claim.")
@click.option("--form", type=click.Choice(get_args(Form)), help="In this form.")
@click.option("--act", type=click.Choice(get_args(Act)), help="With this act in the chain.")
@click.option("--relation", metavar="NAME", help="That state this relation (founded, member of …); any: that state one.")
@click.option("--hedged/--not-hedged", default=None, help="With a hedge, or without.")
@click.option("--why", metavar="ID", help="Print why this claim is in the record: passage, rule, words, run, judgements.")
def claims(case_dir: Path | None, as_json: bool, why: str | None, status: str | None, **wanted: str | None) -> None:
    """Print who says what about whom.

    Claims in Arabic, Persian and French are found by tables, without a parser. They have "(weak)" behind them until somebody
    has decided on them.
    """
    from whosays.case.claim_filter import ClaimFilter

    with open_case(case_dir) as case:
        if why is not None:
            print_why(case.why(why), as_json=as_json)
            return
        chosen = ClaimFilter(status=cast("Status | None", status), **wanted)  # type: ignore[arg-type]  # click checked the choices
        found = case.claims(chosen)
        print_records(case, found, as_json=as_json, kind="claim")
        _end(case, len(found), "claim", as_json=as_json)


@click.command()
@case_option
@json_option
@doc_option
@click.option("--kind", type=click.Choice(get_args(MentionKind)), help="Of this kind only.")
@click.option("--text", metavar="WORDS", help="With these words in the name.")
@click.option("--mentions", is_flag=True, help="Print every place where something is named.")
@click.option("--why", metavar="ID", help="Print why this name, or this place of one, is in the record.")
def names(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None, as_json: bool, doc: str | None, kind: str | None, text: str | None, mentions: bool, why: str | None
) -> None:
    """Print the names in the documents.

    Each entity has its kind, its number of mentions and, where it is known, its country. Names that only one of the small
    models of Arabic or Persian found have "(weak)" behind them.
    """
    wanted = cast("MentionKind | None", kind)
    with open_case(case_dir) as case:
        if why is not None:
            print_why_name(case.why_name(why), as_json=as_json)
            return
        if mentions:
            places = case.mentions(doc=doc, kind=wanted, text=text)
            print_records(case, places, as_json=as_json)
            _end(case, len(places), "mention", as_json=as_json)
            return
        found = case.names(doc=doc, kind=wanted, text=text)
        if as_json:
            print_records(case, found, as_json=True)
            return
        by = {str(mention.id): mention.by for mention in case.mentions(doc=doc)}
        weak = {e.id for e in found if is_weak(by[m] for m in e.members if m in by)}
        called = {e.id: f"{e.name} (weak)" if e.id in weak else e.name for e in found}
        print_table((short(e.id), e.kind, f"{len(e.members)}×", e.country or "  ", called[e.id]) for e in found)
        _end(case, len(found), "name", as_json=as_json)


@click.command()
@case_option
@json_option
@doc_option
@click.option("--list", "name", metavar="LIST", help="The rows of this list only.")
def lists(case_dir: Path | None, as_json: bool, doc: str | None, name: str | None) -> None:
    """Print the rows of the lists in the documents."""
    with open_case(case_dir) as case:
        found = case.lists(doc=doc, name=name)
        print_records(case, found, as_json=as_json, kind="entry")
        _end(case, len(found), "entry", "entries", as_json=as_json)


@click.command()
@case_option
@json_option
@doc_option
def notes(case_dir: Path | None, as_json: bool, doc: str | None) -> None:
    """Print the footnotes and endnotes.

    Each has the place where it is called and what it points to.
    """
    with open_case(case_dir) as case:
        found = case.notes(doc=doc)
        print_records(case, found, as_json=as_json, kind="note")
        _end(case, len(found), "note", as_json=as_json)


@click.command()
@case_option
@json_option
@doc_option
def events(case_dir: Path | None, as_json: bool, doc: str | None) -> None:
    """Print what happens at a time."""
    with open_case(case_dir) as case:
        found = case.events(doc=doc)
        print_records(case, found, as_json=as_json, kind="event")
        _end(case, len(found), "event", as_json=as_json)


@click.command()
@case_option
@json_option
@doc_option
@click.option("--code", metavar="CODE", help="Of this code only.")
@click.option("--codes", is_flag=True, help="Print what every code means, and end.")
def problems(case_dir: Path | None, as_json: bool, doc: str | None, code: str | None, codes: bool) -> None:
    """Print what is odd about the documents."""
    from whosays.problems import CODES

    if codes:
        print_json(CODES) if as_json else print_table(sorted(CODES.items()))
        return
    if code is not None and code not in CODES:
        raise click.BadParameter(f"there is no code {code!r}; `whosays problems --codes` prints them all", param_hint="--code")
    with open_case(case_dir) as case:
        found = case.problems(doc=doc, code=code)
        print_records(case, found, as_json=as_json, kind="problem")
        _end(case, len(found), "problem", as_json=as_json)


@click.command()
@case_option
@json_option
@doc_option
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many hits at most.")
@click.argument("words", nargs=-1, required=True)
def search(case_dir: Path | None, as_json: bool, doc: str | None, limit: int, words: tuple[str, ...]) -> None:
    """Find WORDS in passages, claims and names.

    All words must occur. Put a "phrase in quotation marks"; a star ends the start of a word (riv*). Letter forms do not matter.
    """
    with open_case(case_dir) as case:
        hits = case.search(" ".join(words), limit=limit, doc=doc)
        if as_json:
            import msgspec

            print_json(msgspec.to_builtins(hits))
            return
        docs = {document.id: document.name for document in case.documents()}
        for hit in hits:
            print_line(f"{short(hit.record)}  {hit.kind:8}", f"{docs[hit.doc]} @{hit.start}-{hit.end}  {hit.snippet}")
        _end(case, len(hits), "hit", as_json=as_json)


def _containers(captures: Mapping[str, Capture], doc: Document) -> str:
    """Return what a document lies in: "in boxes.zip", or nothing."""
    at, names = captures[doc.capture].parent, list[str]()
    while at and at in captures:
        names.append(captures[at].name)
        at = captures[at].parent
    return f"in {' in '.join(names)}" if names else ""


def _print_words(case: Case, words: str, *, as_json: bool) -> None:
    with case.view() as view:
        doc = view.stored.find_document(words)
        placements = view.stored.placements(doc.id)
    if as_json:
        import msgspec

        print_json([{"text": doc.text[p.start : p.end], **msgspec.to_builtins(p)} for p in placements])
        return
    for placed in placements:
        box, sure = placed.box, "" if placed.confidence is None else f"{placed.confidence:4.0%}"
        where = f"page {box.page:<4} {box.left:.3f} {box.top:.3f} {box.right:.3f} {box.bottom:.3f}  {sure:4}"
        print_line(f"{where} ", " ".join(doc.text[placed.start : placed.end].split()))
    _end(case, len(placements), "placed word", as_json=as_json)


def _end(case: Case, number: int, one: str, many: str | None = None, *, as_json: bool) -> None:
    """Say how many there were, and what to do where there is nothing at all."""
    if as_json:
        return
    if number:
        click.echo(count(number, one, many), err=True)
    else:
        click.echo(f"no {many or one + 's'} found", err=True)
        _say_empty(case)


def _say_empty(case: Case) -> None:
    if not case.documents():
        click.echo(f"the case in {case.folder} has no documents yet; add some with `whosays add PATH`", err=True)
