"""Where what is said ends: at the end of its range, or where a coordinate clause with a report of its own begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.holders import holder_after
from whosays.extract.claims.by_tables.reading import COMMAS

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Hit, Range, Reading

_SUBJECT = 8  # words; a subject between a conjunction and its verb, without a comma
_CLAUSE = 3  # words; a clause has as many, two nouns that a conjunction joins have fewer before it


def content_end(reading: Reading, hit: Hit, words: Range, quote: int) -> int:
    """Return where a content that begins at `words[0]` ends: where the next coordinate report begins, else at `words[1]`."""
    for other in reading.hits_in(words, quote):
        if other.start > hit.start and any(cue.kind in {"verb", "hidden"} for cue in other.cues):
            edge = _coordinate_edge(reading, other, words[0])
            edge = _subject_edge(reading, other, words[0]) if edge is None else edge
            if edge is not None and edge > words[0]:
                return edge
    return words[1]


def _coordinate_edge(reading: Reading, hit: Hit, start: int) -> int | None:
    """Return where the clause of a report begins if it is coordinate to the one before: a conjunction opens it.

    It stands right before the verb (the subject is the same), is one word with it, or follows the last comma.
    """
    before = hit.start - 1
    conjunctions = reading.tables.words("conjunctions")
    if reading.tables.order == "verb-first":
        follows = (
            reading.is_in(hit.end, "complement") or reading.is_in(hit.end, "complement_kept") or reading.form(hit.end) == ":"
        )
        if any(cue.joined for cue in hit.cues) and (reading.form(before) in COMMAS or follows):
            return hit.start
    if reading.form(before) in conjunctions:
        return before
    comma = reading.comma_before(hit.start, start)
    if comma is None:
        return None
    opened = reading.is_in(comma + 1, "conjunctions") and not reading.is_in(comma + 1, "again")
    return comma if opened or reading.form(comma) in {"؛", ";"} else None


def _subject_edge(reading: Reading, hit: Hit, start: int) -> int | None:
    """Return the conjunction behind which nothing but the subject of a report stands, or whom its holder speaks to.

    The words before it have to be a clause, lest it joins two nouns: its closing verb where the language puts verbs last, else
    three words and, behind the verb, a complementiser.
    """
    conjunctions = reading.tables.words("conjunctions")
    at = next((i for i in range(hit.start - 1, max(start, hit.start - _SUBJECT), -1) if reading.form(i) in conjunctions), None)
    if at is None or at + 1 >= hit.start:
        return None
    if reading.tables.order == "verb-last":
        closed = reading.form(at - 1) in reading.tables.words("clause_ends")
        return at if closed and (_is_subject(reading, (at + 1, hit.start)) or addressed(reading, hit, at + 1)) else None
    follows = reading.is_in(hit.end, "complement") or reading.form(hit.end) == ":"
    clause = reading.tables.order == "verb-second" and follows and reading.count((start, at)) >= _CLAUSE
    return at if clause and _is_subject(reading, (at + 1, hit.start)) else None


def _is_subject(reading: Reading, words: Range) -> bool:
    """Ask whether a range is the words of one holder and nothing else."""
    return not reading.is_in(words[0], "leads") and holder_after(reading, words) == words


def addressed(reading: Reading, hit: Hit, at: int) -> bool:
    """Ask whether all between a place and a verb is whom it is said to, behind the preposition that the verb takes for that."""
    for verb in hit.cues:
        for frame in sorted(frame for frame in verb.frames if frame.startswith("told ")):
            taken = reading.tables.phrase(frame.removeprefix("told ")).match(reading.words, at)
            if taken and _is_subject(reading, (at + taken, hit.start)):
                return True
    return False


def propositions(reading: Reading, words: Range, quote: int) -> tuple[Range, ...]:
    """Part a content where its complementiser comes again ("that A and that B"): each could be true without the other."""
    parts: list[Range] = []
    start, at = words
    at = start
    while at < words[1]:
        taken = reading.is_in(at, "again") if reading.quote_of[at] == quote else 0
        if taken and reading.count((start, at)) >= 2:
            parts.append((start, at))
            kept = not reading.is_in(at + taken - 1, "complement")
            start = at + (taken - 1 if kept else taken)
            at += taken
        else:
            at += 1
    parts.append((start, words[1]))
    return tuple(part for part in parts if reading.count(part))
