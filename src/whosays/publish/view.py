"""What every export asks of a case, and the one order in which records leave it, each anchor checked on the way.

The order is document name, place, id: the same documents give the same files from any case folder on any machine. Documents are
asked for one after the other, so that memory is that of the largest one, plus the ids of what belongs to an entity.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol, cast, runtime_checkable

from whosays.anchors import BadAnchor, Cutter, anchors_of
from whosays.named_at import NamedAt, by_member

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from whosays.records import (
        Anchor,
        Capture,
        Citation,
        Claim,
        Document,
        DocumentId,
        Entity,
        Entry,
        Event,
        Judgement,
        Link,
        Mention,
        Passage,
        Problem,
        Record,
        Run,
        Source,
        Visit,
    )
    from whosays.reports import Report

Kind = Literal[
    "captures", "visits", "documents", "passages", "mentions", "entities", "claims", "citations", "entries", "events",
    "sources", "links", "judgements", "problems",
]  # fmt: skip
_BY_DOCUMENT = frozenset({"passages", "mentions", "claims", "citations", "entries", "events"})
KINDS: tuple[Kind, ...] = (
    "captures", "visits", "documents", "passages", "mentions", "entities", "claims", "citations", "entries", "events",
    "sources", "links", "judgements", "problems",
)  # fmt: skip


_KEPT = 8  # documents whose mentions are in memory: a holder may lead to another document


class CaseView(Protocol):
    """A read-only view of a case, as it stands after judgements. Only documents have to come in order."""

    def captures(self) -> Iterable[Capture]:
        """Return the captures of the case."""

    def visits(self) -> Iterable[Visit]:
        """Return the visits to addresses, and what came back."""

    def documents(self) -> Iterable[Document]:
        """Return the documents by name and id."""

    def passages(self, doc: DocumentId) -> Iterable[Passage]:
        """Return the passages of a document."""

    def mentions(self, doc: DocumentId) -> Iterable[Mention]:
        """Return the mentions in a document."""

    def claims(self, doc: DocumentId) -> Iterable[Claim]:
        """Return the claims of a document."""

    def citations(self, doc: DocumentId) -> Iterable[Citation]:
        """Return the citations of a document."""

    def entries(self, doc: DocumentId) -> Iterable[Entry]:
        """Return the entries of a document's lists."""

    def events(self, doc: DocumentId) -> Iterable[Event]:
        """Return the events in a document."""

    def entities(self) -> Iterable[Entity]:
        """Return the entities of the case; `members` are ids of mentions and entries."""

    def sources(self) -> Iterable[Source]:
        """Return the sources that documents cite, link to or come from."""

    def links(self) -> Iterable[Link]:
        """Return all links, candidates included."""

    def judgements(self) -> Iterable[Judgement]:
        """Return all judgements ever made."""

    def problems(self) -> Iterable[Problem]:
        """Return all problems, of documents and of none."""

    def status(self, record: str) -> str:
        """Return what people decided on a record, by its id: "proposed" where nobody has."""


@runtime_checkable
class HasReports(Protocol):
    """A view of a case in which people write reports."""

    def reports(self) -> Iterable[Report]:
        """Return the reports as they stand."""


@runtime_checkable
class HasRuns(Protocol):
    """A view of a case that knows which run proposed a record."""

    def run_of(self, record: str) -> Run | None:
        """Return the run that proposed a record last; None for what a reader found or a person marked."""


class Leaving:
    """The records of a case on their way out: in order, checked against the documents, with the entity at any place.

    Judgements come in the order in which they were made.
    """

    def __init__(self, view: CaseView) -> None:
        self.view = view
        self._names = {doc.id: doc.name for doc in view.documents()}
        self._named: dict[DocumentId, NamedAt] = {}

    def of(self, kind: Kind) -> Iterator[Record]:
        """Yield the records of a kind in order. Raises BadAnchor, at the latest after the last one."""
        if kind == "documents":
            yield from self.view.documents()
            return
        ask = cast("Callable[..., Iterable[Record]]", getattr(self.view, kind))
        elsewhere: list[Anchor] = []
        for doc in self.view.documents() if kind in _BY_DOCUMENT else (None,):
            cutter = Cutter(doc) if doc else None
            records = ask(doc.id) if doc else ask()
            # The last decision holds, whatever the clock of the machine said when it was made.
            for record in records if kind == "judgements" else sorted(records, key=self._order):
                for anchor in anchors_of(record):
                    if cutter and anchor.doc == cutter.doc.id:
                        cutter.check(anchor)
                    else:
                        elsewhere.append(anchor)
                yield record
        self._check(elsewhere)

    def fetched_at(self, capture: Capture) -> str | None:
        """Return when bytes were fetched or when their container says so; None for files of this machine.

        When somebody took a file in is of the clock, not of the record: the same files give the same export.
        """
        at = capture
        while at.method == "member" and at.parent and (above := self._captures.get(at.parent)):
            if above.fetched_at != at.fetched_at:
                return at.fetched_at
            at = above
        return at.fetched_at if at.method == "fetch" else None

    @cached_property
    def _captures(self) -> dict[str, Capture]:
        return {capture.id: capture for capture in self.view.captures()}

    def is_rejected(self, record: str) -> bool:
        """Ask whether a person rejected a record, by its id."""
        return self.view.status(record) == "rejected"

    def standing(self, kind: Kind) -> Iterator[Record]:
        """Yield the records of a kind that nobody rejected, as `of` does."""
        return (record for record in self.of(kind) if not self.is_rejected(record.id))

    def run_of(self, record: str) -> Run | None:
        """Return the run that proposed a record last; None where none is known to have."""
        return self.view.run_of(record) if isinstance(self.view, HasRuns) else None

    def document_name(self, doc: DocumentId | None) -> str:
        """Return a document's name, "" for none."""
        return self._names[doc] if doc else ""

    def entity_of(self, record: str) -> str | None:
        """Return the id of the entity that a mention or entry belongs to."""
        entity = self._entity_of.get(record)
        return entity.id if entity else None

    def entity_at(self, anchor: Anchor) -> str | None:
        """Return the id of the entity whose mention shares most characters with an anchor (of equals, the first)."""
        entity = self._named_in(anchor.doc).at(anchor)
        return entity.id if entity else None

    @cached_property
    def _entity_of(self) -> dict[str, Entity]:
        return by_member(self.view.entities())

    def _named_in(self, doc: DocumentId) -> NamedAt:
        if doc not in self._named:
            if len(self._named) >= _KEPT:
                del self._named[next(iter(self._named))]
            self._named[doc] = NamedAt(self._entity_of, self.view.mentions(doc))
        return self._named[doc]

    def _order(self, record: Record) -> tuple[str, str, int, str, str]:
        first = next(iter(anchors_of(record)), None)
        doc: DocumentId | None = first.doc if first else getattr(record, "doc", None)
        name = self._names.get(doc, "") if doc else getattr(record, "name", None)
        when = getattr(record, "when", None) or ""
        return name or "", doc or "", first.start if first else -1, when, record.id

    def _check(self, anchors: Iterable[Anchor]) -> None:
        """Check anchors in any documents, going through the documents once."""
        by_doc: dict[DocumentId, list[Anchor]] = {}
        for anchor in anchors:
            by_doc.setdefault(anchor.doc, []).append(anchor)
        for doc in self.view.documents() if by_doc else ():
            cutter = Cutter(doc)
            for anchor in by_doc.pop(doc.id, ()):
                cutter.check(anchor)
        for homeless in by_doc.values():
            raise BadAnchor(homeless[0], "")
