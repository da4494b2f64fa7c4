"""Rare spellings that two documents share in words they have in common: a slip that is copied is evidence of copying.

A spelling is rare where hardly any other document has it, and another spelling, one letter away, is common in the documents at
hand. The letter lies inside the word: beginnings and ends change with grammar, in English as in Arabic and Persian.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from whosays.text.org_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.trace.reuse_chains import Match
    from whosays.trace.reuse_words import Corpus

# A rare spelling stands in so many documents at most, the common one in so many times more and at least in so many. Shorter
# words have too many neighbours that are words of their own.
_RARE, _TIMES, _COMMON = 4, 5, 5
_SHORTEST, _LONG = 7, 8
_VOWELS = ("a", "e", "i", "o", "u")


class SharedSlips:
    """Finds rare spellings in shared passages. What a common spelling is, the documents at hand say."""

    def __init__(self, corpus: Corpus, matches: Sequence[Match]) -> None:
        self._corpus = corpus
        often = corpus.frequencies
        numbers = {n for match in matches for n in _numbers(corpus, match) if 2 <= often[n] <= _RARE}
        rare = {n: corpus.words[n] for n in sorted(numbers) if _may_be_misspelt(corpus.words[n])}
        self._usual = _neighbours(corpus, rare) if rare else {}

    def of(self, match: Match) -> list[tuple[str, str]]:
        """Return the rare spellings in a passage, folded, each with the common one, in order of place."""
        numbers = dict.fromkeys(n for n in _numbers(self._corpus, match) if n in self._usual)
        return [(self._corpus.words[n], self._corpus.words[self._usual[n]]) for n in numbers]


def _numbers(corpus: Corpus, match: Match) -> Iterator[int]:
    for run in match.runs:
        yield from corpus.numbers[run.later : run.later + run.length].tolist()


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= _SHORTEST and word.isalpha() and word not in plain_words()


def _neighbours(corpus: Corpus, rare: dict[int, str]) -> dict[int, int]:
    """Return the most common neighbour of each rare word that has one that is common enough.

    Words one letter apart agree when the right letter is left out of each, so words are compared by what is left of them.
    """
    often = corpus.frequencies
    shapes: dict[str, list[int]] = defaultdict(list)
    for number, word in rare.items():
        for shape in _shapes(word):
            shapes[shape].append(number)
    found: dict[int, int] = {}
    for common in np.flatnonzero(often >= _COMMON).tolist():
        word = corpus.words[common]
        if len(word) < _SHORTEST - 1:
            continue
        for number in {n for shape in _shapes(word) for n in shapes.get(shape, ())}:
            better = number not in found or often[common] > often[found[number]]
            if better and often[common] >= _TIMES * often[number] and _is_slip(rare[number], word):
                found[number] = common
    return found


def _shapes(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(1, len(word) - 1)}


def _is_slip(one: str, other: str) -> bool:
    """Ask whether one word is the other with a common slip inside: letters swapped, one left out, one doubled, a wrong vowel.

    Any other letter for another makes too many words that are right ("computing", "competing").
    """
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    a, b = one[head : len(one) - tail], other[head : len(other) - tail]
    if head < 1 or tail < 2:
        return False
    swapped = len(a) == len(b) == 2 and a == b[::-1]
    left_out = not a and len(b) == 1
    doubled = not b and len(a) == 1 and a == one[head - 1]
    other_vowel = a in _VOWELS and b in _VOWELS and len(one) >= _LONG
    return swapped or left_out or doubled or other_vowel
