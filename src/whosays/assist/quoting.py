"""A quotation as assistants get it: words cut out of the document itself, with everything that leads back to them."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whosays.case.whole import WholeView
    from whosays.records import Anchor, Document, DocumentId

Json = dict[str, object]

MOST_WORDS = 2_000
"""Characters of one quotation at most; a longer one is cut there, and its `end` is where it was cut."""


class Quoter:
    """Quotes documents of a case; each document is read once."""

    def __init__(self, view: WholeView) -> None:
        self.view = view
        self._documents: dict[DocumentId, Document] = {}
        self._captures = {capture.id: capture for capture in view.captures()}

    def document(self, doc: DocumentId) -> Document:
        """Return a document."""
        if doc not in self._documents:
            self._documents[doc] = self.view.document(doc)
        return self._documents[doc]

    def quote(self, at: Anchor, *, most: int = MOST_WORDS) -> Json:
        """Return the words at a place, cut out of the document anew, and where they stand."""
        return self.stretch(self.document(at.doc), at.start, at.end, most=most)

    def quotes(self, *anchors: Anchor | None) -> list[Json]:
        """Return a quotation for each place that there is."""
        return [self.quote(at) for at in anchors if at]

    def stretch(self, doc: Document, start: int, end: int, *, most: int = MOST_WORDS) -> Json:
        """Return a stretch of a document as a quotation."""
        until = min(end, start + most)
        capture = self._captures[doc.capture]
        out: Json = {
            "words": doc.text[start:until],
            "document": doc.name,
            "document_id": doc.id,
            "start": start,
            "end": until,
            "page": bisect_right(doc.pages, start) or None,
            "capture_sha256": doc.capture,
            "address": address(doc, start, until),
            "url": doc.url or capture.url,
        }
        return out | ({"cut_of": end - start} if until < end else {})


def address(doc: Document, start: int, end: int) -> str:
    """Return a lasting address of a place: the hash of the file (RFC 6920), the document in it, the characters (RFC 5147).

    It is the same in every case that holds the file, on any machine, and asks no server.
    """
    digest = urlsafe_b64encode(bytes.fromhex(doc.capture)).rstrip(b"=").decode("ascii")
    return f"ni:///sha-256;{digest}?doc={doc.id}#char={start},{end}"
