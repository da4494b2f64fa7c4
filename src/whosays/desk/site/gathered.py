"""What a published site is made of: the records of a view that nobody rejected, who is named where, what claims rest on.

All of it comes from the view that is given, so what is hidden in that is hidden on the site.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from whosays.desk.cards import ClaimCard, make_card
from whosays.named_at import NamedAt, by_member
from whosays.sources import same_address
from whosays.store.directory import Line
from whosays.store.facts import voice_of
from whosays.store.known_claims import Known
from whosays.trace.rests import Ground, Rests
from whosays.trace.wording import Names, most_named_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from whosays.publish.view import CaseView
    from whosays.records import Anchor, Citation, Claim, DocumentId, Entity, Entry, Event, Link, Mention, Passage
    from whosays.store.judged import Status

R = TypeVar("R", "Mention", "Claim", "Citation", "Entry", "Event")
DECIDED = frozenset({"accepted", "edited"})


class Gathered:
    """The records of a site, in memory."""

    def __init__(self, view: CaseView, *, decided_only: bool = False) -> None:
        """Gather the records.

        Args:
            view: the case, without what is hidden.
            decided_only: leave out claims that nobody has decided on.
        """
        self.view = view
        self.documents = {doc.id: doc for doc in view.documents()}
        docs = list(self.documents)
        self.passages: dict[DocumentId, list[Passage]] = {doc: list(view.passages(doc)) for doc in docs}
        self.mentions = [one for doc in docs for one in self._standing(view.mentions(doc))]
        self.citations = {doc: list(self._standing(view.citations(doc))) for doc in docs}
        self.entries = [one for doc in docs for one in self._standing(view.entries(doc))]
        self.events = [one for doc in docs for one in self._standing(view.events(doc))]
        claims = [one for doc in docs for one in self._standing(view.claims(doc))]
        self.claims: dict[str, Claim] = {
            one.id: one for one in claims if not decided_only or view.status(one.id) in DECIDED
        }  # fmt: skip
        self.entities = tuple(sorted(view.entities(), key=lambda one: (one.name.casefold(), one.kind, one.id)))
        self.entity_of = by_member(self.entities)
        self.named = NamedAt(self.entity_of, self.mentions, self.entries)

    def is_decided(self, claim: str) -> bool:
        """Ask whether a person accepted a claim, as it was found or as they changed it."""
        return self.view.status(claim) in DECIDED

    @cached_property
    def cards(self) -> dict[str, ClaimCard]:
        """Each claim as it is shown."""
        return {one: make_card(self._known(claim)) for one, claim in self.claims.items()}

    @cached_property
    def claims_of(self) -> dict[DocumentId, list[Claim]]:
        """The claims of each document, in the order of the text."""
        found: dict[DocumentId, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            found[claim.doc].append(claim)
        return {doc: sorted(some, key=lambda one: (one.content[0].start, one.id)) for doc, some in found.items()}

    @cached_property
    def of_entity(self) -> dict[str, list[Claim]]:
        """The claims that each entity holds, or that are about it, in the order of the documents."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            holder = self.named.holder(claim.chain[-1].holder) if claim.chain else None
            for one in {entity.id: entity for entity in (*self.named.about(claim), *([holder] if holder else []))}:
                found[one].append(claim)
        return found

    @cached_property
    def mentions_of(self) -> dict[str, list[Mention]]:
        """The mentions of each entity."""
        return self._by_entity(self.mentions)

    @cached_property
    def entries_of(self) -> dict[str, list[Entry]]:
        """The rows of lists of each entity."""
        return self._by_entity(self.entries)

    @cached_property
    def events_of(self) -> dict[str, list[Event]]:
        """The events in which each entity has a role."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            for one in dict.fromkeys(entity.id for role in event.roles if (entity := self.named.at(role.at))):
                found[one].append(event)
        return found

    def _by_entity(self, records: Iterable[R]) -> dict[str, list[R]]:
        found: dict[str, list[R]] = defaultdict(list)
        for record in records:
            if entity := self.entity_of.get(record.id):
                found[entity.id].append(record)
        return found

    @cached_property
    def rests(self) -> Rests:
        """What the claims rest on."""
        addresses: dict[str, set[DocumentId]] = defaultdict(set)
        captured: dict[str, list[str | None]] = {one.id: [one.url] for one in self.view.captures()}
        for visit in self.view.visits():
            if visit.capture in captured:
                captured[visit.capture] += [visit.url, *visit.redirects]
        for doc in self.documents.values():
            for url in filter(None, (doc.url, *captured.get(doc.capture, ()))):
                addresses[same_address(url)].add(doc.id)
        ground = Ground(
            claims={claim.id: claim for claim in self.claims.values()},
            documents=self.documents,
            citations=[cite for several in self.citations.values() for cite in several],
            links=[link for link in map(self._as_judged, self.view.links()) if link.status != "rejected"],
            names=Names(self.mentions, most_named_first(self.entities)),
            addresses={one: tuple(sorted(docs)) for one, docs in addresses.items()},
            urls={one.id: one.url for one in self.view.sources() if one.url},
        )
        return Rests(ground)

    def _as_judged(self, link: Link) -> Link:
        status = self.view.status(link.id)
        if status in {"accepted", "rejected"}:
            return replace(link, status="confirmed" if status == "accepted" else "rejected")
        return link

    def _standing(self, records: Iterable[R]) -> list[R]:
        return [record for record in records if self.view.status(record.id) != "rejected"]

    def _known(self, claim: Claim) -> Known:
        return Known(
            number=0,
            claim=claim,
            doc=self.documents[claim.doc],
            status=cast("Status", self.view.status(claim.id)),
            voice=voice_of(claim, self._entity_at),
            holders=tuple(_line(self.named.holder(step.holder)) for step in claim.chain),
            about=tuple(_line(self.named.at(at)) for at in claim.about),
        )

    def _entity_at(self, at: Anchor) -> str | None:
        entity = self.named.at(at)
        return entity.id if entity else None


def _line(entity: Entity | None) -> Line | None:
    if entity is None:
        return None
    return Line(id=entity.id, kind=entity.kind, name=entity.name, country=entity.country, times=len(entity.members))
