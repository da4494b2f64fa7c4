"""Which names stand together: in how many lists and passages, and how often any two names of the case do.

Standing together says nothing about the two; that is why the share of all pairs that do so is shown beside each number. The
share is counted and not estimated: of all pairs of names that stand in any list (passage), how many share at least as many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.named_at import NamedAt
    from whosays.records import Entry, Passage

# A passage that names more is an enumeration, which lists and their rows stand for.
_MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """A name that stands together with another: the lists and passages of both.

    `lists_by_chance` and `passages_by_chance` (0 to 1) are how many of all pairs of names share at least so many.
    """

    entity: str
    name: str
    lists: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    lists_by_chance: float | None = None
    passages_by_chance: float | None = None


def stand_together(of: str, *, named: NamedAt, entries: Iterable[Entry], passages: Iterable[Passage]) -> tuple[Together, ...]:
    """Return the names that stand in a list or passage with an entity, most shared lists first, then passages, then by name."""
    in_lists: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for entry in entries:
        if entity := named.entity_of.get(entry.id):
            in_lists[entity.id].add(entry.list)
            names[entity.id] = entity.name
    in_passages: dict[str, set[str]] = defaultdict(set)
    for passage in passages:
        inside = {str(entity.id): entity.name for piece in passage.pieces for entity in named.within(piece)}
        if passage.zone in {"list_item", "table_row"} or not 2 <= len(inside) <= _MOST:
            continue
        names |= inside
        for one in inside:
            in_passages[one].add(passage.id)
    lists, rows_chance = _shared(of, in_lists), _chances(in_lists)
    near, passages_chance = _shared(of, in_passages), _chances(in_passages)
    found = [
        Together(
            entity=other,
            name=names[other],
            lists=lists.get(other, ()),
            passages=near.get(other, ()),
            lists_by_chance=rows_chance[len(lists[other])] if other in lists else None,
            passages_by_chance=passages_chance[len(near[other])] if other in near else None,
        )
        for other in {*lists, *near}
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.lists), -len(one.passages), one.name.casefold(), one.entity)))


def _shared(of: str, places: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """Return for each other name the places that it shares."""
    mine = places.get(of, set())
    shared = {other: tuple(sorted(mine & theirs)) for other, theirs in places.items() if other != of}
    return {other: where for other, where in shared.items() if where}


def _chances(places: Mapping[str, set[str]]) -> dict[int, float]:
    """Return for each number of shared places the share of all pairs of names that have at least as many.

    Names that stand in the very same places are counted together, so that a long list costs no more than a short one.
    """
    alike = Counter(frozenset(where) for where in places.values())
    total = len(places) * (len(places) - 1) // 2
    pairs: Counter[int] = Counter()
    for where, many in alike.items():
        pairs[len(where)] += many * (many - 1) // 2
    by_place: dict[str, list[frozenset[str]]] = defaultdict(list)
    for where in alike:
        for place in where:
            by_place[place].append(where)
    for one, other in {pair for wheres in by_place.values() for pair in combinations(sorted(wheres, key=sorted), 2)}:
        pairs[len(one & other)] += alike[one] * alike[other]
    most = max(pairs, default=0)
    return {least: sum(pairs[n] for n in range(least, most + 1)) / total for least in range(1, most + 1)} if total else {}
