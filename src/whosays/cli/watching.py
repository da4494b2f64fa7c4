"""The command that visits addresses again and tells what became of them: watch."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

import click

from whosays.cli.comparing import to_json as comparison_json
from whosays.cli.comparing import told
from whosays.cli.options import case_option, json_option, loopback_option, open_case, web_of
from whosays.cli.printing import count, on_screen, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from whosays.case.intake.watching import Watched
    from whosays.records import VisitOutcome

_ORDER: tuple[VisitOutcome, ...] = ("first", "same", "changed", "moved", "gone", "failed")
_COMPARED = ("words", "fields", "furniture")  # told in full by the comparison below them


@click.command()
@case_option
@json_option
@click.option("--jobs", type=click.IntRange(1), help="How many processes read (default: one a core; 1: none of its own).")
@click.option("--timeout", type=click.FloatRange(1), default=300.0, show_default=True, help="Seconds for reading one document.")
@click.option(
    "--limit", type=click.IntRange(0), default=50, show_default=True, help="New addresses of one feed to visit at most."
)
@loopback_option
@click.argument("urls", metavar="[URL…]", nargs=-1)
def watch(  # noqa: PLR0917  # click gives them by name
    case_dir: Path | None,
    as_json: bool,
    jobs: int | None,
    timeout: float,
    limit: int,
    loopback_for_tests: bool,
    urls: tuple[str, ...],
) -> None:
    """Visit addresses again, and tell what became of each.

    Without a URL, every address is visited that was visited before. What an address gave is compared with what it gave
    the last time: it is the same, changed, moved or gone; where it could not be asked, it has failed, which says nothing of
    the page. An address that answers with a feed (RSS, Atom, JSON Feed, sitemap) is read as one: what is new in it is
    visited and captured too.
    """
    found: list[Watched] = []
    with open_case(case_dir) as case:
        web = web_of(case, loopback=loopback_for_tests)
        for watched in case.watch(urls, limit=limit, jobs=jobs, timeout=timeout, web=web, on_visit=_visiting):
            found.append(watched)
            for line in [] if as_json else _lines(watched):
                click.echo(line)
    if as_json:
        print_json([_json(watched) for watched in found])
        return
    outcomes = Counter(watched.visit.outcome for watched in found)
    counts = ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in _ORDER if outcomes[outcome])
    click.echo(f"{count(len(found), 'address', 'addresses')} visited: {counts}", err=True)


def _visiting(url: str, waiting: int) -> None:
    """Say which address is asked, where somebody looks on."""
    if sys.stderr.isatty():
        behind = f" ({waiting:,} more)" if waiting else ""
        click.echo(on_screen(f"visiting {url}{behind}"), err=True)


def _lines(watched: Watched) -> Iterator[str]:
    visit = watched.visit
    yield on_screen(f"{visit.outcome:8}  {visit.url}")
    if visit.outcome == "first" and watched.title:
        yield on_screen(f"          {watched.title}")
    if watched.feed:
        yield on_screen(f"          named by {watched.feed}")
    comparison = watched.comparison if visit.outcome in ("changed", "moved") else None
    for reason in watched.reasons:
        if comparison is None or reason.code not in _COMPARED:
            yield on_screen(f"          {reason.said}")
    for problem in watched.problems:
        yield on_screen(f"          {problem.code}: {problem.message}")
    if comparison:
        yield from (f"    {line}".rstrip() for line in told(comparison))
        yield ""


def _json(watched: Watched) -> dict[str, object]:
    import msgspec

    fields: dict[str, object] = msgspec.to_builtins(watched)
    return fields | {"comparison": comparison_json(watched.comparison) if watched.comparison else None}
