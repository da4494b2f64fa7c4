"""Which shingles of two documents are the same: the seeds of reuse, in time that grows with the corpus and not with its pairs.

1. Shingles are sorted by their hash, in batches, so that memory stays bounded however long the corpus is.
2. A shingle that stands in several documents is looked at once in each, and paired with the `EARLIEST` of them only: words
   that stand in a thousand documents give a thousand times that many seeds, and not a million.
3. A shingle that only one publisher has, in more than `FURNITURE` documents, is furniture of that publisher, and no seed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from whosays.trace.reuse_words import Corpus

# A copy is found through any of its shingles, so what is in more documents than this still leads to the earliest of them. Of
# releases that 99 offices sent out in six weeks, none is in more than ten documents; addresses and closing lines are.
EARLIEST = 16
FURNITURE = 12
_BATCH = 2_000_000
WORD = 32
"""Bits of the number of a word in a pair; a corpus has at most as many words as these count to."""


@dataclass(frozen=True, slots=True)
class Seeds:
    """`pairs` are words at which the same shingle begins, in a later document and an earlier one, as one number each, sorted.

    A number has the later word above the earlier one (`WORD` bits each): there are many times as many pairs as words, and each
    is 8 bytes.

    `often[w]` says in how many documents the shingle at word `w` stands (at most 65,535; 0 for one that was met in its document
    before), `furniture[w]` whether it is furniture of one publisher, `common[w]` whether many documents have it, whosever.
    """

    pairs: NDArray[np.uint64]
    often: NDArray[np.uint16]
    furniture: NDArray[np.bool_]
    common: NDArray[np.bool_]


def find_seeds(corpus: Corpus) -> Seeds:
    """Return the seeds of a corpus. Raises OverflowError for one of more than 4 billion words."""
    if len(corpus) >= 1 << WORD:
        raise OverflowError(f"{len(corpus):,} words cannot be compared at once")
    publishers = _publishers(corpus)
    batches = len(corpus) // _BATCH + 1
    often, furniture = np.zeros(len(corpus), np.uint16), np.zeros(len(corpus), np.bool_)
    found = [_seeds_of(corpus, publishers, (batch, batches), often, furniture) for batch in range(batches)]
    pairs = np.concatenate(found)
    del found
    pairs.sort()
    return Seeds(pairs, often, furniture, often > FURNITURE)


def _publishers(corpus: Corpus) -> NDArray[np.int64]:
    """Return a number for the publisher of each document; where it is not known, one of the document's own."""
    known: dict[str, int] = {}
    return np.array(
        [known.setdefault(t.publisher, len(known)) if t.publisher else -1 - at for at, t in enumerate(corpus.texts)], np.int64
    )


def _seeds_of(
    corpus: Corpus,
    publishers: NDArray[np.int64],
    batch: tuple[int, int],
    often: NDArray[np.uint16],
    furniture: NDArray[np.bool_],
) -> NDArray[np.uint64]:
    """Return the pairs of one batch of shingles, of how many; fill in what is known of each word."""
    hashes, places, docs = [], [], []
    for doc, (low, high) in enumerate(zip(corpus.first[:-1].tolist(), corpus.first[1:].tolist(), strict=True)):
        made = corpus.shingles(low, high)
        if not len(made):
            continue
        # The first place of each shingle in the document stands for all of them.
        unique, at = np.unique(made, return_index=True)
        if batch[1] > 1:
            mine = unique % np.uint64(batch[1]) == batch[0]
            unique, at = unique[mine], at[mine]
        if not len(at):
            continue
        hashes.append(unique)
        places.append(at + low)
        docs.append(np.full(len(at), doc, np.int64))
    if not hashes:
        return np.zeros(0, np.uint64)
    all_hashes = np.concatenate(hashes)
    order = np.argsort(all_hashes, kind="stable")
    sorted_hashes, word, doc_of = all_hashes[order], np.concatenate(places)[order], np.concatenate(docs)[order]
    begins = np.flatnonzero(np.r_[True, sorted_hashes[1:] != sorted_hashes[:-1]])
    sizes = np.diff(np.r_[begins, len(sorted_hashes)])
    publisher = publishers[doc_of]
    one = np.minimum.reduceat(publisher, begins) == np.maximum.reduceat(publisher, begins)
    common = one & (sizes > FURNITURE)
    often[word] = np.repeat(np.minimum(sizes, 65_535), sizes)
    furniture[word] = np.repeat(common, sizes)
    kept = (sizes > 1) & ~common
    return _paired(word, begins[kept], sizes[kept])


def _paired(word: NDArray[np.int64], begins: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pair each member of a group with the first ones; members stand in order of time."""
    member = np.repeat(begins, sizes) + _counted(sizes)
    rank, group = _counted(sizes), np.repeat(begins, sizes)
    pairs = []
    for earlier in range(EARLIEST):
        later = rank > earlier
        if not later.any():
            break
        pairs.append((word[member[later]] << WORD | word[group[later] + earlier]).view(np.uint64))
    return np.concatenate(pairs) if pairs else np.zeros(0, np.uint64)


def _counted(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return 0, 1, 2 … for each group anew."""
    ends = np.cumsum(sizes)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - sizes, sizes)
