import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.post_times import from_milliseconds, seconds_between, time_in_number, to_day, to_utc

MOMENT = 1_930_383_000_000  # 2031-03-04T09:30:00Z


def tid(milliseconds: int) -> str:
    value, digits = milliseconds * 1000 << 10, ""
    for _ in range(13):
        digits = "234567abcdefghijklmnopqrstuvwxyz"[value & 31] + digits
        value >>= 5
    return digits


@pytest.mark.parametrize(
    ("network", "number", "expected"),
    [
        ("x", str((MOMENT - 1_288_834_974_657) << 22), "2031-03-04T09:30:00Z"),
        ("x", "29700859247", None),  # before November 2010 numbers hold no time
        ("x", "20", None),
        ("x", "9" * 25, None),
        ("x", "٣" * 18, None),
        ("mastodon", str(MOMENT << 16), "2031-03-04T09:30:00Z"),
        ("mastodon", "104", None),
        ("mastodon", "01H8XGJWBWBAQ4T2KQ9Z6Y0W3Q", None),
        ("bluesky", tid(MOMENT), "2031-03-04T09:30:00Z"),
        ("bluesky", "self", None),
        ("bluesky", tid(0), None),
        ("telegram", "123/45", None),
    ],
)
def test_the_time_is_read_from_the_numbers_of_networks_that_number_by_time(network: str, number: str, expected: str) -> None:
    assert time_in_number(network, number) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2031-03-04T09:30:00.000Z", "2031-03-04T09:30:00Z"),
        ("2031-03-04T09:30:00+02:00", "2031-03-04T07:30:00Z"),
        ("2031-03-04 09:30:00 UTC", "2031-03-04T09:30:00Z"),
        ("Tue Mar 04 09:30:00 +0000 2031", "2031-03-04T09:30:00Z"),
        ("1930383000", "2031-03-04T09:30:00Z"),
        ("1930383000000", "2031-03-04T09:30:00Z"),
        ("2031-03-04T09:30:00", None),  # no zone
        ("2031-13-04T09:30:00Z", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("0031-03-04T09:30:00+01:00", "0031-03-04T08:30:00Z"),
        ("3/4/31", None),
        ("", None),
    ],
)
def test_a_printed_moment_is_put_into_utc_where_it_says_its_zone(printed: str, expected: str | None) -> None:
    assert to_utc(printed) == expected


def test_a_day_needs_no_zone() -> None:
    days = [to_day(printed) for printed in ("2031-03-04", "2031-03-04 23:59", "2031-03-04T23:59:00-02:00", "2031-02-30", "x")]
    assert days == ["2031-03-04", "2031-03-04", "2031-03-05", None, None]


def test_distance_between_moments() -> None:
    assert seconds_between("2031-03-04T09:30:00Z", "2031-03-04T09:31:30Z") == 90


@given(st.integers(-(10**20), 10**20))
def test_no_count_of_milliseconds_breaks_the_calendar(value: int) -> None:
    moment = from_milliseconds(value)
    assert moment is None or len(moment) == 20


@given(st.text(max_size=30), st.sampled_from(["x", "mastodon", "bluesky", "telegram"]))
def test_any_text_is_read_as_a_time_or_not_at_all(words: str, network: str) -> None:
    for moment in (to_utc(words), time_in_number(network, words)):
        assert moment is None or moment.endswith("Z")


def test_a_moment_of_an_early_year_can_be_compared() -> None:
    assert seconds_between(to_utc("0031-03-04T09:30:00Z") or "", "2031-03-04T09:30:00Z") > 0
