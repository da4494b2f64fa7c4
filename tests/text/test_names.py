from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.names import (
    find_known,
    find_peoples,
    fold_name,
    head_kind,
    is_stop_name,
    known_name,
    people_word,
    trim_name,
    without_titles,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The  Old\nLibrary’s", "old library"),
        ("Boatmen’", "boatmen"),
        ("U.N.", "un"),
        ("Porto – Lisbon Line", "porto-lisbon line"),
        ("Café Brückner", "cafe bruckner"),
        ("Theatre", "theatre"),
    ],
)
def test_a_folded_name_forgets_case_signs_article_and_possessive(name: str, expected: str) -> None:
    assert expected == fold_name(name)


@given(st.text(max_size=30))
def test_folding_a_name_twice_changes_nothing_for_plain_names(name: str) -> None:
    plain = " ".join("".join(c for c in name if c.isalpha() and c.isascii()).split())
    assert fold_name(fold_name(plain)) == fold_name(plain)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the “Harbour Forum”", "Harbour Forum"),
        ("The Lake’s", "Lake"),
        ("Rowing Club (RC", "Rowing Club"),
        ("Canal Friends (North)", "Canal Friends (North)"),
        ("U.N.,", "U.N."),
        ("Holm & Sons Ltd.", "Holm & Sons Ltd."),
        ("the Museum.", "Museum"),
        ("pro-Lisbon", "Lisbon"),
        ("Institute of", "Institute"),
        ("– “…”", None),
        ("the 2019", None),
    ],
)
def test_trimming_leaves_the_name_alone(words: str, expected: str | None) -> None:
    span = trim_name(words, 0, len(words))
    assert expected == (words[slice(*span)] if span else None)


@given(st.text("aB ’'\"()[].,the-“”\n", max_size=30))
def test_trimming_stays_inside_and_trims_all_at_once(words: str) -> None:
    span = trim_name(words, 0, len(words))
    if span:
        assert 0 <= span[0] < span[1] <= len(words)
        assert trim_name(words, *span) == span


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Prof. Anna Brandt", "Anna Brandt"),
        ("Danish Prime Minister Ole Lund", "Ole Lund"),
        ("Sir Walter Pell", "Walter Pell"),
        ("Anna Brandt", "Anna Brandt"),
        ("President", "President"),
    ],
)
def test_titles_stand_outside_a_name(words: str, expected: str) -> None:
    assert expected == words[without_titles(words, 0, len(words)) :]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour Committee", "organisation"),
        ("Orchard party", "organisation"),
        ("Friends of the Canal", "organisation"),
        ("Institute of Tides at Lund", "organisation"),
        ("Long Boat Day", "event"),
        ("Battle of the Fords", "event"),
        ("Ebola epidemic", None),
        ("COVID-19 pandemic", "event"),
        ("Lake Onega", None),
        ("Committee", None),
        ("Anna Brandt", None),
        ("", None),
    ],
)
def test_the_head_noun_tells_the_kind(name: str, expected: str | None) -> None:
    assert expected == head_kind(name)


def test_known_names_are_found_with_their_full_names() -> None:
    text = "From the U.S. to St. Petersburg, Bosnia & Herzegovina, New York’s pier and UNESCO."
    assert [(text[f.start : f.end], f.value.kind, f.value.value) for f in find_known(text)] == [
        ("U.S.", "place", "United States"),
        ("St. Petersburg", "place", None),
        ("Bosnia & Herzegovina", "place", None),
        ("New York", "place", None),
        ("UNESCO", "organisation", "United Nations Educational, Scientific and Cultural Organization"),
    ]


def test_a_known_name_is_written_as_the_table_has_it() -> None:
    assert known_name("Portugal") is not None
    assert known_name("New\nYork") is not None
    assert known_name("us") is None


def test_words_for_peoples_take_their_prefix_with_them() -> None:
    text = "pro-Danish Portuguese and New Zealanders, a non-Buddhist museum, some socialists, a polish"
    assert [(text[f.start : f.end], f.value.country) for f in find_peoples(text)] == [
        ("pro-Danish", "DK"),
        ("Portuguese", "PT"),
        ("New Zealanders", "NZ"),
        ("non-Buddhist", None),
        ("socialists", None),
    ]


def test_a_word_for_a_people_is_the_whole_word() -> None:
    assert people_word("Danes") is not None
    assert people_word("Danish Choir") is None


@pytest.mark.parametrize("words", ["Monday", "May", "The", "Appendix", "inter alia", "2020", "Q&A"])
def test_days_parts_of_books_and_small_words_are_no_names(words: str) -> None:
    assert is_stop_name(words)


@pytest.mark.parametrize("words", ["May Lund", "Lisbon", "HUF"])
def test_names_are_names(words: str) -> None:
    assert not is_stop_name(words)
