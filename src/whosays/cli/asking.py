"""The commands that print the record: documents, claims, lists, notes, events, problems, search (names: `naming`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import click

from whosays.cli.explaining import print_why
from whosays.cli.listing import print_comparison, print_editions, print_register, print_series
from whosays.cli.options import case_option, doc_option, json_option, open_case, status_option
from whosays.cli.printing import print_json, print_line, print_records, print_table, say_count, say_empty, short
from whosays.records import Act, Form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from whosays.case import Case
    from whosays.case.asking.claim_filter import Status
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
            say_empty(case)


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
        say_count(case, len(found), "passage", as_json=as_json)


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
    from whosays.case.asking.claim_filter import ClaimFilter

    with open_case(case_dir) as case:
        if why is not None:
            print_why(case.why(why), as_json=as_json)
            return
        chosen = ClaimFilter(status=cast("Status | None", status), **wanted)  # type: ignore[arg-type]  # click checked the choices
        found = case.claims(chosen)
        print_records(case, found, as_json=as_json, kind="claim")
        say_count(case, len(found), "claim", as_json=as_json)


@click.command()
@case_option
@json_option
@doc_option
@click.option("--list", "name", metavar="LIST", help="The rows of this list only.")
@click.option("--editions", is_flag=True, help="Print the lists themselves: of what, of when, how many rows, whole or excerpt.")
@click.option(
    "--compare", nargs=2, metavar="BEFORE AFTER", help="Print who joined, left and was renamed from one list to another."
)
@click.option("--register", is_flag=True, help="Print everybody who stands in any list, once, with the rows.")
def lists(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None,
    as_json: bool,
    doc: str | None,
    name: str | None,
    editions: bool,
    compare: tuple[str, str] | None,
    register: bool,
) -> None:
    """Print the rows of the lists in the documents.

    BEFORE and AFTER are ids of lists, or documents. Rows are one body where their names are (`whosays judge same`); names that
    are only proposed as one are told as uncertain.
    """
    with open_case(case_dir) as case:
        if compare is not None:
            print_comparison(case, *compare, as_json=as_json)
            return
        if editions or register:
            (print_editions if editions else print_register)(case, as_json=as_json)
            return
        found = case.lists(doc=doc, name=name)
        print_records(case, found, as_json=as_json, kind="entry")
        say_count(case, len(found), "entry", "entries", as_json=as_json)


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
        say_count(case, len(found), "note", as_json=as_json)


@click.command()
@case_option
@json_option
@doc_option
@click.option("--series", is_flag=True, help="Print the events of all documents put together: series, editions, who took part.")
def events(case_dir: Path | None, as_json: bool, doc: str | None, series: bool) -> None:
    """Print what happens at a time."""
    with open_case(case_dir) as case:
        if series:
            print_series(case, as_json=as_json)
            return
        found = case.events(doc=doc)
        print_records(case, found, as_json=as_json, kind="event")
        say_count(case, len(found), "event", as_json=as_json)


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
        say_count(case, len(found), "problem", as_json=as_json)


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
        say_count(case, len(hits), "hit", as_json=as_json)


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
    say_count(case, len(placements), "placed word", as_json=as_json)
