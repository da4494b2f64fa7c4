"""What a case holds around one name: the questions of `case.asking.analysing`, asked of the records near it instead of all.

Of a name that is everywhere only the first records are looked at, so that the answer is there at once; how many these were is
told (`Near.claims`).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from whosays.anchors import anchors_of
from whosays.named_at import NamedAt
from whosays.records import DocumentId, Entry, Mention

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from whosays.analyse.dossier import Dossier
    from whosays.analyse.timeline import Moment
    from whosays.analyse.together import Together
    from whosays.case.whole import WholeView
    from whosays.records import Claim, Entity, Event

# What is looked at of a name that is everywhere. A page of it is ready in a tenth of a second.
MOST_CLAIMS, MOST_PLACES, MOST_DOCUMENTS = 150, 600, 15
MOST_PASSAGES = 100
_BEGINNING = 12_000
_CLOSE = 2_000  # characters: to ask for these too takes less than to ask twice
Stretch = tuple[DocumentId, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """What stands around a name: of so many `claims`, in these `documents`; `places` counts where it is named."""

    claims: int
    places: int
    dossier: Dossier
    timeline: tuple[Moment, ...]
    together: tuple[Together, ...]
    documents: tuple[DocumentId, ...]


def look_near(view: WholeView, entity: Entity, claims: Collection[Claim]) -> Near:
    """Return what stands around a name.

    Args:
        view: the case, with names as they were put together last.
        entity: the name.
        claims: claims that it holds or that are about it, in document order.
    """
    from whosays.analyse.dossier import make_dossier
    from whosays.analyse.timeline import make_timeline
    from whosays.analyse.together import stand_together

    lookup = view.stored.lookup
    atoms = lookup.names.atoms_of(entity.id)
    mentions = [one for one in lookup.names.members(atoms, kind="mention", limit=MOST_PLACES) if isinstance(one, Mention)]
    rows = [one for one in lookup.names.members(atoms, kind="entry", limit=MOST_PLACES) if isinstance(one, Entry)]
    homes = _most_in((*(one.at.doc for one in rows), *(one.at.doc for one in mentions)), MOST_DOCUMENTS)
    told = [*dict.fromkeys(claim.doc for claim in claims)][:MOST_DOCUMENTS]
    inside = [claim for claim in claims if claim.doc in set(told)]
    near = tuple(dict.fromkeys((*told, *homes)))
    named = named_in(view, _stretches(near, inside))
    events = [event for doc in near for event in view.events(doc) if view.status(event.id) != "rejected"]
    mine = [event for event in events if _has_part(event, entity, named)]
    whole = replace(entity, members=(*(mention.id for mention in mentions), *(row.id for row in rows)))
    lists = {row.list for row in rows if row.at.doc in set(homes)}
    return Near(
        claims=len(inside),
        places=lookup.names.times(atoms),
        dossier=make_dossier(whole, named=named, claims=inside, mentions=mentions, entries=rows, events=mine),
        timeline=make_timeline(claims=inside, events=mine),
        together=stand_together(
            entity.id,
            named=named,
            entries=[row for one in sorted(lists) for row in lookup.rows_of(one, limit=MOST_PLACES)],
            passages=(passage for doc in homes for passage in lookup.shelf.passages(doc, start=0, limit=MOST_PASSAGES)),
        ),
        documents=tuple(dict.fromkeys((*near, *(row.at.doc for row in rows)))),
    )


def _has_part(event: Event, entity: Entity, named: NamedAt) -> bool:
    places = [event.at, *(role.at for role in event.roles)]
    return any((one := named.at(at)) is not None and one.id == entity.id for at in places)


def _stretches(docs: Iterable[DocumentId], claims: Iterable[Claim]) -> list[Stretch]:
    """Return what is looked at of each document: its beginning, and where the claims stand."""
    found = [(doc, 0, _BEGINNING) for doc in docs]
    for claim in claims:
        places = anchors_of(claim)
        found.append((claim.doc, min(at.start for at in places), max(at.end for at in places)))
    return found


def named_in(view: WholeView, stretches: Iterable[Stretch]) -> NamedAt:
    """Return who is named where in stretches of documents, which may overlap."""
    lookup = view.stored.lookup
    found = [one for doc, start, end in _apart(stretches) for one in lookup.names.named_between(doc, start, end)]
    mentions = [one for one in found if isinstance(one, Mention)]
    entries = [one for one in found if isinstance(one, Entry)]
    members = [*(mention.id for mention in mentions), *(entry.id for entry in entries)]
    lines = view.stored.lookup.names.entity_of(members)
    return NamedAt({record: line.entity() for record, line in lines.items()}, mentions, entries)


def _apart(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Return stretches that do not overlap; those that are close to each other become one."""
    found: list[Stretch] = []
    for doc, start, end in sorted(stretches):
        if found and found[-1][0] == doc and start <= found[-1][2] + _CLOSE:
            found[-1] = doc, found[-1][1], max(found[-1][2], end)
        else:
            found.append((doc, start, end))
    return found


def _most_in(docs: Iterable[DocumentId], most: int) -> list[DocumentId]:
    """Return the documents that come most often, at most so many."""
    return [doc for doc, _ in Counter(docs).most_common(most)]
