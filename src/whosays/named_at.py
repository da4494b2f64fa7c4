"""Who is named at a place of a document: the entity whose mention or row shares most characters with an anchor."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.records import Anchor, Claim, DocumentId, Entity, Entry, Holder, Mention


def by_member(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Return the entity of each member (a mention or an entry), by its id."""
    return {member: entity for entity in entities for member in entity.members}


_Named = tuple[int, int, "Entity"]


class NamedAt:
    """Looks up entities by place. Made once for a question over many claims."""

    def __init__(self, entity_of: Mapping[str, Entity], mentions: Iterable[Mention], entries: Iterable[Entry] = ()) -> None:
        """Sort the places of members of entities.

        Args:
            entity_of: the entity of each member, as `by_member` gives it.
            mentions: all that may be asked for.
            entries: the same, of lists; a row's name is its place.
        """
        self.entity_of = entity_of
        places: dict[DocumentId, list[_Named]] = {}
        for record_id, at in [*((m.id, m.at) for m in mentions), *((e.id, e.name_at) for e in entries)]:
            if entity := self.entity_of.get(record_id):
                places.setdefault(at.doc, []).append((at.start, at.end, entity))
        self._places = {doc: sorted(named, key=lambda one: (one[0], one[1], one[2].id)) for doc, named in places.items()}
        self._starts = {doc: [start for start, _, _ in named] for doc, named in self._places.items()}
        self._longest = {doc: max(end - start for start, end, _ in named) for doc, named in self._places.items()}

    def at(self, anchor: Anchor) -> Entity | None:
        """Return the entity whose name shares most characters with an anchor (of equals, the first)."""
        best, entity = 0, None
        for start, end, named in self._near(anchor):
            shared = min(end, anchor.end) - max(start, anchor.start)
            if shared > best:
                best, entity = shared, named
        return entity

    def within(self, anchor: Anchor) -> list[Entity]:
        """Return the entities named within an anchor, each once, in the order of the text."""
        inside = (named for start, end, named in self._near(anchor) if anchor.start <= start and end <= anchor.end)
        return list({entity.id: entity for entity in inside}.values())

    def about(self, claim: Claim) -> list[Entity]:
        """Return the entities that a claim is about, each once.

        What somebody praises or condemns is the content itself and has no `about`: then those that the content names.
        """
        if claim.about:
            found = [entity for anchor in claim.about if (entity := self.at(anchor))]
        else:
            found = [entity for piece in claim.content for entity in self.within(piece)]
        return list({entity.id: entity for entity in found}.values())

    def holder(self, holder: Holder) -> Entity | None:
        """Return who a holder is: whom the words name, else whom they refer to."""
        for anchor in (holder.at, holder.refers_to):
            if anchor and (entity := self.at(anchor)):
                return entity
        return None

    def _near(self, anchor: Anchor) -> list[_Named]:
        named = self._places.get(anchor.doc)
        if not named:
            return []
        starts, longest = self._starts[anchor.doc], self._longest[anchor.doc]
        return named[bisect_left(starts, anchor.start - longest) : bisect_left(starts, anchor.end)]
