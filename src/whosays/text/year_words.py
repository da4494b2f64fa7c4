"""Years in English words, as in transcripts and charters: "nineteen eighty-four", "two thousand and ten"."""

from __future__ import annotations

from functools import lru_cache

from whosays.text.date_words import either

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_HUNDREDS = {word: 10 + n for n, word in enumerate(_TEENS) if n} | {"twenty": 20, "twenty-one": 21}


@lru_cache(maxsize=1)
def _below_hundred() -> dict[str, int]:
    table = {word: n for n, word in enumerate(_ONES) if n} | {word: 10 + n for n, word in enumerate(_TEENS)} | _TENS
    return table | {f"{tens} {one}": value + n for tens, value in _TENS.items() for n, one in enumerate(_ONES) if n}


@lru_cache(maxsize=1)
def year_words() -> dict[str, int]:
    """Return a year in words, lower case and with blanks for hyphens → the year, 1100 to 2199."""
    table: dict[str, int] = {}
    for start, century in _HUNDREDS.items():
        table[f"{start} hundred".replace("-", " ")] = century * 100
        for word, n in _below_hundred().items():
            spoken = (f"oh {word}", f"zero {word}", f"hundred and {word}") if n < 10 else (word, f"hundred and {word}")
            table |= {f"{start} {each}".replace("-", " "): century * 100 + n for each in spoken}
    table["two thousand"] = 2000
    for word, n in _below_hundred().items():
        table |= {f"two thousand {word}": 2000 + n, f"two thousand and {word}": 2000 + n}
    return table


@lru_cache(maxsize=1)
def year_pattern() -> str:
    """Return a regular expression for any of them."""
    below = either(*[word for word in _below_hundred() if " " not in word])
    two = rf"(?:{below}(?:[\s-]{either(*_ONES[1:])}\b)?)"
    starts = either(*_HUNDREDS).replace("\\-", r"[\s-]")
    after = rf"(?:hundred(?:\s+and\s+{two})?|(?:oh|zero)[\s-]{either(*_ONES[1:])}|{two})"
    return rf"(?:two\s+thousand(?:\s+(?:and\s+)?{two})?|{starts}[\s-]{after})\b"


def year_of_words(text: str) -> int | None:
    """Return the year that words say, None where they say none."""
    return year_words().get(" ".join(text.lower().replace("-", " ").split()))
