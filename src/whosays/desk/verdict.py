"""What a lineage comes to, as phrases of the desk: the sentence that stands above the drawing, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.trace.lineage import Lineage, Node, NodeKind

# Ends of paths that are told apart, in this order.
_ENDS: tuple[NodeKind, ...] = ("unlocated source", "no source given", "hidden holder", "vague source")
_WITH_WORDS = frozenset({"unlocated source", "vague source"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence: the key of its phrase, the number it counts, and the words of documents that it names."""

    key: str
    number: int
    words: tuple[str, ...] = ()


def tell(lineage: Lineage) -> tuple[Told, ...]:
    """Tell what a lineage comes to, after the numbers of claims, holders and origins."""
    return tuple(_told(lineage))


def walk(circle: Sequence[str], lineage: Lineage) -> tuple[str, ...]:
    """Return the claims of a circle in the order in which one rests on the next, from the first that is in it."""
    inside = set(circle)
    onward: dict[str, list[str]] = {}
    for step in lineage.steps:
        if step.leads and step.a in inside and step.b in inside:
            onward.setdefault(step.a, []).append(step.b)
    claims = [node for node in (lineage.claim, *lineage.versions) if node in inside]
    if not claims:
        return tuple(circle)
    seen: dict[str, None] = {}
    waiting: list[str] = [claims[0]]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen[node] = None
            waiting += sorted(set(onward.get(node, ())), reverse=True)
    return tuple(node for node in seen if node in claims)


def _told(lineage: Lineage) -> Iterator[Told]:
    ends = [lineage.node(end) for end in lineage.ends]
    if lineage.circles and not ends:
        yield Told(key="verdict.circular", number=len(lineage.circles))
    named = _words(ends, "holder")
    if lineage.only_subject:
        yield Told(key="verdict.subject", number=1, words=named)
    elif named:
        yield Told(key="verdict.origins", number=len(named), words=named)
    for kind in _ENDS:
        found = _words(ends, kind)
        if found:
            key = f"verdict.{kind.replace(' ', '')}"
            yield Told(key=key, number=len(found), words=found if kind in _WITH_WORDS else ())
    if lineage.bottleneck:
        yield Told(key="verdict.bottleneck", number=1, words=_stopless((lineage.node(lineage.bottleneck).words,)))
    if lineage.contradicted:
        yield Told(key="verdict.contradicted", number=len(lineage.contradicted))


def _words(ends: Iterable[Node], kind: NodeKind) -> tuple[str, ...]:
    return _stopless(tuple(end.words for end in ends if end.kind == kind))


def _stopless(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words as they stand in front of the stop of a sentence: without one of their own at the end."""
    return (*words[:-1], *(one.removesuffix(".") for one in words[-1:]))
