"""Names beside names: proposals that two are one, and a list of names looked up in the case, each with its words in place."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.records import Mention
from whosays.resolve.identity import is_of_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whosays.case.whole import WholeView
    from whosays.records import DocumentId, Entity, Entry, LinkId
    from whosays.resolve.names import Name


_LEAST = 0.5  # what is less than half alike shares no more than a word that many have; it is no hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a name stands: the record there, its document with its name, the words from `start` to `end`."""

    record: str
    doc: DocumentId
    document: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InPlace:
    """An entity with the places where it is named, in document order. It has `count` of them; `places` may be the first."""

    entity: Entity
    count: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A proposal that two names are one: why, and who said that they are not sure."""

    id: LinkId
    a: InPlace
    b: InPlace
    reason: str
    not_sure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A name of the case that is like one that was looked for, and why."""

    named: InPlace
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What the case has for one of the names that were looked for, the most alike first."""

    query: str
    found: tuple[Found, ...]


def place(view: WholeView, entity: Entity) -> InPlace:
    """Return an entity with all its places."""
    return _Places(view, [entity]).of(entity)


def candidates(view: WholeView, *, of: Collection[str] = (), most_places: int = 2) -> list[Candidate]:
    """Return the proposals that wait for a decision, in the order of their names.

    Args:
        view: the case.
        of: ids of entities of which one at least must be in it (none: all proposals).
        most_places: how many places to give of each name.
    """
    who = view.who
    links = [link for link in view.links() if is_of_names(link) and (not of or link.a in of or link.b in of)]
    ends = {one: found for link in links for one in (link.a, link.b) if (found := who.find(one))}
    placed = _Places(view, ends.values())
    out: list[Candidate] = []
    for link in links:
        first, other = sorted((ends[link.a], ends[link.b]), key=lambda e: (e.name.casefold(), e.id))
        between = who.between.get((link.a, link.b))
        out.append(
            Candidate(
                id=link.id,
                a=placed.of(first, most_places),
                b=placed.of(other, most_places),
                reason=link.reason or "",
                not_sure=tuple(sorted({j.who for j in between.decisions})) if between else (),
            )
        )
    return sorted(out, key=lambda c: (c.a.entity.name.casefold(), c.b.entity.name.casefold(), c.id))


def match_names(view: WholeView, queries: Sequence[str], *, limit: int = 5) -> list[Match]:
    """Look up names in one go. Returns, for each in order, the names of the case that are like it, with all their places.

    Args:
        view: the case.
        queries: the names as somebody typed them.
        limit: how many names to give for each at most.
    """
    from whosays.resolve.alike import search

    who = view.who
    like = search(queries, names_of(view, who.entities), limit)
    hits = [[(name, likeness) for name, likeness in found if likeness.score >= _LEAST] for found in like]
    placed = _Places(view, (who.by_id[name.id] for found in hits for name, _ in found))
    return [
        Match(
            query=query,
            found=tuple(Found(named=placed.of(who.by_id[name.id]), reason=likeness.reason()) for name, likeness in found),
        )
        for query, found in zip(queries, hits, strict=True)
    ]


def names_of(view: WholeView, entities: Collection[Entity]) -> list[Name]:
    """Return entities as they are compared: with every writing in the documents, the short forms told, country, language.

    Words that stand for a body and are no name of it (a loaded designation, "the group") belong to no entity, so they are
    no writing either.
    """
    from whosays.resolve.names import Name

    languages = {doc.id: doc.languages[0] if doc.languages else None for doc in view.documents()}
    writings: dict[str, set[str]] = defaultdict(set)
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    of_member = {member: entity.id for entity in entities for member in entity.members}
    for record in _records(view, of_member):
        at = of_member[record.id]
        writings[at] |= {" ".join(words.split()) for words in _written(record)}
        if language := languages[record.at.doc]:
            spoken[at][language] += 1
    return [
        Name(
            id=entity.id,
            kind=entity.kind,
            text=entity.name,
            others=tuple(sorted({*writings[entity.id], *view.who.names(entity)} - {entity.name})),
            country=entity.country,
            language=min(spoken[entity.id], key=lambda one: (-spoken[entity.id][one], one), default=None),
        )
        for entity in entities
    ]


def _written(record: Mention | Entry) -> Iterator[str]:
    if isinstance(record, Mention):
        yield record.at.text
        if record.value:
            yield record.value
        return
    yield record.name
    yield from (words for words in (record.repair, record.acronym) if words)


def _records(view: WholeView, wanted: Collection[str]) -> Iterator[Mention | Entry]:
    """Yield the mentions and rows that are wanted, by id, each kind in document order."""
    yield from (mention for mention in view.mentions() if mention.id in wanted)
    yield from (entry for entry in view.entries() if entry.id in wanted)


class _Places:
    """Finds where entities are named, reading the case once for all of them."""

    def __init__(self, view: WholeView, entities: Iterable[Entity]) -> None:
        self._names: dict[DocumentId, str] = {doc.id: doc.name for doc in view.documents()}
        wanted = {member for entity in entities for member in entity.members}
        self._at: dict[str, Place] = {record.id: self._place(record) for record in _records(view, wanted)} if wanted else {}

    def of(self, entity: Entity, most: int | None = None) -> InPlace:
        """Return an entity with its places, or the first of them."""
        places = sorted((self._at[one] for one in entity.members), key=lambda p: (p.document, p.doc, p.start, p.end, p.record))
        # A row and the mention of its name stand at one place; it is told once.
        once = list({(place.doc, place.start, place.end): place for place in reversed(places)}.values())[::-1]
        return InPlace(entity=entity, count=len(once), places=tuple(once[:most]))

    def _place(self, record: Mention | Entry) -> Place:
        at = record.at if isinstance(record, Mention) else record.name_at
        return Place(record=record.id, doc=at.doc, document=self._names[at.doc], start=at.start, end=at.end, words=at.text)
