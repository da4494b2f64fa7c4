from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.year_words import year_of_words, year_pattern, year_words


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("nineteen eighty-four", 1984),
        ("Nineteen oh five", 1905),
        ("nineteen zero one", 1901),
        ("eighteen hundred", 1800),
        ("eighteen hundred and twelve", 1812),
        ("two thousand", 2000),
        ("two thousand and ten", 2010),
        ("twenty twenty-two", 2022),
        ("twenty", None),
        ("two thousand boats", None),
    ],
)
def test_words_say_a_year(words: str, year: int | None) -> None:
    assert year_of_words(words) == year


@given(st.sampled_from(sorted(year_words())))
def test_the_pattern_takes_every_year_whole(words: str) -> None:
    assert re.fullmatch(year_pattern(), words)
