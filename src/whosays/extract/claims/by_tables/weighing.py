"""How sure, by the tables: hedges with their kinds, what makes a statement future, normative or conditional, and negation."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from whosays.text.claim_language import WordAt, claim_language, read_words
from whosays.text.cues import hedge_cues

if TYPE_CHECKING:
    from whosays.extract.claims.by_tables.reading import Range, Reading
    from whosays.records import HedgeKind, Modality
    from whosays.text.joined import Span

_NEAR = 8  # words; the verb of a clause in a language that does not put it last is seldom further from its beginning
_LAST = 4  # words; the parts of a verb that closes its clause
_MODALS: tuple[Modality, ...] = ("normative", "future", "conditional")


@lru_cache(maxsize=4)
def _phrases(language: str) -> dict[str, list[tuple[tuple[str, ...], str, str, str]]]:
    """Return the hedges of a language by first word, longest first: words, beginning of the next word, kind, modality."""
    tables = claim_language(language)
    out: dict[str, list[tuple[tuple[str, ...], str, str, str]]] = {}
    for cue in hedge_cues(language):
        for form in tables.forms(cue.phrase) if tables else (cue.phrase,):
            for joined in ("", *(tables.joined if tables else ())):
                words = [word.form for word in read_words(joined + form.rstrip("*"))]
                begins = words.pop() if form.endswith("*") else ""
                out.setdefault(words[0], []).append((tuple(words), begins, cue.kind, cue.modality))
    for group in out.values():
        group.sort(key=lambda row: (-len(row[0]), row[1] == ""))
    return out


@lru_cache(maxsize=2)
def _words(text: str) -> tuple[list[WordAt], list[int]]:
    words = read_words(text)
    return words, [word.start for word in words]


def hedges_by_tables(text: str, scope: Span, language: str) -> list[tuple[Span, HedgeKind, str]]:
    """Return the hedges inside `scope` of `text`: place, kind, and the modality they give ("" where none), in order."""
    words, starts = _words(text)
    at, end = bisect_left(starts, scope[0]), bisect_left(starts, scope[1])
    phrases = _phrases(language)
    found: list[tuple[Span, HedgeKind, str]] = []
    while at < end:
        hit = next((r for r in phrases.get(words[at].form, ()) if _matches(words, at, end, r)), None)
        if hit is None:
            at += 1
            continue
        parts, _, kind, modality = hit
        last = at + len(parts)
        if kind == "approximator-number":
            last, kind = last + 1, "approximator"
        elif kind == "condition":
            last = next((i for i in range(last, end) if words[i].is_sign), end)
        found.append(((words[at].start, words[last - 1].end), cast("HedgeKind", kind), modality))
        at += len(parts)
    return found


def _matches(words: list[WordAt], at: int, end: int, row: tuple[tuple[str, ...], str, str, str]) -> bool:
    parts, begins, kind, _ = row
    last = at + len(parts)
    if last > end or any(words[at + k].form != part for k, part in enumerate(parts)):
        return False
    following = words[last].form if last < end else ""
    if kind == "approximator-number":
        return following[:1].isdigit()
    return following.startswith(begins) and (not begins or len(following) > len(begins) + 1)


def is_negated(reading: Reading, words: Range) -> bool:
    """Ask whether the verb of a clause is negated: near its beginning, or at its end where the language puts the verb there."""
    negation = reading.tables.words("negation")
    if reading.tables.order == "verb-last":
        end = words[1]
        while end > words[0] and reading.words[end - 1].is_sign:
            end -= 1
        return any(reading.form(i) in negation for i in range(max(words[0], end - _LAST), end))
    for at in range(words[0], min(words[1], words[0] + _NEAR)):
        if reading.form(at) in negation:
            return True
        if reading.words[at].is_sign and at > words[0] + 1 and reading.form(at) not in {"'", "’", "-"}:
            return False
    return False


def modal_of(reading: Reading, words: Range, *, reported: bool) -> Modality | None:
    """Return what the verb of a clause makes of it (must, will, would), None for a plain statement.

    In reported speech a language may tell the future by forms that are conditional elsewhere ("said that it would open").
    """
    end = words[1] if reading.tables.order == "verb-last" else min(words[1], words[0] + _NEAR)
    refuted = reading.tables.words("not_future")
    for modal in _MODALS:
        listed = reading.tables.words("reported_future" if reported and modal == "conditional" else modal)
        for at in range(words[0], end):
            if listed.match(reading.words, at, end) and not (modal == "future" and reading.form(at) in refuted):
                return "future" if reported and modal == "conditional" else modal
    return None
