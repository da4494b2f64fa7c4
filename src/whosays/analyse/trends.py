"""How often something is told over time, against all that the case holds of that time.

A case is no sample of the world: a month with many documents has much of everything. So each count stands beside the number of
all records of its kind in the same stretch of time, and beside the count that the case's own average would give there.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, Literal

from whosays.text.edtf import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

Unit = Literal["day", "month", "year"]
_CUT: dict[Unit, int] = {"day": 10, "month": 7, "year": 4}
# Below so many dated records, or stretches of time that hold any, a series says nothing.
FEWEST, SHORTEST = 10, 3
# A count stands out where the average of the case would give one as far off less than once in a hundred stretches (Poisson).
_RARE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A record with a time (EDTF; None where it has none)."""

    record: str
    when: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One stretch of time: its records that are looked at, how many there are of their kind, how many were to be expected.

    `stands_out` says that there are more ("more") or fewer ("fewer") than chance alone gives one time in a hundred.
    """

    when: str
    records: tuple[str, ...]
    of_all: int
    expected: float
    stands_out: Literal["more", "fewer"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A series of counts, stretches without any left out. `note` says what the case holds too little of to say."""

    unit: Unit
    points: tuple[Point, ...]
    undated: int
    note: str | None = None

    @property
    def total(self) -> int:
        """How many records have a place in the series."""
        return sum(len(point.records) for point in self.points)


def make_trend(looked_at: Iterable[str], everything: Iterable[Dated], unit: Unit | None = None) -> Trend:
    """Count records by time.

    Args:
        looked_at: ids of the records that are counted; those that are not in `everything` are passed over.
        everything: all records of their kind in the case with their times.
        unit: the stretch; None: the finest of day, month and year in which the records lie in at most sixty stretches.
    """
    wanted = set(looked_at)
    all_dated = sorted(everything, key=lambda one: (one.when or "", one.record))
    undated = sum(one.record in wanted and one.when is None for one in all_dated)
    unit = unit or _fitting([one for one in all_dated if one.record in wanted])
    stretches: dict[str, list[str]] = {}
    vague = 0
    for one in all_dated:
        if one.when and (stretch := _stretch(one.when, unit)):
            stretches.setdefault(stretch, []).append(one.record)
        elif one.when and one.record in wanted:
            vague += 1
    counted = sum(record in wanted for records in stretches.values() for record in records)
    share = counted / max(sum(map(len, stretches.values())), 1)
    points = []
    for when, records in sorted(stretches.items()):
        found = tuple(record for record in records if record in wanted)
        expected = share * len(records)
        points.append(
            Point(
                when=when, records=found, of_all=len(records), expected=expected, stands_out=_stands_out(len(found), expected)
            )
        )
    note = _note(points, undated + vague, unit)
    if note is not None:  # what is too little to speak of has nothing that stands out
        points = [Point(when=p.when, records=p.records, of_all=p.of_all, expected=p.expected) for p in points]
    return Trend(unit=unit, points=tuple(points), undated=undated + vague, note=note)


def _fitting(dated: Sequence[Dated]) -> Unit:
    for unit in ("day", "month"):
        stretches = [_stretch(one.when, unit) for one in dated if one.when]
        if all(stretches) and len(set(stretches)) <= 60:
            return unit
    return "year"


def _stretch(when: str, unit: Unit) -> str | None:
    """Return the day, month or year that a time lies in; None where it is vaguer than that."""
    span = bounds(when)
    if span is None or span[0] is None or span[1] is None:
        return None
    first, last = _cut(span[0], unit), _cut(span[1], unit)
    return first if first == last else None


def _cut(day: date, unit: Unit) -> str:
    return day.isoformat()[: _CUT[unit]]


def _stands_out(count: int, expected: float) -> Literal["more", "fewer"] | None:
    if count > expected and 1 - _at_most(count - 1, expected) < _RARE:
        return "more"
    if count < expected and _at_most(count, expected) < _RARE:
        return "fewer"
    return None


def _at_most(count: int, expected: float) -> float:
    """Return how likely a Poisson count is to be at most `count`; for large means by the normal curve."""
    if expected > 500:
        from statistics import NormalDist

        return NormalDist(expected, expected**0.5).cdf(count + 0.5)
    term = total = exp(-expected)
    for step in range(1, count + 1):
        term *= expected / step
        total += term
    return min(total, 1.0)


def _note(points: Sequence[Point], undated: int, unit: Unit) -> str | None:
    total = sum(len(point.records) for point in points)
    held = sum(bool(point.records) for point in points)
    if total >= FEWEST and held >= SHORTEST:
        return None
    without = f" ({undated} more have no time that is exact enough)" if undated else ""
    plural = "s" if held != 1 else ""
    return f"{total} in {held} {unit}{plural}{without}: too few to speak of more or less"
