"""What a verb of report reports: where what is said begins and ends, and where its holder stands, by the order of clauses."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.coordination import content_end, propositions
from whosays.extract.claims.by_tables.holders import holder_after, holder_before, noun_phrase
from whosays.extract.claims.by_tables.reading import COMMAS, STOPS
from whosays.extract.claims.by_tables.said import Said, as_spoken, complement_at, quoted_one
from whosays.extract.claims.by_tables.verbs_last import said_around

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Hit, Range, Reading
    from whosays.text.claim_language import Cue

# How many words may stand between a verb and what it reports: a holder with its role, a place and a time.
_FAR = 25
_HEARER = 10  # words; whom something is said to takes no more
_SHORTEST = 3  # words; fewer before a comma are an adverb rather than what is said


def find_said(reading: Reading, hit: Hit, words: Range, quote: int, *, follows: bool) -> Said | None:
    """Return what a cue reports inside a range of words, None where it reports nothing.

    `follows`: another report of the sentence stands before, whose holder a coordinate verb may share.
    """
    bare = next((cue for cue in hit.cues if cue.kind in {"hidden", "impersonal"}), None)
    read = said_around if reading.tables.order == "verb-last" else _verb_before
    found = None
    for verb in (cue for cue in hit.cues if cue.kind == "verb"):
        found = read(reading, hit, verb, words, quote)
        if found is not None and found.holder is not None and follows and _shares_holder(reading, hit, verb, found):
            found = replace(found, holder=None, about=found.holder)
        if found is not None:
            break
    if bare is not None and (found is None or found.holder is None):
        return _nobody(reading, hit, bare, words, quote) or found
    return found


def _shares_holder(reading: Reading, hit: Hit, verb: Cue, said: Said) -> bool:
    """Ask whether the one noun phrase behind a coordinate verb is whom it is said to: the verb takes both, and has one."""
    if "told" not in verb.frames or said.holder is None or said.holder[0] < hit.end or not said.contents:
        return False
    alone = not reading.count((said.holder[1], said.contents[0][0] - 1))
    return alone and any(cue.joined for cue in hit.cues) and reading.tables.joins(reading.form(hit.start))


def _nobody(reading: Reading, hit: Hit, cue: Cue, words: Range, quote: int) -> Said | None:
    """Read "it is said that Y", "it seems that Y": the complementiser follows, or nothing does in a verb-last language."""
    at = _behind_hearer(reading, hit.end, words[1])
    taken = complement_at(reading, at, cue)
    opened = reading.opens(at, quote)
    opens = reading.tables.order == "verb-last" and not _has_words(reading, (words[0], hit.start))
    if taken is None and opened is None and not opens:
        return None
    start = at + (taken or 0)
    end = content_end(reading, hit, (start, words[1]), quote)
    if reading.count((start, end)) < 2:
        return None
    way = "hidden" if cue.kind == "hidden" else "weighing"
    contents = propositions(reading, (start, end), quote) if taken is not None else ((start, end),)
    return Said(cue=cue, takes=(hit.start, end), way=way, contents=contents)


def _behind_hearer(reading: Reading, at: int, end: int) -> int:
    """Return where the words end that tell whom something is said to, before a complementiser; `at` if none do."""
    if not reading.is_in(at, "hearers"):
        return at
    for place in range(at + 1, min(at + _HEARER, end)):
        if reading.is_in(place, "complement") or reading.is_in(place, "complement_kept") or reading.form(place) == ":":
            return place
        if reading.words[place].is_sign:
            return at
    return at


def _has_words(reading: Reading, words: Range) -> bool:
    """Ask whether a range has words that are no openers of a clause."""
    at = words[0]
    while at < words[1] and (reading.words[at].is_sign or reading.is_in(at, "openers")):
        at += max(1, reading.is_in(at, "openers"))
    return at < words[1]


def _verb_before(reading: Reading, hit: Hit, verb: Cue, words: Range, quote: int) -> Said | None:
    """Read languages in which what is said follows its verb; a quotation, or a clause set off by a comma, may precede it."""
    if "clause" in verb.frames:
        found = _quoted_before(reading, hit, verb, words, quote) or _clause_after(reading, hit, verb, words, quote)
        if found is not None:
            return found
        if reading.tables.order == "verb-second" and (inverted := _inverted(reading, hit, verb, words)):
            return inverted
    return _phrase_after(reading, hit, verb, words, quote)


def _clause_after(reading: Reading, hit: Hit, verb: Cue, words: Range, quote: int) -> Said | None:
    """Read "X says that Y", "says X that Y", "X says: Y"."""
    verb_first = reading.tables.order == "verb-first"
    for at in range(hit.end, min(words[1], hit.end + _FAR)):
        taken = complement_at(reading, at, verb)
        opened = reading.opens(at, quote)
        colon = reading.form(at) == ":"
        if taken is None and opened is None and not colon:
            if reading.form(at) in STOPS or _other_verb(reading, at, hit, quote):
                return None
            continue
        between = (hit.end, at)
        after = noun_phrase(reading, between, leaves=True) if "told" in verb.frames else holder_after(reading, between)
        after = after if verb_first else None
        if not verb_first and reading.count(between) and not _is_adverbial(reading, between):
            return None
        before = None if after else holder_before(reading, (words[0], hit.start))
        near = before if before and before[1] == hit.start else None  # "Hardy a-t-il dit": the name, not the pronoun
        holder = after or near or _inverted_pronoun(reading, hit) or before
        if not verb_first and holder is not None and not is_holder(reading, holder):
            return None
        beside = ((words[0], before[0]) if before else between, (after[1], at) if after else between)
        start = at + (taken or int(colon))
        opened = reading.opens(start, quote) if opened is None else opened
        inner = quoted_one(reading, verb, beside)
        told = (after[1], at) if after and "told" in verb.frames and verb.act in {"accuse", "characterise"} else None
        common = {
            "cue": as_spoken(reading, hit, verb), "holder": holder, "beside": beside, "inner": inner, "may_drop": verb_first,
            "about": told,
        }  # fmt: skip
        if opened is not None:
            stop = reading.quotes[opened][1]
            if taken is None or not reading.count((stop, content_end(reading, hit, (stop, words[1]), quote))):
                return Said(takes=(hit.start, stop), way="quotation", quotes=(opened,), **common)  # type: ignore[arg-type]
        end = content_end(reading, hit, (start, words[1]), quote)
        if not reading.count((start, end)):
            return None
        contents = propositions(reading, (start, end), quote)
        return Said(takes=(hit.start, end), way="verb", contents=contents, **common)  # type: ignore[arg-type]
    return None


def _quoted_before(reading: Reading, hit: Hit, verb: Cue, words: Range, quote: int) -> Said | None:
    """Read "“Y”, says X": the quotation ends right before the verb; another may go on behind the holder."""
    number = _quote_ending(reading, hit.start, words, quote)
    announces = (
        reading.form(hit.end) == ":" or reading.is_in(hit.end, "complement") or reading.is_in(hit.end, "complement_kept")
    )
    if number is None or announces or (reading.tables.joins(reading.form(hit.start)) and any(c.joined for c in hit.cues)):
        return None
    inverted = _inverted_pronoun(reading, hit)
    holder = inverted or holder_after(reading, (hit.end, words[1]))
    end = hit.end if inverted else holder[1] if holder else hit.end
    quotes = [number]
    after = end
    while after < words[1] and reading.form(after) in COMMAS | {".", ":"}:
        after += 1
    again = reading.opens(after, quote)
    pieces: tuple[Range, ...] = ()
    if again is not None:
        quotes.append(again)
        end = reading.quotes[again][1]
        pieces = _one_sentence(reading, number, again)
    return Said(
        cue=as_spoken(reading, hit, verb), takes=(reading.quotes[number][0], end), way="quotation",
        quotes=() if pieces else tuple(quotes), pieces=pieces, holder=holder, may_drop=True,
    )  # fmt: skip


def _one_sentence(reading: Reading, first: int, again: int) -> tuple[Range, ...]:
    """Return two quotations as the pieces of one sentence, where the first is too short to be one and does not end one."""
    parts = tuple((start + 1, end - 1) for start, end in (reading.quotes[first], reading.quotes[again]))
    short = reading.count(parts[0]) < _SHORTEST and reading.form(parts[0][1] - 1) not in STOPS
    small = reading.text[reading.words[parts[1][0]].start].islower()
    return parts if short and small else ()


def _inverted(reading: Reading, hit: Hit, verb: Cue, words: Range) -> Said | None:
    """Read "Y, says X." and "Y, says X, goes on": a comma, the verb, its subject and the end, or another comma."""
    before = hit.start - 1
    if before <= words[0] or reading.form(before) not in {","}:
        return None
    holder = _inverted_pronoun(reading, hit) or holder_after(reading, (hit.end, words[1]))
    if holder is None or not reading.count((words[0], before)) or not _is_noun_phrase(reading, holder):
        return None
    end = max(holder[1], hit.end)
    if reading.form(end) == "," and end < words[1] and reading.count((end, words[1])):
        return Said(cue=verb, takes=words, way="verb", pieces=((words[0], before), (end, words[1])), holder=holder)
    if reading.count((words[0], before)) < _SHORTEST:
        return None
    return Said(cue=verb, takes=words, way="verb", contents=((words[0], before),), holder=holder)


def is_holder(reading: Reading, words: Range) -> bool:
    """Ask whether words may be somebody, in a language that marks it by a determiner or a capital; "nobody" is none."""
    return reading.form(words[0]) not in reading.tables.words("no_one") and _is_noun_phrase(reading, words)


def _is_noun_phrase(reading: Reading, words: Range) -> bool:
    pronoun = any(reading.form(words[0]) in reading.tables.words(name) for name in ("pronouns", "nobody"))
    return (
        pronoun or words[0] in reading.names or bool(reading.is_in(words[0], "determiners")) or _is_capital(reading, words[0])
    )


def _is_capital(reading: Reading, at: int) -> bool:
    """Ask whether a word begins with a capital, or in a script that has none: what another script writes here is a name."""
    first = reading.text[reading.words[at].start]
    return first.isalpha() and not first.islower()


def _phrase_after(reading: Reading, hit: Hit, verb: Cue, words: Range, quote: int) -> Said | None:
    """Read "X calls for Y", "X condemns Y", "X accuses Z of Y": what is said is a phrase."""
    verb_first = reading.tables.order == "verb-first"
    place = _preposition(reading, hit.end, min(words[1], hit.end + _FAR), verb)
    if place is None and "object" not in verb.frames:
        return None
    at, start = place or (hit.end, hit.end)
    before = None
    if verb_first:
        behind = at if place else content_end(reading, hit, (hit.end, words[1]), quote)
        holder = noun_phrase(reading, (hit.end, behind), leaves=place is None)
        rest = holder[1] if holder else hit.end
    else:
        before = holder = holder_before(reading, (words[0], hit.start)) or _inverted_pronoun(reading, hit)
        rest = hit.end
    if verb_first and place is None and not reading.count((rest, content_end(reading, hit, (hit.end, words[1]), quote))):
        before = holder = holder_before(reading, (words[0], hit.start))
        rest = hit.end
    if place is None:
        start = rest
    shared = reading.form(hit.start - 1) in reading.tables.words("conjunctions")
    if holder is None and not (verb_first and place) and not shared:
        return None
    end = content_end(reading, hit, (start, words[1]), quote)
    about = (rest, at) if place and reading.count((rest, at)) and verb.act in {"accuse", "praise"} else None
    if not reading.count((start, end)) or (place is None and reading.is_in(start, "ends")):
        return None
    way = "phrase" if place else "object"
    beside = ((words[0], before[0]),) if before else ()
    return Said(
        cue=as_spoken(reading, hit, verb), takes=(hit.start, end), way=way, contents=((start, end),), holder=holder,
        about=about, beside=beside, may_drop=verb_first and place is not None,
    )  # fmt: skip


def _preposition(reading: Reading, start: int, end: int, verb: Cue) -> tuple[int, int] | None:
    """Return where the preposition of a verb stands and where what it governs begins.

    Where the table lists the look of infinitives, a preposition before one is preferred; one that is written as one word with
    what follows stays with it.
    """
    infinitives = reading.tables.words("infinitives")
    found: list[tuple[int, int]] = []
    for at in range(start, end):
        if reading.form(at) in STOPS | {":"}:
            break
        for after in verb.after:
            if after.endswith("-"):
                if at > start and reading.form(at).startswith(_folded(reading, after)) and len(reading.form(at)) > 3:
                    found.append((at, at))
            elif taken := reading.tables.phrase(after).match(reading.words, at):
                found.append((at, at + taken))
    infinite = [place for place in found if reading.form(place[1]) in infinitives]
    return next(iter(infinite or found), None)


def _folded(reading: Reading, after: str) -> str:
    return next(iter(reading.tables.forms(after.rstrip("-"))))


def _quote_ending(reading: Reading, before: int, words: Range, quote: int) -> int | None:
    """Return the quotation that ends right before a place, whatever commas, stops and openers stand between."""
    at = before - 1
    while at >= words[0] and (reading.form(at) in COMMAS or reading.form(at) in reading.tables.words("openers")):
        if reading.closes(at, quote) is not None:
            break
        at -= 1
    return reading.closes(at, quote) if at >= words[0] else None


def _other_verb(reading: Reading, at: int, hit: Hit, quote: int) -> bool:
    return any(h.start != hit.start and h.of("verb") for h in reading.hits_in((at, at + 6), quote) if h.start == at)


def _is_adverbial(reading: Reading, words: Range) -> bool:
    at = words[0]
    while at < words[1] and reading.words[at].is_sign:
        at += 1
    return bool(at >= words[1] or reading.is_in(at, "ends") or reading.is_in(at, "leads") or reading.is_in(at, "between"))


def _inverted_pronoun(reading: Reading, hit: Hit) -> Range | None:
    """Return the pronoun that is a part of an inverted verb ("a-t-elle affirmé", "dit-il")."""
    pronouns, nobody = reading.tables.words("pronouns"), reading.tables.words("nobody")
    inside = range(hit.start + 1, hit.end)
    return next(((i, i + 1) for i in inside if reading.form(i) in pronouns or reading.form(i) in nobody), None)
