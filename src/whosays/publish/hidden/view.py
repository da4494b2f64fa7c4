"""A view of a case without what people decided to hide (`judgements`): what every export, report and published site is made of.

1. **Places** are the words of what was hidden: of a claim, a passage, a row, a place where something is named, any stretch.
   **Names** are all spellings of a hidden entity, those that its places had when it was hidden among them; of a person, also
   the last word of the name alone.
2. Names are hidden wherever they stand (`spellings`): in texts, titles, names of files, addresses, notes, reasons, reports.
   So are the words of a place, where they are three or more and stand again, and a name or date that stands at hidden places
   alone.
3. Every code point of a text that is hidden becomes a block, so offsets hold and `text[start:end]` is the anchor's text.
   What was read out of hidden words (the value of a date, a country, an acronym) is left out.
4. An id is a hash of words. Whoever guesses a name could make its id and compare, also that of the whole file; so ids of
   everything in a document that has something hidden in it are made anew, with a key that stays in the case.

Inside the case everything stays. The same case gives the same files.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast, runtime_checkable

from whosays.anchors import anchors_of
from whosays.problems import CODES
from whosays.publish.files import write_whole
from whosays.publish.hidden.judgements import Hide, hides_that_stand
from whosays.publish.hidden.places import find_names, find_places, is_run, of_document
from whosays.publish.hidden.spellings import BLOCK, Spellings, blocks, covered, letters, merged
from whosays.publish.view import CaseView, HasReports, HasRuns
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
    Post,
    Problem,
    Run,
    Source,
    Visit,
    make_id,
)
from whosays.reports import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from whosays.text.joined import Span

R = TypeVar("R")
# What no person typed and no document says: the words of our own vocabulary, times of the clock, hashes.
_OURS = frozenset({
    "zone", "kind", "layer", "act", "form", "modality", "polarity", "status", "decision", "outcome", "method", "country_basis",
    "support", "made_by", "media_type", "charset", "code", "network", "certificate", "fetched_at", "languages", "parts",
})  # fmt: skip
_OF_THE_CLOCK = (Judgement, Visit, Report)
NOTE = (
    "Something of this record is hidden on purpose, by a decision that its makers can give reasons for."
    f" Hidden words are shown as {BLOCK}, one for each character."
)
_WORD = re.compile(r"[0-9a-z]+(?:-[0-9a-z]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How much is hidden, by kind, and how many stretches of the documents that makes. It never says what."""

    hidden: dict[str, int]
    stretches: int


@runtime_checkable
class Hides(Protocol):
    """A view that hides something."""

    def told(self) -> Told:
        """Return how much is hidden."""


def without_hidden(view: CaseView) -> CaseView:
    """Return a view that holds nothing of what people decided to hide: the view itself, where that is nothing."""
    hides, key = hides_that_stand(view.judgements())
    return HidingView(view, hides, key) if hides else view


def tell_hidden(view: CaseView, folder: Path) -> Iterator[Path]:
    """Write beside an export that something is hidden in it and how much (hidden.json); yield its path, where that is so."""
    path = folder / "hidden.json"
    if isinstance(view, Hides):
        told = view.told()
        said = {"note": NOTE, "hidden": told.hidden, "stretches": told.stretches}
        yield write_whole(path, [json.dumps(said, indent=2).encode() + b"\n"])
    else:
        path.unlink(missing_ok=True)


class HidingView:
    """See the head of this file. Made by `without_hidden`; it reads the view several times before the first record leaves."""

    def __init__(self, view: CaseView, hides: list[Hide], key: str) -> None:
        self._view = view
        self._hides = hides
        self._key = key
        self._places = find_places(view, hides)
        runs = [words for words in self._places.words if is_run(words)]
        self._spellings = Spellings([*find_names(view, hides), *self._places.lost, *runs, *self._places.only_there])
        self._spans: dict[str, list[Span]] = {}
        self._within = {doc: letters(words) for doc, words in self._places.by_document.items()}
        self._sealed: dict[str, str] = {}
        self._left: dict[str, str] = {}
        self._keeps_order = self._meet_documents()
        self._seal()
        self._unsealed = {new: old for old, new in self._sealed.items()}

    def told(self) -> Told:
        """Return how much is hidden."""
        counted = Counter(one.kind for one in self._hides)
        return Told(hidden=dict(sorted(counted.items())), stretches=sum(map(len, self._spans.values())))

    def stretches(self) -> Mapping[str, Sequence[Span]]:
        """Return where each document has hidden words, by the id that it has in the case; those without any are left out."""
        return self._spans

    # What exporters ask for

    def captures(self) -> Iterator[Capture]:
        """Yield the captures."""
        return (self.record(one) for one in self._view.captures())

    def visits(self) -> Iterator[Visit]:
        """Yield the visits."""
        return (self.record(one) for one in self._view.visits())

    def sources(self) -> Iterator[Source]:
        """Yield the sources."""
        return (self.record(one) for one in self._view.sources())

    def documents(self) -> Iterator[Document]:
        """Yield the documents by the name and id that they leave with: the order, too, would tell how a hidden one begins."""
        if self._keeps_order:
            yield from (self.record(one) for one in self._view.documents())
        else:
            yield from sorted((self.record(one) for one in self._view.documents()), key=lambda one: (one.name, one.id))

    def passages(self, doc: DocumentId) -> Iterator[Passage]:
        """Yield the passages of a document."""
        return (self.record(one) for one in self._view.passages(self._old(doc)))

    def mentions(self, doc: DocumentId) -> Iterator[Mention]:
        """Yield the mentions in a document."""
        return (self.record(one) for one in self._view.mentions(self._old(doc)))

    def claims(self, doc: DocumentId) -> Iterator[Claim]:
        """Yield the claims of a document."""
        return (self.record(one) for one in self._view.claims(self._old(doc)))

    def citations(self, doc: DocumentId) -> Iterator[Citation]:
        """Yield the citations of a document."""
        return (self.record(one) for one in self._view.citations(self._old(doc)))

    def entries(self, doc: DocumentId) -> Iterator[Entry]:
        """Yield the entries of a document's lists."""
        return (self.record(one) for one in self._view.entries(self._old(doc)))

    def events(self, doc: DocumentId) -> Iterator[Event]:
        """Yield the events in a document."""
        return (self.record(one) for one in self._view.events(self._old(doc)))

    def entities(self) -> Iterator[Entity]:
        """Yield the entities."""
        return (self.record(one) for one in self._view.entities())

    def links(self) -> Iterator[Link]:
        """Yield the links."""
        return (self.record(one) for one in self._view.links())

    def judgements(self) -> Iterator[Judgement]:
        """Yield the judgements."""
        return (self.record(one) for one in self._view.judgements())

    def problems(self) -> Iterator[Problem]:
        """Yield the problems."""
        return (self.record(one) for one in self._view.problems())

    def reports(self) -> Iterator[Report]:
        """Yield the reports, where the view has any."""
        if isinstance(self._view, HasReports):
            yield from (self.record(one) for one in self._view.reports())

    def run_of(self, record: str) -> Run | None:
        """Return the run that proposed a record last; None where none is known to have."""
        return self._view.run_of(self._unsealed.get(record, record)) if isinstance(self._view, HasRuns) else None

    def status(self, record: str) -> str:
        """Return what people decided on a record, by the id that it leaves with."""
        return self._view.status(self._unsealed.get(record, record))

    # One record, one text, one id

    def record(self, record: R) -> R:
        """Return a record as it leaves."""
        told = self._special(record)
        return cast("R", self._any(told, "", at_clock=isinstance(told, _OF_THE_CLOCK)))

    def text(self, words: str) -> str:
        """Return words of any other text as they leave: hidden ones as blocks, ids that are made anew as those."""
        return _WORD.sub(lambda found: self._sealed.get(found[0], found[0]), self._spellings.hide(words))

    def words(self, words: str) -> str:
        """Return words of any other text as they leave, with the ids in them as they are in the case."""
        return self._spellings.hide(words)

    def id(self, record: str) -> str:
        """Return the id that a record leaves with."""
        return self._sealed.get(record, record)

    def sealed(self) -> frozenset[str]:
        """Return the ids of the case that must not leave."""
        return frozenset(self._sealed)

    def _any(self, value: object, name: str, *, at_clock: bool) -> object:
        if isinstance(value, str):
            if value in self._sealed:
                return self._sealed[value]
            ours = name in _OURS or (at_clock and name == "when") or (name == "by" and "/" in value)
            return value if ours else self.text(value)
        if isinstance(value, tuple):
            return tuple(self._any(one, name, at_clock=at_clock) for one in value)
        if isinstance(value, Anchor):
            return self._anchor(value)
        if is_dataclass(value) and not isinstance(value, type):
            done = {"text"} if isinstance(value, Document) else set()
            told = {
                field.name: self._any(getattr(value, field.name), field.name, at_clock=at_clock)
                for field in fields(value)
                if field.name not in done
            }
            return replace(value, **cast("dict[str, Any]", told))
        return value

    def _anchor(self, at: Anchor) -> Anchor:
        words = covered(at.text, self._over(at), at.start)
        return replace(at, doc=cast("DocumentId", self.id(at.doc)), text=words)

    # What is not only a text with blocks over it

    def _special(self, record: R) -> R:
        special: object = record
        if isinstance(record, Document):
            special = self._document(record)
        elif isinstance(record, Capture | Source):
            special = replace(record, url=self._address(record.url))
        elif isinstance(record, Visit):
            special = self._visit(record)
        elif isinstance(record, Passage):
            gone = any(self._at_place(at) for at in record.pieces)
            special = replace(record, number=None, author=None, date=None) if gone else record
        elif isinstance(record, Mention):
            special = replace(record, value=None) if self._at_place(record.at) else record
        elif isinstance(record, Entity):
            special = self._entity(record)
        elif isinstance(record, Claim):
            special = self._claim(record)
        elif isinstance(record, Citation):
            special = self._citation(record)
        elif isinstance(record, Entry):
            special = self._entry(record)
        elif isinstance(record, Event):
            gone = self._at_place(record.at)
            special = replace(record, name=blocks(record.name), when=None, rule=None) if gone else record
        elif isinstance(record, Link):
            gone = any(self._over(at) for at in record.evidence) or bool({record.a, record.b} & self._touched)
            special = replace(record, reason=None) if gone else record
        elif isinstance(record, Judgement):
            special = self._judgement(record)
        elif isinstance(record, Problem):
            special = self._problem(record)
        elif isinstance(record, Report):
            special = self._report(record)
        return cast("R", special)

    def _document(self, doc: Document) -> Document:
        told = {name: self._contained(doc.id, getattr(doc, name)) for name in ("title", "author", "publisher")}
        post = doc.post
        if post and (self.text(post.account) != post.account or self._touches_url(doc.url)):
            post = Post(
                network=post.network, number=blocks(post.number), account=self.text(post.account)
            )  # the number leads to it
        return replace(
            doc, text=covered(doc.text, self._spans.get(doc.id, ())), url=self._address(doc.url), post=post,
            **cast("dict[str, Any]", told),
        )  # fmt: skip

    def _visit(self, visit: Visit) -> Visit:
        redirects = tuple(self._address(one) or "" for one in visit.redirects)
        gone = visit.id in self._sealed
        return replace(
            visit, url=self._address(visit.url) or "", redirects=redirects, headers=() if gone else visit.headers,
            certificate=None if gone else visit.certificate, note=None if gone else visit.note,
        )  # fmt: skip

    def _entity(self, entity: Entity) -> Entity:
        if self.text(entity.name) != entity.name:
            return replace(entity, country=None, reasons=())
        return replace(entity, reasons=()) if self._touched.intersection(entity.members) else entity

    def _claim(self, claim: Claim) -> Claim:
        if not any(self._at_place(at) for at in claim.content):
            return claim
        chain = tuple(replace(step, holder=replace(step.holder, refers_to=None, reason=None)) for step in claim.chain)
        return replace(claim, chain=chain, relation=None, relation_from=None, said=None, content_time=None)

    def _citation(self, cite: Citation) -> Citation:
        urls = tuple(replace(one, url=blocks(one.url)) if self._over(one.at) else one for one in cite.urls)
        dates = tuple(one for one in cite.dates if not self._at_place(one.at))
        return replace(cite, urls=tuple(replace(one, url=self._address(one.url) or "") for one in urls), dates=dates)

    def _entry(self, entry: Entry) -> Entry:
        name = entry.name_at
        if self._over(name):  # a flag may tell how a word of the name is repaired
            flags = tuple(flag for flag in entry.flags if ":" not in flag)
            entry = replace(entry, name=self._anchor(name).text, repair=None, acronym=None, flags=flags)
        if self._at_place(name) or (entry.country_at and self._over(entry.country_at)):
            entry = replace(entry, country=None, country_basis="none", country_at=None)
        return entry

    def _judgement(self, judgement: Judgement) -> Judgement:
        if judgement.record in self._hidden:  # what was hidden and why stays in the case, when it is taken back too
            return replace(judgement, changes=None, note=None)
        if judgement.record in self._touched or judgement.other in self._touched:
            return replace(judgement, changes=None, note=None)
        if not judgement.changes:
            return judgement
        told = self._json(json.loads(judgement.changes))
        return replace(judgement, changes=json.dumps(told, ensure_ascii=False, sort_keys=True))

    def _json(self, value: object) -> object:
        if isinstance(value, list):
            return [self._json(one) for one in value]
        if isinstance(value, dict):
            if {"doc", "start", "end", "text"} <= value.keys():
                at = self._anchor(Anchor(doc=value["doc"], start=value["start"], end=value["end"], text=value["text"]))
                return value | {"doc": at.doc, "text": at.text}
            return {name: self._json(one) for name, one in value.items()}
        return self.text(value) if isinstance(value, str) else value

    def _problem(self, problem: Problem) -> Problem:
        gone = any(self._over(at) for at in anchors_of(problem)) or problem.doc in self._places.by_document
        return replace(problem, message=CODES.get(problem.code, "")) if gone else problem

    def _report(self, report: Report) -> Report:
        made = tuple(
            replace(block, cites=tuple(replace(one, parts=()) if one.claim in self._sealed else one for one in block.cites))
            for block in report.blocks
        )
        return replace(report, blocks=made)

    def _contained(self, doc: str, words: str | None) -> str | None:
        """Hide a title or author that was taken from hidden words of the document and stands nowhere else in it."""
        if not words or not (told := letters(words)) or told not in self._within.get(doc, ""):
            return words
        return words if told in self._left.get(doc, "") else blocks(words)

    def _address(self, url: str | None) -> str | None:
        """Return an address, hidden whole where it spells something hidden in any way."""
        return blocks(url) if url and self._touches_url(url) else url

    def _touches_url(self, url: str | None) -> bool:
        return bool(url and self._spellings.spans(url))

    # Where it is hidden

    def _over(self, at: Anchor) -> list[Span]:
        """Return the spans that hide some of an anchor's words."""
        return [span for span in self._spans.get(at.doc, ()) if span[0] < at.end and span[1] > at.start]

    def _at_place(self, at: Anchor) -> bool:
        """Ask whether words of an anchor are hidden for their place, and not for a name in them."""
        return any(start < at.end and end > at.start for start, end in self._places.spans.get(at.doc, ()))

    def _meet_documents(self) -> bool:
        """Find what is hidden in each document; say whether the names that they leave with are in order."""
        names: list[tuple[str, str]] = []
        for doc in self._view.documents():
            spans = merged([*self._places.spans.get(doc.id, ()), *self._spellings.spans(doc.text)])
            if spans:
                self._spans[doc.id] = spans
            if doc.id in self._within:
                self._left[doc.id] = letters(covered(doc.text, spans))
            if self._document(doc) != doc or any(self.text(one) != one for one in _told_of(doc)):
                self._put(doc.id, "doc")
                self._put_capture(doc.capture)
            names.append((self.text(doc.name), self.id(doc.id)))
        return names == sorted(names)

    def _put(self, record: str, prefix: str = "") -> None:
        self._sealed.setdefault(record, make_id(prefix or record.partition("-")[0], self._key, record))

    def _put_capture(self, capture: str) -> None:
        """Make the id of a capture anew, and those of what it lay in: each is the hash of bytes that hold the words."""
        at: str | None = capture
        while at and at not in self._sealed:
            self._put(at, "hidden")
            above = self._captures.get(at)
            at = above.parent if above else None

    @cached_property
    def _captures(self) -> Mapping[str, Capture]:
        return {one.id: one for one in self._view.captures()}

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """The records that anybody ever hid."""
        return frozenset(one.record for one in self._view.judgements() if one.decision == "hide")

    @cached_property
    def _touched(self) -> frozenset[str]:
        """The records that some of the hidden words belong to."""
        docs = [cast("DocumentId", doc) for doc in self._spans]
        inside = (record for doc in docs for record in of_document(self._view, doc))
        return frozenset(one.id for one in inside if any(self._over(at) for at in anchors_of(one)))

    def _seal(self) -> None:
        """Find the ids that are made of hidden words, or of ids that are."""
        for doc in self._view.documents():
            for record in of_document(self._view, doc.id) if doc.id in self._sealed else ():
                self._put(record.id)
                if isinstance(record, Entry):
                    self._put(record.list)
        self._seal_containers()
        for source in self._view.sources():
            if self.text(source.name or "") != (source.name or "") or self._touches_url(source.url):
                self._put(source.id)
        for visit in self._view.visits():
            if self._touches_url(visit.url) or {visit.source, visit.capture or ""} & self._sealed.keys():
                self._put(visit.id)
                self._put(visit.source)
                for kept in (visit.exchange, visit.stamp):
                    if kept:
                        self._put(kept, "hidden")
        for entity in self._view.entities():
            if self.text(entity.name) != entity.name or self._sealed.keys() & entity.members:
                for one in (entity.id, *entity.joined):
                    self._put(one)
        for link in self._view.links():
            if {link.a, link.b, *(at.doc for at in link.evidence)} & self._sealed.keys():
                self._put(link.id)
        for problem in self._view.problems():
            docs = {problem.doc or "", *(at.doc for at in anchors_of(problem))}
            if docs & self._sealed.keys() or self.text(problem.message) != problem.message:
                self._put(problem.id)
        for judgement in self._view.judgements():
            if {judgement.record, judgement.other} & self._sealed.keys() or self.record(judgement) != judgement:
                self._put(judgement.id)
                self._put(judgement.record)
        if isinstance(self._view, HasReports):
            for report in self._view.reports():
                if self.text(report.title) != report.title:
                    self._put(report.id)

    def _seal_containers(self) -> None:
        """Make the ids of files anew that hold a file whose id is made anew, however it was found in them."""
        holds = [(link.a, link.b) for link in self._view.links() if link.kind == "contains" and link.a in self._captures]
        before = -1
        while before != len(self._sealed):
            before = len(self._sealed)
            for a, b in holds:
                if b in self._sealed:
                    self._put_capture(a)

    def _old(self, doc: DocumentId) -> DocumentId:
        return cast("DocumentId", self._unsealed.get(doc, doc))


def _told_of(doc: Document) -> Iterator[str]:
    """Yield what is told of a document beside its text."""
    for name in ("name", "title", "date", "modified", "author", "publisher"):
        if words := getattr(doc, name):
            yield words
