"""Lineage: what a claim rests on, a sentence first, then step by step to where each path ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.page import Pages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.desk.app import Desk
    from whosays.trace.lineage import Lineage, Node
    from whosays.trace.origins import Edge

pages = Pages()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A node of a lineage on the way from a claim, with how it is reached and what it rests on in turn.

    `firm`: people confirmed the step, or the document says so itself. `is_again`: it stands above already, with what follows.
    """

    node: Node
    how: str
    words: str
    firm: bool
    is_again: bool
    below: tuple[Rung, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineagePage:
    """The lineage of a claim, laid out from each claim that states the same."""

    lineage: Lineage
    rungs: tuple[Rung, ...]


@pages.page("/lineage/{words}", "lineage.html")
def lineage(desk: Desk, words: str) -> LineagePage:
    """Show what a claim rests on, by its id, or how that begins."""
    found = desk.case.trace(words)
    nodes = {node.id: node for node in found.nodes}
    onward: dict[str, list[Edge]] = {}
    for step in found.steps:
        if step.leads:
            onward.setdefault(step.a, []).append(step)
    told: set[str] = set()
    rungs = [_rung(one, None, nodes, onward, told) for one in (found.claim, *found.versions) if one not in told]
    return LineagePage(lineage=found, rungs=tuple(rungs))


def _rung(
    name: str, step: Edge | None, nodes: Mapping[str, Node], onward: Mapping[str, Sequence[Edge]], told: set[str]
) -> Rung:
    is_again = name in told
    told.add(name)
    return Rung(
        node=nodes[name],
        how=step.how if step else "",
        words=step.words or "" if step else "",
        firm=step.firm if step else True,
        is_again=is_again and bool(onward.get(name)),
        below=() if is_again else tuple(_rung(after.b, after, nodes, onward, told) for after in onward.get(name, ())),
    )
