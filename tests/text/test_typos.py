"""Tests of `text.typos`: which words are suspected, and which rare words are left alone."""

from __future__ import annotations

import pytest

from whosays.text.typos import count_words, repaired, suspect_typos


@pytest.mark.parametrize(
    ("name", "repair"),
    [
        ("Youth Novement of Nigeria", "Youth Movement of Nigeria"),
        ("ibrary Friends", "Library Friends"),
        ("Musical Assocation", "Musical Association"),
        ("Student Unoin", "Student Union"),
        ("Museun of Boats", "Museum of Boats"),
        ("River Comittee", "River Committee"),
        ("anoe Club", "Canoe Club"),
        ("Lbrary Readers", "Library Readers"),
    ],
)
def test_a_rare_word_one_slip_from_a_common_one_is_suspected(name: str, repair: str) -> None:
    assert repair == repaired(name, suspect_typos(name, count_words([name])))


@pytest.mark.parametrize(
    "name",
    [
        "Harbour Centre",
        "Harbor Center",
        "Organization of Anglers",
        "Organisation of Anglers",
        "Salam Choir",
        "Museums Trust",
        "Pond Night Ringers",
        "Harbour Waders",
        "Night Heron Club",
        "Old Count Players",
        "Mud Larks",
        "Plank Walkers",
        "Kenyan Sisters",
        "MUSEUN Friends",
        "Lake Tana Boats",
        "Bahrain Rowers",
        "أصدقاء والمكتبة",
    ],
)
def test_forms_spellings_places_and_other_names_are_left_alone(name: str) -> None:
    assert suspect_typos(name, count_words([name])) == []


def test_of_two_near_words_the_one_of_the_document_is_meant() -> None:
    name = "Lake Mision Club"
    assert suspect_typos(name, count_words([name])) == []
    assert repaired(name, suspect_typos(name, count_words([name, "the vision"]))) == "Lake Vision Club"


def test_of_two_near_words_the_one_that_names_seldom_have_is_not_meant() -> None:
    assert [typo.repair for typo in suspect_typos("Rver Trust", count_words(["Rver Trust"]))] == ["River"]


def test_a_word_that_the_document_repeats_is_meant_so() -> None:
    assert suspect_typos("Youth Novement", count_words(["Youth Novement", "the Novement met"])) == []


def test_a_word_of_the_document_itself_can_be_the_common_one() -> None:
    counts = count_words(["Zambezia Choir"] * 5 + ["Zambesia Lake Choir"])
    assert [typo.repair for typo in suspect_typos("Zambeziaa Lake", count_words(["Zambezia Choir"] * 5 + ["Zambexia"]))] == []
    assert [typo.repair for typo in suspect_typos("Zambexia Lake", counts)] == ["Zambezia"]
