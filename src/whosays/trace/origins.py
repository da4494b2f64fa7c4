"""Graphs of what claims rest on: how many independent origins they have, where the paths end, circles, bottlenecks.

An edge is firm where the documents themselves say so or a person confirmed it, else it is a candidate. The versions of a claim
that hang together over firm edges count once in the upper bound; over all edges, once in the lower. An edge more can only join
what was apart, so it never raises either number. A circle counts as one until a way out is found; `circles` names it.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

How = Literal["cites", "captured", "says", "holder", "author", "reuses", "quotes", "reports", "said in"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edge:
    """One step of what something rests on: `a` rests on `b`. `how` says in which way, `words` where that is to be seen.

    `leads`: the step is part of a path; a step that only ties two things (a claim with grounds of its own, and its author) is
    none. `link` is the stored link behind it, if any.
    """

    a: str
    b: str
    how: How
    firm: bool
    leads: bool = True
    words: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many independent origins there are at least and at most."""

    lower: int
    upper: int


def count_origins(versions: Iterable[str], edges: Iterable[Edge]) -> Bounds:
    """Return the bounds: how many groups of versions hang together over all edges, and over the firm ones alone."""
    wanted, known = sorted(set(versions)), list(edges)
    return Bounds(
        lower=len(_groups(wanted, known)),
        upper=len(_groups(wanted, [edge for edge in known if edge.firm])),
    )


def find_ends(starts: Iterable[str], edges: Iterable[Edge]) -> tuple[str, ...]:
    """Return where the paths from the starts end: nodes that lead no further, in order."""
    onward = _onward(edges)
    return tuple(node for node in sorted(_reached(starts, onward)) if not onward.get(node))


def find_circles(starts: Iterable[str], edges: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """Return the circles without a way out that the starts lead into, each by its nodes in order."""
    onward = _onward(edges)
    reached = _reached(starts, onward)
    found = []
    for group in _knots(sorted(reached), onward):
        if len(group) > 1 and all(after in group for node in group for after in onward.get(node, ())):
            found.append(tuple(sorted(group)))
    return tuple(sorted(found))


def find_bottleneck(starts: Iterable[str], edges: Iterable[Edge]) -> str | None:
    """Return the first node that every path from every start passes, None for a single start or where there is none."""
    onward, begun = _onward(edges), sorted(set(starts))
    if len(begun) < 2:
        return None
    ends = set(find_ends(begun, edges := list(edges)))
    last = ends | {node for circle in find_circles(begun, edges) for node in circle}
    if not last:
        return None
    far = _distances(begun, onward)
    for node in sorted(far.keys(), key=lambda one: (far[one], one)):
        without = _reached([one for one in begun if one != node], onward, closed=node)
        if not without & (last - {node}):
            return node
    return None


def _groups(versions: Sequence[str], edges: Iterable[Edge]) -> set[str]:
    above: dict[str, str] = {}

    def top(node: str) -> str:
        while (up := above.get(node, node)) != node:
            above[node] = above.get(up, up)
            node = up
        return node

    for edge in edges:
        one, other = sorted((top(edge.a), top(edge.b)))
        above[other] = one
    return {top(version) for version in versions}


def _onward(edges: Iterable[Edge]) -> Mapping[str, Sequence[str]]:
    onward: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in edges:
        if edge.leads and edge.a != edge.b:
            onward[edge.a][edge.b] = None
    return {node: sorted(after) for node, after in onward.items()}


def _reached(starts: Iterable[str], onward: Mapping[str, Sequence[str]], *, closed: str | None = None) -> set[str]:
    return set(_distances(starts, onward, closed=closed))


def _distances(starts: Iterable[str], onward: Mapping[str, Sequence[str]], *, closed: str | None = None) -> dict[str, int]:
    far = dict.fromkeys(starts, 0)
    waiting = deque(far)
    while waiting:
        node = waiting.popleft()
        for after in onward.get(node, ()):
            if after not in far and after != closed:
                far[after] = far[node] + 1
                waiting.append(after)
    return far


def _knots(nodes: Iterable[str], onward: Mapping[str, Sequence[str]]) -> list[set[str]]:
    """Return the groups of nodes that lead to one another (strongly connected), by Kosaraju's two passes, without recursion."""
    order: list[str] = []
    seen: set[str] = set()
    for start in nodes:
        stack = [(start, iter(onward.get(start, ())))] if start not in seen else []
        seen.add(start)
        while stack:
            node, rest = stack[-1]
            after = next((one for one in rest if one not in seen), None)
            if after is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(after)
                stack.append((after, iter(onward.get(after, ()))))
    back: dict[str, list[str]] = defaultdict(list)
    for node in order:
        for after in onward.get(node, ()):
            back[after].append(node)
    groups: list[set[str]] = []
    placed: set[str] = set()
    for node in reversed(order):
        if node not in placed:
            group = _reached([node], {one: [b for b in befores if b not in placed] for one, befores in back.items()})
            placed |= group
            groups.append(group)
    return groups
