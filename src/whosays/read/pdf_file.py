"""Ask a PDF file for what is not its words: what it says of itself, its links, a picture of a page."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.read.meta import Meta

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

# Dots an inch: Tesseract is made for 300. A page that is a poster is drawn smaller, so that no picture has more dots than this.
_DPI, _MOST_DOTS = 300, 40_000_000
# A page of more links is an index; of longer addresses, a trap.
_MOST_LINKS, _LONGEST = 2_000, 4_000
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle of a page, in the file's own coordinates (upwards), and the address that it leads to."""

    left: float
    top: float
    right: float
    bottom: float
    url: str


def read_meta(pdf: PdfDocument) -> Meta:
    """Read what a file says of itself. When it was made is not when it was published, so it is no date of the document."""
    said = pdf.get_metadata_dict(skip_empty=True)
    return Meta(
        title=_said(said, "Title"),
        author=_said(said, "Author"),
        modified=_day(said.get("ModDate", "")),
    )


def read_links(page: PdfPage) -> Iterator[Link]:
    """Yield the links of a page to addresses, in the order of the file."""
    from pypdfium2 import raw

    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    rectangle = raw.FS_RECTF()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page, at, link):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        length = raw.FPDFAction_GetURIPath(page.pdf, action, None, 0)
        if not 1 < length <= _LONGEST or not raw.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        room = ctypes.create_string_buffer(length)
        raw.FPDFAction_GetURIPath(page.pdf, action, room, length)
        url = room.raw[: length - 1].decode("utf-8", "replace").strip()
        if url.lower().startswith(("http://", "https://", "mailto:")):
            yield Link(rectangle.left, rectangle.top, rectangle.right, rectangle.bottom, url)


def render(pdf: PdfDocument, number: int) -> Image:
    """Draw a page as a grey picture for recognition."""
    page = pdf[number]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_DOTS / max(width * height, 1)) ** 0.5)
        image: Image = page.render(scale=scale, grayscale=True).to_pil()
        return image
    finally:
        page.close()


def _said(said: dict[str, str], name: str) -> str | None:
    """Return a field of the file, unless it is the name of a file or a program's default."""
    words = " ".join(said.get(name, "").replace("\0", "").split())
    usual = words.lower().startswith(("untitled", "microsoft word", "powerpoint", "unknown", "anonymous", "user", "admin"))
    return words[:300] if words and not usual and "." not in words[-5:] else None


def _day(words: str) -> str | None:
    """Return the day of a date as PDF writes it ("D:20240131120000Z") as EDTF; None for what is no date."""
    found = _DATE.match(words)
    if found is None or not 1900 <= int(found[1]) < 2200:
        return None
    month, day = found[2], found[3]
    if month is None or not 1 <= int(month) <= 12:
        return found[1]
    return f"{found[1]}-{month}" + (f"-{day}" if day and 1 <= int(day) <= 31 else "")
