"""Spans of time for drawings: which unit one is counted in, where its scale is marked, what lies around some dates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from whosays.text.edtf import bounds
from whosays.text.stretches import UNITS, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_DAYS: dict[Unit, float] = {"day": 1, "month": 30.4, "year": 365.25, "decade": 3652.5, "century": 36525}

Span = tuple[date, date]


def unit_for(span: Span, most: int) -> Unit:
    """Return the smallest unit of which a span holds no more than so many."""
    days = (span[1] - span[0]).days + 1
    return next((unit for unit in UNITS if days / _DAYS[unit] <= most), "century")


def span_of(when: str, within: Span) -> Span | None:
    """Return the first and last day of a date; where it is open, those of the span around it. None for what is no date."""
    found = bounds(when)
    if found is None:
        return None
    first, last = found[0] or within[0], found[1] or within[1]
    return (first, last) if first <= last else None


def ticks(span: Span, most: int = 9) -> Iterator[tuple[date, str]]:
    """Yield the days at which a scale of a span is marked, with what is written there, no more than so many."""
    days = (span[1] - span[0]).days + 1
    if days > 365 * 2:
        yield from _years(
            span, next(one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if days / 365.25 / one <= most)
        )
    elif days > 50:
        yield from _months(span, next(one for one in (1, 2, 3, 6, 12, 24) if days / 30.4 / one <= most))
    else:
        for number in range(0, days, max(1, -(-days // most))):
            day = span[0] + timedelta(days=number)
            yield day, day.isoformat()


def _years(span: Span, step: int) -> Iterator[tuple[date, str]]:
    first = -(-span[0].year // step) * step
    for year in range(first, span[1].year + 1, step):
        if year >= 1 and span[0] <= date(year, 1, 1):
            yield date(year, 1, 1), f"{year:04}"


def _months(span: Span, step: int) -> Iterator[tuple[date, str]]:
    for number in range(span[0].year * 12 + span[0].month - 1, span[1].year * 12 + span[1].month):
        year, month = divmod(number, 12)
        day = date(year, month + 1, 1)
        if month % step == 0 and span[0] <= day <= span[1]:
            yield day, day.isoformat()[:7]


def span_around(whens: Iterable[str]) -> Span | None:
    """Return the span that all dates lie in, with a little room before and after; None where there is no date."""
    days = [day for when in whens for day in bounds(when) or () if day]
    return with_room((min(days), max(days))) if days else None


def with_room(span: Span) -> Span:
    """Return a span with a little room before and after."""
    first, last = span
    room = timedelta(days=max(10, (last - first).days // 25))
    return (
        first - room if first - date.min > room else date.min,
        last + room if date.max - last > room else date.max,
    )
