"""Relative clauses between commas, which part a subject from its verb ("the mayor, whom Wren criticises, says that")."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.extract.claims.by_tables.reading import Hit, Range, Reading

_NEAR = 6  # words; the verb of the clause around it stands no further behind the comma: "…, later also added that"


def relative_clause(reading: Reading, hit: Hit, words: Range, hits: Sequence[Hit]) -> Range | None:
    """Return the relative clause between commas that a cue stands in, if it is one that ends there; else None.

    It is where a verb of report goes on behind it, or where its own verb has no object, which stands before it.
    """
    comma = reading.comma_before(hit.start, words[0])
    end = reading.comma_behind(hit.end, words[1])
    if comma is None or end is None or not reading.count((words[0], comma)):
        return None
    if not (reading.is_in(comma + 1, "relative_subject") or reading.is_in(comma + 1, "relative_object")):
        return None
    object_gone = bool(reading.is_in(comma + 1, "relative_object")) and reading.count((hit.end, end)) <= 1
    goes_on = object_gone or any(
        end < other.start <= end + _NEAR and any(cue.kind == "verb" for cue in other.cues) for other in hits
    )
    return (comma + 1, end) if goes_on else None
