"""Rules for English expressions that rest on the document's date or on the date before, and for durations and frequencies."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.date_numbers import NOT_INSIDE
from whosays.text.date_reading import Meaning, Parts, Rule, interval, mean, shift_month, week_of
from whosays.text.date_rules import count_words, month_of
from whosays.text.date_tense import looks_ahead
from whosays.text.date_words import either, number_of, words
from whosays.text.edtf import bounds, make_date

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope

_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "present": 0, "next": 1, "coming": 1, "following": 1}
_DAYS = {"day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "day after tomorrow": 2}
_ROUND = 20  # "a hundred years ago" is about then
_UNITS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "0Y",
    "century": "00Y",
    "centurie": "00Y",
    "quarter": "3M",
}
_OFTEN = {
    "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "biennial": "P2Y", "biennially": "P2Y", "triennial": "P3Y",
    "monthly": "P1M", "quarterly": "P3M", "weekly": "P1W", "fortnightly": "P2W", "biannual": "P6M",
    "semiannual": "P6M", "semi-annual": "P6M",
}  # fmt: skip


def _lies(value: str | None) -> Meaning:
    return Meaning(value=value, kind="relative", needs_base=True)


def _read_day(match: Match[str], scope: Scope) -> Meaning:
    """Read "yesterday" and its like: only a document known to the day tells."""
    day = scope.base_day
    return _lies((day + timedelta(days=_DAYS[" ".join(match["word"].lower().split())])).isoformat() if day else None)


def _read_unit(match: Match[str], scope: Scope) -> Meaning:
    """Read "this year", "last month", "next week"."""
    return _lies(moved(match["unit"].lower(), _STEP[match["step"].lower()], scope))


def moved(unit: str, by: int, scope: Scope) -> str | None:
    """Return the year, month or week some steps away from the document's date."""
    base, day = scope.base, scope.base_day
    if unit == "year" and base.year:
        return make_date(base.year + by)
    if unit == "month" and base.year and base.month:
        return make_date(*shift_month(base.year, base.month, by))
    return week_of(day, by) if unit == "week" and day else None


def _read_past_year(match: Match[str], scope: Scope) -> Meaning:
    """Read "the past year", "the last two years", "the coming three months": a stretch that ends or begins at the document."""
    count = number_of(match["n"]) if match["n"] else 1
    unit, step = match["unit"].lower().rstrip("s"), _STEP[match["step"].lower()]
    if unit in ("decade", "centurie", "century"):
        count, unit = (count or 1) * (10 if unit == "decade" else 100), "year"
    if not count:
        return _lies(None)
    far = _far(unit, step * count, scope)
    near = _far(unit, 0, scope)
    if far is None or near is None:
        return _lies(None)
    return _lies(interval(far, near) if step < 0 else interval(near, far))


def _far(unit: str, by: int, scope: Scope) -> str | None:
    """Return a year, month or day some steps away, as precise as its unit."""
    if unit in ("year", "month"):
        return moved(unit, by, scope)
    day = scope.base_day
    return (day + timedelta(days=by * (7 if unit == "week" else 1))).isoformat() if day else None


def _read_ago(match: Match[str], scope: Scope) -> Meaning:
    """Read "two weeks ago": a day for days, about that day for weeks, a month or year for the longer ones."""
    count, unit = number_of(match["n"]) or 0, match["unit"].lower().rstrip("s")
    if unit == "decade":
        count, unit = count * 10, "year"
    by = -count if match["side"].lower().startswith("ago") else count
    value = _far(unit, by, scope)
    about = unit == "week" or match["unit"].lower().startswith("decade") or (count >= _ROUND and count % 10 == 0)
    return _lies(f"{value}~" if value and about else value)


def _read_near_day(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "last Friday", "next Monday": the nearest before, the one of the next week; "this Friday": the next to come."""
    day, step = scope.base_day, _STEP[match["step"].lower()]
    if day is None:
        return _lies(None)
    away = (words("weekday", "en")[match["wd"].lower()] - day.isoweekday()) % 7
    if step > 0 and away and away <= 7 - day.isoweekday():
        return _lies(None)  # said on a Monday, "next Friday" is for some in four days, for others in eleven
    days = (away or 7) - (7 if away else 14) if step < 0 else (away or 7) if step else away
    return _lies((day + timedelta(days=days)).isoformat())


def _read_weekday(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "on Tuesday": the nearest that is not after the document, with words that look ahead the next to come."""
    day, name = scope.base_day, match["wd"]
    if not name[0].isupper() or not name.lower().endswith("day"):
        return None
    if day is None:
        return _lies(None)
    away = (words("weekday", "en")[name.lower()] - day.isoweekday()) % 7
    if away and not looks_ahead(scope.text, match.start("x"), match.end("x")):
        away -= 7
    return _lies((day + timedelta(days=away)).isoformat())


def _read_near_month(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "last May", "next March": the nearest that is over or to come; "this May" is that of the document's year."""
    found = month_of(match, scope)
    if found is None or found[0] != "gregorian":
        return None
    year, month, step = scope.base.year, scope.base.month, _STEP[match["step"].lower()]
    if year is None or (step and month is None):
        return _lies(None)
    by = 0 if step == 0 else (-1 if found[1] >= (month or 0) else 0) if step < 0 else (1 if found[1] <= (month or 0) else 0)
    return _lies(make_date(year + by, found[1]))


def _read_day_of_month(match: Match[str], scope: Scope) -> Meaning:
    """Read "the 20th of next month"."""
    month = moved("month", _STEP[match["step"].lower()], scope)
    return _lies(make_date(int(month[:4]), int(month[5:]), int(match["d"])) if month else None)


def _read_day_of_week(match: Match[str], scope: Scope) -> Meaning:
    """Read "Wednesday of next week"."""
    day = scope.base_day
    if day is None:
        return _lies(None)
    days = words("weekday", "en")[match["wd"].lower()] - day.isoweekday() + 7 * _STEP[match["step"].lower()]
    return _lies((day + timedelta(days=days)).isoformat())


def _read_month_of_year(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "in May last year" and "May 7 of this year"."""
    found = month_of(match, scope)
    if found is None:
        return None
    if scope.base.year is None:
        return _lies(None)
    day = int(match["d"] or match["d2"]) if match["d"] or match["d2"] else None
    year = scope.base.year + _STEP[match["step"].lower()]
    return _lies(mean(Parts(calendar=found[0], year=year, month=found[1], day=day), scope).value)


def _read_that(match: Match[str], scope: Scope) -> Meaning:
    """Read "that year", "the following year": beside the last date before it, not beside the document's."""
    word, unit = match["word"].lower().split()[-1], match["unit"].lower()
    year, last = scope.last_year, scope.last
    by = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(word, 0)
    base = last.needs_base if last else False
    if year is None or last is None or last.value is None:
        return Meaning(value=None, kind="relative")
    if unit == "year":
        return Meaning(value=make_date(year + by), kind="relative", needs_base=base)
    span = bounds(last.value)
    if span is None or span[0] is None or span[1] is None:
        return Meaning(value=None, kind="relative")
    if unit == "month" and span[0].month == span[1].month:
        return Meaning(value=make_date(*shift_month(year, span[0].month, by)), kind="relative", needs_base=base)
    if unit == "day" and span[0] == span[1]:
        return Meaning(value=(span[0] + timedelta(days=by)).isoformat(), kind="relative", needs_base=base)
    if unit == "week" and span[0] == span[1]:
        return Meaning(value=week_of(span[0], by), kind="relative", needs_base=base)
    return Meaning(value=None, kind="relative")


def _read_season(match: Match[str], scope: Scope) -> Meaning:
    step = _STEP[match["step"].lower()]
    if step or scope.base.year is None:  # "last summer" may be of this year or of the one before
        return _lies(None)
    return _lies(f"{scope.base.year:04}-{words('season', 'en')[match['season'].lower()]}")


def _read_duration(match: Match[str], _: Scope) -> Meaning | None:
    count = number_of(match["n"])
    unit = _UNITS[match["unit"].lower().rstrip("s")]
    return Meaning(value=f"P{count}{unit}", kind="duration") if count else None


def _read_often(match: Match[str], _: Scope) -> Meaning:
    if match["word"]:
        return Meaning(value=_OFTEN[match["word"].lower()], kind="frequency")
    count = number_of(match["n"]) if match["n"] else 1
    unit = _UNITS[match["unit"].lower().rstrip("s")]
    return Meaning(value=f"P{count or 1}{unit}" if len(unit) == 1 else None, kind="frequency")


def _read_vague(_: Match[str], __: Scope) -> Meaning:
    return Meaning(value=None, kind="vague")


@lru_cache(maxsize=1)
def relative_rules() -> tuple[Rule, ...]:
    """Return the rules for relative expressions, durations and frequencies."""
    n, unit = rf"(?P<n>{count_words()})", r"(?P<unit>day|week|month|year|decade)s?\b"
    month, weekday, season = (either(*words(kind, "en")) for kind in ("gregorian", "weekday", "season"))
    step = r"(?P<step>this|last|next)"
    part = r"(?:(?:earlier|later|early|late|mid|the\s+end\s+of|the\s+beginning\s+of)[-\s]+)?"
    day, day2 = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<d2>\d{1,2})(?:st|nd|rd|th)?"
    table = {
        "day": (rf"(?:the\s+)?(?P<word>{either(*_DAYS)})\b(?!['’]s\s)", _read_day),
        "unit": (
            rf"{part}(?:the\s+)?(?P<step>this|last|next|current|present|coming)\s+(?P<unit>year|month|week)\b(?!-)", _read_unit,
        ),
        "past-unit": (
            rf"(?:over\s+|during\s+|within\s+)?the\s+(?P<step>past|last|previous|next|coming|following)\s+(?:{n}\s+)?"
            r"(?P<unit>days?|weeks?|months?|years?|decades?|century|centuries)\b",
            _read_past_or_that,
        ),
        "ago": (rf"{n}\s+{unit}\s+(?P<side>ago\b|from\s+now\b|hence\b)", _read_ago),
        "near-day": (rf"{step}\s+(?P<wd>{weekday})\b(?!\s+(?:of|in)\b)", _read_near_day),
        # Not in "on Sunday mornings", "on Friday 13" and the names of papers and shows.
        "weekday": (
            rf"on\s+(?P<x>(?P<wd>{weekday}))\b(?!-|['’]s\s|\s+(?:\w+(?:ing|noon|night)s|of|in|last|next)\b|,?\s+(?:the\s+)?\d)"
            r"(?!\s+(?-i:Times|Mail|Express|Mirror|Telegraph|Post|Night|Morning|Market|Club|School|Live)\b)",
            _read_weekday,
        ),
        "near-month": (rf"{step}\s+(?P<m>{month})\b(?!\s+\d)", _read_near_month),
        "month-of-year": (
            rf"(?:{day2}\s+(?:of\s+)?)?(?P<m>{month})(?:\s+{day})?,?\s+(?:of\s+)?{step}\s+year\b", _read_month_of_year,
        ),
        "day-of-month": (
            r"(?:the\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?:day\s+)?of\s+(?:the\s+)?(?P<step>this|last|next|current|previous)\s+month\b",
            _read_day_of_month,
        ),
        "day-of-week": (
            rf"(?P<wd>{weekday})\s+(?:of\s+)?(?:the\s+)?(?P<step>this|last|next|previous)\s+week\b", _read_day_of_week,
        ),
        "week-and-day": (rf"{step}\s+week,?\s+(?:on\s+)?(?P<wd>{weekday})\b", _read_day_of_week),
        "that": (
            r"(?P<word>that(?:\s+same)?|the\s+same|the\s+following|the\s+next|the\s+preceding|the\s+previous)\s+(?P<unit>year|month|week|day)\b",
            _read_that,
        ),
        "near-season": (rf"{step}\s+(?P<season>{season})\b", _read_season),
        "often": (rf"(?P<word>{either(*_OFTEN)})\b|(?:every|once\s+an?|once\s+every|each)\s+(?:{n}\s+)?{unit}", _read_often),
        "duration": (
            rf"(?:(?:over|more\s+than|less\s+than|nearly|almost|about|some)\s+)?{n}(?:\s+|-)(?:full\s+)?"
            r"(?P<unit>days?|weeks?|months?|years?|decades?|century|centuries)\b",
            _read_duration,
        ),
        "vague": (
            r"(?:in\s+the\s+past|in\s+recent\s+(?:years|months|weeks|days)|recently|these\s+days|nowadays|"
            r"for\s+(?:many\s+|several\s+|some\s+)?(?:years|decades|centuries|months|weeks)|(?:many|several|some)\s+(?:years|decades|centuries)\s+ago)"
            r"\b(?!\s+(?:year|month|week|decade))",
            _read_vague,
        ),
    }  # fmt: skip
    return tuple(Rule(name, re.compile(NOT_INSIDE + pattern, re.IGNORECASE), read) for name, (pattern, read) in table.items())


def _read_past_or_that(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "the past two years"; "the previous year" and "the following week" go with the last date and are read by `that`."""
    if match["step"].lower() in ("previous", "following", "next") and not match["n"]:
        return None
    if match["step"].lower() == "last" and not match["n"]:
        return _read_unit(match, scope) if match["unit"].lower() in ("year", "month", "week") else _read_past_year(match, scope)
    return _read_past_year(match, scope)
