"""Tests of `text.stems`: the words that carry content, by their stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.stems import content_stems


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("They organised the parades of the harbour", "organising a parade in harbours", "en"),
        ("les bateliers du canal", "le batelier des canaux du canal", "fr"),
        ("المكتبات", "المكتبة", "ar"),
    ],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str, language: str) -> None:
    assert content_stems(one, language) & content_stems(other, language)


def test_small_words_and_figures_carry_nothing() -> None:
    assert content_stems("It is not in the 1990s, and of 40 they were", "en") == frozenset()


def test_a_language_without_a_stemmer_keeps_its_folded_words() -> None:
    assert content_stems("Könyvtár ÉS", "xx") == {"konyvtar", "es"}


@given(st.text(max_size=60), st.sampled_from(["en", "ar", "fa", "fr", "de", "xx", None]))
def test_any_text_has_stems_without_blanks(text: str, language: str | None) -> None:
    assert all(stem and not stem.isspace() for stem in content_stems(text, language))
