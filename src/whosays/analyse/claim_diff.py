"""Which claims of one document are gone in another, new or altered, and in what.

1. claims with the same words, holder and act are matched, then those with the same words;
2. of the rest, those that share enough words are one that was altered, fewer where holder and subject are the same;
3. of each pair it is said what differs; a pair that differs in nothing is the same claim.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from whosays.analyse.differences import Difference, Named, difference, differences
from whosays.analyse.likeness import candidates, likeness, to_bag
from whosays.analyse.word_diff import Run, Words, diff_words
from whosays.derived import overlaps
from whosays.text.fold import fold_text
from whosays.text.words import find_words, has_digit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from whosays.analyse.differences import Aspect
    from whosays.records import Claim, Document, Holder

# Likeness from which two claims are one that was altered; less where one holder speaks of one thing. The table in
# tests/analyse/test_likeness.py shows what lies on either side; add pairs there before touching these.
_ALIKE, _ALIKE_OF_ONE_HOLDER = 0.5, 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that is gone, new or altered. `runs` are the words of an altered one where they differ."""

    kind: Literal["gone", "new", "altered"]
    before: Claim | None = None
    after: Claim | None = None
    differences: tuple[Difference, ...] = ()
    runs: tuple[Run, ...] = ()


class ClaimSide:
    """The claims of a document with their words."""

    def __init__(self, doc: Document, claims: Sequence[Claim], named: Named) -> None:
        self.doc = doc
        self.claims = claims
        self.named = named
        self.words = [Words(doc, [(a.start, a.end) for a in claim.content]) for claim in claims]
        self.keys = [" ".join(words.keys) for words in self.words]
        self.bags = [to_bag(words.plain) for words in self.words]
        self.holders = [_holder(claim.chain[-1].holder) if claim.chain else "" for claim in claims]
        self.about = [frozenset(fold_text(anchor.text) for anchor in claim.about) for claim in claims]


def diff_claims(before: ClaimSide, after: ClaimSide) -> tuple[ClaimChange, ...]:
    """Return what became of claims that are not the same, in the order of `after`, what is gone last."""
    is_first = before.keys <= after.keys  # which side comes first must make no difference
    pairs = _pairs(before, after) if is_first else [(i, j) for j, i in _pairs(after, before)]
    earlier = {j: i for i, j in pairs}
    out: list[ClaimChange] = []
    for j, claim in enumerate(after.claims):
        if j not in earlier:
            out.append(ClaimChange(kind="new", after=claim))
        elif altered := _altered(before, earlier[j], after, j):
            out.append(altered)
    kept = set(earlier.values())
    return (*out, *(ClaimChange(kind="gone", before=claim) for i, claim in enumerate(before.claims) if i not in kept))


def _pairs(one: ClaimSide, other: ClaimSide) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    for key in (_same_in_all, _same_holder, _same_words):
        pairs += _equal(one, other, pairs, key)
    return pairs + _alike(one, other, pairs)


def _same_in_all(side: ClaimSide, number: int) -> tuple[str, ...]:
    act = side.claims[number].chain[-1].act if side.claims[number].chain else ""
    return side.keys[number], side.holders[number], act


def _same_holder(side: ClaimSide, number: int) -> tuple[str, ...]:
    return side.keys[number], side.holders[number]


def _same_words(side: ClaimSide, number: int) -> tuple[str, ...]:
    return (side.keys[number],)


def _equal(
    one: ClaimSide, other: ClaimSide, pairs: list[tuple[int, int]], key: Callable[[ClaimSide, int], tuple[str, ...]]
) -> list[tuple[int, int]]:
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in reversed(_free(other, {j for _, j in pairs})):
        places[key(other, j)].append(j)
    return [(i, found.pop()) for i in _free(one, {i for i, _ in pairs}) if (found := places.get(key(one, i)))]


def _alike(one: ClaimSide, other: ClaimSide, pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    free = _free(one, {i for i, _ in pairs}), _free(other, {j for _, j in pairs})
    bags = {i: one.bags[i] for i in free[0]}, {j: other.bags[j] for j in free[1]}
    scored = []
    for i, j in candidates(*bags):
        shared = likeness(one.words[i].plain, other.words[j].plain)
        is_one_holder = one.holders[i] == other.holders[j] and bool(one.about[i] & other.about[j])
        if shared >= (_ALIKE_OF_ONE_HOLDER if is_one_holder else _ALIKE):
            scored.append((-shared - 0.2 * is_one_holder, i, j))
    out: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(scored):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append((i, j))
    return out


def _free(side: ClaimSide, taken: Collection[int]) -> list[int]:
    return [number for number in range(len(side.claims)) if number not in taken]


def _altered(before: ClaimSide, i: int, after: ClaimSide, j: int) -> ClaimChange | None:
    is_same = before.words[i].keys == after.words[j].keys
    runs = () if is_same else diff_words(before.words[i], after.words[j])
    named = before.named, after.named
    of_words = differences(runs, named, {*before.doc.languages, *after.doc.languages})
    one, other = before.claims[i], after.claims[j]
    of_fields = _of_fields(one, other, before.doc, after.doc)
    told = {difference.aspect for difference in of_fields}
    found = (*(difference for difference in of_words if difference.aspect not in told), *of_fields)
    return ClaimChange(kind="altered", before=one, after=other, differences=found, runs=runs) if found else None


def _of_fields(one: Claim, other: Claim, before: Document, after: Document) -> tuple[Difference, ...]:
    fields: list[tuple[Aspect, Sequence[str | None], Sequence[str | None]]] = [
        ("hedges", _hedges(one), _hedges(other)),
        ("modality", [one.modality], [other.modality]),
        ("polarity", [one.polarity], [other.polarity]),
        ("holder", _holders(one), _holders(other)),
        ("act", [step.act for step in one.chain], [step.act for step in other.chain]),
        ("content_time", [one.content_time], [other.content_time]),
    ]
    if (one.said, other.said) != (before.date, after.date):  # else it is the document's date that moved, which is told once
        fields.append(("said", [one.said], [other.said]))
    about = _about(one), _about(other)
    if {*map(fold_text, about[0])} != {*map(fold_text, about[1])}:
        fields.append(("about", *about))
    told = (difference(aspect, filter(None, mine), filter(None, theirs)) for aspect, mine, theirs in fields)
    return tuple(found for found in told if found)


def _hedges(claim: Claim) -> list[str]:
    """Return the hedges of a claim without the numbers that they are about."""
    hedges = (hedge.at.text for hedge in claim.hedges)
    return [" ".join(hedge[a:b] for a, b in find_words(hedge) if not has_digit(hedge[a:b])) for hedge in hedges]


def _about(claim: Claim) -> list[str]:
    """Return whom or what a claim is about where its content does not say so: the words of the content are told anyway."""
    return [about.text for about in claim.about if not any(overlaps(about, piece) for piece in claim.content)]


def _holders(claim: Claim) -> list[str]:
    """Return the holders of a claim as they are printed, and whom their words refer to."""
    holders = [step.holder for step in claim.chain]
    return [_shown(holder) for holder in holders]


def _shown(holder: Holder) -> str:
    words = holder.at.text if holder.at else f"({holder.kind})"
    return f"{words} = {holder.refers_to.text}" if holder.refers_to else words


def _holder(holder: Holder) -> str:
    return fold_text(holder.at.text) if holder.at else f"({holder.kind})"
