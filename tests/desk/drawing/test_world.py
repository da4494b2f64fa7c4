"""The map."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise
from math import asin, degrees

import pytest

from whosays.desk.drawing.world import WIDTH, draw_world, middle_of, project


def test_the_projection_is_that_of_equal_earth() -> None:
    # Šavrič, Patterson and Jenny: the lines of the poles are 0.59 times as long as the equator.
    west, east = project(-168.4, 0)[0], project(191.4, 0)[0]
    assert (round(west), round(east)) == (0, round(WIDTH))
    narrow = project(191.4, 90)[0] - project(-168.4, 90)[0]
    assert narrow / (east - west) == pytest.approx(0.59, abs=0.01)
    assert project(11.5, 10)[1] < project(11.5, 0)[1] < project(11.5, -10)[1]
    assert project(100, 20) == project(100 + 360, 20)


def test_bands_that_are_of_one_area_on_the_globe_are_so_on_the_map() -> None:
    def area(low: float, high: float) -> float:
        """Return the area of a band forty degrees wide; its ends are sines of latitudes, as areas on a globe are."""
        sines = [low + (high - low) * n / 200 for n in range(201)]
        places = [(project(11.5, degrees(asin(one))), project(51.5, degrees(asin(one)))) for one in sines]
        return sum((right[0] - left[0]) * (left[1] - after[1]) for (left, right), (after, _) in pairwise(places))

    assert area(0, 0.3) == pytest.approx(area(0.6, 0.9), rel=0.02)


def test_circles_have_areas_as_the_countries_have_records() -> None:
    world = draw_world([("NO", "Norway", 100), ("GH", "Ghana", 25), ("KE", "Kenya", 1), ("ZZ", "nowhere", 5)])
    radii = {one.country: one.r for one in world.circles}
    assert radii.keys() == {"NO", "GH", "KE"}
    assert radii["NO"] == pytest.approx(2 * radii["GH"], rel=0.01)
    assert radii["KE"] >= 4
    assert all(0 < one.x < world.width and 0 < one.y < world.height for one in world.circles)


@pytest.mark.parametrize(
    ("country", "longitude", "latitude"), [("FR", 2.5, 46.6), ("FJ", 178, -17.8), ("RU", 99.7, 61.7), ("US", -99.1, 39.5)]
)
def test_the_middle_of_a_country_lies_in_its_largest_part(country: str, longitude: float, latitude: float) -> None:
    assert middle_of(country) == (longitude, latitude)


def test_the_tables_are_small_and_say_where_they_come_from() -> None:
    for name in ("land.tsv", "middles.tsv"):
        told = files("whosays.desk.drawing").joinpath(name).read_text(encoding="utf-8")
        assert len(told.encode()) < 60_000
        assert "Natural Earth" in told.splitlines()[0]
