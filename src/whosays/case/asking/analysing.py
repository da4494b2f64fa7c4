"""The questions over a whole case: what it holds on a name, when, where, with whom, how often. What is rejected is left out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from whosays.case.asking.claim_filter import ClaimFilter, Fits
from whosays.case.asking.editions import told_to_be_one
from whosays.errors import WhosaysError
from whosays.named_at import NamedAt, by_member
from whosays.records import meant_ids
from whosays.store.faults import NoSuchList
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from whosays.analyse.account import DocumentAccount
    from whosays.analyse.campaigns import Campaign, Reach, Sign
    from whosays.analyse.dossier import Dossier
    from whosays.analyse.places import Place
    from whosays.analyse.registers import Edition, EditionsCompared, Registered
    from whosays.analyse.reviewers import Compared
    from whosays.analyse.series import Series
    from whosays.analyse.timeline import Moment
    from whosays.analyse.together import Together
    from whosays.analyse.trends import Trend, Unit
    from whosays.case.asking.counting import TrendFilter
    from whosays.case.whole import WholeView
    from whosays.network import Network
    from whosays.records import Anchor, Citation, Claim, Document, DocumentId, Entity, Entry, Event, Link, Mention

R = TypeVar("R", "Mention", "Claim", "Citation", "Entry", "Event", "Link")


class NoSuchName(WhosaysError):
    """No entity, or more than one, goes by some words."""

    code = "no-such-name"

    def __init__(self, words: str, candidates: Iterable[str] = ()) -> None:
        near = list(candidates)[:8]
        told = f"; it could be {', '.join(near)}: give the id" if near else "; `whosays names` prints the names of the case"
        super().__init__(f"no one name of the case goes by {words!r}{told}")


class Analysing:
    """Asks the analyses over a view; what several of them need is read once."""

    def __init__(self, view: WholeView) -> None:
        self.view = view

    def find_entity(self, words: str) -> Entity:
        """Return the one entity whose id is, was, or begins with `words`, or whose name they are; raise NoSuchName."""
        if known := self.view.who.find(words):
            return known
        entities = self.view.entities()
        folded = fold_text(" ".join(words.split()))
        named: list[Entity] = []
        fits: tuple[Callable[[Entity], bool], ...] = (
            lambda entity: bool(meant_ids(words, (entity.id, *entity.joined))),
            lambda entity: fold_text(entity.name) == folded,
            lambda entity: folded in self._writings.get(entity.id, ()),
            lambda entity: bool(folded) and folded in fold_text(entity.name),
        )
        for fit in fits:
            named = [entity for entity in entities if fit(entity)]
            if len(named) == 1:
                return named[0]
            if named:
                break
        raise NoSuchName(words, (f"{entity.name} ({entity.kind}, {entity.id})" for entity in named))

    def dossier(self, words: str) -> Dossier:
        """Return what the case holds on a name."""
        from whosays.analyse.dossier import make_dossier

        entity = self.find_entity(words)
        return make_dossier(
            entity, named=self.named, claims=self.claims, mentions=self.mentions, entries=self.entries, events=self.events
        )

    def together(self, words: str) -> tuple[Together, ...]:
        """Return who stands in lists and passages with a name."""
        from whosays.analyse.together import stand_together

        of = self.find_entity(words).id
        return stand_together(of, named=self.named, entries=self.entries, passages=self.view.passages())

    def timeline(self, *, of: str | None = None, doc: str | None = None, captured: bool = False) -> tuple[Moment, ...]:
        """Return the times that records give: of what a name holds or what is about it, of one document, or of all.

        With `captured`, also when each of these documents was captured.
        """
        from whosays.analyse.timeline import make_timeline

        where = self.view.stored.find_document(doc).id if doc else None
        claims = [claim for claim in self.claims if where in (None, claim.doc)]
        events = [event for event in self.events if where in (None, event.at.doc)]
        documents = [one for one in self.documents.values() if where in (None, one.id)]
        if of is not None:
            entity = self.find_entity(of)
            claims = [claim for claim in claims if self.concerns(claim, entity)]
            events = [
                event
                for event in events
                if any(self._is(role.at, entity) for role in event.roles) or self._is(event.at, entity)
            ]
            kept = {claim.doc for claim in claims} | {event.at.doc for event in events}
            documents = [one for one in documents if one.id in kept]
        pairs = [(one, self.view.stored.capture(one.capture)) for one in documents] if captured else []
        return make_timeline(claims=claims, events=events, documents=documents, captured=pairs)

    def editions(self, words: str | None = None) -> tuple[Edition, ...]:
        """Return the lists of the case as editions, earliest first; with `words`, those of a document or the one of this id."""
        from whosays.analyse.registers import find_editions

        if words is None:
            return find_editions(self.entries, self.documents, self.view.passages())
        rows = [row for row in self.entries if meant_ids(words, [row.list])]
        if not rows:
            doc = self.view.stored.find_document(words).id
            rows = [row for row in self.entries if row.at.doc == doc]
        docs = {row.at.doc: self.view.document(row.at.doc) for row in rows}
        return find_editions(rows, docs, (passage for doc in docs for passage in self.view.passages(doc)))

    def compare_lists(self, before: str, after: str) -> EditionsCompared:
        """Return what became of each row from list `before` to `after`, each by its id or its document (its longest)."""
        from whosays.analyse.registers import compare_editions

        sides = [max(self.editions(words), key=lambda one: len(one.rows), default=None) for words in (before, after)]
        for words, side in zip((before, after), sides, strict=True):
            if side is None:
                raise NoSuchList(words, sorted({one.list for one in self.editions()})[:8])
        first, second = (side for side in sides if side)
        links = (link for link in self.view.links() if link.kind == "same" and link.a.startswith("ent-"))
        proposed = [
            *((link.a, link.b, link.reason or "perhaps one body") for link in links),
            *told_to_be_one(self.claims, self.entries, self.named),
        ]
        return compare_editions(first, second, entity_of=self.named.entity_of, proposed=proposed)

    def register(self) -> tuple[Registered, ...]:
        """Return every body that stands in any list of the case, once."""
        from whosays.analyse.registers import make_register

        return make_register(self.editions(), self.named.entity_of)

    def account(self, doc: str) -> DocumentAccount:
        """Return a document on one page, by its name or id."""
        from whosays.analyse.account import make_account
        from whosays.case.together.tracing import SOMEBODY

        found = self.view.stored.find_document(doc)
        named = [m for m in self.mentions if m.at.doc == found.id and m.kind in SOMEBODY]
        return make_account(
            found,
            claims=[claim for claim in self.claims if claim.doc == found.id],
            named_at=frozenset((m.at.start, m.at.end) for m in named),
            citations=self._standing(self.view.citations(found.id)),
            links=self._standing(self.view.links(found.id)),
            problems=self.view.problems(found.id),
        )

    def series(self) -> tuple[Series, ...]:
        """Return the events of all documents, put together as series with their editions."""
        from whosays.analyse.series import make_series

        return make_series(
            self.events,
            documents=self.documents,
            passages=self.view.passages(),
            claims=self.claims,
            named=self.named,
        )

    def network(self, of: str | None = None) -> Network:
        """Return who is tied to whom, or to one name (`of`, as `find_entity` takes it)."""
        from whosays.network import make_network

        entity = self.find_entity(of).id if of is not None else None
        return make_network(named=self.named, claims=self.claims, entries=self.entries, of=entity)

    def places(self) -> tuple[Place, ...]:
        """Return where records lie, added up."""
        from whosays.analyse.places import make_places

        return make_places(mentions=self.mentions, claims=self.claims, entries=self.entries, events=self.events)

    def signs(self) -> tuple[Sign, ...]:
        """Return the hashtags, slogans and named campaigns."""
        from whosays.analyse.campaigns import find_signs

        return find_signs(
            entities=self.view.entities(),
            mentions=self.mentions,
            documents=self.documents.values(),
            passages=self.view.passages(),
        )

    def campaign(self, words: str) -> Campaign:
        """Return one sign, by its name or the id of its entity, with what stands around it."""
        from whosays.analyse.campaigns import make_campaign

        signs = self.signs()
        folded = fold_text(words).lstrip("#")
        fitting = [s for s in signs if s.entity == words] or [s for s in signs if fold_text(s.name).lstrip("#") == folded]
        if not fitting:
            raise NoSuchName(words, (sign.name for sign in signs if folded and folded in fold_text(sign.name)))
        return make_campaign(fitting[0], passages=self.view.passages(), claims=self.claims, events=self.events)

    def reach(self) -> list[Reach]:
        """Return the claims of reach without a figure."""
        from whosays.analyse.campaigns import find_reach_claims

        languages = {doc.id: doc.languages[0] for doc in self.documents.values() if doc.languages}
        return list(find_reach_claims(self.claims, languages))

    def agreement(self) -> Compared:
        """Return how people answered what several of them decided on, and on what they differ."""
        from whosays.analyse.reviewers import compare_reviewers

        return compare_reviewers(self.view.stored.lookup.judgements_to_compare())

    def not_decided_by(self, who: str, *, doc: DocumentId | None = None) -> Iterator[Claim]:
        """Yield the claims that a person has no standing decision on, as they were proposed: what others decided is not shown.

        So that answers can be compared, each has to be given without a look at the others.
        """
        from whosays.analyse.reviewers import answers_of_each

        own = (judgement for judgement in self.view.stored.judgements() if judgement.who == who)
        decided = answers_of_each(own)
        return (claim for claim in self.view.stored.claims(doc) if claim.id not in decided)

    def trend(self, wanted: TrendFilter, unit: Unit | None = None) -> Trend:
        """Return how often what is `wanted` is told, by day, month or year (`unit`; None: by how much time there is)."""
        from whosays.case.asking.counting import count_over_time

        return count_over_time(self, wanted, unit)

    def concerns(self, claim: Claim, entity: Entity) -> bool:
        """Ask whether an entity holds a claim, at any step, or it is about it."""
        holders = (self.named.holder(step.holder) for step in claim.chain)
        return any(one is not None and one.id == entity.id for one in (*holders, *self.named.about(claim)))

    # What is looked at

    @cached_property
    def named(self) -> NamedAt:
        """Who is named where."""
        return NamedAt(by_member(self.view.entities()), self.mentions, self.entries)

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims that nobody rejected."""
        fits = Fits(self.view, ClaimFilter())
        return [claim for claim in self.view.claims() if fits(claim)]

    @cached_property
    def mentions(self) -> list[Mention]:
        """The mentions that nobody rejected."""
        return list(self._standing(self.view.mentions()))

    @cached_property
    def entries(self) -> list[Entry]:
        """The rows that nobody rejected."""
        return list(self._standing(self.view.entries()))

    @cached_property
    def events(self) -> list[Event]:
        """The events that nobody rejected."""
        return list(self._standing(self.view.events()))

    @cached_property
    def documents(self) -> Mapping[DocumentId, Document]:
        """The documents by id, each read when it is asked for."""
        return self.view.stored.documents_by_id()

    @cached_property
    def _writings(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for mention in self.mentions:
            if entity := self.named.entity_of.get(mention.id):
                found.setdefault(entity.id, set()).add(fold_text(" ".join(mention.at.text.split())))
        return found

    def _standing(self, records: Iterable[R]) -> Iterator[R]:
        return (record for record in records if self.view.status(record.id) != "rejected")

    def _is(self, at: Anchor, entity: Entity) -> bool:
        return (one := self.named.at(at)) is not None and one.id == entity.id
