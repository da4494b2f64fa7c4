"""What claims rest on: records in, the steps of a graph out (`origins.Edge`).

- A note, or a link in its words, leads to a source; a captured source to its document, and to the versions of the claim in it.
- A holder who is named is where his words come from; a document of his in the case, whose version rests on something, leads on.
- Passages that were reused or quoted lead to the claim in the other document.
- The author's own claim with none of these ends at the author.

Nodes are ids of claims, sources, documents and entities, and `author:`, `hidden:`, `note:`, `said:` and `name:` for what has no
record. All steps of a set of versions are worked out from the records alone, so a document that goes takes exactly its own.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.derived import overlaps
from whosays.sources import same_address, source_id
from whosays.trace.origins import Edge
from whosays.trace.support import nearest_note
from whosays.trace.wording import holder_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from whosays.records import Anchor, Citation, Claim, ClaimId, Document, DocumentId, Link
    from whosays.trace.origins import How
    from whosays.trace.wording import Names

# Links between claims that state one thing, and links by which words went from one document into another.
ALIKE = frozenset(("same", "narrower", "paraphrases", "restates"))
TAKEN: Mapping[str, How] = {"reuses": "reuses", "quotes": "quotes", "reports": "reports"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The records of a case that say what its claims rest on; links as people left them, rejected ones left out.

    `addresses` are the documents that were captured at an address, in the one spelling of `sources.same_address`,
    `urls` the addresses of sources by their ids.
    """

    claims: Mapping[ClaimId, Claim]
    documents: Mapping[DocumentId, Document]
    citations: Sequence[Citation]
    links: Sequence[Link]
    names: Names
    addresses: Mapping[str, tuple[DocumentId, ...]]
    urls: Mapping[str, str]


class Rests:
    """Answers what claims rest on, from indexes that are made once."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._notes: dict[tuple[str, int], list[Citation]] = defaultdict(list)
        for citation in ground.citations:
            self._notes[citation.doc, citation.number].append(citation)
        # Where two links are between the same two, one that a person confirmed tells, else the one whose id is smaller.
        links = sorted(ground.links, key=lambda link: link.id, reverse=True)
        links.sort(key=lambda link: link.status == "confirmed")
        self._support = {(link.a, link.b): link for link in links if link.kind == "cites"}
        self._alike: dict[str, list[tuple[str, Link]]] = defaultdict(list)
        self._taken: dict[str, list[tuple[str, Link]]] = defaultdict(list)
        self._into: dict[str, list[Link]] = defaultdict(list)
        claims_of: dict[str, list[Claim]] = defaultdict(list)
        for claim in ground.claims.values():
            claims_of[claim.doc].append(claim)
        for link in links:
            if link.kind in ALIKE:
                self._alike[link.a].append((link.b, link))
                self._alike[link.b].append((link.a, link))
            elif link.kind in TAKEN:
                for a, b in _claims_at_ends(link, claims_of, ground.claims):
                    self._taken[a].append((b, link))
            elif link.kind == "links_to" and link.evidence and link.a in ground.documents:
                self._into[link.a].append(link)
        self._joined = _joined(ground.links)
        self.publishers = {doc.id: self._publisher(doc, claims_of[doc.id]) for doc in ground.documents.values()}

    def versions(self, claim: ClaimId) -> tuple[ClaimId, ...]:
        """Return the claim and those that state the same: all that confirmed links join, and what is proposed beside these."""
        found, waiting = {str(claim)}, [str(claim)]
        while waiting:
            one = waiting.pop()
            for other, link in self._neighbours(one):
                if link.status == "confirmed" and other not in found:
                    found.add(other)
                    waiting.append(other)
        found |= {other for one in sorted(found) for other, _link in self._neighbours(one)}
        return tuple(sorted(one for one in self.ground.claims if one in found))

    def steps(self, versions: Collection[ClaimId]) -> tuple[Edge, ...]:
        """Return the steps from each version to what it rests on, as far as the case knows, each once, in order."""
        of_doc: dict[str, list[Claim]] = defaultdict(list)
        for one in sorted(versions):
            of_doc[self.ground.claims[one].doc].append(self.ground.claims[one])
        known = frozenset(map(str, versions))
        grounds = {one: list(self._grounds(self.ground.claims[one], of_doc, known)) for one in sorted(versions)}
        edges = {edge for several in grounds.values() for edge in several}
        holders = {one: self.holder(self.ground.claims[one]) for one in sorted(versions)}
        for one, (node, firm, how) in holders.items():
            alone = how == "holder" or not any(edge.a == one for edge in grounds[one])
            edges.add(Edge(a=one, b=node, how=how, firm=firm, leads=alone))
        edges |= set(self._of_holders(of_doc, holders, grounds))
        nodes = {edge.b for edge in edges} | {edge.a for edge in edges}
        edges |= {
            Edge(a=a, b=b, how="said in", firm=link.status == "confirmed", leads=False, link=link.id)
            for a, b, link in self._joined
            if a in nodes and b in nodes
        }
        return tuple(sorted(edges, key=lambda edge: (edge.a, edge.b, edge.how, edge.words, edge.firm)))

    def holder(self, claim: Claim) -> tuple[str, bool, How]:
        """Return the node of the claim's innermost holder, whether the document names him there, and how they hang together."""
        holder = claim.chain[-1].holder
        if holder.kind == "hidden":
            return f"hidden:{claim.id}", True, "holder"
        if holder.kind == "author" or (thing := holder_of(claim, self.ground.names)) is None:
            return self.publishers[claim.doc], True, "author"
        named = holder.at is not None and bool(self.ground.names.within(holder.at))
        return thing, named or holder.refers_to is None, "holder"

    def contradicting(self, versions: Collection[ClaimId]) -> tuple[Link, ...]:
        """Return the links that say that a version is contradicted, by id."""
        known = set(versions)
        found = (one for one in self.ground.links if one.kind == "contradicts" and {one.a, one.b} & known)
        return tuple(sorted(found, key=lambda link: link.id))

    def _neighbours(self, one: str) -> Iterator[tuple[str, Link]]:
        """Yield the claims that links lead to from one; one that was rejected is not there, and nothing leads on by it."""
        for other, link in (*self._alike.get(one, ()), *self._taken.get(one, ())):
            if other in self.ground.claims:
                yield other, link

    def _grounds(self, claim: Claim, of_doc: Mapping[str, Sequence[Claim]], known: frozenset[str]) -> Iterator[Edge]:
        for numbers, said in ((claim.cites, True), (claim.cites_possible, False)):
            for number in numbers:
                if (note := self.note(claim, number)) is not None:
                    yield from self._cited(claim, note, of_doc, said=said)
        for link in self._into.get(claim.doc, ()):
            if any(overlaps(at, place) for at in link.evidence for place in span_of(claim)):
                yield Edge(a=claim.id, b=link.b, how="cites", firm=link.status == "confirmed", words=link.evidence[0].text)
                yield from self._captured(claim, link.b, self._documents_of(link.b), of_doc, confirmed=False)
        for other, link in self._taken.get(claim.id, ()):
            if other in known:
                firm = link.status == "confirmed"
                yield Edge(a=claim.id, b=other, how=TAKEN[link.kind], firm=firm, words=link.reason or "", link=link.id)

    def _cited(self, claim: Claim, note: Citation, of_doc: Mapping[str, Sequence[Claim]], *, said: bool) -> Iterator[Edge]:
        link = self._support.get((claim.id, note.id))
        support = link.support if link else None
        if support == "does-not-say-it":
            return
        confirmed = support in ("says-it", "says-part") or (link is not None and link.status == "confirmed")
        words = f"note {note.number}"
        first = self.first_note(note)
        firm = said or confirmed
        if not first.urls and first.kind not in ("comment", "note"):  # a remark is no source
            yield Edge(a=claim.id, b=f"note:{first.id}", how="cites", firm=firm, words=words, link=link.id if link else None)
        for url in first.urls:
            source = source_id(url.url)
            yield Edge(a=claim.id, b=source, how="cites", firm=firm, words=words, link=link.id if link else None)
            yield from self._captured(
                claim, source, self.ground.addresses.get(same_address(url.url), ()), of_doc, confirmed=confirmed
            )

    def _captured(
        self,
        claim: Claim,
        source: str,
        docs: Iterable[DocumentId],
        of_doc: Mapping[str, Sequence[Claim]],
        *,
        confirmed: bool,
    ) -> Iterator[Edge]:
        alike = dict(self._alike.get(claim.id, ()))
        for doc in docs:
            if doc == claim.doc:
                continue
            yield Edge(a=source, b=doc, how="captured", firm=True)
            for version in of_doc.get(doc, ()):
                link = alike.get(version.id)
                firm = confirmed or (link is not None and link.status == "confirmed")
                yield Edge(a=doc, b=version.id, how="says", firm=firm, link=link.id if link else None)
            if not of_doc.get(doc):
                yield Edge(a=doc, b=self.publishers[doc], how="author", firm=True)

    def _of_holders(
        self,
        of_doc: Mapping[str, Sequence[Claim]],
        holders: Mapping[ClaimId, tuple[str, bool, How]],
        grounds: Mapping[ClaimId, Sequence[Edge]],
    ) -> Iterator[Edge]:
        """Yield the steps from a holder to the versions in documents of his own, where these lead on."""
        told = {node for node, _firm, how in holders.values() if how == "holder"}
        for versions in of_doc.values():
            publisher = self.publishers[versions[0].doc]
            if publisher in told:
                for version in versions:
                    if holders[version.id][2] == "holder" or grounds[version.id]:
                        yield Edge(
                            a=publisher, b=version.id, how="said in", firm=False, words=self.ground.documents[version.doc].name
                        )

    def note(self, claim: Claim, number: int) -> Citation | None:
        """Return the note of a number that a claim cites: of several (numbers that begin anew) the one called nearest to it."""
        return nearest_note(self._notes.get((claim.doc, number), ()), claim)

    def first_note(self, note: Citation) -> Citation:
        """Return the note that a chain of "ibid." leads to."""
        seen = {note.id}
        while note.ibid_of is not None and not note.urls:
            before = self._notes.get((note.doc, note.ibid_of), [])
            at = note.note.start if note.note else 0
            found = min(before, key=lambda one: (abs((one.note.start if one.note else 0) - at), one.id), default=None)
            if found is None or found.id in seen:
                break
            seen.add(found.id)
            note = found
        return note

    def _documents_of(self, source: str) -> tuple[DocumentId, ...]:
        return tuple(doc for address, docs in self.ground.addresses.items() if source_id(address) == source for doc in docs)

    def _publisher(self, doc: Document, claims: Sequence[Claim]) -> str:
        """Return the node of whose document it is: who brings it out, its author, its account, or somebody without a name."""
        names = self.ground.names
        if told := teller_of(doc):
            return names.thing_called(told)
        for claim in claims:
            first = claim.chain[0].holder
            if first.kind == "author" and first.refers_to and (things := names.within(first.refers_to)):
                return things[0]
        return f"author:{doc.id}"


def teller_of(doc: Document) -> str | None:
    """Return who brings a document out, as it says itself: its publisher, else its author, else the account of a post."""
    return doc.publisher or doc.author or (doc.post.account if doc.post else None)


def span_of(claim: Claim) -> Iterator[Anchor]:
    """Yield the places from which a link may lead to the source of a claim: its words, its cue, its holder."""
    yield from claim.content
    for step in claim.chain:
        yield from (at for at in (step.holder.at, step.cue, step.outlet) if at)


def _claims_at_ends(
    link: Link, claims_of: Mapping[str, Sequence[Claim]], claims: Mapping[ClaimId, Claim]
) -> Iterator[tuple[str, str]]:
    """Yield the claims that a link joins: those it names or, of passages and documents, those whose words it shows."""
    if link.a in claims and link.b in claims:
        yield link.a, link.b
        return
    if len(link.evidence) < 2 or link.evidence[0].doc == link.evidence[-1].doc:
        return
    here, there = link.evidence[0].doc, link.evidence[-1].doc
    places = {doc: [at for at in link.evidence if at.doc == doc] for doc in (here, there)}
    mine = [link.a] if link.a in claims else [one.id for one in claims_of.get(here, ()) if _in_words(one, places[here])]
    theirs = [link.b] if link.b in claims else [one.id for one in claims_of.get(there, ()) if _in_words(one, places[there])]
    texts = {one: _plain(claims[one]) for one in (*mine, *theirs)}
    for a in mine:
        for b in theirs:
            if len(mine) == 1 or len(theirs) == 1 or texts[a] in texts[b] or texts[b] in texts[a]:
                yield str(a), str(b)


def _in_words(claim: Claim, places: Iterable[Anchor]) -> bool:
    # Plain loops: of a hundred links into long documents, each claim in them is asked.
    for piece in claim.content:
        start, end = piece.start, piece.end
        for at in places:
            if at.start < end and start < at.end and piece.doc == at.doc:
                return True
    return False


def _plain(claim: Claim) -> str:
    return " ".join(" ".join(at.text for at in claim.content).split())


def _joined(links: Iterable[Link]) -> list[tuple[str, str, Link]]:
    """Return the links that say that two entities are one, as pairs of nodes."""
    return [
        (one.a, one.b, one) for one in links if one.kind == "same" and one.a.startswith("ent-") and one.b.startswith("ent-")
    ]
