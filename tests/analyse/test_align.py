from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whosays.analyse import align as module
from whosays.analyse.align import align, rising

ITEMS = st.lists(st.sampled_from("abcdef"), max_size=30)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("", "abc", []),
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abcd", "acd", [(0, 0), (2, 1), (3, 2)]),
        ("abc", "xyz", []),
    ],
)
def test_equal_items_are_matched_in_order(a: str, b: str, expected: list[tuple[int, int]]) -> None:
    assert expected == align(list(a), list(b))


def is_sound(a: list[str], b: list[str], pairs: list[tuple[int, int]]) -> bool:
    rises = all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs))
    return rises and all(a[i] == b[j] for i, j in pairs)


@given(ITEMS, ITEMS)
def test_pairs_rise_and_are_equal_whichever_comes_first(a: list[str], b: list[str]) -> None:
    pairs = align(a, b)
    assert is_sound(a, b, pairs)
    assert align(b, a) == [(j, i) for i, j in pairs]
    assert align(a, a) == [(i, i) for i in range(len(a))]


@given(ITEMS, ITEMS)
def test_long_sequences_are_cut_and_matched_as_soundly(a: list[str], b: list[str]) -> None:
    small, module._SMALL = module._SMALL, 4
    try:
        pairs = align(a, b)
        assert is_sound(a, b, pairs)
        assert align(b, a) == [(j, i) for i, j in pairs]
    finally:
        module._SMALL = small


@pytest.mark.parametrize("kinds", [3, 40_000])
def test_two_hundred_thousand_items_are_matched_in_seconds(kinds: int) -> None:
    chance = random.Random(7)
    a = [str(chance.randrange(kinds)) for _ in range(200_000)]
    b = [str(chance.randrange(kinds)) for _ in range(200_000)]
    began = time.process_time()
    assert is_sound(a, b, align(a, b))
    assert time.process_time() - began < 60


@pytest.mark.parametrize(
    ("seconds", "weights", "expected"),
    [([], [], set()), ([0, 1, 2], [1, 1, 1], {0, 1, 2}), ([2, 0, 1], [1, 1, 1], {1, 2}), ([2, 0, 1], [9, 1, 1], {0})],
)
def test_the_heaviest_rising_part_stays(seconds: list[int], weights: list[int], expected: set[int]) -> None:
    assert expected == rising(list(enumerate(seconds)), weights)
