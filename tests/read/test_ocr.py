"""Recognised words: how Tesseract's account is read, and how well pages made here are."""

from collections.abc import Sequence

import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein
from tests.making.scans import ARABIC, ENGLISH, PERSIAN, Printed, Scanner, make_scan, missing_language, to_bytes

from whosays.read import ocr
from whosays.read.ocr import OcrFailed, OcrMissing, find_turn, ocr_languages, ocr_version, read_page, recognise

_PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><body>
<div class='ocr_page' id='page_1' title='image ""; bbox 0 0 200 100; ppageno 0; scan_res 70 70'>
 <div class='ocr_carea' title="bbox 20 10 100 60"><p class='ocr_par' lang='eng' title="bbox 20 10 100 60">
  <span class='ocr_line' title="bbox 20 10 100 30; baseline 0.01 -5; x_size 16; x_descenders 4; x_ascenders 4">
   <span class='ocrx_word' title='bbox 20 10 60 30; x_wconf 91'><strong>ice</strong></span>
   <span class='ocrx_word' title='bbox 70 12 100 28; x_wconf 40'>\u200fم\u200e</span>
   <span class='ocrx_word' title='bbox 110 12 120 28; x_wconf 95'> </span>
  </span>
  <span class='ocr_textfloat' title="bbox 20 40 60 60; x_size 16"><span class='ocrx_word'
   title='bbox 20 40 60 60; x_wconf 80'>Q&amp;A</span></span></p></div>
 <div class='ocr_carea' title="bbox 0 0 1 1"><p class='ocr_par'><span title="bbox 0 0 1 1; x_size 9"></span></p></div>
</div></body></html>
"""


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("PATH", "")
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for asked in (ocr.ocr_version, ocr.ocr_languages, ocr._has_orientation):
        asked.cache_clear()


def need(*languages: str) -> None:
    if why := missing_language(*languages):
        pytest.skip(why)


def words_of(page: Image.Image, languages: tuple[str, ...] = ()) -> str:
    return " ".join(word.text for line in recognise(page, languages) for word in line.words)


def likeness(page: Image.Image, printed: Sequence[str]) -> float:
    return float(Levenshtein.normalized_similarity(words_of(page), " ".join(printed)))


def test_the_account_of_a_page_is_read_as_lines_of_words() -> None:
    first, second = read_page(_PAGE.encode(), "eng")
    assert [(word.text, word.confidence) for word in first.words] == [("ice", 0.91), ("م", 0.4)]
    assert (first.words[0].left, first.words[0].top, first.words[0].right, first.words[0].bottom) == (0.1, 0.1, 0.3, 0.3)
    assert (first.size, first.base, first.slope, first.language) == (0.16, 0.25, 0.01, "eng")
    assert (second.words[0].text, second.base, second.slope) == ("Q&A", 0.6, 0.0)
    assert (first.block, first.paragraph, second.paragraph) == (1, 1, 1)


@pytest.mark.parametrize("markup", [b"<a/>", b"<div class='ocr_page' title='bbox 0 0 0 0'/>", b"<p title='x_size'>", b"x" * 50])
def test_an_odd_account_gives_no_lines(markup: bytes) -> None:
    try:
        assert read_page(markup, "eng") == ()
    except OcrFailed as error:
        assert "cannot be read" in str(error)


def test_a_line_is_as_sure_as_its_letters() -> None:
    line = read_page(_PAGE.encode(), "eng")[0]
    assert line.confidence == pytest.approx((0.91 * 3 + 0.4) / 4)


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_it_says_so() -> None:
    assert (ocr_version(), ocr_languages(), find_turn(Image.new("L", (9, 9)))) == (None, (), 0)
    with pytest.raises(OcrMissing, match="Tesseract is not installed"):
        recognise(Image.new("L", (9, 9)))


def test_a_language_that_is_not_installed_is_named() -> None:
    need("eng")
    with pytest.raises(OcrMissing, match="language xxx is not installed"):
        recognise(Image.new("L", (9, 9)), ("xxx",))


def test_bytes_that_are_no_image_fail() -> None:
    need("eng")
    with pytest.raises(OcrFailed, match="no whole image"):
        recognise(b"no image")


def test_the_version_names_the_program_and_its_languages() -> None:
    need("eng")
    version, _slash, languages = str(ocr_version()).partition("/")
    assert version[0].isdigit()
    assert "osd" not in languages.split("+")
    assert tuple(languages.split("+")) == ocr_languages()


@pytest.mark.parametrize(
    ("printed", "language", "least"), [(ENGLISH, "eng", 0.97), (ARABIC, "ara", 0.90), (PERSIAN, "fas", 0.90)]
)
def test_scanned_pages_are_read(printed: tuple[str, ...], language: str, least: float) -> None:
    need("eng", "ara", "fas")
    page = make_scan([Printed(words=printed[0], size=18, bold=True), *printed[1:]])
    assert likeness(page, printed) >= least
    lines = recognise(page)
    assert {line.language for line in lines} == {language}


def test_a_page_in_three_languages_is_read_line_by_line() -> None:
    need("eng", "ara", "fas")
    printed = [ENGLISH[1], ARABIC[1], PERSIAN[1]]
    page = make_scan(printed)
    assert likeness(page, printed) >= 0.95
    assert {line.language for line in recognise(page)} == {"eng", "ara", "fas"}


def test_words_from_right_to_left_come_in_the_order_of_reading() -> None:
    need("eng", "ara")
    page = make_scan([Printed(words="قالت شركة Aldwen Dredging Ltd إن الكلفة كبيرة والعمل سيبدأ قبل الشتاء", size=14)])
    words = words_of(page, ("eng", "ara"))
    assert words.index("قالت") < words.index("Aldwen") < words.index("Dredging") < words.index("الكلفة")


def test_short_lines_of_arabic_are_not_taken_for_noise() -> None:
    need("ara")
    page = make_scan([ARABIC[1]] * 3)
    assert words_of(page, ("ara",)).count("الرصيف نفسه") == 3


def test_grain_does_not_keep_a_page_from_being_read() -> None:
    need("fas")
    page = make_scan(PERSIAN[1:], scanner=Scanner(noise=25, blur=0.8))
    assert likeness(page, PERSIAN[1:]) >= 0.90


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_how_a_page_is_turned_is_found(quarters: int) -> None:
    need("eng")
    if not ocr._has_orientation():
        pytest.skip("tesseract is not installed with osd")
    page = make_scan(ENGLISH).rotate(90 * quarters, expand=True)
    assert find_turn(to_bytes(page)) == quarters
