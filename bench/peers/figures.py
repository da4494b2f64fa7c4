"""Figures of what a program answered, and how sure they are: items drawn again and again from those that there are.

A verdict holds the counts of one item. A figure is made of many verdicts, so that it can be made of those that were drawn.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bench.quality.matching import f1, share

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Verdict = tuple[float, ...]
_DRAWN = 1000


def total(verdicts: Sequence[Verdict], at: int) -> float:
    """Return the sum of one count."""
    return sum(each[at] for each in verdicts)


def precision_of(first: int = 0) -> Callable[[Sequence[Verdict]], float]:
    """Return the figure of verdicts that hold right, found and wanted, from `first` on."""
    return lambda verdicts: share(total(verdicts, first), total(verdicts, first + 1))


def recall_of(first: int = 0) -> Callable[[Sequence[Verdict]], float]:
    """Return the figure of verdicts that hold right, found and wanted, from `first` on."""
    return lambda verdicts: share(total(verdicts, first), total(verdicts, first + 2))


def f1_of(first: int = 0) -> Callable[[Sequence[Verdict]], float]:
    """Return the figure of verdicts that hold right, found and wanted, from `first` on."""
    return lambda verdicts: f1(precision_of(first)(verdicts), recall_of(first)(verdicts))


def mean_of(at: int) -> Callable[[Sequence[Verdict]], float]:
    """Return the mean of one count."""
    return lambda verdicts: share(total(verdicts, at), len(verdicts))


def best_f1(verdicts: Sequence[Verdict]) -> float:
    """Return F1 at the threshold that is best for these very pairs; a verdict holds a score and whether they are one."""
    right = found = 0.0
    best = 0.0
    wanted = total(verdicts, 1)
    listed = sorted(verdicts, reverse=True)
    for at, (score, is_one, *_) in enumerate(listed):
        right, found = right + is_one, found + 1
        if at + 1 == len(listed) or listed[at + 1][0] != score:
            best = max(best, f1(share(right, found), share(right, wanted)))
    return best


def interval(verdicts: Sequence[Verdict], figure: Callable[[Sequence[Verdict]], float]) -> tuple[float, float]:
    """Return the bounds of the middle 95 % of a figure over samples of the items; the same every time."""
    return _middle([figure([verdicts[i] for i in drawn]) for drawn in _draws(len(verdicts))])


def difference(
    ours: Sequence[Verdict], theirs: Sequence[Verdict], figure: Callable[[Sequence[Verdict]], float]
) -> tuple[float, float, float]:
    """Return by how much our figure is the higher one, and the bounds of that over samples of the same items for both."""
    many = [figure([ours[i] for i in drawn]) - figure([theirs[i] for i in drawn]) for drawn in _draws(len(ours))]
    return (figure(ours) - figure(theirs), *_middle(many))


def _draws(count: int) -> list[list[int]]:
    draw = random.Random(1)
    return [draw.choices(range(count), k=count) for _ in range(_DRAWN)]


def _middle(values: list[float]) -> tuple[float, float]:
    values.sort()
    return values[len(values) * 25 // 1000], values[len(values) * 975 // 1000 - 1]
