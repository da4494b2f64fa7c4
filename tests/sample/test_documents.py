"""The sample documents hold what `answers.json` says of them, and nothing of the real world."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from hijridate import Gregorian
from persiantools.jdatetime import JalaliDate

from whosays.sample.lay_out import read_answers, read_sample, sample_documents

ANSWERS: dict[str, Any] = json.loads(read_answers())  # Any: the shape is asserted by the tests below
FILES = [sample.file for sample in sample_documents()]
FICTION = {
    "en": "Fiction, written as a sample for whosays",
    "ar": "نص خيالي",
    "fa": "متنی خیالی",
    "de": "Fiktion, geschrieben als Beispiel",
}
REPORT = ANSWERS["appendix"]["document"]


def words(file: str) -> str:
    """Return a sample document as text with each run of white space made one space."""
    return " ".join(read_sample(file).decode("utf-8").split())


def second_sunday_of_may(year: int) -> date:
    first = date(year, 5, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7)


def printed_rows(file: str, start: str) -> dict[int, str]:
    text = read_sample(file).decode("utf-8")
    rows = re.findall(r"^\f?(\d+)\. (.+)$", text[text.index(start) :], re.MULTILINE)
    return {int(number): row for number, row in rows}


def test_there_are_at_least_eight_documents_in_at_least_three_languages() -> None:
    assert len(FILES) >= 8
    assert {sample.language for sample in sample_documents()} >= {"en", "ar", "fa"}


@pytest.mark.parametrize("sample", sample_documents(), ids=lambda sample: sample.file)
def test_each_document_says_in_its_own_language_that_it_is_fiction(sample: Any) -> None:
    assert FICTION[sample.language] in words(sample.file)


@pytest.mark.parametrize("sample", sample_documents(), ids=lambda sample: sample.file)
def test_each_title_in_the_index_stands_in_the_document(sample: Any) -> None:
    assert sample.title in words(sample.file)


@pytest.mark.parametrize("file", FILES)
def test_addresses_are_of_reserved_example_domains(file: str) -> None:
    text = words(file)
    hosts = re.findall(r"https?://([^/\s\"<>]+)", text) + re.findall(r"[\w.+-]+@([\w-]+\.[\w.-]*\w)", text)
    assert [host for host in hosts if not host.endswith(".example")] == []


@pytest.mark.parametrize(("year", "day"), ANSWERS["event"]["editions"].items())
def test_each_edition_of_the_event_obeys_the_rule(year: str, day: str) -> None:
    assert second_sunday_of_may(int(year)) == date.fromisoformat(day)


@pytest.mark.parametrize("stated", ANSWERS["event"]["stated"], ids=lambda stated: f"{stated['document']} {stated['date']}")
def test_stated_dates_of_the_event_stand_in_the_documents_and_obey_the_rule(stated: Any) -> None:
    day = date.fromisoformat(stated["date"])
    assert stated["words"] in words(stated["document"])
    assert second_sunday_of_may(day.year) == day


def test_hijri_and_solar_hijri_dates_are_the_day_of_the_event() -> None:
    day = date.fromisoformat(ANSWERS["event"]["editions"]["2024"])
    assert ANSWERS["event"]["hijri"]["2024"] == Gregorian.fromdate(day).to_hijri().isoformat()
    assert ANSWERS["event"]["solar_hijri"]["2024"] == JalaliDate(day).isoformat()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("case", ANSWERS["contradictory_dates"], ids=lambda case: case["about"])
def test_contradictory_dates_stand_in_the_documents_and_differ(case: Any) -> None:
    assert all(version["words"] in words(version["document"]) for version in case["versions"])
    assert len({version["date"] for version in case["versions"]}) > 1


def test_the_circular_claim_stands_in_every_document_of_its_circle() -> None:
    for case in ANSWERS["circular"]:
        for file in [*case["circle"], *case["repeated_by"], *case["noticed_by"]]:
            assert re.search(r"\b40(%| per cent| Prozent)", words(file)), file
        report, newspaper = case["circle"]
        assert "According to the Thornquay Courier" in words(report)
        assert "According to the Brennick Institute" in words(newspaper)


@pytest.mark.parametrize("case", ANSWERS["quoted"], ids=lambda case: case["by"])
def test_quoted_words_stand_in_both_documents(case: Any) -> None:
    assert case["words"] in words(case["from"])
    assert case["words"] in words(case["by"])


def test_the_appendix_has_at_least_sixty_rows_as_the_answers_give_them() -> None:
    known = ANSWERS["appendix"]
    rows = printed_rows(REPORT, "Appendix: ")
    expected = set(range(1, known["numbers"] + 1)) - set(known["missing_numbers"])
    assert expected == set(rows)
    assert len(rows) - len(known["page_metadata"]) == known["entries"] == len(known["rows"]) >= 60
    assert known["organisations"] == known["entries"] - len(known["duplicates"])
    assert all(rows[row["row"]].startswith(row["name"]) for row in known["rows"])
    assert all(rows[number].startswith("Page updated") for number in known["page_metadata"])


def test_duplicates_branches_and_typos_of_the_appendix_are_as_the_answers_say() -> None:
    known = ANSWERS["appendix"]
    names = {row["row"]: (row["name"], row["country"]) for row in known["rows"]}
    twice = {row: first for row in names for first in names if first < row and names[first] == names[row]}
    assert {int(row): first for row, first in known["duplicates"].items()} == twice
    for first, second in known["branches"]:
        assert names[first][0] == names[second][0]
        assert names[first][1] != names[second][1]
    assert all(printed in names[int(row)][0] for row, (printed, _) in known["typos"].items())


def test_last_years_list_is_as_the_answers_give_it() -> None:
    known = ANSWERS["last_year"]
    rows = printed_rows(known["document"], "United Kingdom")
    now = {row["name"] for row in ANSWERS["appendix"]["rows"]}
    assert list(range(1, known["entries"] + 1)) == list(rows)
    assert [row["name"] for row in known["rows"]] == [re.split(r", | \(", rows[row["row"]])[0] for row in known["rows"]]
    assert all(old not in now and new in now for old, new in known["renamed"].items())
    assert not set(known["left"]) & now


def test_footnotes_of_the_report_are_numbered_without_a_gap_apart_from_lost_markers() -> None:
    known = ANSWERS["footnotes"]
    text = read_sample(REPORT).decode("utf-8")
    body = text[text.index("On May 12th") : text.index("Appendix: ")]
    notes = [int(number) for number in re.findall(r"^(\d+)(?= \S|$)", body, re.MULTILINE)]
    assert sorted(set(range(1, known["count"] + 1)) - set(known["markers_lost"])) == notes
    assert len(known["ibid"]) == body.count("Ibid.")


def test_times_of_posts_are_the_times_in_their_ids() -> None:
    posts = re.findall(r"^Post (\d+)\nCreated: (\S+)$", read_sample(ANSWERS["posts"]["document"]).decode("utf-8"), re.MULTILINE)
    assert ANSWERS["posts"]["count"] == len(posts)
    epoch = 1288834974657  # milliseconds from which ids of this form count
    for number, created in posts:
        seconds = ((int(number) >> 22) + epoch) // 1000
        assert created == f"{date(1970, 1, 1) + timedelta(days=seconds // 86400)}T{_clock(seconds % 86400)}Z"


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


@pytest.mark.parametrize(
    ("file", "own", "foreign"),
    [
        ("05-statement-amman.ar.txt", "يكة٠١٢٣٤٥", "یک۰۱۲۳۴۵پچگ"),
        ("06-statement-shiraz.fa.txt", "یکپچگ۰۱۲۳۴۵\u200c", "يك٠١٢٣٤٥"),
    ],
)
def test_arabic_and_persian_are_written_with_their_own_letters_and_digits(file: str, own: str, foreign: str) -> None:
    text = read_sample(file).decode("utf-8")
    assert [letter for letter in own if letter not in text] == []
    assert [letter for letter in foreign if letter in text] == []
    assert 200 <= len(text.split()) <= 400


@pytest.mark.parametrize("file", ["05-statement-amman.ar.txt", "06-statement-shiraz.fa.txt"])
def test_arabic_and_persian_statements_list_their_groups(file: str) -> None:
    rows = re.findall(r"^(\d+)\. ", read_sample(file).decode("utf-8"), re.MULTILINE)
    assert list(range(1, ANSWERS["lists"][file] + 1)) == [int(number) for number in rows]
