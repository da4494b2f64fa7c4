"""A page of a PDF or a scan as it looks, with boxes round the words of its claims, and their cards beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.desk.boxes import on_page
from whosays.desk.cards import ClaimCard, make_card
from whosays.desk.page import Pages
from whosays.desk.page_pictures import NoPicture, pages_of
from whosays.desk.pages.reader import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from whosays.desk.app import Desk
    from whosays.records import Box, Document
    from whosays.store.shelf import Outline

pages = Pages()
_BEFORE = 3000  # a claim that begins so far before a page may go on there


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxed:
    """A claim on the page: its card, and where its words stand, line by line."""

    card: ClaimCard
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """One page of a document; `part` and `passage` lead to the same place in the text, `active` is the claim that is open."""

    id: str
    title: str
    number: int
    pages: int
    claims: tuple[Boxed, ...]
    active: str | None
    part: int
    passage: str | None


@pages.page("/documents/{words}/pages/{number}", "document_page.html")
def document_page(desk: Desk, words: str, number: int, claim: str | None = None) -> DocumentPage:
    """Show a page of a document as it looks."""
    with desk.browse() as browse:
        doc = browse.view.stored.find_document(words)
        count = pages_of(doc)
        if not 1 <= number <= count:
            raise NoPicture(doc.name, "it has no such page")
        here = on_page(doc.text, browse.view.stored.placements(doc.id), number)
        start, end = _stretch(doc, number)
        known = browse.claims_between(doc.id, max(start - _BEFORE, 0), end)
        known += browse.known([claim]) if claim and all(one.claim.id != claim for one in known) else []
        found = [Boxed(card=make_card(one), boxes=boxes) for one in known if (boxes := here.boxes(one.claim.content))]
        at, passage = _first_behind(browse.lookup.shelf.outline(doc.id), start)
        return DocumentPage(
            id=doc.id,
            title=doc.title or doc.name,
            number=number,
            pages=count,
            claims=tuple(found),
            active=claim,
            part=at // AT_ONCE + 1,
            passage=passage,
        )


def _stretch(doc: Document, number: int) -> tuple[int, int]:
    """Return from where to where the text of a page goes; all of it where the document does not say."""
    if len(doc.pages) < number:
        return 0, len(doc.text)
    return doc.pages[number - 1], doc.pages[number] if number < len(doc.pages) else len(doc.text)


def _first_behind(outline: Sequence[Outline], start: int) -> tuple[int, str | None]:
    """Return which passage is the first that goes beyond a place, and its id."""
    for at, passage in enumerate(outline):
        if any(piece.end > start for piece in passage.pieces):
            return at, passage.id
    return 0, None
