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
    from collections.abc import Iterable

    from whosays.desk.app import Desk
    from whosays.records import Box, Passage

pages = Pages()


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
    with desk.ask() as ask:
        doc = ask.view.stored.find_document(words)
        count = pages_of(doc)
        if not 1 <= number <= count:
            raise NoPicture(doc.name, "it has no such page")
        here = on_page(doc.text, ask.view.stored.placements(doc.id), number)
        found = [
            Boxed(card=make_card(one, ask), boxes=boxes)
            for one in ask.view.claims(doc.id)
            if (boxes := here.boxes(one.content)) and (ask.view.status(one.id) != "rejected" or one.id == claim)
        ]
        at, passage = _first_on(ask.view.passages(doc.id), number)
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


def _first_on(passages: Iterable[Passage], number: int) -> tuple[int, str | None]:
    """Return the first passage on a page or behind it, and which of all it is."""
    for at, passage in enumerate(passages):
        if any(box.page >= number for box in passage.boxes) or (passage.page or 0) >= number:
            return at, passage.id
    return 0, None
