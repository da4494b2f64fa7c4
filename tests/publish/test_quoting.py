from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.publish.linked.quoting import quote

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


def test_in_a_long_text_the_same_words_are_found_however_far_away_they_stand() -> None:
    row = "".join(f"{number:07} " for number in range(30_000))
    text = f"{row}the old weir{row}the old weir{row}"
    first, second = (at for at in range(len(row), 2 * len(row) + 20) if text.startswith("the old weir", at))
    for start in (first, second):
        quoted = quote(text, start, start + 12)
        # What stands around the two is the same for longer than the widest context.
        whole = quoted.prefix + quoted.exact + quoted.suffix
        assert (quoted.is_alone, text.count(whole), text.index(whole) + len(quoted.prefix)) == (False, 2, first)
    alone = quote(text.replace("weir", "mill", 1), second, second + 12)
    assert (alone.is_alone, alone.exact, len(alone.prefix)) == (True, "the old weir", 32)
