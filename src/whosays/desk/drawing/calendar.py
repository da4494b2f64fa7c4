"""Stretches of time for drawings: which ones a span is parted into, and in which one an imprecise date lies whole."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from whosays.text.edtf import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Unit = Literal["day", "month", "year", "decade", "century"]
UNITS: tuple[Unit, ...] = ("day", "month", "year", "decade", "century")
_DAYS: dict[Unit, float] = {"day": 1, "month": 30.4, "year": 365.25, "decade": 3652.5, "century": 36525}

Span = tuple[date, date]


def unit_for(span: Span, most: int) -> Unit:
    """Return the smallest unit of which a span holds no more than so many."""
    days = (span[1] - span[0]).days + 1
    return next((unit for unit in UNITS if days / _DAYS[unit] <= most), "century")


def stretch_of(day: date, unit: Unit) -> str:
    """Return the stretch that a day lies in as EDTF: "1994-05", "199X"."""
    written = day.isoformat()
    return {
        "day": written,
        "month": written[:7],
        "year": written[:4],
        "decade": f"{written[:3]}X",
        "century": f"{written[:2]}XX",
    }[unit]


def whole_in(span: Span, unit: Unit) -> str | None:
    """Return the smallest stretch, of this unit or a larger one, that a span lies in whole; None where no century has it."""
    for one in UNITS[UNITS.index(unit) :]:
        if (stretch := stretch_of(span[0], one)) == stretch_of(span[1], one):
            return stretch
    return None


def unit_of(stretch: str) -> Unit:
    """Return which unit a stretch is one of."""
    if stretch.endswith("XX"):
        return "century"
    if stretch.endswith("X"):
        return "decade"
    units: dict[int, Unit] = {4: "year", 7: "month", 10: "day"}
    return units[len(stretch)]


def around(stretch: str) -> list[str]:
    """Return the stretches that a stretch lies in, the largest first, and itself."""
    found = bounds(stretch)
    if found is None or found[0] is None:
        return []
    return [stretch_of(found[0], unit) for unit in reversed(UNITS[UNITS.index(unit_of(stretch)) :])]


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
    if not days:
        return None
    first, last = min(days), max(days)
    room = timedelta(days=max(10, (last - first).days // 25))
    return (
        first - room if first - date.min > room else date.min,
        last + room if date.max - last > room else date.max,
    )
