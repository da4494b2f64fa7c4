"""From seeds to passages: runs of the same words, grown to their ends and joined over small changes. Pure numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whosays.trace.reuse_seeds import WORD
from whosays.trace.reuse_words import SHINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from whosays.trace.reuse_seeds import Seeds
    from whosays.trace.reuse_words import Corpus

# So many words may be put in, left out or changed between two runs of one passage.
GAP = 12
# A passage has so many same words, and a run of so many without a break; both also count in characters, which makes up for
# scripts in which a character is a word. Shorter ones are turns of phrase: "on the other side of the river".
LEAST_SAME, LEAST_RUN = 12, 8
LEAST_CHARACTERS = 24
# Where two documents share a passage, shorter ones beside it are copied too, rather than met by chance.
LEAST_BESIDE = 8
# Words that many documents of several publishers have are a turn of phrase too, unless there are so many: a report all print.
LEAST_COMMON = 30
# Of the words on the longer side, at least so many are the same.
LEAST_SHARE = 0.5
_AT_ONCE = 500_000  # seeds, up to the end of a document


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that are the same in both documents: where they begin in the row of all words, and how many."""

    later: int
    earlier: int
    length: int


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that two documents (by number) share: its runs, in order in both."""

    later_doc: int
    earlier_doc: int
    runs: tuple[Run, ...]

    @property
    def same(self) -> int:
        """How many words are the same."""
        return sum(run.length for run in self.runs)

    @property
    def later(self) -> tuple[int, int]:
        """Its first and last word in the later document."""
        return self.runs[0].later, self.runs[-1].later + self.runs[-1].length - 1

    @property
    def earlier(self) -> tuple[int, int]:
        """Its first and last word in the earlier document."""
        return self.runs[0].earlier, self.runs[-1].earlier + self.runs[-1].length - 1

    @property
    def longest(self) -> int:
        """How many words the longer side has."""
        return max(self.later[1] - self.later[0], self.earlier[1] - self.earlier[0]) + 1


def find_matches(corpus: Corpus, found: Seeds) -> Iterator[Match]:
    """Yield the passages that seeds lead to, by later document, earlier document, and place in the later one."""
    # Some later documents at a time, each with all its seeds: what is worked out of a seed is ten times as large as the seed.
    ends = np.searchsorted(found.pairs, corpus.first[1:].astype(np.uint64) << np.uint64(WORD))
    begin = 0
    while begin < len(found.pairs):
        end = int(ends[np.searchsorted(ends, min(begin + _AT_ONCE, len(found.pairs)))])
        yield from _matches_of(corpus, found, found.pairs[begin:end])
        begin = end


def _matches_of(corpus: Corpus, found: Seeds, pairs: NDArray[np.uint64]) -> Iterator[Match]:
    """Yield the passages of some later documents, by all their seeds."""
    seeds = np.stack((pairs >> np.uint64(WORD), pairs & np.uint64((1 << WORD) - 1)), axis=1).astype(np.int64)
    count = len(corpus.texts)
    docs = np.searchsorted(corpus.first, seeds, "right") - 1
    pair = docs[:, 0] * count + docs[:, 1]
    # Fewer seeds than the shortest run has lead to nothing.
    _, number, often = np.unique(pair, return_inverse=True, return_counts=True)
    enough = often[number] >= LEAST_RUN - SHINGLE + 1
    pair, later, earlier = pair[enough], seeds[enough, 0], seeds[enough, 1]
    if not len(pair):
        return
    order = np.lexsort((later, later - earlier, pair))
    pair, later, earlier = pair[order], later[order], earlier[order]
    new = np.r_[True, (np.diff(pair) != 0) | (np.diff(later) != 1) | (np.diff(earlier) != 1)]
    begins = np.flatnonzero(new)
    lengths = np.diff(np.r_[begins, len(pair)]) + SHINGLE - 1
    runs = np.stack((pair[begins], later[begins], earlier[begins], lengths), axis=1)
    runs = runs[_may_lead_to_passages(corpus, found, runs, count)]
    if not len(runs):
        return
    for rows in np.split(runs, np.flatnonzero(np.diff(runs[:, 0])) + 1):
        later_doc, earlier_doc = divmod(int(rows[0, 0]), count)
        grown = _grown(corpus, later_doc, earlier_doc, [Run(*row) for row in rows[:, 1:].tolist()])
        chains = sorted(_chained(grown), key=lambda chain: (chain[0].later, chain[0].earlier))
        matches = [Match(later_doc, earlier_doc, tuple(chain)) for chain in chains]
        if any(_is_passage(corpus, found, match, LEAST_SAME) for match in matches):
            yield from (match for match in matches if _is_passage(corpus, found, match, LEAST_BESIDE))


def _may_lead_to_passages(corpus: Corpus, found: Seeds, runs: NDArray[np.int64], count: int) -> NDArray[np.bool_]:
    """Tell which runs are of two documents that may share a passage, all runs at once.

    Nearly all pairs of documents share turns of phrase alone, and in a large case there are many times more such pairs than
    documents. What is asked here holds of every pair that has a passage (see `_is_passage`): one run, grown as far as it goes,
    has enough words that are not common, or all of them together have so many that common ones count.
    """
    begin, length = _grown_lengths(corpus, runs, count)
    _, pair = np.unique(runs[:, 0], return_inverse=True)
    rare, own = _shingles_without(found.common, begin, length), _shingles_without(found.furniture, begin, length)
    enough = np.bincount(pair, rare >= LEAST_RUN - SHINGLE + 1) > 0
    # Runs of one passage lie close to each other in the later document. What is cut off a run has fewer words than a shingle.
    order = np.lexsort((begin, pair))
    ends = np.maximum.accumulate(pair[order] * (len(corpus) + GAP + 1) + begin[order] + length[order])
    starts = pair[order] * (len(corpus) + GAP + 1) + begin[order]
    stretch = np.cumsum(np.r_[0, starts[1:] > ends[:-1] + GAP])
    words = np.bincount(stretch, own[order] + SHINGLE - 1)
    enough[pair[order][words[stretch] >= LEAST_COMMON]] = True
    return np.asarray(enough[pair], np.bool_)


def _grown_lengths(corpus: Corpus, runs: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each run begins in the later document when it is grown to both sides, and how many words it has then."""
    later_doc, earlier_doc = np.divmod(runs[:, 0], count)
    low = np.minimum(runs[:, 1] - corpus.first[later_doc], runs[:, 2] - corpus.first[earlier_doc])
    last, other = runs[:, 1] + runs[:, 3], runs[:, 2] + runs[:, 3]
    high = np.minimum(corpus.first[later_doc + 1] - last, corpus.first[earlier_doc + 1] - other)
    back = _same_words(corpus, runs[:, 1] - 1, runs[:, 2] - 1, low, -1)
    return runs[:, 1] - back, runs[:, 3] + back + _same_words(corpus, last, other, high, 1)


def _same_words(
    corpus: Corpus, a: NDArray[np.int64], b: NDArray[np.int64], most: NDArray[np.int64], step: int
) -> NDArray[np.int64]:
    """Return how many words from each place of `a` and `b` on are the same, going by `step`, `most` of them at most."""
    found = np.zeros(len(a), np.int64)
    open_ = np.flatnonzero(most > 0)
    while len(open_):
        at = found[open_] * step
        open_ = open_[corpus.numbers[a[open_] + at] == corpus.numbers[b[open_] + at]]
        found[open_] += 1
        open_ = open_[found[open_] < most[open_]]
    return found


def _shingles_without(shut_out: NDArray[np.bool_], begin: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how many shingles of each run are not shut out."""
    so_far, shingles = np.r_[0, np.cumsum(shut_out)], length - SHINGLE + 1
    return np.asarray(shingles - (so_far[begin + shingles] - so_far[begin]), np.int64)


def _grown(corpus: Corpus, later_doc: int, earlier_doc: int, runs: list[Run]) -> list[Run]:
    """Grow each run word by word to both sides; runs that grow into one are one."""
    numbers, first = corpus.numbers, corpus.first
    low_a, high_a = int(first[later_doc]), int(first[later_doc + 1])
    low_b, high_b = int(first[earlier_doc]), int(first[earlier_doc + 1])
    grown: list[Run] = []
    for run in runs:  # by diagonal, then by place
        a, b, end = run.later, run.earlier, run.later + run.length
        if grown and grown[-1].later - grown[-1].earlier == a - b and end <= grown[-1].later + grown[-1].length:
            continue
        while a > low_a and b > low_b and numbers[a - 1] == numbers[b - 1]:
            a, b = a - 1, b - 1
        shift = run.earlier - run.later
        while end < high_a and end + shift < high_b and numbers[end] == numbers[end + shift]:
            end += 1
        grown.append(Run(a, b, end - a))
    return sorted(grown, key=lambda run: (run.later, run.earlier, -run.length))


def _chained(runs: list[Run]) -> list[list[Run]]:
    """Join runs that follow one another in both documents with little between them; overlaps are cut off."""
    chains: list[list[Run]] = []
    open_: list[list[Run]] = []
    for run in runs:
        open_ = [chain for chain in open_ if run.later - (chain[-1].later + chain[-1].length) <= GAP]
        best: tuple[int, list[Run], Run] | None = None
        for chain in open_:
            last = chain[-1]
            gaps = run.later - last.later - last.length, run.earlier - last.earlier - last.length
            cut = max(0, -min(gaps))
            if run.earlier <= last.earlier or cut >= run.length or max(gaps) + cut > GAP:
                continue
            rest = Run(run.later + cut, run.earlier + cut, run.length - cut)
            if best is None or sum(gaps) + 3 * cut < best[0]:
                best = sum(gaps) + 3 * cut, chain, rest
        if best:
            best[1].append(best[2])
        elif not any(_covers(chain, run) for chain in open_):
            chains.append([run])
            open_.append(chains[-1])
    return chains


def _covers(chain: list[Run], run: Run) -> bool:
    """Ask whether the words of a run lie in a chain on the side of the later document already: a repetition in the other."""
    return chain[0].later <= run.later and run.later + run.length <= chain[-1].later + chain[-1].length


def _words_of(run: Run, shut_out: NDArray[np.bool_]) -> int:
    """Return how many words of a run are left without the shingles that are shut out."""
    shingles = run.length - SHINGLE + 1
    if shingles <= 0:
        return run.length
    left = shingles - int(np.count_nonzero(shut_out[run.later : run.later + shingles]))
    return left + SHINGLE - 1 if left else 0


def _is_passage(corpus: Corpus, found: Seeds, match: Match, least: int) -> bool:
    """Ask whether a match is more than a turn of phrase; `least` is how many same words it needs."""
    if max(run.length for run in match.runs) < LEAST_RUN or match.same < LEAST_SHARE * match.longest:
        return False  # the first is asked below of what is left of the runs; most matches end here
    if sum(corpus.characters(run.later, run.later + run.length - 1) for run in match.runs) < LEAST_CHARACTERS:
        return False
    rare = [_words_of(run, found.common) for run in match.runs]
    own = [_words_of(run, found.furniture) for run in match.runs]
    return max(own) >= LEAST_RUN and (sum(own) >= LEAST_COMMON or (sum(rare) >= least and max(rare) >= LEAST_RUN))
