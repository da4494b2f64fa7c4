"""How alike two stretches of text are by the words that they share, and which of many are worth a comparison.

Words count by their letters, so that "the" and "of" in common make nothing alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from whosays.analyse.align import align
from whosays.text.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Bag = Counter[str]

# One stretch inside of the other counts when it has so many words, and somewhat less than likeness.
_INSIDE_WORDS, _INSIDE = 8, 0.8
# Stretches whose lengths in words multiply to more are compared without regard to order.
_LONG = 1 << 22
# A word in more stretches than this says little; one is compared with so many others at most.
_COMMON, _TRIED = 50, 8


def to_bag(words: Iterable[str]) -> Bag:
    """Return how often each word stands in a stretch; punctuation is left out."""
    return Counter(word for word in words if is_word(word))


def share(one: Bag, other: Bag) -> float:
    """Return the share of letters that stand in words common to both, 0 to 1."""
    sizes = _letters(one) + _letters(other)
    return 2 * _letters(one & other) / sizes if sizes else 0.0


def kept_share(before: Bag, after: Bag) -> float:
    """Return the share of letters of `before` in words that `after` has too; 1 where there was nothing to keep."""
    size = _letters(before)
    return _letters(before & after) / size if size else 1.0


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of letters in words that both have in the same order, 0 to 1.

    It is nearly 1 where a longer stretch holds all words of a shorter one, which was cut or added to.
    """
    sizes = sum(map(len, one)), sum(map(len, other))
    if not min(sizes):
        return 0.0
    if len(one) * len(other) > _LONG:
        shared = _letters(to_bag(one) & to_bag(other))
    else:
        shared = sum(len(one[i]) for i, _ in align(one, other))
    alike = 2 * shared / sum(sizes)
    return alike if min(len(one), len(other)) < _INSIDE_WORDS else max(alike, _INSIDE * shared / min(sizes))


def candidates(ones: Mapping[int, Bag], others: Mapping[int, Bag]) -> Iterator[tuple[int, int]]:
    """Yield pairs that share words which few stretches have, so many for each of `ones` at most."""
    holding: defaultdict[str, list[int]] = defaultdict(list)
    for j, bag in others.items():
        for word in bag:
            holding[word].append(j)
    for i, bag in ones.items():
        shared: Counter[int] = Counter()
        for word in bag:
            if len(held := holding.get(word, [])) <= _COMMON:
                shared.update(dict.fromkeys(held, len(word)))
        yield from ((i, j) for j in sorted(shared, key=lambda j: (-shared[j], j))[:_TRIED])


def _letters(bag: Bag) -> int:
    return sum(len(word) * number for word, number in bag.items())
