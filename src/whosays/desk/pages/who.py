"""Review of names: two names that may be one, with every reason and the words of both on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from whosays.case.matching import Candidate
    from whosays.desk.app import Desk

pages = Pages()
_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sided:
    """A place of a name, with the words around it."""

    doc: str
    document: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIsWho:
    """The proposal to decide on, how many wait, both sides in place; `following` leads to the next when it is skipped."""

    waiting: int
    at: int
    following: str | None
    proposal: Candidate | None
    sides: tuple[tuple[Sided, ...], ...]


@pages.page("/review/names", "who.html")
def who(desk: Desk, after: str = "") -> WhoIsWho:
    """Show the next two names that may be one; with `after`, the pair behind that proposal (which was skipped)."""
    waiting = desk.case.candidates()
    ids = [str(one.id) for one in waiting]
    at = ids.index(after) + 1 if after in ids else 0
    at = 0 if at >= len(waiting) else at
    chosen = waiting[at] if waiting else None
    with desk.ask() as ask:
        texts = {doc.id: doc.text for doc in ask.documents.values()}
    sides = tuple(
        tuple(
            Sided(
                doc=place.doc,
                document=place.document,
                before=texts[place.doc][max(place.start - 80, 0) : place.start],
                words=place.words,
                after=texts[place.doc][place.end : place.end + 80],
            )
            for place in side.places[:_SHOWN]
        )
        for side in ((chosen.a, chosen.b) if chosen else ())
    )
    return WhoIsWho(
        waiting=len(waiting),
        at=at + 1 if waiting else 0,
        following=str(chosen.id) if chosen else None,
        proposal=chosen,
        sides=sides,
    )
