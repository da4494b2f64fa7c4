"""The words of many documents as numbers, with a map back to their offsets: what reuse is looked for in.

Words are compared folded (`text/fold.py`): case, marks, letter twins and digits of Arabic and Persian, joiners do not count.
Marks of punctuation are no words; in scripts without spaces each character is one. Cost: 12 bytes a word.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from whosays.text.edtf import bounds
from whosays.text.fold import fold_text, words_only
from whosays.text.words import find_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from whosays.records import DocumentId

Span = tuple[int, int]
SHINGLE = 5
"""So many words in a row are one shingle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One document as the search for reuse sees it.

    `date` is EDTF, `when` a time in ISO 8601 (UTC) where one is known; `publisher` is any key under which documents of one
    publisher agree, `address` one under which captures of one page agree. `leave_out` are spans that are not the document's own
    (page furniture, boilerplate), `aside` those that interrupt its running text (footnotes): they are read behind it.
    """

    id: DocumentId
    text: str
    date: str | None = None
    when: str | None = None
    publisher: str | None = None
    address: str | None = None
    leave_out: tuple[Span, ...] = ()
    aside: tuple[Span, ...] = ()


class Corpus:
    """Documents in order of time (those without a date last, then by id), and all their words in a row.

    Word `w` of the row belongs to document `doc_of(w)`; `numbers[w]` is the same for words that are the same when folded.
    """

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts: list[Text] = sorted({text.id: text for text in texts}.values(), key=_order)
        self._known: dict[str, int] = {}
        self._folded: dict[str, int] = {}
        numbers, starts, ends, breaks = [], [], [], [0]
        self.first: NDArray[np.int64] = np.zeros(len(self.texts) + 1, np.int64)
        for at, text in enumerate(self.texts):
            words, parts = self._read(text)
            table = np.array(words, np.int64).reshape(-1, 3)
            numbers.append(table[:, 0].astype(np.uint32))
            starts.append(table[:, 1].astype(np.uint32))
            ends.append(table[:, 2].astype(np.uint32))
            breaks.extend(int(self.first[at]) + part for part in parts)
            self.first[at + 1] = self.first[at] + len(table)
        self.numbers: NDArray[np.uint32] = _joined(numbers)
        self._starts: NDArray[np.uint32] = _joined(starts)
        self._ends: NDArray[np.uint32] = _joined(ends)
        self._breaks = breaks
        self.words = list(self._folded)
        self._known.clear()

    def __len__(self) -> int:
        return len(self.numbers)

    def doc_of(self, word: int) -> int:
        """Return the number of the document that a word stands in."""
        return int(np.searchsorted(self.first, word, "right")) - 1

    def span(self, first: int, last: int) -> list[Span]:
        """Return where the words from `first` to `last` stand: one span, or several where something interrupts them."""
        spans = []
        while first <= last:
            at = bisect_right(self._breaks, first)
            end = min(last, self._breaks[at] - 1 if at < len(self._breaks) else last)
            spans.append((int(self._starts[first]), int(self._ends[end])))
            first = end + 1
        return spans

    def words_in(self, doc: int, start: int, end: int) -> tuple[int, int]:
        """Return the first word and the one behind the last of `text[start:end]`, asides not counted; equal where none is."""
        low, high = int(self.first[doc]), int(self.first[doc + 1])
        inside = np.flatnonzero((self._starts[low:high] >= start) & (self._ends[low:high] <= end))
        if not len(inside):
            return low, low
        run = np.flatnonzero(np.diff(inside) != 1)
        last = int(inside[run[0]]) if len(run) else int(inside[-1])
        return low + int(inside[0]), low + last + 1

    def characters(self, first: int, last: int) -> int:
        """Return how many characters the folded words have."""
        return sum(len(self.words[number]) for number in self.numbers[first : last + 1])

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """A number of 64 bits for each word of the vocabulary, the same in every corpus."""
        return np.array([_hash(word) for word in self.words], np.uint64)

    def shingles(self, low: int, high: int) -> NDArray[np.uint64]:
        """Return the hash of each shingle that begins at the words from `low` and ends before `high`."""
        count = max(high - low - SHINGLE + 1, 0)
        made = np.zeros(count, np.uint64)
        if count:
            hashes = self.hashes[self.numbers[low:high]]
            for place in range(SHINGLE):
                made = made * _FACTOR + hashes[place : place + count]
            made ^= made >> np.uint64(29)
        return made

    @cached_property
    def frequencies(self) -> NDArray[np.int64]:
        """In how many documents each word of the vocabulary stands."""
        counts = np.zeros(len(self.words), np.int64)
        for low, high in zip(self.first[:-1], self.first[1:], strict=True):
            counts[np.unique(self.numbers[low:high])] += 1
        return counts

    def _read(self, text: Text) -> tuple[list[tuple[int, int, int]], list[int]]:
        """Return number, start and end of each word, and the words at which something interrupts the text."""
        rows: list[tuple[int, int, int]] = []
        parts: list[int] = []
        for part in _parts(text):
            parts.append(len(rows))
            for start, end in find_words(text.text, *part):
                number = self._number(text.text[start:end])
                if number >= 0:
                    rows.append((number, start, end))
        return rows, parts

    def _number(self, word: str) -> int:
        number = self._known.get(word)
        if number is None:
            folded = words_only(fold_text(word)).replace(" ", "")
            number = self._folded.setdefault(folded, len(self._folded)) if folded else -1
            self._known[word] = number
        return number


def is_earlier(one: Text, other: Text) -> bool:
    """Ask whether one document is surely of an earlier time than another: no day, or no moment, can be both's."""
    if one.when and other.when and len(one.when) == len(other.when):
        return one.when < other.when
    a, b = bounds(one.date or ""), bounds(other.date or "")
    return bool(a and b and a[1] and b[0] and a[1] < b[0])


_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _joined(parts: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    return np.concatenate(parts) if parts else np.zeros(0, np.uint32)


def _order(text: Text) -> tuple[bool, str, str, str]:
    span = bounds(text.date or "")
    first = span[0].isoformat() if span and span[0] else ""
    return not first, first, text.when or "", text.id


def _parts(text: Text) -> Iterator[Span]:
    """Yield the spans to read, in reading order: running text first, then what interrupts it."""
    out = sorted((*text.leave_out, *text.aside))
    at = 0
    for start, end in out:
        if start > at:
            yield at, start
        at = max(at, end)
    if at < len(text.text):
        yield at, len(text.text)
    left_out = sorted(text.leave_out)
    for start, end in sorted(text.aside):
        if not any(low < end and start < high for low, high in left_out):
            yield start, end
