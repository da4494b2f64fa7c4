from __future__ import annotations

import re

import pytest

from whosays.text.date_words import plain
from whosays.text.persian_numbers import count_pattern, few_pattern, number_of


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("۲۳", 23),
        ("سه", 3),
        ("بیست و دو", 22),
        ("صد و بیست", 120),
        ("دو هزار و بیست و دو", 2022),
        ("هزار و سیصد و نود", 1390),
        ("چند", None),
        ("دو سه", None),
        ("کشتی", None),
    ],
)
def test_a_count_is_read_where_it_is_certain(words: str, number: int | None) -> None:
    assert number_of(plain(words)) == number


@pytest.mark.parametrize("words", ["۲۳", "بیست و دو", "دو هزار و بیست و دو"])
def test_the_pattern_takes_a_count_whole(words: str) -> None:
    assert re.fullmatch(count_pattern(), plain(words))


@pytest.mark.parametrize("words", ["دو سه", "چندین", "صدها", "نیم", "پنج"])
def test_a_few_are_taken_whole_too(words: str) -> None:
    assert re.fullmatch(few_pattern(), plain(words))


def test_a_number_in_a_word_is_none() -> None:
    assert re.search(count_pattern(), plain("سرده و دهکده")) is None
