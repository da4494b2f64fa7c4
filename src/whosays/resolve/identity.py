"""Who is who: a fold of people's decisions over the entities that were proposed.

What is proposed (`exact.propose_apart`) are the **atoms**. The judgements that stand are gone through in the order in which
they were made:

- *same* puts two groups of atoms together, *split* takes one atom, or one mention or row, out of its group and leaves it alone
  (the others of the group stay together); a later *same* may join it anew;
- *different*, *part of* and *not sure* join and part nothing. They hold between the groups at the end.

A mention or row stands for the atom that holds it. What is undone was never there: the fold knows no history. Decisions that
cannot all hold are told as Problems, and nothing is solved: *same* stays until somebody takes one of them back.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from whosays.derived import standing
from whosays.records import EntityId
from whosays.resolve.contradictions import Said, Ways, circles, tell_circle, tell_different, tell_part_of_itself
from whosays.resolve.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whosays.records import Decision, Entity, Judgement, Link, Problem
    from whosays.resolve.exact import Apart
    from whosays.resolve.groups import Group

ON_TWO: frozenset[Decision] = frozenset({"same", "different", "part-of", "not-sure", "split"})


def standing_on_two(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the decisions on who is who that nobody took back, in the order given (oldest first)."""
    of: dict[str, list[Judgement]] = defaultdict(list)
    order: dict[str, int] = {}
    for at, judgement in enumerate(judgements):
        of[judgement.record].append(judgement)
        order[judgement.id] = at
    touched = [group for group in of.values() if any(j.decision in ON_TWO for j in group)]
    left = [judgement for group in touched for judgement in standing(group)]
    return sorted((j for j in left if j.decision in ON_TWO and j.other), key=lambda j: order[j.id])


def split_members(decisions: Iterable[Judgement]) -> frozenset[str]:
    """Return what stands alone by these standing decisions: ids of the mentions and rows that were split off."""
    return frozenset(j.record for j in decisions if j.decision == "split" and not j.record.startswith("ent-"))


def is_of_names(link: Link) -> bool:
    """Ask whether a link proposes that two names are one (and not, say, two claims)."""
    return link.kind == "same" and link.a.startswith("ent-") and link.b.startswith("ent-")


@dataclass(frozen=True, slots=True)
class Between:
    """Decisions that hold between two entities, oldest first."""

    decisions: tuple[Judgement, ...]

    @property
    def is_decided(self) -> bool:
        """Ask whether it is settled that the two are not one, so that nobody needs to be asked."""
        return any(j.decision != "not-sure" for j in self.decisions)


class Atoms(Protocol):
    """The atoms, read when they are asked for: those of `InMemory`, or of a directory that was kept."""

    @property
    def atoms(self) -> Mapping[str, Entity]:
        """All of them, by id."""

    @property
    def left(self) -> Mapping[str, EntityId]:
        """By the members that people split off, the atom that their words would put them in."""

    @property
    def own(self) -> Mapping[str, EntityId]:
        """By these, the atom of their own."""

    def home(self, member: str) -> str | None:
        """Return the atom that a mention or row is in."""


class InMemory:
    """The atoms as `exact.propose_apart` gives them."""

    def __init__(self, apart: Apart) -> None:
        self.atoms: Mapping[str, Entity] = {atom.id: atom for atom in apart.entities}
        self.left: Mapping[str, EntityId] = apart.left
        self.own: Mapping[str, EntityId] = apart.own

    @cached_property
    def _homes(self) -> Mapping[str, str]:
        return {member: atom.id for atom in self.atoms.values() for member in atom.members}

    def home(self, member: str) -> str | None:
        """Return the atom that a mention or row is in."""
        return self._homes.get(member)


class _Fold:
    """Goes through the decisions once. `same` are those that joined, between the atoms for which they stood then."""

    def __init__(self, proposed: Atoms, decisions: Sequence[Judgement]) -> None:
        self.groups = Groups(proposed.atoms)
        self.same: list[Said] = []
        named = {one for j in decisions for one in (j.record, j.other or "") if one and not one.startswith("ent-")}
        self._at: dict[str, str] = {one: home for one in named if (home := proposed.home(one))}
        self._at |= proposed.left
        self._own = proposed.own
        self._at_place: dict[str, list[str]] = defaultdict(list)
        for member, atom in proposed.own.items():
            self._at_place[atom].append(member)
        for judgement in decisions:
            if judgement.decision == "same":
                a, b = self.atom(judgement.record), self.atom(judgement.other or "")
                self.same.append(Said(judgement, a, b))
                self.groups.join(a, b)
            elif judgement.decision == "split":
                self._split(judgement.record)

    def atom(self, one: str) -> str:
        """Return the atom that an id stands for by now; of a whole group, the one that gives its name."""
        return self.groups.earlier(one) or self._at.get(one, one)

    def _split(self, one: str) -> None:
        own = self._own.get(one)
        if own:
            self._at |= dict.fromkeys(self._at_place[own], own)
        self.groups.leave(own or one)


class Joined:
    """The entities as people left them; `atoms` are those that were proposed, by id.

    Args:
        proposed: the atoms, with the members of `split_members` alone.
        decisions: what `standing_on_two` gave.
    """

    def __init__(self, proposed: Atoms, decisions: Sequence[Judgement]) -> None:
        self.atoms = proposed.atoms
        self._home = proposed.home
        self._fold = _Fold(proposed, decisions)
        self._groups = self._fold.groups
        self._ends = [Said(j, self._fold.atom(j.record), self._fold.atom(j.other or "")) for j in decisions]

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, in the order of their ids. Every mention and row of the atoms is a member of exactly one."""
        gone = {one for entity in self.joined.values() for one in self._groups.group(entity.joined[0]).atoms}
        alone = (self._placed(atom) for atom in self.atoms.values() if atom.id not in gone)
        return tuple(sorted([*alone, *self.joined.values()], key=lambda e: e.id))

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """The entities by their own ids."""
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def of_member(self) -> Mapping[str, EntityId]:
        """The entity of each mention and row, by id."""
        return {member: entity.id for entity in self.entities for member in entity.members}

    @cached_property
    def joined(self) -> Mapping[str, Entity]:
        """The entities that are several atoms, by id."""
        several = [group for group in self._groups.several() if group.here > 1]
        return {entity.id: entity for group in several for entity in (self._placed(self._joined(group)),)}

    @cached_property
    def _parts(self) -> tuple[Mapping[str, set[EntityId]], Mapping[str, set[EntityId]]]:
        """What each entity is judged to be a part of, and what is judged to be a part of it."""
        up: dict[str, set[EntityId]] = defaultdict(set)
        down: dict[str, set[EntityId]] = defaultdict(set)
        for said in self._ends:
            part, whole = self._id_at(said.a), self._id_at(said.b)
            if said.judgement.decision == "part-of" and part and whole and part != whole:
                up[part].add(whole)
                down[whole].add(part)
        return up, down

    def _placed(self, entity: Entity) -> Entity:
        """Return an entity with what it is a part of, and its parts."""
        up, down = self._parts
        if entity.id not in up and entity.id not in down:
            return entity
        return replace(entity, part_of=tuple(sorted(up.get(entity.id, ()))), parts=tuple(sorted(down.get(entity.id, ()))))

    @cached_property
    def earlier(self) -> Mapping[str, EntityId]:
        """Where other ids lead: those of atoms that were joined or left without members, and of groups that changed since."""
        ids = {one: self._id_at(one) for one in self._groups.named()}
        ids |= {one: self._id_at(self._groups.earlier(one) or one) for one in self._groups.known_groups()}
        return {one: found for one, found in ids.items() if found and one != found}

    def find(self, one: str) -> Entity | None:
        """Return the entity that an id leads to: its own, an earlier one, or that of a mention or row; None for another id."""
        if found := self._entity(one) or self._entity(self.earlier.get(one, "")):
            return found
        home = None if one.startswith("ent-") else self._home(one)
        return self._entity(home) or self._entity(self.earlier.get(home, "")) if home else None

    def _entity(self, one: str) -> Entity | None:
        """Return the entity whose own id this is."""
        if one in self.joined:
            return self.joined[one]
        if one in self.earlier or one not in self.atoms:
            return None
        return self._placed(self.atoms[one])

    def names(self, entity: Entity) -> tuple[str, ...]:
        """Return the names that an entity goes by: its own, and those of the entities that were joined to it."""
        return tuple(dict.fromkeys([entity.name, *(self.atoms[one].name for one in entity.joined)]))

    def called(self, one: str) -> str:
        """Return the name behind an id, with its country: of an atom as proposed, else of the entity it leads to."""
        found = self.atoms.get(one) or self.find(one)
        return f"“{found.name}”{f' ({found.country})' if found.country else ''}" if found else one

    def lead(self, entity: Entity) -> EntityId:
        """Return the id of the atom that gives an entity its name: it is not changed by joining, so judgements are on it."""
        return EntityId(self._lead(self._groups.group(entity.joined[0]))) if entity.joined else entity.id

    def is_one(self, a: str, b: str) -> bool:
        """Ask whether two ids (of atoms, entities, mentions or rows) lead to one entity."""
        one, other = self.find(a), self.find(b)
        return one is not None and one is other

    @cached_property
    def between(self) -> Mapping[tuple[str, str], Between]:
        """What was decided between two entities other than that they are one, by their ids, the smaller id first."""
        found: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
        for said in self._ends:
            one, other = self._id_at(said.a), self._id_at(said.b)
            if said.judgement.decision != "same" and one and other and one != other:
                found[min(one, other), max(one, other)].append(said.judgement)
        return {pair: Between(tuple(decisions)) for pair, decisions in found.items()}

    def still_open(self, links: Iterable[Link]) -> Iterator[Link]:
        """Yield links, but of the proposals that two names are one only those that wait for a decision.

        These are between the entities as they are now, one for two of them with the reasons of all. One that a person is not
        sure of is kept, and its reason says so.
        """
        waiting: dict[tuple[EntityId, EntityId], list[Link]] = defaultdict(list)
        for link in links:
            if not is_of_names(link):
                yield link
                continue
            one, other = self.find(link.a), self.find(link.b)
            if one is None or other is None or one is other:
                continue
            pair = min(one.id, other.id), max(one.id, other.id)
            if not (pair in self.between and self.between[pair].is_decided):
                waiting[pair].append(link)
        for pair, several in waiting.items():
            unsure = sorted({j.who for j in self.between[pair].decisions}) if pair in self.between else []
            reasons = [*(link.reason for link in several if link.reason), *(f"{who} is not sure" for who in unsure)]
            evidence = tuple(dict.fromkeys(anchor for link in several for anchor in link.evidence))
            told = "; ".join(dict.fromkeys(reasons))
            first = min(several, key=lambda link: link.id)
            yield replace(first, a=pair[0], b=pair[1], evidence=evidence, reason=told or None)

    def decisions_on(self, entity: Entity) -> list[Judgement]:
        """Return the standing decisions on who is who that touch an entity, oldest first."""
        return [said.judgement for said in self._ends if entity.id in {self._id_at(said.a), self._id_at(said.b)}]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What people decided that cannot all hold."""
        found: list[Problem] = []
        parts: list[Said] = []
        ways = Ways(self._fold.same)
        for said in self._ends:
            j, one, other = said.judgement, self._groups.lead(said.a), self._groups.lead(said.b)
            if j.decision not in {"different", "part-of"} or not (self._id_at(said.a) and self._id_at(said.b)):
                continue
            if one != other:
                parts += [Said(j, one, other)] if j.decision == "part-of" else []
                continue
            tell = tell_different if j.decision == "different" else tell_part_of_itself
            found.append(tell(j, ways.find(said.a, said.b), self.called(said.a), self.called(said.b)))
        for circle in circles(parts):
            found.append(tell_circle(circle, [self.called(said.a) for said in circle]))
        return tuple(found)

    def _id_at(self, atom: str) -> EntityId | None:
        """Return the id of the entity that an atom is in, also one that is gone; None where nothing of that entity is left."""
        group = self._groups.group(atom)
        if group.here > 1:
            return self._groups.id_of(group)
        return EntityId(self._lead(group)) if group.here else None

    def _lead(self, group: Group) -> str:
        """Return the atom that gives a group its name: the one that was named first, where it is still there."""
        return group.lead if group.lead in self.atoms else min(one for one in group.atoms if one in self.atoms)

    def _joined(self, group: Group) -> Entity:
        real = sorted(one for one in group.atoms if one in self.atoms)
        lead = self.atoms[self._lead(group)]
        countries = {self.atoms[one].country for one in real} - {None}
        own = [reason for one in real for reason in self.atoms[one].reasons]
        return replace(
            lead,
            id=self._groups.id_of(group),
            country=lead.country or (countries.pop() if len(countries) == 1 else None),
            members=tuple(sorted(member for one in real for member in self.atoms[one].members)),
            reasons=tuple(dict.fromkeys([*own, *self._judged.get(group.lead, ())])),
            joined=tuple(EntityId(one) for one in real),
        )

    @cached_property
    def _judged(self) -> Mapping[str, list[str]]:
        """Why the atoms of each group are one by decision, by the group's lead."""
        told: dict[str, list[str]] = defaultdict(list)
        for said in self._fold.same:
            if self._groups.lead(said.a) == self._groups.lead(said.b) and said.a != said.b:
                names = [self.called(one) if one in self.atoms else "a name that is gone" for one in (said.a, said.b)]
                told[self._groups.lead(said.a)].append(f"{names[0]} and {names[1]} judged the same by {said.judgement.who}")
        return told


def join(apart: Apart, decisions: Sequence[Judgement]) -> Joined:
    """Return the entities that the atoms become by the decisions that stand (see `Joined`)."""
    return Joined(InMemory(apart), decisions)
