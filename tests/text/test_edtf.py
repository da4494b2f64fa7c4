from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.edtf import bounds, is_after, is_day, is_edtf, make_date, may_agree, year_of


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((2020,), "2020"),
        ((2020, 5), "2020-05"),
        ((2020, 5, 22), "2020-05-22"),
        ((2020, 2, 29), "2020-02-29"),
        ((2019, 2, 29), None),
        ((2020, 13), None),
        ((987,), "0987"),
        ((0,), None),
    ],
)
def test_a_date_is_as_precise_as_its_parts(parts: tuple[int, ...], expected: str | None) -> None:
    assert make_date(*parts) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2020-05-22", (date(2020, 5, 22), date(2020, 5, 22))),
        ("2020-02", (date(2020, 2, 1), date(2020, 2, 29))),
        ("199X", (date(1990, 1, 1), date(1999, 12, 31))),
        ("18XX", (date(1800, 1, 1), date(1899, 12, 31))),
        ("1850~", (date(1850, 1, 1), date(1850, 12, 31))),
        ("2020-XX-XX", (date(2020, 1, 1), date(2020, 12, 31))),
        ("2007/..", (date(2007, 1, 1), None)),
        ("../2010", (None, date(2010, 12, 31))),
        ("2020-05-03/2020-05-07", (date(2020, 5, 3), date(2020, 5, 7))),
        ("P41Y", None),
        ("2020-02-31", None),
        ("0000", None),
        ("2020-24", (date(2020, 1, 1), date(2021, 3, 31))),
        ("last Friday", None),
        ("", None),
        ("..", None),
    ],
)
def test_bounds_are_the_first_and_last_day_a_value_may_mean(
    value: str, expected: tuple[date | None, date | None] | None
) -> None:
    assert bounds(value) == expected
    assert is_edtf(value) == (expected is not None)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2020-05", "2020-05-22", True),
        ("2020-05-21", "2020-05-22", False),
        ("2007/..", "2020", True),
        ("../2010", "2020", False),
        ("2020", "P1Y", False),
    ],
)
def test_values_agree_when_they_share_a_day(one: str, other: str, expected: bool) -> None:
    assert may_agree(one, other) == expected
    assert may_agree(other, one) == expected


@pytest.mark.parametrize(
    ("value", "year", "day"),
    [
        ("2020-05-22", 2020, True),
        ("2020-05", 2020, False),
        ("2019/2020", None, False),
        ("2007/..", None, False),
        ("199X", None, False),
    ],
)
def test_a_value_in_one_year_has_it(value: str, year: int | None, day: bool) -> None:
    assert (year_of(value), is_day(value)) == (year, day)


@given(st.dates())
def test_a_day_written_is_the_day_read(day: date) -> None:
    value = make_date(day.year, day.month, day.day)
    assert value is not None
    assert bounds(value) == (day, day)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2020-05-23", "2020-05-22", True),
        ("2021", "2020-05", True),
        ("2020-05-22", "2020-05", False),
        ("2020", "2020-05", False),
        ("2021/..", "2020", True),
        ("../2021", "2020", False),
        ("spring", "2020", False),
    ],
)
def test_a_value_is_after_another_when_no_day_of_it_is_not(one: str, other: str, expected: bool) -> None:
    assert is_after(one, other) == expected
