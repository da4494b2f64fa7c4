"""Two lists compared by what the index knows of their rows: quick, however large the case around them is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.derived import overlaps
from whosays.named_at import NamedAt
from whosays.resolve.identity import is_of_names
from whosays.store.faults import NoSuchList
from whosays.text.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from whosays.analyse.registers import Edition, EditionsCompared, Proposed
    from whosays.case.whole import WholeView
    from whosays.records import Claim, DocumentId, Entity, Entry

# Relations that tie an earlier name or body to a later one.
ONE_AFTER_THE_OTHER = frozenset({"formerly known as", "renamed", "succeeded", "merged with"})
# Rows of one list that are compared; the longest that people print have some thousands.
_MOST = 20_000


def compare_lists(view: WholeView, before: str, after: str) -> EditionsCompared:
    """Return what became of each row from one list to another, each by its id. Raises NoSuchList.

    Args:
        view: the case, with names as they were put together last.
        before: the earlier list.
        after: the later one.
    """
    from whosays.analyse.registers import compare_editions

    sides = [_rows(view, one) for one in (before, after)]
    rows = [row for side in sides for row in side]
    entity_of = {record: line.entity() for record, line in view.stored.lookup.names.entity_of([row.id for row in rows]).items()}
    editions = [_edition(view, side) for side in sides]
    return compare_editions(editions[0], editions[1], entity_of=entity_of, proposed=[*_proposed(view, rows, entity_of)])


def told_to_be_one(claims: Iterable[Claim], rows: Sequence[Entry], named: NamedAt) -> Iterator[Proposed]:
    """Yield two names of which a claim says that one took the other's place, with the claim.

    A row of a list stands for its name; so does a name of the same words, whatever kind it was taken for.
    """
    listed = {fold_text(row.name): named.entity_of[row.id] for row in rows if row.id in named.entity_of}
    for claim in claims:
        relation = claim.relation_from
        if relation is None or claim.relation not in ONE_AFTER_THE_OTHER or claim.polarity != "positive":
            continue
        for subject in relation.subject:
            row = next((row for row in rows if row.at.doc == subject.doc and overlaps(row.at, subject)), None)
            one = named.entity_of.get(row.id) if row else named.at(subject)
            for thing in relation.object:
                other = listed.get(fold_text(" ".join(thing.text.split()))) or named.at(thing)
                if one and other and other.id != one.id:
                    yield one.id, other.id, f"{claim.id} says: {claim.relation} ({one.name} → {other.name})"


def _rows(view: WholeView, one: str) -> list[Entry]:
    rows = [row for row in view.stored.lookup.rows_of(one, limit=_MOST) if view.status(row.id) != "rejected"]
    if not rows:
        raise NoSuchList(one)
    return rows


def _edition(view: WholeView, rows: Sequence[Entry]) -> Edition:
    from whosays.analyse.registers import find_editions

    docs = {row.at.doc: view.document(row.at.doc) for row in rows}
    (found,) = find_editions(rows, docs, (passage for doc in docs for passage in view.passages(doc)))
    return found


def _proposed(view: WholeView, rows: Sequence[Entry], entity_of: Mapping[str, Entity]) -> Iterator[Proposed]:
    """Yield the names of the two lists that may be one, by the proposals that wait and by what claims say."""
    lookup = view.stored.lookup
    ids = {entity.id for entity in entity_of.values()}
    links = view.who.still_open(link for link in view.stored.links_between(lookup.names.atom_ids(ids)) if is_of_names(link))
    yield from ((link.a, link.b, link.reason or "perhaps one body") for link in links)
    names = {fold_text(row.name) for row in rows}
    claims = [claim for claim in view.stored.claims_relating(ONE_AFTER_THE_OTHER) if _names_any(claim, names)]
    docs = dict.fromkeys(claim.doc for claim in claims)
    near = {row.id: row for doc in docs for row in view.entries(doc) if view.status(row.id) != "rejected"}
    held = {row.id for row in rows}
    every = [*rows, *(row for row in near.values() if row.id not in held)]
    yield from told_to_be_one(claims, every, _named_in(view, docs, every))


def _names_any(claim: Claim, names: Collection[str]) -> bool:
    relation = claim.relation_from
    ends = (*relation.subject, *relation.object) if relation else ()
    told = [fold_text(" ".join(end.text.split())) for end in ends]
    return any(one in names or any(name in one for name in names) for one in told)


def _named_in(view: WholeView, docs: Iterable[DocumentId], rows: Sequence[Entry]) -> NamedAt:
    mentions = [mention for doc in docs for mention in view.mentions(doc) if view.status(mention.id) != "rejected"]
    lines = view.stored.lookup.names.entity_of([*(mention.id for mention in mentions), *(row.id for row in rows)])
    return NamedAt({record: line.entity() for record, line in lines.items()}, mentions, rows)
