"""Propose entities: names with the same words, short forms with their full names, rows of lists with the names they hold.

Only what hardly anybody would doubt is put together; closer looks at alike names come after this, and a person decides.

1. Each mention and entry gets the name it stands for, inside its document: the full name of a short form or of a surname.
2. Those of one name and like kind make a group over all documents.
3. A group whose entries lie in several countries is parted by country; what has no country then stays on its own.

A member that a person split off stands alone; the others of its name keep theirs, id included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from whosays.records import Entity, EntityId, make_id
from whosays.text.names import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from whosays.records import DocumentId, Entry, Mention, MentionKind

# Kinds that readers and lists do not keep apart: a union, a group and a campaign of one name are one until a person parts them.
_FAMILIES: dict[MentionKind, MentionKind] = {"group": "organisation", "campaign": "organisation", "concept": "work"}


@dataclass(frozen=True, slots=True)
class _Member:
    """A mention or entry on its way into an entity: the folded `name` it stands for, its own `words`, the `full` name told."""

    id: str
    doc: DocumentId
    kind: MentionKind
    name: str
    words: str
    country: str | None = None
    full: str | None = None
    reason: str | None = None


@dataclass(slots=True)
class _Book:
    """What one document says about its own names: short forms and their full names, surnames and full names."""

    full: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    persons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True, slots=True)
class Apart:
    """Entities where some members stand alone.

    By the ids of those members, `left` has the entity that its words would put each in, `own` the one of its own.
    """

    entities: tuple[Entity, ...]
    left: dict[str, EntityId] = field(default_factory=dict)
    own: dict[str, EntityId] = field(default_factory=dict)


def propose(mentions: Iterable[Mention], entries: Iterable[Entry]) -> Iterator[Entity]:
    """Yield one entity for each name, in the order of their ids; the order of the input does not matter.

    Every mention of the layer `name` (dates left out) and every entry is a member of exactly one entity.
    """
    yield from propose_apart(mentions, entries, frozenset()).entities


def propose_apart(mentions: Iterable[Mention], entries: Iterable[Entry], alone: Collection[str]) -> Apart:
    """Return the entities as `propose` yields them, but with each of the members `alone` (ids) in an entity of its own.

    A row and the mention of its name are one place, so they stay together. The id comes from the row or mention. An entity
    whose members all stand alone is none any more.
    """
    named = sorted((m for m in mentions if m.layer == "name" and m.kind != "date"), key=lambda m: m.id)
    rows = sorted(entries, key=lambda e: e.id)
    books = _books(named, rows)
    kinds = {(m.at.doc, m.at.start, m.at.end): m.kind for m in named}
    at_row = {(e.name_at.doc, e.name_at.start, e.name_at.end): e for e in rows}
    groups: dict[tuple[MentionKind, str], list[_Member]] = defaultdict(list)
    for member in [*(_of_mention(m, books[m.at.doc], at_row) for m in named), *(_of_entry(e, kinds) for e in rows)]:
        groups[family_of(member.kind), member.name].append(member)
    entities: list[Entity] = []
    left: dict[str, EntityId] = {}
    apart: dict[str, list[_Member]] = defaultdict(list)
    at_place = ((m, at_row.get((m.at.doc, m.at.start, m.at.end))) for m in named)
    places: dict[str, str] = {mention.id: row.id for mention, row in at_place if row}
    units = {places.get(one, one) for one in alone}
    for (family, name), group in groups.items():
        for part in _parts(group):
            made = EntityId(make_id("ent", family, name, _country(part)))
            if stay := [member for member in part if places.get(member.id, member.id) not in units]:
                entities.append(_entity(made, name, stay))
            for member in part if len(stay) < len(part) else ():
                if (unit := places.get(member.id, member.id)) in units:
                    left[member.id] = made
                    apart[unit].append(replace(member, reason=None))
    own: dict[str, EntityId] = {}
    for unit, members in apart.items():
        made = EntityId(make_id("ent", "alone", unit))
        entities.append(_entity(made, fold_name(members[-1].words) or members[-1].words, members))
        own |= {member.id: made for member in members}
    return Apart(tuple(sorted(entities, key=lambda e: e.id)), left, own)


def family_of(kind: MentionKind) -> MentionKind:
    """Return the kind that stands for all those which names of one thing may have."""
    return _FAMILIES.get(kind, kind)


def _books(mentions: Sequence[Mention], entries: Sequence[Entry]) -> dict[DocumentId, _Book]:
    books: dict[DocumentId, _Book] = defaultdict(_Book)
    for m in mentions:
        if m.value:
            books[m.at.doc].full[fold_name(m.at.text)].add(fold_name(m.value))
        if m.kind == "person":
            words = fold_name(m.at.text).split()
            if len(words) > 1:
                books[m.at.doc].persons[words[-1]].add(" ".join(words))
    for e in entries:
        if e.acronym:
            books[e.at.doc].full[fold_name(e.acronym)].add(fold_name(e.name))
    return books


def _of_mention(m: Mention, book: _Book, at_row: dict[tuple[DocumentId, int, int], Entry]) -> _Member:
    """Read the name that a mention stands for out of its document."""
    words = " ".join(m.at.text.split())
    folded = fold_name(words) or words
    row = at_row.get((m.at.doc, m.at.start, m.at.end))
    name, reason = folded, None
    full = {fold_name(m.value)} if m.value else book.full.get(folded, set())
    whole = book.persons.get(folded, set()) if m.kind == "person" else set()
    if row:
        name = fold_name(row.name) or row.name
    elif len(full) == 1:
        (name,) = full
        reason = f"“{words}” stands for it in {m.at.doc}" if name != folded else None
    elif len(whole) == 1:
        (name,) = whole
        reason = f"“{words}” is a surname in {m.at.doc}"
    country = row.country if row else None
    return _Member(m.id, m.at.doc, m.kind, name or folded, words, country=country, full=m.value, reason=reason)


def _of_entry(e: Entry, kinds: dict[tuple[DocumentId, int, int], MentionKind]) -> _Member:
    kind = kinds.get((e.name_at.doc, e.name_at.start, e.name_at.end), "organisation")
    words = " ".join(e.name.split())
    return _Member(e.id, e.at.doc, kind, fold_name(words) or words, words, country=e.country)


def _parts(group: Sequence[_Member]) -> Iterator[list[_Member]]:
    """Part a group of one name by country where its members lie in several; else it stays whole."""
    countries = sorted({m.country for m in group if m.country})
    if len(countries) < 2:
        yield list(group)
        return
    for country in [None, *countries]:
        part = [m for m in group if m.country == country]
        if part:
            yield part


def _country(members: Sequence[_Member]) -> str | None:
    return next((m.country for m in sorted(members, key=lambda m: m.id) if m.country), None)


def _entity(made: EntityId, name: str, members: Sequence[_Member]) -> Entity:
    kinds = Counter(m.kind for m in members)
    return Entity(
        id=made,
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        name=_best_writing(name, members),
        country=_country(members),
        members=tuple(sorted({m.id for m in members})),
        reasons=tuple(_reasons(members)),
    )


def _best_writing(name: str, members: Sequence[_Member]) -> str:
    """Return the most usual writing of the full name, else as a short form tells it, else the folded name."""
    writings = Counter(_without_article(m.words) for m in members if fold_name(m.words) == name)
    writings = writings or Counter(m.full for m in members if m.full and fold_name(m.full) == name)
    if not writings:
        return name
    return min(writings, key=lambda words: (-writings[words], words.isupper(), words))


def _without_article(words: str) -> str:
    return words[4:] if words[:4].casefold() == "the " and len(words) > 4 else words


def _reasons(members: Sequence[_Member]) -> Iterator[str]:
    """Yield why the members are one, readable, in a fixed order."""
    same = [m for m in members if m.reason is None]
    docs = {m.doc for m in same}
    if len(same) > 1:
        yield "same words" if len(docs) == 1 else f"same words in {len(docs)} documents"
    yield from sorted({m.reason for m in members if m.reason})
