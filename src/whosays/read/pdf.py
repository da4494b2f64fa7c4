"""Read a PDF: its words where they stand on its pages, put together to a text with zones."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.meta import Meta
from whosays.read.pages.glyphs import Frame, read_lines
from whosays.read.pages.reading import make_page, read_pages
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from whosays.read.pages.shapes import Page
    from whosays.records import Capture

class PdfReader:
    """PDF files with a text layer."""

    name = "pdf"
    version = "2"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a PDF."""
        return capture.media_type == "application/pdf" or b"%PDF-" in head[:1024] or capture.name.lower().endswith(".pdf")

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        doc = document_id(capture)
        pages, meta = open_pages(capture, raw)
        setting = read_pages(pages)
        document = make_document(
            capture,
            setting.text,
            setting.drafts,
            made_by=f"{self.name} {self.version}",
            pages=setting.pages,
            said=meta,
        )
        bare = [str(page.number + 1) for page in pages if not page.regions and not page.furniture]
        problems = []
        if bare:
            shown = ", ".join(bare[:20]) + (" …" if len(bare) > 20 else "")
            problems.append(make_problem("no-text-layer", f"{len(bare)} of {len(pages)} pages have no text: {shown}.", doc=doc))
        return Reading(
            document=document,
            passages=make_passages(document, setting.drafts),
            problems=tuple(problems),
            placements=tuple(setting.placements),
        )


def open_pages(capture: Capture, raw: bytes) -> tuple[list[Page], Meta]:
    """Return the pages and what the file says of itself. Raises UnreadableDocument."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(raw)
    except PdfiumError as error:
        why = "it is locked with a password" if "password" in str(error).lower() else "it is no whole PDF"
        raise UnreadableDocument(capture.name, why) from error
    try:
        pages = [_read_page(pdf, number) for number in range(len(pdf))]
        said = pdf.get_metadata_dict(skip_empty=True)
    except PdfiumError as error:
        raise UnreadableDocument(capture.name, f"the PDF is damaged ({error})") from error
    finally:
        pdf.close()
    return pages, Meta(title=_said(said, "Title"), author=_said(said, "Author"))


def _read_page(pdf: PdfDocument, number: int) -> Page:
    page = pdf[number]
    layer = page.get_textpage()
    frame = Frame(*page.get_bbox(), page.get_rotation() // 90)
    lines, words, rtl = read_lines(ctypes.cast(layer.raw, ctypes.c_void_p).value or 0, frame, number)
    layer.close()
    page.close()
    return make_page(number, frame.size, lines, words, rtl=rtl)


def _said(said: dict[str, str], name: str) -> str | None:
    """Return a field of the file, unless it is the name of a file or a program's default."""
    words = " ".join(said.get(name, "").replace("\0", "").split())
    usual = words.lower().startswith(("untitled", "microsoft word", "powerpoint", "unknown", "anonymous", "user", "admin"))
    return words[:300] if words and not usual and "." not in words[-5:] else None
