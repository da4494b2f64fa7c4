"""Find how many of something a text says there are: "over 100 organisations", «بیش از ۴۰ نهاد»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from whosays.text.data import table_rows
from whosays.text.fold import fold, fold_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAD = 120  # characters at the end of a line, in which it says what follows

Bound = Literal["exact", "over", "under", "about"]


@dataclass(frozen=True, slots=True)
class Counted:
    """A count at a place in a text: the number, and whether it is exact, a lower or upper bound, or a rough figure."""

    start: int
    end: int
    number: int
    bound: Bound

    def allows(self, found: int) -> bool:
        """Ask whether so many fit the count; "about" allows a tenth more or fewer, at least one."""
        match self.bound:
            case "over":
                return found >= self.number
            case "under":
                return found <= self.number
            case "about":
                return abs(found - self.number) <= max(self.number // 10, 1)
        return found == self.number


def find_counts(text: str, language: str) -> Iterator[Counted]:
    """Yield the counts of bodies and people that lists hold, from left to right; numbers in digits."""
    pattern = _pattern(language)
    if pattern is None:
        return
    folded = fold(text)
    for found in pattern.finditer(folded.text):
        start, end = folded.to_origin(*found.span())
        digits = re.sub(r"[,.٬\s]", "", found["number"])
        bound = cast("Bound", next((name for name in ("over", "under", "about") if found[name]), "exact"))
        yield Counted(start, end, int(digits), bound)


def leads_into_excerpt(line: str, language: str) -> bool:
    """Ask whether a line that leads into a list says that the list holds some of many ("including the following:")."""
    words = _words(language).get("excerpt")
    return bool(words and re.search(rf"(?<!\w)(?:{_either(words)})(?!\w)", fold_text(line)[-_LEAD:]))


@lru_cache(maxsize=8)
def _words(language: str) -> dict[str, list[str]]:
    rows = table_rows("counted_words.tsv")
    return {row[1]: [fold_text(word) for word in row[2].split(", ")] for row in rows if row[0] == language}


@lru_cache(maxsize=8)
def _pattern(language: str) -> re.Pattern[str] | None:
    words = _words(language)
    if not words:
        return None
    bounds = "|".join(f"(?P<{name}>{_either(words[name])})" for name in ("over", "under", "about"))
    number = r"(?P<number>\d{1,3}(?:[,٬]\d{3})+|\d{1,5})"
    return re.compile(
        rf"(?<![\w.,-])(?:(?:{bounds})\s+)?{number}\s+(?:[^\W\d_][\w’'-]*\s+){{0,2}}?(?:{_either(words['noun'])})(?!\w)"
    )


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
