"""Columns and rows."""

from tests.read.pages.lines import line

from whosays.read.pages.order import put_in_order
from whosays.read.pages.shapes import Line


def read(lines: list[Line]) -> list[list[str]]:
    return [[" | ".join(one.text for one in row.lines) for row in region] for region in put_in_order(lines, rtl=False)]


WORDS = "and the water rose again all night"


def test_columns_are_read_one_after_the_other() -> None:
    left = [line(f"left {n} {WORDS}", 100 + 12 * n, 60, 280, order=n) for n in range(4)]
    right = [line(f"right {n} {WORDS}", 100 + 12 * n, 320, 540, order=10 + n) for n in range(4)]
    assert read([*left, *right]) == [[each.text for each in left], [each.text for each in right]]


def test_a_heading_below_columns_is_in_neither() -> None:
    left = [line(f"left {n} {WORDS}", 100 + 12 * n, 60, 280, order=n) for n in range(4)]
    right = [line(f"right {n} {WORDS}", 100 + 12 * n, 320, 540, order=10 + n) for n in range(4)]
    below = [line("Notes", 180, 60, 120, size=14, order=20), line(f"{WORDS} {WORDS}", 200, 60, 540, order=21)]
    assert read([*left, *right, *below])[-1] == ["Notes", below[1].text]


def test_rows_of_a_table_stay_rows() -> None:
    cells = [line(f"{side} {n}", 100 + 12 * n, 60 + 200 * k, order=2 * n + k) for n in range(4) for k, side in enumerate("ab")]
    assert read(cells) == [[f"a {n} | b {n}" for n in range(4)]]
