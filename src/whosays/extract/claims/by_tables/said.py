"""What a cue reports, as the rules for the different orders of clauses find it, and what they ask alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.holders import holder_after

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Hit, Range, Reading
    from whosays.text.claim_language import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a cue reports: the cue as it is read here, the contents, the holder's words, and the words all of it takes up.

    - `way` is how it was found: verb, quotation, phrase, object, hidden, weighing;
    - `may_drop`: the language lets the subject go unsaid here;
    - `beside` are words that belong to the saying and not to what is said ("on Monday");
    - `pieces` are one content that the saying interrupts;
    - `inner` are the words of whom the holder quotes;
    - `cue_at` is where the cue stands, where that is not at the verb.
    """

    cue: Cue
    takes: Range
    way: str
    contents: tuple[Range, ...] = ()
    quotes: tuple[int, ...] = ()
    pieces: tuple[Range, ...] = ()
    holder: Range | None = None
    about: Range | None = None
    inner: Range | None = None
    cue_at: Range | None = None
    beside: tuple[Range, ...] = ()
    may_drop: bool = False


def complement_at(reading: Reading, at: int, cue: Cue) -> int | None:
    """Return how many words of a complementiser to leave out at a place (0 where it is kept), None where there is none."""
    if reading.is_in(at, "complement_kept"):
        return max(0, reading.is_in(at, "complement_kept") - 1)
    if cue.act == "ask" and (taken := reading.is_in(at, "complement_question")):
        return taken
    return reading.is_in(at, "complement") or None


def has_complement(reading: Reading, words: Range) -> bool:
    """Ask whether a complementiser stands in a range."""
    return any(reading.is_in(i, "complement") for i in range(*words))


def as_spoken(reading: Reading, hit: Hit, verb: Cue) -> Cue:
    """Return the cue in the first person where it can be that: it counts where no holder stands beside it."""
    return next((cue for cue in hit.cues if cue.by_speaker), verb) if reading.tables.order != "verb-last" else verb


def quoted_one(reading: Reading, verb: Cue, beside: tuple[Range, ...]) -> Range | None:
    """Return whom a holder quotes: behind the preposition that the verb takes for it, or a source beside the verb."""
    for part in beside:
        for at in range(*part):
            listed = (reading.tables.phrase(f.removeprefix("from ")) for f in sorted(verb.frames) if f.startswith("from "))
            taken = next((n for words in listed if (n := words.match(reading.words, at, part[1]))), 0)
            source = next((h.end - h.start for h in reading.hits if h.start == at and h.of("source")), 0)
            if taken or source:
                return holder_after(reading, (at + (taken or source), part[1]))
    return None
