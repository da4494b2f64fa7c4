"""Decisions on who is who: which entities are meant, whether the decision can be taken, and the judgements that say so."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from whosays.errors import WhosaysError
from whosays.records import Entry, Link, Mention, meant_ids
from whosays.resolve.identity import is_of_names
from whosays.store.faults import NoSuchRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.case.judging.deciding import Signing
    from whosays.case.whole import WholeView
    from whosays.records import Anchor, Decision, Entity, Judgement

_MOST = 8  # candidates to offer


class NoName(WhosaysError):
    """The record is of nothing that a name could stand for."""

    code = "no-name"

    def __init__(self, record: str, why: str) -> None:
        super().__init__(f"{record} is no name to judge: {why}; `whosays names` prints names with their ids")


class OneAlready(WhosaysError):
    """Two that are one already are to be joined, or told apart."""

    code = "one-already"

    def __init__(self, a: str, b: str, entity: Entity, next_step: str) -> None:
        super().__init__(f"{a} and {b} are one name already, “{entity.name}” ({entity.id}); {next_step}")


class NothingToSplit(WhosaysError):
    """What is to be split off is alone, or is the whole."""

    code = "nothing-to-split"

    def __init__(self, words: str, entity: Entity) -> None:
        parts = ", ".join(entity.joined[:_MOST])
        what = f"name one of those that were joined ({parts}), or a place of it" if parts else "nothing else is in it"
        super().__init__(f"{words} is the whole of “{entity.name}” ({entity.id}); {what} (`whosays names --why {entity.id}`)")


class HowMany(WhosaysError):
    """A decision on two names was given one, or more than it can take."""

    code = "how-many"

    def __init__(self, decision: Decision) -> None:
        need = "two names: the part, and the whole" if decision == "part-of" else "two names or more, or a proposal of two"
        super().__init__(f"{decision!r} takes {need}; `whosays names` prints ids")


def find_entity(view: WholeView, words: str) -> Entity:
    """Return the entity that an id leads to, or how one begins: its own, an earlier one, of a mention or row of it.

    Raises NoSuchRecord, or NoName for a record that is in no entity.
    """
    if words.startswith("ent-"):
        found = view.who.find(_whole_id(view, words))
        if found is None:
            raise NoSuchRecord(words)
        return found
    record = view.stored.record(words)
    if not isinstance(record, Mention | Entry):
        raise NoName(record.id, f"it is a {type(record).__name__.lower()}")
    entity = view.who.find(record.id)
    if entity is None:
        raise NoName(record.id, _why_none(view, record))
    return entity


def decide_on_two(view: WholeView, decision: Decision, several: Sequence[str], signing: Signing) -> list[Judgement]:
    """Return the judgements that say what several names are to each other.

    `same` is said of the first and each of the others, `different` and `not-sure` of every two, `part-of` of the part and the
    whole. `split` takes each of them out of the entity that it is in. The id of a proposal stands for its two names.

    Raises NoSuchRecord, NoName, OneAlready, NothingToSplit or HowMany.
    """
    if decision == "split":
        return [_split(view, words, signing) for words in several]
    ids = list(dict.fromkeys(one for words in several for one in _meant(view, words)))
    if len(ids) < 2 or (decision == "part-of" and len(ids) > 2):
        raise HowMany(decision)
    pairs = [(ids[0], other) for other in ids[1:]] if decision == "same" else list(combinations(ids, 2))
    for a, b in pairs:
        entity = view.who.find(a)
        if decision == "same" and entity and view.who.is_one(a, b):
            raise OneAlready(a, b, entity, "there is nothing to join")
    return [signing.sign(a, decision, other=b) for a, b in pairs]


def _meant(view: WholeView, words: str) -> list[str]:
    """Return the ids to judge on: ids of entities as they were proposed, which outlive later joining, or of members."""
    who = view.who
    if words.startswith("ent-"):
        one = _whole_id(view, words)
        return [one if one in who.atoms else who.lead(find_entity(view, one))]
    record = view.stored.record(words)
    if isinstance(record, Link) and is_of_names(record):
        return [one for end in (record.a, record.b) for one in _meant(view, end)]
    find_entity(view, record.id)
    return [record.id]


def _split(view: WholeView, words: str, signing: Signing) -> Judgement:
    """Say that an entity that was joined, or one mention or row, leaves the entity that it is in."""
    entity = find_entity(view, words)
    atoms = [view.who.atoms[one] for one in entity.joined or (entity.id,)]
    if words.startswith("ent-"):
        record = _whole_id(view, words)
        if record not in entity.joined:
            raise NothingToSplit(words, entity)
        own = view.who.atoms[record]
    else:
        record = view.stored.record(words).id
        own = next(atom for atom in atoms if record in atom.members)
        if not _at_place_of(view, record).issuperset(own.members):
            return signing.sign(record, "split", other=own.id)
        if len(atoms) == 1:
            raise NothingToSplit(words, entity)
        record = own.id  # it is all there is of that name
    lead = view.who.lead(entity)
    return signing.sign(record, "split", other=lead if lead != own.id else next(a.id for a in atoms if a is not own))


def _at_place_of(view: WholeView, record: str) -> set[str]:
    """Return what stands at the place of a mention or row: a row and the mention of its name leave together."""
    found = view.stored.record(record)
    if not isinstance(found, Mention | Entry):
        return {record}
    at: dict[str, Anchor] = {entry.id: entry.name_at for entry in view.entries(found.at.doc)}
    at |= {mention.id: mention.at for mention in view.mentions(found.at.doc)}
    return {one for one, anchor in at.items() if anchor == at.get(found.id)} | {record}


def _whole_id(view: WholeView, words: str) -> str:
    """Return the one id of an entity, as it is or was, that starts with these words; of several of one entity, its own."""
    who = view.who
    if who.find(words):
        return words
    found = sorted(one for ids in (who.by_id, who.earlier) for one in ids if one.startswith(words))
    entities = {entity.id for one in meant_ids(words, found) if (entity := who.find(one))}
    if len(entities) != 1:
        raise NoSuchRecord(words, found[:_MOST])
    return found[0] if len(found) == 1 else entities.pop()


def _why_none(view: WholeView, record: Mention | Entry) -> str:
    if view.status(record.id) == "rejected":
        return "it was rejected"
    if isinstance(record, Mention) and record.layer == "epithet":
        return "such words are their holder's, and nobody's name"
    return "these words are no name"
