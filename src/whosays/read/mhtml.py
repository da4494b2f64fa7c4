"""Read a page that a browser saved as one file (MHTML): the page as a document, its pictures as members.

The page is the first part of markup, or the one that the head names. Style sheets, scripts and fonts are not the page's words.
"""

from __future__ import annotations

from email import message_from_bytes
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.encoding import NotText, decode_as
from whosays.read.html import decode_page, read_page
from whosays.read.passages import document_id
from whosays.read.reading import USUAL, Member, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from whosays.read.reading import Reading
    from whosays.records import Capture, Problem

_KINDS = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 5_000


class MhtmlReader:
    """Pages saved by a browser as one file (MHTML)."""

    name = "mhtml"
    version = "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is such a page."""
        if capture.media_type == "multipart/related":
            return True
        return capture.name.lower().endswith((".mhtml", ".mht")) and b"mime-version:" in head.lower()

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Iterator[Reading | Member | Problem]:  # noqa: ARG002
        """Read the bytes."""
        message = message_from_bytes(raw)
        parts = []
        for part in message.walk():
            if not part.is_multipart():
                parts.append(part)
            if len(parts) >= _MOST_PARTS:
                yield make_problem("archive-limit", f"{capture.name}: its parts after {_MOST_PARTS:,} are left out")
                break
        page = _page(message, parts)
        if page is None:
            raise UnreadableDocument(capture.name, "no part of it is a page")
        words = _bytes(page)
        charset = page.get_content_charset()
        try:
            decoded = decode_as(words, charset) if charset else decode_page(words)
        except NotText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
        url = _address(message.get("Snapshot-Content-Location")) or _address(page.get("Content-Location")) or capture.url
        yield read_page(capture, decoded, url=url, made_by=f"{self.name} {self.version}")
        if message.defects:
            kinds = ", ".join(sorted({type(defect).__name__ for defect in message.defects}))
            yield make_problem("broken-markup", f"The parts of the file are damaged ({kinds}).", doc=document_id(capture))
        for number, part in enumerate(parts):
            if part is not page and part.get_content_maintype() == "image" and (inner := _bytes(part)):
                location = _address(part.get("Content-Location"))
                name = (location or part.get_filename() or f"picture-{number}").partition("?")[0].rstrip("/").rpartition("/")[2]
                yield Member(name=name[-120:], raw=inner, media_type=part.get_content_type(), url=location)


def _page(message: Message, parts: list[Message]) -> Message | None:
    pages = [part for part in parts if part.get_content_type() in _KINDS]
    start = str(message.get_param("start") or "")
    named = (part for part in pages if start and part.get("Content-ID") == start)
    return next(named, pages[0] if pages else None)


def _bytes(part: Message) -> bytes:
    """Return the bytes of a part; one whose transfer encoding is damaged gives what can be decoded of it."""
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _address(words: object) -> str | None:
    url = str(words).strip() if words else ""
    return url if url.startswith(("http://", "https://")) and len(url) < 2_000 else None
