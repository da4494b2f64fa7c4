"""A small, plain model of what a case costs, fitted to measured cases, with how far it can be off.

What grows in proportion (reading, writing, disk, memory) is a line through the largest case; its slope is that of the least
squares, and lies somewhere between the smallest and the largest slope from one measured case to the next. What may grow faster
(the linking of all documents together) is a power of their number, with an exponent found the same way. The three are the low,
the middle and the high answer; none of them knows of anything that begins beyond the largest case.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Points = Sequence[tuple[float, float]]

MOST = 1e10  # documents; nothing is looked for beyond


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A value, and between which bounds it is taken to lie."""

    low: float
    middle: float
    high: float

    def of(self, work: Callable[[float], float]) -> Range:
        """Return what becomes of the three; the lowest is the low one again."""
        values = sorted((work(self.low), work(self.high)))
        return Range(low=values[0], middle=work(self.middle), high=values[1])

    def times(self, factor: float) -> Range:
        """Return a multiple."""
        return self.of(lambda value: value * factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What grows in proportion from a measured case on."""

    at: float
    value: float
    slope: Range

    def __call__(self, documents: float) -> Range:
        """Return the value for so many documents, never less than nothing."""
        return self.slope.of(lambda slope: max(self.value + slope * (documents - self.at), 0.0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Power:
    """What grows as a power from a measured case on."""

    at: float
    value: float
    exponent: Range

    def __call__(self, documents: float) -> Range:
        """Return the value for so many documents."""
        return self.exponent.of(lambda exponent: self.value * (documents / self.at) ** exponent)


def fit_line(points: Points) -> Line:
    """Return the line of measured cases, which are two at least. A slope under nothing is noise, and taken for none."""
    listed = sorted(points)
    return Line(at=listed[-1][0], value=listed[-1][1], slope=_slopes(listed).of(lambda slope: max(slope, 0.0)))


def fit_power(points: Points) -> Power:
    """Return the power of measured cases, which are two at least and above nothing."""
    listed = sorted(points)
    logs = [(math.log(documents), math.log(value)) for documents, value in listed]
    return Power(at=listed[-1][0], value=listed[-1][1], exponent=_slopes(logs))


def _slopes(points: Points) -> Range:
    steps = [(y - b) / (x - a) for (a, b), (x, y) in pairwise(points)]
    x_mean, y_mean = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    middle = sum((x - x_mean) * (y - y_mean) for x, y in points) / sum((x - x_mean) ** 2 for x, _ in points)
    return Range(low=min(*steps, middle), middle=middle, high=max(*steps, middle))


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where a case lies and is read: cores that read (here or on a cluster), and the memory of the one that holds it."""

    name: str
    readers: int
    memory: float  # GB


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What a case of so many documents costs: seconds of a processor, MB."""

    reading: Line
    writing: Line
    linking: Power
    disk: Line
    memory: Line
    desk: Line
    shared: Range
    """How much of a further core is worth something for reading."""

    def read(self, documents: float, machine: Machine) -> Range:
        """Return the seconds until all is read and written: readers share the one, one process does the other meanwhile."""
        reading, writing = self.reading(documents), self.writing(documents)
        return Range(
            low=max(reading.low / self._cores(machine, self.shared.high), writing.low),
            middle=max(reading.middle / self._cores(machine, self.shared.middle), writing.middle),
            high=max(reading.high / self._cores(machine, self.shared.low), writing.high),
        )

    @staticmethod
    def _cores(machine: Machine, shared: float) -> float:
        return 1 + (machine.readers - 1) * shared

    def useful_readers(self) -> Range:
        """Return with how many readers the writer is what everything waits for."""
        reading, writing = self.reading.slope, self.writing.slope
        return Range(
            low=reading.low / writing.high, middle=reading.middle / writing.middle, high=reading.high / max(writing.low, 1e-9)
        )

    def link_all(self, documents: float, at_once: float) -> Range:
        """Return the seconds of linking where so many are added at once, each time with all that are there already."""
        times = max(round(documents / at_once), 1)
        totals = [self.linking(documents * turn / times) for turn in range(1, times + 1)]
        return Range(
            low=sum(each.low for each in totals),
            middle=sum(each.middle for each in totals),
            high=sum(each.high for each in totals),
        )


def fit(cases: Sequence[Mapping[str, float]], speedup: float) -> Model:
    """Return the model of measured cases; `speedup` is that of two readers over one."""

    def points(name: str) -> Points:
        return [(case["documents"], case[name]) for case in cases]

    return Model(
        reading=fit_line(points("read s")),
        writing=fit_line(points("write s")),
        linking=fit_power(points("link again s")),
        disk=fit_line(points("disk MB")),
        memory=fit_line(points("memory of adding MB")),
        desk=fit_line(points("memory of the desk MB")),
        shared=Range(low=(speedup - 1) / 2, middle=speedup - 1, high=1.0),
    )


def most(cost: Callable[[float], float], bar: float) -> float:
    """Return up to how many documents a cost that only grows stays under a bar: `MOST` where it always does."""
    low, high = 1.0, MOST
    if cost(high) <= bar:
        return MOST
    while high / low > 1.001:
        middle = math.sqrt(low * high)
        low, high = (middle, high) if cost(middle) <= bar else (low, middle)
    return low
