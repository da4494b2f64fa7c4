"""A case as people left it: their edits applied, and entities made of what stands and of their decisions on who is who."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

from whosays.records import Judgement, meant_ids
from whosays.resolve.contradictions import CODE as CONTRADICTION
from whosays.resolve.exact import propose_apart
from whosays.resolve.identity import Joined, join, split_members, standing_on_two

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from whosays.records import (
        Capture,
        Citation,
        Claim,
        Document,
        DocumentId,
        Entity,
        EntityId,
        Entry,
        Event,
        Link,
        Mention,
        Passage,
        Problem,
        Run,
        Source,
        Visit,
    )
    from whosays.reports import Report
    from whosays.resolve.exact import Apart
    from whosays.store.view import View

T = TypeVar("T", "Mention", "Claim", "Citation", "Entry", "Event", "Link")


class WholeView:
    """The store's view with every record as people left it, and entities. It closes the view that it was made of."""

    def __init__(self, view: View, *, kept: bool = False, proposed: Apart | None = None) -> None:
        """Look at a case.

        Args:
            view: the store's view, which is closed with this one.
            kept: take the names as they were when all documents were last put together, instead of putting them together anew.
            proposed: the entities as they are proposed, where they were put together just before (`PutTogether`).
        """
        self.stored = view
        if proposed is not None:
            self.proposed = proposed
        self._kept = kept

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stored.close()

    def captures(self) -> Iterator[Capture]:
        """Yield the captures by name and id."""
        return self.stored.captures()

    def visits(self) -> Iterator[Visit]:
        """Yield the visits in the order in which they were made."""
        return self.stored.visits()

    def sources(self) -> Iterator[Source]:
        """Yield the sources."""
        return self.stored.sources()

    def documents(self) -> Iterator[Document]:
        """Yield the documents by name and id."""
        return self.stored.documents()

    def document(self, doc: DocumentId) -> Document:
        """Return one document by its whole id."""
        return self.stored.document(doc)

    def unread_capture(self, words: str) -> Capture | None:
        """Return the one capture without a document that goes by these words: its name, its id, or how the id begins."""
        read = {doc.capture for doc in self.documents()}
        named = [
            capture
            for capture in self.stored.captures()
            if capture.id not in read and (capture.name == words or meant_ids(words, [capture.id]))
        ]
        return named[0] if len(named) == 1 else None

    def passages(self, doc: DocumentId | None = None) -> Iterator[Passage]:
        """Yield passages in reading order."""
        return self.stored.passages(doc)

    def mentions(self, doc: DocumentId | None = None) -> Iterator[Mention]:
        """Yield mentions."""
        return self._left(self.stored.mentions(doc))

    def claims(self, doc: DocumentId | None = None) -> Iterator[Claim]:
        """Yield claims."""
        return self._left(self.stored.claims(doc))

    def citations(self, doc: DocumentId | None = None) -> Iterator[Citation]:
        """Yield citations."""
        return self._left(self.stored.citations(doc))

    def entries(self, doc: DocumentId | None = None) -> Iterator[Entry]:
        """Yield entries of lists."""
        return self._left(self.stored.entries(doc))

    def events(self, doc: DocumentId | None = None) -> Iterator[Event]:
        """Yield events."""
        return self._left(self.stored.events(doc))

    def links(self, doc: DocumentId | None = None) -> Iterator[Link]:
        """Yield links; of the proposals that two names are one, those that wait for a decision."""
        return self.who.still_open(self._left(self.stored.links(doc)))

    def problems(self, doc: DocumentId | None = None, code: str | None = None) -> Iterator[Problem]:
        """Yield problems, those of no document last: among them what people decided on who is who that cannot all hold."""
        yield from self.stored.problems(doc, code)
        if doc is None and code in {None, CONTRADICTION} and self.decisions:
            yield from self.who.problems

    def judgements(self, record: str | None = None) -> Iterator[Judgement]:
        """Yield judgements in the order in which they were made; without `record`, those on records that the view yields.

        Left out are judgements that were taken back on what is no longer proposed, and those on words that are gone; what was
        hidden stays hidden, so those that hide are there whatever became of the record.
        """
        made = list(self.stored.judgements(record))
        hidden = {one.record for one in made if one.decision == "hide"}
        hiding = ("hide", "undo")
        return (
            one
            for one in made
            if record is not None or (one.decision in hiding and one.record in hidden) or self._is_shown(one.record)
        )

    def reports(self) -> Iterator[Report]:
        """Yield the reports as they stand, in the order in which they were begun."""
        return self.stored.reports()

    def status(self, record: str) -> str:
        """Return "proposed", or what people decided on a record."""
        return self.stored.status(record)

    def run_of(self, record: str) -> Run | None:
        """Return the run that proposed a record last; None for what a reader found or a person marked."""
        return self.stored.run_of(record)

    def entities(self) -> tuple[Entity, ...]:
        """Return the entities of the mentions and entries that nobody has rejected."""
        return self.who.entities

    @cached_property
    def decisions(self) -> tuple[Judgement, ...]:
        """The decisions on who is who that stand, oldest first."""
        return tuple(standing_on_two(self.stored.lookup.judgements_on_two()))

    @cached_property
    def who(self) -> Joined:
        """Who is who, by what is proposed and what people decided."""
        if self._kept:
            return Joined(self.stored.lookup.names.atoms(), self.decisions)
        return join(self.proposed, self.decisions)

    @cached_property
    def proposed(self) -> Apart:
        """The entities as they are proposed, before what people decided of who is who."""
        return self._proposed(with_rejected=False)

    def members_in(self, doc: DocumentId) -> set[str]:
        """Return the ids of what a document holds that can belong to an entity."""
        return {mention.id for mention in self.mentions(doc)} | {entry.id for entry in self.entries(doc)}

    def entities_only_in(self, doc: DocumentId) -> Iterator[EntityId]:
        """Yield the ids of entities, as proposed and as judged, that have all their members in one document.

        Those of rejected members are among them, so that what was decided on them goes with the document as well.
        """
        of_it = self.members_in(doc)
        members: dict[EntityId, set[str]] = defaultdict(set)
        for apart in (self._proposed(with_rejected=True), self.proposed):
            for atom in apart.entities:
                members[atom.id] |= {*atom.members}
            for member, atom_id in apart.left.items():
                members[atom_id].add(member)
        for entity in self.entities():
            members[entity.id] |= {*entity.members}
        return (one for one, all_of_it in members.items() if of_it.issuperset(all_of_it))

    def _proposed(self, *, with_rejected: bool) -> Apart:
        mentions = [m for m in self.mentions() if with_rejected or self.status(m.id) != "rejected"]
        entries = [e for e in self.entries() if with_rejected or self.status(e.id) != "rejected"]
        return propose_apart(mentions, entries, split_members(self.decisions))

    def _is_shown(self, record: str) -> bool:
        return self.stored.is_shown(record) or (record.startswith("ent-") and self.who.find(record) is not None)

    def _left(self, records: Iterable[T]) -> Iterator[T]:
        return (self.stored.current(record) for record in records)
