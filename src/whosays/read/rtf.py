"""Read Rich Text files (RTF): their text in order, with notes, lists, tables, comments and tracked changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.meta import Meta
from whosays.read.passages import document_id
from whosays.read.properties import author_of, day_of
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.rtf_reading import read_rtf
from whosays.read.typeset import reading_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.records import Capture

_TYPES = ("application/rtf", "text/rtf", "text/richtext")


class RtfReader:
    """Rich Text files."""

    name = "rtf"
    version = "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a Rich Text file."""
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rt"):
            return True
        named = capture.media_type.lower() in _TYPES or capture.name.lower().endswith(".rtf")
        return named and not head.startswith((b"PK", b"%PDF-", b"\xd0\xcf\x11\xe0"))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        if b"{\\rt" not in raw[:64]:
            raise UnreadableDocument(capture.name, "it is no Rich Text file")
        rtf = read_rtf(raw)
        cut = "The file is cut off: groups are open at its end."
        problems = [make_problem("broken-markup", cut, doc=document_id(capture))] if rtf.is_cut else []
        return reading_of(
            capture, rtf.manuscript, read_said(rtf.said, rtf.title), problems=problems, made_by=f"{self.name} {self.version}"
        )


def read_said(said: Mapping[str, str], title: str | None) -> Meta:
    """Read what the file says of itself. When it was made is left out: it is the day of the first draft, or of the template."""
    day = "-".join(f"{int(said.get(part, '0')):0{width}}" for part, width in (("yr", 4), ("mo", 2), ("dy", 2)))
    own = " ".join(said.get("title", "").split())
    return Meta(title=title or own or None, author=author_of(said.get("author")), modified=day_of(day))
