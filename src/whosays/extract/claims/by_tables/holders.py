"""Whose words: where the words of a holder begin and end beside a cue, without a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.extract.claims.by_tables.reading import COMMAS, STOPS

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Range, Reading

# A holder of more words than this was not found but run over: "the clerk of the …" seldom takes more than ten.
LONGEST = 12
_REACH = 80  # words; a subject further before its verb is none
_LETTERS = 3  # letters; a shorter word is no preposition with its noun
_FURTHEST = 30  # words; where none of so many ends a holder, none began


def holder_after(reading: Reading, words: Range) -> Range | None:
    """Return the holder that begins a range, up to a sign or a word that ends holders; None where it begins otherwise."""
    start, end = words
    while start < end and reading.words[start].is_sign and reading.quote_of[start] < 0 and reading.form(start) not in "([":
        start += 1
    if start >= end or reading.is_in(start, "ends") or reading.is_in(start, "complement") or reading.words[start].is_sign:
        return None
    return _tidy(reading, (start, _stop(reading, start, end)))


def noun_phrase(reading: Reading, words: Range, *, leaves: bool = False) -> Range | None:
    """Return the first noun phrase of a range where the language joins its article to the noun, else all that may be a holder.

    Such a phrase ends with its first definite noun and the adjectives of that, since the links of a construct before it take
    no article. A name is one whole. `leaves`: the verb needs another noun behind it, so that a last definite word is that.
    """
    whole = holder_after(reading, words)
    if whole is None or not reading.tables.article:
        return whole
    at, end = whole
    while at < end and at not in reading.names and not reading.tables.is_definite(reading.form(at)):
        at += 1
    first = at
    while at < end and at not in reading.names and reading.tables.is_definite(reading.form(at)):
        if at > first and is_head(reading, at):
            break
        at += 1
    if leaves and at - 1 > first and not reading.count((at, words[1])):
        at -= 1
    return _tidy(reading, (whole[0], min(reading.names.get(at, at), end)))


def holder_before(reading: Reading, words: Range) -> Range | None:
    """Return the subject of a verb that stands behind a range.

    Of the parts between commas it is the first that opens neither with a preposition nor a time; a name set apart behind a
    role is preferred ("its secretary, Ida Wren, said"). Where all open so, the last name or noun for a person or body counts.
    """
    parts = _parts(reading, (max(words[0], words[1] - _REACH), words[1]))
    subjects = [part for part in parts if not reading.is_in(part[0], "leads") and not reading.is_in(part[0], "complement")]
    if subjects:
        start, end = subjects[0]
        last = subjects[-1]
        if last != subjects[0] and reading.names.get(last[0]) == last[1]:
            return last
        found = _tidy(reading, (start, _stop(reading, start, end)))
        while found and found[1] - found[0] > 1 and reading.form(found[1] - 1) in reading.tables.words("clitics"):
            found = (found[0], found[1] - 1)
        if found and found[1] - found[0] <= LONGEST:
            return found
    return next((named for part in reversed(parts) if (named := _named_part(reading, part))), None)


def _parts(reading: Reading, words: Range) -> list[Range]:
    """Return what stands between commas in a range, without the conjunctions and adverbs that open a clause."""
    out: list[Range] = []
    start = words[0]
    for at in range(words[0], words[1] + 1):
        if at == words[1] or reading.form(at) in COMMAS | STOPS | {":"} or (reading.quote_of[at] >= 0 and start == at):
            begin = start
            while begin < at and (taken := _opener(reading, begin, at)):
                begin += taken
            if begin < at:
                out.append((begin, at))
            start = at + 1
    return out


def _opener(reading: Reading, at: int, end: int) -> int:
    """Return how many words to pass over at the beginning of a part: an opener, a sign, or a time that stands alone."""
    taken = reading.is_in(at, "openers")
    if reading.words[at].is_sign:
        return 1
    return taken if at + taken <= end else 0


def _stop(reading: Reading, start: int, end: int) -> int:
    """Return where a holder that begins at `start` ends: at a sign, or a word that ends it, never inside a name."""
    at, end = start, min(end, start + _FURTHEST)
    while at < end:
        if at in reading.names and not (at > start and reading.is_in(at, "ends")):
            at = reading.names[at]
            continue
        joined = reading.form(at) in {"'", "’", "-", "."} and _is_tight(reading, at)
        abbreviation = reading.form(at) == "." and reading.form(at - 1) in reading.tables.words("abbreviations")
        if reading.words[at].is_sign and not joined and not abbreviation:
            break
        if at > start and (reading.is_in(at, "ends") or _is_hearer(reading, at)):
            break
        at += 1
    return min(at, end) if at > start else end


def _is_hearer(reading: Reading, at: int) -> bool:
    """Ask whether a word joined to its preposition tells whom something is said to, behind a definite noun that is whole."""
    tables = reading.tables
    joined = bool(tables.article) and tables.is_definite(reading.form(at - 1)) and bool(reading.is_in(at, "hearers"))
    return joined and len(reading.form(at)) > _LETTERS and reading.form(at) not in tables.words("no_hearers")


def _is_tight(reading: Reading, at: int) -> bool:
    """Ask whether a sign has no blank on either side ("porte-parole")."""
    if not 0 < at < len(reading.words) - 1:
        return False
    before, sign, after = reading.words[at - 1 : at + 2]
    return before.end == sign.start and sign.end == after.start


def _named_part(reading: Reading, part: Range) -> Range | None:
    """Return the last name of a part, or its last noun for a person or body with what leads up to it and follows it."""
    start, end = part
    heads = [at for at in range(start, end) if is_head(reading, at)]
    names = [at for at in range(start, end) if at in reading.names]
    if not heads and not names:
        return None
    at = (heads or names)[-1]
    while at - 1 >= start and is_head(reading, at - 1):
        at -= 1
    if at - 1 >= start and reading.is_in(at - 1, "determiners"):
        at -= 1
    if at == start and reading.is_in(at, "leads"):
        return None
    found = _tidy(reading, (at, _stop(reading, at, end)))
    return found if found and found[1] - found[0] <= LONGEST else None


def is_head(reading: Reading, at: int) -> bool:
    """Ask whether a noun for a person or a body stands at a place."""
    form = reading.form(at)
    tables = reading.tables
    bare = form.removeprefix(tables.article) if tables.article else form
    return any(form in tables.words(name) or bare in tables.words(name) for name in ("people", "bodies"))


def _tidy(reading: Reading, words: Range) -> Range | None:
    """Return a holder without signs at its edges and without conjunctions at its end; None where no word is left."""
    start, end = words
    while start < end and reading.words[start].is_sign:
        start += 1
    while start < end and (
        (reading.words[end - 1].is_sign and reading.form(end - 1) not in ")]")
        or reading.form(end - 1) in reading.tables.words("conjunctions")
    ):
        end -= 1
    return (start, end) if start < end else None
