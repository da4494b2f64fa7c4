"""Decisions on who is who that cannot all hold, told as Problems. Nothing is solved: people take one of them back."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.resolve.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from whosays.records import Judgement, Problem

CODE = "judgements-contradict"
_MOST = 8  # judgements that a message names; a longer way is told by its number


@dataclass(frozen=True, slots=True)
class Said:
    """A decision between two things, by their ids."""

    judgement: Judgement
    a: str
    b: str


class Ways:
    """Finds which decisions tie two things together."""

    def __init__(self, same: Sequence[Said]) -> None:
        self._same = same
        self._from: dict[str, list[Said]] | None = None

    def find(self, a: str, b: str) -> list[Judgement]:
        """Return the decisions on a shortest way from one to the other, none where no decision is needed."""
        if self._from is None:
            self._from = defaultdict(list)
            for said in self._same:
                self._from[said.a].append(said)
                self._from[said.b].append(said)
        came: dict[str, Said | None] = {a: None}
        todo = deque([a])
        while todo and b not in came:
            at = todo.popleft()
            for said in self._from.get(at, ()):
                to = said.b if said.a == at else said.a
                if to not in came:
                    came[to] = said
                    todo.append(to)
        way: list[Judgement] = []
        while by := came.get(b):
            way.append(by.judgement)
            b = by.b if by.a == b else by.a
        return way[::-1]


def circles(parts: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield circles in which each thing is a part of the next, until none is left without one that has been named."""
    tied = Groups(())
    for said in parts:
        tied.join(said.a, said.b)
    among: dict[str, dict[tuple[str, str], Said]] = defaultdict(dict)
    for said in parts:
        among[tied.lead(said.a)].setdefault((said.a, said.b), said)
    for left in among.values():
        while circle := _circle(left):
            yield [left.pop(pair) for pair in circle]


def _circle(parts: Mapping[tuple[str, str], Said]) -> list[tuple[str, str]]:
    graph: TopologicalSorter[str] = TopologicalSorter()
    for part, whole in sorted(parts):
        graph.add(whole, part)  # a whole comes after its parts
    try:
        graph.prepare()
    except CycleError as error:
        around: list[str] = error.args[1]
        return [(part, whole) for part, whole in pairwise(around) if (part, whole) in parts]
    return []


def tell_different(judgement: Judgement, way: Sequence[Judgement], one: str, other: str) -> Problem:
    """Say that two are judged different and yet are one."""
    return _tell(f"{_two(one, other)} were judged different ({_named([judgement])}), and are one name{_by(way)}")


def tell_part_of_itself(judgement: Judgement, way: Sequence[Judgement], one: str, other: str) -> Problem:
    """Say that one is judged a part of the other, and the two are one."""
    return _tell(f"{_two(one, other)}: the first was judged a part of the second ({_named([judgement])}), and they are one name"
                 f"{_by(way)}")  # fmt: skip


def tell_circle(circle: Sequence[Said], names: Sequence[str]) -> Problem:
    """Say that things were judged parts of one another all around."""
    around = " is a part of ".join(name for name in [*names, names[0]])
    return _tell(f"{around} ({_named([said.judgement for said in circle])})")


def _tell(message: str) -> Problem:
    return make_problem(CODE, message)


def _two(one: str, other: str) -> str:
    return f"{one} and {other}" if one != other else f"two that go by {one}"


def _by(way: Sequence[Judgement]) -> str:
    return f" ({_named(way)})" if way else " by their words (`whosays judge split` parts them)"


def _named(judgements: Sequence[Judgement]) -> str:
    told = [f"{judgement.id} by {judgement.who}" for judgement in judgements[:_MOST]]
    more = len(judgements) - len(told)
    return ", ".join(told) + (f" and {more} more" if more else "")
