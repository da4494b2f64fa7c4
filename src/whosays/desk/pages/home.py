"""Home: what is in the case, what waits for a person, what is odd. Activity: who decided what. Settings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages
from whosays.problems import CODES

if TYPE_CHECKING:
    from whosays.desk.app import Desk

pages = Pages()
_LAST = 200


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
    odd: tuple[Odd, ...]
    documents: tuple[tuple[str, str, str | None], ...]


@pages.page("/", "home.html")
def home(desk: Desk) -> Home:
    """Show what is in the case, what waits, what is odd."""
    with desk.ask() as ask:
        problems = Counter(problem.code for problem in ask.view.problems())
        undecided = sum(ask.view.status(claim.id) == "proposed" for claim in ask.claims)
        documents = tuple((doc.id, doc.title or doc.name, doc.date) for doc in ask.documents.values())
        return Home(
            counts=ask.view.stored.counts(),
            waiting=undecided,
            decided=len(ask.claims) - undecided,
            odd=tuple(Odd(code=code, meaning=CODES.get(code, code), times=n) for code, n in problems.most_common()),
            documents=documents[:8],
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

    with desk.ask() as ask:
        made = list(ask.view.judgements())[-_LAST:]
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
                    words=show(ask.view.stored.record(one.record)) if not one.record.startswith("ent-") else one.record,
                )
                for one in reversed(made)
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Problems:
    """Problems with the document of each."""

    problems: tuple[tuple[str, str, str | None, str, int | None], ...]


@pages.page("/problems", "problems.html")
def problems(desk: Desk, code: str | None = None) -> Problems:
    """Show what was odd: code, message, document (id and name), place."""
    with desk.ask() as ask:
        found = ask.view.problems(None, code)
        return Problems(
            problems=tuple(
                (
                    problem.code,
                    problem.message,
                    problem.doc,
                    ask.documents[problem.doc].name if problem.doc in ask.documents else "",
                    problem.at.start if problem.at else None,
                )
                for problem in found
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of the case by name."""

    case: dict[str, str]


@pages.page("/settings", "settings.html")
def settings(desk: Desk) -> Settings:
    """Show the settings of the desk and of the case."""
    return Settings(case=desk.case.settings())
