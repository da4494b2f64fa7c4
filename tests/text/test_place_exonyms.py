"""Places under several names: from CLDR, from the table, and heard from Arabic letters."""

from __future__ import annotations

import pytest

from whosays.text.fold import fold_text
from whosays.text.place_exonyms import country_in, is_one_place, place_of
from whosays.text.sounds import bare_arabic


@pytest.mark.parametrize(
    "names",
    [
        ("Vienna", "Wien", "فيينا", "Вена"),
        ("Kyiv", "Kiev", "Київ"),
        ("Lisbon", "Lisboa", "لشبونة"),
        ("Munich", "München", "ميونخ"),
        ("Mumbai", "Bombay"),
    ],
)
def test_names_of_one_place(names: tuple[str, ...]) -> None:
    places = {place_of(bare_arabic(fold_text(name))) for name in names}
    assert len(places) == 1
    assert places != {None}


@pytest.mark.parametrize(
    "word", ["harbour", "library", "orchestra", "river", "council", "society", "bridge", "reading", "lake"]
)
def test_words_of_names_are_no_places(word: str) -> None:
    assert place_of(word) is None


def test_a_latin_word_is_heard_as_a_name_in_arabic_letters() -> None:
    assert is_one_place("beirut", "bayrut")
    assert is_one_place("bayrut", "beirut")
    assert not is_one_place("bayrut", "vienna")
    assert not is_one_place("harbour", "harbours")


def test_two_places_are_two() -> None:
    assert len({place_of(word) for word in ("vienna", "munich", "genoa", "geneva", "rome", "oran")}) == 6


def test_countries_of_other_scripts() -> None:
    assert country_in(fold_text("كينيا")) == "KE"
    assert country_in("harbour") is None
