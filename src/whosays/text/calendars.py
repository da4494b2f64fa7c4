"""Days of three calendars (Gregorian, Hijri by Umm al-Qura, Solar Hijri) and days that return by rule."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from whosays.text.date_words import Calendar, months, words

DaySpan = tuple[date, date]
"""First and last day, both included."""

_RULE_WEEKDAY = re.compile(r"(?P<nth>\w+) (?P<weekday>\w+) of (?P<month>.+)")
_RULE_DAY = re.compile(r"(?P<day>\d{1,2}) (?P<month>.+)")
_RULE_EASTER = re.compile(r"(?:(?P<n>\d+) days (?P<side>before|after) )?(?P<julian>orthodox )?easter")


def day_of(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """Return a day of a calendar as a Gregorian date; None where it does not exist or the tables do not reach."""
    span = month_span(calendar, year, month)
    if span is None or not 1 <= day <= (span[1] - span[0]).days + 1:
        return None
    return span[0] + timedelta(days=day - 1)


@lru_cache(maxsize=4096)
def month_span(calendar: Calendar, year: int, month: int) -> DaySpan | None:
    """Return the first and last day of a month; None where it does not exist or the tables do not reach.

    The Hijri tables (Umm al-Qura) reach from 1343 to 1500; a month seen elsewhere may begin a day earlier or later.
    """
    if not 1 <= month <= 12:
        return None
    if calendar == "hijri":
        return _hijri_month(year, month)
    if calendar == "solar":
        return _solar_month(year, month)
    if not 1 <= year <= 9999:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_span(calendar: Calendar, year: int) -> DaySpan | None:
    """Return the first and last day of a year of a calendar, None where the tables do not reach."""
    first, last = month_span(calendar, year, 1), month_span(calendar, year, 12)
    return (first[0], last[1]) if first and last else None


def _hijri_month(year: int, month: int) -> DaySpan | None:
    from hijridate import Hijri

    if not 1343 <= year <= 1500:
        return None
    first = Hijri(year, month, 1)
    start = first.to_gregorian()
    begin = date(start.year, start.month, start.day)
    return begin, begin + timedelta(days=first.month_length() - 1)


def _solar_month(year: int, month: int) -> DaySpan | None:
    from persiantools.jdatetime import JalaliDate

    if not 1 <= year <= 1500:
        return None
    begin: date = JalaliDate(year, month, 1).to_gregorian()  # type: ignore[no-untyped-call]
    return begin, begin + timedelta(days=JalaliDate.days_in_month(month, year) - 1)


def place_in(calendar: Calendar, day: date) -> tuple[int, int] | None:
    """Return the year and month of a calendar that a day lies in; None where the tables do not reach."""
    for year in years_in(calendar, day.year):
        for month in range(1, 13):
            span = month_span(calendar, year, month)
            if span and span[0] <= day <= span[1]:
                return year, month
    return None


def years_in(calendar: Calendar, year: int) -> tuple[int, ...]:
    """Return the years of a calendar that share days with a Gregorian year."""
    if calendar == "gregorian":
        return (year,)
    if calendar == "solar":
        return year - 622, year - 621
    guess = int((year - 622) * 33 / 32)
    spans = ((candidate, year_span("hijri", candidate)) for candidate in range(guess - 1, guess + 4))
    return tuple(n for n, span in spans if span and span[0].year <= year <= span[1].year)


def months_in(calendar: Calendar, month: int, year: int) -> tuple[DaySpan, ...]:
    """Return the spans of a month that begin in a Gregorian year: one, for a Hijri month none or two in some years."""
    spans = (month_span(calendar, n, month) for n in years_in(calendar, year))
    return tuple(span for span in spans if span and span[0].year == year)


def rule_dates(rule: str, year: int) -> tuple[date, ...]:
    """Return the days of a Gregorian year on which a rule falls: mostly one; by a Hijri month also none or two.

    Rules: "last friday of ramadan", "second sunday of may", "22 bahman", "easter", "2 days before easter",
    "orthodox easter".
    Raises ValueError for a rule of another form.
    """
    if found := _RULE_EASTER.fullmatch(rule):
        days = int(found["n"] or 0) * (-1 if found["side"] == "before" else 1)
        sunday = orthodox_easter(year) if found["julian"] else easter(year)
        return (sunday + timedelta(days=days),)
    if found := _RULE_WEEKDAY.fullmatch(rule):
        nth, weekday = words("ordinal", "en").get(found["nth"]), words("weekday", "en").get(found["weekday"])
        month = months("en").get(found["month"])
        if nth and weekday and month:
            spans = (month_span(month[0], n, month[1]) for n in years_in(month[0], year))
            days_found = (nth_weekday(span, nth, weekday) for span in spans if span)
            return tuple(day for day in days_found if day and day.year == year)
    elif (found := _RULE_DAY.fullmatch(rule)) and (month := months("en").get(found["month"])):
        all_days = (day_of(month[0], n, month[1], int(found["day"])) for n in years_in(month[0], year))
        return tuple(day for day in all_days if day and day.year == year)
    raise ValueError(f"no rule for dates: {rule!r}")


def rule_date(rule: str, year: int) -> date | None:
    """Return the one day of a Gregorian year on which a rule falls, None where there is none or more than one."""
    found = rule_dates(rule, year)
    return found[0] if len(found) == 1 else None


def nth_weekday(span: DaySpan, nth: int, weekday: int) -> date | None:
    """Return the nth (or last: -1) weekday of a span of days; 1 is Monday."""
    if nth < 0:
        return span[1] - timedelta(days=(span[1].isoweekday() - weekday) % 7)
    day = span[0] + timedelta(days=(weekday - span[0].isoweekday()) % 7 + 7 * (nth - 1))
    return day if day <= span[1] else None


def easter(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian algorithm, as in Meeus, "Astronomical Algorithms", chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Eastern churches (Julian reckoning, as in Meeus, chapter 8) as a Gregorian date."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    century = year // 100
    return date(year, month, day + 1) + timedelta(days=century - century // 4 - 2)
