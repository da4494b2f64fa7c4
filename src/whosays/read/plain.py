"""Read plain text: the document's text is exactly the decoded file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.encoding import Decoded, NotText, decode
from whosays.read.passages import document_id, make_document, make_passages
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.zones import read_zones

if TYPE_CHECKING:
    from whosays.records import Capture, DocumentId, Problem

_ENDINGS = (".txt", ".text", ".md", ".markdown", ".rst", ".log", ".asc")


class PlainReader:
    """Plain text in any encoding."""

    name = "plain"
    version = "2"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is plain text."""
        if head.startswith((b"%PDF-", b"PK\x03\x04")):
            return False
        return capture.media_type in ("text/plain", "text/markdown") or capture.name.lower().endswith(_ENDINGS)

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        try:
            decoded = decode(raw)
        except NotText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
        zones = read_zones(decoded.text)
        made_by = f"{self.name} {self.version}"
        document = make_document(capture, decoded.text, zones.drafts, made_by=made_by, pages=zones.pages)
        passages = make_passages(document, zones.drafts)
        doc = document_id(capture)
        empty = () if passages else (make_problem("empty-document", "No words were found.", doc=doc),)
        return Reading(document=document, passages=passages, problems=(*encoding_problems(decoded, doc), *empty))


def encoding_problems(decoded: Decoded, doc: DocumentId) -> tuple[Problem, ...]:
    """Return what was odd about decoding."""
    problems = []
    if decoded.guessed:
        problems.append(make_problem("guessed-encoding", f"The file was read as {decoded.encoding}, by a guess.", doc=doc))
    if decoded.broken:
        message = f"{decoded.broken} places are no {decoded.encoding} and stand as \ufffd in the text."
        problems.append(make_problem("undecodable-bytes", message, doc=doc))
    return tuple(problems)
