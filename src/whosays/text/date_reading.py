"""What one date expression means: the parts that are printed, and the value they give with what the text around them tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from re import Match, Pattern
from typing import TYPE_CHECKING, Literal

from whosays.text.calendars import day_of as day_in
from whosays.text.calendars import month_span, months_in, rule_date, rule_dates, year_span
from whosays.text.date_words import Calendar, name_of
from whosays.text.edtf import bounds, make_date, year_of

if TYPE_CHECKING:
    from whosays.text.joined import Span

DateKind = Literal["date", "interval", "relative", "rule", "frequency", "duration", "vague", "approximate", "time"]

# A document does not write a two-digit year over twenty years ahead of itself; without its date, the POSIX pivot (69 → 1969).
AHEAD, PIVOT = 20, 69
FIRST_ADDRESS = 1991  # the web is public from this year on
_BESIDE = 40  # how far an address may stand from its date
_PARTED = re.compile(r";|[.!?]\s+[^\W\d_]")
_ACCESSED = re.compile(
    r"\b(?:accessed|retrieved|visited|consulted|viewed|abgerufen|consultée?|consultado)\b\s*(?:on|am|le|el)?[\s:,(]*$",
    re.IGNORECASE,
)
_WEEKDAY_FITS = 550  # in days: a weekday fits a date in every fifth or sixth year, so only the years around the document count
FIRST_GREGORIAN = 1700  # a year from here on beside a Hijri or Solar month is Gregorian


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A date as printed: what is not printed is None."""

    calendar: Calendar = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date expression: half-open place, EDTF value (None where it cannot be known), what it is and which rule read it.

    `rule` is a date that returns ("last friday of ramadan"), `needs_base` says that the value rests on the document's date,
    A "time" is one of the clock, found so that its numbers are no day. `problem` is a code: "impossible-date",
    "ambiguous-date" or "weekday-against-date".
    """

    start: int
    end: int
    value: str | None
    kind: DateKind
    rule: str | None = None
    needs_base: bool = False
    by: str = ""
    problem: str | None = None
    parts: Parts | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a reader makes of a match: a FoundDate without its place."""

    value: str | None
    kind: DateKind = "date"
    rule: str | None = None
    needs_base: bool = False
    problem: str | None = None
    parts: Parts | None = None


@dataclass(slots=True)
class Scope:
    """What is known while a text is read from left to right. `text` is folded, `base` the document's date as parts."""

    text: str
    language: str
    base: Parts
    day_first: bool | None
    addresses: Sequence[Span] = ()
    last: FoundDate | None = None

    @property
    def last_year(self) -> int | None:
        """The year of the last date before this place that lies in one year."""
        return year_of(self.last.value) if self.last and self.last.value else None

    @property
    def base_day(self) -> date | None:
        """The document's date where it is known to the day."""
        b = self.base
        return day_in(b.calendar, b.year, b.month, b.day) if b.year and b.month and b.day else None


Reader = Callable[[Match[str], Scope], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and its reader. The place reported is that of the group `x`, else of the whole match."""

    name: str
    pattern: Pattern[str]
    read: Reader


def base_parts(base: str | None) -> Parts:
    """Return a document's date as parts: as much of it as is certain."""
    span = bounds(base) if base else None
    low, high = span or (None, None)
    if low is None or high is None or low.year != high.year or not 1000 <= low.year <= 9000:
        return Parts()
    month = low.month if low.month == high.month else None
    return Parts(year=low.year, month=month, day=low.day if low == high else None)


def full_year(two_digits: int, scope: Scope, place: Span) -> int:
    """Return the year that two digits stand for: the latest that is not far ahead of the document.

    The day on which an address was looked up lies in the age of addresses, however old the document says it is.
    """
    if _is_online(scope, place):
        return two_digits + (1900 if two_digits >= FIRST_ADDRESS % 100 else 2000)
    if scope.base.year is None:
        return two_digits + (2000 if two_digits < PIVOT else 1900)
    latest = scope.base.year + AHEAD
    return latest - (latest - two_digits) % 100


def _is_online(scope: Scope, place: Span) -> bool:
    """Ask whether a date stands beside an address or is said to be that of a visit to one."""
    start, end = place
    if _ACCESSED.search(scope.text, max(0, start - _BESIDE), start):
        return True
    gaps = (scope.text[b:start] if b <= start else scope.text[end:a] for a, b in scope.addresses if b <= start or end <= a)
    return any(len(gap) <= _BESIDE and not _PARTED.search(gap) for gap in gaps)


def mean(parts: Parts, scope: Scope, *, weekday: int | None = None, ahead: bool | None = None) -> Meaning:
    """Give a printed date its value. A weekday beside it, or words that look ahead, help to find a year that is not printed."""
    if parts.calendar != "gregorian" and (parts.year is None or parts.year < FIRST_GREGORIAN):
        return _mean_other(parts, scope)
    if parts.calendar != "gregorian" and parts.month:
        return _in_gregorian_year(parts, parts.year or 0, needs_base=False)
    if parts.year is None:
        value = _nearest(parts, scope, weekday, ahead)
        impossible = value is None and parts.month and make_date(2000, parts.month, parts.day) is None
        return Meaning(value=value, needs_base=True, problem="impossible-date" if impossible else None, parts=parts)
    value = make_date(parts.year, parts.month, parts.day)
    return Meaning(value=value, problem=None if value else "impossible-date", parts=parts)


def _nearest(parts: Parts, scope: Scope, weekday: int | None, ahead: bool | None) -> str | None:
    """Return a day and month without a year in the year that brings them nearest to the document's date.

    Of several years the weekday tells the right one; what looks ahead is not over.
    """
    year, day = scope.base.year, scope.base_day
    if year is None:
        return None
    if day is None or parts.month is None:
        return make_date(year, parts.month, parts.day)
    values = [make_date(n, parts.month, parts.day) for n in sorted(range(year - 4, year + 5), key=lambda n: abs(n - year))]
    spans = [(value, span) for value in values if value and (span := bounds(value))]
    near = [(abs((span[0] - day).days), span[0], span[1], value) for value, span in spans if span[0] and span[1]]
    if ahead:
        near = [found for found in near if found[2] >= day] or near
    fitting = [found for found in near if found[1].isoweekday() == weekday and found[0] < _WEEKDAY_FITS] if weekday else []
    return min(fitting or near)[3] if near else None


def _mean_other(parts: Parts, scope: Scope) -> Meaning:
    """Read a Hijri or Solar date in its own year, or without a year in that of the document."""
    if parts.year is None:
        if scope.base.year is None or parts.month is None:
            return _in_gregorian_year(parts, None, needs_base=True)
        return _in_gregorian_year(parts, scope.base.year, needs_base=True, near=scope.base_day)
    if parts.day and parts.month:
        found = day_in(parts.calendar, parts.year, parts.month, parts.day)
        if found:
            return Meaning(value=found.isoformat(), parts=parts)
    else:
        span = month_span(parts.calendar, parts.year, parts.month) if parts.month else year_span(parts.calendar, parts.year)
        if span:
            return Meaning(value=interval(*span), kind="interval", parts=parts)
    if year_span(parts.calendar, parts.year):
        return Meaning(value=None, problem="impossible-date", parts=parts)
    gregorian = parts.year * 32 // 33 + 622 if parts.calendar == "hijri" else parts.year + 621
    return Meaning(value=f"{gregorian:04}~", kind="approximate", parts=parts)  # beyond the tables: a year or so


def _in_gregorian_year(parts: Parts, year: int | None, *, needs_base: bool, near: date | None = None) -> Meaning:
    """Read a day or month of another calendar in a Gregorian year: it may fall there twice or not at all."""
    month = parts.month or 1
    if parts.day is None:
        spans = months_in(parts.calendar, month, year) if year else ()
        if near and len(spans) > 1:
            spans = (min(spans, key=lambda span: abs((span[0] - near).days)),)
        value = interval(*spans[0]) if len(spans) == 1 else None
        return Meaning(value=value, kind="interval", needs_base=needs_base, parts=parts)
    rule = f"{parts.day} {name_of(parts.calendar, month)}"
    return mean_rule(rule, year, needs_base=needs_base)


def mean_rule(rule: str, year: int | None, *, needs_base: bool) -> Meaning:
    """Give a rule date its value in a year; a year that is printed makes it a date."""
    day = rule_date(rule, year) if year else None
    missing = year is not None and not needs_base and not rule_dates(rule, year)
    return Meaning(
        value=day.isoformat() if day else None,
        kind="rule" if needs_base or year is None else "date",
        rule=rule,
        needs_base=needs_base,
        problem="impossible-date" if missing else None,
    )


def interval(first: date | str | None, last: date | str | None) -> str:
    """Return the EDTF interval between two dates or values; None is an open side."""
    return "/".join(".." if side is None else side if isinstance(side, str) else side.isoformat() for side in (first, last))


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Return the year and month some months later (or, with a minus, earlier)."""
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1


def week_of(day: date, by: int = 0) -> str:
    """Return the week (Monday to Sunday) of a day, or one some weeks away, as an interval."""
    monday = day - timedelta(days=day.isoweekday() - 1) + timedelta(weeks=by)
    return interval(monday, monday + timedelta(days=6))
