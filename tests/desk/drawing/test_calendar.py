"""Stretches of time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.desk.drawing.calendar import span_around, span_of, ticks, unit_for
from whosays.text.stretches import Unit, around, stretch_of, unit_of, whole_in

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "unit", "expected"),
    [
        ("1994-05-03", "1994-05-03", "day", "1994-05-03"),
        ("1994-05-01", "1994-05-31", "day", "1994-05"),
        ("1994-05-03", "1994-05-03", "month", "1994-05"),
        ("1994-01-01", "1994-12-31", "month", "1994"),
        ("1990-01-01", "1999-12-31", "year", "199X"),
        ("1989-01-01", "1990-01-01", "year", "19XX"),
        ("1999-12-31", "2000-01-01", "day", None),
    ],
)
def test_a_date_is_counted_in_the_smallest_stretch_that_has_all_of_it(
    first: str, last: str, unit: Unit, expected: str | None
) -> None:
    assert whole_in((date.fromisoformat(first), date.fromisoformat(last)), unit) == expected


@given(DAYS, st.sampled_from(["day", "month", "year", "decade", "century"]))
def test_a_stretch_has_the_day_that_it_was_made_of(day: date, unit: Unit) -> None:
    stretch = stretch_of(day, unit)
    span = span_of(stretch, (date.min, date.max))
    assert unit_of(stretch) == unit
    assert span
    assert span[0] <= day <= span[1]


@given(st.lists(DAYS, min_size=1, max_size=5))
def test_all_dates_lie_in_the_span_around_them_and_its_marks_too(days: list[date]) -> None:
    span = span_around(day.isoformat() for day in days)
    assert span
    assert all(span[0] <= day <= span[1] for day in days)
    marks = list(ticks(span))
    assert len(marks) <= 11
    assert all(span[0] <= day <= span[1] for day, _ in marks)


def test_nothing_has_no_span() -> None:
    assert span_around([]) is None
    assert span_around(["spring", "../.."]) is None


def test_a_stretch_lies_in_those_around_it() -> None:
    assert around("1994-05") == ["19XX", "199X", "1994", "1994-05"]
    assert around("nonsense") == []


def test_the_unit_is_the_smallest_of_which_there_are_not_too_many() -> None:
    assert unit_for((date(2020, 1, 1), date(2020, 2, 1)), 60) == "day"
    assert unit_for((date(2020, 1, 1), date(2024, 2, 1)), 60) == "month"
    assert unit_for((date(1, 1, 1), date(9999, 2, 1)), 60) == "century"
