"""What `lists --editions`, `--compare` and `--register` print, and `events --series`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from whosays.cli.printing import count, on_screen, print_json, print_line, print_table, short

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.analyse.registers import Change, Edition, EditionsCompared, Registered
    from whosays.analyse.series import EventEdition, Series
    from whosays.case import Case

# What is told of each row; those that were kept are only counted.
_CHANGES: tuple[Change, ...] = ("joined", "left", "renamed", "uncertain", "not named", "repeated")


def print_editions(case: Case, *, as_json: bool) -> None:
    """Print the lists of the case as editions."""
    with case.analysing() as ask:
        found = ask.editions()
    if as_json:
        _print_json(found)
        return
    print_table(_edition_row(one) for one in found)
    click.echo(count(len(found), "list"), err=True)


def print_comparison(case: Case, before: str, after: str, *, as_json: bool) -> None:
    """Print what became of each row from one list to another."""
    with case.analysing() as ask:
        found = ask.compare_lists(before, after)
    if as_json:
        import msgspec

        print_json(msgspec.to_builtins(found))
        return
    _print_side("before", found.before)
    _print_side("after", found.after)
    for change in _CHANGES:
        rows = found.of(change)
        if rows:
            click.echo(f"\n{change}")
        for one in rows:
            names = " → ".join(f"{row.name} (row {row.row})" for row in (one.before, one.after) if row)
            print_line("  ", f"{names}  {one.reason}" if change in {"renamed", "uncertain"} else names)
    _tell_counts(found)


def print_register(case: Case, *, as_json: bool) -> None:
    """Print every body that stands in any list, once."""
    with case.analysing() as ask:
        found, editions = ask.register(), ask.editions()
    if as_json:
        _print_json(found)
        return
    called = {edition.list: edition.date or edition.document for edition in editions}
    print_table((short(one.entity), one.country or "  ", one.name, _stands_in(one, called)) for one in found)
    click.echo(f"{count(len(found), 'name')} in {count(len(editions), 'list')}", err=True)


def print_series(case: Case, *, as_json: bool) -> None:
    """Print the events of all documents as series with their editions."""
    with case.analysing() as ask:
        found = ask.series()
        names = {str(doc.id): doc.name for doc in ask.documents.values()}
    if as_json:
        _print_json(found)
        return
    for one in found:
        _print_one_series(one, names)
    click.echo(count(len(found), "event or series", "events and series"), err=True)


def _print_one_series(series: Series, names: dict[str, str]) -> None:
    rule = f"  (rule: {', '.join(series.rules)})" if series.rules else ""
    click.echo(on_screen(f"{series.name}{rule}"))
    for edition in series.editions:
        for day in edition.days:
            print_line(f"  {day.when}  ", f"{', '.join(names[doc] for doc in day.documents)}{_beside(edition)}")
    for part in series.parts:
        print_line("  ", f"{part.part}: {part.name}  {short(part.claim)}")


def _beside(edition: EventEdition) -> str:
    told = [f"in {', '.join(edition.places)}"] if edition.places else []
    told += [", ".join(edition.forms)] if edition.forms else []
    told += [f"{part.part}: {part.name} {short(part.claim)}" for part in edition.parts]
    if not edition.agree:
        by_rule = f" (by rule {' or '.join(edition.by_rule)})" if edition.by_rule else ""
        told.append(f"the days do not agree{by_rule}")
    return "".join(f"  | {one}" for one in told)


def _edition_row(one: Edition) -> tuple[str, ...]:
    kind = "excerpt" if one.is_excerpt else ""
    return (
        short(one.list),
        one.date or "no date",
        count(len(one.rows), "row"),
        kind,
        one.document,
        one.heading or one.lead or "",
    )


def _print_side(side: str, edition: Edition) -> None:
    print_line(f"{side}: ", f"{edition.document}, {edition.date or 'no date'}, {count(len(edition.rows), 'row')}")


def _tell_counts(found: EditionsCompared) -> None:
    numbers = [(change, len(found.of(change))) for change in ("kept", *_CHANGES)]
    click.echo(", ".join(f"{number} {change}" for change, number in numbers if number), err=True)


def _stands_in(one: Registered, called: dict[str, str]) -> str:
    return ", ".join(f"{called[row.list]} row {row.row}" for row in one.rows)


def _print_json(found: Sequence[object]) -> None:
    import msgspec

    print_json([msgspec.to_builtins(one) for one in found])
