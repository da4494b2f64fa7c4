"""Find the dates in a text: where they stand, what they mean as EDTF, and what they rest on.

1. A short text may be nothing but a date, and then be shorter than a date among words ("Monday", "2/15").
2. Else every rule offers its matches.
3. From left to right, the longest at the first place is read.
4. Neighbours are joined: "since", "until", "from … to".

Nothing is made more precise than it is printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.date_alone import LONGEST, read_alone
from whosays.text.date_arabic import arabic_rules
from whosays.text.date_arabic_relative import arabic_relative_rules
from whosays.text.date_counted import counted_rules
from whosays.text.date_european import european_rules
from whosays.text.date_french import french_rules
from whosays.text.date_numbers import numeric_rules
from whosays.text.date_persian import hide_verbs, persian_rules
from whosays.text.date_persian_spells import spell_rules
from whosays.text.date_reading import FoundDate, Scope, base_parts
from whosays.text.date_relative import relative_rules
from whosays.text.date_rules import english_rules
from whosays.text.date_spans import join_spans
from whosays.text.date_words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from re import Match

    from whosays.text.date_reading import Rule
    from whosays.text.joined import Span

__all__ = ["FoundDate", "find_dates"]

_CLOSING = re.compile(r"(?:(?<!\.\w)\.|[\s,])+$")  # a stop ends the sentence, but not "A.H."
_LATIN = re.compile(r"[A-Za-z]")
_MARKS = re.compile(r"[\u0640\u064b-\u0655\u0670]")  # stretching, vowel signs, hamza and madda apart from their letters
_MARKED = re.compile(r"[\u0640\u064b-\u0655\u0670]*")
_PERSIAN = re.compile(r"[پچژگ]")
_ARABIC = re.compile(r"[\u0620-\u064a\u0671-\u06d3]")


def find_dates(
    text: str,
    *,
    language: str = "en",
    base: str | None = None,
    day_first: bool | None = None,
    addresses: Sequence[Span] = (),
) -> list[FoundDate]:
    """Return the date expressions of a text in order; they do not overlap.

    Args:
        text: the text; offsets of the results are its code points.
        language: its language (ISO 639-1). Words are read by their script; the language settles which calendar a number is in.
        base: the date of the document (EDTF), on which "this year" and "May 7th" rest. Without it their value is None.
        day_first: whether 3/4/2020 is in April; None when nobody knows, which gives a year and the problem "ambiguous-date".
        addresses: where the text has addresses, or had them before they were blanked: no date beside one is older than the web.
    """
    if _MARKS.search(text):
        return _without_marks(text, language, base, day_first, addresses)
    folded = plain(hide_verbs(text) if _ARABIC.search(text) else text)
    scope = Scope(text=folded, language=language, base=base_parts(base), day_first=day_first, addresses=addresses)
    if len(folded) <= LONGEST and (alone := read_alone(folded, scope)):
        return [alone]
    return join_spans(list(_read(folded, scope)), scope)


def _without_marks(
    text: str, language: str, base: str | None, day_first: bool | None, addresses: Sequence[Span]
) -> list[FoundDate]:
    """Read a text without its vowel signs and combining letters, and return the places in the text as it is."""
    kept = [at for at, letter in enumerate(text) if not _MARKS.match(letter)]
    bare = "".join(text[at] for at in kept)
    spans = [(bisect_left(kept, start), bisect_left(kept, end)) for start, end in addresses]
    found = find_dates(bare, language=language, base=base, day_first=day_first, addresses=spans)
    kept.append(len(text))
    return [replace(one, start=kept[one.start], end=_MARKED.match(text, kept[one.end - 1] + 1).end()) for one in found]  # type: ignore[union-attr]


@lru_cache(maxsize=8)
def _rules(latin: bool, arabic: bool, persian: bool, french: bool) -> tuple[Rule, ...]:
    english = (*english_rules(), *relative_rules(), *counted_rules(), *european_rules()) if latin else ()
    if latin and french:
        english = (*french_rules(), *english)
    own = (*persian_rules(), *spell_rules()) if persian else arabic_relative_rules() if arabic else ()
    return numeric_rules() + english + own + (arabic_rules() if arabic else ())


def _rules_for(text: str, language: str) -> tuple[Rule, ...]:
    arabic = bool(_ARABIC.search(text))
    persian = arabic and (language == "fa" or _PERSIAN.search(text) is not None)
    return _rules(not arabic or bool(_LATIN.search(text)), arabic, persian, language == "fr")


def _read(text: str, scope: Scope) -> Iterator[FoundDate]:
    """Read the matches of all rules from left to right, the longest first, the next longest where a reader says it is none."""
    offers: list[tuple[int, int, int, Match[str], Rule]] = []
    for rank, rule in enumerate(_rules_for(text, scope.language)):
        group = "x" if "x" in rule.pattern.groupindex else 0
        for match in rule.pattern.finditer(text):
            start, end = match.span(group)
            offers.append((start, -end, rank, match, rule))
    offers.sort(key=lambda offer: offer[:3])
    reached = 0
    for start, minus_end, _, match, rule in offers:
        meaning = rule.read(match, scope) if start >= reached else None
        if meaning is None:
            continue
        end = start + len(_CLOSING.sub("", text[start:-minus_end]))
        found = FoundDate(
            start=start, end=end, value=meaning.value, kind=meaning.kind, rule=meaning.rule, needs_base=meaning.needs_base,
            by=rule.name, problem=meaning.problem, parts=meaning.parts,
        )  # fmt: skip
        reached = end
        if found.kind not in ("frequency", "duration", "vague", "time"):
            scope.last = found
        yield found
