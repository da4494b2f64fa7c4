from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.text.words import find_words, has_digit, is_word, same_word


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in find_words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The river's 9,000 boats.", ["The", "river's", "9,000", "boats", "."]),
        ("don’t «stop», 3.5%", ["don’t", "«", "stop", "»", ",", "3.5", "%"]),
        ("‘quoted’ and 'so'", ["‘", "quoted", "’", "and", "'", "so", "'"]),
        ("Well-known\n\tplace", ["Well", "-", "known", "place"]),
        ("می‌شود، نشد", ["می‌شود", "،", "نشد"]),
        ("قَالَ النَّهرُ ١٬٥٠٠", ["قَالَ", "النَّهرُ", "١٬٥٠٠"]),
        ("東京の川", ["東", "京", "の", "川"]),
        ("แม่น้ำ", ["แ", "ม่", "น้", "ำ"]),
        ("हिन्दी नदी।", ["हिन्दी", "नदी", "।"]),
        ("한국 강", ["한국", "강"]),
        ("👩‍🚒 e\u0301t\u00e9", ["👩‍🚒", "e\u0301t\u00e9"]),
        ("\u2067نهر\u2069 \u200b", ["نهر"]),
        ("", []),
    ],
)
def test_words_of_every_script_are_told_apart(text: str, expected: list[str]) -> None:
    assert expected == words(text)


def test_a_part_of_a_text_is_read_with_the_offsets_of_the_whole() -> None:
    text = "one two three"
    assert [text[start:end] for start, end in find_words(text, 4, 9)] == ["two", "t"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("e\u0301t\u00e9", "\u00e9te\u0301", True),
        ("نهر\u200e", "نهر", True),
        ("می\u200cشود", "میشود", False),
        ("كتاب", "کتاب", False),
        ("River", "river", False),
    ],
)
def test_words_are_the_same_that_look_alike_on_every_screen(one: str, other: str, expected: bool) -> None:
    assert expected == (same_word(one) == same_word(other))


def test_a_word_has_a_letter_or_digit() -> None:
    assert [word for word in ("river", "٩", ".", "—", "👩‍🚒", "_") if is_word(word)] == ["river", "٩"]
    assert [word for word in ("9,000", "٩", "nine", "۱۴") if has_digit(word)] == ["9,000", "٩", "۱۴"]


@given(st.text())
def test_between_words_stands_nothing_that_is_seen(text: str) -> None:
    at = 0
    for start, end in [*find_words(text), (len(text), len(text))]:
        assert at <= start <= end
        assert not any(char.isalnum() for char in text[at:start])
        at = end
