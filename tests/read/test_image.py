"""Image files from bytes to a reading. Where words must be recognised, Tesseract has to be there."""

from collections.abc import Callable

import pytest
from PIL import Image
from rapidfuzz.distance import Levenshtein
from tests.making.scans import ENGLISH, PERSIAN, Printed, make_scan, missing_language, to_bytes

from whosays.read import image as module
from whosays.read import ocr
from whosays.read.image import ImageReader
from whosays.read.ocr import OcrFailed
from whosays.read.reading import Reading, ReadOptions, UnreadableDocument
from whosays.records import Capture

Capturing = Callable[..., Capture]
_BLANK = to_bytes(Image.new("L", (400, 300), 230))


@pytest.fixture
def english() -> Image.Image:
    if why := missing_language("eng"):
        pytest.skip(why)
    return make_scan([Printed(words=ENGLISH[0], size=18, bold=True), *ENGLISH[1:]])


def read(capture: Capture, raw: bytes, **options: object) -> Reading:
    return ImageReader()(capture, raw, ReadOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "media_type", "head", "is_for"),
    [
        ("a.png", "image/png", b"", True),
        ("a", "", b"\x89PNG\r\n\x1a\n", True),
        ("a", "", b"RIFF\0\0\0\0WEBP", True),
        ("a.svg", "image/svg+xml", b"<svg", False),
        ("a.txt", "text/plain", b"BM is a unit", False),
    ],
)
def test_images_are_told_by_kind_or_first_bytes(
    capture: Capturing, name: str, media_type: str, head: bytes, is_for: bool
) -> None:
    assert ImageReader().reads(capture(b"", name, media_type), head) is is_for


def test_a_scan_has_zones_places_and_certainty(capture: Capturing, english: Image.Image) -> None:
    raw = to_bytes(english)
    reading = read(capture(raw, "quay.png"), raw)
    text = reading.document.text
    assert Levenshtein.normalized_similarity(" ".join(text.split()), " ".join(ENGLISH)) >= 0.97
    assert [passage.zone for passage in reading.passages] == ["heading", "paragraph", "paragraph"]
    assert reading.document.languages == ("en",)
    assert [text[place.start : place.end] for place in reading.placements] == text.split()
    assert all(place.confidence is not None for place in reading.placements)
    assert all(passage.boxes and passage.page == 1 for passage in reading.passages)


def test_pages_of_one_file_may_be_in_several_languages(capture: Capturing, english: Image.Image) -> None:
    if why := missing_language("fas"):
        pytest.skip(why)
    raw = to_bytes([english, make_scan(PERSIAN[1:])], "TIFF")
    reading = read(capture(raw, "quay.tiff"), raw)
    assert len(reading.document.pages) == 2
    assert set(reading.document.languages) == {"en", "fa"}
    assert {place.box.page for place in reading.placements} == {1, 2}


def test_pages_past_the_limit_are_a_problem(capture: Capturing, english: Image.Image) -> None:
    raw = to_bytes([english, english, english], "TIFF")
    reading = read(capture(raw, "quay.tiff"), raw, ocr_pages=1)
    assert [p.message for p in reading.problems if p.code == "ocr-limit"] == ["2 of 3 pages are past the limit of 1"]
    assert len(reading.document.pages) == 1


def test_a_page_on_its_side_is_read_and_its_boxes_stay_those_of_the_file(capture: Capturing, english: Image.Image) -> None:
    if not ocr._has_orientation():
        pytest.skip("tesseract is not installed with osd")
    upright, aside = to_bytes(english), to_bytes(english.rotate(90, expand=True))
    one, other = read(capture(upright), upright), read(capture(aside), aside)
    assert one.document.text == other.document.text
    box, turned = one.passages[0].boxes[0], other.passages[0].boxes[0]
    assert (turned.left, turned.bottom) == pytest.approx((box.top, 1 - box.left), abs=0.01)


def test_a_picture_without_words_is_a_document_without_text(capture: Capturing) -> None:
    if why := missing_language("eng"):
        pytest.skip(why)
    reading = read(capture(_BLANK), _BLANK)
    assert (reading.document.text, reading.passages) == ("", ())
    assert [(p.code, p.message) for p in reading.problems] == [("no-words-recognised", "page 1: no words were recognised.")]


def test_without_tesseract_a_problem_says_what_to_install(capture: Capturing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    for asked in (ocr.ocr_version, ocr.ocr_languages):
        asked.cache_clear()
    try:
        reading = read(capture(_BLANK), _BLANK)
        version = ImageReader().version
    finally:
        monkeypatch.undo()
        for asked in (ocr.ocr_version, ocr.ocr_languages):
            asked.cache_clear()
    assert version.endswith("tesseract-none")
    (problem,) = reading.problems
    assert problem.code == "ocr-missing"
    assert "apt install tesseract-ocr" in problem.message


def test_a_page_that_fails_is_a_problem(capture: Capturing, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise OcrFailed("it took longer than 120 seconds")

    monkeypatch.setattr(module, "recognise", fail)
    reading = read(capture(_BLANK), _BLANK)
    assert [p.code for p in reading.problems] == ["ocr-failed"]


def test_what_is_no_image_cannot_be_read(capture: Capturing) -> None:
    with pytest.raises(UnreadableDocument, match=r"x\.png cannot be read: it is no whole image"):
        read(capture(b"\x89PNG\r\n\x1a\n", "x.png"), b"\x89PNG\r\n\x1a\n")
