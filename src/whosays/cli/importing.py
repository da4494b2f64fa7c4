"""The command that brings in what other tools made: an export, a bibliography, annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from whosays.cli.options import case_option, json_option, open_case
from whosays.cli.printing import count, on_screen, print_json, print_line, print_records, short

if TYPE_CHECKING:
    from whosays.case.intake.importing import Imported

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


_who_option = click.option("--who", metavar="NAME", envvar="WHOSAYS_WHO", help="Who brings it in (default: the login name).")


@click.group("import")
def import_() -> None:
    """Bring in what other tools made: records, sources, annotations.

    What cannot be taken is told, and nothing is guessed. Names of another tool are looked up with `whosays names --match FILE`.
    """


@import_.command()
@case_option
@json_option
@click.option("--anyway", is_flag=True, help="Take the records also where names or statuses come out otherwise than written.")
@click.argument("folder", metavar="DIR", type=_FOLDER)
def record(case_dir: Path | None, as_json: bool, anyway: bool, folder: Path) -> None:
    """Bring the export in the folder DIR back into an empty case.

    DIR is what `whosays export` wrote. Every word is held against its document, and what the case would export is held
    against what was given.
    """
    with open_case(case_dir) as case:
        done = case.import_record(folder, anyway=anyway)
    if as_json:
        _as_json(done)
        return
    _tell_record(done)


@import_.command()
@case_option
@json_option
@_who_option
@click.argument("file", metavar="FILE", type=_FILE)
def sources(case_dir: Path | None, as_json: bool, who: str | None, file: Path) -> None:
    """Take the works of a bibliography as sources, and link the notes that cite them.

    FILE is CSL-JSON, RIS or BibTeX, as Zotero and other programs write it. A note is linked where it prints the address, the
    DOI or the title of a work.
    """
    with open_case(case_dir) as case:
        done = case.import_sources(file, who=who)
    if as_json:
        _as_json(done)
        return
    for source in done.sources:
        notes = done.notes.get(source.id, 0)
        address = f"  {source.url}" if source.url and source.url != source.name else ""
        print_line(f"{short(source.id)}  ", f"{count(notes, 'note')}  {source.name}{address}")
    _tell_untold(done.untold)
    cited = sum(1 for source in done.sources if done.notes.get(source.id))
    click.echo(f"{count(done.works, 'work')}, {count(len(done.sources), 'source')}, {cited:,} of them cited in notes", err=True)


@import_.command("annotations")
@case_option
@json_option
@_who_option
@click.argument("file", metavar="FILE", type=_FILE)
def import_annotations(case_dir: Path | None, as_json: bool, who: str | None, file: Path) -> None:
    """Mark the words of Web Annotations as claims, each by the person who made it.

    FILE is JSON-LD of the W3C model. An annotation whose words do not stand where it says, or at more than one place, is left
    out and told.
    """
    with open_case(case_dir) as case:
        done = case.import_annotations(file, who=who)
        if as_json:
            _as_json(done)
            return
        print_records(case, done.marked, as_json=False)
    _tell_untold(done.untold)
    known = f", {done.known:,} known already" if done.known else ""
    programs = f", {done.by_programs:,} made by programs passed over" if done.by_programs else ""
    click.echo(f"{len(done.marked):,} marked{known}{programs}, {len(done.untold):,} left out", err=True)


def _as_json(done: object) -> None:
    import msgspec

    print_json(msgspec.to_builtins(done))


def _tell_untold(untold: tuple[str, ...]) -> None:
    for line in untold:
        click.echo(on_screen(line), err=True)


def _tell_record(done: Imported) -> None:
    found = done.records
    parts = (
        count(found.get("documents", 0), "document"),
        count(found.get("claims", 0), "claim"),
        count(found.get("mentions", 0), "mention"),
        count(found.get("judgements", 0), "judgement"),
        count(found.get("reports", 0), "report"),
    )
    click.echo(f"brought in: {', '.join(parts)}")
    for differs in done.differs:
        click.echo(f"{differs}; made anew", err=True)
    if without := found.get("captures", 0) - done.originals:
        click.echo(
            f"{count(without, 'file')} came without the original bytes: the text and all that was found is there, but pages"
            " cannot be shown as they look, nor read anew; `whosays add` with the same file brings them",
            err=True,
        )
