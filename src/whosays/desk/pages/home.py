"""Home: what is in the case, what waits for a person, what is odd; and the problems that make up the last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages
from whosays.desk.pages.review_dates import DATE_CODES
from whosays.problems import CODES

if TYPE_CHECKING:
    from whosays.desk.app import Desk

pages = Pages()
_SHOWN = 8
_AT_ONCE = 200
_PLURALS = {"entry": "entries"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """A kind of problem: its code, what it means, how often it was met."""

    code: str
    meaning: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """How much of each kind is in the case, how much waits in each queue, what is odd, the documents added last."""

    counts: dict[str, int]
    waiting: int
    decided: int
    names_waiting: int
    rows_waiting: int
    dates_waiting: int
    odd: tuple[Odd, ...]
    documents: tuple[tuple[str, str, str | None], ...]


@pages.page("/", "home.html")
def home(desk: Desk) -> Home:
    """Show what is in the case, what waits, what is odd."""
    with desk.browse() as browse:
        counts = browse.lookup.counts()
        waiting, decided = browse.waiting()
        return Home(
            counts={_PLURALS.get(kind, f"{kind}s"): n for kind, n in counts.items()},
            waiting=waiting,
            decided=decided,
            names_waiting=browse.lookup.names.waiting(),
            rows_waiting=browse.view.stored.count_open_rows(),
            dates_waiting=len(browse.view.stored.open_problems(DATE_CODES)),
            odd=tuple(
                Odd(code=code, meaning=CODES.get(code, code), times=n) for code, n in browse.lookup.sorts("problem").items()
            ),
            documents=tuple((d.id, d.title or d.name, d.date) for d in browse.lookup.shelf.latest(limit=_SHOWN)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems:
    """Some of the problems with the document of each; `more` leads to the next ones."""

    problems: tuple[tuple[str, str, str | None, str, int | None], ...]
    more: int | None


@pages.page("/problems", "problems.html")
def problems(desk: Desk, code: str | None = None, start: int = 0) -> Problems:
    """Show what was odd: code, message, document (id and name), place."""
    start = max(start, 0)
    with desk.browse() as browse:
        found = browse.lookup.problems(code, start=start, limit=_AT_ONCE + 1)
        names = {str(doc): head.name for doc, head in browse.lookup.shelf.heads(one.doc for one in found if one.doc).items()}
    return Problems(
        problems=tuple(
            (one.code, one.message, one.doc, names.get(one.doc or "", ""), one.at.start if one.at else None)
            for one in found[:_AT_ONCE]
        ),
        more=start + _AT_ONCE if len(found) > _AT_ONCE else None,
    )
