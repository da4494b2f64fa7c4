"""What a case holds of a time, or of a name over time: which moments lie in a span, and what is told of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from whosays.analyse.timeline import Moment
from whosays.derived import published
from whosays.store.held.columns import Named, Wanted
from whosays.store.held.moments import Among

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.case.asking.browsing import Browsing
    from whosays.records import Entity
    from whosays.store.held.moments import Found, Time

_MOST_DOCUMENTS = 60  # in which it is looked at who has a part in an event


def find_times(browse: Browsing, *, since: date = date.min, until: date = date.max, of: Entity | None = None) -> Found:
    """Return the times that may lie in a span: of all, or of what a name holds, of what is about it, and of their documents."""
    return browse.moments.find(since, until, _among(browse, of) if of else None)


def tell_times(browse: Browsing, found: Iterable[tuple[Time, int]]) -> tuple[Moment, ...]:
    """Return what is told of some of the times."""
    wanted = list(found)
    claims = {
        one.number: one
        for one in browse.lookup.claims.known([number for time, number in wanted if time in {"said", "content"}])
    }
    events = browse.lookup.events([number for time, number in wanted if time == "event"])
    documents = browse.lookup.shelf.by_number({number for time, number in wanted if time in {"published", "captured"}})
    told = []
    for time, number in wanted:
        if time in {"said", "content"}:
            claim = claims[number].claim
            words = " … ".join(" ".join(at.text.split()) for at in claim.content)
            when = claim.said if time == "said" else claim.content_time
            told.append(Moment(when=when or "", time=time, record=claim.id, doc=claim.doc, words=words, at=claim.content[0]))
        elif time == "event":
            event = events[number]
            told.append(
                Moment(when=event.when or "", time=time, record=event.id, doc=event.at.doc, words=event.name, at=event.at)
            )
        else:
            doc = documents[number]
            when = published(doc) if time == "published" else browse.view.stored.capture(doc.capture).fetched_at[:10]
            told.append(Moment(when=when or "", time=time, record=doc.id, doc=doc.id, words=doc.title or doc.name))
    return tuple(told)


def _among(browse: Browsing, of: Entity) -> Among:
    """Return what concerns a name: claims that it holds or that are about it, events that it has a part in, their documents."""
    atoms = browse.lookup.names.atoms_of(of.id)
    named = Named(atoms=frozenset(atoms))
    sides = [browse.columns.find(side).claims for side in (Wanted(holder=named), Wanted(about=named))]
    claims = np.unique(np.concatenate(sides))
    beside = browse.lookup.events_beside(atoms, limit=_MOST_DOCUMENTS)
    at = browse.named_near(place for event in beside.values() for place in (event.at, *(role.at for role in event.roles)))
    events = frozenset(
        number
        for number, event in beside.items()
        if any((one := at.at(place)) and one.id == of.id for place in (event.at, *(role.at for role in event.roles)))
    )
    return Among(claims=claims, documents=browse.moments.documents_of(claims, events), events=events)
