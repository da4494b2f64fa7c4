"""Find how many years a text counts since something began: "41 years", "the 12th annual"; numbers in digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.data import table_rows
from whosays.text.fold import fold, fold_text

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class YearCount:
    """A count of years at a place in a text. `is_nth`: it is an ordinal, which may count the first year too."""

    start: int
    end: int
    number: int
    is_nth: bool

    def allows(self, first: int, last: int) -> bool:
        """Ask whether so many years lie between two, where either may be counted in or not."""
        return abs((last - first) - self.number) <= 1


def find_year_counts(text: str, language: str) -> Iterator[YearCount]:
    """Yield the counts of years, from left to right; an age ("41 years old") is none."""
    pattern = _counts(language)
    folded = fold(text)
    for found in pattern.finditer(folded.text) if pattern else ():
        start, end = folded.to_origin(*found.span())
        yield YearCount(start, end, int(found["number"] or found["nth"]), found["nth"] is not None)


def says_it_began(text: str, language: str) -> bool:
    """Ask whether the words in front of a year say that something began then."""
    words = _words(language).get("began")
    return bool(words and re.search(rf"(?<!\w)(?:{_either(words)})(?!\w)", fold_text(text)))


@lru_cache(maxsize=8)
def _counts(language: str) -> re.Pattern[str] | None:
    words = _words(language)
    if "years" not in words:
        return None
    nth = (
        rf"|(?P<nth>\d{{1,3}})\s?(?:st|nd|rd|th|er|e|eme)\s+(?:{_either(words['nth'])})"
        if "nth" in words
        else r"|(?P<nth>(?!))"
    )
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<number>\d{{1,3}})\s+(?:{_either(words['years'])}){nth})(?!\w)(?!\s+old\b)(?![-–]\s?old)"
    )


@lru_cache(maxsize=8)
def _words(language: str) -> dict[str, list[str]]:
    rows = table_rows("year_counts.tsv")
    return {row[1]: [fold_text(word) for word in row[2].split(", ")] for row in rows if row[0] == language}


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
