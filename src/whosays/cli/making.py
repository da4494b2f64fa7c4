"""The commands that change what is in a case, or write it out: new, add, remove, export."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from whosays.cli.options import case_option, json_option, loopback_option, on_option, open_case, web_of
from whosays.cli.printing import count, on_screen, print_json
from whosays.errors import WhosaysError

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from whosays.case.intake.adding import Added, Progress


class NotConfirmed(WhosaysError):
    """A removal has to be confirmed, and there is nobody to ask."""

    code = "not-confirmed"

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not removed: nobody can be asked here; say --yes")


_FOLDER = click.Path(file_okay=False, path_type=Path)
# The exporters of `plugins`, which is loaded when a command runs.
_FORMATS = [
    "jsonl",
    "csv",
    "xlsx",
    "ftm",
    "csl",
    "graphml",
    "gexf",
    "ics",
    "anno",
    "prov",
]


class _Format(click.Choice[str]):
    """A choice of the built-in formats, and of those that plug-ins bring: looked for only when another name is given."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self.choices:
            from whosays.plugged_in import all_exporters

            names = [exporter.name for exporter in all_exporters()]
            return click.Choice(names).convert(value, param, ctx)
        return super().convert(value, param, ctx)


@click.command()
@json_option
@click.option("--sample", is_flag=True, help="Lay out sample documents in DIR-documents too: an invented case about a river.")
@on_option
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path, on: str | None, sample: bool, as_json: bool) -> None:
    """Make a case in DIR, a new or empty folder."""
    from whosays.case import Case

    Case.new(folder, sample=sample, on=on).close()
    documents = folder.with_name(f"{folder.name}-documents") if sample else None
    if as_json:
        print_json({"case": str(folder), "documents": str(documents) if documents else None})
        return
    click.echo(f"made a case in {folder}", err=True)
    click.echo(f"next: whosays add --case {folder} {documents or 'PATH|URL…'}", err=True)


@click.command()
@case_option
@json_option
@click.option(
    "--jobs", type=click.IntRange(1), help="How many processes (default: one a core; 1: this one, which no --timeout can stop)."
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Read on the workers of a Dask cluster, whose scheduler is at tcp://HOST:PORT or tls://….",
)
@click.option("--timeout", type=click.FloatRange(1), default=300.0, show_default=True, help="Seconds for one document.")
@click.option("--columns", metavar="FIELD=HEADING,…", help="What the columns of tables hold: `name=Organisation,country=Land`.")
@loopback_option
@click.argument("paths", metavar="PATH|URL…", nargs=-1, required=True)
def add(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None,
    as_json: bool,
    jobs: int | None,
    cluster: str | None,
    timeout: float,
    columns: str | None,
    loopback_for_tests: bool,
    paths: tuple[str, ...],
) -> None:
    """Read files, folders and web pages into the case.

    Only what is new is read; files inside of archives and mails are read too. Stop it at any time (Ctrl-C) and run it again to
    go on. An address is visited each time that it is given: what it answers is kept, with the exchange as a WARC file.
    """
    from whosays.case.intake.fetching import NothingCaptured
    from whosays.proof import PROOF
    from whosays.workers import stand_back

    if cluster and jobs:
        raise click.UsageError("--jobs is for this machine: leave it out with --cluster")
    stand_back()
    with open_case(case_dir) as case, _progress() as on_progress:
        web = web_of(case, loopback=loopback_for_tests)
        added = case.add(paths, jobs=jobs, cluster=cluster, timeout=timeout, columns=columns, web=web, on_progress=on_progress)
    if added.captured:
        click.echo(f"{PROOF['hash']} {PROOF['fetch']}", err=True)
    for line in added.untold:
        click.echo(on_screen(line), err=True)
    if as_json:
        print_json(_summary(added))
    else:
        _print_summary(added)
    if added.faults:
        click.echo(added.faults[0].rstrip(), err=True)
        click.echo(
            f"whosays: {count(len(added.faults), 'fault')} of whosays itself (the first is above; `whosays problems --code"
            " reader-crashed` has all); please report it",
            err=True,
        )
        sys.exit(1)
    unfetched = [problem for problem in added.problems if problem.code == "fetch-failed"]
    if unfetched and not (added.captured or added.new or added.known):
        raise NothingCaptured(unfetched[0].message)


@click.command()
@case_option
@json_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.argument("doc", metavar="DOC")
def remove(case_dir: Path | None, as_json: bool, yes: bool, doc: str) -> None:
    """Remove a document and all that rests on it, for good.

    DOC is its name, its id, or how the id begins. What people decided on it goes too.
    """
    with open_case(case_dir) as case:
        name, capture = case.find_source(doc)
        if not yes and as_json and not sys.stdin.isatty():
            raise NotConfirmed(name)
        if not yes:
            click.confirm(f"remove {name} and all that rests on it, for good?", abort=True, err=True)
        removed = case.remove(capture)
    if as_json:
        import msgspec

        print_json({"removed": name} | cast("dict[str, object]", msgspec.to_builtins(removed)))
        return
    parts = (count(removed.passages, "passage"), count(removed.records, "record"), count(removed.judgements, "judgement"))
    click.echo(f"removed {name}: {', '.join(parts)}", err=True)
    if removed.kept_in:
        click.echo(
            "its words are still in the file that it came from, which other documents of the case were made of too", err=True
        )


@click.command()
@case_option
@json_option
@click.option(
    "--format",
    "form",
    type=_Format(_FORMATS),
    default="jsonl",
    show_default=True,
    help="Kind of files; plug-ins may bring more.",
)
@click.option("--with-originals", is_flag=True, help="Write the original files too, each under its SHA-256.")
@click.argument("folder", metavar="DIR", type=_FOLDER)
def export(case_dir: Path | None, as_json: bool, form: str, with_originals: bool, folder: Path) -> None:
    """Write the whole record into the folder DIR.

    As jsonl and csv there is one file a kind of record: documents, claims, and so on; as xlsx they are the sheets of one
    workbook. The other formats are for other programs and cannot carry everything: ftm (FollowTheMoney, for Aleph), csl
    (CSL-JSON, for Zotero), graphml and gexf (the network of names, for Gephi), ics (events, for a calendar). Beside each of
    them left-out.jsonl says what is not in it.
    As anno every claim and name is a Web Annotation, as prov the record's provenance is PROV-O, in JSON-LD and Turtle.
    `whosays import record` brings an export in JSON Lines back into an empty case.
    """
    with open_case(case_dir) as case:
        paths = list(case.export(folder, format=form, originals=with_originals))
    if as_json:
        print_json([str(path) for path in paths])
        return
    for path in paths:
        click.echo(path)


def _progress() -> AbstractContextManager[Callable[[Progress], None] | None]:
    """Return a bar that follows the progress, where somebody sees it."""
    if not sys.stderr.isatty():
        return nullcontext(None)
    from whosays.cli.bar import ProgressBar

    return ProgressBar()


def _summary(added: Added) -> dict[str, object]:
    return {
        "documents": len(added.new),
        "known": added.known,
        "captured": added.captured,
        "records": added.records,
        "problems": len(added.problems),
        "faults": len(added.faults),
        "new": list(added.new),
        "left_out": list(added.untold),
    }


def _print_summary(added: Added) -> None:
    found = added.records
    known = f" ({count(added.known, 'file')} known already)" if added.known else ""
    click.echo(f"{count(len(added.new), 'document')} read{known}")
    if added.new:
        parts = (
            count(found.get("claim", 0), "claim"),
            count(found.get("mention", 0), "mention"),
            count(found.get("citation", 0), "note"),
            count(found.get("entry", 0), "entry", "entries"),
            count(found.get("event", 0), "event"),
        )
        click.echo(f"found: {', '.join(parts)}")
    codes: dict[str, int] = {}
    for problem in added.problems:
        codes[problem.code] = codes.get(problem.code, 0) + 1
    if codes:
        listed = ", ".join(f"{number} {code}" for code, number in sorted(codes.items(), key=lambda pair: (-pair[1], pair[0])))
        click.echo(f"{count(sum(codes.values()), 'problem')}: {listed}")
