"""Find where a text defines a short form: "Harbour Users Forum (HUF)" or "HUF (Harbour Users Forum)"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.text.names import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_BRACKET = re.compile(r"[(\[]\s{0,2}[\"“]?(?P<short>[^\W_][\w&.\-/]{1,14}?)[\"”]?\s{0,2}[)\]]")
_AHEAD = re.compile(r"(?P<short>[A-Z][A-Za-z0-9&\-]{1,11})\s{0,2}\(\s{0,2}[\"“]?(?P<full>[A-Z][^()\n]{4,120}?)[\"”]?\s{0,2}\)")
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SOUNDS = {"4": "f", "2": "t"}


@dataclass(frozen=True, slots=True)
class Definition:
    """A full name and its short form, both by their place in the text."""

    full: Span
    short: Span


def _linking() -> frozenset[str]:
    """Return words that stand inside names in small letters; a run of capitals goes on over them."""
    return words_of("en_name_cues", "linking")


def find_definitions(text: str) -> Iterator[Definition]:
    """Yield every definition of a short form, in text order."""
    found: list[Definition] = []
    for match in _BRACKET.finditer(text):
        short = match["short"]
        if is_acronym(short):
            full = _full_before(text, match.start(), short)
            if full:
                found.append(Definition(full, match.span("short")))
    for match in _AHEAD.finditer(text):
        words = [w.span() for w in _WORD.finditer(text, match.start("full"), match.end("full"))]
        if is_acronym(match["short"]) and _initials_fit(text, words, _letters(match["short"])):
            found.append(Definition(match.span("full"), match.span("short")))
    yield from sorted(found, key=lambda d: d.full)


def is_acronym(word: str) -> bool:
    """Ask whether a word looks like a short form: two capitals at least, and capitals (or digits) for half of it.

    >>> is_acronym("CU4RB"), is_acronym("Canal"), is_acronym("2020")
    (True, False, False)
    """
    letters = [c for c in word if c.isalnum()]
    capitals = sum(c.isupper() for c in letters)
    return capitals >= 2 and 2 * (capitals + sum(c.isdigit() for c in letters)) >= len(letters) and len(letters) <= 12


def _letters(short: str) -> str:
    return "".join(c for c in short.casefold() if c.isalnum())


def _full_before(text: str, end: int, short: str) -> Span | None:
    """Return the run of capitalised words before `end` that the short form can stand for."""
    run = _run_before(text, end)
    letters = _letters(short)
    starts = [i for i, (a, _) in enumerate(run) if text[a].isupper() or text[a].isdigit()]
    if not run:
        return None
    for i in starts:
        if len(run) - i > 1 and _initials_fit(text, run[i:], letters):
            return run[_with_same_initial(text, run, i)][0], run[-1][1]
    for i in starts:
        phrase = text[run[i][0] : run[-1][1]].casefold()
        if phrase[:1] == letters[:1] and len(phrase) > len(short) + 2 and _subsequence(letters, phrase):
            return run[i][0], run[-1][1]
    return None


def _with_same_initial(text: str, run: list[Span], first: int) -> int:
    """Return where the name starts: a word before with the same initial is often counted once ("National Network (NN)")."""
    before = first - 1
    if before < 0 or text[run[before][0]] != text[run[first][0]] or text[run[before][1] : run[first][0]].strip():
        return first
    return before


def _run_before(text: str, end: int) -> list[Span]:
    """Return the words of the name that ends at `end`: capitalised words, small linking words only between them."""
    words = [m.span() for m in _WORD.finditer(text, max(0, end - 160), end)]
    run: list[Span] = []
    right = end
    for a, b in reversed(words):
        gap = text[b:right]
        if gap.strip(" \xa0\n-–&/'’\"”") or "\n\n" in gap:
            break
        word = text[a:b]
        if not (word[0].isupper() or word[0].isdigit()) and word.casefold() not in _linking():
            break
        if word == "The":
            break
        run.insert(0, (a, b))
        right = a
        if text[max(0, a - 1) : a] in {"“", '"', "„", "«"}:
            break
    while run and text[run[0][0] : run[0][1]].casefold() in _linking():
        run.pop(0)
    return run


def _initials_fit(text: str, run: list[Span], letters: str) -> bool:
    """Ask whether the initials of the words are the letters; small words and parts of hyphened words may count or not."""
    at = 0
    for a, b in run:
        word = text[a:b].casefold()
        wanted = letters[at : at + 1]
        if wanted and (word[0] == wanted or word[0] == _SOUNDS.get(wanted)):
            at += 1
        elif word not in _linking():
            return False
    return at == len(letters)


def _subsequence(letters: str, phrase: str) -> bool:
    """Ask whether the letters stand in the phrase in this order."""
    rest = iter(phrase)
    return all(letter in rest for letter in letters)
