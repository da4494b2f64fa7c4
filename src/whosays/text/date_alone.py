"""Rules for a text that is nothing but a date: a heading, a cell, an entry of a programme. It may be as short as "Monday".

Among other words these would be numbers and names as often as dates, so they are read only where nothing else stands.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.date_counted import lies, near_month_day
from whosays.text.date_reading import FoundDate, Meaning, Parts, Rule, mean
from whosays.text.date_words import day_number, either, months, words

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope

LONGEST = 40  # characters; the longest of these expressions is shorter
LANGUAGES = ("en", "ar", "fa", "fr")
_BARE = frozenset(word for word in words("weekday", "ar") if not word.startswith("ال"))  # numbers as well: "أحد", "اثنين"


def _word(match: Match[str], group: str) -> str:
    return " ".join(match[group].lower().rstrip(".").split())


def _read_weekday(match: Match[str], scope: Scope) -> Meaning:
    """Read "Monday": what stands alone announces, so it is the next to come."""
    day = scope.base_day
    if day is None:
        return lies(None)
    return lies(day + timedelta(days=(words("weekday", *LANGUAGES)[_word(match, "wd")] - day.isoweekday()) % 7))


def _read_month(match: Match[str], scope: Scope) -> Meaning | None:
    calendar, month = months(*LANGUAGES)[_word(match, "m")]
    day = match.groupdict().get("d")
    year = match.groupdict().get("y")
    meaning = mean(
        Parts(calendar=calendar, year=int(year) if year else None, month=month, day=int(day) if day else None), scope
    )
    if year:
        return meaning
    problem = meaning.problem
    return Meaning(value=meaning.value, kind="relative", needs_base=True, problem=problem, parts=meaning.parts)


def _read_day_and_month(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "15/2": in which order, the numbers or the document tell; else it is none."""
    first, second = int(match["a"]), int(match["b"])
    if first > 12 or second > 12:
        day, month = (first, second) if first > 12 else (second, first)
    elif first == second or scope.day_first is not None:
        day, month = (first, second) if scope.day_first else (second, first)
    else:
        return None
    if month > 12 or day > 31:
        return None
    meaning = mean(Parts(month=month, day=day), scope)
    return Meaning(value=meaning.value, kind="relative", needs_base=True, problem=meaning.problem)


def _read_month_and_year(match: Match[str], scope: Scope) -> Meaning:
    return mean(Parts(year=int(match["y"]), month=int(match["mm"])), scope)


def _read_day(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "the 15th": in the month of the document, since nothing tells of another."""
    number = day_number(match["d"])
    return lies(near_month_day(number, scope)) if 1 <= number <= 31 else None


def _read_weekday_and_day(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "Wednesday 13": the month near the document in which that day is a Wednesday."""
    weekday = words("weekday", *LANGUAGES)[_word(match, "wd")]
    number = day_number(match["d"])
    if not match["d"][0].isdigit() and number <= 5:  # "the second Sunday"
        return None
    return lies(near_month_day(number, scope, weekday=weekday)) if 1 <= number <= 31 else None


@lru_cache(maxsize=1)
def alone_rules() -> tuple[Rule, ...]:
    """Return the rules for a text that is nothing but a date."""
    weekday = rf"(?P<wd>{either(*[word for word in words('weekday', *LANGUAGES) if word not in _BARE])})"
    month = rf"(?P<m>{either(*months(*LANGUAGES))})"
    lead = r"(?:(?:on|in|le|en|يوم|شهر|روز|ماه|في|فی|در)\s+)?"
    year = r"(?P<y>1[5-9]\d\d|20\d\d)"
    day_word = either(*words("day", "en", "ar", "fa"))
    table = {
        "alone-weekday": (rf"{lead}{weekday}\.?", _read_weekday),
        "alone-month": (rf"{lead}{month}\.?", _read_month),
        "alone-year-month": (rf"{lead}{year}\s*,?\s*{month}\.?", _read_month),
        "alone-month-day": (rf"{lead}{month}(?P<d>\d{{1,2}})", _read_month),
        "alone-day-and-month": (rf"{lead}(?P<a>\d{{1,2}})\s?/\s?(?P<b>\d{{1,2}})", _read_day_and_month),
        "alone-month-and-year": (rf"{lead}(?P<mm>0?[1-9]|1[0-2])\s?[/-]\s?{year}", _read_month_and_year),
        "alone-year-and-month": (rf"{lead}{year}\s?[/-]\s?(?P<mm>0?[1-9]|1[0-2])", _read_month_and_year),
        "alone-day": (
            rf"(?:(?:on|le|یوم)\s+)?(?:the\s+(?P<d>\d{{1,2}}(?:st|nd|rd|th)?|{either(*words('day', 'en'))}))", _read_day,
        ),
        "alone-ordinal": (r"(?:on\s+)?(?P<d>\d{1,2}(?:st|nd|rd|th))", _read_day),
        "alone-weekday-day": (
            rf"{lead}{weekday},?\s+(?:فی\s+)?(?P<d>\d{{1,2}}(?:st|nd|rd|th)?|{day_word})", _read_weekday_and_day,
        ),
    }  # fmt: skip
    return tuple(Rule(name, re.compile(pattern, re.IGNORECASE), read) for name, (pattern, read) in table.items())


def read_alone(text: str, scope: Scope) -> FoundDate | None:
    """Return the date that a folded text is, white space and stops at its ends left out; None where it is none of these."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip(" \t\r\n.:,،"))
    if not 0 < end - start <= LONGEST:
        return None
    for rule in alone_rules():
        match = rule.pattern.fullmatch(text, start, end)
        meaning = rule.read(match, scope) if match else None
        if match is None or meaning is None:
            continue
        at = min(match.start(name) for name in rule.pattern.groupindex if match.start(name) >= 0)
        return FoundDate(
            start=at, end=end, value=meaning.value, kind=meaning.kind, needs_base=meaning.needs_base,
            by=rule.name, problem=meaning.problem, parts=meaning.parts,
        )  # fmt: skip
    return None
