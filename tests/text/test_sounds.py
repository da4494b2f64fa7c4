from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.fold import fold_text
from whosays.text.sounds import bare_arabic, bones, latin, script_of, sounds_alike


@pytest.mark.parametrize(
    ("word", "bone"),
    [("mohammed", "MMT"), ("muhamad", "MMT"), ("محمد", "MMT"), ("sokolov", "SKLF"), ("соколов", "SKLF"), ("aeiou", "")],
)
def test_bones_are_one_for_several_spellings(word: str, bone: str) -> None:
    assert bones(fold_text(word)) == bone


@pytest.mark.parametrize(
    ("roman", "right", "wrong"),
    [
        ("karimi", "كريمي", "كمالي"),
        ("yusuf", "يوسف", "يونس"),
        ("gholami", "غلامی", "کلانی"),
        ("shirazi", "شیرازی", "سیرجانی"),
        ("charles", "تشارلز", "كارل"),
        ("peter", "بيتر", "بدران"),
        ("khalil", "خليل", "خالد"),
    ],
)
def test_the_writing_in_arabic_letters_sounds_more_alike_than_another(roman: str, right: str, wrong: str) -> None:
    assert sounds_alike(roman, fold_text(right)) >= 0.9 > sounds_alike(roman, fold_text(wrong))


def test_other_scripts_are_told_and_written_in_latin_letters() -> None:
    assert [script_of(w) for w in ("lake", "نهر", "река")] == ["latin", "arabic", "other"]
    assert latin("щедрин") == "shchedrin"
    assert latin("lake") == "lake"


def test_the_article_goes_with_what_is_written_on_to_it() -> None:
    assert [bare_arabic(fold_text(w)) for w in ("الجامعة", "والجامعة", "للجامعة", "ألم", "الف")] == [
        "جامعه",
        "جامعه",
        "جامعه",
        "الم",
        "الف",
    ]


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=9), st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقکلمنهوی", max_size=9))
def test_a_likeness_is_between_none_and_whole(roman: str, arabic: str) -> None:
    assert 0 <= sounds_alike(roman, arabic) <= 1
