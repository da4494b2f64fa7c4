"""Which verbs of saying report nothing that was said: negated ones, refusals to say, and questions whether somebody said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Hit, Range, Reading
    from whosays.extract.claims.by_tables.said import Said


def is_unsaid(reading: Reading, hit: Hit, said: Said, words: Range) -> bool:
    """Ask whether a saying has not happened, as far as its clause tells: all of the clause is its speaker's own statement.

    Denials and judgements stay with their holders ("does not deny", "does not think"): they tell where those stand.
    """
    if said.way == "weighing" or said.cue.kind != "verb":
        return False
    if _refuses(reading, hit, said):
        return True
    return said.cue.act == "assert" and (
        is_negated_cue(reading, hit) or _is_asked(reading, words) or (said.way == "verb" and _is_inverted(reading, hit, words))
    )


def is_negated_cue(reading: Reading, hit: Hit) -> bool:
    """Ask whether the verb of report itself is negated ("did not say that")."""
    behind = int(reading.tables.order == "verb-second")  # "ne dément pas"
    near = range(max(0, hit.start - 1), hit.end + behind)
    return any(reading.form(i) in reading.tables.words("negation") for i in near)


def denies_saying(reading: Reading, words: Range, quote: int) -> bool:
    """Ask whether the verb of a range is a negated verb of saying with its complementiser: all of it is a negative."""
    first = next(iter(reading.hits_in(words, quote)), None)
    if first is None or not first.of("verb") or not is_negated_cue(reading, first):
        return False
    return bool(reading.is_in(first.end, "complement") or reading.is_in(first.end, "complement_kept"))


def _refuses(reading: Reading, hit: Hit, said: Said) -> bool:
    """Ask whether what a verb has for its object is a saying ("refused to say that")."""
    if said.way != "object" or said.cue.act != "condemn" or not said.contents:
        return False
    return any(reading.form(i) in reading.tables.words("sayings") for i in range(hit.end, said.contents[0][0] + 1))


def _is_inverted(reading: Reading, hit: Hit, words: Range) -> bool:
    """Ask whether a verb has its pronoun behind it in a clause that ends with a question mark ("a-t-elle dit que … ?")."""
    asks = reading.form(words[1] - 1) == "?" or reading.form(words[1]) == "?"
    return asks and any(reading.form(at) in reading.tables.words("pronouns") for at in range(hit.start + 1, hit.end))


def _is_asked(reading: Reading, words: Range) -> bool:
    """Ask whether a range opens as a question that is answered by yes or no."""
    at = words[0]
    while at < words[1] and (reading.words[at].is_sign or reading.is_in(at, "conjunctions")):
        at += max(1, reading.is_in(at, "conjunctions"))
    return at < words[1] and bool(reading.is_in(at, "whether"))
