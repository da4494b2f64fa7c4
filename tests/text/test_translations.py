from __future__ import annotations

import pytest

from whosays.text.fold import fold_text
from whosays.text.place_exonyms import country_in, place_of
from whosays.text.sounds import bare_arabic
from whosays.text.translations import by_hand, learnt, translations, usual_translations


def likeness(foreign: str, other: str) -> float:
    return usual_translations().likeness(bare_arabic(fold_text(foreign)), bare_arabic(fold_text(other)))


@pytest.mark.parametrize(
    ("foreign", "english"),
    [
        ("مكتبة", "library"),
        ("کتابخانه", "library"),
        ("библиотека", "library"),
        ("бібліотека", "library"),
        ("الجمعيات", "association"),
        ("وزارة", "ministry"),
        ("ثقافي", "cultural"),
    ],
)
def test_generic_words_mean_their_english(foreign: str, english: str) -> None:
    assert likeness(foreign, english) >= 0.7
    assert likeness(foreign, "zebra") == 0


def test_two_foreign_words_of_one_meaning_are_alike() -> None:
    assert likeness("مكتبة", "библиотека") > 0.7
    assert likeness("مكتبة", "министерство") == 0


def test_what_is_written_on_to_a_word_and_its_ending_do_not_hide_it() -> None:
    assert likeness("بمكتبة", "library") > 0
    assert likeness("библиотеки", "library") > 0
    assert likeness("culture", "culture") == 0


def test_a_word_of_the_same_stem_is_nearly_as_good() -> None:
    table = translations([("хор", {"choral": 1.0})])
    assert table.likeness("хор", "choral") == 1
    assert table.likeness("хор", "chorale") == pytest.approx(0.9)
    assert table.likeness("хор", "choir") == 0


def test_both_tables_read_and_hold_folded_words_alone() -> None:
    for rows in (by_hand(), learnt()):
        assert len(rows) > 100
        for word, said in rows:
            assert word == fold_text(word).strip() and said
            assert all(english == fold_text(english).strip() and 0 <= share <= 1 for english, share in said.items())


def test_places_are_known_by_several_names() -> None:
    assert place_of("kiev") == place_of(fold_text("Київ")) is not None
    assert place_of("harbour") is None
    assert country_in(fold_text("مصر")) == "EG"
