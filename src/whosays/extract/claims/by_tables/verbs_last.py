"""What is said where the language puts its verbs last: behind the verb, or between the subject and it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.coordination import addressed, content_end, propositions
from whosays.extract.claims.by_tables.holders import holder_after, holder_before
from whosays.extract.claims.by_tables.reading import COMMAS
from whosays.extract.claims.by_tables.said import Said, as_spoken, complement_at, has_complement, quoted_one

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Hit, Range, Reading
    from whosays.text.claim_language import Cue


def said_around(reading: Reading, hit: Hit, verb: Cue, words: Range, quote: int) -> Said | None:
    """Read languages in which the subject opens the clause and the verb closes it; what is said follows, or stands between."""
    before = (words[0], hit.start)
    cue = as_spoken(reading, hit, verb)
    dropped = reading.count(before) == 0 or reading.form(hit.start - 1) in reading.tables.words("conjunctions")
    first = words[0]
    while first < hit.start and (reading.words[first].is_sign or reading.form(first) in reading.tables.words("conjunctions")):
        first += 1
    dropped = dropped or addressed(reading, hit, first)
    holder = None if dropped else holder_behind(reading, verb, before) or holder_before(reading, before)
    common = {"cue": cue, "holder": holder, "may_drop": True}
    if "clause" in verb.frames:
        at = hit.end
        while at < words[1] and reading.form(at) in {"،", ","}:
            at += 1
        taken = complement_at(reading, at, verb)
        colon = reading.form(at) == ":"
        start = at + (taken or int(colon))
        opened = reading.opens(start, quote)
        end = content_end(reading, hit, (start, words[1]), quote)
        beside = ((words[0], holder[0]), (holder[1], hit.start)) if holder else ()
        common["inner"] = quoted_one(reading, verb, beside)
        if opened is not None and not reading.count((reading.quotes[opened][1], end)):
            ended = _quote_in(reading, before, quote) if taken is None and not colon else None
            takes = (words[0], reading.quotes[opened][1])
            quotes = (opened,) if ended is None else (ended, opened)  # "“Y”, X said, “and Z”"
            if ended is not None:
                common["holder"] = holder_before(reading, (reading.quotes[ended][1], hit.start)) or holder
            return Said(takes=takes, way="quotation", quotes=quotes, beside=beside, **common)  # type: ignore[arg-type]
        # Without a complementiser a verb that stands behind one may close a relative clause ("the news that he gave").
        goes_on = reading.form(start) in reading.tables.words("conjunctions")  # "he insisted on it and left"
        bare = "bare" in verb.frames and reading.count((start, end)) >= 3 and not (goes_on or has_complement(reading, before))
        if (taken is not None or colon or (bare and at == hit.end)) and reading.count((start, end)):
            contents = propositions(reading, (start, end), quote)
            return Said(takes=(words[0], end), way="verb", contents=contents, beside=beside, **common)  # type: ignore[arg-type]
        number = _quote_in(reading, before, quote)
        if number is not None:
            return _quoted_around(reading, hit, cue, number, before)
    return _phrase_between(reading, hit, verb, before)


def holder_behind(reading: Reading, verb: Cue, words: Range) -> Range | None:
    """Return the holder that stands behind a preposition of the verb ("in the statement it has come that")."""
    for frame in sorted(frame for frame in verb.frames if frame.startswith("holder ")):
        listed = reading.tables.phrase(frame.removeprefix("holder "))
        for at in range(*words):
            if taken := listed.match(reading.words, at, words[1]):
                return holder_after(reading, (at + taken, words[1]))
    return None


def _quoted_around(reading: Reading, hit: Hit, cue: Cue, number: int, before: Range) -> Said:
    """Read "“Y”, X said" and "X “Y” said": the quotation stands before the verb, its speaker behind it or before it."""
    start, end = reading.quotes[number]
    holder = holder_before(reading, (end, hit.start)) or holder_before(reading, (before[0], start))
    return Said(cue=cue, takes=(before[0], hit.end), way="quotation", quotes=(number,), holder=holder, may_drop=True)


def _phrase_between(reading: Reading, hit: Hit, verb: Cue, before: Range) -> Said | None:
    """Read "X from Y complained", "X Y (object) denied": what is said stands between the holder and the verb."""
    place = None
    for after in verb.after:
        listed = reading.tables.phrase(after)
        spots = [i for i in range(*before) if listed.match(reading.words, i)]
        place = next(((i, i + listed.match(reading.words, i)) for i in spots if i > before[0]), place)
    if place is not None:
        holder = holder_before(reading, (before[0], place[0]))
        content = (place[1], hit.start)
        dropped = reading.form(place[0] - 1) in reading.tables.words("conjunctions")
        if (holder is None and not dropped) or not reading.count(content):
            return None
        marks = [i for i in range(*before) if reading.form(i) in reading.tables.words("object")]
        accused = holder is not None and verb.act == "accuse" and marks and holder[1] < marks[0] < place[0]
        about = (holder[1], marks[0]) if holder and accused else None
        # "خواستار … شد": where the word before the content is no preposition, it is what tells, and the verb is a light one.
        cue_at = None if reading.is_in(place[0], "ends") else place
        return Said(
            cue=verb, takes=(before[0], hit.end), way="phrase", contents=(content,), cue_at=cue_at,
            holder=_shortened(reading, holder, verb, marks) if holder else None, about=about,
        )  # fmt: skip
    return _object_between(reading, hit, verb, before)


def _object_between(reading: Reading, hit: Hit, verb: Cue, before: Range) -> Said | None:
    """Read an object with its mark; without a parser only a name or a comma tells where the subject before it ends."""
    marks = [i for i in range(*before) if reading.form(i) in reading.tables.words("object")]
    if "object" not in verb.frames or not marks or before[0] >= len(reading.words):
        return None
    comma = next((i for i in range(before[0], marks[-1]) if reading.form(i) in COMMAS), None)
    end = comma if comma is not None else reading.names.get(before[0])
    if end is None or end >= marks[-1]:
        return None
    holder = holder_before(reading, (before[0], end))
    return Said(cue=verb, takes=(before[0], hit.end), way="object", contents=((end, marks[-1]),), holder=holder)


def _shortened(reading: Reading, holder: Range, verb: Cue, marks: list[int]) -> Range:
    """Return the holder without the object that follows it, where its name tells where it ends."""
    if verb.act == "accuse" and marks and holder[0] in reading.names:
        return (holder[0], reading.names[holder[0]])
    return holder


def _quote_in(reading: Reading, words: Range, quote: int) -> int | None:
    """Return the last quotation that lies in a range."""
    return next((n for i in range(words[1] - 1, words[0] - 1, -1) if (n := reading.closes(i, quote)) is not None), None)
