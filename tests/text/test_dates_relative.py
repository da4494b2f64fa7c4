from __future__ import annotations

import pytest

from whosays.text.dates import find_dates

BASE = "2021-04-26"  # a Monday


def _values(text: str, base: str | None) -> list[str | None]:
    return [one.value for one in find_dates(text, base=base)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The harbour opens on May 7th.", "2021-05-07"),
        ("The library closed on 28 December.", "2020-12-28"),
        ("This year the river is low", "2021"),
        ("last year's concert", "2020"),
        ("the flood of last month", "2021-03"),
        ("next month", "2021-05"),
        ("next week", "2021-05-03/2021-05-09"),
        ("yesterday", "2021-04-25"),
        ("the day after tomorrow", "2021-04-28"),
        ("last Friday", "2021-04-23"),
        ("last Monday", "2021-04-19"),
        ("next Monday", "2021-05-03"),
        ("three days ago", "2021-04-23"),
        ("two weeks ago", "2021-04-12~"),
        ("five years ago", "2016"),
        ("in the past year", "2020/2021"),
        ("the last two years", "2019/2021"),
        ("in May last year", "2020-05"),
        ("last May", "2020-05"),
        ("last March", "2021-03"),
        ("since last year", "2020/.."),
        ("the boats sail in May", "2021-05"),
        ("throughout Ramadan", "2021-04-13/2021-05-12"),
        ("this summer", "2021-22"),
        ("the 20th of next month", "2021-05-20"),
        ("Wednesday of next week", "2021-05-05"),
    ],
)
def test_a_relative_date_rests_on_that_of_the_document(text: str, value: str) -> None:
    assert _values(text, BASE) == [value]
    assert [(one.value, one.needs_base) for one in find_dates(text)] == [(None, True)]


@pytest.mark.parametrize("text", ["next Friday", "last summer"])
def test_what_people_understand_differently_has_no_value(text: str) -> None:
    assert _values(text, BASE) == [None]


@pytest.mark.parametrize(
    ("text", "base", "value"),
    [
        ("today", "2021", None),
        ("last month", "2021", None),
        ("last month", "2021-04", "2021-03"),
        ("this year", "2021-04", "2021"),
        ("May 7th", "2021", "2021-05-07"),
        ("29 February", "2021", None),
    ],
)
def test_a_base_gives_no_more_than_it_has(text: str, base: str, value: str | None) -> None:
    assert _values(text, base) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mill burnt in August 2013; that year was dry.", "2013"),
        ("The museum moved in 1998. The following year it closed.", "1999"),
        ("The choir formed on 3 May 1923 and sang the same day.", "1923-05-03"),
        ("The dam broke in May 1923. That month it rained.", "1923-05"),
    ],
)
def test_that_year_goes_with_the_date_before(text: str, value: str) -> None:
    assert _values(text, BASE)[-1] == value


@pytest.mark.parametrize(
    ("text", "language", "words", "value"),
    [
        ("فتح الميناء يوم الجمعة 22 مايو 2020", "ar", "الجمعة 22 مايو 2020", "2020-05-22"),
        ("فتحت المكتبة في ٢٢ أيار/مايو ٢٠٢٠", "ar", "٢٢ أيار/مايو ٢٠٢٠", "2020-05-22"),
        ("النهر منذ عام 2007", "ar", "منذ عام 2007", "2007/.."),
        ("المتحف حتى عام 2010", "ar", "حتى عام 2010", "../2010"),
        ("في 15 رمضان 1441 هـ", "ar", "15 رمضان 1441 هـ", "2020-05-08"),
        ("بين عامي 1990 و1995", "ar", "بين عامي 1990 و1995", "1990/1995"),
        ("من 3 إلى 7 مايو 2020", "ar", "من 3 إلى 7 مايو 2020", "2020-05-03/2020-05-07"),
        ("آخر جمعة من شهر رمضان", "ar", "آخر جمعة من شهر رمضان", "2021-05-07"),
        ("الجمعة الأخيرة من رمضان", "ar", "الجمعة الأخيرة من رمضان", "2021-05-07"),
        ("في الحادي والعشرين من مايو 2020", "ar", "الحادي والعشرين من مايو 2020", "2020-05-21"),
        ("العام الماضي", "ar", "العام الماضي", "2020"),
        ("في الشهر المقبل", "ar", "الشهر المقبل", "2021-05"),
        ("الثلاثاء الماضي", "ar", "الثلاثاء الماضي", "2021-04-20"),
        ("أمس", "ar", "أمس", "2021-04-25"),
        ("کتابخانه در ۲۲ بهمن ۱۳۹۸ باز شد", "fa", "۲۲ بهمن ۱۳۹۸", "2020-02-11"),
        ("در فروردین ۱۴۰۰", "fa", "فروردین ۱۴۰۰", "2021-03-21/2021-04-20"),
        ("آخرین جمعه ماه رمضان", "fa", "آخرین جمعه ماه رمضان", "2021-05-07"),
        ("تاریخ ۱۳۹۸/۱۱/۲۲", "fa", "۱۳۹۸/۱۱/۲۲", "2020-02-11"),
        ("از سال ۲۰۰۷", "fa", "از سال ۲۰۰۷", "2007/.."),
        ("يوم الأحد الثاني من شهر أيار/مايو", "ar", "الأحد الثاني من شهر أيار/مايو", "2021-05-09"),
        ("سال گذشته", "fa", "سال گذشته", "2020-03-20/2021-03-20"),
        ("امسال", "fa", "امسال", "2021-03-21/2022-03-20"),
    ],
)
def test_arabic_and_persian_dates_are_read(text: str, language: str, words: str, value: str) -> None:
    found = find_dates(text, language=language, base=BASE)
    assert [(text[one.start : one.end], one.value) for one in found] == [(words, value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council voted on Tuesday to keep the library.", [("Tuesday", "2022-10-04")]),
        ("On Wednesday the river rose.", [("Wednesday", "2022-10-05")]),
        ("The museum opened on Thursday.", [("Thursday", "2022-10-06")]),
        ("The council will vote on Tuesday.", [("Tuesday", "2022-10-11")]),
        ("On Friday the orchestra will play.", [("Friday", "2022-10-07")]),
        ("The mayor said on Monday that the bridge will open in March.", [("Monday", "2022-10-03"), ("March", "2023-03")]),
        ("The mill closed in July.", [("July", "2022-07")]),
        ("The choir sang in November.", [("November", "2021-11")]),
        ("The ferry will be closed in November.", [("November", "2022-11")]),
        ("The reading room will reopen in May.", [("May", "2023-05")]),
        ("They meet on Sunday mornings and wrote in the Mail on Sunday Post.", []),
        ("The band plays on Sundays. Come on Friday 13.", []),
    ],
)
def test_bare_weekdays_and_months_lie_back_unless_the_words_look_ahead(text: str, expected: list[tuple[str, str]]) -> None:
    found = find_dates(text, base="2022-10-06")
    assert [(text[one.start : one.end], one.value) for one in found] == expected
    assert all(one.kind == "relative" for one in found)


def test_bare_weekdays_and_months_have_no_value_without_a_base() -> None:
    found = find_dates("The dam broke on Tuesday. The weir was built in July.")
    assert [(one.kind, one.value) for one in found] == [("relative", None), ("relative", None)]
