"""Counts in Persian: digits, words ("بیست و دو", "دو هزار و بیست"), and words for a few ("چند", "دو سه")."""

from __future__ import annotations

from functools import lru_cache

from whosays.text.date_words import either, words


@lru_cache(maxsize=1)
def count_pattern() -> str:
    """Return a regular expression for one count; it matches folded text (see `date_words.plain`)."""
    word = either(*words("number", "fa"))
    compound = rf"{word}(?:\s+هزار)?(?:\s+و\s+{word}(?!\w)(?:\s+هزار)?){{0,3}}"
    return rf"(?:\d{{1,4}}(?:\.\d)?|(?<!\w){compound}(?!\w))"


@lru_cache(maxsize=1)
def few_pattern() -> str:
    """Return a regular expression for a count or an uncertain one: "دو سه", "چندین", "صدها"."""
    word, to = rf"{either(*words('number', 'fa'))}(?!\w)", r"\s+(?:تا\s+|الی\s+)?"
    pair = rf"(?:\d{{1,2}}{to}\d{{1,2}}(?!\d)|(?<!\w){word}{to}{word})"  # "a year and two hours": no pair of digits and a word
    return rf"(?:چندین\s+و\s+چند|چند|چندین|صدها|صد\s+ها|ده\s+ها|هزاران|یکی\s+دو|نیم|{pair}|{count_pattern()})"


def number_of(text: str) -> int | None:
    """Return the value of a count, None of an uncertain one or of a fraction."""
    folded = " ".join(text.split())
    if folded.isdigit():
        return int(folded)
    table = words("number", "fa")
    whole = 0
    for part in folded.split(" و "):
        pieces = part.split()
        if not all(piece in table for piece in pieces) or len(pieces) > 2:
            return None
        if pieces[-1] == "هزار":
            whole += (table[pieces[0]] if len(pieces) == 2 else 1) * 1000
        elif len(pieces) == 1:
            whole += table[pieces[0]]
        else:
            return None
    return whole
