"""Which items of two sequences are the same and stand in the same order, in time that stays near to linear.

1. what both begin and end with is matched;
2. a part that is small enough is matched by its longest common subsequence;
3. a larger part is cut where items stand that both have once only, and each part is matched by itself;
4. one with no such item is matched by counting the occurrences of each item: in order, if not always the longest.

Which of the two sequences comes first makes no difference to what is matched.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Pair = tuple[int, int]
"""Places in the two sequences, from 0."""
_Part = tuple[int, int, int, int]

# Products of lengths up to which the common subsequence is asked for: 5 MB and 20 ms at most.
_SMALL = 4 << 23


def align(a: Sequence[str], b: Sequence[str]) -> list[Pair]:
    """Return pairs of equal items, rising in both sequences."""
    if (len(a), a) > (len(b), b):
        return [(i, j) for j, i in align(b, a)]
    numbers: dict[str, int] = {}
    first = [numbers.setdefault(item, len(numbers)) for item in a]
    second = [numbers.setdefault(item, len(numbers)) for item in b]
    out: list[Pair] = []
    parts: list[_Part] = [(0, len(a), 0, len(b))]
    while parts:
        part = _strip(first, second, parts.pop(), out)
        low, high, start, end = part
        if low == high or start == end:
            continue
        if (high - low) * (end - start) <= _SMALL:
            out += _longest(first[low:high], second[start:end], low, start)
        elif cuts := _once_in_both(first, second, part):
            out += cuts
            parts += _between(part, cuts)
        else:
            out += _counted(first, second, part)
    return sorted(out)


def rising(pairs: Sequence[Pair], weights: Sequence[int]) -> set[int]:
    """Return the heaviest set of pairs whose second numbers rise as the first do.

    Args:
        pairs: in the order of their first numbers.
        weights: what each pair weighs.

    Returns:
        The places in `pairs` of those in the set.
    """
    ranks = {second: rank for rank, second in enumerate(sorted({second for _, second in pairs}), start=1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # a Fenwick tree of (weight so far, last pair)
    before: list[int] = []
    top = (0, -1)
    for number, ((_, second), weight) in enumerate(zip(pairs, weights, strict=True)):
        at, found = ranks[second] - 1, (0, -1)
        while at > 0:
            found = max(found, best[at])
            at &= at - 1
        before.append(found[1])
        here = (found[0] + weight, number)
        top = max(top, here)
        at = ranks[second]
        while at <= len(ranks):
            best[at] = max(best[at], here)
            at += at & -at
    out: set[int] = set()
    at = top[1]
    while at >= 0:
        out.add(at)
        at = before[at]
    return out


def _strip(a: list[int], b: list[int], part: _Part, out: list[Pair]) -> _Part:
    low, high, start, end = part
    while low < high and start < end and a[low] == b[start]:
        out.append((low, start))
        low, start = low + 1, start + 1
    while low < high and start < end and a[high - 1] == b[end - 1]:
        high, end = high - 1, end - 1
        out.append((high, end))
    return low, high, start, end


def _longest(a: list[int], b: list[int], low: int, start: int) -> Iterator[Pair]:
    from rapidfuzz.distance import LCSseq

    for step in LCSseq.opcodes(a, b):
        if step.tag == "equal":
            places = zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True)
            yield from ((low + i, start + j) for i, j in places)


def _once_in_both(a: list[int], b: list[int], part: _Part) -> list[Pair]:
    low, high, start, end = part
    here, there = Counter(a[low:high]), Counter(b[start:end])
    places = {b[j]: j for j in range(start, end) if there[b[j]] == 1}
    return _in_order([(i, places[a[i]]) for i in range(low, high) if here[a[i]] == 1 and a[i] in places])


def _counted(a: list[int], b: list[int], part: _Part) -> list[Pair]:
    low, high, start, end = part
    places: defaultdict[int, list[int]] = defaultdict(list)
    for j in range(end - 1, start - 1, -1):
        places[b[j]].append(j)
    return _in_order([(i, places[a[i]].pop()) for i in range(low, high) if places.get(a[i])])


def _in_order(pairs: list[Pair]) -> list[Pair]:
    """Return the longest part of pairs, whose first numbers rise, in which the second rise too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(pairs):
        at = bisect_left(ends, second)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [second]
        last[at : at + 1] = [number]
    out: list[Pair] = []
    at = last[-1] if last else -1
    while at >= 0:
        out.append(pairs[at])
        at = before[at]
    return out[::-1]


def _between(part: _Part, cuts: list[Pair]) -> Iterator[_Part]:
    low, high, start, end = part
    for i, j in cuts:
        yield low, i, start, j
        low, start = i + 1, j + 1
    yield low, high, start, end
