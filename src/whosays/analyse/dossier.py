"""All that a case holds on one name: in its own words, in the words of others, and side by side what documents say of it.

Nothing here is a finding of whosays. Each line is a claim of somebody, with its holder and its place.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.derived import is_self_description, names_holder
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.named_at import NamedAt
    from whosays.records import Anchor, Claim, DocumentId, Entity, EntityId, Entry, Event, Mention

Standing = Literal["one document", "documents agree", "values differ"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One way in which a name is written: how often, in how many documents, and where first."""

    words: str
    times: int
    documents: int
    first: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A claim with who holds it: an entity where the holder is named, else the words that stand for him ("" for an author)."""

    claim: Claim
    holder: str
    entity: EntityId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value that documents give, in their words, and the claims that give it."""

    words: str
    at: tuple[Anchor, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """What documents say on one point ("based in", "founded, when"), every value beside the others."""

    point: str
    values: tuple[Value, ...]
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part that a name has in an event."""

    event: Event
    role: str
    at: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that a case holds on one name.

    `own_words` are claims that it holds about itself, `words_of_others` what others hold about it, `of_others` what it holds
    about anything else. `rows` are its rows in lists, `parts` its parts in events.
    """

    entity: Entity
    writings: tuple[Writing, ...]
    own_words: tuple[Said, ...]
    words_of_others: tuple[Said, ...]
    of_others: tuple[Said, ...]
    side_by_side: tuple[SideBySide, ...]
    rows: tuple[Entry, ...]
    parts: tuple[Part, ...]


def make_dossier(
    entity: Entity,
    *,
    named: NamedAt,
    claims: Iterable[Claim],
    mentions: Iterable[Mention],
    entries: Iterable[Entry],
    events: Iterable[Event],
) -> Dossier:
    """Put together what a case holds on an entity; what nobody wants any more (rejected) is left out by the caller."""
    own: list[Said] = []
    others: list[Said] = []
    held: list[Said] = []
    values = _Values(entity, named)
    for claim in claims:
        said = _said(claim, named)
        is_about = any(one.id == entity.id for one in named.about(claim))
        is_holder = said.entity == entity.id
        if is_about:
            itself = is_holder and is_self_description(claim, entity_of=lambda at: one.id if (one := named.at(at)) else None)
            (own if itself else others).append(said)
        elif is_holder:
            held.append(said)
        values.add(claim)
    members = set(entity.members)
    rows = tuple(entry for entry in entries if entry.id in members)
    return Dossier(
        entity=entity,
        writings=tuple(_writings([*(m.at for m in mentions if m.id in members), *(row.name_at for row in rows)])),
        own_words=tuple(own),
        words_of_others=tuple(others),
        of_others=tuple(held),
        side_by_side=tuple(values.points()),
        rows=rows,
        parts=tuple(_parts(entity, named, events)),
    )


def _said(claim: Claim, named: NamedAt) -> Said:
    holder = claim.chain[-1].holder
    entity = named.holder(holder)
    return Said(claim=claim, holder=entity.name if entity else names_holder(holder), entity=entity.id if entity else None)


def _writings(places: Sequence[Anchor]) -> Iterator[Writing]:
    """Yield each writing of a name, the most usual first."""
    groups: dict[str, list[Anchor]] = {}
    for at in places:
        groups.setdefault(" ".join(at.text.split()), []).append(at)
    for words, anchors in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        yield Writing(words=words, times=len(anchors), documents=len({at.doc for at in anchors}), first=anchors[0])


def _parts(entity: Entity, named: NamedAt, events: Iterable[Event]) -> Iterator[Part]:
    for event in events:
        for role in event.roles:
            if (one := named.at(role.at)) and one.id == entity.id:
                yield Part(event=event, role=role.role, at=role.at)


class _Values:
    """Gathers what typed relations say of an entity, point by point."""

    def __init__(self, entity: Entity, named: NamedAt) -> None:
        self.entity = entity
        self.named = named
        self._points: dict[str, dict[str, list[tuple[str, Anchor, Claim]]]] = {}

    def add(self, claim: Claim) -> None:
        """Take what a claim affirms of the entity: by the relation that was read in it, else by its verb and time."""
        relation = claim.relation_from
        if claim.polarity != "positive":
            return
        if relation is None or claim.relation != relation.kind:
            self._add_time(claim)
            return
        for mine, theirs, way in ((relation.subject, relation.object, ""), (relation.object, relation.subject, ", by whom")):
            if not any(self._is_it(at) for at in mine):
                continue
            for at in theirs:
                self._put(f"{relation.kind}{way}", self._words(at), at, claim)
            if claim.content_time and mine:
                self._put(f"{relation.kind}, when", claim.content_time, mine[0], claim)

    def _add_time(self, claim: Claim) -> None:
        """Take the time of what an author says of the entity under the verb that says it ("founded, when")."""
        step = claim.chain[-1]
        if step.holder.kind == "author" and step.cue and claim.content_time and any(self._is_it(at) for at in claim.about):
            self._put(f"{' '.join(step.cue.text.split())}, when", claim.content_time, claim.about[0], claim)

    def points(self) -> Iterator[SideBySide]:
        """Yield the points in order of their names; a time that one claim alone gives has nothing to stand beside."""
        for point, values in sorted(self._points.items()):
            if point.endswith(", when") and sum(map(len, values.values())) < 2:
                continue
            docs: Counter[DocumentId] = Counter(claim.doc for found in values.values() for _, _, claim in found)
            standing: Standing = "values differ" if len(values) > 1 else "documents agree" if len(docs) > 1 else "one document"
            told = (
                Value(words=found[0][0], at=tuple(at for _, at, _ in found), claims=tuple(claim for _, _, claim in found))
                for found in values.values()
            )
            yield SideBySide(point=point, values=tuple(told), standing=standing)

    def _is_it(self, at: Anchor) -> bool:
        return (one := self.named.at(at)) is not None and one.id == self.entity.id

    def _words(self, at: Anchor) -> str:
        return one.name if (one := self.named.at(at)) else " ".join(at.text.split())

    def _put(self, point: str, words: str, at: Anchor, claim: Claim) -> None:
        key = " ".join(fold_text(words).split()).removeprefix("the ")
        self._points.setdefault(point, {}).setdefault(key, []).append((words, at, claim))
