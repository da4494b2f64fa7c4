"""Find quoted words in other documents: where they were taken from, or who else reports them.

The words of a quotation are looked for in every document at once: its shingles are the needles, and the row of all words is
gone through a document at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import numpy as np

from whosays.records import Link, LinkId, make_id
from whosays.trace.reuse import anchors_at, tell_direction
from whosays.trace.reuse_words import SHINGLE, is_earlier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from whosays.records import Anchor
    from whosays.trace.reuse_words import Corpus

BY = "trace/quotations"
# Fewer words are found everywhere. So many of a quotation's shingles must be there: one changed word spoils five of them.
_LEAST_WORDS, _LEAST_CHARACTERS, _LEAST_SHARE = 6, 16, 0.7
# A quotation that is everywhere is linked with the earliest of its places.
_MOST = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words that a record (a claim, or a passage in quotation) gives as somebody's, without their quotation marks."""

    record: str
    at: Anchor


@dataclass(frozen=True, slots=True)
class _Needle:
    quote: Quote
    doc: int
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Place:
    doc: int
    first: int
    last: int


def quote_links(corpus: Corpus, quotes: Iterable[Quote]) -> Iterator[Link]:
    """Yield a candidate link `quotes` from each record that quotes to where its words stand in other documents.

    `b` is the document, or the record that quotes the same words there; two records that quote the same words are linked once,
    from the later one. The evidence are the words in `a`, then those in `b`.
    """
    needles = _needles(corpus, quotes)
    by_doc: dict[int, list[_Needle]] = defaultdict(list)
    for needle in needles:
        by_doc[needle.doc].append(needle)
    places = _places(corpus, needles)
    seen: set[LinkId] = set()
    for needle, found in zip(needles, places, strict=True):
        for place in found:
            link = _link(corpus, needle, place, by_doc[place.doc])
            if link and link.id not in seen:
                seen.add(link.id)
                yield link


def _needles(corpus: Corpus, quotes: Iterable[Quote]) -> list[_Needle]:
    numbers = {text.id: at for at, text in enumerate(corpus.texts)}
    needles = []
    for quote in quotes:
        doc = numbers.get(quote.at.doc)
        if doc is None:
            continue
        first, end = corpus.words_in(doc, quote.at.start, quote.at.end)
        if end - first >= _LEAST_WORDS and corpus.characters(first, end - 1) >= _LEAST_CHARACTERS:
            needles.append(_Needle(quote, doc, first, end))
    return sorted(needles, key=lambda needle: (needle.first, needle.end, needle.quote.record))


def _places(corpus: Corpus, needles: list[_Needle]) -> list[list[_Place]]:
    """Return for each needle where most of it stands in other documents, the earliest ones."""
    places: list[list[_Place]] = [[] for _ in needles]
    if not needles:
        return places
    made = [corpus.shingles(needle.first, needle.end) for needle in needles]
    hashes = np.concatenate(made)
    of_needle = np.repeat(np.arange(len(needles)), [len(each) for each in made])
    offset = np.concatenate([np.arange(len(each)) for each in made])
    order = np.argsort(hashes, kind="stable")
    hashes, of_needle, offset = hashes[order], of_needle[order], offset[order]
    for doc, (low, high) in enumerate(zip(corpus.first[:-1].tolist(), corpus.first[1:].tolist(), strict=True)):
        here = corpus.shingles(low, high)
        begins, ends = np.searchsorted(hashes, here, "left"), np.searchsorted(hashes, here, "right")
        hits: dict[int, Counter[int]] = defaultdict(Counter)
        for at in np.flatnonzero(ends > begins).tolist():
            for row in range(int(begins[at]), int(ends[at])):
                number = int(of_needle[row])
                if needles[number].doc != doc and len(places[number]) < _MOST:
                    hits[number][low + at - int(offset[row])] += 1
        for number, starts in hits.items():
            if place := _best(corpus, needles[number], doc, starts):
                places[number].append(place)
    return places


def _best(corpus: Corpus, needle: _Needle, doc: int, starts: Counter[int]) -> _Place | None:
    """Return the place where most shingles of a needle stand in a document, if it is enough of them.

    Places a few words apart belong together: a word may be put in or left out.
    """
    length = needle.end - needle.first
    start = min(starts, key=lambda each: (-starts[each], each))
    near = [each for each in starts if abs(each - start) <= SHINGLE]
    if sum(starts[each] for each in near) < _LEAST_SHARE * (length - SHINGLE + 1):
        return None
    low, high = int(corpus.first[doc]), int(corpus.first[doc + 1])
    # The ends are the first and last word that is the quotation's too, a word that was put in or changed apart.
    first, end = max(min(near) - SHINGLE, low), min(max(near) + length + SHINGLE, high)
    theirs = corpus.numbers[first:end].tolist()
    aligned = SequenceMatcher(None, corpus.numbers[needle.first : needle.end].tolist(), theirs, autojunk=False)
    blocks = aligned.get_matching_blocks()[:-1]
    return _Place(doc, first + blocks[0].b, first + blocks[-1].b + blocks[-1].size - 1)


def _link(corpus: Corpus, needle: _Needle, place: _Place, there: list[_Needle]) -> Link | None:
    mine, other = corpus.texts[needle.doc], corpus.texts[place.doc]
    twin = next((each for each in there if each.first <= place.last and place.first < each.end), None)
    if twin and _rank(twin) > _rank(needle):
        # The other record quotes the words too, and is the later one: the link starts there, if it is found from there.
        return None
    if twin is None and is_earlier(mine, other):
        # Who has the words later and without marks has not said them first; the reuse of the passage is told elsewhere.
        return None
    quoted = anchors_at(corpus, needle.doc, needle.first, needle.end - 1)
    found = anchors_at(corpus, place.doc, place.first, place.last)
    b = twin.quote.record if twin else other.id
    if twin:
        how = "the same words are quoted there: another report of them, or where they were taken from"
    else:
        how = "the quoted words stand there as the document's own: they may be quoted from it"
    later, earlier = (mine, other) if needle.doc > place.doc else (other, mine)
    direction = tell_direction(later, earlier).replace("the other is earlier", "by date")
    return Link(
        id=LinkId(make_id("lnk", "quotes", needle.quote.record, b)),
        kind="quotes",
        a=needle.quote.record,
        b=b,
        evidence=(*quoted, *found),
        reason=f"{how}; {direction}",
        by=BY,
    )


def _rank(needle: _Needle) -> tuple[int, int, str]:
    return needle.doc, needle.first, needle.quote.record
