"""Tests of `extract.note_anchors`: which digits may be an anchor, and that the sequence decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.extract.note_anchors import Candidate, Wanted, find_candidates, match_anchors


def _numbers(text: str) -> list[int]:
    return [candidate.number for candidate in find_candidates(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("the river rose5. Then", [5]),
        ("the orchestra’s “new hall”12.", [12]),
        ("the museum (see photo)15 and", [15]),
        ("open since 20071.", [1]),
        ("as the pilots say.3 The harbour", [3]),
        ("the choir[4] sang [5, 6]", [4, 5, 6]),
        ("the library¹² burnt", [12]),
        ("قالت المكتبة١.", [1]),
        ("COVID-19, 60%, 1979, 9/11, G20, Resolution 242, 3.14, 12 boats", []),
        ("no.5 p.12 art.3 see https://lake.example/a12 #sail24 @pilot7", []),
        ("the 2nd and the 3rd boat, hall 7b", []),
        ("summer of ’69", []),
    ],
)
def test_digits_that_may_be_an_anchor(text: str, numbers: list[int]) -> None:
    assert numbers == _numbers(text)


def test_a_false_candidate_does_not_derail_the_sequence() -> None:
    text = "Hall3 burnt1. Then it rained2. The choir left3."
    wanted = [Wanted(number, 0, len(text)) for number in (1, 2, 3)]
    found = match_anchors(wanted, find_candidates(text, [(0, len(text))]))
    assert [text.index("1"), text.index("2"), text.rindex("3")] == [one.start for one in found if one]


def test_a_weak_candidate_needs_both_neighbours() -> None:
    text = "The UK2 boats sailed."
    assert (
        match_anchors([Wanted(1, 0, 9), Wanted(2, 0, 9), Wanted(3, 0, 9)], find_candidates(text, [(0, len(text))]))
        == [None] * 3
    )


@given(st.lists(st.tuples(st.integers(1, 9), st.floats(0.1, 4)), max_size=30), st.lists(st.integers(1, 9), max_size=12))
def test_anchors_keep_the_order_of_the_text_and_have_the_wanted_numbers(
    looks: list[tuple[int, float]], numbers: list[int]
) -> None:
    candidates = [Candidate(3 * place, 3 * place + 1, number, weight) for place, (number, weight) in enumerate(looks)]
    found = match_anchors([Wanted(number, 0, 40) for number in numbers], candidates)
    starts = [one.start for one in found if one]
    assert starts == sorted(set(starts))
    assert all(one is None or one.number == number for one, number in zip(found, numbers, strict=True))
