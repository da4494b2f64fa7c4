"""Where words stand on a page."""

from __future__ import annotations

from whosays.desk.boxes import on_page
from whosays.records import Anchor, Box, DocumentId, Placement

DOC = DocumentId("doc-weir")
# Two lines of ten letters on page 1, a line on page 2.
LINES = (
    Placement(start=0, end=10, box=Box(page=1, left=0.1, top=0.1, right=0.6, bottom=0.12)),
    Placement(start=11, end=21, box=Box(page=1, left=0.1, top=0.13, right=0.6, bottom=0.15)),
    Placement(start=22, end=32, box=Box(page=2, left=0.1, top=0.1, right=0.6, bottom=0.12)),
)
LATIN = "abcdefghij\nklmnopqrst\nuvwxyzabcd"
ARABIC = "ابتثجحخدذر\nزسشصضطظعغف\nقكلمنهويءآ"


def at(start: int, end: int) -> Anchor:
    return Anchor(doc=DOC, start=start, end=end, text="")


def sides(text: str, start: int, end: int, number: int = 1) -> list[tuple[float, float]]:
    found = on_page(text, LINES, number).boxes([at(start, end)])
    return [(round(box.left, 3), round(box.right, 3)) for box in found]


def test_a_part_of_a_line_takes_its_share_of_the_line() -> None:
    assert sides(LATIN, 2, 4) == [(0.2, 0.3)]
    assert sides(LATIN, 0, 10) == [(0.1, 0.6)]


def test_a_line_that_reads_from_the_right_is_cut_from_the_right() -> None:
    assert sides(ARABIC, 2, 4) == [(0.4, 0.5)]


def test_words_over_two_lines_have_a_box_on_each_and_none_on_other_pages() -> None:
    assert sides(LATIN, 8, 24) == [(0.5, 0.6), (0.1, 0.6)]
    assert sides(LATIN, 8, 24, number=2) == [(0.1, 0.2)]
    assert sides(LATIN, 0, 5, number=2) == []
    assert sides(LATIN, 0, 5, number=3) == []


def test_recognised_words_of_one_line_share_a_box_but_not_across_columns() -> None:
    words = (
        Placement(start=0, end=3, box=Box(page=1, left=0.10, top=0.10, right=0.15, bottom=0.12), confidence=0.9),
        Placement(start=4, end=7, box=Box(page=1, left=0.16, top=0.101, right=0.2, bottom=0.121), confidence=0.9),
        Placement(start=8, end=11, box=Box(page=1, left=0.6, top=0.10, right=0.7, bottom=0.12), confidence=0.9),
    )
    found = on_page("abc def ghi", words, 1).boxes([at(0, 11)])
    assert [(box.left, box.right, box.bottom) for box in found] == [(0.10, 0.2, 0.121), (0.6, 0.7, 0.12)]
