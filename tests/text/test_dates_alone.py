from __future__ import annotations

import pytest

from whosays.text.dates import find_dates

BASE = "2020-05-22"  # a Friday


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday", "2020-05-25"),
        ("fri.", "2020-05-22"),
        ("May", "2020-05"),
        ("2016, Nov", "2016-11"),
        ("11/2016", "2016-11"),
        ("2016/11", "2016-11"),
        ("the 15th", "2020-05-15"),
        ("Thursday 21", "2020-05-21"),
        ("13/5", "2020-05-13"),
        ("5/13", "2020-05-13"),
        ("الجمعة", "2020-05-22"),
        ("mardi", "2020-05-26"),
    ],
)
def test_what_stands_alone_may_be_short(text: str, value: str) -> None:
    assert [one.value for one in find_dates(text, base=BASE)] == [value]


@pytest.mark.parametrize("text", ["3/4", "24", "1974", "4.22", "4-22", "الأحد الثاني", "أحد", "15/31", "Mr. May", "13/2016"])
def test_what_may_as_well_be_a_number_or_a_name_is_none(text: str) -> None:
    assert find_dates(text, base=BASE) == []


@pytest.mark.parametrize(("day_first", "value"), [(True, "2020-04-03"), (False, "2020-03-04")])
def test_the_order_of_the_document_settles_a_day_and_month(day_first: bool, value: str) -> None:
    assert [one.value for one in find_dates("3/4", base=BASE, day_first=day_first)] == [value]


@pytest.mark.parametrize("text", ["Monday", "May", "the 15th", "Thursday 21", "13/5"])
def test_without_the_date_of_the_document_there_is_no_value(text: str) -> None:
    assert [(one.value, one.kind) for one in find_dates(text)] == [(None, "relative")]
