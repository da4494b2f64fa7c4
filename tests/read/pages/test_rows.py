"""Cells of rows that stand under each other."""

import pytest

from whosays.read.pages.rows import _meet


@pytest.mark.parametrize(
    ("ones", "others", "expected"),
    [
        ([], [1.0], False),
        ([1.0, 5.0], [2.0, 6.0], False),
        ([1.0, 5.0], [2.0, 5.5], True),
        ([9.0], [1.0, 2.0, 8.5], True),
        ([1.0], [2.0], False),
    ],
)
def test_two_edges_nearer_than_the_limit_meet(ones: list[float], others: list[float], expected: bool) -> None:
    assert _meet(ones, others, 1.0) is expected
