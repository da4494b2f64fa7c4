"""What the export of provenance says of each record: a node of PROV-O and of our own vocabulary for everything in a case."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol, cast

from whosays.proof import what_it_proves
from whosays.publish.linked.makers import Makers
from whosays.publish.linked.names import (
    Iri,
    Node,
    Time,
    Value,
    address_iri,
    capture_iri,
    node,
    part_iri,
    person_iri,
    record_iri,
    software_iri,
    utc,
    words_iri,
)
from whosays.records import Run, RunId, make_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays import records as r
    from whosays.publish.view import Leaving

Told = list[tuple[str, Value | None]]
# What a confirmed link of `a` to `b` says in PROV's words. Where neither rests on the other it says nothing.
_LINKS: dict[str, str] = {
    "cites": "prov:wasInfluencedBy", "ibid": "prov:wasInfluencedBy", "links_to": "prov:wasInfluencedBy",
    "reports": "prov:wasInfluencedBy", "replies_to": "prov:wasInfluencedBy", "restates": "prov:wasInfluencedBy",
    "paraphrases": "prov:wasInfluencedBy", "quotes": "prov:wasQuotedFrom", "reuses": "prov:wasDerivedFrom",
    "reposts": "prov:wasDerivedFrom",
}  # fmt: skip


class _Found(Protocol):
    """A record that was found in a document or marked in it."""

    @property
    def id(self) -> str: ...
    @property
    def by(self) -> str: ...


class Graph:
    """Makes the nodes of a case, kind by kind."""

    def __init__(self, leaving: Leaving) -> None:
        self.leaving = leaving
        self.makers = Makers(leaving)
        self._captures: set[str] = set()
        self._told: set[str] = set()
        self._runs: dict[str, tuple[Run, dict[str, None]]] = {}
        self._agents: dict[str, Node] = {}
        self._notes: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._named: dict[str, r.Anchor] = {}  # words that a node names, and which have none of their own yet
        self._home, self._known = "", set[str]()  # the words of one document that have theirs

    def nodes(self) -> Iterator[Node]:
        """Yield what is said of everything in the case; who and what made it comes last."""
        for capture in cast("Iterator[r.Capture]", self.leaving.standing("captures")):
            self._captures.add(capture.id)
            yield self._capture(capture)
        for visit in cast("Iterator[r.Visit]", self.leaving.standing("visits")):
            yield self._visit(visit)
        for source in cast("Iterator[r.Source]", self.leaving.standing("sources")):
            yield self._source(source)
        for doc in cast("Iterator[r.Document]", self.leaving.standing("documents")):
            yield self._document(doc)
        yield from self._passages()
        for cite in cast("Iterator[r.Citation]", self.leaving.standing("citations")):
            self._notes[cite.doc, cite.number].append(cite.id)
            yield from self._citation(cite)
        for claim in cast("Iterator[r.Claim]", self.leaving.standing("claims")):
            yield from self._claim(claim)
        for mention in cast("Iterator[r.Mention]", self.leaving.standing("mentions")):
            told: Told = [("whosays:kind", mention.kind), ("whosays:layer", mention.layer), ("whosays:value", mention.value)]
            yield from self._found(mention, "whosays:Mention", mention.at.doc, [("whosays:words", self._at(mention.at)), *told])
        for entry in cast("Iterator[r.Entry]", self.leaving.standing("entries")):
            yield from self._entry(entry)
        for event in cast("Iterator[r.Event]", self.leaving.standing("events")):
            yield from self._event(event)
        for entity in cast("Iterator[r.Entity]", self.leaving.standing("entities")):
            yield from self._entity(entity)
        for link in cast("Iterator[r.Link]", self.leaving.standing("links")):
            yield from self._link(link)
        for judgement in cast("Iterator[r.Judgement]", self.leaving.of("judgements")):
            if judgement.record in self._told:
                yield self._judgement(judgement)
        for run, used in self._runs.values():
            yield self._run(run, used)
        yield from self._agents.values()

    # What was taken in

    def _capture(self, one: r.Capture) -> Node:
        told: Told = [
            ("rdfs:label", one.name),
            ("whosays:sha256", one.id),
            ("whosays:size", one.size),
            ("dcterms:format", one.media_type),
            ("whosays:method", one.method),
            ("whosays:address", one.url),
            ("prov:wasDerivedFrom", Iri(capture_iri(one.parent)) if one.parent else _address(one.url)),
            ("prov:generatedAtTime", _time(self.leaving.fetched_at(one))),
            ("rdfs:comment", what_it_proves(one)),
        ]
        return node(capture_iri(one.id), "prov:Entity whosays:Capture", told)

    def _visit(self, one: r.Visit) -> Node:
        self._told.add(one.id)
        told: Told = [
            ("whosays:address", one.url),
            ("whosays:outcome", one.outcome),
            ("whosays:httpStatus", one.status),
            ("prov:startedAtTime", _time(one.when)),
            *(("prov:used", _address(url)) for url in (one.url, *one.redirects)),
            *(("prov:generated", Iri(capture_iri(made))) for made in (one.capture, one.exchange, one.stamp) if made),
            ("prov:wasInformedBy", Iri(record_iri(one.previous)) if one.previous else None),
            ("rdfs:comment", what_it_proves(one)),
        ]
        return node(record_iri(one.id), "prov:Activity whosays:Visit", told)

    def _source(self, one: r.Source) -> Node:
        self._told.add(one.id)
        told: Told = [
            ("rdfs:label", one.name),
            ("whosays:kind", one.kind),
            ("whosays:address", one.url),
            ("prov:alternateOf", _address(one.url)),
        ]
        return node(record_iri(one.id), "prov:Entity whosays:Source", told)

    def _document(self, one: r.Document) -> Node:
        self._told.add(one.id)
        reading = Run(id=RunId(make_id("run", "reading", one.made_by)), name="reading", version=one.made_by)
        told: Told = [
            ("rdfs:label", one.name),
            ("dcterms:title", one.title),
            *(("dcterms:language", language) for language in one.languages),
            ("dcterms:date", one.date),
            ("whosays:author", one.author),
            ("whosays:publisher", one.publisher),
            ("whosays:account", one.post.account if one.post else None),
            ("whosays:address", one.url),
            ("whosays:length", len(one.text)),
            ("prov:wasDerivedFrom", Iri(capture_iri(one.capture))),
            ("prov:wasGeneratedBy", self._used(reading, capture_iri(one.capture))),
        ]
        return node(record_iri(one.id), "prov:Entity whosays:Document", told)

    def _passages(self) -> Iterator[Node]:
        """Yield the passages that a link names; there are many more."""
        ends = {end for link in cast("Iterator[r.Link]", self.leaving.standing("links")) for end in (link.a, link.b)}
        for one in cast("Iterator[r.Passage]", self.leaving.of("passages")) if ends else ():
            if one.id in ends:
                self._told.add(one.id)
                told: Told = [("whosays:zone", one.zone), *self._content(one.pieces)]
                yield node(record_iri(one.id), "prov:Entity whosays:Passage", told)
                yield from self._words()

    # What was found

    def _citation(self, one: r.Citation) -> Iterator[Node]:
        told: Told = [
            ("whosays:number", one.number),
            ("whosays:kind", one.kind),
            ("whosays:note", self._at(one.note)),
            ("whosays:calledAt", self._at(one.anchor)),
            ("whosays:ibidOf", one.ibid_of),
            *(("whosays:address", url.url) for url in one.urls),
            *(("prov:wasInfluencedBy", _address(url.url)) for url in one.urls),
        ]
        return self._found(one, "whosays:Citation", one.doc, told)

    def _claim(self, one: r.Claim) -> Iterator[Node]:
        ends = one.relation_from if one.relation_from and one.relation_from.kind == one.relation else None
        # A number that two notes of a document have leads to neither of them.
        notes = [self._notes[one.doc, number] for number in one.cites]
        steps, hedges = range(len(one.chain)), range(len(one.hedges))
        told: Told = [
            *self._content(one.content),
            ("whosays:heldBy", Iri(part_iri("step", one.id, steps[-1])) if one.chain else None),
            *(("whosays:step", Iri(part_iri("step", one.id, number))) for number in steps),
            *(("whosays:about", self._at(at)) for at in one.about),
            ("whosays:relation", one.relation),
            *(("whosays:relationSubject", self._at(at)) for at in (ends.subject if ends else ())),
            *(("whosays:relationObject", self._at(at)) for at in (ends.object if ends else ())),
            *(("whosays:hedge", Iri(part_iri("hedge", one.id, number))) for number in hedges),
            ("whosays:modality", one.modality),
            ("whosays:polarity", one.polarity),
            ("whosays:said", one.said),
            ("whosays:contentTime", one.content_time),
            ("whosays:form", one.form),
            *(("whosays:cites", number) for number in one.cites),
            *(("whosays:citesPossible", number) for number in one.cites_possible),
            *(("prov:wasInfluencedBy", Iri(record_iri(note[0]))) for note in notes if len(note) == 1),
        ]
        yield from self._found(one, "whosays:Claim", one.doc, told)
        for number in steps:
            yield self._step(one, number)
        for number in hedges:
            hedge = one.hedges[number]
            words: Told = [("whosays:words", self._at(hedge.at)), ("whosays:kind", hedge.kind)]
            yield node(part_iri("hedge", one.id, number), "whosays:Hedge", words)
        yield from self._words()

    def _step(self, claim: r.Claim, number: int) -> Node:
        step = claim.chain[number]
        spots = (step.holder.at, step.holder.refers_to)
        entity = next((found for at in spots if at and (found := self.leaving.entity_at(at))), None)
        told: Told = [
            ("whosays:order", number),
            ("whosays:holderKind", step.holder.kind),
            ("whosays:holder", self._at(step.holder.at)),
            ("whosays:refersTo", self._at(step.holder.refers_to)),
            ("whosays:entity", Iri(record_iri(entity)) if entity else None),
            ("whosays:act", step.act),
            ("whosays:cue", self._at(step.cue)),
            ("whosays:outlet", self._at(step.outlet)),
        ]
        return node(part_iri("step", claim.id, number), "whosays:Step", told)

    def _entry(self, one: r.Entry) -> Iterator[Node]:
        told: Told = [
            ("whosays:words", self._at(one.at)),
            ("whosays:list", one.list),
            ("whosays:row", one.row),
            ("whosays:name", self._at(one.name_at)),
            ("whosays:country", one.country),
            ("whosays:description", self._at(one.description)),
        ]
        return self._found(one, "whosays:Entry", one.at.doc, told)

    def _event(self, one: r.Event) -> Iterator[Node]:
        told: Told = [
            ("whosays:words", self._at(one.at)),
            ("whosays:when", one.when),
            ("whosays:rule", one.rule),
            ("whosays:series", Iri(record_iri(one.series)) if one.series else None),
            ("whosays:place", self._at(one.place)),
        ]
        return self._found(one, "whosays:Event", one.at.doc, told)

    def _entity(self, one: r.Entity) -> Iterator[Node]:
        self._told |= {one.id, *one.joined}
        told: Told = [
            ("rdfs:label", one.name),
            ("whosays:kind", one.kind),
            ("whosays:country", one.country),
            *(("prov:hadMember", Iri(record_iri(member))) for member in sorted(one.members)),
            *(("dcterms:isPartOf", Iri(record_iri(whole))) for whole in one.part_of),
        ]
        yield node(record_iri(one.id), "prov:Entity prov:Collection whosays:Entity", told)
        for joined in one.joined:
            yield node(record_iri(joined), "prov:Entity whosays:Entity", [("prov:alternateOf", Iri(record_iri(one.id)))])

    def _link(self, one: r.Link) -> Iterator[Node]:
        if one.status == "rejected" or self.leaving.is_rejected(one.a) or self.leaving.is_rejected(one.b):
            return
        a, b = self._end(one.a), self._end(one.b)
        told: Told = [
            ("whosays:from", a),
            ("whosays:kind", one.kind),
            ("whosays:to", b),
            ("whosays:linkStatus", one.status),
            ("whosays:support", one.support),
            ("rdfs:comment", one.reason),
            *(("whosays:evidence", self._at(at)) for at in one.evidence),
        ]
        yield from self._found(one, "whosays:Link", one.evidence[0].doc if one.evidence else None, told)
        if one.status == "confirmed" and one.kind in _LINKS:
            yield node(a.iri, "", [(_LINKS[one.kind], b)])

    def _end(self, record: str) -> Iri:
        return Iri(capture_iri(record) if record in self._captures else record_iri(record))

    def _found(self, one: _Found, kind: str, doc: str | None, told: Told) -> Iterator[Node]:
        self._told.add(one.id)
        status: Told = [("whosays:status", self.leaving.view.status(one.id)), ("whosays:by", one.by)]
        yield node(record_iri(one.id), f"prov:Entity {kind}", [*told, *status, self._maker(one, doc)])
        yield from self._words()

    # Words

    def _content(self, pieces: Iterable[r.Anchor]) -> Told:
        told: Told = []
        for at in pieces:
            told += [("whosays:content", self._at(at)), ("prov:wasDerivedFrom", self._at(at))]
        return told

    def _at(self, at: r.Anchor | None) -> Iri | None:
        """Return the name of words, and remember to say what they are."""
        if at is None:
            return None
        iri = words_iri(at)
        self._named[iri] = at
        return Iri(iri)

    def _words(self) -> Iterator[Node]:
        """Yield the words that were named, each once for as long as records stand in one document."""
        for iri, at in self._named.items():
            if at.doc != self._home:
                self._home, self._known = at.doc, set()
            if iri not in self._known:
                self._known.add(iri)
                told: Told = [
                    ("prov:value", at.text),
                    ("oa:start", at.start),
                    ("oa:end", at.end),
                    ("prov:wasQuotedFrom", Iri(record_iri(at.doc))),
                ]
                yield node(iri, "prov:Entity whosays:Words", told)
        self._named.clear()

    # Who and what made it

    def _maker(self, one: _Found, doc: str | None) -> tuple[str, Value]:
        maker = self.makers.maker(one.id, one.by)
        if maker.run:
            return "prov:wasGeneratedBy", self._used(maker.run, record_iri(doc) if doc else None)
        types = "prov:Agent prov:Person" if maker.kind == "person" else "prov:Agent prov:SoftwareAgent"
        self._agents[maker.iri] = node(maker.iri, types, [("rdfs:label", maker.name)])
        return "prov:wasAttributedTo", Iri(maker.iri)

    def _used(self, run: Run, what: str | None) -> Iri:
        _, used = self._runs.setdefault(run.id, (run, {}))
        if what:
            used[what] = None
        return Iri(record_iri(run.id))

    def _run(self, run: Run, used: Iterable[str]) -> Node:
        iri = software_iri(run.name, run.version)
        told: Told = [("rdfs:label", run.name), ("whosays:version", run.version)]
        self._agents[iri] = node(iri, "prov:Agent prov:SoftwareAgent", told)
        of_run: Told = [
            ("rdfs:label", f"{run.name} {run.version}"),
            ("whosays:settings", run.settings),
            ("prov:wasAssociatedWith", Iri(iri)),
            *(("prov:used", Iri(what)) for what in used),
        ]
        return node(record_iri(run.id), "prov:Activity whosays:Run", of_run)

    def _judgement(self, one: r.Judgement) -> Node:
        person = person_iri(one.who)
        self._agents[person] = node(person, "prov:Agent prov:Person", [("rdfs:label", one.who)])
        told: Told = [
            ("whosays:decision", one.decision),
            ("prov:used", self._end(one.record)),
            ("prov:used", self._end(one.other) if one.other else None),
            ("prov:wasAssociatedWith", Iri(person)),
            ("prov:endedAtTime", _time(one.when)),
            ("whosays:changes", one.changes),
            ("rdfs:comment", one.note),
            ("prov:wasInformedBy", Iri(record_iri(one.supersedes)) if one.supersedes else None),
        ]
        return node(record_iri(one.id), "prov:Activity whosays:Judgement", told)


def _address(url: str | None) -> Iri | None:
    iri = address_iri(url)
    return Iri(iri) if iri else None


def _time(when: str | None) -> Time | None:
    at = utc(when)
    return Time(at) if at else None
