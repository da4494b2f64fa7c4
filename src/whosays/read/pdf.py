"""Read the text layer of a PDF: pages parted by form feeds, zones as for plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.meta import Meta
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.zones import read_zones

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

    from whosays.records import Capture

# Signs of the engine, not of the page: a hyphen at the end of a line, and what it puts for a glyph without a letter.
_SIGNS = str.maketrans({"\ufffe": "-", "\x02": "-", "\r": None, "\0": None, "\f": "\n"})


class PdfReader:
    """PDF files with a text layer."""

    name = "pdf"
    version = "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a PDF."""
        return capture.media_type == "application/pdf" or b"%PDF-" in head[:1024] or capture.name.lower().endswith(".pdf")

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        doc = document_id(capture)
        pages, meta = read_pages(capture, raw)
        text = "\f".join(pages)
        zones = read_zones(text)
        document = make_document(
            capture,
            text,
            zones.drafts,
            made_by=f"{self.name} {self.version}",
            pages=zones.pages or (0,),
            said=meta,
        )
        bare = [str(number) for number, words in enumerate(pages, 1) if not words.strip()]
        problems = []
        if bare:
            shown = ", ".join(bare[:20]) + (" …" if len(bare) > 20 else "")
            problems.append(make_problem("no-text-layer", f"{len(bare)} of {len(pages)} pages have no text: {shown}.", doc=doc))
        return Reading(document=document, passages=make_passages(document, zones.drafts), problems=tuple(problems))


def read_pages(capture: Capture, raw: bytes) -> tuple[list[str], Meta]:
    """Return the text of each page and what the file says of itself. Raises UnreadableDocument."""
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


def _read_page(pdf: PdfDocument, number: int) -> str:
    page = pdf[number]
    layer = page.get_textpage()
    words = layer.get_text_range(errors="replace").translate(_SIGNS)
    layer.close()
    page.close()
    return str(words)


def _said(said: dict[str, str], name: str) -> str | None:
    """Return a field of the file, unless it is the name of a file or a program's default."""
    words = " ".join(said.get(name, "").replace("\0", "").split())
    usual = words.lower().startswith(("untitled", "microsoft word", "powerpoint", "unknown", "anonymous", "user", "admin"))
    return words[:300] if words and not usual and "." not in words[-5:] else None
