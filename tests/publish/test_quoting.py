from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.publish.quoting import quote

_WORDS = st.sampled_from(
    ["the river ", "the river ", "نهر ", "رودخانه ", "🚣🏽‍♀️", "e\u0301", "\r\n", "\n", "aa", "a", "\u200f"]
)


@st.composite
def places(draw: st.DrawFn) -> tuple[str, int, int]:
    text = "".join(draw(st.lists(_WORDS, min_size=1, max_size=60)))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(places())
def test_words_with_their_context_stand_in_one_place_alone(place: tuple[str, int, int]) -> None:
    text, start, end = place
    quoted = quote(text, start, end)
    whole = quoted.prefix + quoted.exact + quoted.suffix
    found = [at + len(quoted.prefix) for at in range(len(text)) if text.startswith(whole, at)]
    assert (quoted.exact, quoted.is_alone, found) == (text[start:end], True, [start])


@pytest.mark.parametrize(
    ("text", "start", "around"),
    [
        ("x" * 40 + "word" + "y" * 40, 40, (32, 32)),
        ("word at the beginning", 0, (0, 17)),
        ("left " + "word " * 60, 95, (95, 128)),
        ("a" * 3_000 + "b", 500, (500, 2_048)),
    ],
    ids=["usual", "short", "doubled twice", "widest"],
)
def test_the_context_is_the_usual_one_and_is_doubled_where_that_does_not_do(
    text: str, start: int, around: tuple[int, int]
) -> None:
    quoted = quote(text, start, start + 4)
    assert (len(quoted.prefix), len(quoted.suffix)) == around


def test_words_that_stand_in_too_many_places_are_said_to() -> None:
    assert not quote("row of a table\n" * 1_000, 7_500, 7_503).is_alone
