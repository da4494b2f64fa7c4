from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.fold import fold, fold_text, words_only


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The RIVER", "the river"),
        ("Straße", "strasse"),
        ("Bibliothèque à Brăila", "bibliotheque a braila"),
        ("Øresund, Łódź, Ísafjörður", "oresund, lodz, isafjordur"),
        ("ﬁnal ① ｗｉｄｅ", "final 1 wide"),
        ("ΟΔΥΣΣΕΎΣ", "οδυσσευσ"),
        ("Ёлка", "елка"),
    ],
)
def test_case_marks_and_compatibility_forms_are_folded(text: str, expected: str) -> None:
    assert expected == fold_text(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مُحَمَّد", "محمد"),
        ("إيران", "ایران"),
        ("كتاب", "کتاب"),
        ("مکتبة", "مكتبه"),
        ("مكتبـــة", "مکتبة"),
        ("أحمد", "احمد"),
        ("ٱلنهر", "النهر"),
        ("آب", "اب"),
        ("مؤسسة", "موسسه"),
        ("مسئول", "مسیول"),
        ("مستشفى", "مستشفي"),
        ("خانۀ رود", "خانه رود"),
        ("ﻻ", "لا"),
        ("می\u200cشود", "میشود"),
        ("\u2067نهر\u2069", "نهر"),
        ("۱۳۹۹", "1399"),
        ("١٤٤١", "1441"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_letters_typed_for_one_another_fold_alike(one: str, other: str) -> None:
    assert fold_text(one) == fold_text(other)


@pytest.mark.parametrize(("one", "other"), [("हिन्दी", "हनद"), ("ไทย", "ไท"), ("한국", "하구")])
def test_marks_that_are_letters_stay(one: str, other: str) -> None:
    assert fold_text(one) != fold_text(other)


def test_han_and_kana_stand_alone() -> None:
    assert fold_text("東京Tower").split() == ["東", "京", "tower"]


@pytest.mark.parametrize("text", ["\0", "\t", "\u00a0", "\u2028", "\ud800", "\ue000", "\U0010ffff"])
def test_blanks_controls_and_private_use_are_spaces(text: str) -> None:
    assert fold_text(text) == " "


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("in مُحَمَّدٌ here", "محمد", "مُحَمَّدٌ"),
        ("the cafe\u0301 opens", "cafe", "cafe\u0301"),
        ("رود می\u200cشود.", "میشود", "می\u200cشود"),
        ("a Straße b", "strasse", "Straße"),
        ("\u2067نهر\u2069 x", "نهر", "نهر"),
    ],
)
def test_the_map_leads_to_whole_words(text: str, words: str, expected: str) -> None:
    folded = fold(text)
    at = folded.text.index(words)
    start, end = folded.to_origin(at, at + len(words))
    assert expected == text[start:end]


MIXED = st.text(
    st.one_of(
        st.sampled_from("abcÉØß مُحَمَّدإأآؤئىيیكکةـ\u200c\u200e۱٢3 \n-'\"東か한हि"), st.characters(exclude_categories=["Cs"])
    )
)


@given(MIXED)
def test_the_quick_way_and_the_way_with_a_map_agree(text: str) -> None:
    folded = fold(text)
    assert fold_text(text) == folded.text
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))


@given(MIXED)
def test_folding_twice_changes_no_word(text: str) -> None:
    assert fold_text(text).split() == fold_text(fold_text(text)).split()


@given(MIXED)
def test_words_keep_their_places(text: str) -> None:
    folded = fold_text(text)
    assert len(folded) == len(words_only(folded))


@given(MIXED, MIXED)
def test_folding_looks_at_one_character_at_a_time(one: str, other: str) -> None:
    assert fold_text(one) + fold_text(other) == fold_text(one + other)
