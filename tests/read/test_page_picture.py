"""Pictures of pages: which page, how large, and what has none."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from tests.making.plain_pdfs import set_plainly

from whosays.read.page_picture import LONGEST, Drawing, draw_page
from whosays.read.reading import UnreadableDocument

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Literal

HUGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 14400 14400]>>endobj
trailer<</Root 1 0 R>>
"""


def draw(path: Path, number: int = 1, kind: Literal["pdf", "image"] = "pdf") -> Image.Image:
    picture = Image.open(BytesIO(draw_page(Drawing(path=str(path), name=path.name, kind=kind, number=number))))
    assert picture.format == "PNG"
    return picture


def save(folder: Path, raw: bytes) -> Path:
    (folder / "file").write_bytes(raw)
    return folder / "file"


def ink(picture: Image.Image) -> float:
    """How much of a picture is dark."""
    counts = picture.convert("L").histogram()
    return sum(counts[:128]) / sum(counts)


def test_a_page_of_a_pdf_is_drawn_in_grey_where_it_has_no_colours(tmp_path: Path) -> None:
    path = save(tmp_path, set_plainly("Weir", "The lock is shut. " * 20, "It opens."))
    first, second = draw(path), draw(path, 2)
    assert (first.mode, max(first.size)) == ("L", LONGEST)
    assert ink(first) > 3 * ink(second) > 0


@pytest.mark.parametrize("raw", [HUGE, HUGE.replace(b"14400 14400", b"1 14400"), HUGE.replace(b"14400 14400", b"1 1")])
def test_however_large_a_page_is_its_picture_is_not(tmp_path: Path, raw: bytes) -> None:
    assert max(draw(save(tmp_path, raw)).size) <= LONGEST + 1


def test_the_pages_of_a_picture_file_are_its_frames_upright(tmp_path: Path) -> None:
    sheet, turned = Image.new("1", (300, 200), 1), Image.new("RGB", (300, 200), "red")
    made = BytesIO()
    sheet.save(made, "TIFF", save_all=True, append_images=[turned])
    path = save(tmp_path, made.getvalue())
    assert (draw(path, 1, "image").mode, draw(path, 2, "image").mode) == ("L", "RGB")
    exif = Image.Exif()
    exif[0x0112] = 6  # taken with the camera on its side
    made = BytesIO()
    turned.save(made, "JPEG", exif=exif)
    assert draw(save(tmp_path, made.getvalue()), 1, "image").size == (200, 300)


def test_a_large_picture_shrinks_and_what_is_transparent_is_paper(tmp_path: Path) -> None:
    made = BytesIO()
    Image.new("RGBA", (5000, 100), (0, 0, 0, 0)).save(made, "PNG")
    picture = draw(save(tmp_path, made.getvalue()), 1, "image")
    assert (picture.size, picture.convert("L").getextrema()) == ((LONGEST, 40), (255, 255))


@pytest.mark.parametrize(
    ("raw", "number", "kind", "why"),
    [
        (HUGE, 2, "pdf", "no page 2"),
        (HUGE, 0, "pdf", "no page 0"),
        (b"%PDF-1.4 torn", 1, "pdf", "no whole PDF"),
        (b"no image", 1, "image", "no whole image"),
    ],
)
def test_what_cannot_be_drawn_is_told(tmp_path: Path, raw: bytes, number: int, kind: Literal["pdf", "image"], why: str) -> None:
    with pytest.raises(UnreadableDocument, match=why):
        draw(save(tmp_path, raw), number, kind)


def test_a_frame_that_a_picture_does_not_have_is_told(tmp_path: Path) -> None:
    made = BytesIO()
    Image.new("L", (9, 9)).save(made, "TIFF")
    with pytest.raises(UnreadableDocument, match="no page 2"):
        draw(save(tmp_path, made.getvalue()), 2, "image")
