"""Pages on their side: told by their words, boxes brought back."""

import pytest

from whosays.read.ocr import OcrLine, OcrWord
from whosays.read.turned import is_askew, turn_back
from whosays.records import Box


def page(sure: float, *, upended: bool = False) -> list[OcrLine]:
    right, bottom = (0.12, 0.4) if upended else (0.4, 0.12)
    word = OcrWord(text="harbour", left=0.1, top=0.1, right=right, bottom=bottom, confidence=sure)
    return [OcrLine(words=(word,), block=1, paragraph=1, language="eng", size=0.02, base=0.12)]


@pytest.mark.parametrize(
    ("lines", "askew"), [(page(0.9), False), (page(0.4), True), (page(0.9, upended=True), True), ([], False)]
)
def test_words_that_make_no_sense_or_stand_on_end_are_a_sign(lines: list[OcrLine], askew: bool) -> None:
    assert is_askew(lines) is askew


def test_boxes_go_back_to_where_the_file_shows_them() -> None:
    # The top left corner of an upright page, which in the file lies at the left bottom: it was turned by a quarter.
    box = Box(page=1, left=0.1, top=0.2, right=0.3, bottom=0.4)
    assert turn_back([box], [0]) == (box,)
    assert turn_back([box], [1]) == (Box(page=1, left=0.2, top=0.7, right=0.4, bottom=0.9),)
    assert turn_back([box], [2]) == (Box(page=1, left=0.7, top=0.6, right=0.9, bottom=0.8),)
    assert turn_back([box], [3]) == (Box(page=1, left=0.6, top=0.1, right=0.8, bottom=0.3),)
