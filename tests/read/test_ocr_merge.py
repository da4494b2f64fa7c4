"""Which language reads which line, with readings made up here."""

from collections.abc import Callable

import pytest

from whosays.read.ocr import OcrLine, OcrWord
from whosays.read.ocr_merge import find_likely, recognise_by

Words = list[tuple[str, float]]


def line(words: Words, language: str, row: int = 0, paragraph: int = 1, *, rtl: bool = False) -> OcrLine:
    """A line whose words stand side by side, each a tenth of the page wide."""
    made = []
    for at, (text, sure) in enumerate(words):
        left = 0.9 - at * 0.1 if rtl else at * 0.1
        made.append(OcrWord(text=text, left=left, top=row * 0.1, right=left + 0.09, bottom=row * 0.1 + 0.02, confidence=sure))
    return OcrLine(words=tuple(made), block=1, paragraph=paragraph, language=language, size=0.02, base=row * 0.1 + 0.02)


def runner(readings: dict[str, list[OcrLine]], asked: list[str]) -> Callable[[str], tuple[OcrLine, ...]]:
    def run(language: str) -> tuple[OcrLine, ...]:
        asked.append(language)
        return tuple(readings.get(language, ()))

    return run


def texts(lines: tuple[OcrLine, ...]) -> list[str]:
    return [" ".join(word.text for word in one.words) for one in lines]


ENGLISH: Words = [("The", 0.95), ("harbour", 0.96), ("is", 0.95), ("closed", 0.94)]
NOISE: Words = [("Gums", 0.2), ("caadio", 0.1), ("Jol", 0.4), ("glo", 0.3)]
ARABIC: Words = [("الميناء", 0.92), ("مغلق", 0.93), ("منذ", 0.92), ("الأمس", 0.9)]


def test_other_scripts_are_not_tried_when_all_lines_are_sure() -> None:
    asked: list[str] = []
    assert texts(recognise_by(runner({"eng": [line(ENGLISH, "eng")]}, asked), ("ara", "eng", "fas"))) == [
        "The harbour is closed"
    ]
    assert asked == ["eng"]


def test_each_line_goes_to_the_script_that_is_surest_of_it() -> None:
    readings = {
        "eng": [line(ENGLISH, "eng"), line(NOISE, "eng", row=1, paragraph=2)],
        "ara": [line([("201", 0.3), ("عتذع", 0.2)], "ara"), line(ARABIC, "ara", row=1, paragraph=2)],
    }
    found = recognise_by(runner(readings, []), ("eng", "ara"))
    assert [one.language for one in found] == ["eng", "ara"]
    assert texts(found) == ["The harbour is closed", "الميناء مغلق منذ الأمس"]


def test_languages_of_a_script_are_told_apart_by_words() -> None:
    as_arabic: Words = [
        ("آنان", 0.92),
        ("كفتند", 0.9),
        ("كه", 0.92),
        ("اين", 0.9),
        ("از", 0.93),
        ("خود", 0.9),
        ("كهنهتر", 0.9),
        ("است", 0.9),
    ]
    as_persian: Words = [
        ("آنان", 0.9),
        ("گفتند", 0.88),
        ("که", 0.9),
        ("این", 0.8),
        ("از", 0.9),
        ("خود", 0.9),
        ("کهنه‌تر", 0.8),
        ("است", 0.9),
    ]
    readings = {
        "ara": [line(as_arabic, "ara", row, rtl=True) for row in range(3)],
        "fas": [line(as_persian, "fas", row, rtl=True) for row in range(3)],
    }
    asked: list[str] = []
    found = recognise_by(runner(readings, asked), ("ara", "fas"))
    assert asked == ["ara", "fas"]
    assert texts(found) == ["آنان گفتند که این از خود کهنه‌تر است"] * 3


def test_a_language_that_is_likely_is_tried_first() -> None:
    asked: list[str] = []
    recognise_by(runner({"ara": [line(ARABIC, "ara")]}, asked), ("eng", "ara"), ("ara",))
    assert asked == ["ara"]


def test_numbers_and_latin_words_are_taken_from_who_read_them_best() -> None:
    readings = {
        "eng": [line([("NS", 0.3), ("Aldwen", 0.93), ("Ltd", 0.9), ("jol", 0.2), ("dle", 0.3)], "eng", rtl=True)],
        "ara": [line([("شركة", 0.9), ("9و5أ", 0.0), ("كنا", 0.4), ("منذ", 0.9), ("!١75", 0.1)], "ara", rtl=True)],
        "fas": [line([("شرکة", 0.6), ("[[", 0.0), ("]", 0.2), ("منذ", 0.9), ("۲۰۲۴", 0.93)], "fas", rtl=True)],
    }
    found = recognise_by(runner(readings, []), ("eng", "ara", "fas"))
    assert texts(found) == ["شركة Ltd Aldwen منذ ٢٠٢٤"]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (["قال", "Ltd", "Dredging", "إن"], "قال Dredging Ltd إن"),
        (["يوم", "12", "2024", "March", "إن"], "يوم 12 March 2024 إن"),
        (["صقيع,", "وقال", "لماذا?"], "صقيع، وقال لماذا؟"),
        (["The", "board,", "said"], "The board, said"),
    ],
)
def test_a_line_from_right_to_left_is_put_in_the_order_of_reading(given: list[str], read: str) -> None:
    made = line([(word, 0.9) for word in given], "ara", rtl=given[0] != "The")
    assert texts(recognise_by(runner({"ara": [made]}, []), ("ara",))) == [read]


def test_no_more_than_four_scripts_are_tried() -> None:
    asked: list[str] = []
    recognise_by(runner({}, asked), ("eng", "ara", "rus", "heb", "hin", "tha", "fra"))
    assert asked == ["eng", "ara", "rus", "heb"]


def test_marks_that_are_unsure_start_no_further_pass() -> None:
    asked: list[str] = []
    readings = {"eng": [line(ENGLISH, "eng"), line([("7", 0.3)], "eng", row=5, paragraph=2)]}
    recognise_by(runner(readings, asked), ("eng", "ara"))
    assert asked == ["eng"]


@pytest.mark.parametrize(
    ("readings", "likely", "passes"),
    [
        ({"eng": [line(ENGLISH, "eng")]}, ("eng",), 1),
        ({"eng": [line(NOISE, "eng")], "ara": [line(ARABIC, "ara")]}, ("ara",), 2),
        ({"eng": [line(NOISE, "eng")], "ara": [line([("عتذع", 0.2), ("لاعلاعلاع", 0.1)], "ara")]}, (), 2),
        ({}, (), 2),
    ],
)
def test_a_few_lines_say_which_language_is_likely(
    readings: dict[str, list[OcrLine]], likely: tuple[str, ...], passes: int
) -> None:
    asked: list[str] = []
    assert find_likely(runner(readings, asked), ("ara", "eng")) == likely
    assert len(asked) == passes
