"""A passage as the tables see it: words and signs, quotations, places where a cue stands, names."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from whosays.extract.claims.quotes import find_quotes
from whosays.text.claim_language import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.text.claim_language import ClaimLanguage, Cue
    from whosays.text.joined import Span

Range = tuple[int, int]
"""Half-open places of words in a reading, not of characters."""

COMMAS = frozenset({",", "،", "؛", ";", "–", "—"})
STOPS = frozenset({".", "!", "?", "؟", "۔", "…"})
_UNITS = frozenset("%#@$€£٪")
_CLOSING = frozenset('»”"')
OPENING = frozenset('«“"„([')
_OTHERS = {
    "«": frozenset("»"), "»": frozenset("«"), "“": frozenset("”“"), "”": frozenset("“„"), "„": frozenset("“”"),
    '"': frozenset('"'), "(": frozenset(")"), ")": frozenset("("), "[": frozenset("]"), "]": frozenset("["),
}  # fmt: skip
_SPOKEN = 3  # words; what is shorter in quotation marks is a title or a mark of distance, unless a verb of report is beside it
_SUBJECT = 8  # words; between a quotation so short and a verb that stands behind its subject


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that stands at the words `start:end`, and what it may be. `quote` is the quotation it stands in, -1 for none."""

    start: int
    end: int
    cues: tuple[Cue, ...]
    quote: int

    def of(self, kind: str) -> Cue | None:
        """Return the cue as one of a kind, None where it cannot be that."""
        return next((cue for cue in self.cues if cue.kind == kind and not cue.by_speaker), None)


class Reading:
    """The reading of one passage. `names` are where persons and bodies are named, in offsets of the text."""

    def __init__(self, text: str, tables: ClaimLanguage, names: Sequence[Span] = ()) -> None:
        self.text = text
        self.tables = tables
        self.words = read_words(text)
        self._starts = [word.start for word in self.words]
        self._counts = [0, *accumulate(int(not word.is_sign) for word in self.words)]
        self._commas = [at for at, word in enumerate(self.words) if word.form in COMMAS]
        marked = [self.range_of(span) for span in find_quotes(text)]
        self.quotes = [words for words in marked if self.count(words) >= _SPOKEN or self._is_spoken(words)]
        self._titles = {at for words in marked if words not in self.quotes for at in range(*words)}
        self.quote_of = [-1] * len(self.words)
        for number, (start, end) in enumerate(self.quotes):
            self.quote_of[start:end] = [number] * (end - start)
        self.names = {start: end for start, end in (self.range_of(span) for span in names) if start < end}
        self.hits = list(self._hits())
        self._hit_starts = [hit.start for hit in self.hits]

    def form(self, at: int) -> str:
        """Return the folded word at a place, "" where there is none."""
        return self.words[at].form if 0 <= at < len(self.words) else ""

    def is_in(self, at: int, name: str) -> int:
        """Return how many words a phrase of a list of the table takes at a place, 0 for none."""
        return self.tables.words(name).match(self.words, at)

    def range_of(self, span: Span) -> Range:
        """Return the words that lie in a span of the text."""
        return bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])

    def span(self, words: Range) -> Span | None:
        """Return the place of words in the text, without signs at their edges; None where no word is left.

        A bracket or quotation mark stays where its other half is inside, and something stands beside the two.
        """
        start, end = words
        while start < end:
            before = (start, end)
            start += int(self._drops(start, (start, end)))
            end -= int(end > start and self._drops(end - 1, (start, end)))
            if end - start > 1 and self._is_pair(start, end - 1):
                start, end = start + 1, end - 1
            if before == (start, end):
                return self.words[start].start, self.words[end - 1].end
        return None

    def _drops(self, at: int, words: Range) -> bool:
        """Ask whether the sign at an edge of a range is no part of what the range says: all but units and halves of a pair."""
        form = self.words[at].form
        if not self.words[at].is_sign or form in _UNITS:
            return False
        others = _OTHERS.get(form)
        return others is None or not any(self.form(i) in others for i in range(*words) if i != at)

    def _is_pair(self, first: int, last: int) -> bool:
        """Ask whether two signs are the halves of one pair."""
        others = _OTHERS.get(self.form(first), frozenset()) if self.form(first) in OPENING else frozenset()
        inside = range(first + 1, last)
        return self.form(last) in others and not any(self.form(i) in others or self.form(i) == self.form(first) for i in inside)

    def count(self, words: Range) -> int:
        """Count the words of a range, signs left out."""
        start, end = words
        return self._counts[end] - self._counts[start] if start < end else 0

    def comma_before(self, at: int, start: int) -> int | None:
        """Return the last comma before a place that stands behind `start`, None where there is none."""
        place = bisect_left(self._commas, at) - 1
        return self._commas[place] if place >= 0 and self._commas[place] > start else None

    def comma_behind(self, at: int, end: int) -> int | None:
        """Return the first comma from a place on, before `end`, None where there is none."""
        place = bisect_left(self._commas, at)
        return self._commas[place] if place < len(self._commas) and self._commas[place] < end else None

    def hits_in(self, words: Range, quote: int) -> Iterator[Hit]:
        """Yield the cues inside a range that stand in the given quotation and in none inside it."""
        for at in range(bisect_left(self._hit_starts, words[0]), len(self.hits)):
            hit = self.hits[at]
            if hit.start >= words[1]:
                return
            if hit.quote == quote and hit.end <= words[1]:
                yield hit

    def opens(self, at: int, quote: int) -> int | None:
        """Return the number of the quotation that opens at a place, seen from inside `quote`; None where none does."""
        number = self.quote_of[at] if 0 <= at < len(self.words) else -1
        return number if number not in (-1, quote) and self.quotes[number][0] == at else None

    def closes(self, at: int, quote: int) -> int | None:
        """Return the number of the quotation whose last sign stands at a place, seen from inside `quote`."""
        number = self.quote_of[at] if 0 <= at < len(self.words) else -1
        return number if number not in (-1, quote) and self.quotes[number][1] - 1 == at else None

    def sentences(self, words: Range, quote: int) -> Iterator[Range]:
        """Yield the sentences inside a quotation: a stop ends one where no number or abbreviation goes on with it."""
        start, end = words
        abbreviations = self.tables.words("abbreviations")
        for at in range(*words):
            if self.form(at) in STOPS and self.quote_of[at] == quote:
                after = self.words[at + 1].start if at + 1 < end else None
                apart = after is None or self.text[self.words[at].end : after].isspace()
                if apart and not (self.form(at) == "." and at > start and self.form(at - 1) in abbreviations):
                    if self.count((start, at)):
                        yield start, at
                    start = at + 1
        if self.count((start, end)):
            yield start, end

    def _is_spoken(self, words: Range) -> bool:
        """Ask whether a colon announces a short quotation, or a comma and a verb of report follow it."""
        start, end = words
        if self.form(start - 1) == ":" or self._goes_on(start):
            return self.count(words) > 0
        if not self.count(words) or not (self.form(end) in COMMAS or self.form(end - 2) in COMMAS | {"!", "?", "؟"}):
            return False
        at = end + int(self.form(end) in COMMAS)
        for place in range(at, min(len(self.words), at + (_SUBJECT if self.tables.order == "verb-last" else 1))):
            if self.words[place].is_sign:
                return False
            if any(cue.kind == "verb" and "clause" in cue.frames for cue in self.tables.cue_at(self.words, place)[1]):
                return True
        return False

    def _goes_on(self, start: int) -> bool:
        """Ask whether a comma, a holder and a verb of report stand between the end of a quotation and a place."""
        if self.form(start - 1) not in COMMAS:
            return False
        told = False
        for at in range(start - 2, max(-1, start - 2 - _SUBJECT), -1):
            if self.form(at) in _CLOSING:
                return told
            if self.words[at].is_sign and self.form(at) not in COMMAS:
                return False
            told = told or any(cue.kind == "verb" for cue in self.tables.cue_at(self.words, at)[1])
        return False

    def _hits(self) -> Iterator[Hit]:
        at = 0
        while at < len(self.words):
            taken, cues = self.tables.cue_at(self.words, at)
            if taken and at not in self._titles and self.quote_of[at] == self.quote_of[at + taken - 1]:
                yield Hit(at, at + taken, cues, self.quote_of[at])
            at += taken or 1
