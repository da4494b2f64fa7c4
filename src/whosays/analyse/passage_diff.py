"""Which passages of one document are the same in another, changed, moved, gone or new.

1. passages with the same words are matched, first those in the same order, then the others;
2. of the rest, passages that share enough of their words are pairs, the best first; candidates come from an index of words, so
   that not every passage is compared with every other;
3. a pair takes in its neighbours where that makes the two more alike: a paragraph that was split, or put together;
4. what is matched against the order of the others has moved.

Boilerplate and page furniture are matched like the rest, and told apart from it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from whosays.analyse.align import align, rising
from whosays.analyse.likeness import Bag, candidates, likeness, share, to_bag
from whosays.analyse.word_diff import Run, Words, diff_words
from whosays.text.org_words import is_page_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from whosays.records import Claim, Document, Passage, PassageId, Zone

# Likeness from which two passages are one that changed: see the table in tests/analyse/test_likeness.py.
_ALIKE = 0.5
# So many neighbours are taken into a pair at most, each only where it makes the two more alike by this.
_MERGED, _BETTER = 40, 0.02
_ASIDE: frozenset[Zone] = frozenset({"boilerplate", "page_furniture"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageChange:
    """What became of a passage, or of several that are one on the other side.

    `runs` are the words of both sides; none where all is the same. `moved` holds for kind "moved" (the same words elsewhere)
    and for a "changed" one that stands elsewhere. `aside`: it is boilerplate or page furniture.
    """

    kind: Literal["same", "changed", "gone", "new", "moved"]
    zone: Zone
    before: tuple[PassageId, ...] = ()
    after: tuple[PassageId, ...] = ()
    runs: tuple[Run, ...] = ()
    moved: bool = False
    aside: bool = False


class Side:
    """The passages of a document with their words. Words that a tracked change put in stand in their paragraph already."""

    def __init__(self, doc: Document, passages: Iterable[Passage]) -> None:
        self.doc = doc
        self.passages = [passage for passage in passages if passage.zone != "insertion"]
        self.words = [self._read([number]) for number in range(len(self.passages))]
        self.keys = [" ".join(words.keys) for words in self.words]
        self.bags = [to_bag(words.plain) for words in self.words]
        self.aside = [_is_aside(passage) for passage in self.passages]

    def read(self, numbers: Sequence[int]) -> Words:
        """Return the words of some passages."""
        return self.words[numbers[0]] if len(numbers) == 1 else self._read(numbers)

    def _read(self, numbers: Sequence[int]) -> Words:
        return Words(self.doc, [(a.start, a.end) for number in numbers for a in self.passages[number].pieces])

    def outside_of_furniture(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return the claims that do not begin in boilerplate or page furniture."""
        spans = sorted(
            (piece.start, piece.end)
            for passage, aside in zip(self.passages, self.aside, strict=True)
            if aside
            for piece in passage.pieces
        )

        def is_outside(claim: Claim) -> bool:
            at = bisect_right(spans, (claim.content[0].start, len(self.doc.text)))
            return at == 0 or claim.content[0].start >= spans[at - 1][1]

        return tuple(claim for claim in claims if is_outside(claim))


@dataclass(slots=True)
class _Match:
    """Passages of both sides, by number, that are the same one."""

    before: list[int]
    after: list[int]
    moved: bool = field(default=False)


def diff_passages(before: Side, after: Side) -> tuple[PassageChange, ...]:
    """Return what became of each passage, in the order of `after`; what is gone stands behind what it stood behind."""
    if before.keys <= after.keys:
        matches = _matches(before, after)
    else:  # which side comes first must make no difference
        matches = [_Match(match.after, match.before, match.moved) for match in _matches(after, before)]
    return tuple(_in_order(before, after, matches))


def _matches(one: Side, other: Side) -> list[_Match]:
    matches = [_Match([i], [j]) for i, j in _same(one, other)]
    changed = _alike(one, other, matches)
    _take_in(one, other, matches, changed)
    matches = sorted(matches + changed, key=lambda match: match.before)
    weights = [1 + sum(one.bags[i].total() for i in match.before) for match in matches]
    stay = rising([(match.before[0], match.after[0]) for match in matches], weights)
    for number, match in enumerate(matches):
        match.moved = number not in stay
    return matches


def _same(one: Side, other: Side) -> list[tuple[int, int]]:
    """Match passages with the same words: in order, then the others wherever they stand."""
    pairs = align(one.keys, other.keys)
    free = _free(one, [i for i, _ in pairs]), _free(other, [j for _, j in pairs])
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j in reversed(free[1]):
        places[other.keys[j]].append(j)
    return pairs + [(i, places[one.keys[i]].pop()) for i in free[0] if places.get(one.keys[i])]


def _free(side: Side, taken: Iterable[int]) -> list[int]:
    held = set(taken)
    return [number for number in range(len(side.passages)) if number not in held]


def _alike(one: Side, other: Side, matches: list[_Match]) -> list[_Match]:
    """Match the rest by the words that they share, the best pairs first."""
    free = (
        _free(one, (i for match in matches for i in match.before)),
        _free(other, (j for match in matches for j in match.after)),
    )
    bags = {i: one.bags[i] for i in free[0]}, {j: other.bags[j] for j in free[1]}
    scored = sorted(
        (-alike, one.aside[i] != other.aside[j], i, j)
        for i, j in candidates(*bags)
        if (alike := likeness(one.words[i].plain, other.words[j].plain)) >= _ALIKE
    )
    out: list[_Match] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, _, i, j in scored:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append(_Match([i], [j]))
    return out


def _take_in(one: Side, other: Side, matches: list[_Match], changed: list[_Match]) -> None:
    """Let pairs take in free neighbours that make them more alike."""
    free = (
        set(_free(one, (i for match in matches + changed for i in match.before))),
        set(_free(other, (j for match in matches + changed for j in match.after))),
    )
    for match in changed:
        bags = one.bags[match.before[0]].copy(), other.bags[match.after[0]].copy()
        for _ in range(_MERGED):
            if not _take_one(match, bags, (one, other), free):
                break


def _take_one(match: _Match, bags: tuple[Bag, Bag], sides: tuple[Side, Side], free: tuple[set[int], set[int]]) -> bool:
    """Take in one neighbour where it helps; return whether there was one."""
    now = share(*bags)
    for side in (0, 1):
        numbers = (match.before, match.after)[side]
        for number in (numbers[0] - 1, numbers[-1] + 1):
            if number not in free[side] or sides[side].aside[number] != sides[side].aside[numbers[0]]:
                continue
            more = bags[side] + sides[side].bags[number]
            if share(more, bags[1 - side]) > now + _BETTER:
                numbers[:] = sorted([*numbers, number])
                bags[side].update(sides[side].bags[number])
                free[side].discard(number)
                return True
    return False


def _in_order(before: Side, after: Side, matches: list[_Match]) -> Iterator[PassageChange]:
    by_after = {match.after[0]: match for match in matches}
    held = {i: match for match in matches for i in match.before}
    taken = {j for match in matches for j in match.after}
    follow: defaultdict[int, list[int]] = defaultdict(list)  # first passage of a match → what is gone behind it
    last = -1
    for i in range(len(before.passages)):
        if (match := held.get(i)) is None:
            follow[last].append(i)
        elif not match.moved:
            last = match.after[0]
    yield from (_gone(before, i) for i in follow[-1])
    for j in range(len(after.passages)):
        if found := by_after.get(j):
            yield _matched(before, after, found)
            yield from (_gone(before, i) for i in follow[j])
        elif j not in taken:
            yield _new(after, j)


def _matched(before: Side, after: Side, match: _Match) -> PassageChange:
    words = before.read(match.before), after.read(match.after)
    is_same = words[0].keys == words[1].keys
    runs = diff_words(*words) if match.moved or not is_same else ()
    return PassageChange(
        kind=("moved" if match.moved else "same") if is_same else "changed",
        zone=after.passages[match.after[0]].zone,
        before=tuple(before.passages[i].id for i in match.before),
        after=tuple(after.passages[j].id for j in match.after),
        runs=runs,
        moved=match.moved,
        aside=before.aside[match.before[0]] and after.aside[match.after[0]],
    )


def _gone(before: Side, number: int) -> PassageChange:
    words, passage = before.words[number], before.passages[number]
    run = Run(kind="gone", before=words.anchors(0, len(words)))
    return PassageChange(kind="gone", zone=passage.zone, before=(passage.id,), runs=(run,), aside=before.aside[number])


def _new(after: Side, number: int) -> PassageChange:
    words, passage = after.words[number], after.passages[number]
    run = Run(kind="new", after=words.anchors(0, len(words)))
    return PassageChange(kind="new", zone=passage.zone, after=(passage.id,), runs=(run,), aside=after.aside[number])


def _is_aside(passage: Passage) -> bool:
    return passage.zone in _ASIDE or is_page_line(passage.pieces[0].text)
