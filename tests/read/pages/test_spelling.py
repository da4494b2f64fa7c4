"""Lines that run from right to left."""

import pytest
from tests.read.pages.lines import line, words

from whosays.read.pages.spelling import turn


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # A row is told by where its words stand, not by the order in which the file has them.
        ((("القديم", 10.0), ("الميناء", 60.0)), "الميناء القديم"),
        # Latin words are read from the left.
        ((("كتاب", 200.0), ("Harbour", 60.0), ("Papers", 110.0), ("جديد", 10.0)), "كتاب Harbour Papers جديد"),
        # The number of a heading stands before its dash.
        ((("-2-5", 200.0), ("الميناء", 60.0)), "2-5- الميناء"),
        ((("الميناء", 200.0), ("-5", 60.0)), "الميناء -5"),
    ],
)
def test_words_are_read_from_the_right(given: tuple[tuple[str, float], ...], expected: str) -> None:
    made = words(*given)
    one = line(" ".join(made.texts), 110)
    turn(made, one)
    assert one.text == expected
