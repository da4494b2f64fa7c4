from __future__ import annotations

from datetime import date, datetime

import pytest
from bench.quality.dates import Wanted, _of_grain, _score, fits, our_value
from bench.quality.dates_persian import _mapped

from whosays.text.dates import find_dates

DAY = date(2020, 5, 22)


def wanted(words: str, *right: tuple[date, date]) -> Wanted:
    return Wanted(part="dates", language="en", words=words, on=datetime(2020, 5, 22), right=right)


@pytest.mark.parametrize(
    ("grain", "last"),
    [
        ("Day", date(2020, 5, 1)),
        ("Week", date(2020, 5, 7)),
        ("Month", date(2020, 5, 31)),
        ("Quarter", date(2020, 7, 31)),
        ("Hour", None),
    ],
)
def test_a_grain_is_a_stretch_of_days(grain: str, last: date | None) -> None:
    first = date(2020, 5, 1)
    assert _of_grain(first, grain) == ((first, last) if last else None)


def test_a_year_is_no_day() -> None:
    assert not fits((date(2020, 1, 1), date(2020, 12, 31)), ((DAY, DAY),))
    assert fits((DAY, DAY), ((DAY, DAY),))


def test_the_last_day_of_a_stretch_may_be_given_as_the_day_after() -> None:
    ours = date(2020, 5, 1), date(2020, 5, 31)
    assert fits(ours, ((date(2020, 5, 1), date(2020, 6, 1)),))
    assert fits(ours, (ours,))
    assert not fits(ours, ((date(2020, 5, 1), date(2020, 6, 2)),))


def test_two_dates_in_one_expression_are_wrong() -> None:
    assert our_value(wanted("3 May 2020, 4 June 2021")) == ("several", None)
    assert our_value(wanted("a harbour")) == ("none", None)


def test_what_is_coarser_is_wrong_and_shown() -> None:
    figures, misses = _score(
        [wanted("two years ago", (date(2018, 5, 22), date(2018, 5, 22))), wanted("22 May 2020", (DAY, DAY))]
    )
    assert (figures["en dates value right"], figures["shown coarser en dates"], len(misses)) == (0.5, 0.5, 1)


def test_a_day_that_there_is_not_is_to_be_told() -> None:
    assert _score([wanted("31 February 2020")])[0]["en dates value right"] == 1
    assert _score([wanted("a harbour")])[0]["en dates value right"] == 0


def test_a_persian_preposition_is_added_and_hours_are_times() -> None:
    text = "کشتی در سال ۱۳۹۸ سه ساعت ماند"
    assert [_mapped(text, one) for one in find_dates(text, language="fa")] == [(5, 16, "DAT"), (17, 24, "TIM")]
