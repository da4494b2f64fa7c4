"""Who is tied to whom, by whose words: an edge is a list of claims or of rows; nothing is tied without words.

Three kinds of edges: a typed relation that a claim states, somebody who says something about somebody, a name that stands in a
list (lists are nodes, so that a list of a hundred names has a hundred edges and not five thousand).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.named_at import NamedAt
    from whosays.records import Claim, Entity, Entry

EdgeKind = Literal["relation", "says of", "stands in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An entity or a list: `id` is that of the entity or the list's own name; `times` is how many edges' words it has."""

    id: str
    name: str
    kind: str
    country: str | None
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A tie from `a` to `b` with the records (claims, rows of lists) whose words are behind it.

    `label` is the relation ("founded"), the act ("condemns") or the list. `negative` counts claims that deny the relation.
    """

    a: str
    b: str
    kind: EdgeKind
    label: str
    records: tuple[str, ...]
    documents: int
    negative: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes by name, edges by their ends."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


_Key = tuple[str, str, EdgeKind, str]


def make_network(*, named: NamedAt, claims: Iterable[Claim], entries: Iterable[Entry] = (), of: str | None = None) -> Network:
    """Tie entities by what claims and lists say.

    Args:
        named: who is named where.
        claims: without the rejected ones.
        entries: the same.
        of: keep to the edges of this entity, and those between its neighbours.
    """
    behind: dict[_Key, list[tuple[str, str, bool]]] = {}
    entities: dict[str, Entity] = {}
    lists: set[str] = set()
    for a, b, kind, label, record, doc, negative in _claim_ties(claims, named):
        entities |= {a.id: a, b.id: b}
        behind.setdefault((a.id, b.id, kind, label), []).append((record, doc, negative))
    for entry in entries:
        if entity := named.entity_of.get(entry.id):
            entities[entity.id] = entity
            lists.add(entry.list)
            behind.setdefault((entity.id, entry.list, "stands in", entry.list), []).append((entry.id, entry.at.doc, False))
    edges = [_edge(key, found) for key, found in sorted(behind.items())]
    if of is not None:
        near = {end for edge in edges if of in (edge.a, edge.b) for end in (edge.a, edge.b)}
        edges = [edge for edge in edges if {edge.a, edge.b} <= near]
    return Network(nodes=tuple(_nodes(edges, entities, lists)), edges=tuple(edges))


_Tie = tuple["Entity", "Entity", EdgeKind, str, str, str, bool]


def _claim_ties(claims: Iterable[Claim], named: NamedAt) -> Iterator[_Tie]:
    for claim in claims:
        negative = claim.polarity != "positive"
        relation = claim.relation_from
        if relation and claim.relation == relation.kind:
            for subject in relation.subject:
                for thing in relation.object:
                    a, b = named.at(subject), named.at(thing)
                    if a and b and a.id != b.id:
                        yield a, b, "relation", relation.kind, claim.id, claim.doc, negative
        step = claim.chain[-1]
        if holder := named.holder(step.holder):
            for about in named.about(claim):
                if about.id != holder.id:
                    yield holder, about, "says of", step.act, claim.id, claim.doc, False


def _edge(key: _Key, found: list[tuple[str, str, bool]]) -> Edge:
    a, b, kind, label = key
    records = tuple(dict.fromkeys(record for record, _, _ in found))
    documents = len({doc for _, doc, _ in found})
    negative = len({record for record, _, denied in found if denied})
    return Edge(a=a, b=b, kind=kind, label=label, records=records, documents=documents, negative=negative)


def _nodes(edges: Iterable[Edge], entities: dict[str, Entity], lists: set[str]) -> Iterator[Node]:
    times: dict[str, int] = {}
    for edge in edges:
        for end in (edge.a, edge.b):
            times[end] = times.get(end, 0) + len(edge.records)
    for end in sorted(times, key=lambda one: (entities[one].name.casefold() if one in entities else one, one)):
        if end in entities:
            one = entities[end]
            yield Node(id=end, name=one.name, kind=one.kind, country=one.country, times=times[end])
        elif end in lists:
            yield Node(id=end, name=end, kind="list", country=None, times=times[end])
