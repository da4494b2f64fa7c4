"""The map: the outlines of the land, and a circle for each country, as large as there are records in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from whosays.desk.drawing.shapes import Label, without_overlap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Equal Earth (Šavrič, Patterson and Jenny 2018): areas are true, so that no part of the world looks larger than it is.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2
WIDTH = 1000.0
_SCALE = WIDTH / (2 * 2.7066299836)  # the map's width at the equator is 2 × 2.7066…
_NORTH, _SOUTH = 84.0, -57.0
_MIDDLE = 11.5  # degrees of longitude in the middle: the map is parted in the Bering Strait, where no land is
_LARGEST = 34.0  # the radius of the largest circle


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A country with records: where, how large, how many."""

    country: str
    name: str
    times: int
    x: float
    y: float
    r: float


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The map as a drawing; `land` is path data. A map is not mirrored: east stays on the right in every language."""

    width: float
    height: float
    land: str
    circles: tuple[Circle, ...]
    labels: tuple[Label, ...]


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place lies on the drawing."""
    x, y = _equal_earth((longitude - _MIDDLE + 180) % 360 - 180, latitude)
    return round(WIDTH / 2 + x * _SCALE, 1), round((_equal_earth(0, _NORTH)[1] - y) * _SCALE, 1)


def middle_of(country: str) -> tuple[float, float] | None:
    """Return longitude and latitude of a country's middle, None where the table has none."""
    return _middles().get(country)


def draw_world(places: Iterable[tuple[str, str, int]]) -> World:
    """Draw countries (code, name, how many records), the ones with most records first and so below the others."""
    known = [(code, name, times, at) for code, name, times in places if (at := middle_of(code))]
    known.sort(key=lambda one: (-one[2], one[0]))
    most = known[0][2] if known else 1
    circles = []
    for code, name, times, at in known:
        x, y = project(*at)
        radius = round(max(4.0, _LARGEST * sqrt(times / most)), 1)
        circles.append(Circle(country=code, name=name, times=times, x=x, y=y, r=radius))
    labels = [(Label(x=one.x, y=one.y + (4 if one.r > 15 else -one.r - 4), words=f"{one.times:,}"), 11.0) for one in circles]
    height = project(0, _SOUTH)[1]
    return World(width=WIDTH, height=height, land=_land(), circles=tuple(circles), labels=tuple(without_overlap(labels)))


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    angle = asin(_M * sin(radians(latitude)))
    square = angle * angle
    sixth = square**3
    x = radians(longitude) * cos(angle) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    return x, angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


@lru_cache(maxsize=1)
def _land() -> str:
    """Return the outlines as path data."""
    told = []
    for row in _rows("land.tsv"):
        longitude = latitude = 0
        points = []
        for step in row.split(" "):
            dx, _, dy = step.partition(",")
            longitude, latitude = longitude + int(dx), latitude + int(dy)
            x, y = project(longitude / 10, latitude / 10)
            points.append(f"{x:g} {y:g}")
        told.append(f"M{'L'.join(points)}Z")
    return "".join(told)


@lru_cache(maxsize=1)
def _middles() -> Mapping[str, tuple[float, float]]:
    rows = (row.split("\t") for row in _rows("middles.tsv"))
    return {code: (float(longitude), float(latitude)) for code, longitude, latitude in rows}


def _rows(name: str) -> Iterator[str]:
    told = files("whosays.desk.drawing").joinpath(name).read_text(encoding="utf-8")
    return (row for row in told.splitlines() if row and not row.startswith("#"))
