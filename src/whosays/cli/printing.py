"""How records are printed: grouped by document, one line each, calm; or as JSON with the field names of the export."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from whosays.case import Case
    from whosays.records import Record

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"  # Persian cannot be written without them
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_PARTS = re.compile(r"( \| | … |  +)")


def print_json(value: object) -> None:
    """Print one JSON value."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_records(case: Case, records: Sequence[Record], *, as_json: bool, kind: str | None = None) -> None:
    """Print records under the names of their documents, or as a JSON array.

    Args:
        case: where they come from.
        records: in document order.
        as_json: as the export writes them.
        kind: the word that every line would begin with, to be left out.
    """
    from whosays.notation import show
    from whosays.publish.jsonl import to_json
    from whosays.publish.view import Leaving

    with case.view() as view:
        if as_json:
            leaving = Leaving(view)
            print_json([to_json(record, leaving) for record in records])
            return
        names: dict[str, str] = {doc.id: doc.name for doc in view.documents()}
        before: str | None = None
        for record in records:
            name = names.get(document_of(record) or "", "of no document")
            if name != before:
                click.echo(("" if before is None else "\n") + on_screen(name))
                before = name
            line = show(record)
            if kind:
                line = line.removeprefix(f"{kind}  ")
            status = view.status(record.id)
            mark = _weak_mark(record) if status == "proposed" else f"  [{status}]"
            print_line(f"  {short(record.id)}  ", f"{line}{mark}")


def _weak_mark(record: Record) -> str:
    """Return what stands behind a record that nobody has decided on and no parser has backed."""
    from whosays.derived import is_weak_claim
    from whosays.records import Claim

    return "  (weak)" if isinstance(record, Claim) and is_weak_claim(record) else ""


def print_line(label: str, words: str) -> None:
    """Print a line; on a terminal, fold what is too long under itself."""
    if not sys.stdout.isatty():
        click.echo(on_screen(f"{label}{words}"))
        return
    width = shutil.get_terminal_size().columns
    wrapped = textwrap.wrap(
        words, max(width - len(label), 30), break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    for number, line in enumerate(wrapped or [""]):
        click.echo(f"{label if number == 0 else ' ' * len(label)}{on_screen(line)}")


def print_table(rows: Iterable[Sequence[str]], *, gap: int = 2) -> None:
    """Print rows in columns as wide as their longest cell; the last column is as long as it is."""
    table = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    widths = [max((len(cell) for cell in column), default=0) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths[:-1], strict=True)]
        click.echo(on_screen((" " * gap).join([*cells, row[-1]]).rstrip()))


def short(record_id: str) -> str:
    """Return as much of an id as tells it from others in a case of ordinary size; every command takes it."""
    prefix, _, rest = record_id.rpartition("-")
    return f"{prefix}-{rest[:8]}" if prefix else record_id[:12]


def document_of(record: Record) -> str | None:
    """Return the id of the document that a record stands in."""
    from whosays.anchors import anchors_of

    doc = getattr(record, "doc", None)
    return str(doc) if doc else next((anchor.doc for anchor in anchors_of(record)), None)


def count(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 claim", "2 claims"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def on_screen(line: str) -> str:
    """Return a line as it may be printed.

    What cannot be seen is escaped, so that no file name or text can command the terminal. Where a person looks at it,
    right-to-left words are kept from turning the rest of the line round (a file gets the words alone).
    """
    line = "".join(c if c.isprintable() or c in _JOINERS else c.encode("unicode_escape").decode() for c in line)
    if not sys.stdout.isatty() or not _RIGHT_TO_LEFT.search(line):
        return line
    parts = _PARTS.split(line)
    return "".join(f"{_ISOLATE}{part}{_END}" if _RIGHT_TO_LEFT.search(part) else part for part in parts)


def say_count(case: Case, number: int, one: str, many: str | None = None, *, as_json: bool) -> None:
    """Say how many there were, and what to do where there is nothing at all."""
    if as_json:
        return
    if number:
        click.echo(count(number, one, many), err=True)
    else:
        click.echo(f"no {many or one + 's'} found", err=True)
        say_empty(case)


def say_empty(case: Case) -> None:
    """Say what to do where the case has no documents."""
    if not case.documents():
        click.echo(f"the case in {case.folder} has no documents yet; add some with `whosays add PATH`", err=True)
