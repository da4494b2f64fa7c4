"""Draw one page of a PDF or a picture file as a PNG, to be looked at beside the text.

A damaged file may end the process that draws it, so whoever calls this does it in a process that can be missed
(`workers.Standby`). However large a page is, its picture has no more dots than a screen can show.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from whosays.read.reading import UnreadableDocument

if TYPE_CHECKING:
    from PIL.Image import Image

# The longer side. A page of A4 has 171 dots an inch then; its smallest notes can be read, on sharp screens too.
LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A page to draw: the file, how it is called, what it is, and the number of the page from 1."""

    path: str
    name: str
    kind: Literal["pdf", "image"]
    number: int


def draw_page(wanted: Drawing, /) -> bytes:
    """Return a page as a PNG. Raises UnreadableDocument, also where the file has no such page."""
    image = _of_pdf(wanted) if wanted.kind == "pdf" else _of_picture(wanted)
    made = BytesIO()
    # Fewer bytes at level 9 take three times as long.
    image.save(made, "PNG", compress_level=4)
    return made.getvalue()


def _of_pdf(wanted: Drawing) -> Image:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(wanted.path)
    except (PdfiumError, OSError) as error:
        raise UnreadableDocument(wanted.name, "it is no whole PDF") from error
    try:
        if not 1 <= wanted.number <= len(pdf):
            raise _no_page(wanted)
        page = pdf[wanted.number - 1]
        image: Image = page.render(scale=LONGEST / max(*page.get_size(), 1)).to_pil()
        page.close()
    except PdfiumError as error:
        raise UnreadableDocument(wanted.name, f"page {wanted.number} is damaged") from error
    finally:
        pdf.close()
    return image.convert("L") if _is_grey(image) else image


def _of_picture(wanted: Drawing) -> Image:
    from PIL.Image import DecompressionBombError
    from PIL.ImageOps import exif_transpose

    from whosays.read.frames import DAMAGE, MOST_DOTS, open_frames, quietly

    with open_frames(wanted.name, Path(wanted.path).read_bytes()) as image:
        try:
            with quietly():
                image.seek(wanted.number - 1)
                if image.width * image.height > MOST_DOTS:
                    raise UnreadableDocument(wanted.name, "it has more dots than any page")
                frame = _on_paper(exif_transpose(image))
        except EOFError as error:
            raise _no_page(wanted) from error
        except (DecompressionBombError, *DAMAGE) as error:
            raise UnreadableDocument(wanted.name, "the image is damaged") from error
    frame.thumbnail((LONGEST, LONGEST))
    return frame


def _on_paper(image: Image) -> Image:
    """Return an image in grey or in colours; what is transparent is white."""
    from PIL.Image import alpha_composite, new

    from whosays.read.page_image import to_grey

    if image.mode in {"1", "L", "LA", "F"} or image.mode.startswith("I"):
        return to_grey(image)
    if image.has_transparency_data:
        return alpha_composite(new("RGBA", image.size, "white"), image.convert("RGBA")).convert("RGB")
    return image.convert("RGB")


def _is_grey(image: Image) -> bool:
    """Ask whether a page has no colours; most have none, and are half as large without."""
    from PIL.ImageChops import difference

    bands = image.split()
    return len(bands) >= 3 and not any(difference(bands[0], band).getbbox() for band in bands[1:3])


def _no_page(wanted: Drawing) -> UnreadableDocument:
    return UnreadableDocument(wanted.name, f"it has no page {wanted.number}")
