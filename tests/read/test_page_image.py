"""Images made fit for recognition."""

import pytest
from PIL import Image
from tests.making.scans import ENGLISH, Scanner, make_scan

from whosays.read.page_image import find_strip, grain_of, prepare, to_grey


def test_what_is_transparent_is_white_paper() -> None:
    assert to_grey(Image.new("RGBA", (3, 3), (0, 0, 0, 0))).getpixel((1, 1)) == 255
    assert to_grey(Image.new("LA", (3, 3), (0, 255))).getpixel((1, 1)) == 0


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F", "YCbCr"])
def test_every_mode_becomes_grey(mode: str) -> None:
    assert to_grey(Image.new(mode, (20, 10))).mode == "L"


@pytest.mark.parametrize(
    ("size", "made"), [((300, 900), (600, 1800)), ((1200, 800), (1200, 800)), ((8000, 4000), (5000, 2500))]
)
def test_tiny_pages_grow_and_huge_ones_shrink(size: tuple[int, int], made: tuple[int, int]) -> None:
    assert prepare(Image.new("L", size, 255)).size == made


def test_grain_is_measured_and_blurred_away() -> None:
    clean, grainy = (make_scan(ENGLISH[1:], scanner=Scanner(noise=noise)) for noise in (2, 25))
    assert grain_of(clean) < 4 < 12 < grain_of(grainy)
    assert grain_of(prepare(grainy)) < 6
    assert prepare(clean) is clean
    assert grain_of(Image.new("L", (2, 2))) == 0


def test_a_strip_is_cut_out_where_most_letters_stand() -> None:
    page = make_scan(ENGLISH[1:] * 8)
    strip = find_strip(page)
    assert strip is not None
    assert (strip.width, strip.height) == (page.width, 165)
    assert find_strip(make_scan(ENGLISH[:1])) is None
    assert find_strip(Image.new("L", (900, 50))) is None
