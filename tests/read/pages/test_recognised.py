"""Recognised lines as a page: unsteady sizes and skew put right."""

import pytest

from whosays.read.ocr import OcrLine, OcrWord
from whosays.read.pages.reading import read_pages
from whosays.read.pages.recognised import recognised_page, sheet_size


def line(words: str, row: int, size: float = 0.02, paragraph: int = 1, *, tilt: float = 0.0) -> OcrLine:
    made = tuple(
        OcrWord(
            text=word, left=0.1 + at * 0.08, top=0.1 + row * 0.03 + at * tilt, right=0.17 + at * 0.08,
            bottom=0.12 + row * 0.03 + at * tilt, confidence=0.9,
        )
        for at, word in enumerate(words.split())
    )  # fmt: skip
    return OcrLine(words=made, block=1, paragraph=paragraph, language="eng", size=size, base=0.12 + row * 0.03)


def test_an_image_is_as_large_as_a_sheet() -> None:
    assert sheet_size((1000, 2000)) == (421.0, 842.0)
    assert sheet_size((0, 0)) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("words", "sizes", "steady"),
    [
        ("the quay is old and long", [0.02, 0.021, 0.0195], 1),
        ("the quay is old and long", [0.02, 0.02, 0.03], 2),
        ("الرصيف قديم وطويل جدا هنا كله", [0.02, 0.026, 0.016], 1),
    ],
)
def test_sizes_that_differ_by_chance_are_one(words: str, sizes: list[float], steady: int) -> None:
    page = recognised_page(0, (595, 842), [line(words, row, size, paragraph=row) for row, size in enumerate(sizes)])
    assert len({one.size for one in page.lines()}) == steady


def test_each_word_has_its_place_and_certainty() -> None:
    lines = [line("The quay is old and it is long", 0), line("and wide, says the board.", 1)]
    setting = read_pages([recognised_page(0, (595, 842), lines)])
    assert setting.text == "The quay is old and it is long\nand wide, says the board.\n"
    assert [setting.text[place.start : place.end] for place in setting.placements] == setting.text.split()
    assert {place.confidence for place in setting.placements} == {0.9}
    assert [draft.zone for draft in setting.drafts] == ["paragraph"]


def test_a_page_without_lines_is_a_page() -> None:
    setting = read_pages([recognised_page(0, (595, 842), [])])
    assert (setting.text, setting.drafts, setting.pages) == ("", [], (0,))
