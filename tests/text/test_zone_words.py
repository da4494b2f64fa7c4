import pytest

from whosays.text.zone_words import KINDS, begins_with, has_any, words_of


def test_every_kind_has_words() -> None:
    assert all(words_of(kind) for kind in KINDS)


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("caption", "Photo: the weir", 5),
        ("caption", "Photographer", 0),
        ("note", "Ibid., p. 3", 4),
        ("about", "About  the harbour", 5),
    ],
)
def test_a_phrase_is_a_whole_word_at_the_beginning(kind: str, words: str, expected: int) -> None:
    assert begins_with(kind, words) == expected


def test_a_phrase_is_found_anywhere() -> None:
    assert [has_any("depicts", words) for words in ("A banner over the quay", "The bannerets", "پوستر کنسرت")] == [
        True,
        False,
        True,
    ]
