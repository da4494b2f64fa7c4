"""Review of names: two names that may be one, with every reason and the words of both on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages
from whosays.records import Entry

if TYPE_CHECKING:
    from whosays.case.asking.browsing import Browsing
    from whosays.desk.app import Desk
    from whosays.records import Entity, Judgement

pages = Pages()
_SHOWN, _AROUND = 3, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Sided:
    """A place of a name, with the words around it and the record that stands there."""

    doc: str
    document: str
    before: str
    words: str
    after: str
    record: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two names, and how often it is named."""

    entity: Entity
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The proposal that two names are one, by the id of its link, and why."""

    id: str
    a: Side
    b: Side
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoIsWho:
    """The proposal to decide on, how many wait, both sides in place; `following` leads to the next when it is skipped.

    `last` is the latest decision on who is who that stands.
    """

    waiting: int
    at: int
    following: str | None
    proposal: Proposal | None
    sides: tuple[tuple[Sided, ...], ...]
    last: Judgement | None


@pages.page("/review/names", "who.html")
def who(desk: Desk, after: str = "") -> WhoIsWho:
    """Show the next two names that may be one; with `after`, the pair behind that proposal (which was skipped)."""
    with desk.browse() as browse:
        waiting = browse.lookup.names.waiting()
        chosen = browse.lookup.names.first_waiting(after=after) or browse.lookup.names.first_waiting()
        last = browse.view.decisions[-1] if browse.view.decisions else None
        if chosen is None:
            return WhoIsWho(waiting=0, at=0, following=None, proposal=None, sides=(), last=last)
        sides = [_side(browse, one) for one in (chosen.a, chosen.b)]
        return WhoIsWho(
            waiting=waiting,
            at=browse.lookup.names.place_waiting(chosen),
            following=chosen.link,
            proposal=Proposal(id=chosen.link, a=sides[0][0], b=sides[1][0], reason=chosen.reason),
            sides=(sides[0][1], sides[1][1]),
            last=last,
        )


def _side(browse: Browsing, one: str) -> tuple[Side, tuple[Sided, ...]]:
    """Return one of two names, and its first places with the words around them."""
    entity = browse.find_entity(one)
    atoms = browse.lookup.names.atoms_of(entity.id)
    found = [
        *browse.lookup.names.members(atoms, kind="mention", limit=_SHOWN),
        *browse.lookup.names.members(atoms, kind="entry", limit=_SHOWN),
    ]
    places = {
        (at.doc, at.start): (at, record.id)
        for record in found
        for at in (record.name_at if isinstance(record, Entry) else record.at,)
    }
    shown = []
    for at, record_id in list(places.values())[:_SHOWN]:
        doc = browse.view.document(at.doc)
        shown.append(
            Sided(
                doc=doc.id,
                document=doc.title or doc.name,
                before=doc.text[max(at.start - _AROUND, 0) : at.start],
                words=at.text,
                after=doc.text[at.end : at.end + _AROUND],
                record=record_id,
            )
        )
    return Side(entity=entity, count=browse.lookup.names.times(atoms)), tuple(shown)
