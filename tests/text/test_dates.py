from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.dates import find_dates
from whosays.text.edtf import is_edtf

Row = tuple[str, str | None, str]


def _read(text: str, *, language: str = "en", base: str | None = None, day_first: bool | None = None) -> list[Row]:
    found = find_dates(text, language=language, base=base, day_first=day_first)
    return [(text[one.start : one.end], one.value, one.kind) for one in found]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The river froze on 22 May 2020.", "22 May 2020", "2020-05-22"),
        ("The library opened on May 22nd, 2020 in the rain.", "May 22nd, 2020", "2020-05-22"),
        ("The choir sang on Tuesday 9th July 2019, and left.", "Tuesday 9th July 2019", "2019-07-09"),
        ("The museum burnt on January 3rd,\n2020.", "January 3rd,\n2020", "2020-01-03"),
        ("The harbour closed Sept. 5, 2019.", "Sept. 5, 2019", "2019-09-05"),
        ("The mill shut on the 3rd day of October 1998.", "3rd day of October 1998", "1998-10-03"),
        ("In August 2013 the dam broke.", "August 2013", "2013-08"),
        ("Tide table 12-Jan-2020", "12-Jan-2020", "2020-01-12"),
        ("The bridge fell on the Fourth of July, 1923.", "the Fourth of July, 1923", "1923-07-04"),
        ("The minutes of 12 May [1923] are lost.", "12 May [1923]", "1923-05-12"),
        ("The choir met on May first, 1923.", "May first, 1923", "1923-05-01"),
        ("The ferry sank on 16. November 1923.", "16. November 1923", "1923-11-16"),
        ("The museum shut on July 10 2006Contact us", "July 10 2006", "2006-07-10"),
        ("log of 2020-05-22T10:00", "2020-05-22", "2020-05-22"),
        ("log of 2020/05/22.", "2020/05/22", "2020-05-22"),
        ("the ledger for 2020-05", "2020-05", "2020-05"),
    ],
)
def test_a_printed_date_is_read_as_precisely_as_printed(text: str, words: str, value: str) -> None:
    assert _read(text) == [(words, value, "date")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The library opened in\u00a01998", "1998"),
        ("The orchestra was founded in London in 1998.", "1998"),
        ("the old bridge (1998)", "1998"),
        ("the mill, established 1998, ground corn", "1998"),
        ("a harbour plan of 1998.", "1998"),
    ],
)
def test_a_year_alone_is_a_date_beside_words_that_go_with_years(text: str, words: str) -> None:
    assert _read(text) == [(words, "1998", "date")]


@pytest.mark.parametrize(
    "text",
    [
        "The hall seats 1,998 people.",
        "a choir of 2000 singers",
        "see pp. 1990-1995 of the ledger",
        "Call the museum on +44 20 7946 2020",
        "Room 2020 of the library",
        "version 1.3.20 of the tide program",
        "the host 192.168.1.20",
        "You may visit the harbour; they march on.",
        "In 2000 boats the fleet came home",
        "Ramadan Oak plays the viola",
        "the ship needs 7.5.2 litres",
        "a score of 24/7 and 9/11",
    ],
)
def test_a_number_or_a_common_word_is_no_date(text: str) -> None:
    assert _read(text) == []


def test_years_in_a_row_are_years_all() -> None:
    assert [row[1] for row in _read("The river rose in 1998, 2003 and 2010.")] == ["1998", "2003", "2010"]
    assert [row[1] for row in _read("Concerts in 2015 and 2016 and 300 others")] == ["2015", "2016"]


@pytest.mark.parametrize(
    ("text", "day_first", "expected"),
    [
        ("1.3.20", None, ("2020-03-01", None)),
        ("29.2.20", None, ("2020-02-29", None)),
        ("10.10.19", None, ("2019-10-10", None)),
        ("13/4/2020", None, ("2020-04-13", None)),
        ("4/13/2020", None, ("2020-04-13", None)),
        ("3/3/2020", None, ("2020-03-03", None)),
        ("3/4/2020", True, ("2020-04-03", None)),
        ("3/4/2020", False, ("2020-03-04", None)),
        ("3/4/2020", None, ("2020-XX-XX", "ambiguous-date")),
        ("31.2.20", None, (None, "impossible-date")),
        ("31.13.2020", None, (None, "impossible-date")),
        ("30 February 2020", None, (None, "impossible-date")),
        ("Friday 8th May 2021", None, ("2021-05-08", "weekday-against-date")),
    ],
)
def test_what_cannot_be_decided_is_kept_undecided(
    text: str, day_first: bool | None, expected: tuple[str | None, str | None]
) -> None:
    found = find_dates(f"Seen on {text}.", day_first=day_first)
    assert [(one.value, one.problem) for one in found] == [expected]


@pytest.mark.parametrize(("base", "expected"), [(None, "2020-03-01"), ("2021-04", "2020-03-01"), ("1923-05-01", "1920-03-01")])
def test_two_digits_are_a_year_near_the_document(base: str | None, expected: str) -> None:
    assert _read("the minutes of 1.3.20.", base=base) == [("1.3.20", expected, "date")]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("from 3 to 7 May 2020 the museum slept", "from 3 to 7 May 2020", "2020-05-03/2020-05-07"),
        ("3–7 May 2020", "3–7 May 2020", "2020-05-03/2020-05-07"),
        ("May 3-7, 2020", "May 3-7, 2020", "2020-05-03/2020-05-07"),
        ("in May–June 2019", "May–June 2019", "2019-05/2019-06"),
        ("3 May to 5 June 2020", "3 May to 5 June 2020", "2020-05-03/2020-06-05"),
        ("20 December – 5 January 2020", "20 December – 5 January 2020", "2019-12-20/2020-01-05"),
        ("from 12 April 2019 until 3 May 2020", "from 12 April 2019 until 3 May 2020", "2019-04-12/2020-05-03"),
        ("The library has lent maps since 2007, and", "since 2007", "2007/.."),
        ("Since 2007  the choir", "Since 2007", "2007/.."),
        ("The mill ground corn until 2010.", "until 2010", "../2010"),
        ("The ferry ran from 2007 onwards.", "from 2007 onwards", "2007/.."),
        ("harbour master, 2015–present", "2015–present", "2015/.."),
        ("between 1990 and 1995", "between 1990 and 1995", "1990/1995"),
        ("(1990–1995)", "1990–1995", "1990/1995"),
        ("in the first quarter of 2020", "the first quarter of 2020", "2020-01/2020-03"),
        ("Q3 2019", "Q3 2019", "2019-07/2019-09"),
        ("the second half of 1923", "the second half of 1923", "1923-07/1923-12"),
        ("Ramadan 1441", "Ramadan 1441", "2020-04-24/2020-05-23"),
        ("Farvardin 1400", "Farvardin 1400", "2021-03-21/2021-04-20"),
        ("in 1441 AH", "1441 AH", "2019-08-31/2020-08-19"),
    ],
)
def test_a_stretch_of_time_is_an_interval(text: str, words: str, value: str) -> None:
    assert _read(text) == [(words, value, "interval")]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("the 1990s", "199X", "date"),
        ("the ’90s", "199X", "date"),
        ("in the early 1990s", "199X", "approximate"),
        ("early 2020", "2020", "approximate"),
        ("mid-May 2021", "2021-05", "approximate"),
        ("at the end of April 2020", "2020-04", "approximate"),
        ("around 1850", "1850~", "approximate"),
        ("the 19th century", "18XX", "date"),
        ("the twentieth century", "19XX", "date"),
        ("summer 1998", "1998-22", "date"),
        ("fiscal year 2020", "2020~", "approximate"),
        ("5 Muharram 1201 AH", "1786~", "approximate"),
        ("in its 41 years", "P41Y", "duration"),
        ("over a decade", "P10Y", "duration"),
        ("the annual regatta", "P1Y", "frequency"),
        ("every two years", "P2Y", "frequency"),
        ("for many years", None, "vague"),
    ],
)
def test_no_precision_is_invented(text: str, value: str | None, kind: str) -> None:
    assert [row[1:] for row in _read(text)] == [(value, kind)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15 Ramadan 1441", "2020-05-08"),
        ("1 Muharram 1445 AH", "2023-07-19"),
        ("22 Bahman 1398", "2020-02-11"),
        ("10 Dhu al-Hijja 1442", "2021-07-20"),
        ("1 Farvardin 1400", "2021-03-21"),
    ],
)
def test_days_of_other_calendars_are_gregorian_days(text: str, value: str) -> None:
    assert _read(f"The boats came on {text}.") == [(text, value, "date")]


@pytest.mark.parametrize(
    ("text", "base", "value", "rule"),
    [
        ("on the last Friday of Ramadan", "2020", "2020-05-22", "last friday of ramadan"),
        ("on the last Friday of Ramadan", None, None, "last friday of ramadan"),
        ("the last Friday of Ramadan in 2021", None, "2021-05-07", "last friday of ramadan"),
        ("the second Sunday of May", "2021-01-01", "2021-05-09", "second sunday of may"),
        ("every first Monday in October", "2021-01-01", None, "first monday of october"),
        ("on 22 Bahman", "2020-06", "2020-02-11", "22 bahman"),
        ("at Thanksgiving", "2021", "2021-11-25", "fourth thursday of november"),
        ("on Good Friday 2021", None, "2021-04-02", "2 days before easter"),
    ],
)
def test_a_date_that_returns_has_a_rule(text: str, base: str | None, value: str | None, rule: str) -> None:
    assert [(one.value, one.rule) for one in find_dates(text, base=base)] == [(value, rule)]


@given(st.text(alphabet="0123456789./- MayJune,2020th of the since\n١٢٣مايو", max_size=60), st.sampled_from(["en", "ar", "fa"]))
def test_dates_lie_in_the_text_in_order_and_have_edtf_values(text: str, language: str) -> None:
    found = find_dates(text, language=language, base="2020-05-22")
    ends = [0]
    for one in found:
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)
        if one.value and one.kind not in ("duration", "frequency"):
            assert is_edtf(one.value)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Das Museum öffnet am 3. Oktober 2031.", "de", [("3. Oktober 2031", "2031-10-03")]),
        ("Der Chor sang am 12. September 2030 im Hafen.", "de", [("12. September 2030", "2030-09-12")]),
        (
            "Le pont fut fermé le 1er août 2029 puis en mars 2030.",
            "fr",
            [("1er août 2029", "2029-08-01"), ("mars 2030", "2030-03")],
        ),
        ("La biblioteca abrió el 5 de mayo de 2028.", "es", [("5 de mayo de 2028", "2028-05-05")]),
        ("The letter is dated 14 juillet 2030.", "en", [("14 juillet 2030", "2030-07-14")]),
        ("The boat has 3 mars on it and 12 mai tins.", "en", []),
    ],
)
def test_months_of_other_languages_are_read(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert [(text[f.start : f.end], f.value) for f in find_dates(text, language=language)] == expected


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("River levels (accessed 4.2.21)", "1987", "2021-02-04"),
        ("The choir's page, retrieved on 3.5.19.", "1950", "2019-05-03"),
        ("Museum log, visited 3.5.98.", "2024", "1998-05-03"),
        ("Letter of the keeper, 4.2.21.", "1987", "1921-02-04"),
    ],
)
def test_a_page_is_visited_in_the_age_of_the_web(text: str, base: str, expected: str) -> None:
    assert [one.value for one in find_dates(text, base=base)] == [expected]


def test_a_date_beside_an_address_is_not_older_than_the_web() -> None:
    text = "https://river.example/levels, 4.2.21; letter of the keeper, 4.2.21."
    values = [one.value for one in find_dates(text, base="1987", addresses=[(0, 28)])]
    assert values == ["2021-02-04", "1921-02-04"]
