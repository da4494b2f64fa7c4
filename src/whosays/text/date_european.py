"""Rules for dates in German, French, Spanish, Italian, Portuguese and Dutch words; the names of months come from CLDR."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.date_numbers import NOT_INSIDE
from whosays.text.date_reading import Parts, Rule, mean
from whosays.text.date_words import either, plain, words

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Meaning, Scope

LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")


@lru_cache(maxsize=1)
def _months() -> dict[str, tuple[int, frozenset[str]]]:
    """Return lower-case name of a month → its number and the languages that have it."""
    from babel import Locale

    months: dict[str, tuple[int, frozenset[str]]] = {}
    for language in LANGUAGES:
        for number, name in Locale.parse(language).months["format"]["wide"].items():
            key = plain(name).lower()
            months[key] = (number, months.get(key, (0, frozenset()))[1] | {language})
    return months


def _read(match: Match[str], scope: Scope) -> Meaning | None:
    """Read day, month and year. A name that is English too, and a day without a year, count in a text of that language only."""
    number, languages = _months()[match["m"].lower()]
    english = match["m"].lower() in words("gregorian", "en")
    if scope.language not in languages and (english or not match["y"]):
        return None
    day = match.groupdict().get("d")
    year = int(match["y"]) if match["y"] else None
    return mean(Parts(year=year, month=number, day=int(day) if day else None), scope)


@lru_cache(maxsize=1)
def european_rules() -> tuple[Rule, ...]:
    """Return the rules for a day, month and year, and for a month and year."""
    month = rf"(?P<m>{either(*_months())})\b"
    year = r"(?P<y>1\d{3}|20\d\d|21\d\d)(?!\d|[.,:]\d)"
    of = r"(?:d[ei]l?\s+|van\s+)?"
    table = {
        "day-month-european": rf"(?P<d>\d{{1,2}})(?:\.|er|ier|º|°)?\s+{of}{month}(?:\s+{of}{year})?",
        "month-european": rf"{month}\s+{of}{year}",
    }
    return tuple(Rule(name, re.compile(NOT_INSIDE + pattern, re.IGNORECASE), _read) for name, pattern in table.items())
