from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.calendars import (
    day_of,
    easter,
    month_span,
    months_in,
    orthodox_easter,
    place_in,
    rule_date,
    rule_dates,
    years_in,
)
from whosays.text.date_words import Calendar

SHARED = Path(__file__).resolve().parents[2] / "../shared"
TABLES = SHARED / "corpora/calendar_tables/dev"


@pytest.mark.parametrize(
    ("calendar", "parts", "expected"),
    [
        ("gregorian", (2020, 2, 29), date(2020, 2, 29)),
        ("gregorian", (2019, 2, 29), None),
        ("hijri", (1441, 9, 1), date(2020, 4, 24)),
        ("hijri", (1445, 1, 1), date(2023, 7, 19)),
        ("hijri", (1200, 1, 1), None),
        ("solar", (1398, 11, 22), date(2020, 2, 11)),
        ("solar", (1400, 1, 1), date(2021, 3, 21)),
        ("solar", (1399, 12, 30), date(2021, 3, 20)),
        ("solar", (1398, 12, 30), None),
        ("solar", (1398, 13, 1), None),
    ],
)
def test_a_day_of_a_calendar_is_a_gregorian_day(calendar: Calendar, parts: tuple[int, int, int], expected: date | None) -> None:
    assert day_of(calendar, *parts) == expected


@pytest.mark.parametrize(
    ("rule", "year", "expected"),
    [
        ("last friday of ramadan", 2013, "2013-08-02"),
        ("last friday of ramadan", 2020, "2020-05-22"),
        ("last friday of ramadan", 2021, "2021-05-07"),
        ("second sunday of may", 2021, "2021-05-09"),
        ("first monday of october", 2018, "2018-10-01"),
        ("last monday of august", 2022, "2022-08-29"),
        ("22 bahman", 2020, "2020-02-11"),
        ("1 farvardin", 2021, "2021-03-21"),
        ("25 december", 1923, "1923-12-25"),
        ("easter", 2024, "2024-03-31"),
        ("2 days before easter", 2021, "2021-04-02"),
        ("orthodox easter", 2021, "2021-05-02"),
        ("2 days before orthodox easter", 2020, "2020-04-17"),
    ],
)
def test_a_rule_gives_its_day_of_a_year(rule: str, year: int, expected: str) -> None:
    assert rule_date(rule, year) == date.fromisoformat(expected)


def test_a_day_of_a_moon_month_may_come_twice_a_year_or_not_at_all() -> None:
    assert rule_dates("5 ramadan", 2030) == (date(2030, 1, 9), date(2030, 12, 30))
    assert rule_date("5 ramadan", 2030) is None
    assert rule_dates("fifth friday of february", 2021) == ()
    assert rule_date("29 february", 2021) is None


@pytest.mark.parametrize("rule", ["", "some friday of may", "last friday of harvest", "40 days"])
def test_another_rule_is_an_error(rule: str) -> None:
    with pytest.raises(ValueError, match="no rule"):
        rule_dates(rule, 2020)


def test_months_of_another_calendar_are_found_by_gregorian_year() -> None:
    assert months_in("hijri", 9, 2020) == ((date(2020, 4, 24), date(2020, 5, 23)),)
    assert len(months_in("hijri", 9, 2030)) == 2
    assert years_in("solar", 2020) == (1398, 1399)
    assert years_in("hijri", 2020) == (1441, 1442)


@given(st.integers(1925, 2076), st.integers(1, 12))
def test_every_year_has_all_years_of_the_moon_that_touch_it(year: int, month: int) -> None:
    day = date(year, month, 15)
    spans = [month_span("hijri", n, m) for n in years_in("hijri", year) for m in range(1, 13)]
    assert sum(span is not None and span[0] <= day <= span[1] for span in spans) == 1


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).isoweekday() == 7
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@given(st.integers(1583, 4000))
def test_easter_of_the_eastern_churches_is_a_sunday_and_never_first(year: int) -> None:
    assert orthodox_easter(year).isoweekday() == 7
    assert orthodox_easter(year) >= easter(year) or year > 2698  # the calendars drift apart


@given(st.dates(date(1950, 1, 1), date(2050, 12, 31)))
def test_a_day_lies_in_its_month_of_each_calendar(day: date) -> None:
    for calendar in ("hijri", "solar"):
        place = place_in(calendar, day)
        assert place is not None
        span = month_span(calendar, *place)
        assert span is not None and span[0] <= day <= span[1]


@pytest.mark.skipif(not TABLES.exists(), reason="the shared tables are not here")
def test_month_starts_are_those_of_the_official_calendar() -> None:
    rows = json.loads((TABLES / "ummalqura_calendar_website.json").read_text(encoding="utf-8"))
    pairs = [pair for row in rows for pair in row]
    assert len(pairs) > 500
    assert [day_of("hijri", *hijri) for hijri, _ in pairs] == [date(*gregorian) for _, gregorian in pairs]


@pytest.mark.skipif(not TABLES.exists(), reason="the shared tables are not here")
def test_feasts_by_the_moon_are_within_a_day_of_those_observed() -> None:
    rows = json.loads((TABLES / "holidays/SA_COMMON.json").read_text(encoding="utf-8"))
    seen = [date.fromisoformat(day) for day, name in rows.items() if name.split(";")[0].strip() == "Eid al-Fitr Holiday"]
    for first in [day for day in seen if day - timedelta(days=1) not in seen and 1990 <= day.year <= 2030]:
        feasts = [day for year in (first.year - 1, first.year) for day in rule_dates("1 shawwal", year)]
        assert min(abs((feast - first).days) for feast in feasts) <= 2
