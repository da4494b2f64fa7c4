from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.name_numbers import number_of
from whosays.text.name_parts import GENERIC, OWN, SMALL, Sort, split_words, take_apart


def words(text: str, sort: Sort = "body") -> list[str]:
    return [part.word for part in take_apart(text, sort).parts]


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("The Aldwen B.V.", ["the", "aldwen", "bv"]),
        ("O’Hara & Sons", ["ohara", "and", "sons"]),
        ("Lake-Side Choir", ["lake", "side", "choir"]),
        ("", []),
    ],
)
def test_a_name_is_split_at_signs(text: str, split: list[str]) -> None:
    assert split_words(text) == split


@pytest.mark.parametrize(
    ("text", "left", "legal"),
    [
        ("Aldwen Ferries Ltd.", ["aldwen", "ferries"], {"limited"}),
        ("OOO Aldwen", ["aldwen"], {"limited"}),
        ("Aldwen Aktiengesellschaft", ["aldwen"], {"joint stock"}),
        ("Aldwen Sp. z o.o.", ["aldwen"], {"limited"}),
        ("Limited Company", ["limited", "company"], set()),
    ],
)
def test_legal_forms_are_told_from_the_name(text: str, left: list[str], legal: set[str]) -> None:
    found = take_apart(text, "body")
    assert [part.word for part in found.parts] == left or not legal
    assert found.legal == legal or not legal


def test_a_name_that_is_nothing_but_legal_forms_keeps_a_word() -> None:
    assert words("Ltd") == ["ltd"]
    assert words("Limited Company")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Dr. Anna Okelo", ["anna", "okelo"]),
        ("Mrs Okelo", ["okelo"]),
        ("Sheikh Yusuf Karimi", ["yusuf", "karimi"]),
        ("الدكتور يوسف كريمي", ["یوسف", "کریمی"]),
        ("Mr", ["mr"]),
    ],
)
def test_honorifics_are_no_part_of_a_person(text: str, left: list[str]) -> None:
    assert words(text, "person") == left


def test_an_honorific_that_may_be_a_name_stays_and_weighs_little() -> None:
    found = take_apart("Amir Karimi", "person")
    assert [(part.word, part.weight) for part in found.parts] == [("amir", SMALL), ("karimi", OWN)]


def test_words_that_many_names_have_weigh_less() -> None:
    found = take_apart("University of Aldwen", "body")
    assert [part.weight for part in found.parts] == [GENERIC, SMALL, OWN]


def test_numbers_branches_and_countries_are_told() -> None:
    found = take_apart("Aldwen North Choir No. 2 (Kenya)", "body")
    assert found.numbers == {2}
    assert found.branches == {("direction", "north")}
    assert found.countries == {"KE"}


def test_short_forms_and_first_letters_are_told() -> None:
    assert take_apart("HUF", "body").short == "huf"
    assert take_apart("Huf", "body").short == ""
    assert "huf" in take_apart("Harbour Users Forum", "body").initials
    assert {"fha", "foha"} <= take_apart("Friends of Harbour Archives", "body").initials


def test_words_are_kept_as_they_are_printed() -> None:
    assert [part.printed for part in take_apart("Zürich كتابخانه خامنه‌ای", "body").parts] == ["Zürich", "كتابخانه", "خامنه‌ای"]


@pytest.mark.parametrize(
    ("word", "number"), [("1st", 1), ("first", 1), ("iv", 4), ("2024", 2024), ("river", None), ("i", None)]
)
def test_numbers_are_read(word: str, number: int | None) -> None:
    assert number_of(word) == number


@given(st.text(max_size=40), st.sampled_from(["person", "body", "place", "event", "work"]))
def test_any_text_can_be_taken_apart(text: str, sort: Sort) -> None:
    found = take_apart(text, sort)
    assert all(part.word and 0 < part.weight <= OWN for part in found.parts)
    assert bool(found.parts) == bool(split_words(text, initials=sort == "person"))
