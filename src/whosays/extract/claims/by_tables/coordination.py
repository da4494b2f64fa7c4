"""Where what is said ends: at the end of its range, or where a coordinate clause with a report of its own begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.reading import COMMAS

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Hit, Range, Reading


def content_end(reading: Reading, hit: Hit, words: Range, quote: int) -> int:
    """Return where a content that begins at `words[0]` ends: where the next coordinate report begins, else at `words[1]`."""
    for other in reading.hits_in(words, quote):
        if other.start > hit.start and any(cue.kind in {"verb", "hidden"} for cue in other.cues):
            edge = _coordinate_edge(reading, other, words[0])
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
