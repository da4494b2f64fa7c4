"""Make a story of a document that lies beside the project, so that it can be set as a PDF. Nothing of it is kept here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.making.pdfs import Story

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from whosays.records import Citation, Document, Passage


def to_story(doc: Document, passages: Sequence[Passage], cites: Sequence[Citation]) -> Story:
    """Return its title and paragraphs, list items with their numbers, and each note where it is called."""
    calls = {cite.anchor.start: cite for cite in cites if cite.anchor and cite.note}
    paragraphs = []
    for passage in passages:
        if passage.zone in ("page_furniture", "footnote"):
            continue
        words = " ".join(_words(doc, piece.start, piece.end, calls) for piece in passage.pieces)
        label = ""
        if passage.zone == "list_item":
            label = f"{passage.number}. " if (passage.number or "").isdigit() else "• "
        paragraphs.append(label + " ".join(words.split()))
    notes = {cite.number: " ".join(cite.note.text.split()) for cite in cites if cite.note}
    return Story(language="en", title=paragraphs[0], paragraphs=tuple(paragraphs[1:]), notes=notes)


def _words(doc: Document, start: int, end: int, calls: Mapping[int, Citation]) -> str:
    out, at = "", start
    for place in sorted(place for place in calls if start <= place < end):
        cite = calls[place]
        assert cite.anchor is not None
        out += f"{doc.text[at:place]}{{{cite.number}}}"
        at = cite.anchor.end
    return re.sub(r"\s+", " ", out + doc.text[at:end])
