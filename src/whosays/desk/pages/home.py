"""Home: what is in the case, what waits for a person, what is odd. Activity: who decided what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages
from whosays.problems import CODES

if TYPE_CHECKING:
    from whosays.desk.app import Desk

pages = Pages()
_LAST = 200
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
    """How much of each kind is in the case, how many claims wait, what is odd, the documents added last."""

    counts: dict[str, int]
    waiting: int
    decided: int
    names_waiting: int
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
            odd=tuple(
                Odd(code=code, meaning=CODES.get(code, code), times=n) for code, n in browse.lookup.sorts("problem").items()
            ),
            documents=tuple((d.id, d.title or d.name, d.date) for d in browse.lookup.shelf.first(limit=_SHOWN)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A judgement with the words of what it is on."""

    id: str
    decision: str
    record: str
    other: str | None
    who: str
    when: str
    note: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """The judgements, latest first."""

    judgements: tuple[Decided, ...]


@pages.page("/activity", "activity.html")
def activity(desk: Desk) -> Activity:
    """Show who decided what, latest first."""
    from whosays.notation import show

    with desk.browse() as browse:
        return Activity(
            judgements=tuple(
                Decided(
                    id=one.id,
                    decision=one.decision,
                    record=one.record,
                    other=one.other,
                    who=one.who,
                    when=one.when,
                    note=one.note,
                    words=browse.who.called(one.record)
                    if one.record.startswith("ent-")
                    else show(browse.view.stored.record(one.record)),
                )
                for one in browse.lookup.judgements(limit=_LAST)
            )
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
