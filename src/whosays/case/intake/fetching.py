"""Addresses among what is added: each is visited, what it gives is kept and read like a file, and the visit is on record.

An address that was visited before is visited again, and the case holds both. What could not be captured is a Problem, and the
other addresses are visited all the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.case.intake.watching import Watching
from whosays.errors import WhosaysError
from whosays.problems import make_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from whosays.capture.files import Given
    from whosays.capture.web import Fetched
    from whosays.case.intake.adding import Adding
    from whosays.case.intake.watching import Watched

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# New addresses of one feed that are visited in one go, as many as `watch` takes.
_OF_FEED = 50


class NothingCaptured(WhosaysError):
    """None of the addresses that the user named gave anything, and nothing else was named."""

    code = "nothing-captured"

    def __init__(self, why: str) -> None:
        super().__init__(f"nothing could be captured: {why}")


def is_address(wanted: Path | str | Given) -> bool:
    """Ask whether what the user wants to add is an address, and no path."""
    return isinstance(wanted, str) and _ADDRESS.match(wanted) is not None


def add_addresses(
    adding: Adding, urls: Sequence[str], fetch: Callable[[str], Fetched], *, jobs: int | None, timeout: float
) -> None:
    """Visit addresses, and put what they give to what was added."""
    tally = adding.tally
    urls = list(dict.fromkeys(urls))
    tally.total += len(urls)

    def tell(url: str, _: int) -> None:
        if adding.on_progress:
            adding.on_progress(adding.progress(url))

    watching = Watching(adding.store, fetch, limit=_OF_FEED, jobs=jobs, timeout=timeout, on_visit=tell, adding=adding)
    for watched in watching.watch(urls):
        tally.done += watched.feed is None
        tally.problems.extend(watched.problems)
        _note(adding, watched)
    adding.tell_done()


def _note(adding: Adding, watched: Watched) -> None:
    """Keep why an address could not be captured, and say what became of one that was visited before."""
    visit = watched.visit
    failed = visit.outcome == "failed" or (visit.outcome == "gone" and visit.previous is None)
    problems = [make_problem("fetch-failed", f"{visit.url}: {visit.note}")] if failed else []
    if problems:
        with adding.store.write() as writer:
            writer.put_problems(problems, about=visit.source)
    adding.tally.captured += visit.capture is not None
    adding.tally.problems.extend(problems)
    if visit.previous is not None and not failed:
        adding.tally.untold.append(f"{visit.url} was visited before; it is {visit.outcome}")
