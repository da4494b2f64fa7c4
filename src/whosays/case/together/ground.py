"""The records that say what one claim rests on, gathered from around it: a large case is not read whole for one lineage.

1. The claims that state the same, over links between claims and words that went from one document into another, until no more
   turn up (`_Around.widen`).
2. The documents behind what these cite: addresses in notes, and links in their words.
3. The notes of the versions' documents, the names in these and in those behind what they cite, and proposals that two of the
   names are one.
   Of other documents around only the claims are read: nothing that a lineage tells comes from their names.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from whosays.derived import overlaps
from whosays.records import Claim, Entity, Source
from whosays.resolve.identity import is_of_names
from whosays.sources import same_address, source_id
from whosays.trace.rests import ALIKE, TAKEN, Ground, Rests, span_of, teller_of
from whosays.trace.wording import Names, folded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from whosays.case.whole import WholeView
    from whosays.records import Citation, ClaimId, Document, DocumentId, Link, Mention
    from whosays.store.directory import Line

R = TypeVar("R", "Claim", "Citation", "Mention")
# Kinds of links that show words of a document.
_SHOWING = (*TAKEN, "links_to")
# Documents that one lineage goes through at most; a claim that stands in more is told of by its first ones.
MOST = 120
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


def gather_near(view: WholeView, claim: Claim) -> Ground:
    """Return the records that say what a claim rests on, as people left them."""
    around = _Around(view, claim)
    around.widen()
    around.follow_sources()
    return around.ground()


def as_judged(view: WholeView, link: Link) -> Link:
    """Return a link with the status that people gave it."""
    status = view.status(link.id)
    if status in ("accepted", "rejected"):
        return replace(link, status="confirmed" if status == "accepted" else "rejected")
    return link


class _Around:
    """Grows the set of documents around a claim. What a document holds is read once."""

    def __init__(self, view: WholeView, claim: Claim) -> None:
        self.view = view
        self.lookup = view.stored.lookup
        self.start = claim
        self.documents: dict[DocumentId, Document] = {}
        self.claims: dict[ClaimId, Claim] = {}
        self.citations: dict[DocumentId, list[Citation]] = {}
        self.links: dict[str, Link] = {}
        self.addresses: dict[str, tuple[DocumentId, ...]] = {}
        self.urls: dict[str, str] = {}
        self._linked: set[str] = set()
        self._made: tuple[tuple[int, ...], Rests] | None = None
        self._take(claim.doc)
        self._take_notes(claim.doc)

    def widen(self) -> None:
        """Take in the documents of claims that state the same, until there are no more."""
        versions: tuple[ClaimId, ...] = ()
        while versions != (found := self._versions()):
            versions = found
            for one in versions:
                self._take_notes(self.claims[one].doc)
                self._take_links(self.claims[one])

    def follow_sources(self) -> None:
        """Take in the documents behind what the versions cite."""
        rests = self._rests()
        for one in rests.versions(self.start.id):
            claim = self.claims[one]
            notes = (rests.note(claim, number) for number in (*claim.cites, *claim.cites_possible))
            cited = [url.url for note in notes if note for url in rests.first_note(note).urls]
            for url in cited:
                self._know(source_id(url))
            addresses = {same_address(url) for url in cited}
            addresses |= {same_address(self.urls[source]) for source in self._linked_sources(claim) if source in self.urls}
            for address, docs in self.lookup.shelf.at_addresses(sorted(addresses)).items():
                for doc in docs:
                    self._take(doc)  # type: ignore[arg-type]  # ids of documents
                self.addresses[address] = tuple(doc for doc in docs if doc in self.documents)  # type: ignore[misc]  # the same
        self.widen()

    def ground(self) -> Ground:
        """Return what was gathered."""
        ground = replace(self._bare(), names=self._names(self._versions()))
        rests = Rests(ground)
        steps = rests.steps(rests.versions(self.start.id))
        named = {one for edge in steps for one in (edge.a, edge.b) if one.startswith("ent-")}
        between = [link for link in self.lookup.links_at(self.lookup.names.atom_ids(named)) if is_of_names(link)]
        open_ones = [as_judged(self.view, link) for link in self.view.who.still_open(between)]
        return replace(ground, links=[*ground.links, *(one for one in open_ones if one.status != "rejected")])

    def _bare(self) -> Ground:
        return Ground(
            claims=self.claims,
            documents=self.documents,
            citations=[citation for several in self.citations.values() for citation in several],
            links=self._standing(),
            names=Names((), ()),
            addresses=self.addresses,
            urls=self.urls,
        )

    def _standing(self) -> list[Link]:
        judged = (as_judged(self.view, link) for link in self.links.values() if self._is_within(link))
        return sorted((link for link in judged if link.status != "rejected"), key=lambda link: link.id)

    def _is_within(self, link: Link) -> bool:
        """Ask whether both ends of a link by which words went on can be gathered claims: nothing follows from others."""
        if link.kind not in TAKEN or (link.a in self.claims and link.b in self.claims):
            return True
        return bool(link.evidence) and {link.evidence[0].doc, link.evidence[-1].doc} <= self.documents.keys()

    def _versions(self) -> tuple[ClaimId, ...]:
        return self._rests().versions(self.start.id)

    def _rests(self) -> Rests:
        """Return what answers over what was gathered so far; made anew where that has grown (nothing of it ever goes)."""
        size = len(self.documents), len(self.citations), len(self.links), len(self.addresses), len(self.urls)
        if self._made is None or self._made[0] != size:
            self._made = size, Rests(self._bare())
        return self._made[1]

    def _take(self, doc: DocumentId) -> None:
        """Read the claims of a document."""
        if doc in self.documents or len(self.documents) >= MOST:
            return
        self.documents[doc] = self.view.document(doc)
        self.claims |= {one.id: one for one in self._left(self.view.claims(doc))}

    def _take_notes(self, doc: DocumentId) -> None:
        """Read the notes of a document."""
        if doc not in self.citations:
            self.citations[doc] = list(self._left(self.view.citations(doc)))

    def _take_links(self, claim: Claim) -> None:
        """Take in the links at a claim and over its words, with the documents at their other ends."""
        if claim.id in self._linked:
            return
        self._linked.add(claim.id)
        found: dict[str, Link] = {link.id: link for link in self.lookup.links_at([claim.id], but=self.links.keys())}
        found |= {link.id: link for link in self._over_words(claim, but=self.links.keys() | found.keys())}
        leading = [link for link in found.values() if link.kind in ALIKE or link.kind in TAKEN]
        self.links |= found
        if len(self.documents) < MOST:
            ends = {end for link in leading for end in (link.a, link.b) if end.startswith("clm-") and end not in self.claims}
            homes = self.lookup.homes(ends)
            for link in leading:
                for doc in (*(at.doc for at in link.evidence), *(homes[end] for end in (link.a, link.b) if end in homes)):
                    self._take(doc)

    def _over_words(self, claim: Claim, but: Collection[str]) -> Iterator[Link]:
        """Yield other links of a document that show words of a claim: what was taken from elsewhere, and addresses in it."""
        for link in self.lookup.links_in(claim.doc, _SHOWING, but=but):
            places = [at for at in link.evidence if at.doc == claim.doc]
            if link.kind in TAKEN and any(overlaps(piece, at) for piece in claim.content for at in places):
                yield link
            elif link.kind == "links_to" and any(overlaps(piece, at) for piece in span_of(claim) for at in places):
                yield link
                self._know(link.b)

    def _know(self, source: str) -> None:
        """Take in the address of a source."""
        if source not in self.urls and self.view.stored.is_shown(source):
            record = self.view.stored.record(source)
            if isinstance(record, Source) and record.url:
                self.urls[record.id] = record.url

    def _linked_sources(self, claim: Claim) -> list[str]:
        return [link.b for link in self.links.values() if link.kind == "links_to" and link.a == claim.doc]

    def _left(self, records: Iterable[R]) -> Iterator[R]:
        return (record for record in records if self.view.status(record.id) != "rejected")

    def _names(self, versions: Iterable[ClaimId]) -> Names:
        """Return the names in the documents of the versions and behind what they cite, and those that holders are called by."""
        behind = {doc for docs in self.addresses.values() for doc in docs}
        docs = [doc for doc in self.documents if doc in self.citations or doc in behind]
        mentions = [mention for doc in docs for mention in self._left(self.view.mentions(doc))]
        members: dict[str, list[str]] = {}
        by_id: dict[str, Line] = {}
        for record, line in self.lookup.names.entity_of([mention.id for mention in mentions]).items():
            members.setdefault(line.id, []).append(record)
            by_id[line.id] = line
        called = self._called(docs, versions)
        for line in (line for lines in called.values() for line in lines):
            by_id[line.id] = line
            members.setdefault(line.id, [])
        in_order = sorted(by_id.values(), key=_most_named_first)
        names = Names(mentions, [_bare_entity(line, members[line.id]) for line in in_order])
        for words, lines in called.items():  # a name may be written so in other documents only
            here = [by_id[one] for one in (names.by_words.get(words),) if one]
            names.by_words[words] = min((*lines, *here), key=_most_named_first).id
        return names

    def _called(self, docs: Iterable[DocumentId], versions: Iterable[ClaimId]) -> dict[str, set[Line]]:
        """Return who in the case is called what these documents say of their tellers, and these claims of their holders."""
        told = {teller_of(self.documents[doc]) for doc in docs}
        holders = (self.claims[one].chain[-1].holder for one in versions)
        told |= {at.text for holder in holders if (at := holder.refers_to or holder.at)}
        found: dict[str, set[Line]] = defaultdict(set)
        for words in filter(None, told):
            bare = folded(words)  # without an article, and with one sign for an apostrophe; some names are kept with others
            for asked in {words, bare, words.replace("'", _APOSTROPHE), bare.replace("'", _APOSTROPHE)}:
                found[bare] |= {*self.lookup.names.find_called(asked)}
        return {words: lines for words, lines in found.items() if lines}


def _most_named_first(line: Line) -> tuple[int, str]:
    """Return what lines are sorted by, as `wording.most_named_first` sorts entities."""
    return -line.times, line.id


def _bare_entity(line: Line, members: Iterable[str]) -> Entity:
    return Entity(id=line.id, kind=line.kind, name=line.name, country=line.country, members=tuple(sorted(members)))
