"""Rules for English expressions that count: "two Fridays ago", "2 years and 3 days ago", "the last Friday of this month"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from whosays.text.calendars import month_span, nth_weekday
from whosays.text.date_numbers import NOT_INSIDE
from whosays.text.date_reading import Meaning, Rule, interval, shift_month
from whosays.text.date_rules import count_words
from whosays.text.date_tense import looks_ahead
from whosays.text.date_words import day_number, either, number_of, words
from whosays.text.edtf import make_date

if TYPE_CHECKING:
    from re import Match

    from whosays.text.date_reading import Scope

_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1, "upcoming": 1}
_NEAR = 45  # days: a day of a month without its month is of one nearby
_DAYS = {"yesterday": -1, "today": 0, "now": 0, "tomorrow": 1}


def lies(value: date | str | None) -> Meaning:
    """Return the meaning of what rests on the document's date."""
    return Meaning(value=value.isoformat() if isinstance(value, date) else value, kind="relative", needs_base=True)


def near_month_day(number: int, scope: Scope, *, weekday: int | None = None, ahead: bool | None = None) -> date | None:
    """Return the day of a month nearest to the document's date ("the 15th"), on the weekday where one is printed.

    None where the document has no day, or two days are as near. What looks ahead is not over, what looks back is not to come.
    """
    base = scope.base_day
    if base is None:
        return None
    months = (shift_month(base.year, base.month, by) for by in range(-2, 3))
    days = [date.fromisoformat(value) for year, month in months if (value := make_date(year, month, number))]
    days = [day for day in days if abs((day - base).days) <= _NEAR]
    if weekday is not None:
        days = [day for day in days if day.isoweekday() == weekday]
    elif ahead is not None:
        days = [day for day in days if (day >= base if ahead else day <= base)]
    else:
        days = [day for day in days if (day.year, day.month) == (base.year, base.month)]
    far = sorted((abs((day - base).days), day) for day in days)
    return far[0][1] if far and (len(far) == 1 or far[0][0] < far[1][0]) else None


def back_or_on(day: date, years: int, months: int, days: int) -> date | None:
    """Return the day some years, months and days away; None where the month has no such day."""
    year, month = shift_month(day.year, day.month, years * 12 + months)
    value = make_date(year, month, day.day) if 1 <= year <= 9999 else None
    return date.fromisoformat(value) + timedelta(days=days) if value else None


def _read_weekdays_away(match: Match[str], scope: Scope) -> Meaning:
    """Read "three Fridays from now", "two Thursdays ago"."""
    day, count = scope.base_day, number_of(match["n"])
    if day is None or not count:
        return lies(None)
    weekday = words("weekday", "en")[match["wd"].lower().rstrip("s")]
    if match["side"].lower() in ("ago", "back"):
        return lies(day - timedelta(days=((day.isoweekday() - weekday) % 7 or 7) + 7 * (count - 1)))
    return lies(day + timedelta(days=((weekday - day.isoweekday()) % 7 or 7) + 7 * (count - 1)))


def _read_after_next(match: Match[str], scope: Scope) -> Meaning:
    """Read "the Friday after next", "the week after next", "the year before last"."""
    day, unit = scope.base_day, match["unit"].lower()
    if day is None:
        return lies(None)
    by = 2 if match["side"].lower().startswith("after") else -2
    if unit == "week":
        monday = day - timedelta(days=day.isoweekday() - 1) + timedelta(weeks=by)
        return lies(interval(monday, monday + timedelta(days=6)))
    if unit == "year":
        return lies(make_date(day.year + by))
    if unit == "month":
        return lies(make_date(*shift_month(day.year, day.month, by)))
    weekday = words("weekday", "en")[unit]
    if by < 0:
        return lies(day - timedelta(days=((day.isoweekday() - weekday) % 7 or 7) + 7))
    return lies(day + timedelta(days=((weekday - day.isoweekday()) % 7 or 7) + 7))


def _read_spell(match: Match[str], scope: Scope) -> Meaning:
    """Read "2 years 1 month 21 days ago": counted in days, so it is a day."""
    day = scope.base_day
    sign = -1 if match["side"].lower() == "ago" else 1
    years, months, days = (number_of(match[g]) or 0 if match[g] else 0 for g in ("y", "m", "d"))
    return lies(back_or_on(day, sign * years, sign * months, sign * days) if day else None)


def _read_from_day(match: Match[str], scope: Scope) -> Meaning:
    """Read "two days before yesterday", "a week from tomorrow"."""
    day, count, unit = scope.base_day, number_of(match["n"]), match["unit"].lower().rstrip("s")
    if day is None or not count:
        return lies(None)
    start = day + timedelta(days=_DAYS[match["day"].lower()])
    sign = -1 if match["side"].lower() == "before" else 1
    if unit in ("month", "year"):
        far = back_or_on(start, sign * count if unit == "year" else 0, sign * count if unit == "month" else 0, 0)
        return lies(far.isoformat()[: 4 if unit == "year" else 7] if far else None)
    far = start + timedelta(days=sign * count * (7 if unit == "week" else 1))
    return lies(far.isoformat() + ("~" if unit == "week" and match["day"].lower() == "now" else ""))


def _read_rule_of_month(match: Match[str], scope: Scope) -> Meaning:
    """Read "the first Monday of last month", "the last day of this month"."""
    base = scope.base
    if base.year is None or base.month is None:
        return lies(None)
    span = month_span("gregorian", *shift_month(base.year, base.month, _STEP[match["step"].lower()]))
    nth = words("ordinal", "en")[match["nth"].lower()]
    if span is None:
        return lies(None)
    if match["wd"]:
        return lies(nth_weekday(span, nth, words("weekday", "en")[match["wd"].lower()]))
    return lies(span[1] if nth < 0 else span[0] + timedelta(days=nth - 1))


def _read_weekday_of_month(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "Friday the 22nd": the month in which that day is a Friday."""
    number = day_number(match["d"])
    return lies(near_month_day(number, scope, weekday=words("weekday", "en")[match["wd"].lower()])) if number <= 31 else None


def _read_month_day(match: Match[str], scope: Scope) -> Meaning | None:
    """Read "on the 15th"; before a noun ("on the 15th floor") it is none."""
    number = day_number(match["d"])
    ahead = looks_ahead(scope.text, match.start("x"), match.end("x"))
    return lies(near_month_day(number, scope, ahead=ahead)) if 1 <= number <= 31 else None


def _read_weekend(match: Match[str], scope: Scope) -> Meaning:
    """Read "this weekend", "last weekend": Saturday and Sunday; "next weekend" is for some this one, for others a later."""
    day, step = scope.base_day, _STEP[match["step"].lower()]
    if day is None or step > 0:
        return lies(None)
    saturday = day + timedelta(days=6 - day.isoweekday())
    if step < 0:
        saturday -= timedelta(days=7)
    return lies(interval(saturday, saturday + timedelta(days=1)))


def _read_quarter(match: Match[str], scope: Scope) -> Meaning:
    """Read "this quarter", "last quarter", "the second quarter of this year"."""
    base, groups = scope.base, match.groupdict()
    if base.year is None:
        return lies(None)
    if groups.get("nth") or groups.get("q"):
        count = (base.year + _STEP[match["step"].lower()]) * 4
        nth = words("ordinal", "en")[match["nth"].lower()] if match["nth"] else int(match["q"])
        count += (nth if nth > 0 else 4) - 1
    elif base.month is None:
        return lies(None)
    else:
        count = base.year * 4 + (base.month - 1) // 3 + _STEP[match["step"].lower()]
    year, quarter = divmod(count, 4)
    return lies(f"{year:04}-{quarter * 3 + 1:02}/{year:04}-{quarter * 3 + 3:02}") if quarter <= 3 else lies(None)


@lru_cache(maxsize=1)
def counted_rules() -> tuple[Rule, ...]:
    """Return the rules for expressions that count."""
    n, weekday = rf"(?P<n>{count_words()})", rf"(?P<wd>{either(*words('weekday', 'en'))})"
    step = r"(?P<step>this|current|last|next|previous|coming|upcoming)"
    nth = rf"(?P<nth>{either(*words('ordinal', 'en'))})"
    count = count_words()
    ordinal = rf"(?:\d{{1,2}}(?:st|nd|rd|th)|{either(*words('day', 'en'))})"
    table = {
        "weekdays-away": (rf"{n}\s+{weekday}s?\s+(?P<side>from\s+now|hence|ago|back)\b", _read_weekdays_away),
        "after-next": (
            rf"(?:the\s+)?(?P<unit>week|month|year|{either(*words('weekday', 'en'))})\s+(?P<side>after\s+next|before\s+last)\b",
            _read_after_next,
        ),
        "spell": (
            rf"(?:(?P<y>{count})\s+years?,?\s+(?:and\s+)?)?(?:(?P<m>{count})\s+months?,?\s+(?:and\s+)?)?(?P<d>{count})\s+days?\s+"
            r"(?P<side>ago|from\s+now|from\s+today|hence)\b",
            _read_spell,
        ),
        "from-day": (
            rf"{n}\s+(?P<unit>days?|weeks?|months?|years?)\s+(?P<side>before|after|from)\s+(?P<day>yesterday|today|tomorrow|now)\b",
            _read_from_day,
        ),
        "rule-of-month": (
            rf"(?:the\s+)?{nth}\s+(?:{weekday}|day)\s+(?:of|in)\s+(?:the\s+)?{step}\s+month\b",
            _read_rule_of_month,
        ),
        "weekday-of-month": (
            rf"{weekday}\b\.?,?\s+the\s+(?P<d>{ordinal})\b(?!\s+of\b|\s+{either(*words('gregorian', 'en'))}\b)",
            _read_weekday_of_month,
        ),
        "month-day": (
            r"on\s+(?P<x>the\s+(?P<d>\d{1,2}(?:st|nd|rd|th)))(?=\s*(?:[.;:!?)]|,(?!\s*\d)|$|(?:and|at|but|when|the|with|in\s+the)\s))",
            _read_month_day,
        ),
        "weekend": (rf"(?:the\s+)?{step}\s+weekend\b(?!\s+(?:of|in)\b)", _read_weekend),
        "near-quarter": (
            rf"(?:the\s+)?(?:{nth}\s+quarter\s+(?:of\s+)?|Q(?P<q>[1-4])\s+(?:of\s+)?)?(?:the\s+)?{step}\s+(?:quarter|qtr|(?<=\s)year)\b",
            _read_quarter_or_none,
        ),
    }
    return tuple(Rule(name, re.compile(NOT_INSIDE + pattern, re.IGNORECASE), read) for name, (pattern, read) in table.items())


def _read_quarter_or_none(match: Match[str], scope: Scope) -> Meaning | None:
    """Leave "last year" to its own rule, and "the first quarter of last quarter" to nobody."""
    numbered = bool(match["nth"] or match["q"])
    return _read_quarter(match, scope) if numbered == match[0].lower().endswith("year") else None
