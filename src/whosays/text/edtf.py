"""Write, check and compare EDTF values (levels 0 and 1): days, months, years, decades, open and closed intervals."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_ONE = re.compile(r"(?P<y>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<m>\d\d|XX)(?:-(?P<d>\d\d|XX))?)?[~?%]?")

Bounds = tuple[date | None, date | None]
"""First and last day that a value may mean; None where it is open."""


def make_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return the EDTF value of a Gregorian date as precise as its parts, None for a day or month that does not exist."""
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def bounds(value: str) -> Bounds | None:
    """Return the first and last day that a value may mean, None where it is no EDTF of levels 0 and 1."""
    first, slash, last = value.partition("/")
    low = _bounds_of_one(first)
    if not slash:
        return low if first not in ("", "..") else None
    high = _bounds_of_one(last)
    return None if low is None or high is None else (low[0], high[1])


def _bounds_of_one(value: str) -> Bounds | None:
    if value in ("..", ""):
        return None, None
    found = _ONE.fullmatch(value)
    if found is None:
        return None
    years, month, day = found["y"], found["m"], found["d"]
    if years == "0000":
        return None
    low, high = int(years.replace("X", "0")) or 1, int(years.replace("X", "9"))
    if month is None or month == "XX":
        return date(low, 1, 1), date(high, 12, 31)
    if "X" in years or (day is not None and int(month) > 12):
        return None
    if 21 <= int(month) <= 24:  # a season: it depends on the hemisphere, so all of the year (and a winter's second part)
        return date(low, 1, 1), date(high, 12, 31) if int(month) < 24 or high == 9999 else date(high + 1, 3, 31)
    if not 1 <= int(month) <= 12:
        return None
    length = monthrange(low, int(month))[1]
    if day is None or day == "XX":
        return date(low, int(month), 1), date(low, int(month), length)
    if not 1 <= int(day) <= length:
        return None
    exact = date(low, int(month), int(day))
    return exact, exact


def is_edtf(value: str) -> bool:
    """Ask whether a value is EDTF of level 0 or 1 as whosays writes it (durations and rules are not)."""
    return bounds(value) is not None


def is_day(value: str) -> bool:
    """Ask whether a value is one whole day."""
    return len(value) == 10 and "X" not in value and is_edtf(value)


def year_of(value: str) -> int | None:
    """Return the one year that a value lies in, None where it spans several, is open or has none."""
    span = bounds(value)
    if span is None or span[0] is None or span[1] is None:
        return None
    return span[0].year if span[0].year == span[1].year else None


def may_agree(one: str, other: str) -> bool:
    """Ask whether two values may mean the same time: whether they share a day."""
    a, b = bounds(one), bounds(other)
    if a is None or b is None:
        return False
    return (a[0] or date.min) <= (b[1] or date.max) and (b[0] or date.min) <= (a[1] or date.max)


def is_after(one: str, other: str) -> bool:
    """Ask whether a value lies wholly after another: no day that it may mean is one of the other's, or before them."""
    a, b = bounds(one), bounds(other)
    return bool(a and b and a[0] and b[1] and a[0] > b[1])
