"""Read the tide table of a harbour: a head of `field: value` lines, a line of hyphens, one row a tide.

    Tide table of Port Merrow
    kept by: Harbour Office of Port Merrow
    date: 2031-04-02
    ---
    04:12  high  5.31 m

The text of the document is the file as it is, so that every place in it can be found by hand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.drafts import Draft
from whosays.read.encoding import NotText, decode
from whosays.read.meta import Meta
from whosays.read.passages import make_document, make_passages
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Capture, Zone

_FIELD = re.compile(r"(?P<field>[a-z ]{1,20}): *(?P<value>\S.*)")
_RULE = re.compile(r"-{3,}")


class TideReader:
    """Tide tables of harbours (`.tide`)."""

    name = "tide"
    version = "1"  # raise it when the same bytes may be read otherwise: cases then read their files again

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether a file is a tide table. It is asked for every file, so it looks at the name first."""
        return capture.name.lower().endswith(".tide") and not head.startswith((b"PK\x03\x04", b"%PDF-"))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes. A file that is no text is UnreadableDocument; a table without rows is read, with a Problem."""
        try:
            text = decode(raw).text
        except NotText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
        drafts = list(_drafts(text))
        said = _said(text)
        made_by = f"{self.name} {self.version}"
        doc = make_document(
            capture, text, drafts, made_by=made_by, said=Meta(date=said.get("date"), publisher=said.get("kept by"))
        )
        rows = any(draft.zone == "table_row" for draft in drafts)
        problems = () if rows else (make_problem("empty-document", "The tide table has no rows.", doc=doc.id),)
        return Reading(document=doc, passages=make_passages(doc, drafts), problems=problems)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that has words, without the blanks around it, and where it starts."""
    at = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words:
            yield at + line.index(words), words
        at += len(line)


def _drafts(text: str) -> Iterator[Draft]:
    """Yield the zones: the title, the lines of the head, the rows."""
    below = False
    for number, (start, words) in enumerate(_lines(text)):
        if _RULE.fullmatch(words):
            below = True
            continue
        zone: Zone = "table_row" if below else "paragraph" if number else "heading"
        yield Draft(zone=zone, spans=((start, start + len(words)),), level=1 if zone == "heading" else None)


def _said(text: str) -> dict[str, str]:
    """Return the fields of the head."""
    head = (words for _, words in _lines(_RULE.split(text, maxsplit=1)[0]))
    return {match["field"]: match["value"] for words in head if (match := _FIELD.fullmatch(words))}
