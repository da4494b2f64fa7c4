"""Where two people decided on the same thing: how often they gave the same answer, and on what they differ.

It is about answers, not about people: it says how well a question can be answered from the words, and which words to look at
again. So pairs stand in the order of names, and nobody has a figure of his own.

Each person's answer is his own last one that he did not take back, whatever others decided meanwhile; what holds in the record
is another matter (`store.judged`). Edits count as one answer; two that set other things are counted apart, and shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from whosays.derived import standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from whosays.records import Judgement

Of = Literal["records", "names"]
"""What was decided on: records (accept, edit, reject), or two names (same, different, part-of, not-sure)."""

Thing = str | tuple[str, str]
"""The id of a record, or those of two names."""

_ON_RECORDS = frozenset({"accept", "edit", "reject"})
_ON_NAMES = frozenset({"same", "different", "part-of", "not-sure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two people answered what both decided on.

    `same` of `both` are alike; `edits_apart` of those are edits that set other things. `kappa` is None where it is not defined:
    both gave one and the same answer to all. `answers` counts each pair of answers, in the order of the two.
    """

    of: Of
    one: str
    other: str
    both: int
    same: int
    edits_apart: int
    kappa: float | None
    answers: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What people answered otherwise: the record (of two names, both), and the answer of each, by name."""

    record: str
    other: str | None
    answers: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """All that several people decided on: figures of every two, and the differences, in the order of the last answer."""

    decided_by_several: int
    agreements: tuple[Agreement, ...]
    differences: tuple[Difference, ...]


def compare_reviewers(judgements: Iterable[Judgement]) -> Compared:
    """Compare the answers of people who decided on the same records, or on the same two names.

    Args:
        judgements: all of them, oldest first.
    """
    told = answers_of_each(_by_several(list(judgements)))
    answers = {thing: by_who for thing, by_who in told.items() if len(by_who) > 1}
    differing = [by_who for by_who in answers.values() if len({(answer(one), one.changes) for one in by_who.values()}) > 1]
    differing.sort(key=lambda by_who: max(one.when for one in by_who.values()), reverse=True)
    return Compared(
        decided_by_several=len(answers),
        agreements=tuple(_agreements(answers)),
        differences=tuple(
            Difference(record=given[0].record, other=given[0].other, answers=given)
            for given in (tuple(by_who[who] for who in sorted(by_who)) for by_who in differing)
        ),
    )


def answers_of_each(judgements: Iterable[Judgement]) -> dict[Thing, dict[str, Judgement]]:
    """Return for each thing that was decided on the answer of each person who has one that stands."""
    own: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    order: dict[str, int] = {}
    for at, judgement in enumerate(judgements):
        own[judgement.record, judgement.who].append(judgement)
        order[judgement.id] = at
    found: dict[Thing, dict[str, Judgement]] = {}
    for made in own.values():
        for judgement in standing(made) if len(made) > 1 else made:
            if (thing := _thing(judgement)) is None:
                continue
            by_who = found.setdefault(thing, {})
            before = by_who.get(judgement.who)
            if before is None or order[before.id] < order[judgement.id]:  # of two names, either may have been named first
                by_who[judgement.who] = judgement
    return found


def _by_several(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Leave out what one person alone decided on, which is most of a case. Names stay: either of two may be named first."""
    alone: dict[str, str] = {}
    several = {one.record for one in judgements if one.other is not None or alone.setdefault(one.record, one.who) != one.who}
    return [judgement for judgement in judgements if judgement.record in several]


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of pairs of answers: agreement beyond what two who answer blindly, each as often, would reach.

    (observed - expected) / (1 - expected), where expected adds up, over the answers, the product of how often each of the two
    gives it. 1: always the same; 0: no more than blindly. J. Cohen, "A coefficient of agreement for nominal scales",
    Educational and Psychological Measurement 20 (1960), 37-46. None without pairs, and where both give one answer to all.
    """
    total = len(pairs)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    alike = sum(a == b for a, b in pairs)
    # In whole numbers, so that "not defined" is no matter of rounding: observed = alike/total, expected = blind/total².
    blind = sum(one[answer] * other[answer] for answer in one)
    if not total or blind == total * total:
        return None
    return (alike * total - blind) / (total * total - blind)


def _agreements(answers: Mapping[Thing, Mapping[str, Judgement]]) -> Iterator[Agreement]:
    pairs: dict[tuple[str, str, bool], list[tuple[Judgement, Judgement]]] = defaultdict(list)
    for thing, by_who in answers.items():
        for one, other in combinations(sorted(by_who), 2):
            pairs[one, other, isinstance(thing, tuple)].append((by_who[one], by_who[other]))
    for one, other, of_names in sorted(pairs):
        both = pairs[one, other, of_names]
        told = [(answer(a), answer(b)) for a, b in both]
        yield Agreement(
            of="names" if of_names else "records",
            one=one,
            other=other,
            both=len(both),
            same=sum(a == b for a, b in told),
            edits_apart=sum(answer(a) == answer(b) and a.changes != b.changes for a, b in both),
            kappa=kappa(told),
            answers=tuple((a, b, times) for (a, b), times in sorted(Counter(told).items())),
        )


def answer(judgement: Judgement) -> str:
    """Return what a judgement answers; of two names, "whole-of" is "part-of" said of them in the other order."""
    turned = judgement.decision == "part-of" and judgement.other is not None and judgement.record > judgement.other
    return "whole-of" if turned else judgement.decision


def _thing(judgement: Judgement) -> Thing | None:
    """Return what a judgement is on: a record, or two names in one order; None for undo and split, which answer nothing."""
    if judgement.decision in _ON_RECORDS:
        return judgement.record
    if judgement.decision in _ON_NAMES and judgement.other is not None:
        one, other = sorted((judgement.record, judgement.other))
        return one, other
    return None
